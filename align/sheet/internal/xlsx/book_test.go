package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html/charset"

	"bitext/align/internal/unzip"
)

// zipOf packs parts.
func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for name, content := range parts {
		w, err := zw.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			t.Fatal(err)
		}
		io.WriteString(w, content)
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// bookOf returns a book of these parts of which nothing was read.
func bookOf(t testing.TB, parts map[string]string) *Book {
	t.Helper()
	archive, err := unzip.Open(zipOf(t, parts), limits)
	if err != nil {
		t.Fatal(err)
	}
	return &Book{archive: archive}
}

// oneSheet packs a workbook of one sheet, named S.
func oneSheet(t testing.TB, sheet, shared string) []byte {
	return zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook xmlns:r="u"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="/xl/worksheets/Sheet1.xml"/></Relationships>`,
		`xl\worksheets\sheet1.xml`:   sheet,
		"xl/sharedStrings.xml":       shared,
	})
}

// rowsOf reads the rows of a sheet that have a value.
func rowsOf(b *Book, sheet string) (map[int][]string, error) {
	rows, err := b.Rows(sheet)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	read := map[int][]string{}
	for rows.Next() {
		read[rows.Number] = slices.Clone(rows.Cells)
	}
	return read, rows.Err()
}

// A workbook is read as excelize reads it, as it was written in a stream and after
// excelize has put texts elsewhere.
func TestBookLikeExcelize(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	stream, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []string{"A1", "C4"} {
		if err := stream.SetRow(row, []any{"one & <two>\n三", nil, 2.5, true, excelize.Cell{Formula: "1+1"}, "_x005F_x000D_"}); err != nil {
			t.Fatal(err)
		}
	}
	var written, edited bytes.Buffer
	if err := stream.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Write(&written); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		cell  string
		value any
	}{{"A1", 1.5}, {"C1", "_x000D_ _x005F_x"}, {"D3", "text\r\nof two lines"}, {"XFD4", "far off"}, {"A7", " spaces "}} {
		f.NewSheet("Notes")
		if err := f.SetCellValue("Notes", c.cell, c.value); err != nil {
			t.Fatal(err)
		}
	}
	f.SetCellRichText("Notes", "E3", []excelize.RichTextRun{{Text: "rich"}, {Text: " text", Font: &excelize.Font{Bold: true}}})
	f.SetCellStr("Sheet1", "A1", "edited")
	if err := f.Write(&edited); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"written": written.Bytes(), "edited": edited.Bytes()} {
		b, err := Open(data)
		if err != nil {
			t.Fatal(err)
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if diff := cmp.Diff(f.GetSheetList(), b.Sheets()); diff != "" {
			t.Errorf("%s: sheets: want - got +:\n%s", name, diff)
		}
		for _, sheet := range b.Sheets() {
			all, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			want := map[int][]string{}
			for n, cells := range all {
				if k := slices.Index(cells, "1"); k >= 0 {
					cells[k] = "TRUE" // excelize gives it as it is stored
				}
				if strings.Join(cells, "") != "" {
					want[n+1] = cells
				}
			}
			got, err := rowsOf(b, sheet)
			if diff := cmp.Diff(want, got); diff != "" || err != nil {
				t.Errorf("%s: %s: %v; want - got +:\n%s", name, sheet, err, diff)
			}
		}
	}
}

// numbers returns the columns of numbers.
func numbers(marks []Mark) (columns []int) {
	for _, m := range marks {
		if m.Kind == Number {
			columns = append(columns, m.Column)
		}
	}
	return columns
}

func TestRows(t *testing.T) {
	const shared = `<sst><si><t>zero</t></si><si><r><t xml:space="preserve">o </t></r><r><rPr/><t>ne</t></r><rPh sb="0"><t>un</t></rPh></si><si/></sst>`
	for _, test := range []struct {
		name, data string // inside of sheetData
		number     int    // of the last row
		want       []string
		numbers    []int
		err        string
	}{
		{"shared texts", `<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" t="s"><v> 0 </v></c><c t="s"><v>2</v></c><c t="s"/></row>`, 3, []string{"o ne", "", "zero"}, nil, ""},
		{"texts in cells", `<row><c t="inlineStr"><is><r><t>a_x0041_</t></r><rPh><t>eh</t></rPh><r><t>b</t></r></is><v>7</v></c></row>`, 1, []string{"aAb"}, nil, ""},
		{"a formula's text", `<row><c t="str"><f>1&gt;2</f><v>a_x0041_</v></c></row>`, 1, []string{"a_x0041_"}, nil, ""},
		{"a formula without a value, and one of an empty text", `<row><c><f>A2</f></c><c t="str"><f>A2</f><v></v></c></row>`, 1, []string{""}, nil, ""},
		{"numbers and others", `<row><c><v>1</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="n"><v>2</v></c></row>`, 1, []string{"1", "TRUE", "#N/A", "2"}, []int{0, 3}, ""},
		{"a hidden row", `<row hidden="1"><c><v>1</v></c></row>`, 1, []string{"1"}, []int{0}, ""},
		{"no such text", `<row r="3"><c t="s"><v>3</v></c></row>`, 0, nil, nil, `sheet1.xml: row 3: there is no text "3"`},
		{"no such row", `<row r="1048577"/>`, 0, nil, nil, "there is no row"},
		{"no such cell", `<row r="1"><c r="XFE1"><v>1</v></c></row>`, 0, nil, nil, `sheet1.xml: row 1: there is no cell "XFE1"`},
		{"a cell without a number", `<row r="1"><c r="A"><v>1</v></c></row>`, 0, nil, nil, "there is no cell"},
		{"a small letter", `<row r="2"><c r="b2"><v>1</v></c></row>`, 2, []string{"", "1"}, []int{1}, ""},
		{"too many cells", "<row>" + strings.Repeat("<c/>", maxColumns) + "<c><v>1</v></c></row>", 0, nil, nil, "too far apart"},
		{"gaps", strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, maxGaps/maxColumns+1), 0, nil, nil, "too far apart"},
		{"a long cell", `<row><c t="str">` + strings.Repeat("<v>"+strings.Repeat("long", maxToken/40)+"</v>", 11) + "</c></row>", 0, nil, nil, "longer than"},
		{"damage in a row", `<row r="3"><c></v></row>`, 0, nil, nil, "row 3: XML syntax error"},
	} {
		b, err := Open(oneSheet(t, "<worksheet><sheetData>"+test.data+"</sheetData></worksheet>", shared))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := b.Rows("S")
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			if test.err == "" && (rows.Number != test.number || !slices.Equal(rows.Cells, test.want) || !slices.Equal(numbers(rows.Marks), test.numbers)) {
				t.Errorf("%s: row %d: %q, marks %v", test.name, rows.Number, rows.Cells, rows.Marks)
			}
		}
		if err := rows.Err(); (err == nil) != (test.err == "") || err != nil && !strings.Contains(strings.ToLower(err.Error()), strings.ToLower(test.err)) {
			t.Errorf("%s: got %v, want %q", test.name, err, test.err)
		}
	}
	if _, err := bookOf(t, nil).Rows("S"); err == nil {
		t.Error("a book without sheets has a sheet")
	}
}

