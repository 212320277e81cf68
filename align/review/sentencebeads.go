package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/qa"
)

// parents returns a function that tells in which paragraph group a portion of a sentence
// begins.
func (b *builder) parents() func(align.Side, portion) *group {
	var of [2][][]placed
	for s := range align.Sides {
		of[s], _ = byUnit(b.paragraphGroups, s, len(b.paragraphs.units[s]))
	}
	return func(s align.Side, p portion) (parent *group) {
		sentence, least := b.original.Document(s).Sentences[p.unit], -1
		for _, q := range of[s][sentence.Paragraph] {
			for _, part := range q.stretches(b.paragraphs.units[s][q.unit]) {
				if end := part[1]; end > sentence.Start+p.from && (least < 0 || end < least) {
					parent, least = q.group, end
				}
			}
		}
		return parent
	}
}

// uncross sends those sentences home that the reviewer put into a row of another paragraph
// bead: a row of sentences lies in one row of Review.
func (b *builder) uncross() {
	t, parent := b.sentences, b.parents()
	for _, g := range slices.Clone(b.sentenceGroups) {
		if t.unchanged(g, b.original.Sentences) != nil {
			continue
		}
		var own *group // where the first sentence stands, of those that were there before if there are any
		here := false
		for s, p := range each(g.sides) {
			if at := t.units[s][p.unit].home == g.line.home; own == nil || at && !here {
				own, here = parent(s, p), at
			}
		}
		var back []*line
		for s, portions := range g.sides {
			g.sides[s] = nil
			for _, p := range portions {
				if side := align.Side(s); parent(side, p) == own {
					g.sides[s] = append(g.sides[s], p)
				} else {
					h := b.homeOf(side, p)
					h.sides[s] = append(h.sides[s], p)
					slices.SortFunc(h.sides[s], comparePortions)
					h.sides[s] = t.joined(side, slices.Collect(slices.Chunk(h.sides[s], 1)))
					back = append(back, h.line)
				}
			}
		}
		if len(back) > 0 {
			b.crosses(g, back)
		}
	}
	b.sentenceGroups = slices.DeleteFunc(b.sentenceGroups, (*group).empty)
}

// homeOf returns the group of the bead that a portion of a sentence stood in, a new one if
// that is gone.
func (b *builder) homeOf(side align.Side, p portion) *group {
	t := b.sentences
	bead := t.beads[side][p.unit]
	after := len(b.sentenceGroups)
	for i, g := range b.sentenceGroups {
		switch at := t.beadOf(g); {
		case at == bead:
			return g
		case at > bead:
			after = min(after, i)
		}
	}
	g := t.asItWas(b.original.Sentences[bead])
	g.sides = [2][]portion{}
	b.sentenceGroups = slices.Insert(b.sentenceGroups, after, g)
	return g
}

// crosses says that sentences of some lines could not stay in a group, and takes back what
// brought them there.
func (b *builder) crosses(g *group, back []*line) {
	t := b.sentences
	from := slices.DeleteFunc(slices.Clone(g.joined), func(e *line) bool { return !slices.Contains(back, e) })
	for _, e := range from {
		t.conflict(e, crossesRows, cmp.Or(e.action(), "moved"), "a row of sentences lies in one row of Review; merge or move there")
	}
	if len(from) == 0 {
		t.conflict(g.line, crossesRows, "sentences of several rows of Review", "a row of sentences lies in one row of Review; merge or move there")
	}
	b.retract(func(c Change) bool {
		return c.Sheet == t.name && slices.ContainsFunc(append(back, g.line), func(e *line) bool { return c.ID == e.id() }) &&
			slices.Contains([]ChangeKind{Merged, Moved, Split, Unpaired}, c.Kind)
	})
	joined := g.joined
	g.joined = nil
	g.status, g.comment = t.said(g.line)
	for _, e := range joined {
		if !slices.Contains(from, e) {
			h := new(group)
			h.status, h.comment = t.said(e)
			h.handOver(g)
			g.joined = append(g.joined, e)
		}
	}
}

// sentenceKey names a sentence bead in the making: which group in which paragraph bead.
// Fresh sentences, which stand in no group, are groups of their own; those of both
// sides that follow the same group belong together.
type sentenceKey struct {
	parent, group int // the group, or the one that fresh sentences follow; -1: none
	fresh         bool
}

func compareKeys(a, b sentenceKey) int {
	return cmp.Or(a.parent-b.parent, a.group-b.group, falseFirst(a.fresh, b.fresh))
}

// falseFirst compares two reports: false stands before true.
func falseFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// unscored is the score of a sentence bead that nothing has weighed: its sentences
// are new, and no reviewer has said that they belong together.
const unscored = 0.5

