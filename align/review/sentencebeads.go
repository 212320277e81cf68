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
	members := b.members(al)
	comments := b.gather(members)
	inside := make(map[int]int) // groups of each paragraph bead
	for key := range members {
		inside[key.parent]++
	}
	var beads []align.Bead
	add := func(key sentenceGroup, bead align.Bead, reflag bool) {
		parent := al.Beads[key.parent]
		if bead.Parent = key.parent; reflag && parent.TwoSided() {
			en, zh := al.SentenceText(bead)
			bead.Flags = qa.Flags(en, zh, nil)
		} else if reflag {
			bead.Flags = parent.Flags
		}
		beads = append(beads, bead)
	}
	for _, key := range slices.SortedFunc(maps.Keys(members), compareGroups) {
		units := members[key]
		score := unscored
		if inside[key.parent] == 1 {
			score = al.Beads[key.parent].Score // it is as right as the paragraphs are
		}
		switch {
		case !key.fresh:
			bead, reflag := b.sentenceBead(key.group, units)
			bead.EN, bead.ZH = units[align.EN], units[align.ZH]
			add(key, bead, reflag)
		case len(units[align.EN]) > 0 && len(units[align.ZH]) > 0:
			add(key, align.Bead{EN: units[align.EN], ZH: units[align.ZH], Score: score, Comment: comments[key]}, true)
		default:
			for s, ids := range units {
				for _, id := range ids {
					bead := align.Bead{Score: score}
					bead.SetUnits(align.Side(s), []int{id})
					add(key, bead, true)
				}
			}
		}
	}
	return beads
}

// members returns the new sentences of each group, by side.
func (b *builder) members(al *align.Alignment) map[sentenceGroup][2][]int {
	members := make(map[sentenceGroup][2][]int)
	index := map[*group]int{nil: -1}
	for i, g := range b.sentenceGroups {
		index[g] = i
	}
	parents := al.Parents()
	for s, spans := range b.spans {
		last := sentenceGroup{parent: -1}
		for id, sp := range spans {
			key := sentenceGroup{parents[s][b.docs[s].Sentences[id].Paragraph], index[sp.group], sp.group == nil}
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
func (b *builder) gather(members map[sentenceGroup][2][]int) (comments map[sentenceGroup]string) {
	type sideOf struct {
		parent int
		side   align.Side
	}
	anew := make(map[sideOf]bool)
	for key, units := range members {
		for s := range align.Sides {
			if h := (sideOf{key.parent, s}); len(units[s]) > 0 {
				others, ok := anew[h]
				anew[h] = key.fresh && (others || !ok)
			}
		}
	}
	comments = make(map[sentenceGroup]string)
	for _, key := range slices.SortedFunc(maps.Keys(members), compareGroups) {
		to := sentenceGroup{key.parent, -1, true}
		all := anew[sideOf{key.parent, align.EN}] || anew[sideOf{key.parent, align.ZH}]
		if !all || key == to || !key.fresh && b.sentenceGroups[key.group].status != "" {
			continue
		}
		if !key.fresh && b.sentenceGroups[key.group].comment != "" {
			comments[to] = strings.TrimPrefix(comments[to]+"\n"+b.sentenceGroups[key.group].comment, "\n")
		}
		units := members[to]
		for s, ids := range members[key] {
			units[s] = slices.Concat(units[s], ids)
			slices.Sort(units[s])
		}
		members[to] = units
		delete(members, key)
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
