// Package trace tells which piece of an old text each piece of a new one is.
//
// Old texts are, say, the paragraphs of an edition, and new ones the cells that came
// back from a reviewer, who edited some, cut others in two, and pasted pieces where
// they belong. A Map has for each character of the new texts the character of the
// old ones that it was, and the other way round; a character is in one place at most:
//
//	old  0: The sea ends it. Hills rise.      1: Rivers come.
//	new  0: The sea ends it.   1: Hills rose. Rivers come.
//	        0:0-12                0:13-18     1:0-10          without white space
//
// It is greedy string tiling (Wise, String Similarity via Greedy String Tiling, 1993):
// the longest common stretch is taken first, so that whole texts and long pieces find
// their place before a chance likeness of short ones can, and pieces may have changed
// their order. Of stretches of one length, the one that is nearest to where it was is
// taken. What is left in a row is then compared in order (Compare), which finds the
// shorter pieces around a change.
//
// What is in no old text is new; what is in no new text was taken out.
package trace

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"bitext/align/language"
)

// Text is a text to trace, and the row it stands in, by which nearness is told. The rows
// of old texts ascend; a text of row -1 stands in none.
type Text struct {
	Runes []rune
	Row   int
}

// Place is a character in a list of texts.
type Place struct{ Text, At int32 }

// nowhere is the place of a character that has no counterpart.
var nowhere = Place{-1, -1}

// Map tells what each character of new texts was, and what became of each character
// of old ones. A place whose Text is -1 is none.
type Map struct {
	Old, New []Text
	Was      [][]Place // by new text and character: its place in the old texts
	Became   [][]Place // by old text and character: its place in the new texts

	steps    []int32 // memory of comparisons
	a, b     []symbol
	inA, inB []Place
}

const (
	// seed is the weight of the shortest stretch that is looked for in all rows.
	seed = 8

	// carried is the weight of the shortest stretch that stands for itself in another row:
	// more than a word that was taken out here and put in there.
	carried = 10

	// maxCompared is how many characters are compared for each of a new text, so that a
	// text that repeats itself throughout takes no time out of proportion.
	maxCompared = 64

	// maxPairs is how many pairs of an old and a new text of a row are searched.
	maxPairs = 1 << 14

	// maxClosing is how many quotation marks and brackets may follow the mark that ends
	// a sentence.
	maxClosing = 8

	// nearest is how many of the places where a stretch stands are tried.
	nearest = 8
)

// New traces new texts back to old ones.
func New(old, new []Text) *Map {
	m := &Map{Old: old, New: new, Was: blank(new), Became: blank(old)}
	m.same()
	m.compareRows(true)
	m.same()
	m.tile()
	m.compareRows(false)
	m.grow()
	m.slide()
	m.same()
	return m
}

func blank(texts []Text) [][]Place {
	size := 0
	for _, t := range texts {
		size += len(t.Runes)
	}
	all := slices.Repeat([]Place{nowhere}, size)
	places := make([][]Place, len(texts))
	for k, t := range texts {
		places[k], all = all[:len(t.Runes):len(t.Runes)], all[len(t.Runes):]
	}
	return places
}

// Weight is the length of a text, wide characters counted as two.
func Weight(runes []rune) int {
	n := len(runes)
	for _, r := range runes {
		if r >= 0x4E00 && r <= 0x9FFF || r > 0x7F && language.IsWide(r, true) { // most are Chinese characters
			n++
		}
	}
	return n
}

// Stretch is a run of characters of a text: those from From to To.
type Stretch struct{ Text, From, To int }

// Free returns the longest stretches of a text whose characters have no place.
func Free(text int, places []Place) (list []Stretch) {
	for i := 0; i < len(places); i++ {
		from := i
		for i < len(places) && places[i].Text < 0 {
			i++
		}
		if i > from {
			list = append(list, Stretch{text, from, i})
		}
	}
	return list
}

// Claim makes a stretch of a new text one of an old text.
func (m *Map) Claim(new Stretch, old Place) {
	for k := range new.To - new.From {
		m.Was[new.Text][new.From+k] = Place{old.Text, old.At + int32(k)}
		m.Became[old.Text][int(old.At)+k] = Place{int32(new.Text), int32(new.From + k)}
	}
}

