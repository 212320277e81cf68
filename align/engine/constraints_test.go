package engine

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bitext/align"
	"bitext/align/segment"
)

func TestAnchors(t *testing.T) {
	lex := embedded(t)
	each := func(n int) (groups [][]int) {
		for k := range n {
			groups = append(groups, []int{k})
		}
		return groups
	}
	tests := []struct {
		name              string
		en, zh            [][]int
		anchors, sentence []align.Bead
		segmented         bool
		paragraphs        []string
		sentences         []string
	}{
		{name: "a wrong pair is kept, and what lies around it gives way",
			en: each(4), zh: each(4), anchors: []align.Bead{{EN: []int{1}, ZH: []int{2}}},
			paragraphs: []string{"[0] [0]", "[] [1]", "[1] [2]", "[2] []", "[3] [3]"},
			sentences:  []string{"[0] [0]", "[] [1]", "[1] [2]", "[2] []", "[3] [3]"}},
		{name: "no counterpart",
			en: each(3), zh: each(3), anchors: []align.Bead{{EN: []int{1}}, {ZH: []int{1}}},
			paragraphs: []string{"[0] [0]", "[1] []", "[] [1]", "[2] [2]"},
			sentences:  []string{"[0] [0]", "[1] []", "[] [1]", "[2] [2]"}},
		{name: "two paragraphs that stay together",
			en: each(4), zh: each(4), anchors: []align.Bead{{EN: []int{1, 2}, ZH: []int{1, 2}}},
			paragraphs: []string{"[0] [0]", "[1 2] [1 2]", "[3] [3]"},
			sentences:  []string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]"}},
		{name: "paragraphs that changed places",
			en: each(6), zh: [][]int{{0}, {4}, {1}, {2}, {3}, {5}}, anchors: []align.Bead{{EN: []int{4}, ZH: []int{1}}},
			paragraphs: []string{"[0] [0]", "[1] [2]", "[2] [3]", "[3] [4]", "[4] [1]", "[5] [5]"},
			sentences:  []string{"[0] [0]", "[1] [2]", "[2] [3]", "[3] [4]", "[4] [1]", "[5] [5]"}},
		{name: "paragraphs that are not neighbours",
			en: each(4), zh: each(4), anchors: []align.Bead{{EN: []int{0, 2}, ZH: []int{0, 2}}},
			paragraphs: []string{"[0 2] [0 2]", "[1] [1]", "[3] [3]"},
			sentences:  []string{"[0] [0]", "[2] [2]", "[1] [1]", "[3] [3]"}},
		{name: "a sentence bead inside a paragraph bead",
			en: [][]int{{0, 1, 2}, {3}}, zh: [][]int{{0, 1, 2}, {3}}, sentence: []align.Bead{{EN: []int{0, 1}, ZH: []int{0, 1}}},
			paragraphs: []string{"[0] [0]", "[1] [1]"},
			sentences:  []string{"[0 1] [0 1]", "[2] [2]", "[3] [3]"}},
		{name: "lines", segmented: true,
			en: each(4), zh: each(4), anchors: []align.Bead{{EN: []int{0, 1}, ZH: []int{0}}, {EN: []int{3}}},
			paragraphs: []string{"[0 1] [0]", "[] [1]", "[2] [2]", "[3] []", "[] [3]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			en, zh := pooled(align.English, test.en...), pooled(align.Chinese, test.zh...)
			opt := Options{Lexicon: lex, Segmented: test.segmented, Anchors: test.anchors, SentenceAnchors: test.sentence}
			al, err := Align(context.Background(), en, zh, opt)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.paragraphs, shapesOf(al.Beads)); diff != "" {
				t.Errorf("paragraphs, want - got +:\n%s", diff)
			}
			if diff := cmp.Diff(test.sentences, shapesOf(al.Sentences)); diff != "" {
				t.Errorf("sentences, want - got +:\n%s", diff)
			}
		})
	}
}

