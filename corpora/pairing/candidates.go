package pairing

import (
	"cmp"
	"math"
	"slices"

	"bitext/align"
)

// Candidate is an English and a Chinese edition that may belong together.
type Candidate struct {
	EN, ZH      int     // indexes of their signatures
	Similarity  float64 // cosine of what they have in common, 0 to 1
	Probability float64 // that they are editions of one piece, 0 to 1

	// Margin is, by side, how many times as similar the edition is to the other as to
	// its best other counterpart.
	Margin [align.Sides]float64

	// Weak reports that an alignment would tell more: that the editions have little in
	// common, or that there are too few others to compare with. A candidate that is not
	// weak is unlikely only where another is as similar, which mostly aligns as well.
	Weak bool

	// Coverage is the share of each text that has a counterpart in the other, once they
	// were aligned; see Verified.
	Coverage [align.Sides]float64
	Verified bool
}

// margin returns the geometric mean of the margins of both sides.
func (c Candidate) margin() float64 { return math.Sqrt(c.Margin[align.EN] * c.Margin[align.ZH]) }

// Candidates finds the pairs of signatures that may be editions of one piece. Each
// edition has a few at most, so that their number grows with the folder and not with
// its square. They come in the order of EN and ZH, and do not depend on the order of
// work.
func Candidates(en, zh []*Signature) []Candidate {
	vectorsEN, vectorsZH := vectors(en, zh), vectors(zh, en)
	ix := newIndex(vectorsZH)
	var out []Candidate
	for n, v := range vectorsEN {
		for _, near := range ix.nearest(v) {
			out = append(out, Candidate{EN: n, ZH: near.edition, Similarity: near.similarity})
		}
	}
	// The best two of each edition, to compare with.
	var best [align.Sides][][2]float64
	best[align.EN], best[align.ZH] = make([][2]float64, len(en)), make([][2]float64, len(zh))
	for _, c := range out {
		for side, n := range [align.Sides]int{c.EN, c.ZH} {
			switch b := &best[side][n]; {
			case c.Similarity > b[0]:
				b[0], b[1] = c.Similarity, b[0]
			case c.Similarity > b[1]:
				b[1] = c.Similarity
			}
		}
	}
	for k := range out {
		c := &out[k]
		for side, n := range [align.Sides]int{c.EN, c.ZH} {
			rival := best[side][n][0]
			if c.Similarity == rival {
				rival = best[side][n][1]
			}
			c.Margin[side] = max(c.Similarity, chance/4) / max(rival, chance)
		}
		c.Probability = probability(c.Similarity, c.margin(), en[c.EN].Length, zh[c.ZH].Length)
		few := min(len(en), len(zh)) < fewEditions
		if few {
			c.Probability = min(c.Probability, unsureProbability)
		}
		c.Weak = few || c.Similarity < strongSimilarity
	}
	slices.SortFunc(out, inOrderOfEditions)
	return out
}

func inOrderOfEditions(a, b Candidate) int {
	return cmp.Or(cmp.Compare(a.EN, b.EN), cmp.Compare(a.ZH, b.ZH))
}

// The model of the probability is logistic in the logarithms of similarity and margin
// and in the lengths. Its constants were set by hand, on essays with and without the
// Latin letters of the Chinese editions: they are round, and lie where pairs and
// strangers leave a wide gap between them.
const (
	chance           = 0.1  // similarity that strangers have
	evenSimilarity   = 0.2  // similarity that says nothing
	evenMargin       = 1.3  // margin that says nothing
	strongSimilarity = 0.4  // similarity that no stranger has; see Candidate.Weak
	similaritySlope  = 4    // of its logarithm
	marginSlope      = 8    // of its logarithm
	meanLength       = 1.1  // logarithm of English letters for each Chinese character
	spreadLength     = 0.35 // standard deviation of it
)

// fewEditions is the number of editions under which nothing is known of how rare a
// feature is, so that no candidate is more likely than unsureProbability.
const (
	fewEditions       = 20
	unsureProbability = 0.9
)

// probability returns how likely two editions are of one piece.
func probability(similarity, margin, lengthEN, lengthZH float64) float64 {
	off := (math.Log(max(lengthEN, 1)/max(lengthZH, 1)) - meanLength) / spreadLength
	x := float64(similaritySlope*math.Log(max(similarity, 1e-9)/evenSimilarity)) + float64(marginSlope*math.Log(margin/evenMargin)) - float64(off*off/2)
	return 1 / (1 + math.Exp(-x))
}
