package review

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// ID, hash and texts are evidence of one kind: whichever of them were sorted without the
// others, overwritten or deleted, the rows are those of the texts as long as both texts of a
// row stand side by side, and a column that was left behind is said once.
func TestColumnsLeftBehind(t *testing.T) {
	orders := [][]int{{1, 2, 3, 4, 5, 0}, {5, 4, 3, 2, 1, 0}, {1, 0, 2, 3, 4, 5}, {2, 0, 1, 5, 3, 4}}
	damages := map[string]func(re *Entry, i int){
		"":                   func(*Entry, int) {},
		", no hash":          func(re *Entry, _ int) { re.Hash = "" },
		", IDs as numbers":   func(re *Entry, i int) { re.ID = fmt.Sprint(i + 1) },
		", IDs all the same": func(re *Entry, i int) { re.ID = "P1" },
	}
	edits := map[string]func(e editor){
		"": func(editor) {},
		", edited": func(e editor) {
			e.replace("P4", FieldEN, "Winter", "Autumn")
			e.replace("P2", FieldZH, "渡轮", "船")
		},
	}
	for edited, edit := range edits {
		plain := reviewed(t, harbour(), edit).Alignment
		want := shapes(plain, plain.Beads, plain.Text)
		for damaged, damage := range damages {
			for _, order := range orders {
				for _, moved := range [][]Field{{FieldID}, {FieldHash}, {FieldID, FieldHash}, {FieldEN, FieldZH}, {FieldID, FieldEN, FieldZH},
					{FieldHash, FieldEN, FieldZH}, {FieldID, FieldHash, FieldEN, FieldZH}} {
					r := reviewed(t, harbour(), func(e editor) {
						edit(e)
						was := slices.Clone(e.Review.Entries)
						for i := range was {
							re, from := &e.Review.Entries[i], was[order[i]]
							for _, f := range moved {
								re.Set(f, map[Field]string{FieldID: from.ID, FieldHash: from.Hash, FieldEN: from.EN, FieldZH: from.ZH}[f])
							}
							damage(re, i)
						}
					})
					touched := 0
					for _, c := range r.Changes {
						if c.Kind == Touched && c.ID == "" {
							touched++
						}
					}
					name := fmt.Sprint(moved, order, damaged, edited)
					if d := cmp.Diff(want, shapes(r.Alignment, r.Alignment.Beads, r.Alignment.Text)); d != "" || len(r.Conflicts) > 0 || touched > 3 {
						t.Errorf("%s: -want +got:\n%s\n%v\n%v", name, d, r.Conflicts, r.Changes)
					}
				}
			}
		}
	}
}

// What a reviewer said of rows whose IDs and texts were sorted apart is unclear; it is not if
// the IDs are filled down, cleared, or went with the texts.
func TestSortedApart(t *testing.T) {
	order := []int{5, 2, 4, 1, 3, 0}
	for _, tt := range []struct {
		name    string
		moved   []Field
		after   func(re *Entry, i int)
		unclear bool
	}{
		{"ID and Status", []Field{FieldID, FieldStatus}, nil, true},
		{"ID", []Field{FieldID}, nil, true},
		{"texts", []Field{FieldEN, FieldZH}, nil, true},
		{"texts and Status", []Field{FieldEN, FieldZH, FieldStatus}, nil, true},
		{"texts, then ID cleared", []Field{FieldEN, FieldZH, FieldStatus}, func(re *Entry, _ int) { re.ID = "" }, false},
		{"all but the hash", []Field{FieldID, FieldEN, FieldZH, FieldStatus}, nil, false},
		{"IDs filled down", nil, func(re *Entry, i int) { re.ID = fmt.Sprintf("P%d", i+2) }, false},
	} {
		r := reviewed(t, harbour(), func(e editor) {
			e.set("P2", FieldStatus, "ok")
			was := slices.Clone(e.Review.Entries)
			for i := range was {
				re, from := &e.Review.Entries[i], was[order[i]]
				for _, f := range tt.moved {
					re.Set(f, map[Field]string{FieldID: from.ID, FieldStatus: from.Status, FieldEN: from.EN, FieldZH: from.ZH}[f])
				}
				if tt.after != nil {
					tt.after(re, i)
				}
			}
		})
		unclear := len(r.Conflicts) == 1 && r.Conflicts[0].Code == columnSorted
		if confirmed := r.Alignment.Beads[1].Status == "ok"; unclear != tt.unclear || confirmed == tt.unclear || !unclear && len(r.Conflicts) > 0 {
			t.Errorf("%s: %v, changes %v, conflicts %v", tt.name, r.Alignment.Beads, r.Changes, r.Conflicts)
		}
	}
}
