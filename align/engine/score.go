package engine

import (
	"slices"

	"bitext/align"
)

// scorer scores the beads of one bitext. doc.go explains the formula, and what its
// weights were fitted on.
type scorer struct {
	en, zh *tokenized
	tables
	learned            bool    // whether the tables have learned from this bitext
	ratio              float64 // English letters per Chinese character of this bitext
	enCopies, zhCopies copies
	params             *Params
	priors             [maxSpan + 1][maxSpan + 1]float64 // of two-sided shapes, by their Chinese and English units
	blind              float64                           // what each token of a unit without counterpart costs besides Params.NullToken

	enSums, zhSums unitSums
	plain          bool // all units are of the body of their text, so that kinds say nothing
}

func newScorer(en, zh *tokenized, t tables, ratio float64, p *Params) *scorer {
	s := &scorer{en: en, zh: zh, tables: t, ratio: ratio}
	s.set(p)
	s.enSums, s.zhSums = en.sums(), zh.sums()
	special := func(k align.Kind) bool { return k != align.Body }
	s.plain = !slices.ContainsFunc(en.kinds, special) && !slices.ContainsFunc(zh.kinds, special)
	s.blind = float64(blindPerToken * max(0, 1-(s.known(en, t.enGivenZH)+s.known(zh, t.zhGivenEN))))
	return s
}

// set makes the scorer score with other parameters.
func (s *scorer) set(p *Params) {
	s.params = p
	for _, sh := range beadShapes() {
		if sh.zh > 0 && sh.en > 0 {
			s.priors[sh.zh][sh.en] = p.prior(sh)
		}
	}
}

// ratioOf returns the ratio of lengths that texts of so many letters and characters show.
func ratioOf(letters, characters float64) float64 {
	ratio := (letters + float64(align.UsualRatio*ratioInertia)) / (characters + ratioInertia)
	return min(max(ratio, align.UsualRatio/maxUnusual), align.UsualRatio*maxUnusual)
}

const (
	ratioInertia = 200 // Chinese characters of text that the usual ratio counts for: a short text has hardly a ratio of its own
	maxUnusual   = 2   // how many times the usual ratio, or part of it, a ratio is at most; what is further off is no translation
)

// evidence is what the words of both sides say of a bead.
type evidence struct {
	en, zh float64 // what the words of either side gain
	across float64 // see crossing: at the node that the bead leaves
}

// edge returns the score of the bead of a shape at node (i, j), counted in the whole
// bitext.
func (s *scorer) edge(i, j int, sh shape, w evidence) float64 {
	switch {
	case sh.en == 0:
		return s.nullScore(i, j, sh) + s.zhCopies.alone(i)
	case sh.zh == 0:
		return s.nullScore(i, j, sh) + s.enCopies.alone(j)
	}
	score := s.priors[sh.zh][sh.en] + s.params.wordScore(w.en, w.zh) - float64(s.params.Across*w.across) - float64(s.params.Clauses*s.clauseDifference(i, j, sh)) + s.lengthScore(i, j, sh) + s.kindScore(i, j, sh) +
		s.params.markScore(s.zh.marks[i], s.zh.marks[i+sh.zh-1], s.en.marks[j], s.en.marks[j+sh.en-1])
	for range s.innerBorders(i, j, sh) {
		score += s.params.InnerBorder
	}
	return score
}

// clauseDifference returns how much the numbers of marks between clauses differ: the square of
// the difference in standard deviations of a count like theirs, up to a most.
func (s *scorer) clauseDifference(i, j int, sh shape) float64 {
	en := s.enSums.clauses[j+sh.en] - s.enSums.clauses[j]
	zh := s.zhSums.clauses[i+sh.zh] - s.zhSums.clauses[i]
	return min(float64((en-zh)*(en-zh))/float64(en+zh+2), maxClauses)
}

// maxClauses keeps a long list from deciding alone.
const maxClauses = 3.0

// wordScore is what the gains of the two sides' words count for.
func (p *Params) wordScore(enGain, zhGain float64) float64 {
	return float64(p.EnglishGain*enGain) + float64(p.ChineseGain*zhGain)
}