// Release makes the characters of a new text that are of an old one new.
func (m *Map) Release(new, old int) {
	for i, p := range m.Was[new] {
		if int(p.Text) == old {
			m.Was[new][i], m.Became[old][p.At] = nowhere, nowhere
		}
	}
}

func distance(a, b int) int { return max(a-b, b-a) }

// same claims free stretches of new texts that are free stretches of old ones as they
// stand, those of the same row first, then the nearest. A whole text may be short; so may
// a whole old text that was put before or behind another.
func (m *Map) same() {
	holes := make(map[string][]Stretch)
	for k := range m.Old {
		for _, s := range Free(k, m.Became[k]) {
			text := string(m.Old[k].Runes[s.From:s.To])
			holes[text] = append(holes[text], s)
		}
	}
	for _, own := range []bool{true, false} {
		for k, t := range m.New {
			for _, s := range Free(k, m.Was[k]) {
				text := t.Runes[s.From:s.To]
				list := holes[string(text)]
				i, _ := near(list, t.Row, 1, func(s Stretch) int { return m.Old[s.Text].Row })
				if i == len(list) || own && m.Old[list[i].Text].Row != t.Row {
					continue
				}
				h := list[i]
				whole := h.To-h.From == len(m.Old[h.Text].Runes) && (s.From == 0 || s.To == len(t.Runes))
				if whole || s.To-s.From == len(t.Runes) || Weight(text) >= carried {
					m.Claim(s, Place{int32(h.Text), int32(h.From)})
					holes[string(text)] = slices.Delete(list, i, i+1)
				}
			}
		}
	}
}

// grow claims what goes on alike beside what is claimed: overhangs that nothing else was.
func (m *Map) grow() {
	for k, t := range m.New {
		was := m.Was[k]
		claim := func(i, from, step int) {
			p := was[from]
			if at := int(p.At) + step; was[i].Text < 0 && p.Text >= 0 && at >= 0 && at < len(m.Became[p.Text]) && m.Became[p.Text][at].Text < 0 && m.Old[p.Text].Runes[at] == t.Runes[i] {
				m.Claim(Stretch{k, i, i + 1}, Place{p.Text, int32(at)})
			}
		}
		for i := 1; i < len(was); i++ {
			claim(i, i-1, 1)
		}
		for i := len(was) - 2; i >= 0; i-- {
			claim(i, i+1, -1)
		}
	}
}

// slide moves free stretches to where a sentence begins, if they can begin there as well:
// in “They stand. They lie. They sit.” it may be “They lie. ” that is left out, as well as
// “stand. They ”.
func (m *Map) slide() {
	for _, x := range []struct {
		texts []Text
		here  [][]Place
		there [][]Place
	}{{m.Old, m.Became, m.Was}, {m.New, m.Was, m.Became}} {
		for k, t := range x.texts {
			for _, s := range Free(k, x.here[k]) {
				begins := func(i int) bool { return i == 0 || EndsSentence(t.Runes[:i]) }
				for n, room := 0, slack(t.Runes, x.here[k], s); n <= room && !begins(s.From); n++ {
					if begins(s.From - n) {
						shift(x.here[k], x.there, s, n, k)
						break
					}
				}
			}
		}
	}
}

// slack returns by how many characters a free stretch could be further to the front.
func slack(runes []rune, here []Place, s Stretch) (n int) {
	if s.To < len(here) && s.From > 0 && here[s.To] != (Place{here[s.From-1].Text, here[s.From-1].At + 1}) {
		return 0
	}
	for n < s.From && n < s.To-s.From && runes[s.From-1-n] == runes[s.To-1-n] && here[s.From-1-n].Text >= 0 &&
		here[s.From-1-n] == (Place{here[s.From-1].Text, here[s.From-1].At - int32(n)}) {
		n++
	}
	return n
}

// shift moves a free stretch of text k to the front.
func shift(here []Place, there [][]Place, s Stretch, n, k int) {
	for i := 1; i <= n; i++ {
		p := here[s.From-i]
		here[s.To-i], here[s.From-i] = p, nowhere
		there[p.Text][p.At] = Place{int32(k), int32(s.To - i)}
	}
}

// EndsSentence reports whether a text may be the end of a sentence: it has a mark that
// ends one, or a quotation mark or bracket behind such a mark.
func EndsSentence(text []rune) bool {
	const ends, closing = ".!?。！？…", "”’」』）)\""
	n := len(text)
	for n > max(0, len(text)-maxClosing) && strings.ContainsRune(closing, text[n-1]) {
		n--
	}
	return n > 0 && strings.ContainsRune(ends, text[n-1])
}

