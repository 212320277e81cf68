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
	for _, r := range al.Rows(opt.Level) {
		write(cells(r))
	}
	return out.Flush()
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