// markScore is what the marks of the first and the last units of a bead count for.
func (p *Params) markScore(zhFirst, zhLast, enFirst, enLast marks) float64 {
	return value(p.Opening.of(zhFirst.opens, enFirst.opens)) + value(p.Closing.of(zhLast.closes, enLast.closes)) + *p.Mood[zhLast.mood].of(enLast.mood)
}

// innerBorders returns the number of paragraph borders inside a two-sided bead.
func (s *scorer) innerBorders(i, j int, sh shape) int {
	return s.zhSums.borders[i+sh.zh] - s.zhSums.borders[i+1] + s.enSums.borders[j+sh.en] - s.enSums.borders[j+1]
}

// nullScore is what units without counterpart lose besides their prior: true
// pairs gain more than this on each token, unrelated pairs less.
func (s *scorer) nullScore(i, j int, sh shape) float64 {
	return float64(-(s.params.NullToken + s.blind) * float64(s.tokens(i, j, sh)))
}

// tokens returns the number of tokens of a bead.
func (s *scorer) tokens(i, j int, sh shape) int {
	return s.zhSums.tokens[i+sh.zh] - s.zhSums.tokens[i] + s.enSums.tokens[j+sh.en] - s.enSums.tokens[j]
}

// known returns the share of the tokens of an edition that a word of the other edition
// may explain.
func (s *scorer) known(of *tokenized, given table) float64 {
	translates := make([]bool, len(of.types))
	for _, row := range given {
		for _, w := range row {
			translates[w.to] = true
		}
	}
	known, all := 0, 0
	for y, units := range of.post {
		all += len(units)
		if translates[y] {
			known += len(units)
		}
	}
	return float64(known) / float64(max(1, all))
}

// blindPerToken is about what a token costs that nothing explains. Where at least half of
// the words are known, as with the embedded dictionary, a token of a unit without
// counterpart costs Params.NullToken. The fewer words are known, the less it says that nothing explains a
// word: without a dictionary lengths decide.
const blindPerToken = 0.25

// lengthScore is the length term of Gale and Church (1993): the log density,
// up to a constant, of the difference of the lengths under a normal
// distribution whose variance grows with the length. The cap keeps a pair
// whose words agree together although one edition says it at twice the length.
func (s *scorer) lengthScore(i, j int, sh shape) float64 {
	return -min(s.lengthDifference(i, j, sh)/2, s.params.LengthCap)
}

// lengthDifference returns the square of the difference of the lengths in standard deviations.
func (s *scorer) lengthDifference(i, j int, sh shape) float64 {
	en := s.enSums.length[j+sh.en] - s.enSums.length[j]
	zh := float64((s.zhSums.length[i+sh.zh] - s.zhSums.length[i]) * s.ratio)
	return (en - zh) * (en - zh) / (s.params.LengthVariance * (en + zh + lengthFloor) / 2)
}

// lengthFloor keeps very short units from being certain, in letters.
const lengthFloor = 10.0

// kindScore favours like with like: a title with a title.
func (s *scorer) kindScore(i, j int, sh shape) float64 {
	if s.plain {
		return 0
	}
	mismatches, match := s.compareKinds(i, j, sh)
	score := float64(-s.params.KindMismatch * float64(mismatches))
	if match {
		score += s.params.KindMatch
	}
	return score
}

// compareKinds returns how many units of a bead are of another kind than the first of their
// side, with one more if the sides are of different kinds, and whether both sides are of
// the same special kind.
func (s *scorer) compareKinds(i, j int, sh shape) (mismatches int, match bool) {
	en, zh := s.en.kinds[j], s.zh.kinds[i]
	for _, k := range s.en.kinds[min(j+sh.en, s.enSums.alike[j]) : j+sh.en] {
		if k != en {
			mismatches++
		}
	}
	for _, k := range s.zh.kinds[min(i+sh.zh, s.zhSums.alike[i]) : i+sh.zh] {
		if k != zh {
			mismatches++
		}
	}
	if en != zh {
		return mismatches + 1, false
	}
	return mismatches, en != align.Body
}
