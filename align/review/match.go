package review

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/trace"
)

// Which unit stands where now
//
// The texts that were changed are cut into chunks at the marks, and a trace.Map tells
// for each character of a chunk which one of the units it was. The rest is read off the
// map, character by character:
//
//	a chunk holds characters of a unit     a portion of that unit stands there
//	of several units                       text was run together, or pasted
//	several chunks hold those of one       the unit was cut, or a piece was carried away
//	new characters beside a portion        an edit of it; alone, text was added
//	characters of a unit that are nowhere  an edit of what stands beside them
//	all of them                            the unit is gone: a conflict, unless its row
//	                                       holds as much new text: it was written anew
//	new text that stands elsewhere still   it was copied, not cut: a conflict
//	portions out of order                  a column was sorted without the others
//
// In the end every character of a unit is of one chunk, so an edit that is refused can
// be taken back alone: the portion gets the text back that these characters were.

// chunk is a stretch of a changed text between marks.
type chunk struct {
	line    *line
	segment int
	text    string
	searchKey
	of       []int32 // by character: the old text that it is of now, or fresh or refused
	portions []portion
}

// What a character of a chunk is of if it is of no unit.
const (
	fresh   = -1 // text that was added
	refused = -2 // text that is not read
)

// What a character of a unit is of if it is of no chunk.
const (
	nowhere = -1
	atHome  = -2 // it is put back into its row
	letGo   = -3 // it is left out of the result
)

// matcher finds the units of one side.
type matcher struct {
	*table
	side   align.Side
	units  []unit
	placed []bool // by unit: whether it stands in a text that was not changed
	ids    []int  // the others, which are the old texts of the map
	keys   []searchKey
	chunks []*chunk
	pieces *trace.Map
	owner  [][]int32       // by old text and character: the index of the chunk that it is of, or nowhere or atHome
	undone map[[2]int]bool // by chunk and old text: whether the edit is in conflict
	unread string          // the texts that are not read
	known  []trace.Text    // all units, if there is new text
}

// match fills the halves of one side of all lines.
func (t *table) match(side align.Side) {
	m := &matcher{table: t, side: side, units: t.units[side], placed: make([]bool, len(t.units[side])), undone: make(map[[2]int]bool)}
	m.read()
	m.trace()
	m.weigh()
	m.copies()
	m.writtenAnew()
	m.rewritten()
	m.gone()
	m.settleNew()
	m.settleOld()
	m.fill()
	if m.scrambled() {
		return
	}
	m.note()
}

// read places the units of texts that were not changed, and cuts up the others.
func (m *matcher) read() {
	unread := slices.Clone(m.refused[m.side])
	for _, e := range m.lines {
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
					unread = append(unread, text)
				}
				m.keep(e)
				continue
			}
		}
		if m.unclear(e, m.side) {
			unread = append(unread, text)
			if e.row != nil {
				m.keep(e)
			}
			continue
		}
		if strings.Contains(text, strings.TrimSpace(cutNotice)) {
			m.conflict(e, textCut, m.side.String()+" holds a text that was cut", "it was longer than a cell can hold, so it cannot be pasted; use the actions to move it")
			unread = append(unread, text)
			if e.row != nil {
				m.keep(e)
			}
			continue
		}
		if e.splitsAtBreaks() {
			text = breaksAsMarks(tidy(text))
		}
		segments := cut(text, shown)
		e.halves[m.side].segments = make([][]portion, len(segments))
		for s, texts := range segments {
			for _, t := range texts {
				if c := (&chunk{line: e, segment: s, text: t, searchKey: newSearchKey(t)}); len(c.runes) > 0 {
					m.chunks = append(m.chunks, c)
				}
			}
		}
	}
	m.unread = newSearchKey(strings.Join(unread, "\n")).key()
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

// trace maps the chunks to the units that are not placed.
func (m *matcher) trace() {
	for id := range m.units {
		if !m.placed[id] {
			m.ids = append(m.ids, id)
		}
	}
	slices.SortFunc(m.ids, m.compareUnits)
	var old, now []trace.Text
	for _, id := range m.ids {
		key := newSearchKey(m.units[id].text)
		m.keys, old = append(m.keys, key), append(old, trace.Text{Runes: key.runes, Row: m.units[id].home})
	}
	for _, c := range m.chunks {
		now = append(now, trace.Text{Runes: c.runes, Row: c.line.home})
	}
	m.pieces = trace.New(old, now)
}

// compareUnits compares units by their rows.
func (m *matcher) compareUnits(a, b int) int { return cmp.Or(m.units[a].home-m.units[b].home, a-b) }

