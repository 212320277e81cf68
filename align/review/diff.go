package review

// runLength returns how many characters in a row two texts share by more than accident:
// a word of Chinese, or most of an English word.
func runLength(a []rune) int {
	wide := 0
	for _, r := range a {
		if r >= 0x2E80 {
			wide++
		}
	}
	if 2*wide > len(a) {
		return 2
	}
	return 4
}

// likeness returns the share of runs of characters that two texts have in common
// (Dice), 0 to 1.
func likeness(a, b []rune) float64 {
	n := min(runLength(a), len(a), len(b))
	if n == 0 {
		return 0
	}
	count := make(map[[4]rune]int, len(a))
	for i := range len(a) - n + 1 {
		count[run(a[i:i+n])]++
	}
	common := 0
	for i := range len(b) - n + 1 {
		if r := run(b[i : i+n]); count[r] > 0 {
			count[r]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b)-2*n+2)
}

func run(s []rune) (r [4]rune) {
	copy(r[:], s)
	return r
}

// count adds n for each run of characters in a text that is long enough to tell: eight,
// of which a wide character counts as two, or the whole text if it is shorter.
func count(runs map[[8]rune]int, a []rune, n int) {
	for i := range a {
		var r [8]rune
		size, k := 0, i
		for ; k < len(a) && size < len(r); k++ {
			r[k-i] = a[k]
			size += weight(a[k : k+1])
		}
		if size < len(r) && i > 0 {
			break
		}
		runs[r] += n
	}
}

// solid takes the pairs of characters out that stand outside all runs of n or more.
func solid(pairs []int, n int) []int {
	for i := 0; i < len(pairs); {
		k := i + 1
		for k < len(pairs) && pairs[i] >= 0 && pairs[k] == pairs[k-1]+1 {
			k++
		}
		if k-i < n {
			for ; i < k; i++ {
				pairs[i] = -1
			}
		}
		i = k
	}
	return pairs
}

// maxEdits is how many characters taken out or put in a comparison follows
// before it gives up on the middle of two texts. Its memory grows with the square.
const maxEdits = 1000

// compare pairs up the characters of two texts that stayed, or the items of two lists:
// for each of a its index in b, or -1. The beginning and the end that both share are
// paired first; between, it is the shortest edit script (Myers, An O(ND) Difference
// Algorithm, 1986).
func compare[T comparable](a, b []T) []int {
	pairs := unknown(len(a))
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
	for _, p := range snakes(a[head:len(a)-tail], b[head:len(b)-tail]) {
		pairs[head+p[0]] = head + p[1]
	}
	return pairs
}

// snakes returns the pairs of equal items on the shortest edit path, or nil
// if it is longer than maxEdits.
func snakes[T comparable](a, b []T) (pairs [][2]int) {
	if len(a) == 0 || len(b) == 0 {
		return nil
	}
	var trace [][]int32 // of each number of edits d: how far in a the diagonals -d ... d got
	for d := 0; d <= min(len(a)+len(b), maxEdits); d++ {
		reach := make([]int32, 2*d+1)
		for k := -d; k <= d; k += 2 {
			x := begin(trace, d, k)
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			reach[k+d] = int32(x)
			if x >= len(a) && x-k >= len(b) {
				return walkBack(append(trace, reach), len(a), len(b))
			}
		}
		trace = append(trace, reach)
	}
	return nil
}

// begin is where in a diagonal k begins with edit d: one edit after the further
// of its neighbours.
func begin(trace [][]int32, d, k int) int {
	if d == 0 {
		return 0
	}
	before := trace[d-1]
	at := func(k int) int { return int(before[k+d-1]) }
	switch {
	case k == -d:
		return at(k + 1)
	case k == d || at(k-1) >= at(k+1):
		return at(k-1) + 1
	}
	return at(k + 1)
}

func walkBack(trace [][]int32, x, y int) (pairs [][2]int) {
	for d := len(trace) - 1; d >= 0; d-- {
		k := x - y
		for start := begin(trace, d, k); x > start && x > 0 && y > 0; {
			x, y = x-1, y-1
			pairs = append(pairs, [2]int{x, y})
		}
		if d == 0 {
			break
		}
		// Back over the edit that led to the diagonal.
		before := trace[d-1]
		if k == -d || k != d && before[k-1+d-1] < before[k+1+d-1] { // down
			y--
		} else {
			x--
		}
	}
	return pairs
}
