package sheet

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// What people do to a workbook besides what it asks for is understood, or said, and stops
// nothing else.
func TestApplyDesk(t *testing.T) {
	style := func(e editor, s excelize.Style) int {
		n, err := e.f.NewStyle(&s)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	format := func(e editor, id string, col int, value any, code string) {
		e.f.SetCellValue(reviewSheet, e.at(id, col), value)
		e.f.SetCellStyle(reviewSheet, e.at(id, col), e.at(id, col), style(e, excelize.Style{CustomNumFmt: &code}))
	}
	for _, tt := range []struct {
		name               string
		edit               func(e editor)
		changes, conflicts string // as they are listed, without the sheet
	}{
		{"headings with words added", func(e editor) {
			e.f.SetCellStr(reviewSheet, letter(colStatus)+"1", "审校状态")
			e.f.SetCellStr(reviewSheet, letter(colComment)+"1", "Comment (Li)")
			e.set("P1", colStatus, "已确认")
			e.set("P1", colComment, "fine")
		}, "P1: confirmed|P1: commented: “fine”", ""},
		{"a heading that two columns hold", func(e editor) {
			e.f.SetCellStr(reviewSheet, letter(colStatus)+"1", "Status 1")
			e.f.SetCellStr(reviewSheet, letter(len(reviewColumns))+"1", "Status 2")
			e.f.SetCellStr(reviewSheet, letter(len(reviewColumns))+"2", "ok")
		}, "no effect: column B “Status 1” is not read|no effect: column O “Status 2” is not read", "column Status: it is gone"},
		{"colours", func(e editor) {
			green := style(e, excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"92D050"}}})
			for _, id := range []string{"P1", "P2", "P4"} {
				e.f.SetCellStyle(reviewSheet, e.at(id, colID), e.at(id, colComment), green)
			}
			e.set("P2", colStatus, "ok")
		}, "no effect: colours are not read: rows 2–3, 5|P2: confirmed", ""},
		{"numbers as they are shown", func(e editor) {
			format(e, "P5", colEN, 1234.5, "#,##0.00")
			format(e, "P4", colComment, 45918, `yyyy"年"m"月"d"日"`)
		}, "P4: commented: “2025年9月18日”|P5: edited: English ¶ 6: “The sea ends it.” → “1,234.50”", ""},
		{"a date", func(e editor) { format(e, "P5", colZH, 45918, "yyyy-mm-dd"); e.set("P1", colStatus, "ok") },
			"P1: confirmed", "P5: Chinese is a date: a program made a date or time of the text, and shows it as “2025-09-18”"},
		{"formulas without values", func(e editor) {
			for _, cell := range []string{e.at("P5", colEN), e.at("P4", colStatus)} {
				e.f.SetCellValue(reviewSheet, cell, nil)
				e.f.SetCellFormula(reviewSheet, cell, "A1")
			}
		}, "", "P4: Status is a formula without a value|P5: English is a formula without a value"},
		{"statuses and a remark below the table", func(e editor) {
			for n := 8; n < 11; n++ {
				e.f.SetCellStr(reviewSheet, fmt.Sprintf("%s%d", letter(colStatus), n), "ok")
			}
			e.f.SetCellStr(reviewSheet, letter(colComment)+"20", "well done")
		}, "no effect: “ok” in rows 8–10, where no text stands|no effect: “well done” in row 20", ""},
		{"sheets deleted", func(e editor) {
			for _, s := range []string{sentencesSheet, removedSheet, summarySheet, helpSheet} {
				e.f.DeleteSheet(s)
			}
			e.set("P1", colStatus, "ok")
		}, "no effect: the sheet is gone|no effect: the sheet is gone|P1: confirmed", ""},
		{"notes of align", func(e editor) {
			for cell, n := range map[string]excelize.Comment{
				e.at("P1", colEN): {Author: markAuthor, Text: "P1: wrong"},
				e.at("P2", colEN): {Author: "x", Text: "P2: wrong\n" + markEnd},
				e.at("P4", colEN): {Author: "x", Text: "P4: wrong\n" + markEnd + "\nI see"},
			} {
				n.Cell = cell
				e.f.AddComment(reviewSheet, n)
			}
		}, "P4: commented: “note on English 批注: I see”", ""},
		{"a copy of the sheet", func(e editor) {
			n, err := e.f.NewSheet("backup")
			if err == nil {
				from, _ := e.f.GetSheetIndex(reviewSheet)
				err = e.f.CopySheet(from, n)
			}
			if err != nil {
				t.Fatal(err)
			}
			e.set("P1", colStatus, "ok")
		}, "P1: confirmed|no effect: the sheet looks like a copy of Review, and says nothing else", ""},
		{"white space", func(e editor) {
			e.replace("P5", colEN, "sea ends", "sea\u00a0ends")
			e.replace("P4", colEN, "fourth. ", "fourth.\n")
		},
			"P4: edited: English ¶ 5: “…the fourth. They are hig…” → “…the fourth.⏎They are hig…”; a line break does not split|P5: edited: English ¶ 6: “The sea ends it.” → “The sea⍽ends it.”", ""},
	} {
		r := reviewed(t, small(), func(f *excelize.File) { tt.edit(editor{t, f}) })
		check := func(kind, want string, got []string) {
			list := strings.Split(want, "|")
			if want == "" {
				list = nil
			}
			if !slices.EqualFunc(got, list, func(g, w string) bool { return strings.Contains(g, ": "+w) }) {
				t.Errorf("%s: %s %q, want %q", tt.name, kind, got, list)
			}
		}
		var changes, conflicts []string
		for _, c := range r.Changes {
			changes = append(changes, c.String())
		}
		for _, c := range r.Conflicts {
			conflicts = append(conflicts, c.String())
		}
		check("changes", tt.changes, changes)
		check("conflicts", tt.conflicts, conflicts)
	}
}
