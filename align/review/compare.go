package review

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/trace"
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

	// ByOne are the rows that one of them did something to, and that the other has not
	// reached: they stand there as in the workbook that both were given.
	ByOne []Disagreement `json:"judged_by_one"`
}

// Disagreement holds the rows that two reviewers made of the same paragraphs.
type Disagreement struct {
	Kind DisagreementKind `json:"kind"`
	A    []Judgment       `json:"a"` // the rows of each, in reading order; none of one who did not add them
	B    []Judgment       `json:"b"`
	Rows []string         `json:"-"` // the IDs of the rows of the workbook that they were made of; "+P9" for one added behind P9
	By   Reviewer         `json:"-"` // the one who did something to rows that the other has not reached
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
	c := &Comparison{RowsA: len(rowsA), RowsB: len(rowsB), Disagreements: []Disagreement{}, ByOne: []Disagreement{}}
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
	units   [2][]unitKey // of each side, ascending
	homes   []string     // the rows of the workbook, as in Disagreement.Rows
	asGiven bool         // it is as in the workbook
}

func (r judgedRow) same(o judgedRow) bool {
	return r.Dropped == o.Dropped && slices.Equal(r.units[align.EN], o.units[align.EN]) && slices.Equal(r.units[align.ZH], o.units[align.ZH])
}

