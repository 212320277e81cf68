package document

import (
	"testing"

	"bitext/align"
)

// around puts a line where its rule looks.
func around(where zone, example string) []block {
	const prose = "Every spring the river comes up to the second step of the old customs house, and every spring the town counts what it has lost, and pays."
	blocks := []block{{text: prose}, {text: prose}, {text: example}, {text: prose}}
	if where == outside {
		blocks = blocks[:3]
	}
	for i := range blocks {
		blocks[i].group = i
	}
	return blocks
}

func TestFurnitureExamples(t *testing.T) {
	for _, r := range furniture {
		if len(r.examples) == 0 {
			t.Errorf("%s: no example", r.reason)
		}
		for _, example := range r.examples {
			if !r.matches(lineOf(example)) {
				t.Errorf("%s: %q does not match", r.reason, example)
			}
			blocks := around(r.where, example)
			classify(blocks)
			if got := blocks[2]; got.kind != align.Boilerplate {
				t.Errorf("%s: %q is %s", r.reason, example, got.kind)
			}
			for _, i := range []int{0, 1} {
				if blocks[i].kind != align.Body {
					t.Errorf("%s: prose beside %q is %s (%s)", r.reason, example, blocks[i].kind, blocks[i].reason)
				}
			}
		}
	}
}

// Paragraphs of an article that use the words of furniture stay what they are,
// wherever they stand.
func TestProseIsNoFurniture(t *testing.T) {
	for _, text := range []string{
		"Copyright is a bargain: the public lends an author a monopoly, and gets it back, in theory, after a lifetime and 70 years.",
		"Share the burden, the minister says, and looks at those who carry it already.",
		"Editors used to decide what a town knew about itself. Now a feed decides, and nobody can write to it.",
		"Subscribe to a newspaper and you pay twice, once with money and once with your mornings.",
		"Twitter and Facebook did not invent the rumor; they only gave it a horse.",
		"Related readings of the law are possible, and the court has tried three of them.",
		"Related: my cousin, the mayor's driver.",
		"Contact us, they said, and gave no number.",
		"Follow me.",
		"You have read the law, and you have used your one free afternoon to argue with it.",
		"To keep reading was the only rule of the house, and nobody broke it.",
		"All rights reserved for those who drive.",
		"Sign up for the night shift and you will see the city that the council has never met.",
		"If you enjoyed this river you would not have built a road on it.",
		"Join our fathers in the boats, the young men said, and laughed.",
		"We earn no commission on the truth.",
		"订阅一种理论，你就得坐到终点站。",
		"免责声明：以下的看法只是我自己的，朋友们也许并不同意。",
		"侵权的事天天都有，谁来管呢，我问过三个律师，三个都笑了。",
		"关注公众号的人越来越多，读书的人却没有多起来。",
		"本文由三个故事组成。",
		"会员制度的好处，是让人觉得自己属于某个地方。",
		"Home is where the opinion pages are read aloud, at breakfast, over the noise of the news.",
		"We use cookies as currency in my class: two for a finished page, one for an honest question.",
		"Follow us, said the boys with the torches, and we followed them into the cave.",
		"Next year the ferry will be gone.",
		"Most read the report as a warning. I read it as an invitation to start again.",
		"Search for a reason and you will find a budget.",
		"版权所有者往往不是作者本人，而是买下作品的公司，这一点读者很少想到。",
		"分享本是一件好事，可是当分享成了生意，好事也就变了味道。",
		"责任编辑这个词，如今的年轻人已经不大明白它的分量了。",
		"下载一个客户端，就能看到全城的公交车开到了哪里，老人们却还是愿意站在站牌下等。",
		"未经许可不得转载，这句话人人见过，却没有几个人当真，其中的道理值得想一想。",
		"相关新闻播出以后，村里的电话响了整整三天。",
		"评论这件事，说到底是替沉默的人说一句话。",
		"扫一扫就能付钱，这当然方便，可是盲人不方便。",
		"更多的人选择了离开。",
		"关注我们身边的人，往往比关注远方更难。",
		"编辑们说，稿子太长。",
	} {
		for _, where := range []zone{anywhere, outside} {
			blocks := around(where, text)
			classify(blocks)
			if got := blocks[2]; got.kind != align.Body {
				t.Errorf("%q is %s (%s)", text, got.kind, got.reason)
			}
		}
	}
}
