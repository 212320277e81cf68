package review

import (
	"fmt"
	"strings"

	"bitext/align"
)

// evidence tells which written rows an entry may be, by index; -1: none.
type evidence struct {
	id, hash, texts int
	row             int // what they come to; -1: none
}

// identify finds the written row of each entry by ID and hash, and lays the
// lines out in reading order. Added rows stand after the row that is above
// them in the sheet.
func (t *table) identify(entries []Entry) {
	byID, byHash := make(map[string]int, len(t.rows)), make(map[string]int, len(t.rows))
	for i, r := range t.rows {
		byID[r.ID], byHash[r.Hash] = i, i
	}
	t.written = make([]*line, len(t.rows))
	for i := range t.rows {
		t.written[i] = &line{row: &t.rows[i], home: i}
	}
	added := make(map[int][]*line)
	last := -1
	origins := t.origins(entries, byID, byHash)
	for k := range entries {
		re := &entries[k]
		i, ok := t.origin(re, origins[k])
		switch {
		case !ok:
			for s := range align.Sides {
				t.refused[s] = append(t.refused[s], re.text(s))
			}
		case i < 0:
			added[last] = append(added[last], &line{home: last, entry: re})
		case t.written[i].entry == nil:
			t.written[i].entry, last = re, i
		case re.repeats(t.written[i].entry):
			re.change(t.findings, t.rows[i].ID, Ignored, "the row stands in row %d too", t.written[i].entry.Row)
		case re.sameTexts(t.written[i].entry.EN, t.written[i].entry.ZH):
			t.conflict(&line{row: &t.rows[i], entry: re}, rowTwice, "the row stands twice", "it is in row %d too; delete one of them", t.written[i].entry.Row)
		default: // a copy, to share the texts out between the two
			last = i
			added[i] = append(added[i], &line{home: i, entry: re})
		}
	}
	t.lines = append(t.lines, added[-1]...)
	for i, e := range t.written {
		t.lines = append(append(t.lines, e), added[i]...)
	}
	t.turnAll()
	t.overtyped()
}

// overtyped lists the locked fields that were changed, a column of many at once, and keeps
// the words in them that may be a remark.
func (t *table) overtyped() {
	const few = 3 // rows of which each is named
	rows := map[Field][]*line{}
	texts := map[*line][]Value{}
	for _, e := range t.written {
		if e.entry == nil {
			continue
		}
		if changed := e.entry.overtyped(e.row.locked()); len(changed) > 0 {
			texts[e] = changed
		}
		for _, v := range texts[e] {
			rows[v.Field] = append(rows[v.Field], e)
		}
	}
	var columns []string
	most := 0
	for _, v := range (&Row{}).locked() {
		if n := len(rows[v.Field]); n > few {
			columns, most = append(columns, string(v.Field)), max(most, n)
		}
	}
	if most > 0 {
		t.touched(strings.Join(columns, ", "), most)
	}
	for _, e := range t.written {
		for _, v := range texts[e] {
			kept := v.isRemark(t.locks)
			if kept {
				e.remark = withNotes(e.remark, v.asNote())
			}
			if len(rows[v.Field]) <= few {
				v.noteOvertyped(e.entry, t.findings, e.row.ID, kept)
			}
		}
	}
}

// origins weighs what tells the row of each entry: its ID, its hash, and its texts. What
// agrees is trusted. A column that does not agree was left behind, as when the others were
// sorted without it, and is told once.
func (t *table) origins(entries []Entry, byID, byHash map[string]int) []evidence {
	find := func(m map[string]int, word string) int {
		if i, ok := m[strings.TrimSpace(word)]; ok {
			return i
		}
		return -1
	}
	list := make([]evidence, len(entries))
	strays, wins := 0, 0 // rows whose ID and hash differ; how often the ID is right there, less how often the hash
	for k := range entries {
		re := &entries[k]
		e := evidence{id: find(byID, re.ID), hash: find(byHash, re.Hash), row: -1}
		if e.texts = e.id; e.id < 0 || e.id != e.hash || t.touches(re, e.id) {
			var whole bool
			if e.texts, whole = t.byTexts(re); !whole && e.hash < 0 && strings.TrimSpace(re.Hash) != "" {
				e.texts = -1 // it may be of another workbook
			}
		}
		switch {
		case e.texts >= 0 && (e.texts == e.id || e.texts == e.hash):
			switch e.row = e.texts; {
			case e.id < 0 || e.hash < 0 || e.id == e.hash:
			case e.texts == e.id:
				wins++
			default:
				wins--
			}
		case e.id == e.hash || e.id >= 0 && strings.TrimSpace(re.Hash) == "":
			e.row = e.id
		case e.id < 0:
			e.row = e.hash
		case e.hash >= 0:
			strays++
		}
		list[k] = e
	}
	t.trustTexts(list)
	for k := range list {
		switch e := &list[k]; {
		case e.row >= 0 || e.id < 0 || e.hash < 0:
		case wins > 0:
			e.row = e.id
		case wins < 0 || strays > 1:
			e.row = e.hash
		}
	}
	t.leftBehind(entries, list)
	t.sortedApart(entries, list)
	return list
}

