package document

import (
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
		{"lists, quotations, code", "- One.\n- Two.\n  - Three.\n\n> Four.\n\n```\nfive\n```\n\n    six\n",
			[]entry{{"One.", align.Body, ""}, {"Two.", align.Body, ""}, {"Three.", align.Body, ""}, {"Four.", align.Body, ""}, {"five", align.Body, ""}, {"six", align.Body, ""}}},
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
