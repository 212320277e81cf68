package review

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

// A row that was put in between two parts of a paragraph stays there when the editions
// are read again.
func TestRebaseAddedBetweenParts(t *testing.T) {
	al := reviewed(t, small(), func(e editor) {
		e.replace("P4", FieldEN, "fourth. ", "fourth. || ")
		e.replace("P4", FieldZH, "讲山。", "讲山。||")
	}).Alignment
	al = reviewed(t, al, func(e editor) { e.insert("P5", "Snow lies on them.", "山上有雪。") }).Alignment
	want := []string{"Mountains stand in the fourth.", "Snow lies on them.", "They are high. They are old."}
	again := small()
	v, found := Rebase(al, [2]*align.Document{again.EN, again.ZH})
	if !found {
		t.Fatal("the editions are not found")
	}
	var got []string
	for _, p := range again.EN.Paragraphs[4:7] {
		got = append(got, p.Text)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("-want +got:\n%s", d)
	}
	paragraphs, _ := v.Anchors([2]*align.Document{again.EN, again.ZH})
	if d := cmp.Diff([]int{4, 5, 6}, []int{paragraphs[0].EN[0], paragraphs[1].EN[0], paragraphs[2].EN[0]}); d != "" {
		t.Errorf("anchors: %s", d)
	}
}
