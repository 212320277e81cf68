package corpora

import (
	"context"
	"os"
	"path/filepath"
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
	for set, floor := range map[string]struct{ right, marked float64 }{"dev": {.85, .80}} {
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
		if score.RightOfMarked() < floor.right || score.MarkedOfAnswered() < floor.marked {
			t.Errorf("%s: floors %v", set, floor)
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
