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
	in := csv.NewReader(withoutBOM(r))
	in.FieldsPerRecord = -1
	rows, err := in.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 && ours(rows[0]) {
		for _, row := range rows {
			for k, cell := range row {
				if likeFormula(cell) {
					row[k] = strings.TrimPrefix(cell, "'")
				}
			}
		}
	}
	return pairsOf(rows)
}

// CSV is a table for spreadsheet programs.
var CSV = Format{
	Name: "csv", Extensions: []string{".csv"}, Texts: true,
	Encode: writeCSV, Decode: readCSV,
}
