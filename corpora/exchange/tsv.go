package exchange

import (
	"bufio"
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
func ReadTable(r io.Reader) (rows [][]string, err error) {
	err = eachLine(r, func(line []byte) error {
		text := strings.TrimSuffix(string(line), "\r")
		if text == "" {
			return nil
		}
		row := strings.SplitN(text, "\t", maxColumns+1)
		if len(row) > maxColumns {
			return tooLarge("a row of it has more than %d columns", maxColumns)
		}
		for k := range row {
			row[k] = tsvUnescape.Replace(row[k])
		}
		rows = append(rows, row)
		return nil
	})
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
	t := table{restore: tsvUnescape.Replace}
	err := eachLine(r, func(line []byte) error {
		if row := strings.TrimSuffix(string(line), "\r"); row != "" {
			return t.add(strings.SplitN(row, "\t", maxColumns+1))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return t.pairs()
}

// TSV is a table with a tab between two cells.
var TSV = Format{
	Name: "tsv", Extensions: []string{".tsv"}, Texts: true,
	Encode: writeTSV, Decode: readTSV,
}
