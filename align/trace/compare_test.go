package trace

import (
	"testing"

	"pgregory.net/rapid"
)

func TestCompare(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := []rune(rapid.StringMatching(`[ab]{0,30}`).Draw(t, "a"))
		b := []rune(rapid.StringMatching(`[ab]{0,30}`).Draw(t, "b"))
		pairs := Compare(a, b)
		last, common := -1, 0
		for i, j := range pairs {
			if j < 0 {
				continue
			}
			if j <= last || a[i] != b[j] {
				t.Fatalf("%q, %q: %v", string(a), string(b), pairs)
			}
			last = j
			common++
		}
		if want := longestCommon(a, b); common != want {
			t.Fatalf("%q, %q: %d in common, want %d", string(a), string(b), common, want)
		}
	})
}

// longestCommon is the length of the longest common subsequence, the slow way.
func longestCommon(a, b []rune) int {
	row := make([]int, len(b)+1)
	for i := range a {
		diagonal := 0
		for j := range b {
			next := row[j+1]
			if a[i] == b[j] {
				row[j+1] = diagonal + 1
			} else {
				row[j+1] = max(row[j+1], row[j])
			}
			diagonal = next
		}
	}
	return row[len(b)]
}
