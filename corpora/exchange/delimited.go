package exchange

import (
	"bufio"
	"encoding/csv"
	"io"
	"strings"
)

var header = []string{"id", "en_ids", "zh_ids", "type", "en", "zh", "score", "flags", "status", "comment"}

func (r row) cells() []string {
	return []string{r.id, joinIDs(r.enIDs), joinIDs(r.zhIDs), r.shape(), r.en, r.zh, formatScore(r.score), r.flagText(), string(r.status), r.comment}
}

// writeTSV writes a table a program can split at tabs and line ends: inside a
// cell a backslash, a tab, a line feed and a carriage return are written \\, \t,
// \n and \r.
func writeTSV(w io.Writer, rows []row) error {
	out := bufio.NewWriter(w)
	write := func(cells []string) {
		for k, c := range cells {
			if k > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(tsvEscape.Replace(c))
		}
		out.WriteByte('\n')
	}
	write(header)
	for _, r := range rows {
		write(r.cells())
	}
	return out.Flush()
}

var tsvEscape = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)

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
func writeCSV(w io.Writer, rows []row) error {
	if _, err := io.WriteString(w, "\uFEFF"); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	out.Write(header)
	for _, r := range rows {
		cells := r.cells()
		for k, c := range cells {
			if likeFormula(c) {
				cells[k] = "'" + c
			}
		}
		out.Write(cells)
	}
	out.Flush()
	return out.Error()
}