// weigh takes what chunks hold of units by chance for new text: less than a few words
// from another row, or a small part of both the unit and the chunk.
func (m *matcher) weigh() {
	const fewWords, share, most = 10, 0.3, 0.5
	for i, c := range m.chunks {
		all, longest := m.held(i)
		size := float64(trace.Weight(c.runes))
		for u, n := range all {
			home, unit := m.units[m.ids[u]].home, float64(trace.Weight(m.keys[u].runes))
			switch n := float64(n); {
			case n == unit:
			case home >= 0 && (longest[u] >= fewWords || n == size || n >= most*unit):
			case home == c.line.home && (n >= share*unit || n >= share*size):
			default:
				m.pieces.Release(i, u)
			}
		}
	}
	for _, c := range m.chunks {
		c.of = make([]int32, len(c.runes))
	}
	for i, places := range m.pieces.Was {
		for k, p := range places {
			m.chunks[i].of[k] = p.Text
		}
	}
	m.owner = make([][]int32, len(m.ids))
	for u, places := range m.pieces.Became {
		m.owner[u] = make([]int32, len(places))
		for k, p := range places {
			m.owner[u][k] = p.Text
		}
	}
}

// held weighs what a chunk holds of each old text: all, and the longest without a break.
func (m *matcher) held(c int) (all, longest map[int]int) {
	all, longest = make(map[int]int), make(map[int]int)
	was := m.pieces.Was[c]
	for i := 0; i < len(was); {
		k := i + 1
		for k < len(was) && was[k].Text == was[i].Text && was[k].At == was[k-1].At+1 {
			k++
		}
		if u := int(was[i].Text); u >= 0 {
			n := trace.Weight(m.chunks[c].runes[i:k])
			all[u], longest[u] = all[u]+n, max(longest[u], n)
		}
		i = k
	}
	return all, longest
}

// stretch is a run of characters of one value.
type stretch struct{ value, from, to int }

// stretches cuts a list into runs of one value.
func stretches(list []int32) (all []stretch) {
	for i := 0; i < len(list); {
		from := i
		for i < len(list) && list[i] == list[from] {
			i++
		}
		all = append(all, stretch{int(list[from]), from, i})
	}
	return all
}

// runs returns the runs of one value in a list.
func runs(list []int32, value int) []stretch {
	return slices.DeleteFunc(stretches(list), func(s stretch) bool { return s.value != value })
}

func set(list []int32, s stretch, value int) {
	for i := s.from; i < s.to; i++ {
		list[i] = int32(value)
	}
}

// around returns the values before and behind a stretch; -1 where there is none.
func around(list []int32, s stretch) (before, behind int) {
	before, behind = -1, -1
	if s.from > 0 {
		before = int(list[s.from-1])
	}
	if s.to < len(list) {
		behind = int(list[s.to])
	}
	return before, behind
}

// copyLength is how many characters a sentence has at least that does not stand in an
// edition twice by chance; copyWeight is the weight of a whole unit that does not.
const copyLength, copyWeight = 8, 6

// missing returns the old texts of which nothing is left anywhere, by row.
func (m *matcher) missing() map[int][]int {
	of := make(map[int][]int)
	for u, id := range m.ids {
		if home := m.units[id].home; home >= 0 && len(m.owner[u]) > 0 && len(runs(m.owner[u], nowhere)) == 1 && len(stretches(m.owner[u])) == 1 {
			of[home] = append(of[home], u)
		}
	}
	return of
}

// writtenAnew pairs the units of a row of which nothing is left with the new texts in
// it that stand beside no other unit of the row, if there are as many.
func (m *matcher) writtenAnew() {
	type text struct {
		chunk int
		stretch
	}
	missing := m.missing()
	for i := 0; i < len(m.chunks) && len(missing) > 0; {
		e := m.chunks[i].line
		var texts []text
		for ; i < len(m.chunks) && m.chunks[i].line == e; i++ {
			c := m.chunks[i]
			if !slices.ContainsFunc(c.of, func(u int32) bool { return u >= 0 && m.units[m.ids[u]].home == e.home }) {
				for _, s := range runs(c.of, fresh) {
					texts = append(texts, text{i, s})
				}
			}
		}
		if units := missing[e.home]; len(units) == len(texts) || len(units) > len(texts) && m.letsGo(e) {
			for k, s := range texts {
				set(m.chunks[s.chunk].of, s.stretch, units[k])
				set(m.owner[units[k]], stretch{to: len(m.owner[units[k]])}, s.chunk)
			}
			if len(texts) > 0 {
				delete(missing, e.home)
			}
		}
	}
}

