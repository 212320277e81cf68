package exchange

import (
	"encoding/csv"
	"io"
	"strings"

	"bitext/align"
)

// formulaStarts are the first characters by which spreadsheet programs take a
// cell for a formula (OWASP, CSV injection), in their full-width forms too, which
// programs set to Chinese may read alike.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// likeFormula reports whether a cell begins as formulas do, after any apostrophes.
func likeFormula(cell string) bool {
	return strings.IndexAny(strings.TrimLeft(cell, "'"), formulaStarts) == 0
}

// writeCSV writes a table for spreadsheet programs: a byte order mark, so that
// they take it for UTF-8, and an apostrophe before a cell that they would take for
// a formula, or that would else be read back without an apostrophe of its own.
func writeCSV(w io.Writer, al *align.Alignment, opt WriteOptions) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Write(header)
	for _, r := range al.Rows(opt.Level) {
		row := cells(r)
		for k, c := range row {
			if likeFormula(c) {
				row[k] = "'" + c
			}
		}
		out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// readCSV reads the pairs of a table with commas between its columns, as readTSV does.
func readCSV(r io.Reader, _ ReadOptions) ([]align.Row, error) {
	limits := newLimited(r)
	in := csv.NewReader(withoutBOM(limits))
	in.FieldsPerRecord = -1
	t := table{restore: func(cell string) string {
		if likeFormula(cell) {
			return strings.TrimPrefix(cell, "'")
		}
		return cell
	}}
	for {
		limits.next()
		row, err := in.Read()
		if err == io.EOF {
			return t.pairs()
		}
		if err == nil {
			err = t.add(row)
		}
		if err != nil {
			return nil, err
		}
	}
}

// CSV is a table for spreadsheet programs.
var CSV = Format{
	Name: "csv", Extensions: []string{".csv"}, Texts: true,
	Encode: writeCSV, Decode: readCSV,
}
