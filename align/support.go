package align

import "math"

// pairGain returns what the words of a bead gain, as the search counts it:
// ½·(G(T|S) + G(S|T)).
func (m *model) pairGain(zh, en span) float64 {
	enGain := 0.0
	mass, tokens := m.zh.mass(zh, m.enGivenZH)
	m.en.each(en, func(y int32) { enGain += gain(mass[y], tokens, m.en.prob[y]) })
	zhGain := 0.0
	mass, tokens = m.en.mass(en, m.zhGivenEN)
	m.zh.each(zh, func(y int32) { zhGain += gain(mass[y], tokens, m.zh.prob[y]) })
	return (enGain + zhGain) / 2
}

// support returns the share of the words of a bead, on both sides, that the
// dictionary finds on the other side; a word counts the more the rarer it is.
func (m *model) support(zh, en span) float64 {
	found, all := 0.0, 0.0
	count := func(s *side, words span, mass map[int32]float64) {
		s.each(words, func(y int32) {
			rare := -math.Log(s.prob[y])
			all += rare
			if mass[y] > 0 {
				found += rare
			}
		})
	}
	mass, _ := m.zh.mass(zh, m.dictionary.enGivenZH)
	count(m.en, en, mass)
	mass, _ = m.en.mass(en, m.dictionary.zhGivenEN)
	count(m.zh, zh, mass)
	return found / all
}

// lookElsewhere finds among the beads without counterpart those whose words pair
// them with one another, out of order: paragraphs that changed places.
func (m *model) lookElsewhere(list []linked) {
	var en, zh []int // indices of the one-sided beads
	for k, b := range list {
		switch {
		case b.zh.len() == 0:
			en = append(en, k)
		case b.en.len() == 0:
			zh = append(zh, k)
		}
	}
	if len(en)*len(zh) > mostCompared {
		return
	}
	s := newScorer(m.en, m.zh, m.translation, shapes{})
	best := make(map[int]float64) // by bead, of the counterpart found so far
	for _, x := range en {
		for _, y := range zh {
			e, z := list[x].en, list[y].zh
			sh := shape{z.len(), e.len()}
			alone := s.nullScore(z.start, e.start, sh)
			worth := m.pairGain(z, e) + s.lengthScore(z.start, e.start, sh) + s.kindScore(z.start, e.start, sh) - alone
			if worth < leastMoved || worth <= best[x] || worth <= best[y] {
				continue
			}
			best[x], best[y] = worth, worth
			list[x].elsewhere, list[y].elsewhere = z, e
		}
	}
}

const (
	// leastMoved is how much better than apart two beads have to be together, in log
	// odds. In the sets of the benchmark, where nothing has moved, the most is 2.
	leastMoved   = 4.0
	mostCompared = 250_000 // pairs of beads; with more, the editions are not of one piece
)

// mass returns Σ t(y|x) over the tokens x of a run of units, for each type y of
// the other side, and how many tokens there are.
func (s *side) mass(units span, w weights) (mass map[int32]float64, tokens int) {
	mass = map[int32]float64{}
	s.each(units, func(x int32) {
		tokens++
		for _, to := range w.rows[x] {
			mass[to.to] += float64(to.t)
		}
	})
	return mass, tokens
}

// each calls f with each token of a run of units.
func (s *side) each(units span, f func(token int32)) {
	for _, unit := range s.units[units.start:units.end] {
		for _, t := range unit {
			f(t)
		}
	}
}