// rewritten makes a text that has words of several units of its row, and other words, the
// new text of the first of these, if the row is said to be fixed so. The others go.
func (m *matcher) rewritten() {
	for i, c := range m.chunks {
		e := c.line
		if e.row == nil || !m.letsGo(e) {
			continue
		}
		own := map[int]bool{} // the units of the row in the text
		alone, changed := true, false
		for _, s := range stretches(c.of) {
			switch {
			case s.value == fresh:
				changed = true
			case s.value >= 0 && m.units[m.ids[s.value]].home == e.home:
				own[s.value] = true
				changed = changed || len(stretches(m.owner[s.value])) > 1
			default:
				alone = false
			}
		}
		if len(own) < 2 || !alone || !changed {
			continue
		}
		first := slices.Min(slices.Collect(maps.Keys(own)))
		set(c.of, stretch{to: len(c.of)}, first)
		for u := range own {
			to := letGo
			if u == first {
				to = i
			}
			for k, owner := range m.owner[u] {
				if int(owner) == i || owner == nowhere {
					m.owner[u][k] = int32(to)
				}
			}
		}
	}
}

// gone puts back what is left of units that were found nowhere, or of which a small
// part alone was, and refuses the new text in their rows.
func (m *matcher) gone() {
	const enough = 0.4
	open := map[*line]bool{} // in conflict
	for u, id := range m.ids {
		unit := m.units[id]
		left := runs(m.owner[u], nowhere)
		if unit.home < 0 || len(left) == 0 && len(m.keys[u].runes) > 0 || m.mainly(u) {
			continue
		}
		free := 0
		for _, s := range left {
			free += s.to - s.from
		}
		if n := len(m.keys[u].runes); n > 0 && float64(n-free) >= enough*float64(n) {
			continue
		}
		for _, s := range left {
			set(m.owner[u], s, atHome)
		}
		e := m.written[unit.home]
		switch {
		case e.action() == ActionDrop || len(m.keys[u].runes) == 0:
		case m.letsGo(e):
			for _, s := range left {
				set(m.owner[u], s, letGo)
			}
		default:
			m.conflict(e, textGone, unit.name+" is gone", "%s; put it back, or %s", quoted(unit.text), m.toLetGo(e))
			open[e] = true
		}
	}
	for _, c := range m.chunks {
		if open[c.line] {
			for _, s := range runs(c.of, fresh) {
				set(c.of, s, refused)
			}
		}
	}
}

// mainly reports whether a chunk in the row of an old text holds of it more than of any
// other: then what is missing there was taken out.
func (m *matcher) mainly(u int) bool {
	for _, s := range stretches(m.owner[u]) {
		if s.value < 0 || m.chunks[s.value].line.home != m.units[m.ids[u]].home {
			continue
		}
		count := make(map[int]int)
		for _, v := range m.chunks[s.value].of {
			count[int(v)]++
		}
		most := true
		for v, n := range count {
			most = most && (v < 0 || n <= count[u])
		}
		if most {
			return true
		}
	}
	return false
}

// settleNew makes new text that stands beside a portion an edit of it. Between two it
// is of the one that lacks text there, else of that in its own row, else of the first.
func (m *matcher) settleNew() {
	for i, c := range m.chunks {
		for _, s := range stretches(c.of) {
			if s.value >= 0 {
				continue
			}
			before, behind := around(c.of, s)
			lacks := func(at, step int) bool {
				p := m.pieces.Was[i][at]
				k := int(p.At) + step
				return p.Text >= 0 && k >= 0 && k < len(m.owner[p.Text]) && m.owner[p.Text][k] == nowhere
			}
			own := func(u int) bool { return m.units[m.ids[u]].home == c.line.home }
			u := before
			switch {
			case before < 0:
				u = behind
			case behind < 0 || lacks(s.from-1, 1):
			case lacks(s.to, -1), own(behind) && !own(before):
				u = behind
			}
			switch {
			case u < 0:
			case s.value == refused:
				m.undone[[2]int{i, u}] = true
			default:
				set(c.of, s, u)
			}
		}
	}
}

// settleOld makes text of a unit that is nowhere text that was taken out of what stands
// beside it: where there is new text in its place, else in its own row, else before it.
func (m *matcher) settleOld() {
	for u := range m.ids {
		for _, s := range runs(m.owner[u], nowhere) {
			before, behind := around(m.owner[u], s)
			anew := func(at, step int) bool {
				p := m.pieces.Became[u][at]
				k := int(p.At) + step
				return p.Text >= 0 && k >= 0 && k < len(m.chunks[p.Text].of) && m.chunks[p.Text].of[k] == int32(u) && m.pieces.Was[p.Text][k].Text < 0
			}
			own := func(c int) bool { return m.chunks[c].line.home == m.units[m.ids[u]].home }
			c := before
			switch {
			case before < 0:
				c = behind
			case behind < 0 || anew(s.from-1, 1):
			case anew(s.to, -1), own(behind) && !own(before):
				c = behind
			}
			if c >= 0 {
				set(m.owner[u], s, c)
				if text := string(m.keys[u].runes[s.from:s.to]); trace.Weight([]rune(text)) >= copyLength && strings.Contains(m.unread, text) {
					m.undo(c, u)
				}
			}
		}
	}
}

