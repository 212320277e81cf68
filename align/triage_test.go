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
	}{{0.5, []int{1}}, {0.8, []int{1}}, {0.95, []int{1, 3}}, {1, []int{1, 3, 0, 2}}} {
		triage := al.Triage(test.target)
		now := triage.Now
		var got []int
		for _, r := range triage.Rows {
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
	if got := al.Triage(0.97); len(got.Rows) != 0 || got.Now < .972 || got.Then != got.Now {
		t.Errorf("after a review: %v", got)
	}
	if got := (&Alignment{EN: &Document{}, ZH: &Document{}}).Triage(1); got.Rows != nil || got.Now != 1 {
		t.Errorf("nothing: %v", got)
	}
}

// A pair with a flag is work however sure the program is of it; a side without counterpart is
// flagged for that alone.
func TestTriageOfFlags(t *testing.T) {
	al := &Alignment{EN: triageDoc(English, "a", "b"), ZH: triageDoc(Chinese, "一"), Beads: []Bead{
		{EN: []int{0}, ZH: []int{0}, Score: .999, Flags: []Flag{{Kind: NumbersDiffer, Detail: "7 / 8"}}},
		{EN: []int{1}, Score: .998, Flags: []Flag{{Kind: NoCounterpart}}},
	}}
	triage := al.Triage(ReviewTarget)
	if len(triage.Rows) != 1 || triage.Rows[0].ID != "P1" || al.Summary().ToCheck != 1 {
		t.Errorf("%+v", triage)
	}
	if got, want := triage.Rows[0].Reasons(), "numbers differ 数字不一致: 7 / 8"; got != want {
		t.Errorf("because %q, want %q", got, want)
	}
	if got, want := (Bead{Score: .92}).Reasons(), "8 of 100 such rows are wrong 每百行约错 8 行"; got != want {
		t.Errorf("because %q, want %q", got, want)
	}
}

func TestAdvice(t *testing.T) {
	tests := []struct {
		triage Triage
		en, zh string
	}{
		{Triage{make([]Row, 4), .956, .9931}, "Check these 4 rows: then about 99 % of all rows are right (now 95.6 %).", "先核对这 4 行：之后约 99 % 的行正确（现为 95.6 %）。"},
		{Triage{make([]Row, 1), .985, .995}, "Check this row: then about 99 % of all rows are right (now 98.5 %).", "先核对这 1 行：之后约 99 % 的行正确（现为 98.5 %）。"},
		{Triage{make([]Row, 2), .995, .998}, "Check these 2 rows: then more than 99 % of all rows are right (now 99.5 %).", "先核对这 2 行：之后超过 99 % 的行正确（现为 99.5 %）。"},
		{Triage{Now: .998, Then: .998}, "No row needs a look: about 99.8 % of all rows are right.", "没有需要先看的行：约 99.8 % 的行正确。"},
	}
	for _, tt := range tests {
		if en, zh := tt.triage.Advice(); en != tt.en || zh != tt.zh {
			t.Errorf("%q, %q; want %q, %q", en, zh, tt.en, tt.zh)
		}
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "The 3.4 million — yuan.": 5, "末班车，九点。": 7, "用 Excel 2019 打开": 5, "well-known\n\tword": 2,
	} {
		if got := Words(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func triageDoc(lang Language, paragraphs ...string) *Document {
	d := &Document{Language: lang}
	for _, p := range paragraphs {
		d.Paragraphs = append(d.Paragraphs, Paragraph{Text: p, Kind: Body})
	}
	return d
}
