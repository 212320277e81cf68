package review

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
)

// Comparison says how far two reviewers of one workbook agree about its rows.
type Comparison struct {
	RowsA    int `json:"rows_a"` // rows of Review after each review
	RowsB    int `json:"rows_b"`
	SameRows int `json:"same_rows"` // rows with the same paragraphs, or the same parts of them, in both

	// Agreement is the share of rows that both have: twice the same rows over the
	// rows of both.
	Agreement float64 `json:"agreement"`

	// Kappa is Cohen's kappa (1960) on links: of all pairs of an English and a Chinese
	// paragraph, each reviewer has linked some. A paragraph that one of them cut counts
	// as its parts, one that was added counts too. It is 1 for the same links and 0 for
	// as many in common as chance would give.
	Kappa float64 `json:"kappa"`

	// BothJudged is the number of same rows to which both gave a status, and
	// SameStatus how many of them got the same.
	BothJudged int `json:"both_judged"`
	SameStatus int `json:"same_status"`

	Disagreements []Disagreement `json:"disagreements"`
}

// Disagreement is what two reviewers made of the same paragraphs.
type Disagreement struct {
	Kind DisagreementKind `json:"kind"`
	A    []Judgment       `json:"a"` // the rows of each, in reading order; none of one who did not add them
	B    []Judgment       `json:"b"`
}

// DisagreementKind names what two reviewers differ in.
type DisagreementKind string

// The kinds, the weightiest first; a disagreement has the weightiest that applies.
const (
	RowsDiffer     DisagreementKind = "rows"    // they put other paragraphs together
	StatusDiffers  DisagreementKind = "status"  // one confirmed what the other rejected, fixed or left open
	TextDiffers    DisagreementKind = "text"    // they edited a text differently
	CommentDiffers DisagreementKind = "comment" // they wrote other comments
)

// Judgment is a row as one reviewer left it.
type Judgment struct {
	ID      string `json:"id"` // of the rows of the workbook that it was made of: "P4, P5", "after P9"
	EN      string `json:"en"` // the texts
	ZH      string `json:"zh"`
	Status  string `json:"status,omitempty"`
	Comment string `json:"comment,omitempty"`
	Dropped bool   `json:"dropped,omitempty"`
}

// Compare compares what two reviewers made of the same workbook. It is an error if
// the workbooks were not made of the same alignment.
func Compare(a, b *Reviewed) (*Comparison, error) {
	if !sameEdition(a.Original.EN, b.Original.EN) || !sameEdition(a.Original.ZH, b.Original.ZH) {
		return nil, errors.New("the two were not made of the same editions")
	}
	shared, err := newShared(a, b)
	if err != nil {
		return nil, err
	}
	rowsA, rowsB := shared.rows(0), shared.rows(1)
	c := &Comparison{RowsA: len(rowsA), RowsB: len(rowsB), Disagreements: []Disagreement{}}
	for _, group := range groups(rowsA, rowsB) {
		c.add(group[0], group[1])
	}
	if n := c.RowsA + c.RowsB; n > 0 {
		c.Agreement = 2 * float64(c.SameRows) / float64(n)
	}
	c.Kappa = kappa(links(rowsA), links(rowsB), shared.count[align.EN]*shared.count[align.ZH])
	return c, nil
}

func sameEdition(a, b *align.Document) bool {
	return slices.EqualFunc(a.Paragraphs, b.Paragraphs, func(p, q align.Paragraph) bool { return p.Text == q.Text })
}

// judgedRow is a row with the units it is made of.
type judgedRow struct {
	Judgment
	units [2][]unitKey // of each side, ascending
}

func (r judgedRow) same(o judgedRow) bool {
	return r.Dropped == o.Dropped && slices.Equal(r.units[align.EN], o.units[align.EN]) && slices.Equal(r.units[align.ZH], o.units[align.ZH])
}