// groups puts the rows of both reviewers together that share units, in reading
// order.
func groups(a, b []judgedRow) []*[2][]judgedRow {
	rows := slices.Concat(a, b)
	group := make([]int, len(rows)) // of each row: the first row it is joined with
	for n := range group {
		group[n] = n
	}
	root := func(n int) int {
		for group[n] != n {
			n = group[n]
		}
		return n
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
	var inOrder []*[2][]judgedRow
	n := 0
	for review, list := range [2][]judgedRow{a, b} {
		var before *[2][]judgedRow // those of the row before
		for _, r := range list {
			all := members[root(n)]
			if all == nil {
				all = new([2][]judgedRow)
				members[root(n)] = all
				inOrder = slices.Insert(inOrder, slices.Index(inOrder, before)+1, all)
			}
			all[review] = append(all[review], r)
			before = all
			n++
		}
	}
	return inOrder
}

// add counts rows of both reviewers that share units.
func (c *Comparison) add(a, b []judgedRow) {
	var kind DisagreementKind
	switch {
	case len(a) != 1 || len(b) != 1 || !a[0].same(b[0]):
		kind = RowsDiffer
	case a[0].Status != b[0].Status:
		kind = StatusDiffers
	case a[0].EN != b[0].EN || a[0].ZH != b[0].ZH:
		kind = TextDiffers
	case a[0].Comment != b[0].Comment:
		kind = CommentDiffers
	}
	if kind != RowsDiffer {
		c.SameRows++
		if a[0].Status != "" && b[0].Status != "" {
			c.BothJudged++
			if kind != StatusDiffers {
				c.SameStatus++
			}
		}
	}
	if kind == "" {
		return
	}
	d := Disagreement{Kind: kind, A: judgments(a), B: judgments(b)}
	for _, r := range slices.Concat(a, b) {
		for _, id := range r.homes {
			if !slices.Contains(d.Rows, id) {
				d.Rows = append(d.Rows, id)
			}
		}
	}
	switch given := func(rows []judgedRow) bool {
		return len(rows) > 0 && !slices.ContainsFunc(rows, func(r judgedRow) bool { return !r.asGiven })
	}; {
	case given(a):
		d.By = ReviewerB
		c.ByOne = append(c.ByOne, d)
	case given(b):
		d.By = ReviewerA
		c.ByOne = append(c.ByOne, d)
	default:
		c.Disagreements = append(c.Disagreements, d)
	}
}

func judgments(rows []judgedRow) []Judgment {
	list := make([]Judgment, len(rows))
	for i, r := range rows {
		list[i] = r.Judgment
	}
	return list
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
	both := 0
	for l := range a {
		if b[l] {
			both++
		}
	}
	n := float64(max(all, 1))
	observed := (n - float64(len(a)+len(b)-2*both)) / n
	inA, inB := float64(len(a))/n, float64(len(b))/n
	chance := float64(inA*inB) + float64((1-inA)*(1-inB))
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
	if n := len(c.ByOne); n > 0 {
		lines = append(lines, fmt.Sprintf("judged by one of them alone: %d", n))
	}
	return strings.Join(lines, "\n")
}

// unitKey names a piece of text that two reviews of a workbook have in common: a
// paragraph of the original; a part of one, if a reviewer cut it; or a paragraph that
// a reviewer added.
type unitKey struct {
	side  align.Side
	id    int  // the paragraph of the original; of an added one, that which it stands after, or -1
	added bool // by a reviewer
	part  int  // which part, or which of those added there, from 0
}

// shared are two reviews of one workbook as the units that they have in common.
type shared struct {
	reviews [2]*Reviewed
	units   [2][2][][]unitKey   // by review, side, and paragraph of the reviewed edition
	count   [2]int              // how many there are, by side
	ids     [2]map[int]string   // by side and paragraph of the original: its row in the workbook
	given   map[string]Judgment // the rows of the workbook by ID
}

func newShared(a, b *Reviewed) (*shared, error) {
	s := &shared{reviews: [2]*Reviewed{a, b}, ids: [2]map[int]string{{}, {}}, given: map[string]Judgment{}}
	written, err := NewLayout(a.Original)
	if err != nil {
		return nil, err
	}
	for _, r := range written.Pairs {
		j := Judgment{ID: r.ID, Status: string(r.Status), Comment: r.Comment}
		j.EN, j.ZH = a.Original.Text(r.Bead)
		s.given[r.ID] = j
		for side, id := range unitsOf(a.Original.Beads[r.Index]) {
			s.ids[side][id] = r.ID
		}
	}
	for _, m := range written.Removals {
		if !m.Source {
			s.ids[m.Side][m.paragraph] = m.ID
		}
	}
	for side := range align.Sides {
		s.name(side)
	}
	return s, nil
}

// name finds the units of one side: two paragraphs, one of each review, are or share one if
// they are of the same paragraph of the original, or were added at the same place, and have
// text in common. Those that have none in common with any are paired up in order.
func (s *shared) name(side align.Side) {
	var texts [2][]trace.Text // the row is the paragraph of the original, or the gap after it
	for n, r := range s.reviews {
		origins := [2][]int{r.EN, r.ZH}[side]
		s.units[n][side] = make([][]unitKey, len(origins))
		last := -1
		for p, o := range origins {
			last = max(o, last)
			row := 2 * (last + 1)
			if o < 0 {
				row++
			}
			texts[n] = append(texts[n], trace.Text{Runes: []rune(language.WithoutSpace(r.Alignment.Document(side).Paragraphs[p].Text)), Row: row})
		}
	}
	parts := make(map[int]int) // by row: how many units there are
	add := func(row int, at [2]int) {
		for n, p := range at {
			if p >= 0 {
				s.units[n][side][p] = append(s.units[n][side][p], unitKey{side, row/2 - 1, row%2 == 1, parts[row]})
			}
		}
		parts[row]++
		s.count[side]++
	}
	shared := make(map[[2]int]bool)
	for k, places := range trace.New(texts[0], texts[1]).Was {
		for _, p := range places {
			if at := [2]int{int(p.Text), k}; p.Text >= 0 && texts[0][p.Text].Row == texts[1][k].Row && !shared[at] {
				shared[at] = true
				add(texts[1][k].Row, at)
			}
		}
	}
	alone := make(map[int][]int) // by row: paragraphs of the second review
	for k, t := range texts[1] {
		if len(s.units[1][side][k]) == 0 {
			alone[t.Row] = append(alone[t.Row], k)
		}
	}
	for k, t := range texts[0] {
		if len(s.units[0][side][k]) == 0 {
			at := [2]int{k, -1}
			if list := alone[t.Row]; len(list) > 0 {
				at[1], alone[t.Row] = list[0], list[1:]
			}
			add(t.Row, at)
		}
	}
	for k, t := range texts[1] {
		if len(s.units[1][side][k]) == 0 {
			add(t.Row, [2]int{-1, k})
		}
	}
}

// rows returns the rows that a reviewer left, dropped rows too, without the boilerplate
// that nobody touched.
func (s *shared) rows(n int) []judgedRow {
	r := s.reviews[n]
	var out []judgedRow
	for _, b := range r.Alignment.Beads {
		var row judgedRow
		row.Dropped = r.Alignment.Removed(b)
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				row.units[side] = append(row.units[side], s.units[n][side][id]...)
			}
			slices.SortFunc(row.units[side], func(a, b unitKey) int { return cmp.Or(a.id-b.id, falseFirst(a.added, b.added), a.part-b.part) })
		}
		if row.Dropped && s.wasRemoved(row) {
			continue
		}
		row.EN, row.ZH = r.Alignment.Text(b)
		row.homes, row.Status, row.Comment = s.homes(row), string(b.Status), b.Comment
		row.ID = nameOfHomes(row.homes)
		row.asGiven = row.Judgment == s.given[row.ID]
		out = append(out, row)
	}
	return out
}

// wasRemoved reports whether nothing in a row stood on Review before.
func (s *shared) wasRemoved(r judgedRow) bool {
	for side, u := range each(r.units) {
		if !u.added && s.reviews[0].Original.Document(side).Paragraphs[u.id].Kind != align.Boilerplate {
			return false
		}
	}
	return true
}

// homes returns the rows of the workbook in which the paragraphs of a row stood, or the
// one that it stands after; see Disagreement.
func (s *shared) homes(r judgedRow) (ids []string) {
	var behind string
	for side, u := range each(r.units) {
		switch id := s.ids[side][u.id]; {
		case u.added:
			behind = "+" + id
		case !slices.Contains(ids, id):
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 && behind != "" {
		return []string{behind}
	}
	return ids
}

// nameOfHomes names rows of the workbook.
func nameOfHomes(ids []string) string {
	if len(ids) == 1 && strings.HasPrefix(ids[0], "+") {
		return strings.TrimSpace("after 在后 " + ids[0][1:])
	}
	return strings.Join(ids, ", ")
}

// Reviewer is one of the two whose reviews are compared.
type Reviewer string

// The reviewers.
const (
	ReviewerA Reviewer = "A"
	ReviewerB Reviewer = "B"
)
