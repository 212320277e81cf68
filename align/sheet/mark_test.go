package sheet

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bitext/align/review"
)

// mark marks the conflicts of a workbook, and returns the workbook, and what Apply says of it.
func mark(t *testing.T, f *excelize.File) (marked *excelize.File, before, after *review.Reviewed) {
	t.Helper()
	var in, out bytes.Buffer
	if err := f.Write(&in); err != nil {
		t.Fatal(err)
	}
	before, err := Apply(bytes.NewReader(in.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if err := Mark(&out, &in, before.Conflicts); err != nil {
		t.Fatal(err)
	}
	if after, err = Apply(bytes.NewReader(out.Bytes())); err != nil {
		t.Fatal(err)
	}
	if marked, err = excelize.OpenReader(&out); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { marked.Close() })
	return marked, before, after
}

// marks returns the cells of a sheet that are coloured as those in conflict, and the authors
// and the first and last lines of notes.
func marks(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	out := map[string]string{}
	for row := 1; row <= 8; row++ {
		for at := range reviewColumns {
			cell := cellName(at, row)
			id, err := f.GetCellStyle(sheet, cell)
			if err != nil {
				t.Fatal(err)
			}
			if style, err := f.GetStyle(id); err != nil {
				t.Fatal(err)
			} else if len(style.Fill.Color) > 0 && strings.HasSuffix(style.Fill.Color[0], markGround) {
				out[cell] = "coloured"
			}
		}
	}
	notes, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range notes {
		text := n.Text
		for _, r := range n.Paragraph {
			text += r.Text
		}
		lines := strings.Split(text, "\n")
		first, _, _ := strings.Cut(lines[0], ":")
		out[n.Cell] = strings.TrimSpace(out[n.Cell] + " " + n.Author + ": " + first + " … " + lines[len(lines)-1])
	}
	return out
}

func cellName(at, row int) string {
	name, _ := excelize.CoordinatesToCellName(at+1, row)
	return name
}

// Each conflict is marked in the cell that it is about; a second time, the marks of those
// that are settled are gone, and whatever a reviewer noted and coloured is as it was.
func TestMark(t *testing.T) {
	f := open(t, small())
	e := editor{t, f}
	at := func(id string, col int) string { return cellName(col, e.row(reviewSheet, id)) }
	green, err := f.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"92D050"}}})
	if err != nil {
		t.Fatal(err)
	}
	e.set("P1", colStatus, "perhaps")
	e.set("P2", colAction, "split")
	e.set("P5", colEN, "")
	f.SetCellStyle(reviewSheet, at("P5", colEN), at("P5", colEN), green)
	f.AddComment(reviewSheet, excelize.Comment{Cell: at("P5", colEN), Author: "Li", Text: "is it needed?"})
	f.AddComment(reviewSheet, excelize.Comment{Cell: at("P3", colEN), Author: "Li", Text: "good"})
	marked, before, after := mark(t, f)
	if diff := cmp.Diff(before.Conflicts, after.Conflicts); diff != "" {
		t.Errorf("conflicts: -before +after marking:\n%s", diff)
	}
	if diff := cmp.Diff(before.Changes, after.Changes); diff != "" {
		t.Errorf("changes: -before +after marking:\n%s", diff)
	}
	want := map[string]string{
		at("P1", colStatus): "coloured align: P1 … — align",
		at("P2", colAction): "coloured align: P2 … — align",
		at("P5", colEN):     "coloured align: P5 … is it needed?",
		at("P3", colEN):     "Li: good … good",
	}
	if diff := cmp.Diff(want, marks(t, marked, reviewSheet)); diff != "" {
		t.Errorf("marks: -want +got:\n%s", diff)
	}

	e.f = marked
	e.set("P1", colStatus, "ok")
	e.set("P5", colStatus, "fixed")
	again, _, settled := mark(t, marked)
	if len(settled.Conflicts) != 1 {
		t.Errorf("conflicts %v", settled.Conflicts)
	}
	want = map[string]string{
		at("P2", colAction): "coloured align: P2 … — align",
		at("P5", colEN):     "reviewer 审校: is it needed? … is it needed?",
		at("P3", colEN):     "Li: good … good",
	}
	if diff := cmp.Diff(want, marks(t, again, reviewSheet)); diff != "" {
		t.Errorf("marks of the second time: -want +got:\n%s", diff)
	}
	id, _ := again.GetCellStyle(reviewSheet, at("P5", colEN))
	if style, err := again.GetStyle(id); err != nil || len(style.Fill.Color) != 1 || style.Fill.Color[0] != "92D050" {
		t.Errorf("the reviewer's colour is %v, %v", style.Fill, err)
	}

	e.f = again
	e.delete("P2")
	last, gone, _ := mark(t, again)
	if got := marks(t, last, reviewSheet)["A1"]; len(gone.Conflicts) == 0 || !strings.HasPrefix(got, "coloured align: P2") {
		t.Errorf("a row that was deleted is marked %q; conflicts %v", got, gone.Conflicts)
	}
}

// Of the note that Excel writes beside a conversation, what was said counts.
func TestConversations(t *testing.T) {
	const preface = "[Threaded comment]\n\nYour version allows you to read this. Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\n"
	for note, want := range map[string]string{
		"Comment:\n    see below":                           "Comment:\n    see below",
		preface + "Comment:\n    19 or 20?\nReply:\n    19": "19 or 20?\n19",
		preface + "注释:\n    请核对：\n    两处\n答复：\n    好的":      "请核对：\n两处\n好的",
	} {
		if got := ofConversation(note); got != want {
			t.Errorf("%q: %q, want %q", note, got, want)
		}
	}
}
