package document

import (
	"strings"
	"testing"

	"bitext/align"
)

// dailyPage is a page as a national daily's English edition makes them.
const dailyPage = `<!DOCTYPE html><html><head><title>Let the ferry stay - Opinion - Delta Daily</title>
<meta property="og:title" content="Let the ferry stay"><style>p{}</style></head>
<body class="nav-fixed"><div class="topNav"><a href="/">HOME</a><a href="/w">WORLD</a><a href="/o">OPINION</a></div>
<div class="wrapper"><div class="bread">Opinion / Op-Ed</div>
<div class="main_art"><h1>Let the ferry stay</h1>
<div class="info"><span class="info_l">By Lin Yue | Delta Daily | Updated: 2025-05-06 07:12</span></div>
<div class="share">Share <a href="f">Facebook</a> <a href="t">Twitter</a></div>
<div id="Content"><figure><img src="a.jpg" alt=""><figcaption>The ferry at noon. [Photo/Agencies]</figcaption></figure>
<p>Every morning at 6 the ferry takes 200 people across the river, and every evening it brings them back, for the price of an egg.</p>
<p>The city says that the ferry costs too much. It has built two bridges, it says, and a bridge does not need a crew, or diesel, or a timetable.</p>
<p><strong>Who needs it?</strong></p>
<p>Copyright law, an editor once told me, is like the river: everybody drinks from it, and nobody wants to pay for the dyke. So it is with the ferry.</p>
<p>People who share photos of it on Facebook and Twitter do not ride it. Those who ride it have no time to share anything, and they pay in coins.</p>
<div class="related"><h3>Related stories</h3><ul><li><a href="1">Two bridges too many</a></li><li><a href="2">What a crew costs</a></li></ul></div>
<p>So let it stay. A town that gives up its ferry has decided that it knows all the roads already, and that is never true.</p>
<p><em>The author teaches geography at Delta Normal University. The views don't necessarily represent those of Delta Daily.</em></p>
</div></div>
<div class="right"><h2>Most Viewed in 24 Hours</h2><ol><li><a href="3">The last lamplighter</a></li><li><a href="4">A school of three</a></li></ol></div></div>
<div class="footer">Copyright 1998 - 2025. All rights reserved. <a href="/about">About us</a></div><script>track()</script></body></html>`

// portalPage is a page of an old portal: tables, line breaks instead of
// paragraphs, no names for anything.
const portalPage = `<html><head><title>让渡船留下_评论_三江网</title></head><body>
<table><tr><td><a href="/">首页</a> <a href="/n">新闻</a> <a href="/p">评论</a> <a href="/f">财经</a></td></tr>
<tr><td>您的位置：<a href="/">首页</a> &gt; <a href="/p">评论</a> &gt; 正文</td></tr>
<tr><td><h1>让渡船留下</h1>2025年5月6日 07:12　来源：三江网
<div>字号：大 中 小</div>
<div id="artibody">　　每天清晨六点，渡船载着两百个人过江，傍晚又载他们回来，船票只要一个鸡蛋的价钱。<br>　　市里说，养渡船太贵。已经架了两座桥，桥不要船员，不要柴油，也不要时刻表。<br><br>　　<b>一、谁还需要它</b><br>　　坐船的人没有时间在微博上分享照片，他们用硬币付钱，一天两次，已经付了四十年。<br>　　所以，让它留下吧。一座放弃渡船的城市，等于认定自己已经认得所有的路，而这从来不是真的。<br>　　（作者系三江师范大学地理学教授）</div>
（责任编辑：林月）</td></tr>
<tr><td><b>相关阅读</b><br><br><a href="1">两座桥</a><br><br><a href="2">船员的账单</a></td></tr>
<tr><td>版权所有 三江网 未经许可 不得转载<br>京ICP备12345678号</td></tr></table></body></html>`

func TestDailyPage(t *testing.T) {
	diffEntries(t, []entry{
		{"HOME WORLD OPINION", align.Boilerplate, "navigation"},
		{"Opinion / Op-Ed", align.Boilerplate, "breadcrumb"},
		{"Let the ferry stay", align.Title, ""},
		{"By Lin Yue | Delta Daily | Updated: 2025-05-06 07:12", align.Byline, ""},
		{"Share Facebook Twitter", align.Boilerplate, "share bar"},
		{"The ferry at noon. [Photo/Agencies]", align.Caption, ""},
		{"Every morning at 6 the ferry takes 200 people across the river, and every evening it brings them back, for the price of an egg.", align.Body, ""},
		{"The city says that the ferry costs too much. It has built two bridges, it says, and a bridge does not need a crew, or diesel, or a timetable.", align.Body, ""},
		{"Who needs it?", align.Heading, ""},
		{"Copyright law, an editor once told me, is like the river: everybody drinks from it, and nobody wants to pay for the dyke. So it is with the ferry.", align.Body, ""},
		{"People who share photos of it on Facebook and Twitter do not ride it. Those who ride it have no time to share anything, and they pay in coins.", align.Body, ""},
		{"Related stories", align.Boilerplate, "related reading"},
		{"Two bridges too many", align.Boilerplate, "related reading"},
		{"What a crew costs", align.Boilerplate, "related reading"},
		{"So let it stay. A town that gives up its ferry has decided that it knows all the roads already, and that is never true.", align.Body, ""},
		{"The author teaches geography at Delta Normal University. The views don't necessarily represent those of Delta Daily.", align.AuthorNote, ""},
		{"Most Viewed in 24 Hours", align.Boilerplate, "ranking"},
		{"The last lamplighter", align.Boilerplate, "ranking"},
		{"A school of three", align.Boilerplate, "ranking"},
		{"Copyright 1998 - 2025. All rights reserved. About us", align.Boilerplate, "copyright"},
	}, entries(t, "daily.html", []byte(dailyPage)))
}

