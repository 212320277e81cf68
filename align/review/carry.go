package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/language"
)

// Text that was carried to another row
//
// A reviewer who cuts a text from one row and pastes it into another does not
// always put a ¶ before it, and may take it from the middle. What a text holds
// beyond its own units is looked for in the texts that hold less than theirs:
//
//	¶ 4  A B C  →  A C      part of ¶ 4, with a gap
//	¶ 5  D      →  D B      ¶ 5, part of ¶ 4
//	¶ 6  E      →
//	¶ 7  F      →  F E      ¶ 7, ¶ 6

// carried is how heavy a text without a ¶ of its own has to be to count as
// carried: more than a word that was taken out here and put in there.
const carried = 10

// weight is the length of a text, wide characters counted as two.
func weight(runes []rune) int {
	n := len(runes)
	for _, r := range runes {
		if language.IsWide(r, true) {
			n++
		}
	}
	return n
}

// carry finds in the changed texts the units that are nowhere yet, and the parts
// that are missing from their units.
func (m *matcher) carry() {
	_, gone := m.left()
	around := m.byHome(gone)
	m.replace(func(e *line, q portion) []portion { return m.takeUnits(e, q, around(e)) })
	for _, e := range m.changed {
		if slices.ContainsFunc(e.halves[m.side].portions(), func(q portion) bool { return q.unit >= 0 && q.edited }) {
			m.lacking = append(m.lacking, e)
		}
	}
	m.replace(m.takeParts)
}

// A text is looked for everywhere if there are few places, and else this many rows up
// and down.
const few, reach = 300, 3

// byHome returns a function that returns those of some units that stood near a line, all
// if they are few.
func (m *matcher) byHome(units []int) func(*line) []int {
	if len(units) <= few {
		return func(*line) []int { return units }
	}
	of := make(map[int][]int)
	for _, id := range units {
		of[m.units[id].home] = append(of[m.units[id].home], id)
	}
	return func(e *line) (near []int) {
		for home := e.home - reach; home <= e.home+reach; home++ {
			near = append(near, of[home]...)
		}
		slices.Sort(near)
		return near
	}
}

// replace puts for each portion with an edited text in a changed row what a
// function returns for it, unless that is nil.
func (m *matcher) replace(with func(*line, portion) []portion) {
	for _, e := range m.changed {
		segments := e.halves[m.side].segments
		for s := range segments {
			for i := 0; i < len(segments[s]); i++ {
				if !segments[s][i].edited {
					continue
				}
				if list := with(e, segments[s][i]); list != nil {
					segments[s] = slices.Replace(segments[s], i, i+1, list...)
					i += len(list) - 1
				}
			}
		}
	}
}

// around lists the lines around a line that may lack a text, the nearest first; all if
// few lines were changed.
func (m *matcher) around(e *line) []*line {
	var list []*line
	if len(m.changed) <= few {
		list = slices.Clone(m.lacking)
	} else {
		from, _ := slices.BinarySearchFunc(m.lacking, e.home-reach, func(x *line, home int) int { return cmp.Compare(x.home, home) })
		for _, x := range m.lacking[from:] {
			if x.home > e.home+reach {
				break
			}
			list = append(list, x)
		}
	}
	slices.SortStableFunc(list, func(a, b *line) int { return distance(a.home, e.home) - distance(b.home, e.home) })
	return list
}

// base is what a portion would be if its text were as it was; empty if the
// reviewer added it.
func (m *matcher) base(q portion) searchKey {
	if q.unit < 0 {
		return newSearchKey("")
	}
	return newSearchKey(q.was(m.units[q.unit]))
}

// settleEdit looks again whether the text of a portion is edited.
func (m *matcher) settleEdit(q *portion) {
	if q.unit >= 0 && newSearchKey(q.text).key == m.base(*q).key {
		q.text, q.edited = q.was(m.units[q.unit]), false
	}
}

// takeUnits takes units that are nowhere yet out of a text that holds them.
func (m *matcher) takeUnits(e *line, q portion, gone []int) []portion {
	var before, after []portion
	t, base := newSearchKey(q.text), m.base(q)
	for _, id := range gone {
		if m.placed[id] {
			continue
		}
		u := m.found[id]
		at := strings.Index(t.key, u.key)
		if at < 0 || strings.Contains(base.key, u.key) {
			continue
		}
		from := utf8.RuneCountInString(t.key[:at])
		to := from + len(u.runes)
		rest := trim(q.text[:t.at[from]] + q.text[t.at[to]:])
		switch {
		case from > 0 && to < len(t.runes) && weight(u.runes) < copyLength:
			continue // a word in the middle
		case inWord(q.text, t.at[from]):
			continue
		case rest == "" && q.unit >= 0 && !q.whole(m.units[q.unit]):
			continue // nothing would be left of a part
		}
		m.placed[id] = true
		if from == 0 {
			before = append(before, m.wholeOf(m.side, id))
		} else {
			after = append(after, m.wholeOf(m.side, id))
		}
		q.text, t = rest, newSearchKey(rest)
		if rest == "" {
			if q.unit >= 0 {
				m.placed[q.unit] = false
			}
			return append(before, after...)
		}
	}
	if before == nil && after == nil {
		return nil
	}
	m.settleEdit(&q)
	return slices.Concat(before, []portion{q}, after)
}

