package exchange

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"bitext/align/document/charset"
)

// formulaStarts are the first characters by which spreadsheet programs take a
// cell for a formula (OWASP, CSV injection), in their full-width forms too, which
// programs set to Chinese may read alike.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// likeFormula reports whether a cell begins as formulas do, after any apostrophes.
func likeFormula(cell string) bool {
	return strings.IndexAny(strings.TrimLeft(cell, "'"), formulaStarts) == 0
}

// csvEncoder writes a table for spreadsheet programs: a byte order mark, so that
// they take it for UTF-8, and an apostrophe before a cell that they would take for
// a formula, or that would else be read back without an apostrophe of its own.
type csvEncoder struct {
	out    *csv.Writer
	layout string
	err    error
}

func newCSVEncoder(w []io.Writer, opt WriteOptions) Encoder {
	_, err := io.WriteString(w[0], "\uFEFF")
	e := &csvEncoder{out: csv.NewWriter(w[0]), layout: opt.Layout, err: err}
	e.out.UseCRLF = true
	e.out.Write(headings(opt.Layout))
	return e
}

func (e *csvEncoder) Encode(r Record) error {
	row := cells(&r, e.layout)
	for k, c := range row {
		if likeFormula(c) {
			row[k] = "'" + c
		}
	}
	if e.err != nil {
		return e.err
	}
	return e.out.Write(row)
}

func (e *csvEncoder) Close() error {
	if e.err != nil {
		return e.err
	}
	e.out.Flush()
	return e.out.Error()
}

// newCSVDecoder reads the rows of a table with commas between its columns.
func newCSVDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	text, err := charset.NewReader(r[0])
	if err != nil {
		return nil, err
	}
	limits := newLimited(text)
	in := csv.NewReader(limits)
	in.FieldsPerRecord = -1
	escaped, begun := false, false
	return newTable(func() (tableRow, error) {
		limits.next()
		row, err := in.Read()
		if err != nil {
			return tableRow{}, err
		}
		if !begun {
			begun, escaped = true, ours(row) || slices.Equal(row, cleanHeader)
		}
		if escaped {
			for k, cell := range row {
				if likeFormula(cell) {
					row[k] = strings.TrimPrefix(cell, "'")
				}
			}
		}
		line, _ := in.FieldPos(0)
		return tableRow{row, line}, nil
	})
}

// CSV is a table for spreadsheet programs.
var CSV = Format{
	Name: "csv", Title: "a table for spreadsheet programs", Extensions: []string{".csv"},
	Carries: carriedByTables | Controls, Layouts: []string{layoutRows, LayoutTable},
	Without:    map[string]Part{LayoutTable: notInCleanTables},
	NewEncoder: newCSVEncoder, NewDecoder: newCSVDecoder,
}
