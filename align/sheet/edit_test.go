package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// small is an alignment with short texts: a 1-1, a 2-1, a 1-0, a 1-1 and a 1-1
// row, and a menu.
func small() *align.Alignment {
	al := &align.Alignment{
		EN: edition("a.txt", align.English, "",
			"The first one speaks of trees. They are green.", "Rivers come second here.", "Lakes are third of all.",
			"Only the English has this.", "Mountains stand in the fourth. They are high. They are old.", "The sea ends it.",
			"[furniture] Subscribe to our letter"),
		ZH: edition("b.txt", align.Chinese, align.Hans,
			"第一段讲树木。树是绿的。", "第二段讲河流与湖泊。", "第四段讲山。山很高。山很老。", "最后讲大海。"),
		Beads: []align.Bead{bead("0", "0", 0.9), bead("1 2", "1", 0.8), bead("3", "", 0.7, align.Flag{Kind: align.NoCounterpart}),
			bead("4", "2", 0.95), bead("5", "3", 0.9), bead("6", "", 1)},
	}
	pairSentences(al)
	return al
}

// editor changes cells of rows by their IDs.
type editor struct {
	t testing.TB
	f *excelize.File
}

func (e editor) row(sheet, id string) int {
	e.t.Helper()
	rows, err := e.f.GetRows(sheet)
	if err != nil {
		e.t.Fatal(err)
	}
	for i, r := range rows {
		if len(r) > 0 && r[0] == id {
			return i + 1
		}
	}
	e.t.Fatalf("there is no %s on %s", id, sheet)
	return 0
}

func sheetOf(id string) string {
	switch {
	case strings.HasPrefix(id, "R"):
		return removedSheet
	case strings.Contains(id, "."):
		return sentencesSheet
	}
	return reviewSheet
}

func (e editor) at(id string, col int) string {
	return fmt.Sprintf("%s%d", letter(col), e.row(sheetOf(id), id))
}

func (e editor) set(id string, col int, text string) {
	e.t.Helper()
	if err := e.f.SetCellStr(sheetOf(id), e.at(id, col), text); err != nil {
		e.t.Fatal(err)
	}
}

func (e editor) get(id string, col int) string { return cellAt(e.t, e.f, sheetOf(id), e.at(id, col)) }

func (e editor) replace(id string, col int, old, new string) {
	e.t.Helper()
	text := e.get(id, col)
	if !strings.Contains(text, old) {
		e.t.Fatalf("%s: %q does not hold %q", id, text, old)
	}
	e.set(id, col, strings.Replace(text, old, new, 1))
}

func (e editor) delete(id string) {
	e.t.Helper()
	if err := e.f.RemoveRow(sheetOf(id), e.row(sheetOf(id), id)); err != nil {
		e.t.Fatal(err)
	}
}

// insert puts a row without ID above that of id.
func (e editor) insert(id, en, zh string) {
	e.t.Helper()
	n, sheet := e.row(sheetOf(id), id), sheetOf(id)
	if err := e.f.InsertRows(sheet, n, 1); err != nil {
		e.t.Fatal(err)
	}
	e.f.SetCellStr(sheet, fmt.Sprintf("%s%d", letter(colEN), n), en)
	e.f.SetCellStr(sheet, fmt.Sprintf("%s%d", letter(colZH), n), zh)
}

// Rows, columns and sheets that were rearranged, renamed or hidden make no difference.
func TestApplyRearranged(t *testing.T) {
	r := reviewed(t, small(), func(f *excelize.File) {
		e := editor{t, f}
		e.set("P1", colStatus, "ok")
		e.replace("P4", colEN, "fourth. ", "fourth. || ")
		e.replace("P4", colZH, "讲山。", "讲山。||")
		e.replace("P4.2", colEN, "high", "tall")
		e.insert("P5", "Brand new text.", "全新的文字。")
		e.set("R1", columnOf(removedColumns, review.FieldRestore), "yes")
		for _, sheet := range []string{reviewSheet, sentencesSheet} {
			rearrange(t, f, sheet)
		}
	})
	var got []string
	for _, c := range r.Changes {
		got = append(got, strings.TrimSpace(c.ID+" "+string(c.Kind)))
	}
	slices.Sort(got)
	if want := []string{"P1 confirmed", "P4 split", "P4.2 edited", "R1 restored", "added"}; !slices.Equal(got, want) || len(r.Conflicts) > 0 {
		t.Errorf("changes %q, want %q; conflicts %v", got, want, r.Conflicts)
	}
}