// inWord reports whether a place in a text lies in a word with spaces around it.
func inWord(s string, at int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[at:])
	letter := func(r rune) bool { return unicode.IsLetter(r) && !language.IsWide(r, true) }
	return letter(before) && letter(after)
}

// takeParts takes out of a text what stands before and behind its unit and is
// missing from another.
func (m *matcher) takeParts(e *line, q portion) []portion {
	t, base := newSearchKey(q.text), m.base(q)
	at := strings.Index(t.key, base.key)
	if at < 0 {
		return nil
	}
	from := utf8.RuneCountInString(t.key[:at])
	to := from + len(base.runes)
	before, after := m.missingPart(e, q, t.runes[:from]), m.missingPart(e, q, t.runes[to:])
	if before == nil && after == nil {
		return nil
	}
	if after != nil {
		q.text = q.text[:t.at[to]]
	}
	if before != nil {
		q.text = q.text[t.at[from]:]
	}
	q.text = trim(q.text)
	if q.unit < 0 {
		return slices.Concat(before, after)
	}
	m.settleEdit(&q)
	return slices.Concat(before, []portion{q}, after)
}

// missingPart finds the unit that a text is missing from, and makes it a part of that.
func (m *matcher) missingPart(e *line, q portion, text []rune) []portion {
	if len(text) == 0 {
		return nil
	}
	least := carried
	if q.unit < 0 {
		least = copyLength
	}
	for _, x := range m.around(e) {
		for _, segment := range x.halves[m.side].segments {
			for i := range segment {
				h := &segment[i]
				if h.unit < 0 || !h.edited {
					continue
				}
				if part, ok := m.cutOut(h, text, least); ok {
					return []portion{part}
				}
			}
		}
	}
	return nil
}

// cutOut takes a text, if it has some weight and is not all, out of a portion that
// lacks it, and returns it as one of its own.
func (m *matcher) cutOut(h *portion, runes []rune, least int) (part portion, ok bool) {
	was, now := m.base(*h), newSearchKey(h.text)
	text, n := string(runes), len(runes)
	if weight(runes) < least || n >= len(was.runes) || strings.Count(now.key, text) >= strings.Count(was.key, text) {
		return m.cutAround(h, text)
	}
	if m.closed && strings.Replace(was.key, text, "", 1) != now.key {
		return part, false
	}
	index := m.index(*h)
	best, most := -1, -1
	pairs := compare(was.runes, now.runes)
	for k := 0; k+n <= len(index); k++ { // where most is missing
		if string(was.runes[k:k+n]) != text || index[k+n-1]-index[k] != n-1 {
			continue
		}
		missing := 0
		for _, j := range pairs[k : k+n] {
			missing -= min(j, 0)
		}
		if missing > most {
			best, most = k, missing
		}
	}
	if best < 0 {
		return part, false
	}
	part = m.stretch(h.unit, index[best], index[best]+n)
	h.leaveOut(part.from, part.to)
	m.settleEdit(h)
	return part, true
}

// cutAround takes a text out of a portion that lacks it, if it is all that was
// around what is left there.
func (m *matcher) cutAround(h *portion, text string) (part portion, ok bool) {
	was, now := m.base(*h), newSearchKey(h.text)
	head, tail, ok := strings.Cut(was.key, now.key)
	index := m.index(*h)
	at, n := utf8.RuneCountInString(head), len(now.runes)
	if !ok || n == 0 || head+tail != text || index[at+n-1]-index[at] != n-1 {
		return part, false
	}
	part = *h
	*h = m.stretch(h.unit, index[at], index[at]+n)
	part.leaveOut(h.from, h.to)
	part.text, part.edited = part.was(m.units[h.unit]), false
	return part, true
}

// index returns the place of each character of a portion, as it was, in its unit.
func (m *matcher) index(h portion) (index []int) {
	b := m.found[h.unit]
	for _, s := range h.stretches(m.units[h.unit]) {
		i, _ := slices.BinarySearch(b.at, s[0])
		for ; b.at[i] < s[1]; i++ {
			index = append(index, i)
		}
	}
	return index
}
