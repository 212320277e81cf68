package pairing

import (
	"cmp"
	"slices"

	"bitext/align"
)

const (
	minProbability  = 0.5  // of a pair; of its coverage, once it was aligned: see align.Alignment.OnePiece
	sureProbability = 0.95 // from which on a pair needs no alignment to be believed
	minDoubtful     = 0.1  // below which a candidate is not worth an alignment
)

// Verify aligns candidates and returns the coverage of each; see align.Alignment.Coverage.
type Verify func([]Candidate) ([][align.Sides]float64, error)

// Choose chooses pairs among candidates, so that no edition is in two: the likeliest
// first. Weak candidates that are neither sure nor hopeless are put to verify, and its
// coverage has the last word. Without verify (nil) the probability alone decides.
func Choose(candidates []Candidate, verify Verify) ([]Candidate, error) {
	all := slices.Clone(candidates)
	for {
		slices.SortStableFunc(all, likelierFirst)
		var pairs []Candidate
		var doubtful []int
		var taken [align.Sides]map[int]bool
		taken[align.EN], taken[align.ZH] = map[int]bool{}, map[int]bool{}
		for k, c := range all {
			open := verify != nil && c.doubtful()
			if c.Probability < minProbability && !open || taken[align.EN][c.EN] || taken[align.ZH][c.ZH] {
				continue
			}
			taken[align.EN][c.EN], taken[align.ZH][c.ZH] = true, true
			if pairs = append(pairs, c); open {
				doubtful = append(doubtful, k)
			}
		}
		if len(doubtful) == 0 {
			return pairs, nil
		}
		if err := verifyAll(all, doubtful, verify); err != nil {
			return nil, err
		}
	}
}

// doubtful reports whether an alignment would tell something about the candidate.
func (c Candidate) doubtful() bool {
	return c.Weak && !c.Verified && c.Probability >= minDoubtful && c.Probability < sureProbability
}

func likelierFirst(a, b Candidate) int {
	return cmp.Or(cmp.Compare(b.Probability, a.Probability), cmp.Compare(b.Similarity, a.Similarity),
		cmp.Compare(a.EN, b.EN), cmp.Compare(a.ZH, b.ZH))
}

// verifyAll puts some of the candidates to verify.
func verifyAll(candidates []Candidate, which []int, verify Verify) error {
	asked := make([]Candidate, len(which))
	for n, k := range which {
		asked[n] = candidates[k]
	}
	coverage, err := verify(asked)
	if err != nil {
		return err
	}
	for n, k := range which {
		c := &candidates[k]
		c.Verified, c.Coverage, c.Probability = true, coverage[n], max(coverage[n][align.EN], coverage[n][align.ZH])
	}
	return nil
}
