package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"
)

// Limits on a sheet.
const (
	maxRows    = 1 << 20
	maxColumns = 1 << 14
	maxGaps    = 1 << 23 // cells without a value, to the left of one that has one
)

// Rows goes through the rows of a sheet that have a value.
type Rows struct {
	Number int      // of the row, from 1
	Cells  []string // its values; valid until the next call of Next
	Marks  []Mark   // what is special about them, by column; valid as long

	book   *Book
	part   *part
	err    error
	place  place
	column int    // of the cell at hand, from 0
	kind   string // of its value
	style  int    // of the cell at hand
	text   text   // of the cell at hand
	made   bool   // whether a formula makes its value
	valued bool   // whether its value is there
	gaps   int    // cells without a value that were laid down so far
}

// Mark says what is special about a cell.
type Mark struct {
	Column int // from 0
	Kind   Kind
	style  int // of the cell
}

// Kind is a kind of mark.
type Kind string

// The kinds of marks.
const (
	Number  Kind = "number"  // the value is a number, not a text; see Book.Shown
	Date    Kind = "date"    // the same, and a date or time
	Struck  Kind = "struck"  // the text is struck through, or a part of it
	Filled  Kind = "filled"  // the cell has a ground that no sheet of ours has; see Book.Plain
	Formula Kind = "formula" // it holds a formula without a value
	Failed  Kind = "failed"  // the value is the error of a formula
)

// place is where in a sheet the reader is.
type place int

const (
	outside place = iota // of sheetData
	inData
	inRow
	inCell
)

// Rows begins to read a sheet.
func (b *Book) Rows(sheet string) (*Rows, error) {
	for _, s := range b.sheets {
		if s.name == sheet {
			p, err := b.openPart(s.part)
			if err != nil {
				return nil, err
			}
			return &Rows{book: b, part: p}, nil
		}
	}
	return nil, errors.New("there is no such sheet")
}

// Close ends the reading.
func (r *Rows) Close() error { return r.part.close() }

// Err returns the error at which Next returned false, nil at the end of a sheet that is
// whole.
func (r *Rows) Err() error { return r.err }

// Next reads the next row that has a value. It returns false at the end of the sheet, or
// at an error.
func (r *Rows) Next() bool {
	for r.err == nil {
		t, err := r.part.next()
		if err == io.EOF {
			return false
		}
		whole := false
		if err == nil {
			whole, err = r.take(t)
		}
		if whole {
			return true
		}
		if err != nil && r.place >= inRow {
			err = fmt.Errorf("row %d: %w", r.Number, err)
		}
		if err != nil {
			r.err = fmt.Errorf("%s: %w", r.part.name, err)
		}
	}
	return false
}

// take takes a token in, and reports whether it ends a row that has a value.
func (r *Rows) take(t xml.Token) (bool, error) {
	if r.place == inCell {
		if err := r.text.take(t); err != nil {
			return false, err
		}
	}
	switch t := t.(type) {
	case xml.StartElement:
		return false, r.begin(t)
	case xml.EndElement:
		return r.end(t.Name.Local)
	}
	return false, nil
}

// begin goes into an element.
func (r *Rows) begin(t xml.StartElement) (err error) {
	switch name := t.Name.Local; {
	case r.place == outside && name == "sheetData":
		r.place = inData
	case r.place == inData && name == "row":
		clear(r.Cells)
		r.Cells, r.Marks, r.column = r.Cells[:0], r.Marks[:0], -1
		r.Number++
		if n := attr(t, "r"); n != "" {
			if r.Number, err = strconv.Atoi(n); err != nil || r.Number < 1 || r.Number > maxRows {
				return fmt.Errorf("there is no row %.20q", n)
			}
		}
		r.place = inRow
	case r.place == inRow && name == "c":
		r.column++
		if at := attr(t, "r"); at != "" {
			if r.column, _, err = excelize.CellNameToCoordinates(at); err != nil {
				return fmt.Errorf("there is no cell %.20q", at)
			}
			r.column--
		}
		r.place, r.kind, r.style, r.made, r.valued = inCell, attr(t, "t"), 0, false, false
		if n, err := strconv.Atoi(attr(t, "s")); err == nil && n >= 0 && n < len(r.book.styles) {
			r.style = n
		}
		r.text = text{element: "v", runs: r.text.runs[:0]}
		if r.kind == "inlineStr" {
			r.text.element = "t"
		}
	case r.place == inCell && name == "f":
		r.made = true
	case r.place == inCell && name == "v":
		r.valued = true
	}
	return err
}

// end goes out of an element, and reports whether that ends a row that has a value.
func (r *Rows) end(name string) (bool, error) {
	switch {
	case r.place == inData && name == "sheetData":
		r.place = outside
	case r.place == inRow && name == "row":
		r.place = inData
		return len(r.Cells) > 0, nil
	case r.place == inCell && name == "c":
		r.place = inRow
		return false, r.cell()
	}
	return false, nil
}

// cell lays the cell at hand down.
func (r *Rows) cell() (err error) {
	value, struck := r.text.done(), r.text.struck
	if r.kind == "s" {
		value, struck, err = r.book.sharedText(value)
	}
	if err != nil || value == "" && (!r.made || r.valued && r.kind == "str") { // a formula may make an empty text
		return err
	}
	style := style{}
	if r.style < len(r.book.styles) {
		style = r.book.styles[r.style]
	}
	switch {
	case value == "":
		r.mark(Formula)
	case r.kind == "b":
		value = strings.NewReplacer("0", "FALSE", "1", "TRUE").Replace(value)
	case r.kind == "e":
		r.mark(Failed)
	case r.kind == "d": // ISO 8601
		r.mark(Date)
	case r.kind != "" && r.kind != "n":
	case style.date:
		r.mark(Date)
	default:
		r.mark(Number)
	}
	if struck || style.struck {
		r.mark(Struck)
	}
	if style.fill != "" && !slices.Contains(r.book.Plain, style.fill) {
		r.mark(Filled)
	}
	if r.gaps += max(0, r.column-len(r.Cells)); r.gaps > maxGaps || r.column >= maxColumns {
		return errors.New("its cells lie too far apart")
	}
	for len(r.Cells) <= r.column {
		r.Cells = append(r.Cells, "")
	}
	r.Cells[r.column] = value
	return nil
}

func (r *Rows) mark(k Kind) { r.Marks = append(r.Marks, Mark{r.column, k, r.style}) }
