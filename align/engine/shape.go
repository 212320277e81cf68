package engine

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
			case zh == 1 && en == 2:
				add(zh, en, splitPrior)
			case zh == 2 && en == 1:
				add(zh, en, joinPrior)
			case zh == 1:
				add(zh, en, splitManyPrior)
			case en == 1:
				add(zh, en, joinManyPrior)
			case zh == 2 && en == 2:
				add(zh, en, twoPrior)
			default:
				add(zh, en, bothPrior-float64(bothDecay*float64(zh+en-5)))
			}
		}
	}
	return s
}

const _ = uint8((maxSpan*(maxSpan+1)/2+2)*layers - 1) // shapes and layers fit into viterbi.via

// The log priors of bead shapes, fitted with the other weights of the model
// (doc.go). They stand against what Model 1 takes from wide beads, so they are not
// the frequencies of the shapes.
const (
	nullPrior      = -3.34 // a unit without counterpart inside a paragraph bead
	nextNullPrior  = -1.26 // the same right after another
	cutPrior       = -1.08 // a unit without counterpart at a corner
	nextCutPrior   = -0.67 // the same right after another
	onePrior       = 1.23  // 1-1
	splitPrior     = 0.78  // one Chinese, two English
	joinPrior      = 0.00  // two Chinese, one English
	splitManyPrior = 0.51  // one Chinese, three English or more
	joinManyPrior  = -0.60 // three Chinese or more, one English
	twoPrior       = 0.02  // 2-2
	bothPrior      = -0.55 // 2-3 and 3-2
	bothDecay      = 0.35  // off for each unit more: 3-3, 2-4 ...
)
