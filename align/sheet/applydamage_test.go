package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// rezip copies a workbook with the content of its entries changed.
func rezip(t *testing.T, data []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	for _, f := range zr.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		w, _ := zw.Create(f.Name)
		w.Write(change(f.Name, content))
	}
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// openDocumentFile is the beginning of what LibreOffice saves as .ods.
func openDocumentFile(t *testing.T) []byte {
	var b bytes.Buffer
	zw := zip.NewWriter(&b)
	w, err := zw.CreateRaw(&zip.FileHeader{Name: "mimetype", Method: zip.Store})
	if err != nil {
		t.Fatal(err)
	}
	io.WriteString(w, "application/vnd.oasis.opendocument.spreadsheet")
	if err := zw.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Damage is refused in one line that says what is wrong.
func TestApplyRefuses(t *testing.T) {
	whole := encode(t, small())
	edited := func(edit func(f *excelize.File), opt ...excelize.Options) []byte {
		f := open(t, small())
		edit(f)
		var b bytes.Buffer
		if err := f.Write(&b, opt...); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	locked := edited(func(*excelize.File) {}, excelize.Options{Password: "secret"})
	tests := []struct {
		name string
		data []byte
		why  string
	}{
		{"empty", nil, "it is empty"},
		{"half", whole[:len(whole)/2], "no workbook"},
		{"text", []byte("P1\tone\ttwo\n"), "no workbook"},
		{"OpenDocument", openDocumentFile(t), "an OpenDocument file (.ods)"},
		{"password", locked, "password"},
		{"hidden sheet deleted", edited(func(f *excelize.File) { f.DeleteSheet(hiddenSheet) }), "no sheet _align"},
		{"Review deleted", edited(func(f *excelize.File) { f.DeleteSheet(reviewSheet) }), "no sheet Review"},
		{"Review emptied", edited(func(f *excelize.File) { f.DeleteSheet(reviewSheet); f.NewSheet(reviewSheet) }), "headings ID, English, Chinese ... is gone"},
		{"two sheets may be Review", edited(func(f *excelize.File) {
			f.SetSheetName(reviewSheet, "one")
			n, _ := f.NewSheet("two")
			f.CopySheet(1, n)
		}), "there is no sheet Review (the sheets one, two all have its heading"},
		{"English column deleted", edited(func(f *excelize.File) { f.RemoveCol(reviewSheet, letter(colEN)) }), "no column is headed English"},
		{"two English columns", edited(func(f *excelize.File) { f.SetCellStr(reviewSheet, "P1", "english") }), "two columns are headed English"},
		{"ID, hash and texts gone", edited(func(f *excelize.File) {
			for row := 2; row <= 6; row++ {
				f.SetCellStr(reviewSheet, fmt.Sprintf("%s%d", letter(colEN), row), fmt.Sprint("Something else ", row))
				f.SetCellStr(reviewSheet, fmt.Sprintf("%s%d", letter(colZH), row), fmt.Sprint("别的", row))
			}
			f.RemoveCol(reviewSheet, letter(colHash))
			f.RemoveCol(reviewSheet, letter(colID))
		}), "no row of sheet Review has an ID or a hash"},
		{"a sheet of nothing but spaces", rezip(t, whole, func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet2.xml" {
				return bytes.Repeat([]byte{' '}, 1<<26)
			}
			return content
		}), "unpack to over 64 MB"},
		{"a text without end", rezip(t, whole, func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet2.xml" {
				return bytes.Replace(content, []byte("<row "), bytes.Repeat([]byte{' '}, 1<<21), 1)
			}
			return content
		}), "longer than"},
		{"a sheet that breaks off", rezip(t, whole, func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet2.xml" {
				return content[:bytes.LastIndex(content, []byte("<row"))]
			}
			return content
		}), "sheet2.xml: the end of it is missing"},
		{"a sheet damaged in the middle", rezip(t, whole, func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet2.xml" {
				return bytes.Replace(content, []byte(`<row r="4"`), []byte(`<row r="4`), 1)
			}
			return content
		}), "sheet2.xml: XML syntax error"},
		{"entities", rezip(t, whole, func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet2.xml" {
				return []byte(`<!DOCTYPE a [<!ENTITY b "boom">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>`)
			}
			return content
		}), "sheet2.xml: XML syntax error"},
	}
	temp := t.TempDir() // texts may be confidential: none is left behind
	t.Setenv("TMPDIR", temp)
	defer func() {
		if left, err := os.ReadDir(temp); err != nil || len(left) > 0 {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}()
	for _, tt := range tests {
		r, err := Apply(bytes.NewReader(tt.data))
		var inputErr *align.InputError
		if !errors.As(err, &inputErr) || !strings.Contains(inputErr.Reason, tt.why) || strings.Contains(inputErr.Error(), "\n") {
			t.Errorf("%s: got %v, %v, want an input error that says %q", tt.name, r, err, tt.why)
		}
	}
}

