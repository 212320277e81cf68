package align

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// ReviewTarget is the share of right rows that the rows to look at first lead to.
const ReviewTarget = 0.99

// Triage is the work that an alignment leaves to a reviewer. Console, workbook and report all
// take their count of rows to check from it.
type Triage struct {
	Rows      []Row   // to look at, the most doubtful first
	Now, Then float64 // the expected share of right rows now, and once Rows have been looked at
}

// Triage returns the paragraph rows that a reviewer should look at: those that lead to a
// share of right rows from 0 to 1, those that are doubtful, and pairs with a flag. A row is
// right with the probability that is its score, or for certain once a reviewer has looked
// at it, which takes it off the list: so the least probable rows, which come first, are
// worth most.
func (al *Alignment) Triage(target float64) Triage {
	all := al.Rows(LevelParagraph)
	if len(all) == 0 {
		return Triage{Now: 1, Then: 1}
	}
	right := 0.0
	var open []Row
	for _, r := range all {
		if r.Status != "" || r.ByHand {
			right++
			continue
		}
		right += probability(r)
		open = append(open, r)
	}
	slices.SortStableFunc(open, func(x, y Row) int { return cmp.Compare(x.Score, y.Score) })
	t := Triage{Now: right / float64(len(all))}
	for _, r := range open {
		if right < target*float64(len(all)) || BandOf(r.Score) == BandDoubtful || r.TwoSided() && len(r.Flags) > 0 {
			right += 1 - probability(r)
			t.Rows = append(t.Rows, r)
		}
	}
	t.Then = right / float64(len(all))
	return t
}

// probability is that with which a row is right.
func probability(r Row) float64 { return min(1, max(0, r.Score)) }

// Advice says in English and in Chinese what to do first.
func (t Triage) Advice() (en, zh string) {
	now := 100 * t.Now
	if len(t.Rows) == 0 {
		return fmt.Sprintf("No row needs a look: about %.1f %% of all rows are right.", now),
			fmt.Sprintf("没有需要先看的行：约 %.1f %% 的行正确。", now)
	}
	rows := "this row"
	if n := len(t.Rows); n > 1 {
		rows = fmt.Sprintf("these %d rows", n)
	}
	about, aboutZH := "about", "约"
	then := math.Floor(100 * t.Then)
	if then < now {
		about, aboutZH = "more than", "超过"
	}
	return fmt.Sprintf("Check %s: then %s %.0f %% of all rows are right (now %.1f %%).", rows, about, then, now),
		fmt.Sprintf("先核对这 %d 行：之后%s %.0f %% 的行正确（现为 %.1f %%）。", len(t.Rows), aboutZH, then, now)
}

// Reasons returns in both languages why a reviewer should look at a bead: its flags, or how
// many rows of its score are wrong. Its verdict says already that it has no counterpart.
func (b Bead) Reasons() string {
	var reasons []string
	for _, f := range b.Flags {
		if f.Kind == NoCounterpart {
			continue
		}
		reasons = append(reasons, f.Bilingual())
	}
	if len(reasons) == 0 {
		wrong := 100 - int(math.Round(100*ShownScore(b.Score)))
		are := "are"
		if wrong == 1 {
			are = "is"
		}
		reasons = append(reasons, fmt.Sprintf("%d of 100 such rows %s wrong 每百行约错 %d 行", wrong, are, wrong))
	}
	return strings.Join(reasons, "; ")
}
