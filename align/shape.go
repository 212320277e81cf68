package align

// shape is the number of Chinese and English units of a bead.
type shape struct{ zh, en int }

// shapes are the shapes that beads may have in a search.
type shapes struct {
	all    []shape
	priors []float64 // log prior of each
}

// maxSpan is the largest number of units on one side of a bead.
const maxSpan = 7

// beadShapes returns all shapes of beads with their log priors. Two-sided beads
// have up to maxSpan+1 units in all; units without counterpart stand alone.
func beadShapes() (s shapes) {
	add := func(zh, en int, prior float64) {
		s.all, s.priors = append(s.all, shape{zh, en}), append(s.priors, prior)
	}
	add(0, 1, 0) // the lattice knows their priors
	add(1, 0, 0)
	for zh := 1; zh <= maxSpan; zh++ {
		for en := 1; zh+en <= maxSpan+1; en++ {
			switch {
			case zh == 1 && en == 1:
				add(zh, en, onePrior)
			case zh == 1 || en == 1:
				add(zh, en, manyPrior-manyDecay*float64(zh+en-3))
			default:
				add(zh, en, bothPrior-bothDecay*float64(zh+en-4))
			}
		}
	}
	return s
}

// The log priors of bead shapes, by groups: the frequencies of the shapes in
// literary and news bitexts, plus a bonus for each two-sided bead, which makes up
// for what Model 1 takes from small beads. Fitted on MAC dev and the edition sets.
const (
	nullPrior     = -4.6 // a unit without counterpart inside a paragraph bead
	nextNullPrior = -2.0 // the same right after another
	cutPrior      = -5.0 // a unit without counterpart at a corner
	nextCutPrior  = -0.7 // the same right after another
	onePrior      = 2.5  // 1-1
	manyPrior     = 1.1  // 1-2 and 2-1
	bothPrior     = -0.5 // 2-2
	manyDecay     = 1.0  // off for each unit more: 1-3, 1-4 ...
	bothDecay     = 1.2  // off for each unit more: 2-3, 3-3 ...
)
