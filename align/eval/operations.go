package eval

import (
	"cmp"
	"math"
	"slices"

	"bitext/align"
)

// border stands between two beads: how many units come before it, by side.
type border [align.Sides]int

// minOperations returns the fewest operations with which a reviewer turns auto into
// gold: merging two neighbouring beads, splitting a bead (unpairing it is a
// split), and moving units of one side over the border to the next bead. Each
// does one thing to the borders between beads: it takes one away, puts one in, or
// shifts one along one side. So the number is an edit distance between the two
// sequences of borders, and one move more for each bead between the same borders
// that holds other units: they are out of order. The order in which units without
// counterpart of the two sides are listed makes no difference.
func minOperations(gold, auto []align.Bead) int {
	fewest := math.MaxInt
	for firstGold := range align.Sides {
		for firstAuto := range align.Sides {
			fewest = min(fewest, operations(ordered(gold, firstGold), ordered(auto, firstAuto)))
		}
	}
	return fewest
}

// operations is minOperations with the beads in the order in which they are given.
func operations(gold, auto []align.Bead) int {
	g, a := borders(gold), borders(auto)
	// Equal borders cost nothing and never stand in each other's way, so the borders
	// between two of them are settled on their own.
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

// ordered returns the beads in reading order; units without counterpart of the first
// side stand before those of the other.
func ordered(list []align.Bead, first align.Side) []align.Bead {
	var pairs, out []align.Bead
	var alone [align.Sides][]align.Bead
	for _, b := range normalized(list) {
		switch {
		case b.TwoSided():
			pairs = append(pairs, b)
		case len(b.EN) > 0:
			alone[align.EN] = append(alone[align.EN], b)
		default:
			alone[align.ZH] = append(alone[align.ZH], b)
		}
	}
	by := func(side align.Side) func(a, b align.Bead) int {
		return func(a, b align.Bead) int { return cmp.Compare(a.Units(side)[0], b.Units(side)[0]) }
	}
	slices.SortFunc(pairs, by(align.EN))
	for side := range align.Sides {
		slices.SortFunc(alone[side], by(side))
	}
	for _, b := range pairs {
		for _, side := range []align.Side{first, 1 - first} {
			n, _ := slices.BinarySearchFunc(alone[side], b, by(side))
			out = append(out, alone[side][:n]...)
			alone[side] = alone[side][n:]
		}
		out = append(out, b)
	}
	return append(append(out, alone[first]...), alone[1-first]...)
}

// nextCommon returns the places of the first border that both have, or the
// lengths if there is none.
func nextCommon(g, a []border) (x, y int) {
	for x < len(g) && y < len(a) {
		switch {
		case g[x] == a[y]:
			return x, y
		case g[x][align.EN]+g[x][align.ZH] <= a[y][align.EN]+a[y][align.ZH]:
			x++
		default:
			y++
		}
	}
	return len(g), len(a)
}

// borders returns the border after each bead. A unit counts where it stands first.
func borders(list []align.Bead) []border {
	var at border
	out, seen := make([]border, len(list)), map[unit]bool{}
	for k, b := range list {
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				at[side] += one(!seen[unit{side, id}])
				seen[unit{side, id}] = true
			}
		}
		out[k] = at
	}
	return out
}

// maxShift is how many borders one of two sequences may be ahead of the other, of what
// is due at its place, for distance to see it.
const maxShift = 1000

// distance is the edit distance between two sequences of borders: 1 to put one in
// or take one away, 1 to shift one along one side. Where they are further apart than
// maxShift, the least that was found is returned, which another way may undercut.
func distance(g, a []border) int {
	const far = math.MaxInt / 2
	reach := func(x int) (from, to int) {
		middle := x * len(a) / max(1, len(g))
		return max(0, middle-maxShift), min(len(a), middle+maxShift)
	}
	row := make([]int, len(a)+1)
	_, to := reach(0)
	for y := range row {
		if row[y] = y; y > to {
			row[y] = far
		}
	}
	for x, b := range g {
		from, to := reach(x + 1)
		diagonal := row[from]
		if row[from]++; from == 0 {
			row[0] = x + 1
		}
		for y := from; y < to; y++ {
			c, shift := a[y], 2
			switch {
			case b == c:
				shift = 0
			case b[align.EN] == c[align.EN] || b[align.ZH] == c[align.ZH]:
				shift = 1
			}
			best := min(diagonal+shift, row[y]+1, row[y+1]+1)
			diagonal, row[y+1] = row[y+1], best
		}
	}
	return row[len(a)]
}
