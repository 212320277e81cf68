package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bitext/align"
)

// torn returns the groups of sentences that stand in several paragraph beads.
func (b *builder) torn(parents [2][]int) map[*group]bool {
	torn := make(map[*group]bool)
	first := make(map[*group]int)
	for s := range align.Sides {
		for id, sp := range b.spans[s] {
			if sp.group == nil {
				continue
			}
			parent := parents[s][b.docs[s].Sentences[id].Paragraph]
			if p, ok := first[sp.group]; ok && p != parent {
				torn[sp.group] = true
			} else {
				first[sp.group] = parent
			}
		}
	}
	return torn
}

// uncross refuses the groups that the reviewer made of sentences that stand in
// several paragraph beads: those sentences, and all that went with them, go back
// to the beads that they were in.
func (b *builder) uncross(al *align.Alignment) {
	groups := b.torn(al.Parents())
	for g := range groups {
		groups[g] = b.sentences.unchanged(g, b.original.Sentences) == nil
	}
	beads := make(map[int]*group) // those that come back; to their groups
	for _, g := range b.sentenceGroups {
		if groups[g] {
			b.crosses(g)
		}
	}
	for changed := true; changed; {
		changed = false
		for s, spans := range b.spans {
			for _, sp := range spans {
				if sp.group == nil {
					continue
				}
				bead := b.sentences.beads[s][sp.unit]
				if _, ok := beads[bead]; ok != groups[sp.group] {
					changed, groups[sp.group], beads[bead] = true, true, nil
				}
			}
		}
	}
	if len(beads) == 0 {
		return
	}
	refused := make(map[string]bool) // rows, by ID
	for _, r := range b.sentences.rows {
		_, refused[r.ID] = beads[r.Index]
	}
	b.retract(func(c Change) bool {
		return c.Sheet == b.sentences.name && refused[c.ID] && slices.Contains([]ChangeKind{Merged, Moved, Split, Unpaired}, c.Kind)
	})
	b.regroup(groups, beads)
}

// regroup puts the groups of some beads, as they were, in the place of others.
func (b *builder) regroup(away map[*group]bool, beads map[int]*group) {
	var groups []*group
	back := slices.Sorted(maps.Keys(beads))
	before := func(bead int) {
		for ; len(back) > 0 && back[0] < bead; back = back[1:] {
			g := b.sentences.asItWas(b.original.Sentences[back[0]])
			beads[back[0]], groups = g, append(groups, g)
		}
	}
	for _, g := range b.sentenceGroups {
		if !away[g] {
			before(b.sentences.beadOf(g))
			groups = append(groups, g)
		}
	}
	before(len(b.original.Sentences))
	b.sentenceGroups = groups
	for s := range align.Sides {
		b.mend(s, away, beads)
	}
}

// mend brings the sentences of one side that were in some groups back to those of
// their beads, and makes neighbours there that are parts of one sentence one again.
func (b *builder) mend(side align.Side, away map[*group]bool, beads map[int]*group) {
	doc := b.docs[side]
	var spans []span
	var list []align.Sentence
	for id, sp := range b.spans[side] {
		s := doc.Sentences[id]
		if away[sp.group] {
			sp.group = beads[b.sentences.beads[side][sp.unit]]
			if n := len(spans) - 1; n >= 0 && spans[n].group == sp.group && spans[n].unit == sp.unit && list[n].Paragraph == s.Paragraph {
				sp.start, s.Start = spans[n].start, list[n].Start
				text := doc.Paragraphs[s.Paragraph].Text[sp.start:sp.end]
				sp.changed = strings.TrimSpace(text) != strings.TrimSpace(b.sentences.units[side][sp.unit].text)
				spans, list = spans[:n], list[:n]
			}
		}
		spans, list = append(spans, sp), append(list, s)
	}
	b.spans[side], doc.Sentences = spans, list
}

// crosses lists the rows that brought sentences of other paragraph beads into a
// group.
func (b *builder) crosses(g *group) {
	parent := func(e *line) int {
		if e.row == nil {
			return -1
		}
		return b.original.Sentences[e.row.Index].Parent
	}
	said := false
	for _, e := range g.joined {
		if parent(e) != parent(g.line) {
			b.sentences.conflict(e, crossesRows, cmp.Or(e.action(), "moved"), "a row of sentences lies in one row of Review; merge or move there")
			said = true
		}
	}
	if !said {
		b.sentences.conflict(g.line, crossesRows, "sentences of several rows of Review", "a row of sentences lies in one row of Review; merge or move there")
	}
}

// scoreTorn gives the sentence beads that a change on Review tore apart the scores
// that they have now: in a row of one side that of the row, elsewhere the probability
// that the bead was wrong.
func (b *builder) scoreTorn(al *align.Alignment) {
	parents := al.Parents()
	torn := b.torn(parents)
	for i := range al.Sentences {
		bead := &al.Sentences[i]
		side, ids := align.EN, bead.EN
		if len(ids) == 0 {
			side, ids = align.ZH, bead.ZH
		}
		g := b.spans[side][ids[0]].group
		if !torn[g] {
			continue
		}
		old := b.sentences.unchanged(g, b.original.Sentences)
		parent := al.Beads[bead.Parent]
		switch {
		case old == nil || !old.TwoSided():
		case !parent.TwoSided():
			bead.Score, bead.ByHand = parent.Score, false
		default:
			bead.Score, bead.ByHand = 1-old.Score, false
		}
	}
}

// keepComments hands the comments on sentences that are gone, because the reviewer
// dropped or rewrote them, over to the rows of their paragraphs.
func (b *builder) keepComments(al *align.Alignment) {
	parents := al.Parents()
	stand := make(map[*group]bool)
	for _, spans := range b.spans {
		for _, sp := range spans {
			stand[sp.group] = true
		}
	}
	for _, g := range b.sentenceGroups {
		if stand[g] || g.comment == "" {
			continue
		}
		side := align.EN
		if len(g.sides[side]) == 0 {
			side = align.ZH
		}
		paragraph := b.original.Document(side).Sentences[g.sides[side][0].unit].Paragraph
		bead := &al.Beads[parents[side][slices.Index(b.origins[side], paragraph)]]
		bead.Comment = strings.Trim(bead.Comment+"\n"+g.comment, "\n")
	}
}
