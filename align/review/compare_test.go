package review

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestKappa(t *testing.T) {
	set := func(links ...[2]int) map[[2]int]bool {
		m := map[[2]int]bool{}
		for _, l := range links {
			m[l] = true
		}
		return m
	}
	tests := []struct {
		name string
		a, b map[[2]int]bool
		all  int
		want float64
	}{
		{"the same", set([2]int{0, 0}, [2]int{1, 1}), set([2]int{0, 0}, [2]int{1, 1}), 4, 1},
		{"none at all", set(), set(), 4, 1},
		{"the opposite", set([2]int{0, 0}, [2]int{1, 1}), set([2]int{0, 1}, [2]int{1, 0}), 4, -1},
		{"by chance", set([2]int{0, 0}, [2]int{0, 1}), set([2]int{0, 0}, [2]int{1, 0}), 4, 0},
		// both 20 of 50, 5 and 10 alone: observed .7, by chance .5 (Cohen, 1960, after Wikipedia's example)
		{"a textbook case", textbook(0, 25), textbook(5, 35), 50, 0.4},
	}
	for _, test := range tests {
		if got := kappa(test.a, test.b, test.all); math.Abs(got-test.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// textbook returns links from one number to below another.
func textbook(from, to int) map[[2]int]bool {
	m := map[[2]int]bool{}
	for k := from; k < to; k++ {
		m[[2]int{k, 0}] = true
	}
	return m
}

func TestCommonUnits(t *testing.T) {
	tests := []struct {
		name  string
		of    func(a, b []string) ([2][][]int, int)
		a, b  []string
		wantA [][]int
		wantB [][]int
		count int
	}{
		{"whole in both", commonParts, []string{"ab"}, []string{"ab"}, [][]int{{0}}, [][]int{{0}}, 1},
		{"edited", commonParts, []string{"ab"}, []string{"ac"}, [][]int{{0}}, [][]int{{0}}, 1},
		{"cut by one", commonParts, []string{"ab", "cd"}, []string{"abcd"}, [][]int{{0}, {1}}, [][]int{{0, 1}}, 2},
		{"cut alike", commonParts, []string{"ab", "cd"}, []string{"ab", "cd"}, [][]int{{0}, {1}}, [][]int{{0}, {1}}, 2},
		{"cut elsewhere", commonParts, []string{"a", "bcd"}, []string{"abc", "d"}, [][]int{{0}, {1, 2}}, [][]int{{0, 1}, {2}}, 3},
		{"cut and edited", commonParts, []string{"ab", "cd"}, []string{"ab", "ce"}, [][]int{{0}, {1}}, [][]int{{0}, {1}}, 2},
		{"cut by one, edited by the other", commonParts, []string{"ab", "cd"}, []string{"abce"}, [][]int{{0}, {0}}, [][]int{{0}}, 1},
		{"nothing added", commonAdded, nil, nil, nil, [][]int{}, 0},
		{"added by one", commonAdded, []string{"a"}, nil, [][]int{{0}}, [][]int{}, 1},
		{"added by the other", commonAdded, nil, []string{"a", "b"}, nil, [][]int{{0}, {1}}, 2},
		{"the same among others", commonAdded, []string{"a", "b"}, []string{"b"}, [][]int{{0}, {1}}, [][]int{{1}}, 2},
		{"another text", commonAdded, []string{"a"}, []string{"b", "c"}, [][]int{{0}}, [][]int{{0}, {1}}, 2},
	}
	for _, test := range tests {
		parts, count := test.of(test.a, test.b)
		if diff := cmp.Diff([2][][]int{test.wantA, test.wantB}, parts); diff != "" || count != test.count {
			t.Errorf("%s: %d, want %d; want - got +:\n%s", test.name, count, test.count, diff)
		}
	}
}
