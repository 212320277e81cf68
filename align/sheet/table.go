package sheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/review"
	"bitext/align/sheet/internal/xlsx"
)

// headingRows is how far down the heading of a sheet of another name is looked for.
const headingRows = 20

// rowID matches the ID of a row, by which a row above the heading is told.
var rowID = lazyregexp.New(`^\s*[PR]\d+(\.\d+)?\s*$`)

// readTable finds a sheet by its name, or else by its heading, and reads it, and the copies
// of it. It returns nil if there is none. The error is an *align.InputError if one of the
// essential columns is not there.
func readTable(f *xlsx.Book, name string, columns []column, essential ...review.Field) (*table, error) {
	found, copies, err := find(f, name, columns)
	if err != nil || found == "" {
		return nil, err
	}
	t, err := readSheet(f, found, columns, essential...)
	if err != nil {
		return nil, err
	}
	for _, name := range copies {
		c, err := readSheet(f, name, columns, essential...)
		if err != nil {
			return nil, err
		}
		t.Copies = append(t.Copies, &c.Sheet)
	}
	return t, nil
}

// readSheet reads a sheet that has the columns of a table.
func readSheet(f *xlsx.Book, found string, columns []column, essential ...review.Field) (*table, error) {
	rows, err := f.Rows(found)
	if err != nil {
		return nil, refused("sheet "+found+" cannot be read", err)
	}
	defer rows.Close()
	notes, err := f.Notes(found)
	if err != nil {
		return nil, refused("the notes on sheet "+found+" cannot be read", err)
	}
	t := &table{Sheet: review.Sheet{Name: found}, book: f, columns: columns, extra: map[int]bool{}, notes: map[string]string{}}
	for cell, note := range notes {
		if text := ofConversation(ofReviewer(note)); text != "" {
			t.notes[cell] = text
		}
	}
	var above []cellRow // rows over the heading: it may have been sorted with the others
	for rows.Next() {
		t.last = rows.Number
		switch {
		case t.places != nil:
			t.add(cellRow{rows.Number, rows.Cells, rows.Marks})
		case heading(rows.Cells, columns) != nil:
			t.places, t.heads, t.headRow = heading(rows.Cells, columns), slices.Clone(rows.Cells), rows.Number
		case slices.ContainsFunc(rows.Cells, rowID().MatchString):
			above = append(above, cellRow{rows.Number, slices.Clone(rows.Cells), slices.Clone(rows.Marks)})
		}
	}
	if rows.Err() != nil {
		return nil, refused("sheet "+found+" is damaged", rows.Err())
	}
	if t.places == nil {
		return nil, unheaded(found, "the row with the headings ID, English, Chinese ... is gone", "put it back above the texts")
	}
	for _, l := range above {
		t.add(l)
	}
	for _, cell := range slices.Sorted(maps.Keys(t.notes)) { // those on no row
		t.Added = append(t.Added, review.Extra{Place: "the note on " + cell, Head: t.notes[cell]})
	}
	return t, t.complete(essential)
}

// table is a sheet while it is read.
type table struct {
	review.Sheet
	book    *xlsx.Book
	columns []column
	places  []int             // of each column as written: its index now, or -1
	heads   []string          // of the columns as they are now
	headRow int               // the number of the row of the heading
	last    int               // the number of the last row
	extra   map[int]bool      // the columns as they are now that were not written and hold text
	notes   map[string]string // by cell: those that no row has taken in
}

// cellRow is a row of cells.
type cellRow struct {
	number int
	cells  []string
	marks  []xlsx.Mark
}

// traits are what the marks of a cell mean for a field.
var traits = map[xlsx.Kind]review.TraitKind{
	xlsx.Number: review.Numeric, xlsx.Date: review.Dated, xlsx.Struck: review.Struck,
	xlsx.Filled: review.Coloured, xlsx.Formula: review.Unvalued, xlsx.Failed: review.Failed,
}

// few is how many columns of a table are a reviewer's, or tell the row.
const few = 4

