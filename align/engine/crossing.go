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
	all := lengths{paragraphLengths(al.EN), paragraphLengths(al.ZH)}
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

// lengths are lengths of paragraphs in English letters, by id.
type lengths struct{ en, zh []float64 }

func paragraphLengths(d *align.Document) []float64 {
	out := make([]float64, len(d.Paragraphs))
	for id, p := range d.Paragraphs {
		out[id] = align.Length(p.Text, d.Language)
		if d.Language == align.Chinese {
			out[id] *= align.UsualRatio
		}
	}
	return out
}

// of returns the length of the paragraphs of a bead.
func (l lengths) of(b align.Bead) float64 {
	sum := 0.0
	for _, id := range b.EN {
		sum += l.en[id]
	}
	for _, id := range b.ZH {
		sum += l.zh[id]
	}
	return sum
}

// covered returns the lengths of the paragraphs in two-sided beads that share no
// paragraph with others, and 0 for all other paragraphs.
func (l lengths) covered(beads, others []align.Bead) lengths {
	out := lengths{make([]float64, len(l.en)), make([]float64, len(l.zh))}
	enTaken, zhTaken := taken(others, len(l.en), len(l.zh))
	for _, b := range beads {
		shared := slices.ContainsFunc(b.EN, func(id int) bool { return enTaken[id] }) || slices.ContainsFunc(b.ZH, func(id int) bool { return zhTaken[id] })
		if !b.TwoSided() || shared {
			continue
		}
		for _, id := range b.EN {
			out.en[id] = l.en[id]
		}
		for _, id := range b.ZH {
			out.zh[id] = l.zh[id]
		}
	}
	return out
}

// mergeCrossing puts each crossing bead where the first of its units stands alone, an
// English unit if the bead has any, and takes its other units away from where they stand.
func mergeCrossing(beads, crossing []align.Bead) []align.Bead {
	of := map[int]int{} // the crossing bead of an English id, or of ^id for a Chinese id
	keys := func(b align.Bead) []int {
		keys := slices.Clone(b.EN)
		for _, id := range b.ZH {
			keys = append(keys, ^id)
		}
		return keys
	}
	for n, b := range crossing {
		for _, k := range keys(b) {
			of[k] = n
		}
	}
	var out []align.Bead
	for _, b := range beads {
		first := keys(b)[0]
		n, crosses := of[first]
		switch {
		case !crosses:
			out = append(out, b)
		case first == keys(crossing[n])[0]:
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