// undo refuses an edit that lacks text which is not read where it stands now.
func (m *matcher) undo(c, u int) {
	if k := [2]int{c, u}; !m.undone[k] {
		m.undone[k] = true
		m.conflict(m.chunks[c].line, editedTwice, m.units[m.ids[u]].name+" was edited",
			"it lacks text that stands where it is in conflict, or not read; settle that, or put both back")
	}
}

// fill puts the portions of the chunks into their halves, and what is put back into its
// row.
func (m *matcher) fill() {
	for i, c := range m.chunks {
		texts := make(map[int]*strings.Builder)
		var order []int
		for _, s := range stretches(c.of) {
			if texts[s.value] == nil {
				texts[s.value] = new(strings.Builder)
				order = append(order, s.value)
			}
			texts[s.value].WriteString(c.text[c.at[s.from]:c.at[s.to]])
		}
		for _, u := range order {
			switch text := trim(texts[u].String()); {
			case u == refused:
			case u == fresh && m.closed:
				m.conflict(c.line, textAdded, m.side.String()+" text was added", "%s stands in neither edition; write it into a row of Review", quoted(text))
			case u == fresh:
				c.portions = append(c.portions, portion{unit: -1, text: unshow(text), edited: true})
			default:
				c.portions = append(c.portions, m.portion(i, u, text))
			}
		}
		s := c.line.halves[m.side].segments
		s[c.segment] = append(s[c.segment], c.portions...)
	}
	for u, id := range m.ids {
		switch home := m.units[id].home; {
		case home < 0:
		case len(m.owner[u]) == 0:
			m.putBack(home, m.wholeOf(m.side, id))
		case slices.Contains(m.owner[u], atHome):
			m.putBack(home, m.owned(atHome, u))
		case slices.Contains(m.owner[u], letGo):
			m.written[home].gone[m.side] = append(m.written[home].gone[m.side], m.owned(letGo, u))
		}
	}
}

// portion is what a chunk holds of an old text, with the text there.
func (m *matcher) portion(c, u int, text string) portion {
	p := m.owned(c, u)
	shown, _ := ShowUnits([]string{p.text})
	edited := !same(text, trim(shown))
	if len(p.gaps) > 0 || len(runs(m.chunks[c].of, u)) > 1 { // the white space around a gap is not the reviewer's
		edited = newSearchKey(text).key() != newSearchKey(p.text).key()
	}
	if edited && !m.undone[[2]int{c, u}] {
		p.text, p.edited = unshow(text), true
	}
	return p
}

// owned is the portion of an old text that is of a chunk.
func (m *matcher) owned(c, u int) portion {
	list, key, unit := runs(m.owner[u], c), m.keys[u], m.units[m.ids[u]]
	p := portion{unit: m.ids[u], from: int(key.at[list[0].from]), to: int(key.at[list[len(list)-1].to])}
	if list[0].from == 0 {
		p.from = 0
	}
	for i := 1; i < len(list); i++ {
		p.gaps = append(p.gaps, [2]int{int(key.at[list[i-1].to]), int(key.at[list[i].from])})
	}
	p.text = p.was(unit)
	return p
}

// putBack puts a portion back into its row.
func (m *matcher) putBack(home int, p portion) {
	c := &m.written[home].halves[m.side]
	if len(c.segments) == 0 {
		c.segments = [][]portion{nil}
	}
	s := c.segments[0]
	at := slices.IndexFunc(s, func(q portion) bool { return q.unit >= 0 && comparePortions(q, p) > 0 })
	if at < 0 {
		at = len(s)
	}
	c.segments[0] = slices.Insert(s, at, p)
}

// note lists the marks between the units of a row that the reviewer took out, and new
// texts in rows that were there.
func (m *matcher) note() {
	for _, c := range m.chunks {
		e := c.line
		for i, p := range c.portions {
			switch {
			case e.row == nil:
			case p.unit < 0:
				m.change(e, Added, "%s text: %s", m.side, quoted(p.text))
			case i > 0 && c.portions[i-1].unit >= 0 && m.units[p.unit].home == e.home && m.units[c.portions[i-1].unit].home == e.home:
				m.change(e, Ignored, "the ¶ before %s was taken out; what is behind it stays apart", m.units[p.unit].name)
			}
		}
	}
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
