package review

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"bitext/align"
)

// Which unit stands where now
//
// The texts that were changed are cut into chunks, and the chunks
// are matched with the units that stood in these rows, the surest first:
//
//	exact    a chunk is a unit: in its own row, else the nearest row
//	overlay  neighbouring chunks put together are neighbouring units put together:
//	         a unit was split, units were run together, a border was shifted
//	tile     chunks anywhere put together are a unit
//	copies   a chunk is a unit that stands elsewhere: a conflict
//	near     in a row, as many chunks as units that are alike, in order;
//	         otherwise a comparison of the characters says where units begin
//	far      a chunk anywhere is like a unit
//	forced   in a row, as many chunks as units: they were written anew
//	carry    what a text holds beyond its units is what another lacks (carry.go)
//
// A chunk that is left holds text that the reviewer added; a unit that is left
// is gone, which is a conflict unless its row is to be dropped.

// chunk is a stretch of a changed text between marks.
type chunk struct {
	line, segment int
	text          string
	searchKey
	portions []portion // what it was found to be, in order
	done     bool
}

// matcher finds the units of one side.
type matcher struct {
	*table
	side    align.Side
	units   []unit
	placed  []bool // by unit
	found   []searchKey
	chunks  []*chunk
	unread  []string       // texts that are refused
	changed []*line        // those whose text was changed
	lacking []*line        // those of them that may lack a part of their units
	whole   map[string]int // units by the text of their searchKey; made when needed
}

// match fills the halves of one side of all lines.
func (t *table) match(side align.Side) {
	m := &matcher{table: t, side: side, units: t.units[side]}
	m.placed, m.found = make([]bool, len(m.units)), make([]searchKey, len(m.units))
	m.read()
	open := m.open()
	for _, id := range open {
		m.found[id] = newSearchKey(m.units[id].text)
	}
	m.exact(open)
	m.overlay()
	m.tile()
	m.copies()
	m.near()
	m.far()
	m.forced()
	m.fill()
	if m.scrambled() {
		return
	}
	m.unmarked()
	m.carry()
	m.doubled()
	m.gone()
	m.noteAddedText()
}

// read places the units of texts that were not changed, and cuts up the others.
func (m *matcher) read() {
	for k, e := range m.lines {
		if e.entry == nil {
			continue
		}
		text := e.entry.text(m.side)
		var shown string
		if e.row != nil {
			var isCut bool
			shown, isCut = ShowUnits(e.row.Units[m.side])
			if e.entry.sameText(m.side, shown) || isCut {
				if isCut && !same(text, shown) {
					m.conflict(e, textCut, m.side.String()+" was changed", "it is longer than a cell can hold, so it cannot be edited here; put the cell back as it was")
					m.unread = append(m.unread, text)
				}
				m.keep(e)
				continue
			}
		}
		if strings.Contains(text, strings.TrimSpace(cutNotice)) {
			m.conflict(e, textCut, m.side.String()+" holds a text that was cut", "it was longer than a cell can hold, so it cannot be pasted; use the actions to move it")
			m.unread = append(m.unread, text)
			if e.row != nil {
				m.keep(e)
			}
			continue
		}
		segments := cut(text, shown)
		e.halves[m.side].segments = make([][]portion, len(segments))
		for s, texts := range segments {
			for _, t := range texts {
				if p := (&chunk{line: k, segment: s, text: t, searchKey: newSearchKey(t)}); len(p.runes) > 0 {
					m.chunks = append(m.chunks, p)
				}
			}
		}
	}
}

// keep leaves the units of a row as they were.
func (m *matcher) keep(e *line) {
	c := &e.halves[m.side]
	c.unchanged, c.segments = true, [][]portion{nil}
	for _, id := range e.row.Bead.Units(m.side) {
		c.segments[0] = append(c.segments[0], m.wholeOf(m.side, id))
		m.placed[id] = true
	}
}

// open lists the units that are not placed yet, those on no row included.
func (m *matcher) open() (ids []int) {
	for id := range m.units {
		if !m.placed[id] {
			ids = append(ids, id)
		}
	}
	return ids
}

// left lists the chunks and the units that are not placed yet.
func (m *matcher) left() (chunks []*chunk, units []int) {
	for _, p := range m.chunks {
		if !p.done {
			chunks = append(chunks, p)
		}
	}
	for _, id := range m.open() {
		if m.units[id].home >= 0 && len(m.found[id].runes) > 0 {
			units = append(units, id)
		}
	}
	return chunks, units
}

// put makes a chunk the whole of a unit.
func (m *matcher) put(p *chunk, id int) {
	whole := m.wholeOf(m.side, id)
	if shown, _ := ShowUnits([]string{whole.text}); !same(p.text, shown) {
		whole.text, whole.edited = unshow(p.text), true
	}
	p.portions, p.done, m.placed[id] = []portion{whole}, true, true
}

