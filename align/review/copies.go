package review

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align/trace"
)

// copies refuses new text that repeats an old text: that has its place already. On a sheet
// that can take no new text, all is refused.
func (m *matcher) copies() {
	var fresh []trace.Stretch
	for i, places := range m.pieces.Was {
		for _, s := range trace.Free(i, places) {
			if runes := m.chunks[i].runes; s.To-s.From == len(runes) || trace.Weight(runes[s.From:s.To]) >= copyWeight {
				fresh = append(fresh, s)
			}
		}
	}
	if len(fresh) == 0 {
		return
	}
	m.known = make([]trace.Text, len(m.units))
	for id, u := range m.units {
		if u.home >= 0 {
			m.known[id] = trace.Text{Runes: newSearchKey(u.text).runes, Row: u.home}
		}
	}
	of := slices.Repeat([]int{-1}, len(fresh))
	repeats := m.pieces.Repeats(m.known, fresh)
	for _, r := range repeats {
		if of[r.Fresh] < 0 && m.repeats(r, fresh[r.Fresh]) {
			of[r.Fresh] = int(r.Old.Text)
		}
	}
	m.edited(repeats, fresh, of)
	var unread []string
	for k, id := range of {
		s, c := fresh[k], m.chunks[fresh[k].Text]
		if id < 0 && s.To-s.From == len(c.runes) {
			id = m.leftBehind(c)
		}
		if id < 0 {
			continue
		}
		m.conflict(c.line, standsTwice, m.units[id].name+" stands twice", "%s; take out one of the two", quoted(c.text[c.at[s.From]:c.at[s.To]]))
		set(c.of, stretch{from: s.From, to: s.To}, refused)
		unread = append(unread, string(c.runes[s.From:s.To]))
	}
	m.unread += "\n" + strings.Join(unread, "\n")
}

// repeats reports whether what a new text has in common with a unit was copied, and is not
// there by chance: a whole unit or sentence; a long stretch; a few words that are most of
// what was put in, and begin or end where texts do; or what was left behind in the row of a
// unit that went elsewhere.
func (m *matcher) repeats(r trace.Repeat, fresh trace.Stretch) bool {
	const few, long, reach, most = 24, 60, 3, 0.5
	c, unit := m.chunks[r.New.Text], m.known[r.Old.Text]
	from, to := int(r.Old.At), int(r.Old.At)+r.New.To-r.New.From
	weight := trace.Weight(unit.Runes[from:to])
	switch {
	case to-from == len(unit.Runes) && weight >= copyWeight, weight >= long:
		return true
	case weight >= few && c.shareOf(r.New, fresh) >= most && (m.begins(r.New.Text, r.New.From) || m.begins(r.New.Text, r.New.To)):
		return true
	case to-from == len(c.runes) && to-from >= copyLength && unit.Row-c.line.home <= reach && c.line.home-unit.Row <= reach:
		return true
	case unit.Row == c.line.home && c.shareOf(r.New, fresh) >= most && !m.staysIn(c.line, int(r.Old.Text), from, to):
		return true
	}
	end := 0
	for _, s := range sentencesOf(unit.Runes) {
		begin := end
		end += len(s)
		if from <= begin && end-1 <= to && len(s) >= copyLength {
			return true
		}
	}
	return false
}

// edited finds the units that were copied and then edited: most of a new text are pieces of
// one, which may each be short.
func (m *matcher) edited(repeats []trace.Repeat, fresh []trace.Stretch, of []int) {
	const few, share = 24, 0.7
	repeats = slices.Clone(repeats)
	slices.SortFunc(repeats, func(a, b trace.Repeat) int {
		return cmp.Or(cmp.Compare(a.Fresh, b.Fresh), cmp.Compare(a.Old.Text, b.Old.Text), cmp.Compare(a.New.From, b.New.From))
	})
	size, end := 0, 0 // of the pieces of a unit in a stretch; where the last of them ends
	for i, r := range repeats {
		s := fresh[r.Fresh]
		if i == 0 || repeats[i-1].Fresh != r.Fresh || repeats[i-1].Old.Text != r.Old.Text {
			size, end = 0, s.From
		}
		if from, to := max(r.New.From, end), min(r.New.To, s.To); from < to {
			size, end = size+trace.Weight(m.chunks[s.Text].runes[from:to]), to
		}
		if of[r.Fresh] < 0 && size >= few && float64(size) >= share*float64(trace.Weight(m.chunks[s.Text].runes[s.From:s.To])) {
			of[r.Fresh] = int(r.Old.Text)
		}
	}
}

// leftBehind returns the unit of the row of a chunk that went elsewhere but for the chunk,
// or -1.
func (m *matcher) leftBehind(c *chunk) int {
	if c.line.row != nil {
		for _, id := range c.line.row.Bead.Units(m.side) {
			before, _, ok := strings.Cut(string(m.known[id].Runes), string(c.runes))
			if from := utf8.RuneCountInString(before); ok && !m.staysIn(c.line, id, from, from+len(c.runes)) {
				return id
			}
		}
	}
	return -1
}

// shareOf returns which share a stretch has of itself and what is fresh beside it in a line.
func (c *chunk) shareOf(s, fresh trace.Stretch) float64 {
	from, to := s.From, s.To
	size := trace.Weight(c.runes[from:to])
	for from > fresh.From && !c.breaksAt(from) {
		from--
	}
	for to < fresh.To && !c.breaksAt(to) {
		to++
	}
	return float64(size) / float64(trace.Weight(c.runes[from:to]))
}

// breaksAt reports whether there is a line break before a character.
func (c *chunk) breaksAt(at int) bool {
	return at > 0 && strings.Contains(c.text[c.at[at-1]:c.at[at]], "\n")
}

// begins reports whether a text may begin or end at a place in a chunk.
func (m *matcher) begins(c, at int) bool {
	runes, was := m.chunks[c].runes, m.pieces.Was[c]
	if at == 0 || at == len(runes) || trace.EndsSentence(runes[:at]) || m.chunks[c].breaksAt(at) {
		return true
	}
	before, behind := was[at-1], was[at]
	return before.Text >= 0 && int(before.At)+1 == len(m.keys[before.Text].runes) || behind.Text >= 0 && behind.At == 0
}

// staysIn reports whether a part of a unit stands in a line.
func (m *matcher) staysIn(e *line, id, from, to int) bool {
	u, ok := slices.BinarySearchFunc(m.ids, id, m.compareUnits)
	if !ok {
		return true
	}
	for _, c := range m.owner[u][from:to] {
		if c >= 0 && m.chunks[c].line != e {
			return false
		}
	}
	return true
}

// sentencesOf cuts a text where a sentence may end.
func sentencesOf(text []rune) (list [][]rune) {
	from := 0
	for i := 1; i <= len(text); i++ {
		if i == len(text) || trace.EndsSentence(text[from:i]) && !trace.EndsSentence(text[from:i+1]) {
			list = append(list, text[from:i])
			from = i
		}
	}
	return list
}
