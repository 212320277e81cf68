package engine

import (
	"bitext/align"
	"context"
	"slices"
)

// together puts each loose bead where the first of its units stands alone, an
// English one if it has any, and takes the others away from where they stand.
func mergeCrossing(beads, loose []align.Bead) []align.Bead {
	type unit struct {
		en bool
		id int
	}
	of := map[unit]int{} // its loose bead
	for n, b := range loose {
		for _, id := range b.EN {
			of[unit{true, id}] = n
		}
		for _, id := range b.ZH {
			of[unit{false, id}] = n
		}
	}
	var out []align.Bead
	for _, b := range beads {
		first := unit{len(b.EN) > 0, slices.Concat(b.EN, b.ZH)[0]}
		n, isLoose := of[first]
		switch {
		case !isLoose:
			out = append(out, b)
		case first.id == slices.Concat(loose[n].EN, loose[n].ZH)[0] && first.en == (len(loose[n].EN) > 0):
			out = append(out, align.Bead{EN: loose[n].EN, ZH: loose[n].ZH, Score: 1})
		}
	}
	return out
}

// inside aligns the sentences of a loose paragraph bead.
func alignInside(ctx context.Context, b align.Bead, en, zh *align.Document, opt Options) ([]align.Bead, error) {
	enIDs, zhIDs := en.SentencesOf(b.EN), zh.SentencesOf(b.ZH)
	opt.Anchors = []align.Bead{{EN: firstIDs(len(b.EN)), ZH: firstIDs(len(b.ZH))}}
	opt.SentenceAnchors, opt.Progress = nil, nil
	al, err := alignOnce(ctx, excerpt(en, b.EN), excerpt(zh, b.ZH), opt, nil)
	if err != nil {
		return nil, err
	}
	for _, s := range al.Sentences {
		for k, n := range s.EN {
			s.EN[k] = enIDs[n]
		}
		for k, n := range s.ZH {
			s.ZH[k] = zhIDs[n]
		}
	}
	return al.Sentences, nil
}

// firstIDs returns the first n ids.
func firstIDs(n int) []int {
	ids := make([]int, n)
	for k := range ids {
		ids[k] = k
	}
	return ids
}

// excerpt returns a document of some of the paragraphs, with their sentences.
func excerpt(d *align.Document, paragraphs []int) *align.Document {
	e := &align.Document{Name: d.Name, Language: d.Language, Script: d.Script}
	for k, p := range paragraphs {
		e.Paragraphs = append(e.Paragraphs, d.Paragraphs[p])
		for _, n := range d.SentencesOf([]int{p}) {
			s := d.Sentences[n]
			e.Sentences = append(e.Sentences, align.Sentence{Paragraph: k, Start: s.Start, End: s.End})
		}
	}
	return e
}