// No bead crosses an end of a group, nor of a row, which is a bead whatever stands in it. Of
// a row in which nothing pairs the score is low.
func TestRowsAndGroups(t *testing.T) {
	each := func(n int) (groups [][]int) {
		for k := range n {
			groups = append(groups, []int{k})
		}
		return groups
	}
	for _, tt := range []struct {
		name         string
		en, zh       [][]int
		rows, groups []align.Bead
		want         []string
	}{
		{"a row of what does not pair", [][]int{{0}, {6, 7, 8, 11}, {2}}, [][]int{{0}, {5}, {2}}, []align.Bead{{EN: []int{1}, ZH: []int{1}}}, nil, []string{"[0] [0]", "[1] [1]", "[2] [2]"}},
		{"a row of several", each(4), each(4), []align.Bead{{EN: []int{1, 2}, ZH: []int{1, 2}}}, nil, []string{"[0] [0]", "[1 2] [1 2]", "[3] [3]"}},
		{"a group leaves the inside to the words", each(4), each(4), nil, []align.Bead{{EN: []int{1, 2}, ZH: []int{1, 2}}}, []string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]"}},
		{"groups that a pair would cross", each(4), each(4), nil, []align.Bead{{EN: []int{0, 1}, ZH: []int{0}}, {EN: []int{2, 3}, ZH: []int{1, 2, 3}}}, []string{"[0] [0]", "[1] []", "[] [1]", "[2] [2]", "[3] [3]"}},
	} {
		en, zh := pooled(align.English, tt.en...), pooled(align.Chinese, tt.zh...)
		al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t), Rows: tt.rows, Groups: tt.groups})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tt.want, shapesOf(al.Beads)); diff != "" {
			t.Errorf("%s, want - got +:\n%s", tt.name, diff)
		}
		for _, r := range tt.rows {
			if k := slices.IndexFunc(al.Beads, func(b align.Bead) bool { return slices.Equal(b.EN, r.EN) }); len(r.EN) == 1 && k >= 0 && al.Beads[k].Score > 0.5 {
				t.Errorf("%s: its score is %v", tt.name, al.Beads[k].Score)
			}
		}
	}
}

// A paragraph that was removed and has a counterpart after all is text.
func TestAnchorsRestore(t *testing.T) {
	en, zh := pooled(align.English, []int{0}, []int{1}), pooled(align.Chinese, []int{0}, []int{1})
	en.Paragraphs[1].Kind = align.Boilerplate
	zh.Paragraphs[1].Kind = align.Boilerplate
	al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t), Anchors: []align.Bead{{EN: []int{1}, ZH: []int{1}}}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"[0] [0]", "[1] [1]"}, shapesOf(al.Beads)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

func TestAnchorsContradict(t *testing.T) {
	tests := map[string]Options{
		"no such paragraph":                    {Anchors: []align.Bead{{EN: []int{9}}}},
		"no such paragraph of a row":           {Rows: []align.Bead{{EN: []int{0}, ZH: []int{7}}}},
		"a row that is in a group":             {Rows: []align.Bead{{EN: []int{0}, ZH: []int{0}}}, Groups: []align.Bead{{EN: []int{0}, ZH: []int{0}}}},
		"no such sentence":                     {SentenceAnchors: []align.Bead{{ZH: []int{-1}}}},
		"a paragraph in two":                   {Anchors: []align.Bead{{EN: []int{1}}, {EN: []int{1}, ZH: []int{0}}}},
		"a sentence bead across paragraph's":   {Anchors: []align.Bead{{EN: []int{0}, ZH: []int{0}}}, SentenceAnchors: []align.Bead{{EN: []int{0, 1}, ZH: []int{0}}}},
		"a sentence with and its paragraph no": {Anchors: []align.Bead{{EN: []int{0}}}, SentenceAnchors: []align.Bead{{EN: []int{0}, ZH: []int{0}}}},
	}
	for name, opt := range tests {
		en, zh := pooled(align.English, []int{0}, []int{1, 2}), pooled(align.Chinese, []int{0}, []int{1, 2})
		_, err := Align(context.Background(), en, zh, opt)
		var inputErr *align.InputError
		if !errors.As(err, &inputErr) {
			t.Errorf("%s: got %v, want an input error", name, err)
		}
	}
}

