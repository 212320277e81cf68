package exchange

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"bitext/align"
)

// writeTSV writes a table a program can split at tabs and line ends: inside a
// cell a backslash, a tab, a line feed and a carriage return are written \\, \t,
// \n and \r.
func writeTSV(w io.Writer, al *align.Alignment, opt WriteOptions) error {
	rows := [][]string{header}
	for _, r := range al.Rows(opt.Level) {
		rows = append(rows, cells(r))
	}
	return WriteTable(w, rows)
}

// WriteTable writes the rows of a table as writeTSV does: a tab between two cells, and in
// a cell \\, \t, \n and \r for a backslash, a tab, a line feed and a carriage return.
func WriteTable(w io.Writer, rows [][]string) error {
	out := bufio.NewWriter(w)
	for _, row := range rows {
		for k, c := range row {
			if k > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(tsvEscape.Replace(c))
		}
		out.WriteByte('\n')
	}
	return out.Flush()
}

// ReadTable reads the rows of a table that WriteTable wrote, or another program: UTF-8 or
// UTF-16, with either line end. Empty lines are left out.
func ReadTable(r io.Reader) ([][]string, error) {
	rows, err := splitLines(r)
	for _, row := range rows {
		for k := range row {
			row[k] = tsvUnescape.Replace(row[k])
		}
	}
	return rows, err
}

// splitLines cuts a table into rows and cells as they stand, escapes included.
func splitLines(r io.Reader) (rows [][]string, err error) {
	err = eachLine(r, func(line []byte) error {
		if row := strings.TrimSuffix(string(line), "\r"); row != "" {
			rows = append(rows, strings.Split(row, "\t"))
		}
		return nil
	})
	if err != nil {
		err = fmt.Errorf("line %d: %w", len(rows)+1, err)
	}
	return rows, err
}

var (
	tsvEscape   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	tsvUnescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// readTSV reads the pairs of a table that writeTSV wrote, or of any table with tabs
// between its columns. The columns are told by their headings or, without any, by
// the script of their cells.
func readTSV(r io.Reader, _ ReadOptions) ([]align.Row, error) {
	rows, err := splitLines(r)
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 && ours(rows[0]) {
		for _, row := range rows {
			for k := range row {
				row[k] = tsvUnescape.Replace(row[k])
			}
		}
	}
	return pairsOf(rows)
}

// TSV is a table with a tab between two cells.
var TSV = Format{
	Name: "tsv", Extensions: []string{".tsv"}, Texts: true,
	Encode: writeTSV, Decode: readTSV,
}