// A sheet that says nothing about rows and cells counts them, and what is not inside of
// its data is none.
func TestRowsWithoutNumbers(t *testing.T) {
	b, err := Open(oneSheet(t, `<x:worksheet xmlns:x="u"><x:sheetData><x:row/><x:row><x:c/><x:c><x:v>1</x:v></x:c><x:c t="str"><x:f>1&gt;2</x:f><x:v>two</x:v></x:c></x:row></x:sheetData><x:row><x:c><x:v>3</x:v></x:c></x:row></x:worksheet>`, "<sst/>"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := rowsOf(b, "S")
	if diff := cmp.Diff(map[int][]string{2: {"", "1", "two"}}, got); diff != "" || err != nil {
		t.Errorf("%v; want - got +:\n%s", err, diff)
	}
}

// What a book keeps in memory has a limit.
func TestKeep(t *testing.T) {
	b := bookOf(t, map[string]string{"texts.xml": "<sst>" + strings.Repeat("<si><t>four</t></si>", 5) + "</sst>"})
	b.kept = maxKept - 5*20
	if err := b.readShared("texts.xml"); err != nil {
		t.Error(err)
	}
	b.kept = maxKept - 5*20 + 1
	if err := b.readShared("texts.xml"); err == nil || err.Error() != "texts.xml: its texts are over 256 MB" {
		t.Errorf("got %v", err)
	}
}

// A sheet that is read to its end is XML to encoding/xml too, and its cells are texts.
func FuzzRows(f *testing.F) {
	const shared = `<sst><si><t>a</t></si></sst>`
	for _, sheet := range []string{
		`<?xml version="1.0"?><w><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &lt; b</t></is></c></row></sheetData></w>`,
		`<sheetData><row><c t="s"><v>0</v></c><c r="XFD1"><v>1</v></c></row></sheetData>`,
		`<?xml version="1.0" encoding="gbk"?><a b="c>d" e='"'><!-- x --><![CDATA[y]]>&#10;&#x4e2d;</a>`,
		"<a>\r\n]]</a>", `<a:b c:d="e"/>`, `<a></a >`, `<a/ >`, `<a b="c"d="e"/>`,
	} {
		f.Add(sheet, shared)
	}
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		b, err := Open(oneSheet(t, sheet, shared))
		if err != nil {
			return
		}
		rows, err := rowsOf(b, "S")
		if err != nil {
			return
		}
		d := xml.NewDecoder(strings.NewReader(sheet))
		d.CharsetReader = charset.NewReaderLabel
		for err == nil {
			_, err = d.Token()
		}
		if err != io.EOF {
			t.Errorf("%q was read, encoding/xml says %v", sheet, err)
		}
		for n, cells := range rows {
			if n < 1 || n > maxRows || len(cells) > maxColumns || !utf8.ValidString(strings.Join(cells, "")) {
				t.Errorf("row %d: %q", n, cells)
			}
		}
	})
}

