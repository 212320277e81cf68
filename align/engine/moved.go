package engine

import (
	"bitext/align"
	"slices"
)

// dragFactor is how much text, against its own, an anchor may cost before it is
// taken for a paragraph that the other edition has in another place.
const maxLost = 0.5

// dragging returns the indices of the anchors that drag: a path gets to a
// paragraph that has moved only past all that lies between its two places, which
// then has no counterpart. So between the anchors before and after it, more text
// has a counterpart without anchors (plain) than with them (al); beads of plain
// that the anchors forbid do not count. Neighbouring anchors move together.
func findMoved(al, plain *align.Alignment, anchors []align.Bead) map[int]bool {
	index := map[int]int{} // of the anchor that an English paragraph begins
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
	groups := []*group{{}} // the first and those after it stand between runs of other beads
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