// way is how many rows a new text is away from an old one.
func (m *Map) way(old, new int) int {
	if m.Old[old].Row < 0 {
		return 1 << 30
	}
	return distance(m.Old[old].Row, m.New[new].Row)
}

// tile is a stretch that stands in a new and in an old text.
type tile struct {
	new, old    Place
	n           int32
	weight, way int32 // way: how many rows apart
}

// gram is the place of a stretch of weight seed, by its hash.
type gram struct {
	hash uint64
	Place
}

// grams calls f for each stretch of weight seed of a text that has no place; without
// places, for each stretch.
func grams(runes []rune, places []Place, f func(hash uint64, at int)) {
	for i := range runes {
		hash, size := uint64(14695981039346656037), 0 // FNV-1a
		for k := i; k < len(runes) && size < seed && (places == nil || places[k].Text < 0); k++ {
			hash = (hash ^ uint64(runes[k])) * 1099511628211
			size += Weight(runes[k : k+1])
		}
		if size >= seed {
			f(hash, i)
		}
	}
}

// tile claims common stretches: first those that are a whole text and no part of what is
// longer, then the longest.
func (m *Map) tile() {
	size := 0
	for k := range m.Old {
		for _, p := range m.Became[k] {
			size += int(-min(p.Text, 0))
		}
	}
	index := make([]gram, 0, size)
	for k, t := range m.Old {
		grams(t.Runes, m.Became[k], func(hash uint64, at int) {
			index = append(index, gram{hash, Place{int32(k), int32(at)}})
		})
	}
	slices.SortFunc(index, func(a, b gram) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.Text, b.Text), cmp.Compare(a.At, b.At))
	})
	var tiles []tile
	inNew, inOld := newReach(m.New), newReach(m.Old)
	for k, t := range m.New {
		left := maxCompared * len(t.Runes)
		grams(t.Runes, m.Was[k], func(hash uint64, at int) {
			if left < 0 {
				return
			}
			from, _ := slices.BinarySearchFunc(index, hash, func(g gram, h uint64) int { return cmp.Compare(g.hash, h) })
			to := from + sort.Search(len(index)-from, func(k int) bool { return index[from+k].hash > hash })
			places := index[from:to]
			from, to = near(places, t.Row, nearest, func(g gram) int { return m.Old[g.Text].Row })
			for _, g := range places[from:to] {
				c, ok := m.extend(Place{int32(k), int32(at)}, g.Place)
				if left -= int(c.n); ok {
					tiles = append(tiles, c)
					inNew.add(c.new, c.n)
					inOld.add(c.old, c.n)
				}
			}
		})
	}
	var whole, others queue
	inNew.sum()
	inOld.sum()
	for _, c := range tiles {
		if int(c.n) == len(m.New[c.new.Text].Runes) && !inOld.beyond(c.old, c.n) || int(c.n) == len(m.Old[c.old.Text].Runes) && !inNew.beyond(c.new, c.n) {
			whole.add(c)
		} else {
			others.add(c)
		}
	}
	m.take(whole, &others)
	m.take(others, &others)
}

// reach tells how far the tiles go that begin at a character of a text or before it.
type reach [][]int32

func newReach(texts []Text) reach {
	r := make(reach, len(texts))
	for k, t := range texts {
		r[k] = make([]int32, len(t.Runes))
	}
	return r
}

func (r reach) add(p Place, n int32) { r[p.Text][p.At] = max(r[p.Text][p.At], p.At+n) }

func (r reach) sum() {
	for _, ends := range r {
		for i := 1; i < len(ends); i++ {
			ends[i] = max(ends[i], ends[i-1])
		}
	}
}

// beyond reports whether a tile is a part of a longer one.
func (r reach) beyond(p Place, n int32) bool {
	ends := r[p.Text]
	return ends[p.At] > p.At+n || p.At > 0 && ends[p.At-1] >= p.At+n
}

// queue holds tiles by weight.
type queue [][]tile

func (q *queue) add(t tile) {
	for int(t.weight) >= len(*q) {
		*q = append(*q, nil)
	}
	(*q)[t.weight] = append((*q)[t.weight], t)
}

