package corpora

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/lexicon"
)

// The figures of a corpus of four rows in two pieces, counted by hand.
func TestFigures(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	rows := `{"id":"P1","document":"a","translation":{"en":"The new tariff hurts.","zh":"新关税有害。"},"type":"1-1"}
{"id":"P2","document":"a","translation":{"en":"A new tariff, new tariffs.","zh":"新的關稅。"},"type":"1-1"}
{"id":"P1","document":"b","translation":{"en":"A new day.","zh":"新的一天。"},"type":"1-1"}
{"id":"P2","document":"b","translation":{"en":"Rain.","zh":"雨。"},"type":"1-1"}
`
	if err := os.WriteFile(path, []byte(rows), 0o666); err != nil {
		t.Fatal(err)
	}
	c := open(t, path)
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	q := Query{Terms: []Term{term(t, "tariff")}}
	tr, err := c.Translations(ctx, q, lex, 1)
	// 关税 in both rows with the term, and in no other: 14.
	if err != nil || tr.Total != 2 || len(tr.List) != 1 || tr.List[0].Text != "关税" || tr.List[0].Rows != 2 || tr.List[0].Share != 1 || tr.List[0].LogDice != 14 {
		t.Errorf("translations: %+v, %v", tr, err)
	}
	col, err := c.Collocates(ctx, q, 1, lex, 1)
	// new: before a hit, before a hit, and between two, 4 times in the corpus, and 3 hits: 14 + log2(6/7).
	if err != nil || col.Hits != 3 || len(col.List) != 1 || col.List[0].Word != "new" || col.List[0].Left != 2 || col.List[0].Right != 1 || col.List[0].Corpus != 4 ||
		math.Abs(col.List[0].LogDice-13.777608) > 1e-6 {
		t.Errorf("collocates: %+v, %v", col, err)
	}
	forms, err := c.Forms(ctx, q)
	// 13 English words: 2/13 and 1/13 of a million.
	if err != nil || len(forms.List) != 2 || forms.List[0].Text != "tariff" || forms.List[0].Count != 2 || forms.Tokens != 13 || math.Abs(forms.List[1].PerMillion-76923.0769) > 1e-3 {
		t.Errorf("forms: %+v, %v", forms, err)
	}
	d, err := c.Dispersion(ctx, q)
	// All hits in one of two pieces: D is 0.
	if err != nil || d.Hits != 3 || d.Parts != 2 || d.Range != 1 || d.Juilland == nil || math.Abs(*d.Juilland) > 1e-9 {
		t.Errorf("dispersion: %+v, %v", d, err)
	}
	keys, err := c.Keyness(ctx, Query{Where: Where{"piece": "a"}}, c, Query{Where: Where{"piece": "b"}}, lex)
	if err != nil || keys[0].Tokens != 9 || keys[0].ReferenceTokens != 4 {
		t.Errorf("keyness: %+v, %v", keys, err)
	}
	rest, err := c.Keyness(ctx, Query{Where: Where{"piece": "a"}}, c, Query{}, lex)
	// The part is no part of what it is compared with.
	if err != nil || rest[0].Tokens != 9 || rest[0].ReferenceTokens != 4 {
		t.Errorf("keyness against the rest: %+v, %v", rest, err)
	}
	both, err := c.Frequencies(ctx, Query{}, 2, lex)
	if err != nil || both[0].List[0].Text != "a new" || both[0].List[0].Count != 2 {
		t.Errorf("frequencies: %+v, %v", both[0], err)
	}
}

// Words are parted by a space unless one of them is Chinese, on either side.
func TestSeries(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		side       align.Side
		text, want string
	}{{align.EN, "Open AI", "open ai"}, {align.ZH, "使用Open AI", "open ai"}, {align.ZH, "关税 GDP", "关税gdp"}, {align.ZH, "新的关税", "新的"}} {
		n := newCounter(2)
		n.add(wordsOf(test.side, test.text, unitsOf(nil, test.text), lex))
		if n.counts[test.want] != 1 {
			t.Errorf("%s: %v, want %q", test.text, n.counts, test.want)
		}
	}
}

// A query that the index answers reads no row; a pattern whose words stand in most rows is not looked up.
func TestReading(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rows.jsonl")
	rows := ""
	for n := range 10 {
		rows += fmt.Sprintf(`{"id":"P%d","translation":{"en":"These are %d houses","zh":"房子"},"type":"1-1"}`+"\n", n+1, n)
	}
	if err := os.WriteFile(path, []byte(rows), 0o666); err != nil {
		t.Fatal(err)
	}
	c := open(t, path)
	for query, want := range map[string]Reading{
		"houses": {}, "7 houses": {}, "*s": {}, `/\d house/`: {Rows: 10}, "are * houses": {Rows: 10},
		`[word="t.*e"] [word="a.*"]`: {Rows: 10, All: true}, `"these" "a.*"`: {Rows: 10}, `[word="[78]"] [word="h.*"]`: {Rows: 2},
	} {
		r, err := c.Search(t.Context(), Query{Terms: []Term{term(t, query)}}, Page{})
		if err != nil || r.Reading != want {
			t.Errorf("%s: %+v, %v, want %+v", query, r, err, want)
		}
	}
}

// Rows are sorted by the likely translation of the hit, by pinyin or strokes, and rows without one come last.
func TestSortByTranslation(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "rows.jsonl")
	writeRows(t, path,
		pairRow("The water tariff rose.", "啊，水价涨了。"),
		pairRow("A tariff is new.", "有一天。"),
		pairRow("The tariff on steel hurts.", "最后，钢铁关税有害。"))
	c := open(t, path)
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	// water is 水 (shui, 4 strokes), steel 钢 (gang, 9 strokes).
	q := Query{Terms: []Term{term(t, "/water|steel|new/")}}
	marker, err := c.Marker(ctx, q, lex)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		strokes bool
		want    string
	}{{false, "钢水有"}, {true, "水钢有"}} {
		r, err := c.Search(ctx, q, Page{Sort: SortOther, Strokes: test.strokes, Marker: marker})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, h := range r.Hits {
			for _, text := range []string{"钢", "水", "有一"} {
				if strings.Contains(h.Text.ZH, text) {
					got += string([]rune(text)[0])
				}
			}
		}
		if got != test.want || r.ByText {
			t.Errorf("strokes %v: %s, want %s", test.strokes, got, test.want)
		}
	}
}
