package eval

import "bitext/align"

// border stands between two beads: how many units of each side come before it.
type border struct{ en, zh int }

// Operations returns the fewest operations with which a reviewer turns auto into
// gold: merging two neighbouring beads, splitting a bead (unpairing it is a
// split), and moving units of one side over the border to the next bead. Each
// does one thing to the borders between beads: it takes one away, puts one in, or
// shifts one along one side. So the number is an edit distance between the two
// sequences of borders.
func Operations(gold, auto []align.Bead) int {
	g, a := borders(gold), borders(auto)
	// Equal borders cost nothing and never stand in each other's way, so what lies
	// between two of them is settled on its own.
	total := 0
	for len(g) > 0 || len(a) > 0 {
		x, y := nextCommon(g, a)
		total += distance(g[:x], a[:y])
		g, a = g[min(len(g), x+1):], a[min(len(a), y+1):]
	}
	return total
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
	for _, b := range ordered(list) {
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
