package review

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align"
)

// Decided is what an arbiter said of the rows that two reviewers left differently.
type Decided struct {
	Rows  []string // as in Disagreement.Rows
	Said  []string // what stands under Decision, one of Decisions: on each line of these rows
	Sheet string   // where it stands
	Row   int

	Overtyped bool // whether the texts beside it were changed, which are not read
}

// Arbitrate makes one review of two of the same alignment. Where they differ, the arbiter's
// decision tells whose rows count; without a decision the rows are as they were given
// to both, and in conflict. Elsewhere what either of them did counts.
func Arbitrate(al *align.Alignment, reviews [2]Returned, decisions []Decided) (Returned, error) {
	written, err := NewLayout(al)
	if err != nil {
		return Returned{}, err
	}
	a := &arbiter{choices: map[string]int{}}
	for _, d := range decisions {
		choice := a.choice(d)
		for _, id := range d.Rows {
			a.choices[id] = choice
		}
	}
	rows := written.entries()
	a.Names = reviews[0].Names
	a.Review = a.sheet(rows[0], reviews[0].Review, reviews[1].Review)
	a.Sentences = a.sheet(rows[1], reviews[0].Sentences, reviews[1].Sentences)
	a.Removed = a.sheet(rows[2], reviews[0].Removed, reviews[1].Removed)
	return a.Returned, nil
}

// arbiter puts a review together from two.
type arbiter struct {
	Returned
	choices map[string]int // by ID of a row: the reviewer that counts, or asGiven
}

// asGiven is the choice of neither reviewer.
const asGiven = -1

// choice reads a decision.
func (a *arbiter) choice(d Decided) int {
	if d.Overtyped {
		a.Open = append(a.Open, Conflict{undecided, d.Sheet, d.Row, strings.Join(d.Rows, ", "), "the texts beside Decision were changed", "no more than Decision is read here; put them back, and edit them in the workbook that apply writes"})
	}
	var words []string
	for _, said := range d.Said {
		if word, _ := chosen(&Decisions, said); word != "" && !slices.Contains(words, word) {
			words = append(words, word)
		}
	}
	why := "write %s into Decision; the rows count as they were given to both"
	if len(words) == 1 {
		if k := slices.IndexFunc(Decisions, func(c Choice) bool { return c.English == words[0] }); k >= 0 {
			return []int{0, 1, asGiven}[k]
		}
		why = quoted(words[0]) + " is none; " + why
	}
	a.Open = append(a.Open, Conflict{undecided, d.Sheet, d.Row, strings.Join(d.Rows, ", "), "no decision", fmt.Sprintf(why, offered(Decisions))})
	return asGiven
}

// sheet puts a sheet together from those of the reviewers, one of which may be gone.
func (a *arbiter) sheet(given []Entry, sheets ...*Sheet) *Sheet {
	sheets = slices.DeleteFunc(sheets, func(s *Sheet) bool { return s == nil })
	if len(sheets) == 0 {
		return nil
	}
	out := &Sheet{Name: sheets[0].Name}
	if a.Review == nil {
		a.Review = out
	}
	var by [2]homes
	for k := range by {
		by[k] = byHome(given, sheets[min(k, len(sheets)-1)])
	}
	add := func(entries []Entry) {
		for _, re := range entries {
			re.Sheet = out.Name
			out.Entries = append(out.Entries, re)
		}
	}
	behind := func(id string) { // the rows that were added behind a row
		k, ok := a.choices["+"+id]
		if !ok {
			k = a.choices[paragraphOf(id)]
		}
		if k != asGiven {
			add(by[k]["+"+id])
		}
	}
	behind("")
	for _, row := range given {
		k, ok := a.choices[paragraphOf(row.ID)]
		switch {
		case ok && k == asGiven:
			add([]Entry{row})
		case ok && out.Name != a.Review.Name && by[k].isGiven(&row) && by[1-k].isJudged(&row): // what the other said contradicts nothing
			add(by[1-k][row.ID])
		case ok:
			add(by[k][row.ID])
		default:
			add(a.agreed(out.Name, row, by))
		}
		behind(row.ID)
	}
	return out
}