// rearrange writes the rows of a sheet anew: from the last to the first, with the
// columns turned round, line ends as on Windows, a row hidden, and under another name.
func rearrange(t *testing.T, f *excelize.File, sheet string) {
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	name := sheet + " done"
	f.SetSheetName(sheet, name)
	for n := range rows {
		from := (len(rows) - n) % len(rows) // the heading stays
		for c := range reviewColumns {
			value := ""
			if c < len(rows[from]) {
				value = strings.ReplaceAll(rows[from][c], "\n", "\r\n")
			}
			if err := f.SetCellStr(name, fmt.Sprintf("%s%d", letter(len(reviewColumns)-1-c), n+1), value); err != nil {
				t.Fatal(err)
			}
		}
	}
	f.SetRowVisible(name, 3, false)
}

// A number typed over a text is an edit; one that a program made of it is not.
func TestApplyNumbers(t *testing.T) {
	al := of([]string{"007", "12345", "0.50"}, []string{"七", "数", "半"})
	for _, tt := range []struct {
		cell string
		text any
		kind review.ChangeKind
	}{{"C2", "7", review.Edited}, {"C2", 7, ""}, {"C2", 8, review.Edited}, {"C3", "12345.0", review.Edited}, {"C3", 12345, ""}, {"C4", 0.5, ""}, {"C4", "0.5", review.Edited}, {"H2", "7", review.Commented}} {
		r := reviewed(t, al, func(f *excelize.File) { f.SetCellValue(reviewSheet, tt.cell, tt.text) })
		if tt.kind == "" && len(r.Changes) > 0 || tt.kind != "" && (len(r.Changes) != 1 || r.Changes[0].Kind != tt.kind) {
			t.Errorf("%s = %T %[2]v: changes %v, want %q", tt.cell, tt.text, r.Changes, tt.kind)
		}
	}
}

// Notes go into the comment of their row; what is struck through is said; a date is a
// conflict, a percentage what is seen.
func TestApplyNotesAndStyles(t *testing.T) {
	r := reviewed(t, small(), func(f *excelize.File) {
		e := editor{t, f}
		for cell, text := range map[string]string{e.at("P1", colZH): "why not 讲述?", "A1": "by Li"} {
			if err := f.AddComment(reviewSheet, excelize.Comment{Cell: cell, Text: text}); err != nil {
				t.Fatal(err)
			}
		}
		style := func(s excelize.Style) int {
			n, err := f.NewStyle(&s)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		struck, date, percent := style(excelize.Style{Font: &excelize.Font{Strike: true}}), style(excelize.Style{NumFmt: 31}), style(excelize.Style{NumFmt: 10})
		f.SetCellStyle(reviewSheet, e.at("P2", colEN), e.at("P2", colEN), struck)
		f.SetCellValue(reviewSheet, e.at("P4", colZH), 45918)
		f.SetCellStyle(reviewSheet, e.at("P4", colZH), e.at("P4", colZH), date)
		f.SetCellValue(reviewSheet, e.at("P5", colZH), 0.785)
		f.SetCellStyle(reviewSheet, e.at("P5", colZH), e.at("P5", colZH), percent)
	})
	var got []string
	for _, c := range r.Changes {
		got = append(got, strings.TrimSpace(c.ID+" "+string(c.Kind)+" "+c.After))
	}
	want := []string{"no effect", "P1 commented note on Chinese 批注: why not 讲述?", "P2 no effect", "P5 edited 78.50%"}
	if !slices.Equal(got, want) {
		t.Errorf("changes %q, want %q", got, want)
	}
	if len(r.Conflicts) != 1 || r.Conflicts[0].ID != "P4" || r.Conflicts[0].Code != "unread-cell" {
		t.Errorf("conflicts %v", r.Conflicts)
	}
}