// sentenceBeads makes the sentence beads. A group whose sentences are in several
// paragraph beads now is cut.
func (b *builder) sentenceBeads(al *align.Alignment) (beads []align.Bead) {
	if len(b.original.Sentences) == 0 {
		return nil
	}
	members := b.members(al)
	comments := b.gather(members)
	inParent, ofGroup := make(map[int]int), make(map[int]int) // how many beads there are
	for key := range members {
		if inParent[key.parent]++; !key.fresh {
			ofGroup[key.group]++
		}
	}
	add := func(key sentenceKey, bead align.Bead, reflag bool) {
		parent := al.Beads[key.parent]
		if bead.Parent = key.parent; reflag && parent.TwoSided() {
			en, zh := al.SentenceText(bead)
			bead.Flags = qa.Flags(en, zh, nil)
		} else if reflag {
			bead.Flags = parent.Flags
		}
		beads = append(beads, bead)
	}
	for _, key := range slices.SortedFunc(maps.Keys(members), compareKeys) {
		units := members[key]
		score := unscored
		if inParent[key.parent] == 1 {
			score = al.Beads[key.parent].Score // it is as right as the paragraphs are
		}
		switch {
		case !key.fresh:
			bead, reflag := b.sentenceBead(key.group, units)
			if ofGroup[key.group] > 1 {
				b.scoreTorn(&bead, key.group, al.Beads[key.parent])
			}
			bead.Status = b.following(key.group, al.Beads[key.parent].Status)
			add(key, bead, reflag)
		case len(units[align.EN]) > 0 && len(units[align.ZH]) > 0:
			add(key, align.Bead{EN: units[align.EN], ZH: units[align.ZH], Score: score, Comment: comments[key]}, true)
		default:
			for s, id := range each(units) {
				bead := align.Bead{Score: score}
				bead.SetUnits(s, []int{id})
				add(key, bead, true)
			}
		}
	}
	return beads
}

// members returns the new sentences of each bead, by side.
func (b *builder) members(al *align.Alignment) map[sentenceKey][2][]int {
	members := make(map[sentenceKey][2][]int)
	index := map[*group]int{nil: -1}
	for i, g := range b.sentenceGroups {
		index[g] = i
	}
	parents := al.Parents()
	for s, spans := range b.spans {
		last := sentenceKey{parent: -1}
		for id, sp := range spans {
			key := sentenceKey{parents[s][b.docs[s].Sentences[id].Paragraph], index[sp.group], sp.group == nil}
			if key.fresh && key.parent == last.parent {
				key.group = last.group
			}
			last = key
			units := members[key]
			units[s] = append(units[s], id)
			members[key] = units
		}
	}
	return members
}

// gather brings the sentences of a paragraph bead together if all those of one side
// are fresh, as when the reviewer wrote the translation that was missing: those of the
// other side have a counterpart now, but for those to which the reviewer gave a
// status. It returns the comments on those that it brings together.
func (b *builder) gather(members map[sentenceKey][2][]int) (comments map[sentenceKey]string) {
	type sideOf struct {
		parent int
		side   align.Side
	}
	known := make(map[sideOf]bool) // by paragraph bead and side: whether a sentence is not fresh
	for key, units := range members {
		for s := range align.Sides {
			if len(units[s]) > 0 {
				known[sideOf{key.parent, s}] = known[sideOf{key.parent, s}] || !key.fresh
			}
		}
	}
	anew := func(parent int, s align.Side) bool {
		known, ok := known[sideOf{parent, s}]
		return ok && !known
	}
	comments = make(map[sentenceKey]string)
	for _, key := range slices.SortedFunc(maps.Keys(members), compareKeys) {
		to := sentenceKey{key.parent, -1, true}
		if key == to || !anew(key.parent, align.EN) && !anew(key.parent, align.ZH) || !key.fresh && b.sentenceGroups[key.group].status != "" {
			continue
		}
		if !key.fresh && b.sentenceGroups[key.group].comment != "" {
			comments[to] = strings.TrimPrefix(comments[to]+"\n"+b.sentenceGroups[key.group].comment, "\n")
		}
		units := members[to]
		for s, ids := range members[key] {
			units[s] = slices.Sorted(slices.Values(slices.Concat(units[s], ids)))
		}
		members[to] = units
		delete(members, key)
	}
	return comments
}

// sentenceBead is what stays of a sentence bead, given what stands in it now.
func (b *builder) sentenceBead(group int, units [2][]int) (bead align.Bead, reflag bool) {
	g := b.sentenceGroups[group]
	bead, reflag = align.Bead{Score: 1, ByHand: true}, true
	if old := b.sentences.unchanged(g, b.original.Sentences); old != nil {
		bead, reflag = *old, false
	}
	bead.Comment = g.comment
	for s := range align.Sides {
		var was []int
		for _, id := range units[s] {
			was = append(was, b.spans[s][id].unit)
			reflag = reflag || b.spans[s][id].changed
		}
		reflag = reflag || !slices.Equal(bead.Units(s), was)
		bead.SetUnits(s, units[s])
	}
	return bead, reflag
}

// following returns the status of a sentence bead. One that was left alone follows a new
// status of its row on Review, unless it had one of its own.
func (b *builder) following(group int, parent align.Status) align.Status {
	g := b.sentenceGroups[group]
	row := g.line.row
	if row == nil || g.status != row.Status {
		return g.status
	}
	was := b.original.Beads[row.Parent].Status
	if parent != was && (g.status == "" || g.status == was) {
		return parent
	}
	return g.status
}

// scoreTorn gives a part of a sentence bead that a change on Review tore apart the score
// that it has now: in a row of one side that of the row, elsewhere the probability that
// the bead was wrong.
func (b *builder) scoreTorn(bead *align.Bead, group int, parent align.Bead) {
	old := b.sentences.unchanged(b.sentenceGroups[group], b.original.Sentences)
	if old == nil || !old.TwoSided() {
		return
	}
	if bead.ByHand, bead.Score = false, 1-old.Score; !parent.TwoSided() {
		bead.Score = parent.Score
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
