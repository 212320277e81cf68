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
		if id := m.original(p); id >= 0 && m.found[id].key == p.key {
			p.done = true
			m.conflict(m.entries[p.entry], m.units[id].name+" stands twice", "%s; take out one of the two", quoted(p.text))
		}
	}
}

// copied reports whether a piece is a copy of a unit that stands elsewhere.
func (m *matcher) copied(pieces []*piece) bool {
	return slices.ContainsFunc(pieces, func(p *piece) bool { return m.original(p) >= 0 })
}

// copyLength is how many characters a text has at least that does not stand in
// an edition twice by chance.
const copyLength = 8

// original returns the unit whose text, or a part of whose text, a piece repeats,
// or -1. A part is looked for in the rows around alone.
func (m *matcher) original(p *piece) int {
	const reach = 3
	if len(p.runes) < copyLength {
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
	if id, ok := m.whole[p.key]; ok && m.placed[id] {
		return id
	}
	for row := m.home(p) - reach; row <= m.home(p)+reach; row++ {
		for _, id := range m.rows[row] {
			if m.placed[id] && strings.Contains(m.found[id].key, p.key) {
				return id
			}
		}
	}
	return -1
}

// doubled refuses pieces that repeat a unit; what is left after that is new.
func (m *matcher) doubled() {
	for _, p := range m.pieces {
		if p.done {
			continue
		}
		p.done = true
		e := m.entries[p.entry]
		if id := m.original(p); id >= 0 {
			m.conflict(e, m.units[id].name+" stands twice", "%s; take out one of the two", quoted(p.text))
			continue
		}
		if m.closed {
			m.conflict(e, sideWords[m.side]+" text was added", "%s stands in neither edition; write it into a row of Review", quoted(p.text))
			continue
		}
		p.portions = []portion{{unit: -1, text: unshow(p.text), edited: true}}
		if e.row != nil {
			m.change(e, Added, "%s text: %s", sideWords[m.side], quoted(p.text))
		}
	}
}

// gone puts the units that were found nowhere back into their rows.
func (m *matcher) gone() {
	for id, u := range m.units {
		if m.placed[id] || u.home < 0 {
			continue
		}
		e := m.written[u.home]
		m.putBack(e, id)
		if action(e) == drop || len(newBones(u.text).runes) == 0 {
			continue
		}
		advice := "if it is to be left out choose drop"
		if e.row != nil && len(e.row.en)*len(e.row.zh) > 0 {
			advice = "drop leaves the whole row out; for one side alone choose unpair, and drop its row in the next workbook"
		}
		m.conflict(e, u.name+" is gone", "%s; put it back, or %s", quoted(u.text), advice)
	}
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