// What is no damage to a reader: macros, other sheets, rows above the heading,
// columns without use, other names.
func TestApplyTolerates(t *testing.T) {
	for name, edit := range map[string]func(e editor){
		"another sheet":  func(e editor) { e.f.NewSheet("Notes"); e.f.SetCellStr("Notes", "A1", "ID") },
		"rows on top":    func(e editor) { e.f.InsertRows(reviewSheet, 1, 2); e.f.SetCellStr(reviewSheet, "A1", "Seen by Li") },
		"another column": func(e editor) { e.f.InsertCols(reviewSheet, "C", 1) },
		"ID gone":        func(e editor) { e.f.RemoveCol(reviewSheet, letter(colID)) },
		"hash gone":      func(e editor) { e.f.RemoveCol(reviewSheet, letter(colHash)) },
		"score gone":     func(e editor) { e.f.RemoveCol(reviewSheet, letter(colScore)) },
		"sheet renamed":  func(e editor) { e.f.SetSheetName(reviewSheet, "审校"); e.f.SetSheetName(sentencesSheet, "句子") },
		"heading, part": func(e editor) {
			e.f.SetCellStr(reviewSheet, "C1", "英文")
			e.f.SetCellStr(reviewSheet, "D1", "CHINESE")
		},
		"headings of texts renamed": func(e editor) {
			e.f.SetCellStr(reviewSheet, "C1", "Source")
			e.f.SetCellStr(reviewSheet, "D1", "译文")
			e.f.SetCellStr(sentencesSheet, "D1", "Target")
		},
		"heading traditional": func(e editor) { e.f.SetCellStr(reviewSheet, letter(colComment)+"1", "備註") },
		"heading sorted": func(e editor) {
			e.f.DuplicateRowTo(reviewSheet, 1, 6)
			e.f.RemoveRow(reviewSheet, 1)
		},
		"blank rows":   func(e editor) { e.f.InsertRows(reviewSheet, 3, 4) },
		"Help deleted": func(e editor) { e.f.DeleteSheet(helpSheet); e.f.DeleteSheet(summarySheet) },
		"rich text": func(e editor) {
			e.f.SetCellRichText(reviewSheet, "C6", []excelize.RichTextRun{{Text: "The sea "}, {Text: "ends it.", Font: &excelize.Font{Bold: true}}})
		},
		"spaces at ends":  func(e editor) { e.set("P5", colEN, "  "+e.get("P5", colEN)+" \n") },
		"status in words": func(e editor) { e.set("P5", colStatus, " Open ") },
	} {
		t.Run(name, func(t *testing.T) {
			r := reviewed(t, small(), func(f *excelize.File) { edit(editor{t, f}) })
			for _, c := range r.Changes {
				if c.Kind != review.Touched {
					t.Error(c)
				}
			}
			for _, c := range r.Conflicts {
				t.Error(c)
			}
			if d := cmp.Diff(small().Beads, r.Alignment.Beads, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("beads (-want +got):\n%s", d)
			}
		})
	}
}

// A hidden sheet that was changed is never taken for the truth.
func TestApplyHiddenSheetChanged(t *testing.T) {
	r := reviewed(t, small(), func(f *excelize.File) {
		rows, err := f.GetRows(hiddenSheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, cells := range rows {
			for j, c := range cells {
				if strings.Contains(c, "sea ends it") {
					cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
					f.SetCellStr(hiddenSheet, cell, strings.Replace(c, "sea ends", "sea eats", 1))
				}
			}
		}
	})
	if !slices.ContainsFunc(r.Conflicts, func(c review.Conflict) bool { return c.ID == "P5" && c.What == "the row is not of this workbook" }) {
		t.Errorf("changes %v, conflicts %v", r.Changes, r.Conflicts)
	}
}

// A copy of a sheet may hold work that would be lost.
func TestApplyCopiedSheet(t *testing.T) {
	r := reviewed(t, small(), func(f *excelize.File) {
		n, _ := f.NewSheet("Review (2)")
		f.CopySheet(1, n)
		f.SetCellStr("Review (2)", letter(colStatus)+"2", "ok")
	})
	if len(r.Conflicts) != 1 || r.Conflicts[0].Sheet != "Review (2)" {
		t.Errorf("conflicts %v", r.Conflicts)
	}
}

// A workbook with macros is read as data.
func TestApplyMacros(t *testing.T) {
	data := rezip(t, encode(t, small()), func(name string, content []byte) []byte {
		return bytes.ReplaceAll(content, []byte("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), []byte("application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
	})
	if r, err := Apply(bytes.NewReader(data)); err != nil || len(r.Changes)+len(r.Conflicts) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// A text that was cut for its cell is not taken for the whole when it is pasted.
func TestApplyCutText(t *testing.T) {
	long := strings.Repeat("Long enough to be cut. ", 3000)
	al := of([]string{"One.", long, "Three."}, []string{"一。", "二。", "三。"})
	for name, edit := range map[string]func(e editor){
		"edited": func(e editor) { e.set("P2", colEN, "Short.") },
		"moved":  func(e editor) { e.set("P3", colEN, e.get("P2", colEN)+"\n¶ "+"Three."); e.delete("P2") },
	} {
		r := reviewed(t, al, func(f *excelize.File) { edit(editor{t, f}) })
		if len(r.Conflicts) == 0 || r.Alignment.EN.Paragraphs[1].Text != long {
			t.Errorf("%s: changes %v, conflicts %v", name, r.Changes, r.Conflicts)
		}
	}
	r := reviewed(t, al, func(f *excelize.File) { editor{t, f}.set("P2", colAction, review.ActionMergeUp) })
	if len(r.Conflicts) > 0 || r.Alignment.EN.Paragraphs[1].Text != long || len(r.Alignment.Beads) != 2 {
		t.Errorf("merged: changes %v, conflicts %v", r.Changes, r.Conflicts)
	}
}
