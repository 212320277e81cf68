package sheet

import (
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"

	"bitext/align/review"
	"bitext/align/sheet/internal/xlsx"
)

// TableWriter writes a workbook of one sheet with two columns of texts, for people who
// want nothing else.
type TableWriter struct {
	w    io.Writer
	page *page
}

// tableSheet is the name of the sheet.
const tableSheet = "Texts"

// tableWidth is the width of its columns, in characters.
const tableWidth = 70

// NewTableWriter begins a workbook with headings of its two columns.
func NewTableWriter(w io.Writer, headings [2]string) *TableWriter {
	wb := newWorkbook(nil)
	wb.keep(wb.file.SetSheetName(wb.file.GetSheetName(0), tableSheet))
	wb.setUpPrint(tableSheet, sureInk, true)
	out, err := wb.file.NewStreamWriter(tableSheet)
	wb.keep(err)
	t := &TableWriter{w, &page{wb: wb, name: tableSheet, out: out, columns: []column{{width: tableWidth}, {width: tableWidth}}, next: 1}}
	if err == nil {
		wb.keep(out.SetColWidth(1, 2, tableWidth))
		heading := style{face: hansFace, bold: true, wrap: true, ruled: true}
		t.page.row(18, t.page.cell(heading, headings[0]), t.page.cell(heading, headings[1]))
	}
	return t
}

// Write writes a row. It fails if a text is longer than a cell holds, or if there are more
// rows than a sheet holds.
func (t *TableWriter) Write(texts [2]string) error {
	if t.page.next > maxRows {
		return fmt.Errorf("write table: it has more rows than a sheet can hold (%d)", maxRows)
	}
	en := style{size: 10, wrap: true, ruled: true, text: true}
	zh := en
	zh.face = hansFace
	var cells [2]any
	for k, l := range []style{en, zh} {
		text := review.Show(texts[k])
		if review.Prefix(text, review.MaxText) < len(text) {
			return fmt.Errorf("write table: row %d has a text that is longer than a cell holds (%d characters)", t.page.next, review.MaxText)
		}
		cells[k] = t.page.cell(l, text)
	}
	t.page.row(0, cells[:]...)
	return t.page.wb.err
}

// Close writes the workbook.
func (t *TableWriter) Close() error {
	err := t.page.wb.write(t.w, "Bilingual table", []sheet{{name: tableSheet, write: t.page.close}})
	if err != nil {
		return fmt.Errorf("write table: %w", err)
	}
	return nil
}

// TableReader reads the rows of the first sheet of any workbook that has a value.
type TableReader struct{ rows *xlsx.Rows }

// ReadTable begins to read a workbook. The error is an *align.InputError without Path if
// it is damaged or none.
func ReadTable(data []byte) (*TableReader, error) {
	b, err := openWorkbook(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	for _, name := range b.Sheets() {
		rows, err := b.Rows(name)
		if err != nil {
			return nil, refused("sheet "+name+" cannot be read", err)
		}
		if rows.Next() {
			rows.Close()
			if rows, err = b.Rows(name); err != nil {
				return nil, refused("sheet "+name+" cannot be read", err)
			}
			return &TableReader{rows}, nil
		}
		if err := cmp.Or(rows.Err(), rows.Close()); err != nil {
			return nil, refused("sheet "+name+" is damaged", err)
		}
	}
	return nil, refused("no sheet of it has a value", nil)
}

// Next returns the cells of the next row that has a value, which are valid until the call
// after it; io.EOF after the last.
func (t *TableReader) Next() ([]string, error) {
	if t.rows.Next() {
		return t.rows.Cells, nil
	}
	if err := t.rows.Err(); err != nil {
		return nil, refused("it is damaged", err)
	}
	return nil, cmp.Or(t.rows.Close(), io.EOF)
}

// IsReview reports whether a workbook is one that Write wrote, whatever was done to it
// since.
func IsReview(data []byte) bool {
	b, err := openWorkbook(bytes.NewReader(data))
	return err == nil && slices.Contains(b.Sheets(), hiddenSheet)
}