// Whatever the anchors of one level, they come out as they are, and all other
// units stand in exactly one bead.
func TestAnchorsAreHonoured(t *testing.T) {
	lex := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		group := rapid.SliceOfN(rapid.IntRange(0, len(pool)-1), 1, 3)
		en := pooled(align.English, rapid.SliceOfN(group, 1, 8).Draw(t, "en")...)
		zh := pooled(align.Chinese, rapid.SliceOfN(group, 1, 8).Draw(t, "zh")...)
		opt := Options{Lexicon: lex, Jobs: 1, Segmented: rapid.Bool().Draw(t, "segmented")}
		sentences := !opt.Segmented && rapid.Bool().Draw(t, "of sentences")
		n, m := len(en.Paragraphs), len(zh.Paragraphs)
		if sentences {
			segment.Document(en)
			segment.Document(zh)
			n, m = len(en.Sentences), len(zh.Sentences)
		}
		anchors := drawAnchors(t, n, m)
		if sentences {
			opt.SentenceAnchors = anchors
		} else {
			opt.Anchors = anchors
		}
		al, err := Align(context.Background(), en, zh, opt)
		if err != nil {
			t.Fatal(err)
		}
		checkPartition(t, "paragraphs", al.Beads, len(en.Paragraphs), len(zh.Paragraphs))
		checkPartition(t, "sentences", al.Sentences, len(al.EN.Sentences), len(al.ZH.Sentences))
		beads := al.Beads
		if sentences {
			beads = al.Sentences
		}
		found := shapesOf(beads)
		for _, a := range shapesOf(anchors) {
			if !slices.Contains(found, a) {
				t.Fatalf("anchor %s is not among %v", a, found)
			}
		}
	})
}

// drawAnchors draws beads of any units, in order or not.
func drawAnchors(t *rapid.T, n, m int) []align.Bead {
	r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
	en, zh := r.Perm(n), r.Perm(m)
	if rapid.Bool().Draw(t, "in order") {
		slices.Sort(en)
		slices.Sort(zh)
	}
	take := func(ids *[]int, most int) []int {
		k := min(len(*ids), r.IntN(most+1))
		taken := slices.Sorted(slices.Values((*ids)[:k]))
		*ids = (*ids)[k:]
		return taken
	}
	var anchors []align.Bead
	for range rapid.IntRange(0, 6).Draw(t, "anchors") {
		take(&en, 2) // these are free
		take(&zh, 2)
		if b := (align.Bead{EN: take(&en, 2), ZH: take(&zh, 3)}); len(b.EN)+len(b.ZH) > 0 {
			anchors = append(anchors, b)
		}
	}
	return anchors
}

// Far-off anchors in a long text: the band follows them.
func TestAnchorsInLongText(t *testing.T) {
	var en, zh []string
	for k := range 600 {
		p := pool[k%len(pool)]
		en = append(en, fmt.Sprint(p[0], " ", k))
		zh = append(zh, fmt.Sprint(p[1], k))
	}
	anchors := []align.Bead{{EN: []int{100}, ZH: []int{400}}, {EN: []int{101}}, {EN: []int{500}, ZH: []int{401, 402}}}
	al, err := Align(context.Background(), document(align.English, en...), document(align.Chinese, zh...), Options{Segmented: true, Lexicon: embedded(t), Anchors: anchors})
	if err != nil {
		t.Fatal(err)
	}
	found := shapesOf(al.Beads)
	for _, a := range shapesOf(anchors) {
		if !slices.Contains(found, a) {
			t.Errorf("anchor %s is missing", a)
		}
	}
}
