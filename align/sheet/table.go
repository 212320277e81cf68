package sheet

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/sheet/internal/xlsx"
)

// table is one of the sheets Review, Sentences and Removed as it came back.
type table struct {
	sheet   string // its name now
	replies []reply
	lacks   []int    // columns that are gone
	copies  []string // other sheets with such a heading
	added   []stranger
}

// stranger is a column that was not written but holds text.
type stranger struct {
	at   int // its index
	head string
	text bool
}

// reply is a row of a table as it came back.
type reply struct {
	sheet   string
	row     int      // its number in the sheet, from 1
	cells   []string // by the index of the column as written
	numbers []int    // the columns in which a program made a number of a text
}

// same reports whether a cell holds what was written into it.
func (re *reply) same(col int, written string) bool {
	return same(re.cells[col], written) || slices.Contains(re.numbers, col) && sameNumber(re.cells[col], written, 1e-14)
}

func (re *reply) conflict(f *findings, id, what, format string, args ...any) {
	f.conflicts = append(f.conflicts, Conflict{re.sheet, re.row, id, what, fmt.Sprintf(format, args...)})
}

func (re *reply) change(f *findings, id string, kind ChangeKind, format string, args ...any) {
	f.changes = append(f.changes, Change{Sheet: re.sheet, Row: re.row, ID: id, Kind: kind, Detail: fmt.Sprintf(format, args...)})
	if kind.Structural() {
		f.operations++
	}
}

// headingRows is how far down the heading of a sheet of another name is looked for.
const headingRows = 20

// rowID is what stands in the first column of a row, however it was sorted.
var rowID = regexp.MustCompile(`^\s*[PR]\d+(\.\d+)?\s*$`)

// readTable finds a sheet by its name, or else by its heading, and reads it. It
// returns nil if there is none. Essential columns are those without which there
// is nothing to read; the error is an *align.InputError if one is not there.
func readTable(f *xlsx.Book, name string, columns []column, essential ...int) (*table, error) {
	found, copies, err := find(f, name, columns)
	if err != nil || found == "" {
		return nil, err
	}
	rows, err := f.Rows(found)
	if err != nil {
		return nil, refused("sheet "+found+" cannot be read", err)
	}
	defer rows.Close()
	t := &table{sheet: found, copies: copies}
	var above []reply // rows over the heading: it may have been sorted with the others
	var places []int  // of each column as written: its index now, or -1
	for rows.Next() {
		switch {
		case places != nil:
			t.add(reply{sheet: found, row: rows.Number, cells: rows.Cells, numbers: rows.Numbers}, places)
		case heading(rows.Cells, columns) != nil:
			places = heading(rows.Cells, columns)
			for at, head := range rows.Cells {
				t.added = append(t.added, stranger{at: at, head: head})
			}
		case slices.ContainsFunc(rows.Cells, rowID.MatchString):
			above = append(above, reply{sheet: found, row: rows.Number, cells: slices.Clone(rows.Cells), numbers: slices.Clone(rows.Numbers)})
		}
	}
	if rows.Err() != nil {
		return nil, refused("sheet "+found+" is damaged", rows.Err())
	}
	if places == nil {
		return nil, refused("sheet "+found+" has no heading", errors.New("the row with ID, English, Chinese ... is gone"))
	}
	for _, re := range above {
		t.add(re, places)
	}
	t.added = slices.DeleteFunc(t.added, func(x stranger) bool { return !x.text })
	return t, t.complete(places, columns, essential)
}

// add puts a row into a table, its cells in the order in which the columns were
// written.
func (t *table) add(re reply, places []int) {
	cells, numbers := make([]string, len(places)), []int(nil)
	for i, at := range places {
		if at >= 0 && at < len(re.cells) {
			cells[i] = re.cells[at]
		}
		if slices.Contains(re.numbers, at) {
			numbers = append(numbers, i)
		}
	}
	re.numbers = numbers
	for at, cell := range re.cells {
		if !slices.Contains(places, at) && strings.TrimSpace(cell) != "" {
			for len(t.added) <= at {
				t.added = append(t.added, stranger{at: len(t.added)})
			}
			t.added[at].text = true
		}
	}
	if re.cells = cells; strings.TrimSpace(strings.Join(cells, "")) != "" {
		t.replies = append(t.replies, re)
	}
}

// complete notes which columns are gone. It refuses a table without the
// essential ones, or with one that stands there twice.
func (t *table) complete(places []int, columns []column, essential []int) error {
	for i, at := range places {
		switch {
		case at == twice:
			return refused("sheet "+t.sheet, fmt.Errorf("two columns are headed %s", firstLine(columns[i].head)))
		case at < 0 && slices.Contains(essential, i):
			return refused("sheet "+t.sheet, fmt.Errorf("no column is headed %s", firstLine(columns[i].head)))
		case at < 0:
			t.lacks = append(t.lacks, i)
		}
	}
	return nil
}

// strange reports whether a table has rows, but none of those that were written.
func (t *table) strange(rows []row) bool {
	ids := make(map[string]bool, 2*len(rows))
	for _, r := range rows {
		ids[r.id], ids[r.hash] = true, true
	}
	return len(t.replies) > 0 && len(rows) > 0 && !slices.ContainsFunc(t.replies, func(re reply) bool {
		return ids[strings.TrimSpace(re.cells[colID])] || ids[strings.TrimSpace(re.cells[colHash])]
	})
}

// find returns the name of a sheet: its own, or that of the only other one with
// such a heading; "" if there is none. Copies are the other sheets with such a
// heading if it has its own name.
func find(f *xlsx.Book, name string, columns []column) (found string, copies []string, err error) {
	var others []string
	for _, s := range f.Sheets() {
		switch s {
		case reviewSheet, sentencesSheet, removedSheet, summarySheet, helpSheet, hiddenSheet:
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
	case found != "":
		return found, others, nil
	case len(others) == 0:
		return "", nil, nil
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
	// Review and Sentences differ in the two columns of numbers alone.
	own := slices.IndexFunc(columns, func(c column) bool { return strings.HasPrefix(c.head, "¶") })
	if found*2 < len(columns) || own >= 0 && places[own] == -1 && places[own+1] == -1 && otherNumbers(cells, columns[own].head) {
		return nil
	}
	return places
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

// longestHeading is how many bytes what may be a heading has, spaces included.
const longestHeading = 200

// names reports whether a cell is a heading: the whole of it, or its English or
// its Chinese part.
func names(cell, head string) bool {
	if cell == "" || len(cell) > longestHeading {
		return false
	}
	cell = strings.ToLower(strings.Join(strings.Fields(cell), ""))
	parts := append(strings.Split(head, "\n"), head)
	return slices.ContainsFunc(parts, func(p string) bool {
		return cell == strings.ToLower(strings.Join(strings.Fields(p), ""))
	})
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// tables are the sheets of a workbook that a reviewer works on. Sentences and
// removed may be nil.
type tables struct{ review, sentences, removed *table }

func readTables(f *xlsx.Book) (t tables, err error) {
	if t.review, err = readTable(f, reviewSheet, reviewColumns, colEN, colZH); err != nil {
		return t, err
	}
	if t.review == nil {
		return t, &align.InputError{Op: "read workbook", Reason: "it has no sheet " + reviewSheet, Hint: "use a workbook that align pair wrote, with its sheets"}
	}
	if t.sentences, err = readTable(f, sentencesSheet, sentenceColumns(), colEN, colZH); err != nil {
		return t, err
	}
	t.removed, err = readTable(f, removedSheet, removedColumns, removedID, removedRestore)
	return t, err
}
