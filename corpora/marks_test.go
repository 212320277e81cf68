package corpora

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/corpora/internal/wordgold"
)

// Marks agree with the translations that a reader found: they are made as search makes them, in
// a corpus of the sentences of the pieces.
func TestMarkedTranslations(t *testing.T) {
	const folder = "../testdata/translations"
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	beads, err := wordgold.ReadBeads(folder)
	if err != nil {
		t.Fatal(err)
	}
	var table strings.Builder
	table.WriteString("en\tzh\n")
	for _, b := range beads {
		table.WriteString(b.EN + "\t" + b.ZH + "\n")
	}
	path := filepath.Join(t.TempDir(), "beads.tsv")
	if err := os.WriteFile(path, []byte(table.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	c := open(t, path)
	const leastRight, leastMarked = .85, .80
	for _, set := range []string{"dev", "test"} {
		hits, err := wordgold.ReadHits(folder, set)
		if err != nil {
			t.Fatal(err)
		}
		marks := make([][]wordgold.Span, len(hits))
		for k := range hits {
			marks[k] = markedIn(t, c, &hits[k], lex)
		}
		score := wordgold.Judge(hits, marks)
		t.Logf("%s: right of those marked %.3f, marked of those with an answer %.3f (%+v)", set, score.RightOfMarked(), score.MarkedOfAnswered(), score)
		if score.RightOfMarked() < leastRight || score.MarkedOfAnswered() < leastMarked {
			t.Errorf("%s: want %v right, %v marked", set, leastRight, leastMarked)
		}
	}
}

// markedIn searches a word and returns its marks where it stands in its bead.
func markedIn(t *testing.T, c *Corpus, hit *wordgold.Hit, lex *lexicon.Lexicon) (spans []wordgold.Span) {
	t.Helper()
	ctx := context.Background()
	q := Query{Terms: []Term{term(t, prefixes[hit.Side]+hit.Bead.Side(hit.Side)[hit.Word.Start:hit.Word.End])}}
	marker, err := c.Marker(ctx, q, lex)
	if err != nil {
		t.Fatal(err)
	}
	found, err := c.Search(ctx, q, Page{})
	if err != nil {
		t.Fatal(err)
	}
	var rows []Hit
	for _, h := range found.Hits {
		if h.Text == (align.TextPair{EN: hit.Bead.EN, ZH: hit.Bead.ZH}) {
			rows = append(rows, h)
		}
	}
	if len(rows) == 0 {
		t.Fatalf("%d is not found", hit.ID)
	}
	for k, place := range rows[0].Spans {
		if place[0] < hit.Word.End && hit.Word.Start < place[1] {
			for _, m := range marker.marksOf(rows[:1])[0][k] {
				spans = append(spans, wordgold.Span{Start: m.Start, End: m.End})
			}
			return spans
		}
	}
	t.Fatalf("%d is found elsewhere", hit.ID)
	return nil
}

// The likeliest word is marked wherever it stands, with words beside it that are nearly as likely; others
// are not.
func TestLikeliest(t *testing.T) {
	text := "the water price and the water bill of a price list of waters"
	at := func(word string, from int, p float64) rendering {
		start := from + strings.Index(text[from:], word)
		return rendering{Mark{start, start + len(word), p}, strings.TrimSuffix(word, "s")}
	}
	for _, test := range []struct {
		name       string
		candidates []rendering
		want       []string
	}{
		{"the likeliest", []rendering{at("price", 0, .4), at("bill", 0, .3)}, []string{"price@10"}},
		{"at both places, though each is unlikely", []rendering{at("water", 0, .15), at("water", 10, .14)}, []string{"water@4", "water@24"}},
		{"in all its forms", []rendering{at("water", 10, .15), at("waters", 0, .14)}, []string{"water@24", "waters@54"}},
		{"not where it is far less likely", []rendering{at("water", 0, .5), at("water", 10, .1)}, []string{"water@4"}},
		{"a word beside it", []rendering{at("water", 0, .4), at("price", 0, .3), at("bill", 0, .3)}, []string{"water@4", "price@10"}},
		{"none", []rendering{at("water", 0, .1), at("bill", 0, .1)}, nil},
		{"nothing", nil, nil},
	} {
		var got []string
		for _, m := range likeliest(test.candidates, text) {
			got = append(got, fmt.Sprintf("%s@%d", text[m.Start:m.End], m.Start))
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
