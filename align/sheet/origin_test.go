package sheet

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// After any number of reviews an edition still knows what its file has.
func TestOriginal(t *testing.T) {
	al := small()
	want := [2][]string{}
	want[align.EN], _ = al.EN.Original()
	want[align.ZH], _ = al.ZH.Original()
	rounds := []func(e editor){
		func(e editor) {
			e.replace("P4", colEN, "fourth. ", "fourth. || ")
			e.replace("P4", colZH, "讲山。", "讲山。||")
			e.replace("P1", colEN, "trees", "old trees")
			e.insert("P2", "Brand new text. It has two sentences.", "")
			e.set("P3", colZH, "只有英文。")
		},
		func(e editor) { // what was edited, cut or added is cut and edited again
			e.replace("P1", colEN, "old trees. ", "old trees. || ")
			e.replace("P1", colZH, "。", "。||")
			e.replace("P2", colEN, "text. ", "text. || ")
			e.replace("P6", colEN, "high", "tall")
		},
		func(e editor) { e.set("P3", colAction, review.ActionDrop); e.set("P1", colAction, review.ActionUnpair) },
	}
	for n, edit := range rounds {
		r := reviewed(t, al, func(f *excelize.File) { edit(editor{t, f}) })
		if len(r.Conflicts) > 0 || len(r.Changes) == 0 {
			t.Fatalf("round %d: changes %v, conflicts %v", n, r.Changes, r.Conflicts)
		}
		al = r.Alignment
		for s, doc := range []*align.Document{al.EN, al.ZH} {
			got, origin := doc.Original()
			if d := cmp.Diff(want[s], got); d != "" {
				t.Errorf("round %d: -want +got:\n%s", n, d)
			}
			if len(origin) != len(doc.Paragraphs) {
				t.Errorf("round %d: %d origins of %d paragraphs", n, len(origin), len(doc.Paragraphs))
			}
		}
		var b bytes.Buffer
		if err := Write(&b, al, Options{}); err != nil {
			t.Fatal(err)
		}
		back, err := Apply(&b)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(al.EN.Paragraphs, back.Alignment.EN.Paragraphs); d != "" || len(back.Changes) > 0 {
			t.Errorf("round %d: written and read back: %s%v", n, d, back.Changes)
		}
	}
}
