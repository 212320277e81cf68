package sheet

import (
	"fmt"
	"slices"
	"strings"
)

// copies refuses pieces that are a unit that has its place already.
func (m *matcher) copies() {
	for _, p := range m.pieces {
		if p.done {
			continue
		}
		if id := m.original(m.home(p), p.bones); id >= 0 && m.found[id].key == p.key {
			p.done = true
			m.conflict(m.entries[p.entry], m.units[id].name+" stands twice", "%s; take out one of the two", quoted(p.text))
		}
	}
}

// copied reports whether a piece is a copy of a unit that stands elsewhere.
func (m *matcher) copied(pieces []*piece) bool {
	return slices.ContainsFunc(pieces, func(p *piece) bool { return m.original(m.home(p), p.bones) >= 0 })
}

// copyLength is how many characters a text has at least that does not stand in
// an edition twice by chance.
const copyLength = 8

// original returns the unit that a text in a row repeats, or repeats a part of,
// or -1. A part is looked for in the rows around alone.
func (m *matcher) original(home int, text bones) int {
	const reach = 3
	if len(text.runes) < copyLength {
		return -1
	}
	if m.whole == nil {
		m.whole = make(map[string]int, len(m.units))
		for id, u := range m.units {
			if u.home >= 0 {
				m.found[id] = newBones(u.text)
				m.whole[m.found[id].key] = id
			}
		}
	}
	if id, ok := m.whole[text.key]; ok && m.placed[id] {
		return id
	}
	for row := home - reach; row <= home+reach; row++ {
		for _, id := range m.rows[row] {
			if m.placed[id] && strings.Contains(m.found[id].key, text.key) {
				return id
			}
		}
	}
	return -1
}

// doubled refuses texts that repeat a unit, and all new ones on a sheet that can
// take none.
func (m *matcher) doubled() {
	for _, e := range m.changed {
		segments := e.cells[m.side].segments
		for s := range segments {
			segments[s] = slices.DeleteFunc(segments[s], func(q portion) bool {
				if q.unit >= 0 {
					return false
				}
				if id := m.original(e.home, newBones(q.text)); id >= 0 {
					m.conflict(e, m.units[id].name+" stands twice", "%s; take out one of the two", quoted(q.text))
				} else if m.closed {
					m.conflict(e, sideWords[m.side]+" text was added", "%s stands in neither edition; write it into a row of Review", quoted(q.text))
				} else {
					return false
				}
				m.unread = append(m.unread, q.text)
				return true
			})
		}
	}
}

// noteAddedText lists new texts in rows that were there.
func (m *matcher) noteAddedText() {
	for _, e := range m.changed {
		for _, q := range e.cells[m.side].portions() {
			if q.unit < 0 && e.row != nil {
				m.change(e, Added, "%s text: %s", sideWords[m.side], quoted(q.text))
			}
		}
	}
}

// gone puts the units that were found nowhere back into their rows. What is
// refused leaves no trace: edits that hold a text that is put back, or lack one
// that is not read, are taken back too.
func (m *matcher) gone() {
	var lost []string
	for id, u := range m.units {
		if m.placed[id] || u.home < 0 {
			continue
		}
		e := m.written[u.home]
		m.putBack(e, id)
		if action(e) == drop || len(newBones(u.text).runes) == 0 {
			continue
		}
		lost = append(lost, u.text)
		advice := "if it is to be left out choose drop"
		if e.row != nil && len(e.row.en)*len(e.row.zh) > 0 {
			advice = "drop leaves the whole row out; for one side alone choose unpair, and drop its row in the next workbook"
		}
		m.conflict(e, u.name+" is gone", "%s; put it back, or %s", quoted(u.text), advice)
	}
	for _, s := range m.refused[m.side] {
		m.unread = append(m.unread, s)
	}
	m.takeBack(lost, "it holds text that is missing elsewhere; put ¶ before and behind what was pasted, or put both back",
		func(q portion) (more, less bones) { return newBones(q.text), m.base(q) })
	m.takeBack(m.unread, "it lacks text that stands where it is not read; put both back",
		func(q portion) (more, less bones) { return m.base(q), newBones(q.text) })
}

// takeBack makes edited texts what they were if much of what they have more, or
// less, than before is that of others.
func (m *matcher) takeBack(others []string, why string, compare func(portion) (more, less bones)) {
	const much = 1. / 3
	if len(others) == 0 {
		return
	}
	known := make(map[[8]rune]int)
	for _, s := range others {
		count(known, newBones(s).runes, 1)
	}
	for _, e := range m.changed {
		segments := e.cells[m.side].segments
		for s := range segments {
			segments[s] = slices.DeleteFunc(segments[s], func(q portion) bool { return q.unit < 0 && m.held(known, q, compare) > much })
			for i := range segments[s] {
				q := &segments[s][i]
				if !q.edited || q.unit < 0 || m.held(known, *q, compare) <= much {
					continue
				}
				m.conflict(e, m.units[q.unit].name+" was edited", "%s: %s", quoted(q.text), why)
				q.text, q.edited = q.was(m.units[q.unit]), false
			}
		}
	}
}

// held is the share of known runs in what a portion has more.
func (m *matcher) held(known map[[8]rune]int, q portion, compare func(portion) (more, less bones)) float64 {
	more, less := compare(q)
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
	return float64(common) / float64(max(all, 1))
}

// scrambled reports whether so many units stand far from their rows, and others in
// their places, that the reviewer must have sorted this column without the others. That is a conflict;
// all units are put back.
func (m *matcher) scrambled() bool {
	const few = 10
	far := 0
	for _, e := range m.entries {
		for _, p := range e.cells[m.side].portions() {
			if p.unit < 0 || m.units[p.unit].home < 0 {
				continue
			}
			home := m.units[p.unit].home
			if distance(home, e.home) > 2 && len(m.written[home].cells[m.side].portions()) > 0 {
				far++
			}
		}
	}
	if far < few || far*3 < len(m.rows) {
		return false
	}
	m.conflicts = append(m.conflicts, Conflict{Sheet: m.name, What: "column " + sideWords[m.side],
		Why: fmt.Sprintf("%d of its texts stand in other rows; if it was sorted without the other columns, put it back", far)})
	for _, e := range m.entries {
		e.cells[m.side] = cell{}
		if e.row != nil {
			m.keep(e, m.rows[e.home])
		}
	}
	return true
}

func (m *matcher) putBack(e *entry, id int) {
	c := &e.cells[m.side]
	if len(c.segments) == 0 {
		c.segments = [][]portion{nil}
	}
	s := c.segments[0]
	at := slices.IndexFunc(s, func(p portion) bool { return p.unit > id })
	if at < 0 {
		at = len(s)
	}
	c.segments[0] = slices.Insert(s, at, m.wholeOf(id))
}
