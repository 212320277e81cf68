package eval

import (
	"cmp"
	"slices"

	"bitext/align"
)

// border stands between two beads: how many units of each side come before it.
type border struct{ en, zh int }

// Operations returns the fewest operations with which a reviewer turns auto into
// gold: merging two neighbouring beads, splitting a bead (unpairing it is a
// split), and moving units of one side over the border to the next bead. Each
// does one thing to the borders between beads: it takes one away, puts one in, or
// shifts one along one side. So the number is an edit distance between the two
// sequences of borders, and one move more for each bead between the same borders
// that holds other units: they are out of order. The order in which units without
// counterpart of the two sides are listed makes no difference.
func Operations(gold, auto []align.Bead) int {
	fewest := -1
	for _, g := range [][]align.Bead{ordered(gold, true), ordered(gold, false)} {
		for _, a := range [][]align.Bead{ordered(auto, true), ordered(auto, false)} {
			if n := operations(g, a); fewest < 0 || n < fewest {
				fewest = n
			}
		}
	}
	return fewest
}

// operations is Operations with the beads in the order in which they are given.
func operations(gold, auto []align.Bead) int {
	g, a := borders(gold), borders(auto)
	// Equal borders cost nothing and never stand in each other's way, so what lies
	// between two of them is settled on its own.
	total := 0
	for len(g) > 0 || len(a) > 0 {
		x, y := nextCommon(g, a)
		if x == 0 && y == 0 && spell(gold[0]) != spell(auto[0]) {
			total++
		}
		total += distance(g[:x], a[:y])
		x, y = min(len(g), x+1), min(len(a), y+1)
		g, a, gold, auto = g[x:], a[y:], gold[x:], auto[y:]
	}
	return total
}

// ordered returns the beads in reading order; units without counterpart of one side
// stand before those of the other.
func ordered(list []align.Bead, enFirst bool) []align.Bead {
	var two, en, zh []align.Bead
	for _, b := range normalized(list) {
		switch {
		case b.TwoSided():
			two = append(two, b)
		case len(b.EN) > 0:
			en = append(en, b)
		default:
			zh = append(zh, b)
		}
	}
	byEN := func(a, b align.Bead) int { return cmp.Compare(a.EN[0], b.EN[0]) }
	slices.SortFunc(two, byEN)
	slices.SortFunc(en, byEN)
	slices.SortFunc(zh, func(a, b align.Bead) int { return cmp.Compare(a.ZH[0], b.ZH[0]) })
	var out []align.Bead
	before := func(inEN, inZH func(align.Bead) bool) {
		i, j := 0, 0
		for i < len(en) && inEN(en[i]) {
			i++
		}
		for j < len(zh) && inZH(zh[j]) {
			j++
		}
		if enFirst {
			out = append(append(out, en[:i]...), zh[:j]...)
		} else {
			out = append(append(out, zh[:j]...), en[:i]...)
		}
		en, zh = en[i:], zh[j:]
	}
	for _, b := range two {
		before(func(n align.Bead) bool { return n.EN[0] < b.EN[0] }, func(n align.Bead) bool { return n.ZH[0] < b.ZH[0] })
		out = append(out, b)
	}
	all := func(align.Bead) bool { return true }
	before(all, all)
	return out
}

// nextCommon returns the places of the first border that both have, or the
// lengths if there is none.
func nextCommon(g, a []border) (x, y int) {
	for x < len(g) && y < len(a) {
		switch {
		case g[x] == a[y]:
			return x, y
		case g[x].en+g[x].zh <= a[y].en+a[y].zh:
			x++
		default:
			y++
		}
	}
	return len(g), len(a)
}

func borders(list []align.Bead) []border {
	var out []border
	at := border{}
	seenEN, seenZH := map[int]bool{}, map[int]bool{}
	for _, b := range list {
		at.en, at.zh = at.en+fresh(seenEN, b.EN), at.zh+fresh(seenZH, b.ZH)
		out = append(out, at)
	}
	return out
}

// fresh counts the units that are seen for the first time.
func fresh(seen map[int]bool, ids []int) int {
	n := 0
	for _, id := range ids {
		n += one(!seen[id])
		seen[id] = true
	}
	return n
}

// distance is the edit distance between two sequences of borders: 1 to put one in
// or take one away, 1 to shift one along one side.
func distance(g, a []border) int {
	row := make([]int, len(a)+1)
	for y := range row {
		row[y] = y
	}
	for x, b := range g {
		diagonal := row[0]
		row[0] = x + 1
		for y, c := range a {
			shift := 2
			switch {
			case b == c:
				shift = 0
			case b.en == c.en || b.zh == c.zh:
				shift = 1
			}
			best := min(diagonal+shift, row[y]+1, row[y+1]+1)
			diagonal, row[y+1] = row[y+1], best
		}
	}
	return row[len(a)]
}
