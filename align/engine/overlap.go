package engine

import (
	"cmp"
	"slices"

	"bitext/align"
	"bitext/align/internal/portable"
)

// matcher compares the words of two runs of units. It is not safe for concurrent use.
type matcher struct {
	*model
	onEN, onZH mass
}

func (m *model) matcher() *matcher {
	return &matcher{m, newMass(m.en), newMass(m.zh)}
}

// wordScore returns what the search counts the words of a bead for.
func (m *matcher) wordScore(zh, en span) float64 {
	m.onEN.set(en, m.zh, m.enGivenZH, zh)
	m.onZH.set(zh, m.en, m.zhGivenEN, en)
	enGain, zhGain := 0.0, 0.0
	m.en.each(en, func(y int32) { enGain += m.onEN.gain(y) })
	m.zh.each(zh, func(y int32) { zhGain += m.onZH.gain(y) })
	return m.opt.Params.wordScore(enGain, zhGain)
}

// overlap returns the share of the words of a bead, on both sides, that the
// dictionary finds on the other side. A word counts the more the rarer it is, and
// far-fetched translations do not count.
func (m *matcher) overlap(zh, en span) float64 {
	m.onEN.set(en, m.zh, m.dictionary.enGivenZH, zh)
	m.onZH.set(zh, m.en, m.dictionary.zhGivenEN, en)
	found, all := 0.0, 0.0
	count := func(s *tokenized, words span, on mass) {
		s.each(words, func(y int32) {
			rare := -portable.Ln(s.prob[y])
			all += rare
			if on.of[y] > minShared {
				found += rare
			}
		})
	}
	count(m.en, en, m.onEN)
	count(m.zh, zh, m.onZH)
	return found / all
}

// worthOf returns what the words of the other side of a bead gain by a unit of the given
// side: not above zero if they are as well explained without it. The side has other
// units.
func (m *matcher) worthOf(b scoredBead, side align.Side, unit int) float64 {
	own, other, target, on, t := m.en, m.zh, b.zh, &m.onZH, m.zhGivenEN
	units := b.en
	if side == align.ZH {
		own, other, target, on, t = m.zh, m.en, b.en, &m.onEN, m.enGivenZH
		units = b.zh
	}
	gains := func(runs ...span) (sum float64) {
		on.set(target, own, t, runs...)
		other.each(target, func(y int32) { sum += on.gain(y) })
		return sum
	}
	return gains(units) - gains(span{units.start, unit}, span{unit + 1, units.end})
}

// minShared is the probability from which a translation counts as found.
const minShared = 0.1

// lookElsewhere pairs beads without counterpart that have the same words on either
// side, in whatever order: paragraphs that changed places.
func (m *matcher) lookElsewhere(list []scoredBead) {
	var en, zh []int // indices of the one-sided beads
	for k, b := range list {
		switch {
		case b.zh.len() == 0:
			en = append(en, k)
		case b.en.len() == 0:
			zh = append(zh, k)
		}
	}
	if len(en)*len(zh) > maxCompared {
		return
	}
	type match struct {
		en, zh int
		worth  float64
	}
	var all []match
	s := m.scorer()
	for _, x := range en {
		for _, y := range zh {
			e, z := list[x].en, list[y].zh
			sh := shape{z.len(), e.len()}
			alone := s.nullScore(z.start, e.start, sh)
			worth := m.wordScore(z, e) + s.lengthScore(z.start, e.start, sh) + s.kindScore(z.start, e.start, sh) - alone
			if worth >= minMoved {
				all = append(all, match{x, y, worth})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.worth, a.worth) })
	for _, a := range all {
		if x, y := &list[a.en], &list[a.zh]; x.elsewhere.len() == 0 && y.elsewhere.len() == 0 {
			x.elsewhere, y.elsewhere = y.zh, x.en
		}
	}
}

const (
	// minMoved is how much better together than apart two beads have to be, in log
	// odds. Hard editions, in which nothing has moved, have no pair above 0.5.
	minMoved    = 1.3
	maxCompared = 250_000 // pairs of beads; with more, the editions are not of one piece
)
