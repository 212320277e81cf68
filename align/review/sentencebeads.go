package review

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/qa"
)

// sentenceGroup is a sentence bead in the making: which bead of which paragraph bead.
// Fresh sentences, which stand in no group, are groups of their own; those of both
// sides that follow the same group belong together.
type sentenceGroup struct {
	parent, group int // the group, or the one that fresh sentences follow; -1: none
	fresh         bool
}

func compareGroups(a, b sentenceGroup) int {
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
func (b *builder) sentenceBeads(al *align.Alignment) []align.Bead {
	if len(b.original.Sentences) == 0 {
		return nil
	}
	lots := b.lots(al)
	comments := b.gather(lots)
	inside := make(map[int]int) // lots of each paragraph bead
	for l := range lots {
		inside[l.parent]++
	}
	var beads []align.Bead
	add := func(l sentenceGroup, bead align.Bead, reflag bool) {
		parent := al.Beads[l.parent]
		if bead.Parent = l.parent; reflag && parent.TwoSided() {
			en, zh := al.SentenceText(bead)
			bead.Flags = qa.Flags(en, zh, nil)
		} else if reflag {
			bead.Flags = parent.Flags
		}
		beads = append(beads, bead)
	}
	for _, l := range slices.SortedFunc(maps.Keys(lots), compareGroups) {
		units := lots[l]
		score := unscored
		if inside[l.parent] == 1 {
			score = al.Beads[l.parent].Score // it is as right as the paragraphs are
		}
		switch {
		case !l.fresh:
			bead, reflag := b.sentenceBead(l.group, units)
			bead.EN, bead.ZH = units[align.EN], units[align.ZH]
			add(l, bead, reflag)
		case len(units[align.EN]) > 0 && len(units[align.ZH]) > 0:
			add(l, align.Bead{EN: units[align.EN], ZH: units[align.ZH], Score: score, Comment: comments[l]}, true)
		default:
			for s, ids := range units {
				for _, id := range ids {
					bead := align.Bead{Score: score}
					bead.SetUnits(align.Side(s), []int{id})
					add(l, bead, true)
				}
			}
		}
	}
	return beads
}

// lots returns the new sentences of each group, by side.
func (b *builder) lots(al *align.Alignment) map[sentenceGroup][2][]int {
	lots := make(map[sentenceGroup][2][]int)
	index := map[*group]int{nil: -1}
	for i, g := range b.sentenceGroups {
		index[g] = i
	}
	parents := al.Parents()
	for s, spans := range b.spans {
		last := sentenceGroup{parent: -1}
		for id, sp := range spans {
			l := sentenceGroup{parents[s][b.docs[s].Sentences[id].Paragraph], index[sp.group], sp.group == nil}
			if l.fresh && l.parent == last.parent {
				l.group = last.group
			}
			last = l
			units := lots[l]
			units[s] = append(units[s], id)
			lots[l] = units
		}
	}
	return lots
}

// gather brings the sentences of a paragraph bead together if all those of one side
// are fresh, as when the reviewer wrote the translation that was missing: those of the
// other side have a counterpart now, but for those to which the reviewer gave a
// status. It returns the comments on those that it brings together.
func (b *builder) gather(lots map[sentenceGroup][2][]int) (comments map[sentenceGroup]string) {
	type sideOf struct {
		parent int
		side   align.Side
	}
	anew := make(map[sideOf]bool)
	for l, units := range lots {
		for s := range align.Sides {
			if h := (sideOf{l.parent, s}); len(units[s]) > 0 {
				others, ok := anew[h]
				anew[h] = l.fresh && (others || !ok)
			}
		}
	}
	comments = make(map[sentenceGroup]string)
	for _, l := range slices.SortedFunc(maps.Keys(lots), compareGroups) {
		to := sentenceGroup{l.parent, -1, true}
		all := anew[sideOf{l.parent, align.EN}] || anew[sideOf{l.parent, align.ZH}]
		if !all || l == to || !l.fresh && b.sentenceGroups[l.group].status != "" {
			continue
		}
		if !l.fresh && b.sentenceGroups[l.group].comment != "" {
			comments[to] = strings.TrimPrefix(comments[to]+"\n"+b.sentenceGroups[l.group].comment, "\n")
		}
		units := lots[to]
		for s, ids := range lots[l] {
			units[s] = slices.Concat(units[s], ids)
			slices.Sort(units[s])
		}
		lots[to] = units
		delete(lots, l)
	}
	return comments
}

// sentenceBead is what stays of a sentence bead, given what stands in it now.
func (b *builder) sentenceBead(group int, units [2][]int) (bead align.Bead, reflag bool) {
	g := b.sentenceGroups[group]
	old := b.sentences.unchanged(g, b.original.Sentences)
	if old == nil {
		return align.Bead{Score: 1, ByHand: true, Status: g.status, Comment: g.comment}, true
	}
	bead = *old
	bead.Status, bead.Comment = g.status, g.comment
	for s := range align.Sides {
		var now []int
		for _, id := range units[s] {
			now = append(now, b.spans[s][id].unit)
			reflag = reflag || b.spans[s][id].changed
		}
		reflag = reflag || !slices.Equal(old.Units(s), now)
	}
	return bead, reflag
}
