package sheet

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align"
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
	wb      *workbook
	name    string
	out     *excelize.StreamWriter
	columns []column
	next    int // number of the next row, from 1
}

// column is one column of a page.
type column struct {
	field  review.Field // of an entry, on the sheets that are read back
	head   string       // English and Chinese, a line each
	width  float64
	fill   bool // for a reviewer to fill in
	hidden bool
}

// heading returns the heading of a column, the language of the reader first.
func (c column) heading(reader align.Language) string {
	if en, zh, ok := strings.Cut(c.head, "\n"); ok && reader == align.Chinese {
		return zh + "\n" + en
	}
	return c.head
}

// columnOf returns the index of the column of a field, -1 if there is none.
func columnOf(columns []column, f review.Field) int {
	return slices.IndexFunc(columns, func(c column) bool { return c.field == f })
}

// letter returns the name of a column by its index from 0.
func letter(i int) string {
	name, _ := excelize.ColumnNumberToName(i + 1)
	return name
}

// zoom is that of sheets in percent: both texts of Review, the score and the status are seen
// on a screen 1,290 pixels wide.
const zoom = 85

// headHeight is that of a heading in points: its two lines, in columns wide enough for both.
const headHeight = 28

// open begins a page with printing set up. The size is that of all rows to come. A table has
// a filter, and a heading that stays in sight and is repeated on each printed page, as does
// its first column, and the second one if that is to be filled in.
func (wb *workbook) open(name, tab string, columns []column, rows int, table bool) *page {
	if rows > maxRows {
		wb.keep(fmt.Errorf("%d rows are more than a sheet can hold (%d)", rows, maxRows))
	}
	f := wb.file
	all := fmt.Sprintf("A1:%s%d", letter(len(columns)-1), max(rows, 1))
	view := excelize.ViewOptions{ShowGridLines: new(false), ZoomScale: new(float64(zoom))}
	if table {
		wb.keep(f.AutoFilter(name, all, nil))
		wb.keep(f.SetDefinedName(&excelize.DefinedName{
			Name: "_xlnm.Print_Titles", RefersTo: name + "!$1:$1", Scope: name,
		}))
	}
	wb.keep(f.SetSheetDimension(name, all))
	wb.setUpPrint(name, tab, table)
	if wb.protect {
		wb.keep(f.ProtectSheet(name, &excelize.SheetProtectionOptions{
			AutoFilter: true, Sort: true,
			FormatCells: true, FormatColumns: true, FormatRows: true,
			SelectLockedCells: true, SelectUnlockedCells: true,
		}))
	}
	wb.keep(f.SetSheetView(name, 0, &view))
	out, err := f.NewStreamWriter(name)
	p := &page{wb: wb, name: name, out: out, columns: columns, next: 1}
	if err != nil {
		wb.keep(err)
		return p
	}
	for i, c := range slices.Backward(columns) { // excelize writes the last one set first
		wb.keep(out.SetColWidth(i+1, i+1, c.width))
		wb.keep(out.SetColVisible(i+1, i+1, !c.hidden))
	}
	if table {
		p.head(rows > 1)
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
	opaque := "FF" + tab // the schema wants eight digits
	wb.keep(f.SetSheetProps(name, &excelize.SheetPropsOptions{FitToPage: new(true), TabColorRGB: &opaque, OutlineSummaryBelow: new(false)}))
	wb.keep(f.SetPageLayout(name, &excelize.PageLayoutOptions{
		Size: new(a4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: &down,
	}))
	wb.keep(f.SetPageMargins(name, &excelize.PageLayoutMarginsOptions{
		Left: new(0.4), Right: new(0.4), Top: new(0.5), Bottom: new(0.6), Header: new(0.3), Footer: new(0.3),
	}))
	wb.keep(f.SetHeaderFooter(name, &excelize.HeaderFooterOptions{OddFooter: "&L&8&A&R&8&P / &N"}))
}

// head writes the heading of a table and freezes it. The cursor stands in the first cell to
// fill in.
func (p *page) head(rows bool) {
	frozen, at := 1, slices.IndexFunc(p.columns, func(c column) bool { return c.fill })
	if at == 1 {
		frozen = 2
	}
	cursor, pane := fmt.Sprintf("%s2", letter(max(at, 1))), "bottomRight"
	if !rows {
		cursor = "A1"
	} else if at == 1 {
		pane = "bottomLeft"
	}
	p.wb.keep(p.out.SetPanes(&excelize.Panes{
		Freeze: true, XSplit: frozen, YSplit: 1, TopLeftCell: letter(frozen) + "2", ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: cursor, ActiveCell: cursor, Pane: pane}},
	}))
	look := style{face: hansFace, bold: true, color: white, fill: slate, across: "center", middle: true, wrap: true, ruled: true}
	cells := make([]any, len(p.columns))
	for i, c := range p.columns {
		cells[i] = p.cell(look, c.heading(p.wb.reader))
	}
	p.row(headHeight, cells...)
}