// sortedApart refuses what a reviewer said of rows, if IDs or texts were sorted alone: it may
// be about the row of the ID as well as about that of the texts. It goes with the texts if
// the rest of the row does, and is as it was if no more than a few rows differ or if both
// stand in order.
func (t *table) sortedApart(entries []Entry, list []evidence) {
	const few = 4
	var ids, rows []int
	apart, said, stayed := 0, 0, 0 // stayed: rows of which the rest did not go with the texts
	says := func(k int) bool {
		re, r := &entries[k], t.rows[list[k].row]
		status, _ := chosen(&Statuses, re.Status)
		return status != "" && status != StatusWord(r.Status) || re.Action != "" || !same(re.Comment, ShowComment(r.Comment))
	}
	differs := func(e evidence) bool { return e.id >= 0 && e.row >= 0 && e.id != e.row }
	for k, e := range list {
		if e.id >= 0 && e.row >= 0 {
			ids, rows = append(ids, e.id), append(rows, e.row)
		}
		if differs(e) {
			if apart++; says(k) {
				said++
			}
			if len(entries[k].overtyped(t.rows[e.row].locked())) > 0 {
				stayed++
			}
		}
	}
	if apart < few || said == 0 || ascending(ids) == len(ids) && (ascending(rows) == len(rows) || 2*stayed < apart) {
		return
	}
	t.conflicts = append(t.conflicts, Conflict{Code: columnSorted, Sheet: t.name, What: fmt.Sprintf("Status, Action, Comment of %d %s", said, plural(said, "row")),
		Why: fmt.Sprintf("the IDs of %d rows are not those of their texts, so that it is unclear which of the two was meant; see that all stands beside the right texts, and clear the column ID", apart)})
	for k, e := range list {
		if differs(e) {
			r := t.rows[e.row]
			entries[k].Status, entries[k].Action, entries[k].Comment = StatusWord(r.Status), "", ShowComment(r.Comment)
		}
	}
}

// trustTexts makes entries whose texts are those of another row than their ID and hash say
// that row, if these have changed places among them: then ID and hash were left behind, or
// both texts of a row were carried together, which comes to the same.
func (t *table) trustTexts(list []evidence) {
	astray := make(map[int]int) // by row of the texts: the entry
	for k, e := range list {
		if _, twice := astray[e.texts]; e.texts >= 0 && e.texts != e.row && !twice {
			astray[e.texts] = k
		}
	}
	for k, e := range list {
		if at, ok := astray[e.texts]; ok && at == k {
			continue
		}
		for row := e.row; ; { // it stays there, so that no other is that row
			next, ok := astray[row]
			if !ok {
				break
			}
			delete(astray, row)
			row = list[next].row
		}
	}
	for row, k := range astray {
		list[k].row = row
	}
}

// leftBehind lists the columns that do not agree with the rows.
func (t *table) leftBehind(entries []Entry, list []evidence) {
	left := map[string][]int{} // entries by column
	for k, e := range list {
		var columns []string
		if e.row >= 0 && e.id != e.row {
			columns = append(columns, "ID")
		}
		if e.row >= 0 && e.hash != e.row && strings.TrimSpace(entries[k].Hash) != "" {
			columns = append(columns, "hash")
		}
		left[strings.Join(columns, ", ")] = append(left[strings.Join(columns, ", ")], k)
	}
	for _, column := range []string{"ID", "hash", "ID, hash"} {
		if rows := left[column]; len(rows) == 1 {
			entries[rows[0]].change(t.findings, t.rows[list[rows[0]].row].ID, Touched, "%s; the row was told by the rest", column)
		} else if len(rows) > 1 {
			t.touched(column, len(rows))
		}
	}
}

// touched says once that a column, or several, was changed in many rows.
func (t *table) touched(columns string, rows int) {
	t.changes = append(t.changes, Change{Sheet: t.name, Kind: Touched,
		Detail: fmt.Sprintf("%s of %d rows: the rows were told by the rest; was the sheet sorted without it?", columns, rows)})
}

// touches reports whether both texts of an entry, or all that the row has, differ from
// those of a written row: no more than one does after an edit.
func (t *table) touches(re *Entry, i int) bool {
	for s := range align.Sides {
		if text, _ := ShowUnits(t.rows[i].Units[s]); text != "" && re.sameText(s, text) {
			return false
		}
	}
	return true
}

// byTexts returns the row that has the texts of an entry, or one of them while no row has
// the other; -1 if none or several have. Whole reports whether it has both.
func (t *table) byTexts(re *Entry) (row int, whole bool) {
	if t.texts[align.EN] == nil {
		for s := range align.Sides {
			t.texts[s] = make(map[string]int, len(t.rows))
			for i, r := range t.rows {
				text, _ := ShowUnits(r.Units[s])
				text = tidy(text)
				if _, twice := t.texts[s][text]; twice {
					i = several
				}
				t.texts[s][text] = i
			}
		}
	}
	row, whole = -1, true
	for s := range align.Sides {
		if text := tidy(re.text(s)); text != "" {
			at, ok := t.texts[s][text]
			switch whole = whole && ok; {
			case !ok || at == several: // the other side tells
			case row >= 0 && row != at:
				return -1, false
			default:
				row = at
			}
		}
	}
	return row, whole
}

// origin returns the index of the written row that an entry is, or -1 if the
// reviewer added it. It is not ok if the row is not of this workbook.
func (t *table) origin(re *Entry, e evidence) (i int, ok bool) {
	id := strings.TrimSpace(re.ID)
	switch {
	case e.row >= 0:
		return e.row, true
	case e.id >= 0 && e.hash >= 0:
		re.conflict(t.findings, idMismatch, id, "ID and hash are of two rows", "the hash is that of %s; put the right ID back", t.rows[e.hash].ID)
		return 0, false
	case strings.TrimSpace(re.Hash) != "":
		re.conflict(t.findings, unknownRow, id, "the row is not of this workbook", "its hash is unknown: it was pasted from elsewhere, or the hidden sheet was changed; to keep its text, put it into a row without ID and hash")
		return 0, false
	case strings.TrimSpace(re.EN+re.ZH) == "":
		t.strays = append(t.strays, re)
		return 0, false
	}
	return -1, true
}
