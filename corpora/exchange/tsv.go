package exchange

import (
	"bufio"
	"io"
	"strings"
)

// tsvEncoder writes a table a program can split at tabs and line ends: inside a
// cell a backslash, a tab, a line feed and a carriage return are written \\, \t,
// \n and \r, and bytes that are no character U+FFFD. In a table of two columns, which people read, a space stands for these.
type tsvEncoder struct {
	out    *bufio.Writer
	layout string
}

func newTSVEncoder(w []io.Writer, opt WriteOptions) Encoder {
	e := &tsvEncoder{bufio.NewWriter(w[0]), opt.Layout}
	e.write(headings(opt.Layout))
	return e
}

func (e *tsvEncoder) write(cells []string) error {
	for k, c := range cells {
		if k > 0 {
			e.out.WriteByte('\t')
		}
		if e.layout == LayoutTable {
			e.out.WriteString(spaced(c))
		} else {
			tsvEscape.WriteString(e.out, strings.ToValidUTF8(c, "\uFFFD"))
		}
	}
	return e.out.WriteByte('\n')
}

func (e *tsvEncoder) Encode(r Record) error { return e.write(cells(&r, e.layout)) }

func (e *tsvEncoder) Close() error { return e.out.Flush() }

var (
	tsvEscape   = strings.NewReplacer(`\`, `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`)
	tsvUnescape = strings.NewReplacer(`\\`, `\`, `\t`, "\t", `\n`, "\n", `\r`, "\r")
)

// newTSVDecoder reads the rows of a table of tsvEncoder's, or of any table with tabs
// between its columns. The columns are told by their headings or, without any, by
// the script of their cells.
func newTSVDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	in, err := newTextReader(r[0])
	if err != nil {
		return nil, err
	}
	escaped, begun := false, false
	return newTable(func() (tableRow, error) {
		for {
			line, err := in.next()
			if err != nil {
				return tableRow{}, err
			}
			text := strings.TrimSuffix(string(line), "\r")
			if text == "" {
				continue
			}
			row := strings.SplitN(text, "\t", maxColumns+1)
			if !begun {
				begun, escaped = true, ours(row)
			}
			if escaped {
				for k := range row {
					row[k] = tsvUnescape.Replace(row[k])
				}
			}
			return tableRow{row, in.number}, nil
		}
	})
}

// TSV is a table with a tab between two cells.
var TSV = Format{
	Name: "tsv", Title: "a table with tabs between its cells", Extensions: []string{".tsv"},
	Carries: carriedByTables | Controls, Layouts: []string{layoutRows, LayoutTable},
	Without:    map[string]Part{LayoutTable: notInCleanTables | Breaks},
	NewEncoder: newTSVEncoder, NewDecoder: newTSVDecoder,
}

// WriteTable writes the rows of a plain table with a tab between two cells: in a cell
// \\, \t, \n and \r stand for a backslash, a tab, a line feed and a carriage return. A cell
// in quotation marks of its own has another pair around it, as in a spreadsheet program.
func WriteTable(w io.Writer, rows [][]string) error {
	e := &tsvEncoder{out: bufio.NewWriter(w)}
	for _, row := range rows {
		cells := make([]string, len(row))
		for k, c := range row {
			if cells[k] = c; unquoted(c) != c {
				cells[k] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
		}
		e.write(cells)
	}
	return e.Close()
}

// ReadTable reads the rows of a table that WriteTable wrote, or another program, with either
// line end and perhaps quotation marks around cells, as spreadsheet programs put them. Empty
// lines are left out.
func ReadTable(r io.Reader) (rows [][]string, err error) {
	in, err := newTextReader(r)
	if err != nil {
		return nil, err
	}
	for {
		line, err := in.next()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		text := strings.TrimSuffix(string(line), "\r")
		if text == "" {
			continue
		}
		row := strings.SplitN(text, "\t", maxColumns+1)
		if len(row) > maxColumns {
			return nil, tooLarge("a row of it has more than %d columns", maxColumns)
		}
		for k := range row {
			row[k] = tsvUnescape.Replace(unquoted(row[k]))
		}
		rows = append(rows, row)
	}
}

// unquoted returns a cell without the quotation marks that spreadsheet programs put around
// cells with commas or quotation marks in them, which they double.
func unquoted(cell string) string {
	inner, opened := strings.CutPrefix(cell, `"`)
	inner, closed := strings.CutSuffix(inner, `"`)
	single := strings.ReplaceAll(inner, `""`, "")
	if !opened || !closed || strings.Contains(single, `"`) {
		return cell
	}
	return strings.ReplaceAll(inner, `""`, `"`)
}
