package eval

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func bead(score float64, en, zh []int) align.Bead { return align.Bead{EN: en, ZH: zh, Score: score} }

func TestCompare(t *testing.T) {
	gold := []align.Bead{bead(1, []int{0}, []int{0}), bead(1, []int{1, 2}, []int{1}), bead(1, []int{3}, nil), bead(1, []int{4}, []int{2})}
	auto := []align.Bead{bead(.95, []int{0}, []int{0}), bead(.55, []int{1}, []int{1}), bead(.45, []int{2}, nil), bead(.95, []int{3}, nil), bead(1, []int{4}, []int{2})}
	c, err := Compare(gold, auto)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Rate{2. / 3, 2. / 3, 2. / 3}, c.StrictRate()); diff != "" {
		t.Errorf("strict: %s", diff)
	}
	if diff := cmp.Diff(Rate{1, 1, 1}, c.LaxRate()); diff != "" {
		t.Errorf("lax: %s", diff)
	}
	if diff := cmp.Diff(Rate{.5, 1, 2. / 3}, c.NullRate()); diff != "" {
		t.Errorf("null: %s", diff)
	}
	if c.Operations != 1 || c.Perfect != 0 {
		t.Errorf("%d operations, %d perfect", c.Operations, c.Perfect)
	}
	// Three of the scores in [.9, 1] add up to 2.9 and are right; the others are off by their score.
	if got, want := c.CalibrationError(), (.1+.55+.45)/5; math.Abs(got-want) > 1e-9 {
		t.Errorf("calibration error %v, want %v", got, want)
	}
	if got, want := (&Counts{Reliability: [Bins]Bin{{Beads: 50, Variance: 8}, {Beads: 50, Variance: 2}}}).ChanceError(), .0338; math.Abs(got-want) > 1e-4 {
		t.Errorf("calibration error by chance %v, want %v", got, want)
	}
	if n := c.Confusion[Shapes{"2-1", "1-1"}]; n != 1 {
		t.Errorf("confusion %v", c.Confusion)
	}
	same, err := Compare(gold, gold)
	if err != nil || same.Perfect != 1 || same.Operations != 0 || same.StrictRate().F1 != 1 {
		t.Errorf("gold against itself: %+v, %v", same, err)
	}
	c.Add(same)
	if c.Documents != 2 || c.Perfect != 1 || c.Gold != 6 {
		t.Errorf("sum: %+v", c)
	}
}

func TestOperations(t *testing.T) {
	one := []align.Bead{bead(1, []int{0}, []int{0}), bead(1, []int{1}, []int{1}), bead(1, []int{2}, []int{2})}
	tests := []struct {
		name string
		auto []align.Bead
		want int
	}{
		{"nothing", one, 0},
		{"split", []align.Bead{bead(1, []int{0, 1}, []int{0, 1}), bead(1, []int{2}, []int{2})}, 1},
		{"move", []align.Bead{bead(1, []int{0, 1}, []int{0}), bead(1, nil, []int{1}), bead(1, []int{2}, []int{2})}, 1},
		{"merge", []align.Bead{bead(1, []int{0}, []int{0}), bead(1, []int{1}, nil), bead(1, nil, []int{1}), bead(1, []int{2}, []int{2})}, 1},
		{"crossing", []align.Bead{bead(1, []int{0}, []int{0}), bead(1, []int{1}, []int{2}), bead(1, []int{2}, []int{1})}, 2},
		{"two splits", []align.Bead{bead(1, []int{0, 1, 2}, []int{0, 1, 2})}, 2},
		{"nulls in the other order", []align.Bead{bead(1, []int{0}, []int{0}), bead(1, nil, []int{1}), bead(1, []int{1}, nil), bead(1, []int{2}, []int{2})}, 1},
	}
	for _, test := range tests {
		if got := minOperations(one, test.auto); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// Gold that leaves a unit out means that it has no counterpart.
func TestUnmentioned(t *testing.T) {
	var gold, auto []align.Bead
	for k := range 10 {
		auto = append(auto, bead(1, []int{k}, []int{k}))
	}
	gold = append(gold, auto[:9]...)
	c, err := Compare(gold, auto)
	if err != nil {
		t.Fatal(err)
	}
	if c.Gold != 9 || c.Auto != 10 || c.Strict != 9 || c.Operations != 1 {
		t.Errorf("%+v", c)
	}
}

func TestCompareRefuses(t *testing.T) {
	one := []align.Bead{bead(1, []int{0}, []int{0})}
	for name, auto := range map[string][]align.Bead{
		"another text": {bead(1, []int{1}, []int{0})},
		"twice":        {bead(1, []int{0}, []int{0}), bead(1, []int{0}, nil)},
	} {
		if _, err := Compare(one, auto); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Which side's units without counterpart are listed first makes no difference, and
// an edit costs the same both ways.
func TestOperationsOfNulls(t *testing.T) {
	a := []align.Bead{bead(1, []int{0}, []int{0}), bead(1, nil, []int{1}), bead(1, []int{1, 2}, []int{2, 3})}
	b := []align.Bead{bead(1, []int{0}, []int{0}), bead(1, []int{1}, nil), bead(1, nil, []int{1}), bead(1, []int{2}, []int{2, 3})}
	if ab, ba := minOperations(a, b), minOperations(b, a); ab != 1 || ba != 1 {
		t.Errorf("%d and %d operations, want 1", ab, ba)
	}
}

// How beads are written makes no difference.
func TestCompareSpelling(t *testing.T) {
	gold := []align.Bead{bead(1, []int{1, 0}, []int{0}), bead(1, []int{2, 3}, nil), {}}
	auto := []align.Bead{bead(1, []int{0, 1}, []int{0}), bead(1, []int{2}, nil), bead(1, []int{3}, nil)}
	c, err := Compare(gold, auto)
	if err != nil {
		t.Fatal(err)
	}
	if c.Perfect != 1 || c.Strict != 1 || c.NullStrict != 2 || c.CalibrationError() != 0 || c.Operations != 0 {
		t.Errorf("%+v", c)
	}
}

// Borders that are all shifted are compared in steps that grow as their number, and
// the work on a bead grows as its units.
func TestLargeAlignments(t *testing.T) {
	const n = 5000
	var gold, auto []align.Bead
	ids := make([]int, n)
	for k := range n {
		ids[k] = k
		gold, auto = append(gold, bead(1, []int{k}, []int{k})), append(auto, bead(1, []int{(k + 1) % n}, []int{k}))
	}
	c, err := Compare(gold, auto)
	if err != nil {
		t.Fatal(err)
	}
	if c.LaxAuto != 0 || c.Operations == 0 {
		t.Errorf("got %+v", c)
	}
	if c, err = Compare([]align.Bead{bead(1, ids, ids)}, []align.Bead{bead(1, ids, ids)}); err != nil || c.Perfect != 1 || c.LaxGold != 1 {
		t.Errorf("got %+v, %v", c, err)
	}
}
