package align

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sample is an alignment with a row of each kind.
func sample() *Alignment {
	doc := func(lang Language, texts ...string) *Document {
		d := &Document{Language: lang}
		for p, text := range texts {
			d.Paragraphs = append(d.Paragraphs, Paragraph{Text: text, Kind: Body})
			d.Sentences = append(d.Sentences, Sentence{Paragraph: p, End: len(text)})
		}
		return d
	}
	al := &Alignment{
		EN: doc(English, "Menu", "One, two.", "Three.", "Alone.", "Dropped."),
		ZH: doc(Chinese, "一二。三。", "分享"),
		Beads: []Bead{
			{EN: []int{0}, Score: 1},
			{EN: []int{1, 2}, ZH: []int{0}, Score: 0.9, Flags: []Flag{{Kind: NumbersDiffer, Detail: "1 / 2"}}},
			{EN: []int{3}, Score: 0.899, Flags: []Flag{{Kind: NoCounterpart}}},
			{EN: []int{4}, Score: 1},
			{ZH: []int{1}, Score: 1},
		},
		Sentences: []Bead{
			{EN: []int{0}, Score: 1},
			{EN: []int{1}, ZH: []int{0}, Score: 0.5, Parent: 1},
			{EN: []int{2}, Score: 1, Parent: 1},
			{EN: []int{3}, Score: 1, Parent: 2},
			{EN: []int{4}, Score: 1, Parent: 3},
			{ZH: []int{1}, Score: 1, Parent: 4},
		},
	}
	al.EN.Paragraphs[0].Kind, al.ZH.Paragraphs[1].Kind = Boilerplate, Boilerplate
	al.EN.Paragraphs[4].Kind, al.EN.Paragraphs[4].Reason = Boilerplate, DroppedReason+"body"
	return al
}

func TestRows(t *testing.T) {
	al := sample()
	for level, want := range map[Level]string{
		LevelParagraph: "P1 #1 2-1 One, two.\nThree. | 一二。三。; P2 #2 1-0 Alone. | ",
		LevelSentence:  "P1.1 #1 1-1 One, two. | 一二。三。; P1.2 #2 1-0 Three. | ; P2.1 #3 1-0 Alone. | ",
	} {
		var got []string
		for _, r := range al.Rows(level) {
			if r.Level() != level {
				t.Errorf("%s is of level %q, want %q", r.ID, r.Level(), level)
			}
			got = append(got, r.ID+" #"+string(rune('0'+r.Index))+" "+r.Shape()+" "+r.Text.EN+" | "+r.Text.ZH)
		}
		if diff := cmp.Diff(want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s: want - got +:\n%s", level, diff)
		}
	}
	al.Sentences = nil
	if got := al.Rows(LevelSentence); len(got) != 2 || got[0].ID != "P1" {
		t.Errorf("without sentences: %v", got)
	}
}

func TestSummary(t *testing.T) {
	got := sample().Summary()
	want := Summary{
		Editions: [2]EditionSummary{
			EN: {Paragraphs: 3, Paired: 2, Removed: 1, Dropped: 1, Sentences: 5, Characters: 21, Words: 4, Coverage: got.Editions[EN].Coverage},
			ZH: {Paragraphs: 1, Paired: 1, Removed: 1, Sentences: 2, Characters: 5, Words: 5, Coverage: 0.9},
		},
		Paragraphs: RowCounts{All: 2, Pairs: 1, OneSided: 1, Bands: [Bands]int{1, 0, 0}},
		ToCheck:    2,
		Sentences:  RowCounts{All: 3, Pairs: 1, OneSided: 2, Bands: [Bands]int{0, 0, 1}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	if c := got.Editions[EN].Coverage; math.Abs(c-0.9*14/20) > 1e-9 {
		t.Errorf("English coverage = %g", c)
	}
	if !sample().OnePiece() {
		t.Error("the two editions are not of one piece")
	}
}

func TestValidate(t *testing.T) {
	if err := sample().Validate(); err != nil {
		t.Fatal(err)
	}
	for want, change := range map[string]func(*Alignment){
		"paragraph bead 1: its units are not in ascending order": func(al *Alignment) { al.Beads[1].EN = []int{2, 1} },
		"there is no English paragraph 9; the last is 4":         func(al *Alignment) { al.Beads[2].EN = []int{9} },
		"English paragraph 0 stands in two beads":                func(al *Alignment) { al.Beads[2].EN = []int{0} },
		"Chinese paragraph 1 stands in no bead":                  func(al *Alignment) { al.Beads = al.Beads[:4] },
		"Chinese sentence 1 stands in no bead":                   func(al *Alignment) { al.Sentences = al.Sentences[:5] },
	} {
		al := sample()
		change(al)
		if err := al.Validate(); err == nil || err.Error() != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestBandOf(t *testing.T) {
	for score, want := range map[float64]Band{
		1: BandSure, 0.9: BandSure, 0.8999: BandCheck, 0.6: BandCheck, 0.599: BandDoubtful, 0: BandDoubtful, math.Inf(1): BandSure,
	} {
		if got := BandOf(score); got != want {
			t.Errorf("BandOf(%g) = %s, want %s", score, got, want)
		}
	}
	if got := BandOf(math.NaN()); got != BandDoubtful {
		t.Errorf("BandOf(NaN) = %s", got)
	}
}

func TestShownScore(t *testing.T) {
	tests := []struct{ in, want float64 }{
		{0.9, 0.9}, {0.8999, 0.89}, {0.57, 0.57}, {1, 1}, {0, 0}, {-3, 0}, {7, 1},
		{math.NaN(), 0}, {math.Inf(1), 1}, {math.Inf(-1), 0},
	}
	for _, tt := range tests {
		if got := ShownScore(tt.in); got != tt.want {
			t.Errorf("ShownScore(%g) = %g, want %g", tt.in, got, tt.want)
		}
	}
}