// groups puts the rows of both reviewers together that share units, in reading
// order.
func groups(a, b []judgedRow) [][2][]judgedRow {
	rows := slices.Concat(a, b)
	group := make([]int, len(rows)) // of each row: the first row it is joined with
	for n := range group {
		group[n] = n
	}
	var root func(n int) int
	root = func(n int) int {
		if group[n] != n {
			group[n] = root(group[n])
		}
		return group[n]
	}
	owner := map[unitKey]int{}
	for n, r := range rows {
		for _, u := range slices.Concat(r.units[align.EN], r.units[align.ZH]) {
			if m, ok := owner[u]; ok {
				x, y := root(m), root(n)
				group[max(x, y)] = min(x, y)
			} else {
				owner[u] = n
			}
		}
	}
	members := map[int]*[2][]judgedRow{} // by root
	var order []int                      // roots
	before := -1                         // the root of the row before
	for n, r := range rows {
		side := 0
		if n >= len(a) {
			side = 1
		}
		if n == len(a) {
			before = -1
		}
		k := root(n)
		if members[k] == nil {
			members[k] = new([2][]judgedRow)
			order = slices.Insert(order, slices.Index(order, before)+1, k)
		}
		members[k][side] = append(members[k][side], r)
		before = k
	}
	out := make([][2][]judgedRow, len(order))
	for n, k := range order {
		out[n] = *members[k]
	}
	return out
}

// add counts rows of both reviewers that share units.
func (c *Comparison) add(a, b []judgedRow) {
	var kind DisagreementKind
	switch {
	case len(a) != 1 || len(b) != 1 || !a[0].same(b[0]):
		kind = RowsDiffer
	default:
		c.SameRows++
		x, y := a[0].Judgment, b[0].Judgment
		if x.Status != "" && y.Status != "" {
			c.BothJudged++
			if x.Status == y.Status {
				c.SameStatus++
			}
		}
		switch {
		case x.Status != y.Status:
			kind = StatusDiffers
		case x.EN != y.EN || x.ZH != y.ZH:
			kind = TextDiffers
		case x.Comment != y.Comment:
			kind = CommentDiffers
		default:
			return
		}
	}
	d := Disagreement{Kind: kind, A: []Judgment{}, B: []Judgment{}}
	for _, r := range a {
		d.A = append(d.A, r.Judgment)
	}
	for _, r := range b {
		d.B = append(d.B, r.Judgment)
	}
	c.Disagreements = append(c.Disagreements, d)
}

// links returns the pairs of units that rows put together.
func links(rows []judgedRow) map[[2]unitKey]bool {
	out := map[[2]unitKey]bool{}
	for _, r := range rows {
		for _, e := range r.units[align.EN] {
			for _, z := range r.units[align.ZH] {
				out[[2]unitKey{e, z}] = true
			}
		}
	}
	return out
}

// kappa is Cohen's kappa of two sets of links among all that there could be.
func kappa[T comparable](a, b map[T]bool, all int) float64 {
	both, onlyA, onlyB := 0, 0, 0
	for l := range a {
		if b[l] {
			both++
		} else {
			onlyA++
		}
	}
	onlyB = len(b) - both
	n := float64(max(all, 1))
	observed := (n - float64(onlyA+onlyB)) / n
	inA, inB := float64(both+onlyA)/n, float64(both+onlyB)/n
	chance := inA*inB + (1-inA)*(1-inB)
	if chance == 1 {
		return 1
	}
	return (observed - chance) / (1 - chance)
}

// String says what a comparison found, a line for each figure.
func (c *Comparison) String() string {
	count := map[DisagreementKind]int{}
	for _, d := range c.Disagreements {
		count[d.Kind]++
	}
	var kinds []string
	for _, k := range []DisagreementKind{RowsDiffer, StatusDiffers, TextDiffers, CommentDiffers} {
		if count[k] > 0 {
			kinds = append(kinds, fmt.Sprintf("%d in %s", count[k], k))
		}
	}
	lines := []string{
		fmt.Sprintf("rows: %d and %d, of which %d are the same: agreement %.3f", c.RowsA, c.RowsB, c.SameRows, c.Agreement),
		fmt.Sprintf("links: Cohen's kappa %.3f", c.Kappa),
		fmt.Sprintf("status: both judged %d of the same rows, %d alike", c.BothJudged, c.SameStatus),
		"disagreements: " + strings.Join(append([]string{strconv.Itoa(len(c.Disagreements))}, kinds...), ", "),
	}
	return strings.Join(lines, "\n")
}
