package sheet

import (
	"bitext/align/review"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// page is a sheet being written from top to bottom.
//
// What excelize knows of a sheet has to be said in a certain order. Filter,
// page set-up and tab colour go before open, in that order; drop-downs,
// conditional formats, links and protection before close. Said later they
// are lost without an error.
type page struct {
	wb   *workbook
	name string
	out  *excelize.StreamWriter
	next int // number of the next row, from 1
}

// column is one column of a page.
type column struct {
	field  review.Field // of an entry, on the sheets that are read back
	head   string       // English and Chinese, a line each
	width  float64
	hidden bool
	prose  bool // holds texts, which may look like numbers
}

// letter returns the name of a column, by its index from 0.
func letter(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1)
	return name
}

// open begins a page with printing set up and cells locked. The size is that
// of all rows to come. A table has a heading that stays in sight and is
// repeated on each printed page, as does its first column, and a filter.
func (wb *workbook) open(name, tab string, columns []column, rows int, table bool) (*page, error) {
	f := wb.file
	all := fmt.Sprintf("A1:%s%d", letter(len(columns)-1), max(rows, 1))
	if table {
		if err := f.AutoFilter(name, all, nil); err != nil {
			return nil, err
		}
		err := f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: name + "!$1:$1", Scope: name,
		})
		if err != nil {
			return nil, err
		}
	}
	if err := f.SetSheetDimension(name, all); err != nil {
		return nil, err
	}
	if err := wb.setUpPrint(name, tab, table); err != nil {
		return nil, err
	}
	protection := &excelize.SheetProtectionOptions{
		AutoFilter: true, Sort: true,
		FormatCells: true, FormatColumns: true, FormatRows: true,
		SelectLockedCells: true, SelectUnlockedCells: true,
	}
	if err := f.ProtectSheet(name, protection); err != nil {
		return nil, err
	}
	view := &excelize.ViewOptions{ShowGridLines: new(false)}
	if err := f.SetSheetView(name, 0, view); err != nil {
		return nil, err
	}
	out, err := f.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	for i, c := range columns {
		if err := out.SetColWidth(i+1, i+1, c.width); err != nil {
			return nil, err
		}
		if err := out.SetColVisible(i+1, i+1, !c.hidden); err != nil {
			return nil, err
		}
	}
	p := &page{wb: wb, name: name, out: out, next: 1}
	if table {
		err = p.head(columns)
	}
	return p, err
}

// setUpPrint sets a sheet up for printing on landscape A4: a table on pages
// one wide and as many as it takes down, any other sheet on a single page.
func (wb *workbook) setUpPrint(name, tab string, table bool) error {
	const a4 = 9
	down := 1
	if table {
		down = 0
	}
	f := wb.file
	if err := f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: new(true), TabColorRGB: &tab}); err != nil {
		return err
	}
	layout := &excelize.PageLayoutOptions{
		Size: new(a4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: &down,
	}
	if err := f.SetPageLayout(name, layout); err != nil {
		return err
	}
	margins := &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(0.5), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3),
	}
	if err := f.SetPageMargins(name, margins); err != nil {
		return err
	}
	return f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"})
}

// head writes the heading of a table and freezes it with the first column.
func (p *page) head(columns []column) error {
	panes := &excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: "B2", ActiveCell: "B2", Pane: "bottomRight"}},
	}
	if err := p.out.SetPanes(panes); err != nil {
		return err
	}
	heading := look{face: hansFace, bold: true, color: white, fill: slate, across: "center", middle: true, wrap: true, ruled: true}
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = p.cell(heading, c.head)
	}
	return p.row(40, cells...)
}

// cell makes a cell. Text has to have come through show.
func (p *page) cell(l look, value any) excelize.Cell {
	if s, ok := value.(string); ok && looksLikeFormula(s) {
		l.quoted = true
	}
	return excelize.Cell{StyleID: p.wb.styles.id(l), Value: value}
}

// row writes the next row. A height of 0 is the usual one.
func (p *page) row(height float64, cells ...any) error {
	at := fmt.Sprintf("A%d", p.next)
	p.next++
	return p.out.SetRow(at, cells, excelize.RowOpts{Height: rowHeight(height)})
}

// choice gives the cells of a range a drop-down. What is not on the list is
// refused.
func (p *page) choice(cells string, words []string, hint string) error {
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	if err := dv.SetDropList(words); err != nil {
		return err
	}
	dv.SetError(excelize.DataValidationErrorStyleStop, "Choose from the list 请从列表中选择", hint)
	return p.wb.file.AddDataValidation(p.name, dv)
}

// close ends the page.
func (p *page) close() error { return p.out.Flush() }

// looksLikeFormula reports whether a spreadsheet program would take the text
// for a formula, were it typed in.
func looksLikeFormula(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t＝＋－＠", first(s))
}

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
