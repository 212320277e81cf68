package wordgold

import (
	"strings"
	"testing"

	"bitext/align"
)

const folder = "../../../testdata/translations"

// Every hit and answer of the sets stands where its row says, and the sets are what the
// README of the folder says: half of each language, and no bead in both.
func TestSets(t *testing.T) {
	sets := map[string]int{"dev": 1, "test": 0} // their ids are odd, even
	beads := map[string]string{}
	for set, odd := range sets {
		hits, err := ReadHits(folder, set)
		if err != nil {
			t.Fatal(err)
		}
		english, answered := 0, 0
		for k, hit := range hits {
			if want := 2*k + 2 - odd; hit.ID != want {
				t.Errorf("%s: row %d has id %d, want %d", set, k+1, hit.ID, want)
			}
			if hit.Side == align.EN {
				english++
			}
			if len(hit.Answer) > 0 {
				answered++
			}
			if before, seen := beads[hit.Bead.EN+hit.Bead.ZH]; seen {
				t.Errorf("%s: hit %d has a bead that %s has too: %s", set, hit.ID, before, hit.Bead.EN)
			}
			beads[hit.Bead.EN+hit.Bead.ZH] = set
		}
		if len(hits) != 150 || english != 75 || answered < 120 {
			t.Errorf("%s: %d hits, %d English, %d answered; want 150, 75, 120 at least", set, len(hits), english, answered)
		}
	}
}

// A row that does not fit its texts is an error that says so.
func TestReadHitErrors(t *testing.T) {
	beads := []Bead{{"p", align.TextPair{EN: "The council froze rents.", ZH: "议会冻结了租金。"}}}
	for row, want := range map[string]string{
		"x|1|en|froze@12|冻结@6|冻结@6":      "id",
		"1|2|en|froze@12|冻结@6|冻结@6":      "want a number from 1 to 1",
		"1|1|fr|froze@12|冻结@6|冻结@6":      "want en or zh",
		"1|1|en|froze@11|冻结@6|冻结@6":      "does not stand in",
		"1|1|en|froze@12|冻结@-1|冻结@6":     "does not stand in",
		"1|1|en|froze@12|冻结|冻结@6":        "is not TEXT@BYTE",
		"1|1|en||冻结@6|冻结@6":              "0 words, want 1",
		"1|1|en|froze@12|冻结@6|冻@6":       "is not within what is allowed",
		"1|1|en|froze@12|冻结@6|租金@999999": "does not stand in",
	} {
		if _, err := readHit(strings.Split(row, "|"), beads); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q in it", row, err, want)
		}
	}
}

// Marks are right if they overlap the answer and stay within what is allowed.
func TestJudge(t *testing.T) {
	text := "after the election of 2024 the voters chose a new council"
	span := func(s string) Span { at := strings.Index(text, s); return Span{at, at + len(s)} }
	answered := Hit{Side: align.ZH, Bead: Bead{TextPair: align.TextPair{EN: text}}, Answer: []Span{span("election")}, Allowed: []Span{span("election of 2024"), span("chose")}}
	none := Hit{Side: align.ZH, Bead: answered.Bead}
	either := Hit{Side: align.ZH, Bead: answered.Bead, Allowed: []Span{span("voters")}}
	for _, test := range []struct {
		name  string
		hit   Hit
		marks []Span
		want  Score
	}{
		{"answer", answered, []Span{span("election")}, Score{1, 1, 1, 1, 1}},
		{"part of it", answered, []Span{span("elect")}, Score{1, 1, 1, 1, 1}},
		{"all that is allowed, in any order", answered, []Span{span("chose"), span("election of 2024")}, Score{1, 1, 1, 1, 1}},
		{"an article more", answered, []Span{span("the election")}, Score{1, 1, 1, 1, 1}},
		{"a word too many", answered, []Span{span("after the election")}, Score{1, 1, 1, 1, 0}},
		{"allowed, but beside the answer", answered, []Span{span("chose")}, Score{1, 1, 1, 1, 0}},
		{"a second mark elsewhere", answered, []Span{span("election"), span("council")}, Score{1, 1, 1, 1, 0}},
		{"from one allowed span to the other", answered, []Span{span("election of 2024 the voters chose")}, Score{1, 1, 1, 1, 0}},
		{"no mark", answered, nil, Score{1, 1, 0, 0, 0}},
		{"a mark where nothing translates", none, []Span{span("voters")}, Score{1, 0, 1, 0, 0}},
		{"no mark where nothing translates", none, nil, Score{1, 0, 0, 0, 0}},
		{"readers differ, marked", either, []Span{span("voters")}, Score{1, 0, 1, 0, 1}},
		{"readers differ, marked elsewhere", either, []Span{span("council")}, Score{1, 0, 1, 0, 0}},
		{"readers differ, not marked", either, nil, Score{1, 0, 0, 0, 0}},
	} {
		if got := Judge([]Hit{test.hit}, [][]Span{test.marks}); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
}

// Particles of Chinese are as slight as articles, and the shares are those of the counts.
func TestJudgeChinese(t *testing.T) {
	hits := []Hit{
		{Side: align.EN, Bead: Bead{TextPair: align.TextPair{ZH: "孩子们写的"}}, Answer: []Span{{0, 6}}, Allowed: []Span{{0, 6}}},
		{Side: align.EN, Bead: Bead{TextPair: align.TextPair{ZH: "孩子们写的"}}, Answer: []Span{{9, 12}}, Allowed: []Span{{9, 12}}},
		{Side: align.EN, Bead: Bead{TextPair: align.TextPair{ZH: "孩子们写的"}}},
	}
	score := Judge(hits, [][]Span{{{0, 9}}, nil, {{9, 12}}})
	if score.RightOfMarked() != 0.5 || score.MarkedOfAnswered() != 0.5 {
		t.Errorf("right of those marked %v, marked of those answered %v, want 0.5 and 0.5 (%+v)", score.RightOfMarked(), score.MarkedOfAnswered(), score)
	}
	if none := Judge(nil, nil); none.RightOfMarked() != 0 || none.MarkedOfAnswered() != 0 {
		t.Errorf("shares of nothing are %v and %v, want 0", none.RightOfMarked(), none.MarkedOfAnswered())
	}
}
