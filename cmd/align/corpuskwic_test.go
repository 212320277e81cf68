package main

import (
	"bytes"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/language"
	"bitext/corpora"
	"bitext/corpora/exchange"
)

// A text is cut between words where it has several, and fits.
func TestFit(t *testing.T) {
	for _, test := range []struct {
		text      string
		columns   int
		beginning bool
		want      string
	}{
		{"the water tariff rose", 12, false, "the water "},
		{"the water tariff rose", 12, true, " tariff rose"},
		{"the water tariff rose", 9, false, "the water"},
		{"the water tariff rose", 40, true, "the water tariff rose"},
		{"extraordinary", 5, false, "extra"},
		{"extraordinary", 5, true, "inary"},
		{"水价tariff上涨", 7, false, "水价"},
		{"“水价”上涨了", 7, false, "“水价”"},
		{"上涨了，“水价”", 7, true, "“水价”"},
		{"水价", 0, false, ""},
		{"e\u0301a", 1, false, "e\u0301"},
	} {
		if got := fit(test.text, test.columns, test.beginning); got != test.want || language.Cells(got) > test.columns {
			t.Errorf("%q in %d: %q, want %q", test.text, test.columns, got, test.want)
		}
	}
}

// All hits begin at one column, and no line is wider than the terminal, whatever the texts have in them.
func TestKWICInLine(t *testing.T) {
	texts := []string{"水价", "他说：“水价——”水价……", "ｆｕｌｌ width 水价 e\u0301\u200b", strings.Repeat("很长的一句话，", 40) + "水价" + strings.Repeat("很“长”的", 40), "a\tb\n水价\x1b[31m", strings.Repeat("word ", 60) + "水价 " + strings.Repeat("x", 300)}
	for _, width := range []int{40, 80, 160} {
		for _, text := range texts {
			var b bytes.Buffer
			k := &kwic{printer: printer{w: &b}, width: width}
			at := strings.Index(text, "水价")
			h := corpora.Hit{Row: corpora.Row{Record: exchange.Record{}}, Side: align.ZH, Spans: [][2]int{{at, at + len("水价")}}}
			h.Text = align.TextPair{EN: strings.Repeat("The water tariff, “so to speak”. ", 9), ZH: text}
			h.Marks = []corpora.Mark{{Start: 4, End: 16}}
			if err := k.hit(h); err != nil {
				t.Fatal(err)
			}
			lines := strings.Split(b.String(), "\n")
			if before, _, ok := strings.Cut(lines[0], "[水价]"); !ok || language.Cells(before) != (width-8)/2 {
				t.Errorf("the hit is not in line in %q", lines[0])
			}
			for _, line := range lines {
				if n := language.Cells(line); n > width {
					t.Errorf("%d columns of %d: %q", n, width, line)
				}
			}
		}
	}
}
