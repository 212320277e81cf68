package review

import (
	"slices"
	"strings"
	"unicode"

	"bitext/align/language"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// hunk is a run of one list and what stands in its place in another: those from
// from to to by those from start to end.
type hunk struct{ from, to, start, end int }

// same reports whether nothing was changed.
func (h hunk) same() bool { return h.from == h.to && h.start == h.end }

// hunks returns what differs between two lists.
func hunks(a, b []string) (out []hunk) {
	character := map[string]rune{} // for each item
	runes := func(list []string) []rune {
		var out []rune
		for _, item := range list {
			r, ok := character[item]
			if !ok {
				r = rune(0x10000 + len(character)) // past the surrogates
				character[item] = r
			}
			out = append(out, r)
		}
		return out
	}
	d := diffmatchpatch.New()
	d.DiffTimeout = 0 // none: the result must not depend on the machine
	var h hunk
	flush := func() {
		if !h.same() {
			out = append(out, h)
		}
		h = hunk{h.to, h.to, h.end, h.end}
	}
	for _, diff := range d.DiffMainRunes(runes(a), runes(b), false) {
		n := len([]rune(diff.Text))
		switch diff.Type {
		case diffmatchpatch.DiffEqual:
			flush()
			h = hunk{h.to + n, h.to + n, h.end + n, h.end + n}
		case diffmatchpatch.DiffDelete:
			h.to += n
		case diffmatchpatch.DiffInsert:
			h.end += n
		}
	}
	flush()
	return out
}

// tokens cuts a text into words, runs of white space, and single other characters;
// each Chinese character is one.
func tokens(text string) (out []string) {
	kind := func(r rune) int {
		switch {
		case unicode.IsSpace(r):
			return 1
		case unicode.Is(unicode.Han, r):
			return 0
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.Is(unicode.Mn, r):
			return 2
		}
		return 0
	}
	start, last := 0, 0
	for i, r := range text {
		k := kind(r)
		if i > 0 && (k == 0 || k != last) {
			out = append(out, text[start:i])
			start = i
		}
		last = k
	}
	if start < len(text) {
		out = append(out, text[start:])
	}
	return out
}

// merge brings two changes of a text together: those that one person made and
// those that another made. It is not ok if both changed the same words, or words
// that stand side by side, in different ways.
func merge(text, mine, theirs string) (merged string, ok bool) {
	base, a, b := tokens(text), tokens(mine), tokens(theirs)
	ours, others := hunks(base, a), hunks(base, b)
	var out []string
	at := 0
	put := func(h hunk, with []string) {
		out = slices.Concat(out, base[at:h.from], with[h.start:h.end])
		at = h.to
	}
	for len(ours) > 0 || len(others) > 0 {
		switch {
		case len(others) == 0 || len(ours) > 0 && ours[0].to < others[0].from:
			put(ours[0], a)
			ours = ours[1:]
		case len(ours) == 0 || others[0].to < ours[0].from:
			put(others[0], b)
			others = others[1:]
		case ours[0].from == others[0].from && ours[0].to == others[0].to &&
			slices.Equal(a[ours[0].start:ours[0].end], b[others[0].start:others[0].end]):
			put(ours[0], a)
			ours, others = ours[1:], others[1:]
		default:
			return theirs, false
		}
	}
	return strings.Join(append(out, base[at:]...), ""), true
}

// bag counts the words of a text, whatever their case.
type bag struct {
	count map[string]int
	size  int
}

func bagOf(text string) bag {
	b := bag{count: map[string]int{}}
	for _, t := range tokens(strings.ToLower(text)) {
		if strings.ContainsFunc(t, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			b.count[t]++
			b.size++
		}
	}
	return b
}

// likeness is the share of words that two texts have in common (Dice), 0 to 1.
func (b bag) likeness(c bag) float64 {
	common := 0
	for word, n := range b.count {
		common += min(n, c.count[word])
	}
	return 2 * float64(common) / float64(max(b.size+c.size, 1))
}

const (
	// minLikeness is how like each other two versions of one text are at least.
	// Other texts about the same thing have .3 in common, most of it particles.
	minLikeness = 0.5

	// maxPairs bounds the comparisons in a changed passage: versions are looked for
	// near its diagonal if it is long, and not at all if it is as long as a book.
	maxPairs = 1 << 14

	// minContained is how many characters a text has to have that is known again
	// inside another.
	minContained = 6

	// neighbours is among how many texts after the last one that was found a text is
	// looked for that may have become a part of one.
	neighbours = 8
)

// matches tells where the texts of one list stand in another, by index.
type matches struct {
	same []int // the text that is the same, but for white space; -1: none
	at   []int // that, or its other version, or the text that it is in now; -1: none
}

// findMatches finds the texts of a list in another that has most of them in the
// same order: first texts that are the same, then between these texts that are alike,
// then texts that have become a part of another.
func findMatches(a, b []string) matches {
	same, changed := findSame(a, b)
	v := matches{same, slices.Clone(same)}
	taken := make([]bool, len(b))
	for _, j := range same {
		if j >= 0 {
			taken[j] = true
		}
	}
	for _, h := range changed {
		v.alike(h, a, b, taken)
	}
	last := 0
	for i, text := range a {
		if v.at[i] >= 0 {
			last = v.at[i]
		} else if text = language.WithoutSpace(text); len([]rune(text)) >= minContained {
			near := b[last:min(last+neighbours, len(b))]
			if j := slices.IndexFunc(near, func(whole string) bool { return strings.Contains(language.WithoutSpace(whole), text) }); j >= 0 {
				v.at[i] = last + j
			}
		}
	}
	return v
}

// findSame finds the texts of a list that are the same in another but for white
// space, also those that were moved, and what differs.
func findSame(a, b []string) (same []int, changed []hunk) {
	a, b = slices.Clone(a), slices.Clone(b)
	for _, list := range [][]string{a, b} {
		for k, text := range list {
			list[k] = language.SingleSpaced(text)
		}
	}
	same, changed = unknown(len(a)), hunks(a, b)
	free := map[string][]int{}
	at, start := 0, 0
	for _, h := range append(slices.Clone(changed), hunk{len(a), len(a), len(b), len(b)}) {
		for ; at < h.from; at, start = at+1, start+1 {
			same[at] = start
		}
		for ; start < h.end; start++ {
			free[b[start]] = append(free[b[start]], start)
		}
		at = h.to
	}
	for i, text := range a {
		if list := free[text]; same[i] < 0 && len(list) > 0 {
			same[i], free[text] = list[0], list[1:]
		}
	}
	return same, changed
}

// alike pairs the texts of a hunk that are alike, in order, so that their likeness
// is the most in all.
func (v matches) alike(h hunk, a, b []string, taken []bool) {
	var rows, columns []int
	var bagsA, bagsB []bag
	for i := h.from; i < h.to; i++ {
		if v.at[i] < 0 {
			rows, bagsA = append(rows, i), append(bagsA, bagOf(a[i]))
		}
	}
	for j := h.start; j < h.end; j++ {
		if !taken[j] {
			columns, bagsB = append(columns, j), append(bagsB, bagOf(b[j]))
		}
	}
	n, m := len(rows), len(columns)
	if n == 0 || n*m > 256*maxPairs {
		return
	}
	reach := maxPairs / n
	best := make([][]float64, n+1) // of what follows
	like := make([][]float64, n+1)
	for i := range best {
		best[i], like[i] = make([]float64, m+1), make([]float64, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if d := j - i*m/n; d < -reach || d > reach {
				continue
			}
			if like[i][j] = bagsA[i].likeness(bagsB[j]); like[i][j] >= minLikeness {
				best[i][j] = max(best[i][j], like[i][j]+best[i+1][j+1])
			}
		}
	}
	for i, j := 0, 0; i < n && j < m; {
		switch {
		case like[i][j] >= minLikeness && best[i][j] == like[i][j]+best[i+1][j+1]:
			v.at[rows[i]] = columns[j]
			i, j = i+1, j+1
		case best[i][j] == best[i+1][j]:
			i++
		default:
			j++
		}
	}
}

func newMatches(n int) matches { return matches{unknown(n), unknown(n)} }

// unknown is the index, -1, of each of n items that are not found.
func unknown(n int) []int { return slices.Repeat([]int{-1}, n) }