// home is the row that a chunk stands in, or after.
func (m *matcher) home(p *chunk) int { return m.lines[p.line].home }

func distance(a, b int) int { return max(a-b, b-a) }

// way is how far a chunk is from the row that a unit stood in. A unit that stood in
// no row is furthest.
func (m *matcher) way(p *chunk, id int) int {
	if m.units[id].home < 0 {
		return math.MaxInt
	}
	return distance(m.units[id].home, m.home(p))
}

// exact places chunks that are a unit as it was, white space aside.
func (m *matcher) exact(open []int) {
	byKey := make(map[string][]int)
	for _, id := range open {
		if len(m.found[id].runes) > 0 {
			key := m.found[id].key
			byKey[key] = append(byKey[key], id)
		}
	}
	for _, ownRow := range []bool{true, false} {
		for _, p := range m.chunks {
			ids := byKey[p.key]
			if p.done || len(ids) == 0 {
				continue
			}
			best := -1
			for k, id := range ids {
				if m.placed[id] || ownRow && m.units[id].home != m.home(p) {
					continue
				}
				if best < 0 || m.way(p, id) < m.way(p, ids[best]) {
					best = k
				}
			}
			if best >= 0 {
				m.put(p, ids[best])
				byKey[p.key] = slices.Delete(ids, best, best+1)
			}
		}
	}
}

// inRows gives the chunks and units that are left by row.
func (m *matcher) inRows(do func(chunks []*chunk, units []int)) {
	chunks, units := m.left()
	of := make(map[int][]int)
	for _, id := range units {
		of[m.units[id].home] = append(of[m.units[id].home], id)
	}
	for len(chunks) > 0 {
		n := 1
		for n < len(chunks) && chunks[n].line == chunks[0].line {
			n++
		}
		e := m.lines[chunks[0].line]
		ids := slices.DeleteFunc(slices.Clone(of[e.home]), func(id int) bool { return m.placed[id] })
		if len(ids) > 0 {
			do(chunks[:n], ids)
		}
		chunks = chunks[n:]
	}
}

// near places chunks in their own row that are like its units.
func (m *matcher) near() {
	const alike = 0.3
	m.inRows(func(chunks []*chunk, units []int) {
		if len(chunks) != len(units) {
			m.compareRow(chunks, units)
			return
		}
		for _, p := range chunks {
			best, most := -1, alike
			for _, id := range units {
				if like := likeness(p.runes, m.found[id].runes); !m.placed[id] && like > most {
					best, most = id, like
				}
			}
			if best >= 0 {
				m.put(p, best)
			}
		}
	})
}

// far places chunks that are like a unit of another row, the most alike first.
func (m *matcher) far() {
	const alike, most = 0.5, 300
	chunks, units := m.left()
	if len(chunks) > most || len(units) > most {
		return
	}
	type match struct {
		chunk *chunk
		unit  int
		like  float64
	}
	var matches []match
	for _, p := range chunks {
		for _, id := range units {
			if like := likeness(p.runes, m.found[id].runes); like >= alike {
				matches = append(matches, match{p, id, like})
			}
		}
	}
	slices.SortStableFunc(matches, func(a, b match) int { return cmp.Compare(b.like, a.like) })
	for _, x := range matches {
		if !x.chunk.done && !m.placed[x.unit] {
			m.put(x.chunk, x.unit)
		}
	}
}

// forced places the chunks that are left in a row if there are as many as units.
func (m *matcher) forced() {
	m.inRows(func(chunks []*chunk, units []int) {
		if len(chunks) == len(units) && !slices.ContainsFunc(chunks, func(p *chunk) bool { return m.original(m.home(p), p.searchKey) >= 0 }) {
			for i, p := range chunks {
				m.put(p, units[i])
			}
		}
	})
}

// fill puts the chunks into their halves.
func (m *matcher) fill() {
	for _, p := range m.chunks {
		e := m.lines[p.line]
		if n := len(m.changed); n == 0 || m.changed[n-1] != e {
			m.changed = append(m.changed, e)
		}
		if !p.done {
			p.portions = []portion{{unit: -1, text: unshow(p.text), edited: true}}
		}
		s := e.halves[m.side].segments
		s[p.segment] = append(s[p.segment], p.portions...)
	}
}

// unmarked lists the marks between the units of a row that the reviewer took out.
func (m *matcher) unmarked() {
	for _, p := range m.chunks {
		e := m.lines[p.line]
		for i := 1; i < len(p.portions) && e.row != nil; i++ {
			a, b := p.portions[i-1].unit, p.portions[i].unit
			if a != b && a >= 0 && b >= 0 && m.units[a].home == e.home && m.units[b].home == e.home {
				m.change(e, Ignored, "the ¶ before %s was taken out; what is behind it stays apart", m.units[b].name)
			}
		}
	}
}