// take claims tiles, the heaviest first, of one weight the nearest first. What others
// have left of a tile is a lighter one, and goes to the rest.
func (m *Map) take(q queue, rest *queue) {
	for w := len(q) - 1; w >= seed; w-- {
		slices.SortFunc(q[w], func(a, b tile) int {
			return cmp.Or(cmp.Compare(a.way, b.way), cmp.Compare(a.new.Text, b.new.Text), cmp.Compare(a.new.At, b.new.At),
				cmp.Compare(a.old.Text, b.old.Text), cmp.Compare(a.old.At, b.old.At))
		})
		for _, t := range q[w] {
			for _, part := range m.free(t) {
				switch {
				case part.n == t.n:
					m.Claim(Stretch{int(t.new.Text), int(t.new.At), int(t.new.At + t.n)}, t.old)
				case part.weight >= seed:
					rest.add(part)
				}
			}
		}
		q[w] = nil
	}
}

// near returns where in a list those n begin and end that are nearest to a row, or all if
// there are fewer.
func near[T any](list []T, row, n int, rowOf func(T) int) (from, to int) {
	to, _ = slices.BinarySearchFunc(list, row, func(x T, row int) int { return cmp.Compare(rowOf(x), row) })
	for from = to; to-from < min(n, len(list)); {
		if to == len(list) || from > 0 && rowOf(list[from-1]) >= 0 && distance(rowOf(list[from-1]), row) < distance(rowOf(list[to]), row) {
			from--
		} else {
			to++
		}
	}
	return from, to
}

// extend returns the longest common stretch that begins at a new and an old place. It
// is not ok if it could begin earlier.
func (m *Map) extend(new, old Place) (t tile, ok bool) {
	a, b := m.New[new.Text].Runes, m.Old[old.Text].Runes
	i, j := int(new.At), int(old.At)
	if i > 0 && j > 0 && a[i-1] == b[j-1] && m.Was[new.Text][i-1].Text < 0 && m.Became[old.Text][j-1].Text < 0 {
		return t, false
	}
	n := 0
	for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] && m.Was[new.Text][i+n].Text < 0 && m.Became[old.Text][j+n].Text < 0 {
		n++
	}
	head, tail := overhang(a[i:i+n], i == 0 || j == 0, i+n == len(a) || j+n == len(b))
	new.At, old.At, n = new.At+int32(head), old.At+int32(head), n-head-tail
	t = tile{new: new, old: old, n: int32(n), weight: int32(Weight(a[i+head : i+head+n])), way: int32(m.way(int(old.Text), int(new.Text)))}
	return t, t.weight >= seed
}

// overhang returns how many characters of a common stretch are too few to be carried with
// the sentences in it, and may be alike by chance: the end of a sentence before the first
// that begins in it, and the beginning of a sentence behind the last that ends in it. There
// are none where a text begins or ends.
func overhang(text []rune, begins, ends bool) (head, tail int) {
	for n := 1; n < len(text) && !begins && Weight(text[:n]) < carried; n++ {
		if EndsSentence(text[:n]) && !EndsSentence(text[:n+1]) && Weight(text[n:]) >= carried {
			head = n
			break
		}
	}
	for n := 1; n < len(text)-head && !ends && Weight(text[len(text)-n:]) < carried; n++ {
		if EndsSentence(text[:len(text)-n]) && Weight(text[head:len(text)-n]) >= carried {
			tail = n
			break
		}
	}
	return head, tail
}

// free returns the parts of a tile that no other has taken.
func (m *Map) free(t tile) (parts []tile) {
	was, became := m.Was[t.new.Text][t.new.At:t.new.At+t.n], m.Became[t.old.Text][t.old.At:t.old.At+t.n]
	for i := int32(0); i < t.n; i++ {
		from := i
		for i < t.n && was[i].Text < 0 && became[i].Text < 0 {
			i++
		}
		if i > from {
			part := tile{new: Place{t.new.Text, t.new.At + from}, old: Place{t.old.Text, t.old.At + from}, n: i - from, way: t.way}
			part.weight = int32(Weight(m.New[t.new.Text].Runes[part.new.At : part.new.At+part.n]))
			parts = append(parts, part)
		}
	}
	return parts
}

// Repeat is a stretch of a new text that an old text has as well, whatever each was or
// became.
type Repeat struct {
	Fresh int     // index of the stretch that it is about
	New   Stretch // with those characters around that stand in both as well
	Old   Place
}

