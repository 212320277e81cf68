package review

import (
	"slices"

	"bitext/align"
	"bitext/align/trace"
)

// reconcile refuses the edits that contradict the other sheet. A drop of sentences that
// is refused for one side is undone for both, so the other side is looked at again.
func (b *builder) reconcile() {
	if !slices.ContainsFunc(b.sentenceGroups, (*group).touched) {
		return
	}
	for again := true; again; {
		again = false
		for side := range align.Sides {
			found, edits, onSentences := b.contradict(side)
			for len(edits) > 0 {
				edits = b.paragraphs.takeBackOthers(side, b.paragraphGroups, edits)
			}
			for len(onSentences) > 0 {
				onSentences = b.sentences.takeBackOthers(side, b.sentenceGroups, onSentences)
			}
			again = again || found
		}
	}
}

// touched reports whether a group is dropped or one of its texts edited.
func (g *group) touched() bool {
	return g.dropped || slices.ContainsFunc(slices.Concat(g.sides[:]...), func(p portion) bool { return p.edited })
}

// takeBackOthers takes back the edits that are entangled with refused ones, and
// returns them.
func (t *table) takeBackOthers(side align.Side, groups []*group, refused []Change) (edits []Change) {
	var before, after []string
	for _, c := range refused {
		before, after = append(before, c.Before), append(after, c.After)
	}
	x := newEntanglement(before, after)
	for _, g := range groups {
		for i := range g.sides[side] {
			if edit := t.takeBackEntangled(side, x, g.lines(), &g.sides[side][i]); edit != nil {
				edits = append(edits, *edit)
			}
		}
	}
	return edits
}

// takeBackEntangled makes the text of a portion of some lines what it was if its edit
// is entangled with others. It returns the edit, nil if it may stay.
func (t *table) takeBackEntangled(side align.Side, x entanglement, lines []*line, p *portion) *Change {
	if !p.edited || p.unit < 0 {
		return nil
	}
	u := t.units[side][p.unit]
	why := x.why(newSearchKey(p.was(u)), newSearchKey(p.text))
	if why == "" {
		return nil
	}
	t.conflict(lines[0], editedTwice, u.name+" was edited", "%s: %s", quoted(p.text), why)
	edit := t.takeBackEdit(side, lines, p)
	return &edit
}

// contradict finds the paragraphs of one side of which both sheets cannot be right, or
// Sentences leaves nothing, and makes their sentences what they were. It
// returns the edits that it takes back, on Review and on Sentences.
func (b *builder) contradict(side align.Side) (found bool, edits, onSentences []Change) {
	units := b.paragraphs.units[side]
	of, _ := byUnit(b.paragraphGroups, side, len(units))
	for id, tokens := range b.tokens(side, b.original.Document(side)) {
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
			case p.edited && newSearchKey(text).key != newSearchKey(p.text).key:
				why, both = "%s was edited on Review too, in another way; keep one of the two", true
			default:
				continue
			}
			what := "edited"
			if inside[first].dropped {
				what = ActionDrop
			}
			b.sentences.conflict(inside[first].group.line, editedTwice, what, why, units[id].name)
			for _, t := range inside {
				onSentences = append(onSentences, b.takeBackSentence(side, t)...)
			}
			if both && p.edited {
				edits = append(edits, b.paragraphs.takeBackEdit(side, p.group.lines(), p.portion))
			}
			found = true
			break // what is left of the paragraph is looked at anew
		}
	}
	return found, edits, onSentences
}

// takeBackSentence makes a sentence what it was. It returns its edits.
func (b *builder) takeBackSentence(side align.Side, t token) (edits []Change) {
	if !t.touched() {
		return nil
	}
	g := t.group
	if g.dropped {
		g.dropped = false
		b.retract(func(c Change) bool { return c.Kind == Dropped && c.Sheet == b.sentences.name && c.ID == g.line.id() })
	}
	for i := range g.sides[side] {
		if p := &g.sides[side][i]; p.unit == t.unit && p.edited {
			edits = append(edits, b.sentences.takeBackEdit(side, g.lines(), p))
		}
	}
	return edits
}

// takeBackEdit makes the text of a portion of some lines what it was. It returns the
// edit.
func (t *table) takeBackEdit(side align.Side, lines []*line, p *portion) Change {
	edit := Change{Kind: Edited, Before: p.was(t.units[side][p.unit]), After: p.text}
	t.retract(func(c Change) bool {
		return c.Kind == Edited && c.Sheet == t.name && c.Before == edit.Before && c.After == edit.After &&
			slices.ContainsFunc(lines, func(e *line) bool { return e.id() == c.ID })
	})
	p.text, p.edited = edit.Before, false
	return edit
}

// entanglement tells which edits must be taken back with others, since text went from
// one to the other: it would be lost, or stand twice.
type entanglement struct{ lost, unread map[[8]rune]int }

func newEntanglement(lost, unread []string) entanglement {
	return entanglement{runsOf(lost), runsOf(unread)}
}

func runsOf(texts []string) map[[8]rune]int {
	runs := make(map[[8]rune]int)
	for _, s := range texts {
		count(runs, newSearchKey(s).runes, 1)
	}
	return runs
}

// why says why an edit must be taken back; it is empty if it need not.
func (x entanglement) why(was, now searchKey) string {
	switch {
	case holds(x.lost, now, was):
		return "it holds text that is missing elsewhere, or in conflict; put ¶ before and behind what was pasted, or put both back"
	case holds(x.unread, was, now):
		return "it lacks text that stands where it is in conflict, or not read; settle that, or put both back"
	}
	return ""
}

// holds reports whether what one text has more than another is known: a third of
// it, or of what is known, or a few words.
func holds(known map[[8]rune]int, more, less searchKey) bool {
	const few = 4
	extra := make(map[[8]rune]int)
	count(extra, more.runes, 1)
	count(extra, less.runes, -1)
	var all, common int
	for r, n := range extra {
		if n > 0 {
			all += n
			common += min(n, known[r])
		}
	}
	return common >= few || common*3 > min(all, len(known))
}

// count adds n for each run of characters in a text that is long enough to tell: eight,
// of which a wide character counts as two, or the whole text if it is shorter.
func count(runs map[[8]rune]int, a []rune, n int) {
	for i := range a {
		var r [8]rune
		size, k := 0, i
		for ; k < len(a) && size < len(r); k++ {
			r[k-i] = a[k]
			size += trace.Weight(a[k : k+1])
		}
		if size < len(r) && i > 0 {
			break
		}
		runs[r] += n
	}
}