// add takes a row in, unless it is empty.
func (t *table) add(l cellRow) {
	re := review.Entry{Sheet: t.Name, Row: l.number, Locked: make([]review.Value, 0, len(t.columns)-few)}
	empty := true
	for i, at := range t.places {
		if at < 0 || at >= len(l.cells) {
			continue
		}
		field, text := t.columns[i].field, l.cells[at]
		for _, m := range l.marks {
			if m.Column != at {
				continue
			}
			if field == review.FieldScore && m.Kind == xlsx.Number { // as which it was written, in a format with words
				continue
			}
			re.Traits = append(re.Traits, review.Trait{Field: field, Kind: traits[m.Kind]})
			text = t.book.Shown(text, m)
			empty = empty && m.Kind != xlsx.Formula
		}
		empty = empty && strings.TrimSpace(text) == ""
		re.Set(field, text)
	}
	for at, cell := range l.cells {
		if !slices.Contains(t.places, at) && strings.TrimSpace(cell) != "" {
			t.extra[at] = true
		}
	}
	if !empty {
		t.takeNotes(&re)
		t.Entries = append(t.Entries, re)
	}
}

// takeNotes takes the notes on the cells of a row into it.
func (t *table) takeNotes(re *review.Entry) {
	if len(t.notes) == 0 {
		return
	}
	for at := range max(len(t.heads), slices.Max(t.places)+1) {
		cell := fmt.Sprintf("%s%d", letter(at), re.Row)
		note, ok := t.notes[cell]
		if !ok {
			continue
		}
		delete(t.notes, cell)
		head := letter(at)
		if i := slices.Index(t.places, at); i >= 0 {
			head, _, _ = strings.Cut(t.columns[i].head, "\n")
		} else if at < len(t.heads) && t.heads[at] != "" {
			head = t.heads[at]
		}
		re.Notes = strings.TrimPrefix(re.Notes+"\nnote on "+head+" 批注: "+note, "\n")
	}
}

// complete notes which columns are gone and which were added. It refuses a table
// without the essential ones, or with one that stands there twice.
func (t *table) complete(essential []review.Field) error {
	for _, at := range slices.Sorted(maps.Keys(t.extra)) {
		head := ""
		if at < len(t.heads) {
			head = t.heads[at]
		}
		t.Added = append(t.Added, review.Extra{Place: "column " + letter(at), Head: head})
	}
	for i, at := range t.places {
		c := t.columns[i]
		english, _, _ := strings.Cut(c.head, "\n")
		switch {
		case at == twice:
			return unheaded(t.Name, "two columns are headed "+english, "head the one that align did not write otherwise, or delete it")
		case at < 0 && slices.Contains(essential, c.field):
			return unheaded(t.Name, "no column is headed "+english, "give the column its heading "+english+" back")
		case at < 0:
			t.Gone = append(t.Gone, c.field)
		}
	}
	return nil
}

// unheaded is the error of a table whose headings do not tell its columns.
func unheaded(sheet, why, hint string) error {
	return &align.InputError{Code: align.NotOurWorkbook, Op: "read workbook", Reason: "sheet " + sheet + ": " + why, Hint: hint}
}

// find returns the name that a sheet has now: its own, or that of the only other sheet
// with its heading; "" if there is none. If it has its own name, copies are the other
// sheets with its heading.
func find(f *xlsx.Book, name string, columns []column) (found string, copies []string, err error) {
	var others []string
	for _, s := range f.Sheets() {
		switch s {
		case reviewSheet, sentencesSheet, removedSheet, summarySheet, helpSheet, hiddenSheet, disagreementsSheet, byOneSheet, agreementSheet, reviewsSheet:
			if s == name {
				found = s
			}
			continue
		}
		ok, err := headed(f, s, columns)
		if err != nil {
			return "", nil, err
		}
		if ok {
			others = append(others, s)
		}
	}
	switch {
	case found != "" || len(others) == 0:
		return found, others, nil
	case len(others) == 1:
		return others[0], nil, nil
	}
	return "", nil, refused("there is no sheet "+name, fmt.Errorf("the sheets %s all have its heading; name the right one %s", strings.Join(others, ", "), name))
}

// headed reports whether a sheet has the heading of a table with all its columns
// but a few.
func headed(f *xlsx.Book, sheet string, columns []column) (bool, error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return false, nil // a sheet of charts
	}
	defer rows.Close()
	for rows.Next() && rows.Number <= headingRows {
		if heading(rows.Cells, columns) != nil {
			return true, nil
		}
	}
	if rows.Err() != nil {
		return false, refused("sheet "+sheet+" is damaged", rows.Err())
	}
	return false, nil
}

// twice is the place of a column whose heading stands there twice.
const twice = -2

