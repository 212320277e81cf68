package pairing

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"bitext/align"
)

func equalJSON(t *testing.T, a, b any) bool {
	t.Helper()
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	if errX != nil || errY != nil {
		t.Fatal(errX, errY)
	}
	return string(x) == string(y)
}

// No edition is in two pairs, whatever the candidates are, in whatever order they come,
// and nothing that can be paired is left over.
func TestChooseIsOneToOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "candidates")
		var all []Candidate
		for k := range n {
			all = append(all, Candidate{
				EN: rapid.IntRange(0, 6).Draw(t, fmt.Sprint("en", k)), ZH: rapid.IntRange(0, 6).Draw(t, fmt.Sprint("zh", k)),
				Weak:        rapid.Bool().Draw(t, fmt.Sprint("weak", k)),
				Probability: rapid.Float64Range(0, 1).Draw(t, fmt.Sprint("p", k)),
			})
		}
		verify := func(asked []Candidate) ([][align.Sides]float64, error) {
			out := make([][align.Sides]float64, len(asked))
			for k, c := range asked {
				out[k] = [align.Sides]float64{float64((c.EN+c.ZH)%3) / 2, 0}
			}
			return out, nil
		}
		pairs, err := Choose(all, verify)
		if err != nil {
			t.Fatal(err)
		}
		en, zh := map[int]bool{}, map[int]bool{}
		for _, p := range pairs {
			if en[p.EN] || zh[p.ZH] {
				t.Fatalf("%v: an edition stands in two pairs", pairs)
			}
			if p.Probability < minProbability || p.doubtful() {
				t.Fatalf("%+v is a pair", p)
			}
			en[p.EN], zh[p.ZH] = true, true
		}
		for _, c := range all {
			if c.Probability >= sureProbability && !en[c.EN] && !zh[c.ZH] {
				t.Fatalf("%+v is left over", c)
			}
		}
	})
}

func TestChooseOrder(t *testing.T) {
	var all []Candidate
	for en := range 8 {
		for zh := range 8 {
			all = append(all, Candidate{EN: en, ZH: zh, Probability: 0.96, Similarity: float64((en*zh)%5) / 5})
		}
	}
	want, err := Choose(all, nil)
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(5) {
		shuffled := slices.Clone(all)
		rand.New(rand.NewPCG(seed, 0)).Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		if got, err := Choose(shuffled, nil); err != nil || !slices.Equal(got, want) {
			t.Errorf("another order of candidates gives other pairs (%v)", err)
		}
	}
}

// The coverage has the last word about a doubtful candidate, and only about that.
func TestChooseVerifies(t *testing.T) {
	all := []Candidate{{EN: 0, ZH: 0, Probability: 0.99}, {EN: 1, ZH: 1, Probability: 0.8, Weak: true}, {EN: 1, ZH: 2, Probability: 0.3, Weak: true}, {EN: 2, ZH: 3, Probability: 0.01}}
	var asked []Candidate
	pairs, err := Choose(all, func(c []Candidate) ([][align.Sides]float64, error) {
		asked = append(asked, c...)
		out := make([][align.Sides]float64, len(c))
		for k, c := range c {
			if c.ZH == 2 {
				out[k] = [align.Sides]float64{0.7, 0.9}
			}
		}
		return out, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(asked) != 2 || asked[0].ZH != 1 || asked[1].ZH != 2 {
		t.Errorf("verified %+v", asked)
	}
	if len(pairs) != 2 || pairs[0].EN != 0 || pairs[1].ZH != 2 || pairs[1].Probability != 0.9 {
		t.Errorf("pairs %+v", pairs)
	}
	fault := errors.New("fault")
	if _, err := Choose(all, func([]Candidate) ([][align.Sides]float64, error) { return nil, fault }); !errors.Is(err, fault) {
		t.Errorf("error %v", err)
	}
}