// Repeats finds out whether fresh stretches of new texts, or parts of them, stand in old
// ones, which may be others than those of the map. Of a word or two, only all of a
// stretch that is all of an old text counts.
func (m *Map) Repeats(old []Text, fresh []Stretch) (list []Repeat) {
	type site struct{ fresh, at int }
	sites, tried := make(map[uint64][]site), make(map[uint64]int)
	common := make(map[uint64]int) // which stretch a gram stands in too often to tell anything
	left, short := make([]int, len(fresh)), make(map[string][]int)
	for k, s := range fresh {
		if runes := m.New[s.Text].Runes[s.From:s.To]; Weight(runes) < seed {
			short[string(runes)] = append(short[string(runes)], k)
		}
		left[k] = maxCompared * (s.To - s.From)
		grams(m.New[s.Text].Runes[s.From:s.To], nil, func(hash uint64, at int) {
			switch list := sites[hash]; {
			case common[hash] == k+1:
			case len(list) >= nearest && list[len(list)-nearest].fresh == k:
				sites[hash], common[hash] = list[:len(list)-nearest], k+1
			default:
				sites[hash] = append(list, site{k, s.From + at})
			}
		})
	}
	for id, t := range old {
		if len(t.Runes) < seed {
			for _, k := range short[string(t.Runes)] {
				list = append(list, Repeat{k, fresh[k], Place{int32(id), 0}})
			}
		}
		if len(sites) == 0 {
			continue
		}
		grams(t.Runes, nil, func(hash uint64, at int) {
			if len(sites[hash]) == 0 || tried[hash] == nearest { // longer stretches have rarer ones in them
				return
			}
			tried[hash]++
			for _, w := range sites[hash] {
				s, b := fresh[w.fresh], t.Runes
				a, i, j := m.New[s.Text].Runes, w.at, at
				if left[w.fresh] < 0 || i > s.From && j > 0 && a[i-1] == b[j-1] { // it begins earlier
					continue
				}
				for i > 0 && j > 0 && a[i-1] == b[j-1] {
					i, j = i-1, j-1
				}
				n := w.at - i
				for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
					n++
				}
				left[w.fresh] -= n
				list = append(list, Repeat{w.fresh, Stretch{s.Text, i, i + n}, Place{int32(id), int32(j)}})
			}
		})
	}
	return list
}

// compareRows claims what is left in the texts of a row and was there, in order. Whole
// reports whether only rows count in which no more than a word or two differ.
func (m *Map) compareRows(whole bool) {
	old := make(map[int][]int)
	for k, t := range m.Old {
		if t.Row >= 0 {
			old[t.Row] = append(old[t.Row], k)
		}
	}
	for k := 0; k < len(m.New); {
		row := m.New[k].Row
		from := k
		for k < len(m.New) && m.New[k].Row == row {
			k++
		}
		if list := old[row]; len(list) > 0 {
			m.compareRow(list, from, k, whole)
			for n := from; n < k && k-from > 1 && !whole; n++ { // in another order than the old texts
				m.compareRow(list, n, n+1, false)
			}
			delete(old, row)
		}
	}
}