// cell makes a cell. Text has to have come through review.Show. A cell without text has a
// look alone: programs count and stop at cells with an empty text.
func (p *page) cell(l style, value any) excelize.Cell {
	if s, ok := value.(string); ok {
		if s == "" {
			value = nil
		}
		l.quoted = looksLikeFormula(s)
	}
	return excelize.Cell{StyleID: p.wb.style(l), Value: value}
}

// row writes the next row. A height of 0 is the one that its cells need.
func (p *page) row(height float64, cells ...any) { p.rowAt(0, height, cells...) }

// rowAt writes the next row; one of a level over 0 is folded under the row before it.
func (p *page) rowAt(level int, height float64, cells ...any) {
	if p.wb.err == nil {
		if height == 0 {
			height = p.height(cells)
		}
		opts := excelize.RowOpts{Height: rowHeight(height), OutlineLevel: level, Hidden: level > 0}
		p.wb.keep(p.out.SetRow("A"+strconv.Itoa(p.next), cells, opts))
	}
	p.next++
}

// height returns the height that the texts of a row need, but for those of some columns.
func (p *page) height(cells []any, but ...int) (height float64) {
	for i, c := range cells {
		c, ok := c.(excelize.Cell)
		if !ok || i >= len(p.columns) || p.columns[i].hidden || slices.Contains(but, i) {
			continue
		}
		text := ""
		switch value := c.Value.(type) {
		case string:
			text = value
		case []excelize.RichTextRun:
			text = textOf(value)
		}
		height = max(height, p.wb.looks[c.StyleID].height(text, p.columns[i].width))
	}
	return height
}

// choice gives the cells of a range a drop-down and a prompt. Any other text is refused.
func (p *page) choice(cells, title, prompt string, choices []review.Choice) {
	words := make([]string, len(choices))
	for k, c := range choices {
		words[k] = c.In(p.wb.reader)
	}
	dv := excelize.NewDataValidation(true)
	dv.Sqref = cells
	p.wb.keep(dv.SetDropList(words))
	dv.SetInput(p.wb.words(title), p.wb.list(prompt, "\n"))
	dv.SetError(excelize.DataValidationErrorStyleStop, p.wb.words("Choose from the list 请从列表中选择"), strings.Join(words, " · "))
	p.wb.keep(p.wb.file.AddDataValidation(p.name, dv))
}

// marked returns a text as runs, of which those between two bytes are marked.
func marked(text string, marks [][2]int, plain, mark *excelize.Font) (runs []excelize.RichTextRun) {
	last := 0
	add := func(to int, font *excelize.Font) {
		if to > last {
			runs = append(runs, excelize.RichTextRun{Text: review.Show(text[last:to]), Font: font})
		}
		last = max(last, to)
	}
	for _, m := range marks {
		add(m[0], plain)
		add(m[1], mark)
	}
	add(len(text), plain)
	return runs
}

// textOf returns the text of runs.
func textOf(runs []excelize.RichTextRun) string {
	var text strings.Builder
	for _, run := range runs {
		text.WriteString(run.Text)
	}
	return text.String()
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