// heading returns where each column stands in a heading, -1 if it does not, or
// nil if the row is no heading of these columns: half of them have to be there,
// with more of their names right than those of any sheet of other columns.
func heading(cells []string, columns []column) []int {
	places := make([]int, len(columns))
	found := 0
	for i, c := range columns {
		places[i] = -1
		for at, cell := range cells {
			if !names(cell, c.head) {
				continue
			}
			if places[i] == -1 {
				places[i] = at
				found++
			} else {
				places[i] = twice
			}
		}
	}
	for i, c := range columns { // a heading that the reviewer has added words to
		if places[i] != -1 {
			continue
		}
		free := -1
		for at, cell := range cells {
			if holds(cell, c.head) && !slices.Contains(places, at) && !isHeading(cell) {
				if free >= 0 {
					free = -1
					break
				}
				free = at
			}
		}
		if free >= 0 {
			places[i] = free
			found++
		}
	}
	found += renamed(cells, columns, places)
	// Review and Sentences differ in the two columns of numbers alone.
	own := slices.IndexFunc(columns, func(c column) bool { return strings.HasPrefix(c.head, "¶") })
	if found*2 < len(columns) || own >= 0 && places[own] == -1 && places[own+1] == -1 && otherNumbers(cells, columns[own].head) {
		return nil
	}
	return places
}

// renamed finds the columns of texts that were given another heading where they stood: between
// the same neighbours, as many as were there. It returns how many it has found.
func renamed(cells []string, columns []column, places []int) (found int) {
	for i := 1; i < len(columns)-1; i++ {
		from := i
		for i < len(columns)-1 && places[i] == -1 && (columns[i].field == review.FieldEN || columns[i].field == review.FieldZH) {
			i++
		}
		before, behind := places[from-1], places[i]
		if i == from || before < 0 || behind-before != i-from+1 || slices.ContainsFunc(cells[before+1:behind], isHeading) {
			continue
		}
		for k := from; k < i; k++ {
			places[k] = before + 1 + k - from
		}
		found += i - from
	}
	return found
}

// otherNumbers reports whether a heading has the numbers of the other sheet of
// beads.
func otherNumbers(cells []string, own string) bool {
	for _, columns := range [][]column{reviewColumns, sentenceColumns()} {
		head := columns[colRefEN].head
		if head != own && slices.ContainsFunc(cells, func(cell string) bool { return names(cell, head) }) {
			return true
		}
	}
	return false
}

// longestHeading is how many bytes the longest heading has, spaces included.
const longestHeading = 200

// names reports whether a cell is a heading: the whole of it, in any order, or its English
// or its Chinese part.
func names(cell, head string) bool {
	if cell == "" || len(cell) > longestHeading {
		return false
	}
	en, zh, _ := strings.Cut(head, "\n")
	parts := []string{en, zh, en + zh, zh + en}
	return slices.ContainsFunc(parts, func(p string) bool { return review.PlainWord(cell) == review.PlainWord(p) })
}

// isHeading reports whether a cell is the heading of a column as it is written.
func isHeading(cell string) bool {
	return slices.ContainsFunc(slices.Concat(reviewColumns, sentenceColumns(), removedColumns), func(c column) bool { return names(cell, c.head) })
}

// holds reports whether a cell is a heading with other words beside it: "Status (Li)",
// 审校状态.
func holds(cell, head string) bool {
	if cell == "" || len(cell) > longestHeading {
		return false
	}
	return slices.ContainsFunc(strings.Split(head, "\n"), func(p string) bool {
		return len(p) >= len("¶ EN") && strings.Contains(review.PlainWord(cell), review.PlainWord(p))
	})
}

// readTables reads the sheets that a reviewer works on.
func readTables(f *xlsx.Book) (t review.Returned, err error) {
	t.Names = f.Sheets()
	for _, x := range []struct {
		to        **review.Sheet
		name      string
		columns   []column
		essential []review.Field
	}{
		{&t.Review, reviewSheet, reviewColumns, []review.Field{review.FieldEN, review.FieldZH}},
		{&t.Sentences, sentencesSheet, sentenceColumns(), []review.Field{review.FieldEN, review.FieldZH}},
		{&t.Removed, removedSheet, removedColumns, []review.Field{review.FieldID, review.FieldRestore}},
	} {
		read, err := readTable(f, x.name, x.columns, x.essential...)
		if err != nil {
			return t, err
		}
		if read != nil {
			sheet := read.Sheet // alone: the table holds the workbook
			*x.to = &sheet
		}
	}
	if t.Review == nil {
		return t, &align.InputError{Code: align.NotOurWorkbook, Op: "read workbook", Reason: "it has no sheet " + reviewSheet, Hint: "use a workbook that align pair wrote, with its sheets"}
	}
	return t, nil
}
