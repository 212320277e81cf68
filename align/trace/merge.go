package trace

import (
	"slices"
	"strings"
)

// hunk is a run of one list and what stands in its place in another: those from
// from to to by those from start to end.
type hunk struct{ from, to, start, end int }

// hunks returns what differs between two lists.
func hunks(a, b []string) (out []hunk) {
	at := hunk{}
	for i, j := range append(Compare(a, b), len(b)) {
		if j < 0 {
			continue
		}
		if at.to, at.end = i, j; at.from < i || at.start < j {
			out = append(out, at)
		}
		at = hunk{i + 1, i + 1, j + 1, j + 1}
	}
	return out
}

// Merge brings two changes of a text together: those that one person made and
// those that another made. It is not ok if both changed the same words, or words
// that stand side by side, in different ways.
func Merge(text, mine, theirs string) (merged string, ok bool) {
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
