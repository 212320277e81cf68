package align

import (
	"cmp"
	"slices"
)

// ReviewTarget is the share of right rows that the rows to look at first lead to.
const ReviewTarget = 0.99

// Triage returns the paragraph beads that a reviewer should look at so that the
// expected share of right ones reaches a target from 0 to 1, by their indices, and
// that share as it is now. A bead is right with the probability that is its score,
// or for certain once a reviewer has looked at it: so the least probable ones, which
// come first, are worth most. Boilerplate does not count.
func (al *Alignment) Triage(target float64) (beads []int, now float64) {
	right, all := 0.0, 0
	var open []int
	for n, b := range al.Beads {
		if al.Removed(b) {
			continue
		}
		all++
		if b.Status != "" || b.ByHand {
			right++
			continue
		}
		right += min(1, max(0, b.Score))
		open = append(open, n)
	}
	if all == 0 {
		return nil, 1
	}
	slices.SortStableFunc(open, func(x, y int) int { return cmp.Compare(al.Beads[x].Score, al.Beads[y].Score) })
	now = right / float64(all)
	for _, n := range open {
		if right >= target*float64(all) {
			break
		}
		right += 1 - min(1, max(0, al.Beads[n].Score))
		beads = append(beads, n)
	}
	return beads, now
}