func TestPortalPage(t *testing.T) {
	diffEntries(t, []entry{
		{"首页 新闻 评论 财经", align.Boilerplate, "navigation"},
		{"您的位置：首页 > 评论 > 正文", align.Boilerplate, "breadcrumb"},
		{"让渡船留下", align.Title, ""},
		{"2025年5月6日 07:12　来源：三江网", align.Date, ""},
		{"字号：大 中 小", align.Boilerplate, "text size"},
		{"每天清晨六点，渡船载着两百个人过江，傍晚又载他们回来，船票只要一个鸡蛋的价钱。", align.Body, ""},
		{"市里说，养渡船太贵。已经架了两座桥，桥不要船员，不要柴油，也不要时刻表。", align.Body, ""},
		{"一、谁还需要它", align.Heading, ""},
		{"坐船的人没有时间在微博上分享照片，他们用硬币付钱，一天两次，已经付了四十年。", align.Body, ""},
		{"所以，让它留下吧。一座放弃渡船的城市，等于认定自己已经认得所有的路，而这从来不是真的。", align.Body, ""},
		{"（作者系三江师范大学地理学教授）", align.AuthorNote, ""},
		{"（责任编辑：林月）", align.Boilerplate, "editor contact"},
		{"相关阅读", align.Boilerplate, "related reading"},
		{"两座桥", align.Boilerplate, "related reading"},
		{"船员的账单", align.Boilerplate, "related reading"},
		{"版权所有 三江网 未经许可 不得转载京ICP备12345678号", align.Boilerplate, "licence number"},
	}, entries(t, "portal.html", []byte(portalPage)))
}

// A page's text, copied with everything on it, reads like the page.
func TestCopiedPages(t *testing.T) {
	for name, page := range map[string]string{"daily": dailyPage, "portal": portalPage} {
		var lines []string
		var want []align.Kind
		for _, e := range entries(t, "a.html", []byte(page)) {
			lines = append(lines, e.Text)
			want = append(want, e.Kind)
		}
		for _, border := range []string{"\n", "\n\n"} {
			for i, e := range entries(t, "a.txt", []byte(strings.Join(lines, border))) {
				if e.Text != lines[i] || e.Kind != want[i] {
					t.Errorf("%s: %q is %s (%s), want %s", name, e.Text, e.Kind, e.Reason, want[i])
				}
			}
		}
	}
}

func TestHTMLBlocks(t *testing.T) {
	tests := []struct {
		name, html string
		want       []string
	}{
		{"inline elements do not split", "<p>one <b>two</b><span>three</span>, four</p>", []string{"one twothree, four"}},
		{"two line breaks do", "<p>one<br>two<br> <br>three</p>", []string{"one two", "three"}},
		{"entities and spaces", "<p>&nbsp; AT&amp;T\n  a&nbsp;b &nbsp;</p>", []string{"AT&T a\u00a0b"}},
		{"text beside blocks", "<div>one<p>two</p>three</div>", []string{"one", "two", "three"}},
		{"what is not shown", `<p>one<script>x</script><span hidden>y</span><i style="display: none">z</i></p><noscript>n</noscript>`, []string{"y", "z", "one"}},
		{"a title that only the head has", "<title>The river - Daily</title><p>Every spring the river comes up to the second step of the old customs house, and the town counts its losses.</p>",
			[]string{"The river", "Every spring the river comes up to the second step of the old customs house, and the town counts its losses."}},
	}
	for _, tt := range tests {
		var got []string
		for _, e := range entries(t, "a.html", []byte("<html><body>"+tt.html)) {
			got = append(got, e.Text)
		}
		if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestHTMLDepth(t *testing.T) {
	page := strings.Repeat("<div>", 100_000) + "deep"
	if _, err := Read(strings.NewReader(page), "a.html", Options{}); err == nil {
		t.Log("read")
	}
}