// agreed returns the entries of a row that the reviewers do not differ in, but that one of
// them may not have reached.
func (a *arbiter) agreed(sheet string, given Entry, by [2]homes) []Entry {
	first, second := by[0][given.ID], by[1][given.ID]
	alike := slices.EqualFunc(first, second, func(x, y Entry) bool { return x.says(&y) })
	switch {
	case by[0].isGiven(&given):
		return second
	case !alike && !by[1].isGiven(&given) && len(first) > 0 && sheet != a.Review.Name:
		a.Open = append(a.Open, Conflict{undecided, sheet, first[0].Row, given.ID, "the two differ", "say the same in both workbooks, and compare them again"})
		return []Entry{given}
	}
	return first
}

// says reports whether an entry says the same as another.
func (re *Entry) says(o *Entry) bool {
	word := func(choices *[]Choice, said string) string { w, _ := chosen(choices, said); return w }
	return re.sameTexts(o.EN, o.ZH) && word(&Statuses, re.Status) == word(&Statuses, o.Status) && word(&Actions, re.Action) == word(&Actions, o.Action) &&
		re.same(FieldComment, re.Comment, o.Comment) && re.Notes == o.Notes
}

// paragraphOf returns the ID of the row of paragraphs that a row of sentences is in.
func paragraphOf(id string) string {
	id, _, _ = strings.Cut(id, ".")
	return id
}

// homes are entries by the rows that they are.
type homes map[string][]Entry

// isGiven reports whether a row stands as it was given.
func (h homes) isGiven(row *Entry) bool {
	return len(h[row.ID]) == 1 && h[row.ID][0].says(row)
}

// isJudged reports whether no more was done to a row than to judge it.
func (h homes) isJudged(row *Entry) bool {
	return len(h[row.ID]) == 1 && h[row.ID][0].Action == "" && h[row.ID][0].sameTexts(row.EN, row.ZH)
}

// byHome returns the entries of a sheet by the rows that they are: "P4", and "+P4" for those
// that were added behind it. A column that is gone is as it was given.
func byHome(given []Entry, s *Sheet) homes {
	rows := map[string]*Entry{} // by hash and ID
	for i := range given {
		rows[given[i].Hash], rows[given[i].ID] = &given[i], &given[i]
	}
	out := homes{}
	last := ""
	for _, re := range s.Entries {
		row := rows[strings.TrimSpace(re.Hash)]
		if id := rows[strings.TrimSpace(re.ID)]; row == nil || id != nil && id.sameTexts(re.EN, re.ZH) {
			row = id
		}
		if row == nil {
			out["+"+last] = append(out["+"+last], re)
			continue
		}
		for _, f := range s.Gone {
			switch f {
			case FieldStatus:
				re.Status = row.Status
			case FieldComment:
				re.Comment = row.Comment
			}
		}
		last = row.ID
		out[last] = append(out[last], re)
	}
	return out
}

// entries are the rows of Review, Sentences and Removed as a reviewer gets them.
func (l *Layout) entries() (rows [3][]Entry) {
	for i := range l.Pairs {
		rows[0] = append(rows[0], l.Pairs[i].entry())
	}
	for i := range l.Sentences {
		rows[1] = append(rows[1], l.Sentences[i].entry())
	}
	for i := range l.Removals {
		rows[2] = append(rows[2], l.Removals[i].entry())
	}
	return rows
}

// entry is the row as a reviewer gets it.
func (r *Row) entry() Entry {
	re := Entry{ID: r.ID, Hash: r.Hash, Status: StatusWord(r.Status), Comment: ShowComment(r.Comment)}
	re.EN, _ = ShowUnits(r.Units[align.EN])
	re.ZH, _ = ShowUnits(r.Units[align.ZH])
	return re
}

// entry is the row of Removed as a reviewer gets it.
func (m *Removal) entry() Entry {
	return Entry{ID: m.ID, Hash: m.Hash, Comment: ShowComment(m.Comment)}
}
