package document

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func diffEntries(t *testing.T, want, got []entry) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// A long list of links is Markdown still.
func TestMarkdownOfManyLinks(t *testing.T) {
	list := strings.Repeat("- [A page of the river](https://river.example/page)\n", 3000)
	doc, err := Read(strings.NewReader("# Pages\n\n"+list), "a.md", Options{})
	if err != nil || doc.Format != "markdown" || len(doc.Paragraphs) != 3001 || doc.Paragraphs[3000].Text != "A page of the river" {
		t.Errorf("%v, %v", doc.Format, err)
	}
}

func TestMarkdown(t *testing.T) {
	tests := []struct {
		name, text string
		want       []entry
	}{
		{"front matter", "---\ntitle: The river\nauthor: Lin Yue\nlayout: post\n---\n\nText.\n",
			[]entry{{"The river", align.Title, ""}, {"Lin Yue", align.Byline, ""}, {"Text.", align.Body, ""}}},
		{"the title once", "---\ntitle: The river\n---\n\n# The river\n\nText.\n",
			[]entry{{"The river", align.Title, ""}, {"Text.", align.Body, ""}}},
		{"headings", "The river\n=========\n\nText.\n\n## Who pays?\n\nText.\n",
			[]entry{{"The river", align.Title, ""}, {"Text.", align.Body, ""}, {"Who pays?", align.Heading, ""}, {"Text.", align.Body, ""}}},
		{"marks, links, entities and escapes", "It is *very* **old**, [they say](http://x), AT&amp;T \\*so\\* `x` <https://y.example>.",
			[]entry{{"It is very old, they say, AT&T *so* x https://y.example.", align.Body, ""}}},
		{"marks beside Chinese text", "很**重要。**大家都说**“好”**，张**也*说。",
			[]entry{{"很重要。大家都说“好”，张**也*说。", align.Body, ""}}},
		{"multiplication", "A box of 5*3*2 is **small**.", []entry{{"A box of 5*3*2 is small.", align.Body, ""}}},
		{"lists, quotations, code", "- One.\n- Two.\n  - Three.\n\n> Four.\n\n```\nfive\n```\n\n    six\n",
			[]entry{{"One.", align.Body, ""}, {"Two.", align.Body, ""}, {"Three.", align.Body, ""}, {"Four.", align.Body, ""}, {"five", align.CodeBlock, ""}, {"six", align.CodeBlock, ""}}},
		{"labels are no definitions of links", "# 夜班\n\n[编者按]: 上周，市议会投票决定停运夜班公交。\n\n[问]: 你开了多久？\n[答]: 十一年。凌晨两点，车上有护士。\n\n[Q]: Why?\n\n[图]: 2.5万人\n",
			[]entry{{"夜班", align.Title, ""}, {"[编者按]: 上周，市议会投票决定停运夜班公交。", align.Body, ""}, {"[问]: 你开了多久？[答]: 十一年。凌晨两点，车上有护士。", align.Body, ""},
				{"[Q]: Why?", align.Body, ""}, {"[图]: 2.5万人", align.Body, ""}}},
		{"definitions of links", "It is [old][1], [so] they say, and [they][三] know.\n\n[1]: https://a.example/x \"A title\"\n[so]: /about\n[三]: 图/三.png\n[注]: 这里没有链接。\n",
			[]entry{{"It is old, so they say, and they know.", align.Body, ""}, {"[注]: 这里没有链接。", align.Body, ""}}},
		{"answers and addresses within sentences are no definitions of links", "[编者按]: 这是一次访谈，受访者是[林月](https://delta.example/lin)。\n\n[Q]: Why? Tell us.\n\n[A]: Never.\n\n[B]: Smith_2019\n\n[问]: 你去过城东/城西吗\n\n[答]: https://delta.example/是市议会的网站，我看过。\n\n[C]: No.10\n\n[d]: docs/guide\n[e]: delta.example\n[f]: guide.md#who\n",
			[]entry{{"[编者按]: 这是一次访谈，受访者是林月。", align.Body, ""}, {"[Q]: Why? Tell us.", align.Body, ""}, {"[A]: Never.", align.Body, ""}, {"[B]: Smith_2019", align.Title, ""},
				{"[问]: 你去过城东/城西吗", align.Body, ""}, {"[答]: https://delta.example/是市议会的网站，我看过。", align.Body, ""}, {"[C]: No.10", align.Body, ""}}},
		{"definitions that are front matter or data", "[#]: subject: \"The river\"\n[#]: author: (Lin Yue)\n\nText is [here][1].\n\n[1]: data:image/png;base64,iVBORw0KGgo=\n",
			[]entry{{"Text is here.", align.Body, ""}}},
		{"footnotes", "# 夜班\n\n停运夜班公交。[^1]每年省四百万元[^two]。`[^0-9]`\n\n[^1]: 市议会会议纪要，第1页。\n[^two]: 预算。\n[^3]: 没有人提到它。\n",
			[]entry{{"夜班", align.Title, ""}, {"停运夜班公交。[1]每年省四百万元[two]。[^0-9]", align.Body, ""}, {"市议会会议纪要，第1页。", align.Body, ""}, {"预算。", align.Body, ""}, {"没有人提到它。", align.Body, ""}}},
		{"titles in angle brackets", "# 报纸\n\n他每天读<The Times>，用<iPhone>看时刻表。<br>第二行有<b>粗</b>字。\n\n<Time>是一本杂志，他常读它。\n\n<The New Yorker>\n\n它是周刊，每期有漫画。\n",
			[]entry{{"报纸", align.Title, ""}, {"他每天读<The Times>，用<iPhone>看时刻表。第二行有粗字。", align.Body, ""}, {"<Time>是一本杂志，他常读它。", align.Body, ""}, {"<The New Yorker>", align.Body, ""}, {"它是周刊，每期有漫画。", align.Body, ""}}},
		{"years are no numbers of a list", "1986. 那一年，城里来了第一辆电车。\n\n电车是绿色的，有两节车厢。\n\n1. 一\n2. 二\n\n正文在这里，它有一句话。\n\n3. 只有一项。\n",
			[]entry{{"1986. 那一年，城里来了第一辆电车。", align.Body, ""}, {"电车是绿色的，有两节车厢。", align.Body, ""}, {"一", align.Body, ""}, {"二", align.Body, ""}, {"正文在这里，它有一句话。", align.Body, ""}, {"3. 只有一项。", align.Body, ""}}},
		{"numbers that do not follow", "1. One came.\n5. Five went.\n6. Six stayed.\n",
			[]entry{{"One came.", align.Body, ""}, {"5. Five went.", align.Body, ""}, {"Six stayed.", align.Body, ""}}},
		{"attributes", "# The river {#river}\n\nText is here. {.lead}\n\n## Who pays? {: .wide}\n\nA set {1, 2} has two.\n",
			[]entry{{"The river", align.Title, ""}, {"Text is here.", align.Body, ""}, {"Who pays?", align.Heading, ""}, {"A set {1, 2} has two.", align.Body, ""}}},
		{"front matter that ends in dots", "---\ntitle: The river\n...\n\nText is here.\n",
			[]entry{{"The river", align.Title, ""}, {"Text is here.", align.Body, ""}}},
		{"superscript", "It was in 2016<sup>2,3</sup> and 100 m<sup>2</sup>, on the 20<sup>th</sup> day of 8<sup>-</sup>.<sup>4–6</sup>",
			[]entry{{"It was in 2016²,³ and 100 m², on the 20th day of 8-.⁴–⁶", align.Body, ""}}},
		{"wrapped lines", "去年的春天，\n城里种树。\n\nIt was\nlate.\n",
			[]entry{{"去年的春天，城里种树。", align.Body, ""}, {"It was late.", align.Body, ""}}},
		{"images", "![A tree in May](a.png)\n\nText.\n", []entry{{"A tree in May", align.Caption, ""}, {"Text.", align.Body, ""}}},
		{"HTML", "Text.\n\n<div>Boxed <b>text</b>.</div>\n", []entry{{"Text.", align.Body, ""}, {"Boxed text.", align.Body, ""}}},
		{"tables", "| Year | Homes |\n| --- | --- |\n| 2024 | 17 |\n", []entry{{"Year", align.Body, ""}, {"Homes", align.Body, ""}, {"2024", align.Body, ""}, {"17", align.Body, ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) { diffEntries(t, tt.want, entries(t, "a.md", []byte(tt.text))) })
	}
}
