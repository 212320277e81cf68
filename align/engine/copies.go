package engine

import "slices"

// copies are the passages of one edition that stand there more often than in the other:
// a summary in a box, an abstract in print and on the web. The words of a copy fit the
// counterpart as well as those of the original, so the search would join the two. It
// may not, and a unit of such a passage has no counterpart at a lower cost. The
// path tells which of them that is; where nothing else does, the later.
type copies struct {
	worth []float64 // by unit: what having no counterpart is worth
	reach []int     // by unit: the end of the longest run from it on that holds no passage twice
}

// allow reports whether a bead may hold n units from unit u on.
func (c copies) allow(u, n int) bool { return n < 2 || len(c.reach) == 0 || u+n <= c.reach[u] }

// alone returns what it is worth that unit u has no counterpart.
func (c copies) alone(u int) float64 {
	if len(c.worth) == 0 {
		return 0
	}
	return c.worth[u]
}

const (
	copyReach     = 10  // units from a passage to its copy
	copyEnglish   = 6   // words that an English passage has at least: shorter ones are refrains
	copyChinese   = 8   // the same in Chinese characters
	copyLikeness  = 0.9 // share of the words that a passage and its copy have in common
	copyWorth     = 3.5 // of a copy that has no counterpart
	originalWorth = 3.0 // the same of a unit that has a copy behind it only
)

// findCopies finds the copies of both editions. The path of a search tells where to look
// for their counterparts.
func (m *model) findCopies(path []shape) {
	zhAt, enAt := make([]int, len(m.zh.units)), make([]int, len(m.en.units))
	i, j := 0, 0
	for _, s := range path {
		for a := range s.zh {
			zhAt[i+a] = j
		}
		for b := range s.en {
			enAt[j+b] = i
		}
		i, j = i+s.zh, j+s.en
	}
	match := m.matcher()
	m.zhCopies = copiesIn(m.zh, m.en, zhAt, func(z int) bool { return m.zh.length[z] >= copyChinese },
		func(z, e int) float64 { return match.wordScore(span{z, z + 1}, span{e, e + 1}) })
	m.enCopies = copiesIn(m.en, m.zh, enAt, func(e int) bool { return len(m.en.units[e]) >= copyEnglish },
		func(e, z int) float64 { return match.wordScore(span{z, z + 1}, span{e, e + 1}) })
}

// copiesIn finds the copies of one edition. The units of the other edition are looked
// for around the given places; fit says how well the words of two units agree.
func copiesIn(s, other *tokenized, at []int, long func(u int) bool, fit func(u, v int) float64) copies {
	n := len(s.units)
	c := copies{make([]float64, n), make([]int, n)}
	for u := range c.reach {
		c.reach[u] = n
	}
	for u := range n {
		if !long(u) {
			continue
		}
		group := s.alike(u)
		if len(group) < 2 || len(group) <= len(other.alike(counterpart(u, group, at, len(other.units), fit))) {
			continue
		}
		c.worth[u] = originalWorth
		if first := group[0]; first < u {
			c.worth[u] = copyWorth
			c.reach[group[slices.Index(group, u)-1]] = u
		}
	}
	for u := n - 2; u >= 0; u-- {
		c.reach[u] = min(c.reach[u], c.reach[u+1])
	}
	return c
}

// counterpart returns the unit of the other edition whose words agree best with those of
// unit u, near the places of the units like it.
func counterpart(u int, group, at []int, units int, fit func(u, v int) float64) int {
	best, most := 0, 0.0
	lo, hi := max(0, at[group[0]]-copyReach), min(units, at[last(group)]+copyReach+1)
	for v := lo; v < hi; v++ {
		if f := fit(u, v); v == lo || f > most {
			best, most = v, f
		}
	}
	return best
}

// alike returns the units near unit u that say the same, u among them, ascending.
func (s *tokenized) alike(u int) []int {
	var group []int
	for v := max(0, u-copyReach); v <= min(len(s.units)-1, u+copyReach); v++ {
		if v == u || s.same(u, v) {
			group = append(group, v)
		}
	}
	return group
}

// same reports whether two units have nearly all words in common, and all numbers.
func (s *tokenized) same(u, v int) bool {
	a, b := s.units[u], s.units[v]
	total := len(a) + len(b)
	if float64(2*min(len(a), len(b))) < copyLikeness*float64(total) {
		return false
	}
	rest := slices.Clone(b)
	common := 0
	for _, t := range a {
		if k := slices.Index(rest, t); k >= 0 {
			rest[k] = rest[len(rest)-1]
			rest = rest[:len(rest)-1]
			common++
		} else if s.types[t][0] == '#' {
			return false
		}
	}
	return float64(2*common) >= copyLikeness*float64(total) && !slices.ContainsFunc(rest, func(t int32) bool { return s.types[t][0] == '#' })
}
