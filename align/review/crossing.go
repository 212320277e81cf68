package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bitext/align"
)

// torn returns the groups of sentences that stand in several paragraph beads.
func (b *builder) torn(parents [2][]int) map[int]bool {
	torn := make(map[int]bool)
	first := make(map[int]int)
	for s := range align.Sides {
		for id, sp := range b.spans[s] {
			if sp.group < 0 {
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
	for k := range groups {
		groups[k] = b.sentences.unchanged(b.sentenceGroups[k], b.original.Sentences) == nil
	}
	beads := make(map[int]int) // those that come back; to the index of their groups
	for k, g := range b.sentenceGroups {
		if groups[k] {
			b.crosses(g)
		}
	}
	for changed := true; changed; {
		changed = false
		for s, spans := range b.spans {
			for _, sp := range spans {
				if sp.group < 0 {
					continue
				}
				bead := b.sentences.beads[s][sp.unit]
				if _, ok := beads[bead]; ok != groups[sp.group] {
					changed, groups[sp.group], beads[bead] = true, true, -1
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
func (b *builder) regroup(away map[int]bool, beads map[int]int) {
	var groups []*group
	stay := make(map[int]int) // to the new index of each
	back := slices.Sorted(maps.Keys(beads))
	before := func(bead int) {
		for ; len(back) > 0 && back[0] < bead; back = back[1:] {
			beads[back[0]] = len(groups)
			groups = append(groups, b.sentences.asItWas(b.original.Sentences[back[0]]))
		}
	}
	for k, g := range b.sentenceGroups {
		if !away[k] {
			before(b.sentences.beadOf(g))
			stay[k] = len(groups)
			groups = append(groups, g)
		}
	}
	before(len(b.original.Sentences))
	for s := range align.Sides {
		for i := range b.spans[s] {
			switch sp := &b.spans[s][i]; {
			case sp.group < 0:
			case away[sp.group]:
				sp.group = beads[b.sentences.beads[s][sp.unit]]
				b.mend(s, i)
			default:
				sp.group = stay[sp.group]
			}
		}
		b.dropMended(s)
	}
	b.sentenceGroups = groups
}

// mend makes a sentence one again with what stands before it, if they are parts of
// the same.
func (b *builder) mend(side align.Side, id int) {
	if id == 0 {
		return
	}
	spans, list := b.spans[side], b.docs[side].Sentences
	p, q := &spans[id-1], &spans[id]
	if p.group != q.group || p.unit != q.unit || list[id-1].Paragraph != list[id].Paragraph {
		return
	}
	text := b.docs[side].Paragraphs[list[id].Paragraph].Text[p.start:q.end]
	q.start, list[id].Start = p.start, list[id-1].Start
	q.changed = strings.TrimSpace(text) != strings.TrimSpace(b.sentences.units[side][q.unit].text)
	p.unit = mended
}

// mended is the unit of a span that has become part of the next.
const mended = -2

// dropMended takes out the spans that have become part of others.
func (b *builder) dropMended(side align.Side) {
	var spans []span
	var list []align.Sentence
	for id, sp := range b.spans[side] {
		if sp.unit != mended {
			spans, list = append(spans, sp), append(list, b.docs[side].Sentences[id])
		}
	}
	b.spans[side], b.docs[side].Sentences = spans, list
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
			b.sentences.conflict(e, cmp.Or(e.action(), "moved"), "a row of sentences lies in one row of Review; merge or move there")
			said = true
		}
	}
	if !said {
		b.sentences.conflict(g.line, "sentences of several rows of Review", "a row of sentences lies in one row of Review; merge or move there")
	}
}

// scoreTorn gives the sentence beads that a change on Review tore apart the scores
// that they have now. In a row of one side they follow from it; elsewhere they
// can only be right if the bead was wrong.
func (b *builder) scoreTorn(al *align.Alignment) {
	parents := al.Parents()
	torn := b.torn(parents)
	for i := range al.Sentences {
		bead := &al.Sentences[i]
		side, ids := align.EN, bead.EN
		if len(ids) == 0 {
			side, ids = align.ZH, bead.ZH
		}
		k := b.spans[side][ids[0]].group
		if k < 0 || !torn[k] {
			continue
		}
		old := b.sentences.unchanged(b.sentenceGroups[k], b.original.Sentences)
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
	stand := make(map[int]bool)
	for _, spans := range b.spans {
		for _, sp := range spans {
			stand[sp.group] = true
		}
	}
	for k, g := range b.sentenceGroups {
		if stand[k] || g.comment == "" {
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
