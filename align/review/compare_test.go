package review

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
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
	const ab, cd, a, bcd, abc, d = "The sea ends it. Hills rise.", "Rivers come. They are wide.", "The sea ends it.", "Hills rise. Rivers come. They are wide.",
		"The sea ends it. Hills rise. Rivers come.", "They are wide."
	tests := []struct {
		name  string
		added bool
		a, b  []string
		wantA [][]int
		wantB [][]int
		count int
	}{
		{"whole in both", false, []string{ab}, []string{ab}, [][]int{{0}}, [][]int{{0}}, 1},
		{"edited", false, []string{ab}, []string{a + " Hills fall."}, [][]int{{0}}, [][]int{{0}}, 1},
		{"written anew", false, []string{ab}, []string{"So it is."}, [][]int{{0}}, [][]int{{0}}, 1},
		{"cut by one", false, []string{ab, cd}, []string{ab + " " + cd}, [][]int{{0}, {1}}, [][]int{{0, 1}}, 2},
		{"cut alike", false, []string{ab, cd}, []string{ab, cd}, [][]int{{0}, {1}}, [][]int{{0}, {1}}, 2},
		{"cut elsewhere", false, []string{a, bcd}, []string{abc, d}, [][]int{{0}, {1, 2}}, [][]int{{0, 1}, {2}}, 3},
		{"cut and edited", false, []string{ab, cd}, []string{ab, "Rivers come. They are wild."}, [][]int{{0}, {1}}, [][]int{{0}, {1}}, 2},
		{"cut by one, edited by the other", false, []string{ab, cd}, []string{ab + " Rivers come. They are wild."}, [][]int{{0}, {1}}, [][]int{{0, 1}}, 2},
		{"nothing added", true, nil, nil, nil, nil, 0},
		{"added by one", true, []string{ab}, nil, [][]int{{0}}, nil, 1},
		{"added by the other", true, nil, []string{ab, cd}, nil, [][]int{{0}, {1}}, 2},
		{"the same among others", true, []string{ab, cd}, []string{cd}, [][]int{{1}, {0}}, [][]int{{0}}, 2},
		{"another text", true, []string{ab}, []string{"So it is.", "Quite."}, [][]int{{0}}, [][]int{{0}, {1}}, 2},
	}
	for _, test := range tests {
		s := new(shared)
		for n, texts := range [2][]string{test.a, test.b} {
			s.reviews[n] = &Reviewed{Alignment: &align.Alignment{EN: edition(align.English, "", texts...)}, EN: slices.Repeat([]int{0}, len(texts))}
			if test.added {
				s.reviews[n].EN = slices.Repeat([]int{-1}, len(texts))
			}
		}
		s.name(align.EN)
		var got [2][][]int
		for n := range got {
			for _, keys := range s.units[n][align.EN] {
				var parts []int
				for _, k := range keys {
					parts = append(parts, k.part)
				}
				got[n] = append(got[n], parts)
			}
		}
		if diff := cmp.Diff([2][][]int{test.wantA, test.wantB}, got); diff != "" || s.count[align.EN] != test.count {
			t.Errorf("%s: %d, want %d; want - got +:\n%s", test.name, s.count[align.EN], test.count, diff)
		}
	}
}
