package sheet

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// A workbook is read as excelize reads it, as it was written and after excelize
// has put texts elsewhere.
func TestBookLikeExcelize(t *testing.T) {
	written := encode(t, sample())
	f := open(t, sample())
	for _, c := range []struct {
		cell  string
		value any
	}{{"A1", 1.5}, {"B1", true}, {"C1", "_x000D_ _x005F_x"}, {"D3", "text\r\nof two lines"}, {"XFD4", "far off"}, {"A7", " spaces "}} {
		f.NewSheet("Notes")
		if err := f.SetCellValue("Notes", c.cell, c.value); err != nil {
			t.Fatal(err)
		}
	}
	f.SetCellRichText("Notes", "E3", []excelize.RichTextRun{{Text: "rich"}, {Text: " text", Font: &excelize.Font{Bold: true}}})
	f.SetCellStr(reviewSheet, "E2", "edited")
	var edited bytes.Buffer
	if err := f.Write(&edited); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"written": written, "edited": edited.Bytes()} {
		b, err := openBook(data)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if diff := cmp.Diff(f.GetSheetList(), b.names()); diff != "" {
			t.Errorf("%s: sheets: want - got +:\n%s", name, diff)
		}
		for _, sheet := range b.names() {
			all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			want := map[int][]string{}
			for n, cells := range all {
				if strings.Join(cells, "") != "" {
					want[n+1] = cells
				}
			}
			rows, err := b.rows(sheet)
			if err != nil {
				t.Fatal(err)
			}
			got := map[int][]string{}
			for rows.next() {
				got[rows.number] = slices.Clone(rows.cells)
			}
			if diff := cmp.Diff(want, got); diff != "" || rows.err != nil {
				t.Errorf("%s: %s: %v; want - got +:\n%s", name, sheet, rows.err, diff)
			}
		}
	}
}

func TestColumnOf(t *testing.T) {
	for cell, want := range map[string]int{"A1": 0, "B7": 1, "Z1": 25, "AA10": 26, "XFD1048576": 16383, "b2": 1, "": -1, "A": -1, "7": -1, "XFE1": -1, "AAAAAAAAAAAAAAAAAAAA1": -1, "A-1": -1} {
		got, err := columnOf([]byte(cell))
		if err != nil {
			got = -1
		}
		if got != want {
			t.Errorf("%s: %d, want %d", cell, got, want)
		}
	}
}

// A sheet that says nothing about rows and cells counts them, and what is not inside of
// its data is none.
func TestRowsWithoutNumbers(t *testing.T) {
	data := rezip(t, encode(t, small()), func(name string, content []byte) []byte {
		if name == "xl/worksheets/sheet1.xml" {
			return []byte(`<x:worksheet xmlns:x="u"><x:sheetData><x:row/><x:row><x:c/><x:c><x:v>1</x:v></x:c><x:c t="str"><x:f>1&gt;2</x:f><x:v>two</x:v></x:c></x:row></x:sheetData><x:row><x:c><x:v>3</x:v></x:c></x:row></x:worksheet>`)
		}
		return content
	})
	b, err := openBook(data)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := b.rows(reviewSheet)
	if err != nil {
		t.Fatal(err)
	}
	if !rows.next() || rows.number != 2 || !slices.Equal(rows.cells, []string{"", "1", "two"}) || rows.next() || rows.err != nil {
		t.Errorf("row %d: %q, %v", rows.number, rows.cells, rows.err)
	}
}
