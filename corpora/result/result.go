// Package result writes tables of what a search of a corpus found: as a table with tabs, as
// a workbook, and as a page for the browser.
package result

import (
	"bufio"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"strings"
	"sync"
	"unicode"

	"bitext/align/sheet"
)

// WriteTSV writes tables with tabs between the cells, an empty line between two of them. A space
// stands for tabs, line breaks and other controls in a cell.
func WriteTSV(w io.Writer, tables []*sheet.Table) error {
	out := bufio.NewWriter(w)
	for k, t := range tables {
		if k > 0 {
			out.WriteByte('\n')
		}
		for n, c := range t.Columns {
			separate(out, n)
			out.WriteString(c.Head)
		}
		out.WriteByte('\n')
		for _, row := range t.Rows {
			for n, cell := range row {
				separate(out, n)
				out.WriteString(strings.Map(func(r rune) rune {
					if unicode.In(r, unicode.Cc, unicode.Zl, unicode.Zp) {
						return ' '
					}
					return r
				}, cell.String()))
			}
			out.WriteByte('\n')
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

func separate(out *bufio.Writer, n int) {
	if n > 0 {
		out.WriteByte('\t')
	}
}

//go:embed page.html
var page string

var pageTemplate = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("page").Funcs(template.FuncMap{"runs": runs}).Parse(page))
})

// WriteHTML writes tables as one page, without anything from elsewhere.
func WriteHTML(w io.Writer, title, note string, tables []*sheet.Table) error {
	if err := pageTemplate().Execute(w, map[string]any{"Title": title, "Note": note, "Tables": tables}); err != nil {
		return fmt.Errorf("write results: %w", err)
	}
	return nil
}

// run is a part of a cell.
type run struct {
	Text   string
	Marked bool
}

// runs divides the text of a cell at its marks.
func runs(c sheet.TableCell) (list []run) {
	text, last := c.String(), 0
	for _, m := range c.Marks {
		list = append(list, run{text[last:m[0]], false}, run{text[m[0]:m[1]], true})
		last = m[1]
	}
	return append(list, run{text[last:], false})
}
