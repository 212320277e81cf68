package engine

import (
	"math"

	"bitext/align"
)

// scorer scores the beads of one bitext. doc.go explains the formula, and what its
// weights were fitted on.
type scorer struct {
	en, zh *tokenized
	tables
	ratio              float64 // English letters per Chinese character of this bitext
	enCopies, zhCopies copies
	unlike             float64 // what each token of a unit without counterpart costs

	enLen, zhLen []float64 // lengths of the units before each unit, added up
	enTok, zhTok []int     // tokens of the units before each unit, added up
}

func newScorer(en, zh *tokenized, t tables, ratio float64) *scorer {
	s := &scorer{en: en, zh: zh, tables: t, ratio: ratio}
	s.enLen, s.enTok = en.sums()
	s.zhLen, s.zhTok = zh.sums()
	s.unlike = nullPerToken + float64(blindPerToken*max(0, 1-(s.known(en, t.enGivenZH)+s.known(zh, t.zhGivenEN))))
	return s
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

// edge returns the score of the bead of a shape at node (i, j), counted in the whole
// bitext. The prior is that of the shape; enGain and zhGain are what the words of either
// side gain.
func (s *scorer) edge(i, j int, sh shape, prior, enGain, zhGain float64) float64 {
	switch {
	case sh.en == 0:
		return prior + s.nullScore(i, j, sh) + s.zhCopies.alone(i)
	case sh.zh == 0:
		return prior + s.nullScore(i, j, sh) + s.enCopies.alone(j)
	}
	score := prior + wordScore(enGain, zhGain) + s.lengthScore(i, j, sh) + s.kindScore(i, j, sh) +
		markScore(s.zh.marks[i], s.zh.marks[i+sh.zh-1], s.en.marks[j], s.en.marks[j+sh.en-1])
	for u := i + 1; u < i+sh.zh; u++ {
		if s.zh.border[u] {
			score += innerBorderCost
		}
	}
	for u := j + 1; u < j+sh.en; u++ {
		if s.en.border[u] {
			score += innerBorderCost
		}
	}
	return score
}

// wordScore is what the gains of the two sides' words count for. Words of one
// bead are far from independent, and the two directions say mostly the same.
func wordScore(enGain, zhGain float64) float64 {
	return float64(enWeight*enGain) + float64(zhWeight*zhGain)
}

const (
	enWeight = 0.378 // of the gain of the English words, given the Chinese side
	zhWeight = 0.299 // of the gain of the Chinese words, given the English side
)

// nullScore is what units without counterpart lose besides their prior: true
// pairs gain more than this on each token, unrelated pairs less.
func (s *scorer) nullScore(i, j int, sh shape) float64 {
	tokens := s.zhTok[i+sh.zh] - s.zhTok[i] + s.enTok[j+sh.en] - s.enTok[j]
	return float64(-s.unlike * float64(tokens))
}

// known returns the share of the tokens of an edition that a word of the other edition
// may explain.
func (s *scorer) known(of *tokenized, given table) float64 {
	known, all := 0, 0
	for y, units := range of.post {
		all += len(units)
		if len(given.to[y]) > 0 {
			known += len(units)
		}
	}
	return float64(known) / float64(max(1, all))
}

// Where at least half of the words are known, as with the embedded dictionary, a
// token costs nullPerToken. The fewer words are known, the less it says that nothing
// explains a word: without a dictionary lengths decide. blindPerToken is about what a
// token costs that nothing explains.
const (
	nullPerToken  = 0.035
	blindPerToken = 0.25
)

// lengthScore is the length term of Gale and Church (1993): the log density,
// up to a constant, of the difference of the lengths under a normal
// distribution whose variance grows with the length. The cap keeps a pair
// whose words agree together although one edition says it at twice the length.
func (s *scorer) lengthScore(i, j int, sh shape) float64 {
	en := s.enLen[j+sh.en] - s.enLen[j]
	zh := float64((s.zhLen[i+sh.zh] - s.zhLen[i]) * s.ratio)
	d := (en - zh) * (en - zh) / (lengthVariance * (en + zh + lengthFloor) / 2)
	return -math.Min(d/2, lengthCap)
}

const (
	lengthVariance = 10.8 // per letter of English
	lengthFloor    = 10.0 // letters; keeps very short units from being certain
	lengthCap      = 8.3
)

// kindScore favours like with like: a title with a title.
func (s *scorer) kindScore(i, j int, sh shape) float64 {
	v := 0.0
	en, zh := s.en.kinds[j], s.zh.kinds[i]
	for _, k := range s.en.kinds[j+1 : j+sh.en] {
		if k != en {
			v -= kindMismatch
		}
	}
	for _, k := range s.zh.kinds[i+1 : i+sh.zh] {
		if k != zh {
			v -= kindMismatch
		}
	}
	switch {
	case en != zh:
		v -= kindMismatch
	case en != align.Body:
		v += kindMatch
	}
	return v
}

const (
	kindMismatch = 1.0
	kindMatch    = 0.7
)
