package sheet

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align/review"
)

// page is a sheet being written from top to bottom. After the first error of its
// workbook no row is written.
//
// Excelize takes the parts of a sheet in a certain order alone. Filter, page set-up
// and tab colour go before the stream of rows, in that order; drop-downs, conditional
// formats, links and protection before close. Set later they are lost without an
// error.
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
}

// letter returns the name of a column by its index from 0.
func letter(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1)
	return name
}

// open begins a page with printing set up and cells locked. The size is that
// of all rows to come. A table has a heading that stays in sight and is
// repeated on each printed page, as does its first column, and a filter.
func (wb *workbook) open(name, tab string, columns []column, rows int, table bool) *page {
	if rows > maxRows {
		wb.keep(fmt.Errorf("%d rows are more than a sheet can hold (%d)", rows, maxRows))
	}
	f := wb.file
	all := fmt.Sprintf("A1:%s%d", letter(len(columns)-1), max(rows, 1))
	if table {
		wb.keep(f.AutoFilter(name, all, nil))
		wb.keep(f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: name + "!$1:$1", Scope: name,
		}))
	}
	wb.keep(f.SetSheetDimension(name, all))
	wb.setUpPrint(name, tab, table)
	wb.keep(f.ProtectSheet(name, &excelize.SheetProtectionOptions{
		AutoFilter: true, Sort: true,
		FormatCells: true, FormatColumns: true, FormatRows: true,
		SelectLockedCells: true, SelectUnlockedCells: true,
	}))
	wb.keep(f.SetSheetView(name, 0, &excelize.ViewOptions{ShowGridLines: new(false)}))
	out, err := f.NewStreamWriter(name)
	p := &page{wb: wb, name: name, out: out, next: 1}
	if err != nil {
		wb.keep(err)
		return p
	}
	for i, c := range columns {
		wb.keep(out.SetColWidth(i+1, i+1, c.width))
		wb.keep(out.SetColVisible(i+1, i+1, !c.hidden))
	}
	if table {
		p.head(columns)
	}
	return p
}

// setUpPrint sets a sheet up for printing on landscape A4: a table on pages
// one wide and as many as it takes down, any other sheet on a single page.
func (wb *workbook) setUpPrint(name, tab string, table bool) {
	const a4 = 9
	down := 1
	if table {
		down = 0
	}
	f := wb.file
	wb.keep(f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: new(true), TabColorRGB: &tab}))
	wb.keep(f.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: new(a4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: &down,
	}))
	wb.keep(f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(0.5), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3),
	}))
	wb.keep(f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"}))
}

// head writes the heading of a table and freezes it with the first column.
func (p *page) head(columns []column) {
	p.wb.keep(p.out.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: "B2", ActiveCell: "B2", Pane: "bottomRight"}},
	}))
	heading := style{face: hansFace, bold: true, color: white, fill: slate, across: "center", middle: true, wrap: true, ruled: true}
	cells := make([]any, len(columns))
	for i, c := range columns {
		cells[i] = p.cell(heading, c.head)
	}
	p.row(40, cells...)
}

// cell makes a cell. Text has to have come through review.Show.
func (p *page) cell(l style, value any) excelize.Cell {
	if s, ok := value.(string); ok && looksLikeFormula(s) {
		l.quoted = true
	}
	return excelize.Cell{StyleID: p.wb.style(l), Value: value}
}

// row writes the next row. A height of 0 is the usual one.
func (p *page) row(height float64, cells ...any) {
	if p.wb.err == nil {
		p.wb.keep(p.out.SetRow(fmt.Sprintf("A%d", p.next), cells, excelize.RowOpts{Height: rowHeight(height)}))
	}
	p.next++
}

// choice gives the cells of a range a drop-down. Any other text is refused.
func (p *page) choice(cells string, choices []review.Choice) {
	words := make([]string, len(choices))
	for k, c := range choices {
		words[k] = c.In(p.wb.reader)
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	p.wb.keep(dv.SetDropList(words))
	dv.SetError(excelize.DataValidationErrorStyleStop, "Choose from the list 请从列表中选择", strings.Join(words, " · "))
	p.wb.keep(p.wb.file.AddDataValidation(p.name, dv))
}

// close ends the page.
func (p *page) close() {
	if p.wb.err == nil {
		p.wb.keep(p.out.Flush())
	}
}

// looksLikeFormula reports whether a spreadsheet program would take the text
// for a formula, were it typed in.
func looksLikeFormula(s string) bool {
	return strings.IndexAny(s, "=+-@\t＝＋－＠") == 0
}
