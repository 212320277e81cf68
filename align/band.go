package align

import "math"

// Band is a range of scores that asks for the same care of a reviewer.
type Band int

// The bands, the surest first: a reviewer can skim the first, should read the second
// and has to decide the third. Bands counts them.
const (
	BandSure Band = iota
	BandCheck
	BandDoubtful
	Bands
)

// BandOf returns the band of a score.
func BandOf(score float64) Band {
	for b := BandSure; b < BandDoubtful; b++ {
		if ShownScore(score) >= b.Min() {
			return b
		}
	}
	return BandDoubtful
}

// Min returns the least score of the band. Scores are probabilities: of a hundred
// rows at the border of sure, ten are wrong; at that of check, forty.
func (b Band) Min() float64 { return [Bands]float64{0.90, 0.60, 0}[b] }

// String returns the name of the band.
func (b Band) String() string { return [Bands]string{"sure", "check", "doubtful"}[b] }

// Bilingual returns the name of the band in both languages.
func (b Band) Bilingual() string {
	return [Bands]string{"sure 可靠", "check 核对", "doubtful 存疑"}[b]
}

// ShownScore cuts a score to the two decimals that are shown, so that the number and
// its band agree. A score under 0 or over 1 becomes 0 or 1, and NaN becomes 0.
func ShownScore(p float64) float64 {
	if !(p > 0) {
		return 0
	}
	return math.Floor(float64(min(p, 1)*100)+1e-9) / 100
}

// Verdict says in both languages how sure the program is of the bead: its band, or that it
// has no counterpart, which is no worse than a pair of the same score.
func (b Bead) Verdict() string {
	if !b.TwoSided() {
		return Flag{Kind: NoCounterpart}.Bilingual()
	}
	return BandOf(b.Score).Bilingual()
}
