package engine

// shape is the number of Chinese and English units of a bead.
type shape struct{ zh, en int }

func (s shape) twoSided() bool { return s.zh > 0 && s.en > 0 }

// maxSpan is the largest number of units on one side of a bead.
const maxSpan = 7

// beadShapes returns all shapes of beads. Two-sided beads have up to maxSpan+1 units in
// all; units without counterpart stand alone.
func beadShapes() []shape {
	all := []shape{{0, 1}, {1, 0}}
	for zh := 1; zh <= maxSpan; zh++ {
		for en := 1; zh+en <= maxSpan+1; en++ {
			all = append(all, shape{zh, en})
		}
	}
	return all
}

const _ = uint8((maxSpan*(maxSpan+1)/2+2)*layers - 1) // shapes and layers fit into viterbi.via
