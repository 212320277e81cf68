package sheet

import (
	"fmt"
	"io"
	"math"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Table is a table of results: hits of a search, or figures.
type Table struct {
	Name    string // of letters alone: Hits
	Columns []TableColumn
	Rows    [][]TableCell
}

// TableColumn is a column of a table.
type TableColumn struct {
	Head  string
	Width float64 // in characters of a workbook
	Right bool    // its cells end at its right edge
}

// TableCell is a cell: a number if Text is "" and Format is not, or else a text with marked places.
type TableCell struct {
	Text   string
	Marks  [][2]int // byte offsets, in order, one behind the other
	Number float64
	Format string // as package fmt has it: %.2f
}

// String returns the text of a cell, "–" for a number that is none.
func (c TableCell) String() string {
	switch {
	case c.Text != "" || c.Format == "":
		return c.Text
	case math.IsNaN(c.Number) || math.IsInf(c.Number, 0):
		return "–"
	}
	return fmt.Sprintf(c.Format, c.Number)
}

// WriteTables writes tables as a workbook, a sheet each. Marked places are bold and in colour.
// Equal tables give equal bytes.
func WriteTables(w io.Writer, title string, tables []*Table) error {
	wb := newWorkbook(nil)
	var sheets []sheet
	for _, t := range tables {
		sheets = append(sheets, sheet{name: t.Name, write: func() { wb.writeTable(t) }})
	}
	if err := wb.write(w, title, sheets); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

func (wb *workbook) writeTable(t *Table) {
	var columns []column
	for _, c := range t.Columns {
		columns = append(columns, column{head: c.Head, width: c.Width})
	}
	p := wb.open(t.Name, slate, columns, len(t.Rows)+1, true)
	for _, row := range t.Rows {
		var cells []any
		for k, c := range row {
			look := style{face: hansFace, wrap: true, ruled: true}
			if t.Columns[k].Right {
				look.across = "right"
			}
			cells = append(cells, p.result(look, c))
		}
		p.row(0, cells...)
	}
	p.close()
}

// result makes a cell of a table.
func (p *page) result(look style, c TableCell) excelize.Cell {
	if c.Text == "" && c.Format != "" {
		if number, err := strconv.ParseFloat(c.String(), 64); err == nil {
			return p.cell(look, number)
		}
	}
	return p.marked(look, c.String(), c.Marks)
}
