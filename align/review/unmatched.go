package review

import (
	"fmt"
	"slices"
	"strings"
)

// copies refuses chunks that are a unit that has its place already.
func (m *matcher) copies() {
	for _, p := range m.chunks {
		if p.done {
			continue
		}
		if id := m.original(m.home(p), p.searchKey); id >= 0 && m.found[id].key == p.key {
			p.done = true
			m.conflict(m.lines[p.line], standsTwice, m.units[id].name+" stands twice", "%s; take out one of the two", quoted(p.text))
		}
	}
}

// copyLength is how many characters a text has at least that does not stand in
// an edition twice by chance.
const copyLength = 8

// original returns the unit that a text in a row repeats, or repeats a part of,
// or -1. A part is looked for in the rows around alone.
func (m *matcher) original(home int, text searchKey) int {
	const reach = 3
	if len(text.runes) < copyLength {
		return -1
	}
	if m.whole == nil {
		m.whole = make(map[string]int, len(m.units))
		for id, u := range m.units {
			if u.home >= 0 {
				m.found[id] = newSearchKey(u.text)
				m.whole[m.found[id].key] = id
			}
		}
	}
	if id, ok := m.whole[text.key]; ok && m.placed[id] {
		return id
	}
	for _, row := range m.rows[max(0, home-reach):min(home+reach+1, len(m.rows))] {
		for _, id := range row.Bead.Units(m.side) {
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
		segments := e.halves[m.side].segments
		for s := range segments {
			segments[s] = slices.DeleteFunc(segments[s], func(q portion) bool {
				if q.unit >= 0 {
					return false
				}
				if id := m.original(e.home, newSearchKey(q.text)); id >= 0 {
					m.conflict(e, standsTwice, m.units[id].name+" stands twice", "%s; take out one of the two", quoted(q.text))
				} else if m.closed {
					m.conflict(e, textAdded, m.side.String()+" text was added", "%s stands in neither edition; write it into a row of Review", quoted(q.text))
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
		for _, q := range e.halves[m.side].portions() {
			if q.unit < 0 && e.row != nil {
				m.change(e, Added, "%s text: %s", m.side, quoted(q.text))
			}
		}
	}
}

// gone puts the units that were found nowhere back into their rows. Edits that hold a
// text that is put back, or lack a text that is not read, are taken back too.
func (m *matcher) gone() {
	var lost []string
	for id, u := range m.units {
		if m.placed[id] || u.home < 0 {
			continue
		}
		e := m.written[u.home]
		m.putBack(e, id)
		if e.action() == ActionDrop || len(newSearchKey(u.text).runes) == 0 {
			continue
		}
		lost = append(lost, u.text)
		advice := "if it is to be left out choose drop"
		if e.row != nil && e.row.TwoSided() {
			advice = "drop leaves the whole row out; for one side alone choose unpair, and drop its row in the next workbook"
		}
		m.conflict(e, textGone, u.name+" is gone", "%s; put it back, or %s", quoted(u.text), advice)
	}
	for unread := append(m.unread, m.refused[m.side]...); len(lost)+len(unread) > 0; {
		lost, unread = m.takeBack(lost, unread)
	}
}

// takeBack makes edited texts what they were if they are entangled with texts that
// were put back, or are not read. It returns the texts that this puts back, and the
// texts that are not read then.
func (m *matcher) takeBack(lost, unread []string) (before, after []string) {
	x := newEntanglement(lost, unread)
	for _, e := range m.changed {
		segments := e.halves[m.side].segments
		for s := range segments {
			segments[s] = slices.DeleteFunc(segments[s], func(q portion) bool {
				if q.unit >= 0 || x.why(searchKey{}, newSearchKey(q.text)) == "" {
					return false
				}
				after = append(after, q.text)
				return true
			})
			for i := range segments[s] {
				if edit := m.takeBackEntangled(m.side, x, []*line{e}, &segments[s][i]); edit != nil {
					before, after = append(before, edit.Before), append(after, edit.After)
				}
			}
		}
	}
	return before, after
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

// scrambled reports whether so many units stand out of order that the reviewer must
// have sorted this column without the others: two in five would have to be taken
// out for the rest to be in order. A column that was shifted is in order. That is
// a conflict; all units are put back.
func (m *matcher) scrambled() bool {
	const few = 4
	var homes []int // of the units in reading order, but for those whose half is empty now
	for _, e := range m.lines {
		for _, p := range e.halves[m.side].portions() {
			if p.unit < 0 || p.from > 0 || m.units[p.unit].home < 0 {
				continue
			}
			if home := m.units[p.unit].home; !m.written[home].halves[m.side].isEmpty() {
				homes = append(homes, home)
			}
		}
	}
	astray := len(homes) - ascending(homes)
	if astray < few || 5*astray < 2*len(homes) {
		return false
	}
	m.conflicts = append(m.conflicts, Conflict{Code: columnSorted, Sheet: m.name, What: "column " + m.side.String(),
		Why: fmt.Sprintf("%d of its %d texts stand in other rows, out of order; if it was sorted without the other columns, put it back", astray, len(homes))})
	for _, e := range m.lines {
		e.halves[m.side] = half{}
		if e.row != nil {
			m.keep(e)
		}
	}
	return true
}

// ascending returns how many of some numbers can stay if the others are taken out
// to leave them in order.
func ascending(list []int) int {
	var least []int // by length: the least number that such a sequence ends with
	for _, n := range list {
		at, _ := slices.BinarySearch(least, n+1)
		if at == len(least) {
			least = append(least, n)
		} else {
			least[at] = n
		}
	}
	return len(least)
}

func (m *matcher) putBack(e *line, id int) {
	c := &e.halves[m.side]
	if len(c.segments) == 0 {
		c.segments = [][]portion{nil}
	}
	s := c.segments[0]
	at := slices.IndexFunc(s, func(p portion) bool { return p.unit > id })
	if at < 0 {
		at = len(s)
	}
	c.segments[0] = slices.Insert(s, at, m.wholeOf(m.side, id))
}
