package engine

import (
	"context"
	"slices"

	"bitext/align"
)

// A person may pair units that cannot stand on a path with the rest: a paragraph that
// the other edition has in another place, or units that are not neighbours. This file
// finds the anchors that have moved, and aligns the sentences inside crossing beads;
// interleave puts these back where they are read.

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
	all := paragraphLengths(al)
	with, without := all.covered(al.Beads, nil), all.covered(plain.Beads, anchors)
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
		g.own += all.of(b)
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

// lengths are lengths of paragraphs in English letters, by side and id.
type lengths [align.Sides][]float64

func paragraphLengths(al *align.Alignment) (l lengths) {
	for side := range align.Sides {
		doc := al.Document(side)
		for _, p := range doc.Paragraphs {
			length := align.Length(p.Text, doc.Language)
			if doc.Language == align.Chinese {
				length *= align.UsualRatio
			}
			l[side] = append(l[side], length)
		}
	}
	return l
}

// of returns the length of the paragraphs of a bead.
func (l lengths) of(b align.Bead) float64 {
	sum := 0.0
	for side := range align.Sides {
		for _, id := range b.Units(side) {
			sum += l[side][id]
		}
	}
	return sum
}

// covered returns the lengths of the paragraphs in two-sided beads that share no
// paragraph with others, and 0 for all other paragraphs.
func (l lengths) covered(beads, others []align.Bead) lengths {
	out := lengths{make([]float64, len(l[align.EN])), make([]float64, len(l[align.ZH]))}
	held := heldBy(others, [align.Sides]int{len(l[align.EN]), len(l[align.ZH])})
	for _, b := range beads {
		shared := slices.ContainsFunc(b.EN, func(id int) bool { return held[align.EN][id] }) || slices.ContainsFunc(b.ZH, func(id int) bool { return held[align.ZH][id] })
		if !b.TwoSided() || shared {
			continue
		}
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				out[side][id] = l[side][id]
			}
		}
	}
	return out
}

// alignInside aligns the sentences of a crossing paragraph bead.
func alignInside(ctx context.Context, b align.Bead, al *align.Alignment, opt Options) ([]align.Bead, error) {
	var docs [align.Sides]*align.Document
	var whole align.Bead
	for side := range align.Sides {
		doc, ids := excerpt(al.Document(side), b.Units(side))
		docs[side] = doc
		whole.SetUnits(side, ids)
	}
	opt.Anchors, opt.SentenceAnchors, opt.Progress = []align.Bead{whole}, nil, nil
	inside, err := alignOnce(ctx, docs, opt, nil)
	if err != nil {
		return nil, err
	}
	for side := range align.Sides {
		ids := al.Document(side).SentencesOf(b.Units(side))
		for _, s := range inside.Sentences {
			for k, n := range s.Units(side) {
				s.Units(side)[k] = ids[n]
			}
		}
	}
	return inside.Sentences, nil
}

// excerpt returns a document of some of the paragraphs, with their sentences, and the
// ids that the paragraphs have in it.
func excerpt(d *align.Document, paragraphs []int) (e *align.Document, ids []int) {
	e = &align.Document{Name: d.Name, Language: d.Language, Script: d.Script}
	for k, p := range paragraphs {
		e.Paragraphs, ids = append(e.Paragraphs, d.Paragraphs[p]), append(ids, k)
		for _, n := range d.SentencesOf([]int{p}) {
			s := d.Sentences[n]
			e.Sentences = append(e.Sentences, align.Sentence{Paragraph: k, Start: s.Start, End: s.End})
		}
	}
	return e, ids
}
