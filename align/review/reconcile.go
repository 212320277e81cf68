package review

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/trace"
)

// Sentences after Review
//
// The sheet Review is applied first, and the sheet Sentences to what it leaves. An edit
// on Sentences is brought together with one of the same paragraph on Review if the two
// do not touch the same words; else it is in conflict, and the edit on Review stands.

// reconcile refuses the edits on Sentences that Review leaves no place for.
func (b *builder) reconcile() {
	if !slices.ContainsFunc(b.sentenceGroups, (*group).touched) {
		return
	}
	for side := range align.Sides {
		units := b.paragraphs.units[side]
		of, _ := byUnit(b.paragraphGroups, side, len(units))
		for id := range units {
			for _, p := range of[id] {
				for b.refuse(side, id, p) {
				}
			}
		}
	}
}

// touched reports whether a group is dropped or one of its texts edited.
func (g *group) touched() bool {
	return g.dropped || slices.ContainsFunc(slices.Concat(g.sides[:]...), func(p portion) bool { return p.edited })
}

// refuse takes back what Sentences says of a paragraph, or a part of one, if it cannot be.
func (b *builder) refuse(side align.Side, id int, p placed) bool {
	unit := b.paragraphs.units[side][id]
	inside, torn := clip(b.tokens(side, id), unit.text, p.stretches(unit))
	first := slices.IndexFunc(inside, token.touched)
	if first < 0 {
		return false
	}
	text, _ := compose(inside)
	var why string
	switch _, ok := both(p, unit, text); {
	case text == "" && p.group.dropped:
	case text == "":
		why = "nothing would be left of %s; choose drop for its row of Review"
	case torn:
		why = "%s was cut in this sentence on Review; edit it there"
	case !ok:
		why = "%s was edited on Review too, in another way; keep one of the two"
	}
	if why == "" {
		return false
	}
	what := "edited"
	if inside[first].dropped {
		what = ActionDrop
	}
	b.sentences.conflict(inside[first].group.line, editedTwice, what, why, unit.name)
	for _, t := range inside {
		b.takeBack(side, t)
	}
	return true
}

// both returns the text of a paragraph that both sheets make. It is not ok if they
// contradict each other.
func both(p placed, unit unit, onSentences string) (text string, ok bool) {
	switch {
	case !p.edited:
		return onSentences, true
	case newSearchKey(p.text).key == newSearchKey(onSentences).key:
		return p.text, true
	}
	return trace.Merge(strings.TrimSpace(p.was(unit)), strings.TrimSpace(p.text), strings.TrimSpace(onSentences))
}

// takeBack makes a sentence what it was.
func (b *builder) takeBack(side align.Side, t token) {
	if !t.touched() {
		return
	}
	g := t.group
	if g.dropped {
		g.dropped = false
		b.retract(func(c Change) bool { return c.Kind == Dropped && c.Sheet == b.sentences.name && c.ID == g.line.id() })
	}
	for i := range g.sides[side] {
		p := &g.sides[side][i]
		if p.unit != t.unit || !p.edited {
			continue
		}
		was := p.was(b.sentences.units[side][p.unit])
		b.retract(func(c Change) bool {
			return c.Kind == Edited && c.Sheet == b.sentences.name && c.Before == was && c.After == p.text &&
				slices.ContainsFunc(g.lines(), func(e *line) bool { return e.id() == c.ID })
		})
		p.text, p.edited = was, false
	}
}
