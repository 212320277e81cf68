package sheet

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
	SameRows int `json:"same_rows"` // rows with the same paragraphs in both

	// Agreement is the share of rows that both have: twice the same rows over the
	// rows of both.
	Agreement float64 `json:"agreement"`

	// Kappa is Cohen's kappa (1960) on links: of all pairs of an English and a Chinese
	// paragraph, each reviewer has linked some. It is 1 for the same links and 0 for as
	// many in common as chance would give.
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
	A    []Judgment       `json:"a"` // the rows of each, in reading order
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
	rowsA, rowsB := judgedRows(a), judgedRows(b)
	c := &Comparison{RowsA: len(rowsA), RowsB: len(rowsB), Disagreements: []Disagreement{}}
	for _, group := range groups(rowsA, rowsB) {
		c.add(group[0], group[1])
	}
	if n := c.RowsA + c.RowsB; n > 0 {
		c.Agreement = 2 * float64(c.SameRows) / float64(n)
	}
	c.Kappa = kappa(links(rowsA), links(rowsB), len(a.Original.EN.Paragraphs)*len(a.Original.ZH.Paragraphs))
	return c, nil
}

func sameEdition(a, b *align.Document) bool {
	return slices.EqualFunc(a.Paragraphs, b.Paragraphs, func(p, q align.Paragraph) bool { return p.Text == q.Text })
}

// judgedRow is a row with the original paragraphs it is made of.
type judgedRow struct {
	Judgment
	en, zh []int
}

func (r judgedRow) units() []unitKey {
	var keys []unitKey
	for _, id := range r.en {
		keys = append(keys, unitKey{enSide, id})
	}
	for _, id := range r.zh {
		keys = append(keys, unitKey{zhSide, id})
	}
	return keys
}

// unitKey is an original paragraph.
type unitKey struct{ side, id int }

// judgedRows returns the rows of a review that anything of the original stands in;
// boilerplate that nobody touched is none.
func judgedRows(r *Reviewed) []judgedRow {
	var out []judgedRow
	for _, b := range r.Alignment.Beads {
		row := judgedRow{en: originals(b.EN, r.EN), zh: originals(b.ZH, r.ZH)}
		row.Dropped = r.Alignment.Removed(b)
		if len(row.en)+len(row.zh) == 0 || row.Dropped && wasRemoved(r.Original, row) {
			continue
		}
		row.Judgment.EN, row.Judgment.ZH = r.Alignment.Text(b)
		row.Status, row.Comment = string(b.Status), b.Comment
		out = append(out, row)
	}
	return out
}

func wasRemoved(al *align.Alignment, r judgedRow) bool {
	for _, id := range r.en {
		if al.EN.Paragraphs[id].Kind != align.Boilerplate {
			return false
		}
	}
	for _, id := range r.zh {
		if al.ZH.Paragraphs[id].Kind != align.Boilerplate {
			return false
		}
	}
	return true
}

// originals returns the original paragraphs of reviewed ones, each once.
func originals(ids, origin []int) []int {
	var out []int
	for _, id := range ids {
		if o := origin[id]; o >= 0 {
			out = append(out, o)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// groups puts the rows of both reviewers together that share paragraphs, in the
// order of the first reviewer's rows.
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
		for _, u := range r.units() {
			if m, ok := owner[u]; ok {
				x, y := root(m), root(n)
				group[max(x, y)] = min(x, y)
			} else {
				owner[u] = n
			}
		}
	}
	at := map[int]int{} // by root: its place in out
	var out [][2][]judgedRow
	for n, r := range rows {
		k, ok := at[root(n)]
		if !ok {
			k = len(out)
			at[root(n)] = k
			out = append(out, [2][]judgedRow{})
		}
		side := 0
		if n >= len(a) {
			side = 1
		}
		out[k][side] = append(out[k][side], r)
	}
	return out
}

// add counts rows of both reviewers that share paragraphs.
func (c *Comparison) add(a, b []judgedRow) {
	var kind DisagreementKind
	switch same := len(a) == 1 && len(b) == 1 && slices.Equal(a[0].units(), b[0].units()) && a[0].Dropped == b[0].Dropped; {
	case !same:
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
	d := Disagreement{Kind: kind}
	for _, r := range a {
		d.A = append(d.A, r.Judgment)
	}
	for _, r := range b {
		d.B = append(d.B, r.Judgment)
	}
	c.Disagreements = append(c.Disagreements, d)
}

// links returns the pairs of paragraphs that rows put together.
func links(rows []judgedRow) map[[2]int]bool {
	out := map[[2]int]bool{}
	for _, r := range rows {
		if r.Dropped {
			continue
		}
		for _, e := range r.en {
			for _, z := range r.zh {
				out[[2]int{e, z}] = true
			}
		}
	}
	return out
}

// kappa is Cohen's kappa of two sets of links among all that there could be.
func kappa(a, b map[[2]int]bool, all int) float64 {
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
