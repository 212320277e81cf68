package review

import (
	"cmp"
	"slices"
	"strings"

	"bitext/align"
)

// unitKey names a piece of text that two reviews of a workbook have in common: a
// paragraph of the original; a part of one, if a reviewer cut it; or a paragraph that
// a reviewer added.
type unitKey struct {
	side  align.Side
	id    int  // the paragraph of the original; of an added one, that which it stands after, or -1
	added bool // by a reviewer
	part  int  // which part, or which of those added there, from 0
}

func compareUnits(a, b unitKey) int {
	return cmp.Or(int(a.side-b.side), a.id-b.id, falseFirst(a.added, b.added), a.part-b.part)
}

// shared are two reviews of one workbook as the units that they have in common.
type shared struct {
	reviews [2]*Reviewed
	units   [2][2][][]unitKey // by review, side, and paragraph of the reviewed edition
	count   [2]int            // how many there are, by side
	ids     [2]map[int]string // by side and paragraph of the original: its row in the workbook
}

func newShared(a, b *Reviewed) (*shared, error) {
	s := &shared{reviews: [2]*Reviewed{a, b}, ids: [2]map[int]string{{}, {}}}
	written, err := NewLayout(a.Original)
	if err != nil {
		return nil, err
	}
	for _, r := range written.Pairs {
		for side := range align.Sides {
			for _, id := range a.Original.Beads[r.Index].Units(side) {
				s.ids[side][id] = r.ID
			}
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

// name finds the units of one side.
func (s *shared) name(side align.Side) {
	original := s.reviews[0].Original.Document(side)
	var of, after [2][][]int // by review and paragraph of the original + 1: what it is now, and what was added after it
	var text [2]func(paragraph int) string
	for n, r := range s.reviews {
		doc, origin := r.Alignment.Document(side), [2][]int{r.EN, r.ZH}[side]
		text[n] = func(p int) string { return strings.Join(strings.Fields(doc.Paragraphs[p].Text), "") }
		s.units[n][side] = make([][]unitKey, len(origin))
		of[n], after[n] = make([][]int, len(original.Paragraphs)+1), make([][]int, len(original.Paragraphs)+1)
		last := 0
		for p, o := range origin {
			if o < 0 {
				after[n][last] = append(after[n][last], p)
				continue
			}
			last = o + 1
			of[n][last] = append(of[n][last], p)
		}
	}
	for k := range len(original.Paragraphs) + 1 {
		for _, list := range []struct {
			of     [2][][]int
			added  bool
			common func(a, b []string) (parts [2][][]int, count int)
		}{{of, false, commonParts}, {after, true, commonAdded}} {
			var texts [2][]string
			for n := range texts {
				for _, p := range list.of[n][k] {
					texts[n] = append(texts[n], text[n](p))
				}
			}
			parts, count := list.common(texts[0], texts[1])
			for n := range parts {
				for i, p := range list.of[n][k] {
					for _, part := range parts[n][i] {
						s.units[n][side][p] = append(s.units[n][side][p], unitKey{side, k - 1, list.added, part})
					}
				}
			}
			s.count[side] += count
		}
	}
}

// commonParts cuts a paragraph wherever one of two reviewers did, and tells for each
// of their pieces which of the parts it holds. Of texts that they edited differently
// that is known only if they made as many pieces.
func commonParts(a, b []string) (parts [2][][]int, count int) {
	pieces := [2][]string{a, b}
	if len(a) == len(b) && len(a) < 2 || strings.Join(a, "") != strings.Join(b, "") {
		for n := range pieces {
			for i := range pieces[n] {
				if len(a) != len(b) {
					i = 0
				}
				parts[n] = append(parts[n], []int{i})
				count = max(count, i+1)
			}
		}
		return parts, count
	}
	var ends [2][]int // of the pieces
	for n := range pieces {
		at := 0
		for _, t := range pieces[n] {
			at += len(t)
			ends[n] = append(ends[n], at)
		}
	}
	cuts := slices.Compact(slices.Sorted(slices.Values(slices.Concat(ends[0], ends[1]))))
	for n := range pieces {
		part := 0
		for _, end := range ends[n] {
			var held []int
			for ; part < len(cuts) && cuts[part] <= end; part++ {
				held = append(held, part)
			}
			parts[n] = append(parts[n], held)
		}
	}
	return parts, len(cuts)
}

// commonAdded puts together what two reviewers added at one place: first the same
// texts, then others in their order.
func commonAdded(a, b []string) (parts [2][][]int, count int) {
	free := make([]bool, len(a))
	for i := range a {
		parts[0] = append(parts[0], []int{i})
		free[i] = true
	}
	parts[1] = make([][]int, len(b))
	for k, t := range b {
		for i := range a {
			if free[i] && a[i] == t && parts[1][k] == nil {
				parts[1][k], free[i] = []int{i}, false
			}
		}
	}
	count = len(a)
	for k := range b {
		if parts[1][k] != nil {
			continue
		}
		if i := slices.Index(free, true); i >= 0 {
			parts[1][k], free[i] = []int{i}, false
			continue
		}
		parts[1][k] = []int{count}
		count++
	}
	return parts, count
}

// rows returns the rows that a reviewer left, those that were dropped too;
// boilerplate that nobody touched is none.
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
			slices.SortFunc(row.units[side], compareUnits)
		}
		if row.Dropped && s.wasRemoved(row) {
			continue
		}
		row.EN, row.ZH = r.Alignment.Text(b)
		row.ID, row.Status, row.Comment = s.rowID(row), string(b.Status), b.Comment
		out = append(out, row)
	}
	return out
}

// wasRemoved reports whether nothing in a row stood on Review before.
func (s *shared) wasRemoved(r judgedRow) bool {
	for side := range align.Sides {
		doc := s.reviews[0].Original.Document(side)
		for _, u := range r.units[side] {
			if !u.added && doc.Paragraphs[u.id].Kind != align.Boilerplate {
				return false
			}
		}
	}
	return true
}

// rowID names the rows of the workbook in which the paragraphs of a row stood, or
// the one that it stands after.
func (s *shared) rowID(r judgedRow) string {
	var ids, before []string
	for side, units := range r.units {
		for _, u := range units {
			id := s.ids[side][u.id]
			switch {
			case u.added && id != "":
				before = append(before, "after 在后 "+id)
			case !u.added && !slices.Contains(ids, id):
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 && len(before) > 0 {
		return before[len(before)-1]
	}
	return strings.Join(ids, ", ")
}
