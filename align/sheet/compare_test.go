package sheet

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// A review agrees with itself, whatever was done; and who comes first makes no
// difference to the figures. Read takes the workbook of a comparison for one review.
func TestCompareReviews(t *testing.T) {
	read := func(edit func(e editor)) (*review.Reviewed, review.Returned) {
		f := open(t, small())
		edit(editor{t, f})
		var book bytes.Buffer
		if err := f.Write(&book); err != nil {
			t.Fatal(err)
		}
		al, returned, err := Read(&book)
		if err != nil {
			t.Fatal(err)
		}
		r, err := review.Apply(al, returned)
		if err != nil {
			t.Fatal(err)
		}
		return r, returned
	}
	a, reviewA := read(func(e editor) {
		e.set("P1", colStatus, "ok")
		e.set("P2", colStatus, "ok")
		e.replace("P5", colEN, "sea", "ocean")
		e.set("P4.2", colStatus, "ok")
	})
	b, reviewB := read(func(e editor) {
		e.set("P1", colStatus, "不采用")
		e.replace("P5", colEN, "sea", "water")
		e.set("P4", colStatus, "ok")
	})
	same, err := review.Compare(a, a)
	if err != nil || same.Agreement != 1 || same.Kappa != 1 || len(same.Disagreements)+len(same.ByOne) != 0 {
		t.Fatalf("a review and itself: %v, %v", same, err)
	}
	ab, err := review.Compare(a, b)
	if err != nil || len(ab.Disagreements) != 2 || ab.Disagreements[0].Kind != review.StatusDiffers || ab.Disagreements[1].Kind != review.TextDiffers || len(ab.ByOne) != 2 {
		t.Fatalf("got %v, %v", ab, err)
	}
	ba, err := review.Compare(b, a)
	if err != nil || ba.Kappa != ab.Kappa || ba.Agreement != ab.Agreement || len(ba.Disagreements) != 2 {
		t.Errorf("the other way round: %v, %v", ba, err)
	}
	reviews := [2]review.Returned{reviewA, reviewB}
	var out, again bytes.Buffer
	if err := WriteComparison(&out, ab, small(), reviews); err != nil {
		t.Fatal(err)
	}
	if err := WriteComparison(&again, ab, small(), reviews); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("equal comparisons give different workbooks, or %v", err)
	}
	f, err := excelize.OpenReader(&again)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	runs, err := f.GetCellRichText(disagreementsSheet, fmt.Sprintf("%s3", letter(columnOf(disagreementColumns, "English A"))))
	if err != nil || len(runs) != 3 || runs[1].Text != "ocean" || !runs[1].Font.Bold {
		t.Errorf("the word that differs: %+v, %v", runs, err)
	}
	for _, tt := range []struct {
		first, second string // decisions
		conflicts     int
		p1            align.Status
		p5            string
	}{
		{"A 甲", "乙", 0, align.Confirmed, "The water ends it."},
		{"b", "A", 0, align.Rejected, "The ocean ends it."},
		{"neither", "", 1, "", "The sea ends it."},
	} {
		f.SetCellStr(disagreementsSheet, "D2", tt.first)
		f.SetCellStr(disagreementsSheet, "D3", tt.second)
		var decided bytes.Buffer
		if err := f.Write(&decided); err != nil {
			t.Fatal(err)
		}
		r, err := Apply(&decided)
		if err != nil {
			t.Fatal(err)
		}
		en, _ := r.Alignment.Text(r.Alignment.Beads[4])
		if r.Alignment.Beads[0].Status != tt.p1 || en != tt.p5 || len(r.Conflicts) != tt.conflicts ||
			r.Alignment.Beads[1].Status != align.Confirmed || r.Alignment.Beads[3].Status != align.Confirmed {
			t.Errorf("%+v: %v, %v", tt, r.Changes, r.Conflicts)
		}
		if n := slices.IndexFunc(r.Alignment.Sentences, func(b align.Bead) bool { return b.Status == align.Confirmed }); n < 0 {
			t.Errorf("%+v: the sentence that one of them confirmed is open", tt)
		}
	}
}

// What an arbiter writes elsewhere than into Decision is said, and the conflicts of a
// comparison can be marked.
func TestArbiterOvertypes(t *testing.T) {
	edited := func(edit func(e editor)) []byte {
		f := open(t, small())
		defer f.Close()
		edit(editor{t, f})
		var out bytes.Buffer
		if err := f.Write(&out); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	var reviews [2]review.Returned
	for k, status := range []string{"ok", "rejected"} {
		_, back, err := Read(bytes.NewReader(edited(func(e editor) {
			e.set("P1", colStatus, status)
			e.replace("P5", colEN, "sea", status+" || sea")
			e.replace("P5", colZH, "最后", "最后||")
		})))
		if err != nil {
			t.Fatal(err)
		}
		reviews[k] = back
	}
	var both [2]*review.Reviewed
	for k := range both {
		r, err := review.Apply(small(), reviews[k])
		if err != nil {
			t.Fatal(err)
		}
		both[k] = r
	}
	c, err := review.Compare(both[0], both[1])
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteComparison(&out, c, small(), reviews); err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]int{"": 0, "E2": 1, "L2": 1} {
		f, err := excelize.OpenReader(bytes.NewReader(out.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		for row := 2; row < 6; row++ {
			f.SetCellStr(disagreementsSheet, fmt.Sprintf("D%d", row), "A")
		}
		if cell != "" {
			f.SetCellStr(disagreementsSheet, cell, "other words")
		}
		var decided, copied bytes.Buffer
		if err := f.Write(&decided); err != nil {
			t.Fatal(err)
		}
		r, err := Apply(bytes.NewReader(decided.Bytes()))
		if err != nil || len(r.Conflicts) != want {
			t.Fatalf("%s: %v, %v", cell, r, err)
		}
		if err := Mark(&copied, bytes.NewReader(decided.Bytes()), r.Conflicts); err != nil {
			t.Fatal(err)
		}
		m, err := excelize.OpenReader(&copied)
		if err != nil {
			t.Fatal(err)
		}
		if notes, err := m.GetComments(disagreementsSheet); err != nil || len(notes) != want || want > 0 && notes[0].Cell != "D2" {
			t.Errorf("%s: notes %v, %v", cell, notes, err)
		}
	}
}
