package engine

import (
	"context"
	"slices"

	"bitext/align"
)

// A person may pair units that cannot stand on a path with the rest: a paragraph that
// the other edition has in another place, or units that are not neighbours. This file
// finds the anchors that have moved, puts crossing beads back where they are read, and
// aligns the sentences inside them.

// maxLost is how much of the text around an anchor, as a multiple of the anchor's own
// text, may lose its counterpart before the anchor counts as moved.
const maxLost = 0.5

// findMoved returns the indices of the anchors that have moved. A path gets to a
// paragraph that has moved only past all that lies between its two places, which
// then has no counterpart. So between the anchors before and after it, more text
// has a counterpart without anchors (plain) than with them (al); beads of plain
// that share a paragraph with an anchor do not count. Neighbouring anchors move together.
func findMoved(al, plain *align.Alignment, anchors []align.Bead) map[int]bool {
	index := map[int]int{} // by the first English paragraph of an anchor: the anchor
	for n, a := range anchors {
		if a.TwoSided() {
			index[a.EN[0]] = n
		}
	}
	type group struct {
		anchors []int
		own     float64 // length of its text
		lost    float64 // text around it that plain has a counterpart for
	}
	groups := []*group{{}} // other beads lie between two groups; the first group has no anchors
	before := 0.0          // lost since the last group
	with, without := covered(al, nil), covered(plain, anchors)
	apart := true // whether other beads lie between the last group and the bead at hand
	for _, b := range al.Beads {
		n, isAnchor := 0, false
		if b.TwoSided() {
			n, isAnchor = index[b.EN[0]]
		}
		if !isAnchor {
			lost := without.of(b) - with.of(b)
			groups[len(groups)-1].lost += lost
			before += lost
			apart = true
			continue
		}
		if apart {
			groups = append(groups, &group{lost: before})
			before, apart = 0, false
		}
		g := groups[len(groups)-1]
		g.anchors = append(g.anchors, n)
		g.own += beadLength(al, b)
	}
	moved := map[int]bool{}
	for _, g := range groups {
		if g.lost > maxLost*g.own {
			for _, n := range g.anchors {
				moved[n] = true
			}
		}
	}
	return moved
}

// coverage tells for each paragraph how much of its text has a counterpart.
type coverage struct{ en, zh []float64 }

// covered returns the coverage by the beads that share no paragraph with others.
func covered(al *align.Alignment, others []align.Bead) coverage {
	c := coverage{make([]float64, len(al.EN.Paragraphs)), make([]float64, len(al.ZH.Paragraphs))}
	enTaken, zhTaken := make([]bool, len(c.en)), make([]bool, len(c.zh))
	for _, b := range others {
		for _, id := range b.EN {
			enTaken[id] = true
		}
		for _, id := range b.ZH {
			zhTaken[id] = true
		}
	}
	for _, b := range al.Beads {
		taken := func(ids []int, of []bool) bool { return slices.ContainsFunc(ids, func(id int) bool { return of[id] }) }
		if !b.TwoSided() || taken(b.EN, enTaken) || taken(b.ZH, zhTaken) {
			continue
		}
		for _, id := range b.EN {
			c.en[id] = paragraphLength(al.EN, id)
		}
		for _, id := range b.ZH {
			c.zh[id] = paragraphLength(al.ZH, id)
		}
	}
	return c
}

// of returns the covered length of the paragraphs of a bead, in English letters.
func (c coverage) of(b align.Bead) float64 {
	sum := 0.0
	for _, id := range b.EN {
		sum += c.en[id]
	}
	for _, id := range b.ZH {
		sum += c.zh[id]
	}
	return sum
}

// beadLength returns the length of the text of a bead in English letters.
func beadLength(al *align.Alignment, b align.Bead) float64 {
	sum := 0.0
	for _, id := range b.EN {
		sum += paragraphLength(al.EN, id)
	}
	for _, id := range b.ZH {
		sum += paragraphLength(al.ZH, id)
	}
	return sum
}

// paragraphLength returns the length of a paragraph in English letters.
func paragraphLength(d *align.Document, paragraph int) float64 {
	n := align.Length(d.Paragraphs[paragraph].Text, d.Language)
	if d.Language == align.Chinese {
		n *= align.UsualRatio
	}
	return n
}

// mergeCrossing puts each crossing bead where the first of its units stands alone, an
// English unit if the bead has any, and takes its other units away from where they stand.
func mergeCrossing(beads, crossing []align.Bead) []align.Bead {
	type unit struct {
		en bool
		id int
	}
	of := map[unit]int{} // its crossing bead
	for n, b := range crossing {
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
		n, crosses := of[first]
		switch {
		case !crosses:
			out = append(out, b)
		case first.id == slices.Concat(crossing[n].EN, crossing[n].ZH)[0] && first.en == (len(crossing[n].EN) > 0):
			out = append(out, align.Bead{EN: slices.Clone(crossing[n].EN), ZH: slices.Clone(crossing[n].ZH), Score: 1})
		}
	}
	return out
}

// alignInside aligns the sentences of a crossing paragraph bead.
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
