package align

import (
	"cmp"
	"slices"
)

// ReviewTarget is the share of right rows that the rows to look at first lead to.
const ReviewTarget = 0.99

// Triage returns the paragraph rows that a reviewer should look at so that the
// expected share of right ones reaches a target from 0 to 1, and that share as it is
// now. A row is right with the probability that is its score, or for certain once a
// reviewer has looked at it: so the least probable rows, which come first, are worth
// most.
func (al *Alignment) Triage(target float64) (rows []Row, now float64) {
	all := al.Rows(LevelParagraph)
	right := 0.0
	var open []Row
	for _, r := range all {
		if r.Status != "" || r.ByHand {
			right++
			continue
		}
		right += min(1, max(0, r.Score))
		open = append(open, r)
	}
	if len(all) == 0 {
		return nil, 1
	}
	slices.SortStableFunc(open, func(x, y Row) int { return cmp.Compare(x.Score, y.Score) })
	now = right / float64(len(all))
	for _, r := range open {
		if right >= target*float64(len(all)) {
			break
		}
		right += 1 - min(1, max(0, r.Score))
		rows = append(rows, r)
	}
	return rows, now
}