// compareRow compares old texts with the new ones from from to to, without what is of
// others. Characters that have their place stand for themselves.
func (m *Map) compareRow(old []int, from, to int, whole bool) {
	free := func(places []Place) bool {
		return slices.ContainsFunc(places, func(p Place) bool { return p.Text < 0 })
	}
	if !slices.ContainsFunc(m.Was[from:to], free) || !slices.ContainsFunc(old, func(k int) bool { return free(m.Became[k]) }) {
		return
	}
	a, b, inA, inB := m.a[:0], m.b[:0], m.inA[:0], m.inB[:0]
	defer func() { m.a, m.b, m.inA, m.inB = a, b, inA, inB }()
	for _, k := range old {
		for i, r := range m.Old[k].Runes {
			switch p := m.Became[k][i]; {
			case p.Text < 0:
				a, inA = append(a, symbol{r, nowhere}), append(inA, Place{int32(k), int32(i)})
			case int(p.Text) >= from && int(p.Text) < to:
				a, inA = append(a, symbol{r, p}), append(inA, Place{int32(k), int32(i)})
			}
		}
	}
	for k := from; k < to; k++ {
		for i, r := range m.New[k].Runes {
			here := Place{int32(k), int32(i)}
			switch p := m.Was[k][i]; {
			case p.Text < 0:
				b, inB = append(b, symbol{r, nowhere}), append(inB, here)
			case slices.Contains(old, int(p.Text)):
				b, inB = append(b, symbol{r, here}), append(inB, here)
			}
		}
	}
	most := maxEdits
	if whole {
		most = seed // each has a weight of at least one
	}
	pairs := compare(a, b, most, &m.steps)
	if whole && apart(a, b, pairs) >= seed {
		if len(old)*(to-from) <= maxPairs {
			m.claimWhole(old, from, to)
		}
		return
	}
	least := 4 // most of an English word
	if wide := countWide(a); 2*wide > len(a) {
		least = 2 // a word of Chinese
	}
	held := make(map[[2]int32]bool) // which new text holds a part of which old one
	for k := from; k < to; k++ {
		for _, p := range m.Was[k] {
			held[[2]int32{int32(k), p.Text}] = true
		}
	}
	for _, long := range []bool{true, false} { // a short stretch counts beside longer ones
		for i := 0; i < len(pairs); {
			k := i + 1
			for k < len(pairs) && pairs[i] >= 0 && pairs[k] == pairs[k-1]+1 {
				k++
			}
			if pairs[i] >= 0 && (long && k-i >= least || !long && held[[2]int32{inB[pairs[i]].Text, inA[i].Text}] && m.alone(inA[i], inA[k-1], inB[pairs[i]], inB[pairs[k-1]])) {
				for j := i; j < k; j++ {
					if n := inB[pairs[j]]; m.Became[inA[j].Text][inA[j].At].Text < 0 {
						m.Claim(Stretch{int(n.Text), int(n.At), int(n.At) + 1}, inA[j])
						held[[2]int32{n.Text, inA[j].Text}] = true
					}
				}
			}
			i = k
		}
	}
}

// claimWhole claims old texts that stand whole in the new ones from from to to, the longest
// first.
func (m *Map) claimWhole(old []int, from, to int) {
	old = slices.Clone(old)
	slices.SortStableFunc(old, func(a, b int) int { return len(m.Old[b].Runes) - len(m.Old[a].Runes) })
	taken := func(p Place) bool { return p.Text >= 0 }
	for n := from; n < to; n++ {
		text := string(m.New[n].Runes)
		for _, k := range old {
			before, _, ok := strings.Cut(text, string(m.Old[k].Runes))
			if !ok || Weight(m.Old[k].Runes) < seed || slices.ContainsFunc(m.Became[k], taken) {
				continue
			}
			at := utf8.RuneCountInString(before)
			if s := (Stretch{n, at, at + len(m.Old[k].Runes)}); !slices.ContainsFunc(m.Was[n][s.From:s.To], taken) {
				m.Claim(s, Place{int32(k), 0})
			}
		}
	}
}

// apart weighs the characters of two lists that have no pair.
func apart(a, b []symbol, pairs []int) (size int) {
	for _, s := range b {
		size += Weight([]rune{s.rune})
	}
	for i, k := range pairs {
		if k < 0 {
			size += Weight([]rune{a[i].rune})
		} else {
			size -= Weight([]rune{b[k].rune})
		}
	}
	return size
}

// alone reports whether a stretch of an old and of a new text is all that is free there,
// or the beginning or the end of both.
func (m *Map) alone(from, to, newFrom, newTo Place) bool {
	free := func(places [][]Place, p Place, by int) bool {
		at := int(p.At) + by
		return at >= 0 && at < len(places[p.Text]) && places[p.Text][at].Text < 0
	}
	begins, ends := from.At == 0 && newFrom.At == 0, int(to.At)+1 == len(m.Became[to.Text]) && int(newTo.At)+1 == len(m.Was[newTo.Text])
	return begins || ends || !free(m.Became, from, -1) && !free(m.Became, to, 1) && !free(m.Was, newFrom, -1) && !free(m.Was, newTo, 1)
}

// symbol is a character in a comparison, and its place in the new texts if it has one.
type symbol struct {
	rune
	new Place
}

func countWide(list []symbol) (n int) {
	for _, s := range list {
		if s.rune >= 0x2E80 {
			n++
		}
	}
	return n
}
