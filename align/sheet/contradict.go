package sheet

import (
	"slices"
)

// reconcile refuses what contradicts the other sheet. What is refused on one side
// of a row of sentences may contradict something on the other.
func (b *builder) reconcile() {
	if !slices.ContainsFunc(b.sentenceGroups, (*group).touched) {
		return
	}
	for again := true; again; {
		again = false
		for side := range b.docs {
			again = b.contradict(side) || again
		}
	}
}

// touched reports whether a group is dropped or one of its texts edited.
func (g *group) touched() bool {
	edited := func(p portion) bool { return p.edited }
	return g.dropped || slices.ContainsFunc(g.sides[enSide], edited) || slices.ContainsFunc(g.sides[zhSide], edited)
}

// contradict lists the paragraphs of one side of which both sheets cannot be
// right, or Sentences leaves nothing, and makes their sentences what they were.
func (b *builder) contradict(side int) (found bool) {
	units := b.paragraphs.units[side]
	of, _ := byUnit(b.paragraphGroups, side, len(units))
	for id, tokens := range b.tokens(side, b.edition(side)) {
		if !slices.ContainsFunc(tokens, token.touched) {
			continue
		}
		for _, p := range of[id] {
			inside, torn := clip(tokens, units[id].text, p.stretches(units[id]))
			first := slices.IndexFunc(inside, token.touched)
			if first < 0 {
				continue
			}
			text, _ := compose(inside)
			var why string
			both := false
			switch {
			case text == "" && p.group.dropped:
				continue
			case text == "":
				why = "nothing would be left of %s; choose drop for its row of Review"
			case torn:
				why = "%s was cut in this sentence on Review; edit it there"
			case p.edited && newBones(text).key != newBones(p.text).key:
				why, both = "%s was edited on Review too, in another way; keep one of the two", true
			default:
				continue
			}
			what := "edited"
			if inside[first].dropped {
				what = drop
			}
			b.sentences.conflict(b.sentenceGroups[inside[first].group].entry, what, why, units[id].name)
			for _, t := range inside {
				b.takeBackSentence(side, t)
			}
			if both {
				b.paragraphs.takeBackEdit(side, p.group, p.portion)
			}
			found = true
		}
	}
	return found
}

// takeBackSentence makes a sentence what it was.
func (b *builder) takeBackSentence(side int, t token) {
	if !t.touched() {
		return
	}
	g := b.sentenceGroups[t.group]
	if g.dropped {
		g.dropped = false
		b.retract(func(c Change) bool { return c.Kind == Dropped && c.Sheet == b.sentences.name && c.ID == g.entry.id() })
	}
	for i := range g.sides[side] {
		if p := &g.sides[side][i]; p.unit == t.unit {
			b.sentences.takeBackEdit(side, g, p)
		}
	}
}

// takeBackEdit makes the text of a portion what it was.
func (l *level) takeBackEdit(side int, g *group, p *portion) {
	if !p.edited {
		return
	}
	was := p.was(l.units[side][p.unit])
	l.retract(func(c Change) bool {
		return c.Kind == Edited && c.Sheet == l.name && c.Before == was && c.After == p.text &&
			slices.ContainsFunc(append(g.joined, g.entry), func(e *entry) bool { return e.id() == c.ID })
	})
	p.text, p.edited = was, false
}
