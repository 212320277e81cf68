package trace

import "slices"

// maxEdits is how many items taken out or put in a comparison follows before it gives
// up on the middle of two lists. Its memory grows with the square.
const maxEdits = 1000

// Compare pairs up the items of two lists that stayed: for each of a its index in b,
// or -1. The beginning and the end that both share are paired first; between, it is
// the shortest edit script (Myers, An O(ND) Difference Algorithm, 1986).
func Compare[T comparable](a, b []T) []int {
	return compare(a, b, maxEdits, new([]int32))
}

// compare is Compare with a limit of its own, and memory that is used again.
func compare[T comparable](a, b []T, most int, steps *[]int32) []int {
	pairs := slices.Repeat([]int{-1}, len(a))
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		pairs[head] = head
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
		pairs[len(a)-tail] = len(b) - tail
	}
	for _, p := range snakes(a[head:len(a)-tail], b[head:len(b)-tail], most, steps) {
		pairs[head+p[0]] = head + p[1]
	}
	return pairs
}

// snakes returns the pairs of equal items on the shortest edit path, or nil
// if it is longer than most edits.
func snakes[T comparable](a, b []T, most int, steps *[]int32) (pairs [][2]int) {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	all := (*steps)[:0] // of each number of edits d, from d*d on: how far in a the diagonals -d ... d got
	defer func() { *steps = all }()
	for d := 0; d <= min(len(a)+len(b), most); d++ {
		all = slices.Grow(all, 2*d+1)[:(d+1)*(d+1)]
		for k := -d; k <= d; k += 2 {
			x := begin(all, d, k)
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			all[d*d+k+d] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return walkBack(all, d, len(a), len(b))
			}
		}
	}
	return nil
}

// begin is where in a diagonal k begins with edit d: one edit after the further
// of its neighbours.
func begin(all []int32, d, k int) int {
	if d == 0 {
		return 0
	}
	at := func(k int) int { return int(all[(d-1)*(d-1)+k+d-1]) }
	switch {
	case k == -d:
		return at(k + 1)
	case k == d || at(k-1) >= at(k+1):
		return at(k-1) + 1
	}
	return at(k + 1)
}

func walkBack(all []int32, last, x, y int) (pairs [][2]int) {
	for d := last; d >= 0; d-- {
		k := x - y
		for start := begin(all, d, k); x > start && x > 0 && y > 0; {
			x, y = x-1, y-1
			pairs = append(pairs, [2]int{x, y})
		}
		if d == 0 {
			break
		}
		// Back over the edit that led to the diagonal.
		at := func(k int) int32 { return all[(d-1)*(d-1)+k+d-1] }
		if k == -d || k != d && at(k-1) < at(k+1) { // down
			y--
		} else {
			x--
		}
	}
	return pairs
}
