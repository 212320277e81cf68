package review

import (
	"slices"
	"strings"
)

// overlay places neighbouring chunks that, put together, are neighbouring units
// put together. It takes those that are left, in reading order.
func (m *matcher) overlay() {
	chunks, units := m.left()
	first := make(map[int]int) // by row: index in units of its first
	for k, id := range units {
		if _, ok := first[m.units[id].home]; !ok {
			first[m.units[id].home] = k
		}
	}
	for j := 0; j < len(chunks); j++ {
		home := m.home(chunks[j])
	rows:
		for _, row := range []int{home, home - 1, home + 1} {
			k, ok := first[row]
			for ; ok && k < len(units) && m.units[units[k]].home == row; k++ {
				if n, o := m.together(units[k:], chunks[j:]); n > 0 {
					m.lay(units[k:k+n], chunks[j:j+o], nil)
					j += o - 1
					break rows
				}
			}
		}
	}
}

// together returns how many units and chunks, from the first on, are one text
// that they cut differently, or 0.
func (m *matcher) together(units []int, chunks []*chunk) (n, o int) {
	const most = 50
	var u, p []rune // what is left of the unit and the chunk at hand
	for n+o < most {
		if len(u) == 0 {
			if n == len(units) || m.placed[units[n]] {
				return 0, 0
			}
			u = m.found[units[n]].runes
			n++
		}
		if len(p) == 0 {
			if o == len(chunks) || chunks[o].done || o > 0 && distance(chunks[o].line, chunks[o-1].line) > 1 {
				return 0, 0
			}
			p = chunks[o].runes
			o++
		}
		k := min(len(u), len(p))
		if !slices.Equal(u[:k], p[:k]) {
			return 0, 0
		}
		if u, p = u[k:], p[k:]; len(u)+len(p) == 0 {
			return n, o
		}
	}
	return 0, 0
}

// tile places chunks, wherever they stand, that put together are a unit.
func (m *matcher) tile() {
	const most = 300
	chunks, units := m.left()
	if len(chunks) > most {
		return
	}
	for _, id := range units {
		rest := m.found[id].key
		var tiles []*chunk
		for rest != "" {
			k := slices.IndexFunc(chunks, func(p *chunk) bool {
				return !p.done && !slices.Contains(tiles, p) && strings.HasPrefix(rest, p.key)
			})
			if k < 0 {
				break
			}
			tiles = append(tiles, chunks[k])
			rest = rest[len(chunks[k].key):]
		}
		if rest == "" && len(tiles) > 0 {
			m.lay([]int{id}, tiles, nil)
		}
	}
}

// compareRow places the chunks of a row in its units by comparing characters,
// if enough of each unit is found in them.
func (m *matcher) compareRow(chunks []*chunk, units []int) {
	const enough, foreign = 0.4, 0.2
	if len(chunks) == 1 && len(units) == 1 {
		m.put(chunks[0], units[0])
		return
	}
	var a, b []rune
	for _, id := range units {
		a = append(a, m.found[id].runes...)
	}
	for _, p := range chunks {
		b = append(b, p.runes...)
	}
	pairs := solid(compare(a, b), runLength(a))
	shared := func(from, to int) (n int) {
		for _, j := range pairs {
			if j >= from && j < to {
				n++
			}
		}
		return n
	}
	at := 0
	for i, p := range chunks {
		if float64(shared(at, at+len(p.runes))) < foreign*float64(len(p.runes)) && len(chunks) > 1 {
			m.compareRow(slices.Delete(slices.Clone(chunks), i, i+1), units) // text the reviewer added
			return
		}
		at += len(p.runes)
	}
	at = 0
	for _, id := range units {
		n := 0
		for _, j := range pairs[at : at+len(m.found[id].runes)] {
			n += min(1, j+1)
		}
		if at += len(m.found[id].runes); float64(n) < enough*float64(len(m.found[id].runes)) {
			return
		}
	}
	m.lay(units, chunks, pairs)
}

// lay cuts chunks at the borders of units and units at the borders of chunks.
// Pairs gives for each character of the units its index among those of the
// chunks, or -1; if it is nil, both are the same characters.
func (m *matcher) lay(units []int, chunks []*chunk, pairs []int) {
	u, p := []int{0}, []int{0} // where each begins
	for _, id := range units {
		u = append(u, u[len(u)-1]+len(m.found[id].runes))
	}
	for _, x := range chunks {
		p = append(p, p[len(p)-1]+len(x.runes))
	}
	if pairs == nil {
		pairs = make([]int, u[len(u)-1])
		for i := range pairs {
			pairs[i] = i
		}
	}
	back := unknown(p[len(p)-1])
	for i, j := range pairs {
		if j >= 0 {
			back[j] = i
		}
	}
	for i, id := range units {
		m.placed[id] = true
		begin, end := across(pairs, u[i], p), across(pairs, u[i+1], p)
		for j, x := range chunks {
			from, to := max(begin, p[j]), min(end, p[j+1])
			if from >= to {
				continue
			}
			ufrom, uto := u[i], u[i+1]
			if p[j] > begin {
				ufrom = across(back, p[j], u)
			}
			if p[j+1] < end {
				uto = across(back, p[j+1], u)
			}
			x.portions = append(x.portions, m.part(id, ufrom-u[i], uto-u[i], x.text[x.at[from-p[j]]:x.at[to-p[j]]]))
			x.done = true
		}
	}
}

// across returns where a border before index i of one text lies in the other:
// behind what stayed before it and before what stayed after it, at one of the
// borders of that text if there is one.
func across(pairs []int, i int, borders []int) int {
	end := borders[len(borders)-1]
	switch i {
	case 0:
		return 0
	case len(pairs):
		return end
	}
	low, high := 0, end
	for k := i - 1; k >= 0 && low == 0; k-- {
		low = pairs[k] + 1
	}
	for k := i; k < len(pairs) && high == end; k++ {
		if pairs[k] >= 0 {
			high = pairs[k]
		}
	}
	for _, b := range borders {
		if b >= low && b <= high {
			return b
		}
	}
	return high
}

// part returns the portion of a unit between two of its characters, and the text that
// a reviewer has there.
func (m *matcher) part(id, from, to int, text string) portion {
	p := m.stretch(id, from, to)
	if shown, _ := ShowUnits([]string{p.text}); !same(trim(text), trim(shown)) {
		p.text, p.edited = unshow(trim(text)), true
	}
	return p
}

// stretch returns the portion of a unit between two of its characters.
func (m *matcher) stretch(id, from, to int) portion {
	u, b := m.units[id], m.found[id]
	p := portion{unit: id, from: b.at[from], to: b.at[to]}
	if from == 0 {
		p.from = 0
	}
	if to == len(b.runes) {
		p.to = len(u.text)
	}
	p.text = p.was(u)
	return p
}
