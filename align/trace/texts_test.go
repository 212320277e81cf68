package trace

import (
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestMerge(t *testing.T) {
	const base = "The mayor wants to sell the last pool on Tuesday."
	tests := []struct {
		name               string
		mine, theirs, want string // want "": they contradict each other
	}{
		{"nothing", base, base, base},
		{"mine", "The mayor wants to rent the last pool on Tuesday.", base, "The mayor wants to rent the last pool on Tuesday."},
		{"theirs", base, "The mayor wants to rent the last pool on Tuesday.", "The mayor wants to rent the last pool on Tuesday."},
		{"apart", "The mayor plans to sell the last pool on Tuesday.", "The mayor wants to sell the last pool on Friday.", "The mayor plans to sell the last pool on Friday."},
		{"the same", "The mayor plans to sell the last pool on Tuesday.", "The mayor plans to sell the last pool on Friday.", "The mayor plans to sell the last pool on Friday."},
		{"one word", "The mayor plans to sell the last pool on Tuesday.", "The mayor hopes to sell the last pool on Tuesday.", ""},
		{"put in at one place", "The mayor wants to sell the very last pool on Tuesday.", "The mayor wants to sell the city's last pool on Tuesday.", ""},
		{"longer at the ends", "The mayor plans to sell the last pool on Tuesday.", "Look: " + base + " So they say.", "Look: The mayor plans to sell the last pool on Tuesday. So they say."},
		{"a cut beside a change", "The mayor wants to sell\x00 the last pool on Tuesday.", "The mayor wants to sell our last pool on Tuesday.", "The mayor wants to sell\x00 our last pool on Tuesday."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := Merge(base, tt.mine, tt.theirs)
			if ok != (tt.want != "") || ok && got != tt.want {
				t.Errorf("merge: %q, %v, want %q", got, ok, tt.want)
			}
		})
	}
}

// Each wide character stands for itself, letters too.
func TestMergeWide(t *testing.T) {
	if got, ok := Merge("在ＡＢＣ座见", "在ＸＢＣ座见", "在ＡＢＺ座见面"); !ok || got != "在ＸＢＺ座见面" {
		t.Errorf("merge: %q, %v", got, ok)
	}
}

func TestFindVersions(t *testing.T) {
	const (
		pool    = "The mayor wants to sell the last pool on Tuesday."
		sold    = "The mayor wants to sell the very last pool on Friday."
		bees    = "Bees are dying in the orchards of the valley, says Ann."
		council = "The council votes."
	)
	tests := []struct {
		name     string
		a, b     []string
		same, at []int
	}{
		{"none", nil, []string{pool}, nil, nil},
		{"white space", []string{pool, bees}, []string{"The mayor  wants to\nsell the last pool on Tuesday.", bees}, []int{0, 1}, []int{0, 1}},
		{"changed", []string{pool, bees}, []string{sold, bees}, []int{-1, 1}, []int{0, 1}},
		{"new before", []string{pool, bees}, []string{council, sold, bees}, []int{-1, 2}, []int{1, 2}},
		{"gone", []string{pool, bees, council}, []string{pool, council}, []int{0, -1, 1}, []int{0, -1, 1}},
		{"moved", []string{pool, bees, council}, []string{bees, council, pool}, []int{2, 0, 1}, []int{2, 0, 1}},
		{"joined", []string{pool, bees, council}, []string{pool + " " + bees, council}, []int{-1, -1, 1}, []int{0, 0, 1}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Match(tt.a, tt.b)
			if d := gocmp.Diff([][]int{tt.same, tt.at}, [][]int{got.Same, got.At}, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("-want +got:\n%s", d)
			}
		})
	}
}
