package align

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTriage(t *testing.T) {
	al := &Alignment{EN: triageDoc(English, "a", "b", "c", "d", "e"), ZH: triageDoc(Chinese, "一", "二", "三", "四")}
	al.EN.Paragraphs[4].Kind = Boilerplate
	for k, score := range []float64{.9, .5, .99, .7} {
		al.Beads = append(al.Beads, Bead{EN: []int{k}, ZH: []int{k}, Score: score})
	}
	al.Beads = append(al.Beads, Bead{EN: []int{4}, Score: 1})
	for _, test := range []struct {
		target float64
		want   []int
	}{{0.5, nil}, {0.8, []int{1}}, {0.95, []int{1, 3}}, {1, []int{1, 3, 0, 2}}} {
		rows, now := al.Triage(test.target)
		var got []int
		for _, r := range rows {
			got = append(got, r.Index)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("to reach %v, want - got +:\n%s", test.target, diff)
		}
		if now < .772 || now > .773 {
			t.Errorf("now %v", now)
		}
	}
	al.Beads[1].Status, al.Beads[3].ByHand = Rejected, true
	if got, now := al.Triage(0.97); len(got) != 0 || now < .972 {
		t.Errorf("after a review: %v, %v", got, now)
	}
	if got, now := (&Alignment{EN: &Document{}, ZH: &Document{}}).Triage(1); got != nil || now != 1 {
		t.Errorf("nothing: %v, %v", got, now)
	}
}

func triageDoc(lang Language, paragraphs ...string) *Document {
	d := &Document{Language: lang}
	for _, p := range paragraphs {
		d.Paragraphs = append(d.Paragraphs, Paragraph{Text: p, Kind: Body})
	}
	return d
}
