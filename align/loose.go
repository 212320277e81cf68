package align

import (
	"context"
	"slices"
)

// together puts each loose bead where the first of its units stands alone, an
// English one if it has any, and takes the others away from where they stand.
func together(beads, loose []Bead) []Bead {
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
	var out []Bead
	for _, b := range beads {
		first := unit{len(b.EN) > 0, slices.Concat(b.EN, b.ZH)[0]}
		n, isLoose := of[first]
		switch {
		case !isLoose:
			out = append(out, b)
		case first.id == slices.Concat(loose[n].EN, loose[n].ZH)[0] && first.en == (len(loose[n].EN) > 0):
			out = append(out, Bead{EN: loose[n].EN, ZH: loose[n].ZH, Score: 1})
		}
	}
	return out
}

// inside aligns the sentences of a loose paragraph bead.
func inside(ctx context.Context, b Bead, en, zh *Document, opt Options) ([]Bead, error) {
	enIDs, zhIDs := en.sentencesOf(b.EN), zh.sentencesOf(b.ZH)
	opt.Anchors = []Bead{{EN: firstIDs(len(b.EN)), ZH: firstIDs(len(b.ZH))}}
	opt.SentenceAnchors, opt.Progress = nil, nil
	al, err := alignOnce(ctx, en.excerpt(b.EN), zh.excerpt(b.ZH), opt, nil)
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
func (d *Document) excerpt(paragraphs []int) *Document {
	e := &Document{Name: d.Name, Language: d.Language, Script: d.Script}
	for k, p := range paragraphs {
		e.Paragraphs = append(e.Paragraphs, d.Paragraphs[p])
		for _, n := range d.sentencesOf([]int{p}) {
			s := d.Sentences[n]
			e.Sentences = append(e.Sentences, Sentence{k, s.Start, s.End})
		}
	}
	return e
}