// Sheets that are one part are refused: a small file would be read again and again.
func TestSheetsOfOnePart(t *testing.T) {
	_, err := Open(zipOf(t, map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="S" id="r1"/><sheet name="T" id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="t/worksheet" Target="s.xml"/></Relationships>`,
	}))
	if err == nil || !strings.Contains(err.Error(), "two sheets are the same part") {
		t.Errorf("got %v", err)
	}
}

// A number is shown as its format shows it.
func TestShown(t *testing.T) {
	for _, tt := range []struct {
		id          int
		code, value string
		want        string
		date        bool
	}{
		{0, "", "45918", "45918", false},
		{14, "", "45918", "2025/9/18", true},
		{31, "", "45918", "2025年9月18日", true},
		{164, `yyyy"年"m"月"d"日";@`, "45918", "2025年9月18日", true},
		{164, `[$-804]h:mm`, "0.5", "12:00", true},
		{22, "", "45918.75", "2025/9/18 18:00", true},
		{164, "d-mmm", "45720", "4-Mar", true},
		{9, "", "0.78", "78%", false},
		{164, "0.0%", "0.785", "78.5%", false},
		{164, `0.0" days"`, "2", "2.0 days", false},
		{164, "#,##0.00;[Red]-#,##0.00", "1234.5", "1,234.50", false},
		{164, `"¥"#,##0`, "1200", "¥1,200", false},
		{164, "General", "1200", "1200", false},
		{164, ";;;", "5", "5", false},
		{14, "", "none", "none", true},
	} {
		b := &Book{styles: []style{{}, {id: tt.id, code: tt.code, date: isDate(tt.id, tt.code)}}}
		if got := b.Shown(tt.value, Mark{Kind: Number, style: 1}); got != tt.want || b.styles[1].date != tt.date {
			t.Errorf("format %d %q: %q, date %v, want %q, %v", tt.id, tt.code, got, b.styles[1].date, tt.want, tt.date)
		}
	}
}
