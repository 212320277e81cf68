package engine

import (
	"context"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/lexicon"
)

// The sentences of a small bitext, each with its translation.
var pool = [][2]string{
	{"The city needs more parks.", "城市需要更多公园。"},
	{"Trees cool the streets in summer.", "夏天，树木让街道变得凉爽。"},
	{"Children walk to school every morning.", "孩子们每天早晨步行上学。"},
	{"The government promised 300 new buses.", "政府承诺新增300辆公共汽车。"},
	{"Farmers worry about the price of water.", "农民担心水的价格。"},
	{"A museum opened near the old railway station.", "旧火车站附近开了一座博物馆。"},
	{"Doctors say that sleep protects the heart.", "医生说睡眠保护心脏。"},
	{"The river flooded the market last year.", "去年河水淹没了市场。"},
	{"Engineers built a bridge across the valley.", "工程师在山谷上建了一座桥。"},
	{"Nobody reads the contract before signing it.", "没有人在签字前读合同。"},
	{"Electric cars are cheaper than they were.", "电动汽车比以前便宜。"},
	{"Teachers want smaller classes.", "教师希望班级更小。"},
}

func document(lang align.Language, paragraphs ...string) *align.Document {
	d := &align.Document{Name: string(lang) + ".txt", Language: lang}
	for _, p := range paragraphs {
		d.Paragraphs = append(d.Paragraphs, align.Paragraph{Text: p, Kind: align.Body})
	}
	return d
}

// pooled returns a document of one paragraph for each group of sentences.
func pooled(lang align.Language, groups ...[]int) *align.Document {
	var paragraphs []string
	for _, g := range groups {
		var text strings.Builder
		for k, n := range g {
			if lang == align.English {
				if k > 0 {
					text.WriteByte(' ')
				}
				text.WriteString(pool[n][0])
			} else {
				text.WriteString(pool[n][1])
			}
		}
		paragraphs = append(paragraphs, text.String())
	}
	return document(lang, paragraphs...)
}

func embedded(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

// shapesOf writes beads down as "en:zh" lines.
func shapesOf(beads []align.Bead) []string {
	var out []string
	for _, b := range beads {
		out = append(out, fmt.Sprint(b.EN, b.ZH))
	}
	return out
}

func TestAlign(t *testing.T) {
	lex := embedded(t)
	tests := []struct {
		name       string
		en, zh     [][]int // paragraphs of sentences of the pool
		paragraphs []string
		sentences  []string
	}{
		{"one to one", [][]int{{0}, {1}, {2}, {3}}, [][]int{{0}, {1}, {2}, {3}},
			[]string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]"},
			[]string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]"}},
		{"paragraphs joined", [][]int{{0, 1}, {2}, {3, 4}}, [][]int{{0, 1, 2}, {3, 4}},
			[]string{"[0 1] [0]", "[2] [1]"},
			[]string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[4] [4]"}},
		{"paragraph split", [][]int{{0, 1, 2}, {3, 4}, {5}}, [][]int{{0}, {1, 2}, {3, 4}, {5}},
			[]string{"[0] [0 1]", "[1] [2]", "[2] [3]"},
			[]string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[4] [4]", "[5] [5]"}},
		{"paragraphs cut", [][]int{{0}, {1}, {2, 3}, {4, 5}, {6, 7}, {8}, {9}}, [][]int{{0}, {1}, {8}, {9}},
			[]string{"[0] [0]", "[1] [1]", "[2] []", "[3] []", "[4] []", "[5] [2]", "[6] [3]"},
			[]string{"[0] [0]", "[1] [1]", "[2] []", "[3] []", "[4] []", "[5] []", "[6] []", "[7] []", "[8] [2]", "[9] [3]"}},
		{"a refrain that comes again", [][]int{{0}, {1}, {0}, {2}, {0}, {3}}, [][]int{{0}, {1}, {0}, {2}, {0}, {3}},
			[]string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[4] [4]", "[5] [5]"},
			[]string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[4] [4]", "[5] [5]"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			en, zh := pooled(align.English, test.en...), pooled(align.Chinese, test.zh...)
			al, err := Align(context.Background(), en, zh, Options{Lexicon: lex})
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

// Calls at the same time, with the same documents, lexicon and glossary, give the same
// alignment and leave the documents as they are. Go test -race sees what they share.
func TestConcurrently(t *testing.T) {
	en, zh := pooled(align.English, []int{0, 1}, []int{2}, []int{3, 4}), pooled(align.Chinese, []int{0, 1}, []int{2}, []int{3, 4})
	en.Paragraphs[1].Kind = align.Boilerplate
	before := []*align.Document{Options{Segmented: true}.copyOf(align.EN, en), Options{Segmented: true}.copyOf(align.ZH, zh)}
	opt := Options{
		Lexicon:  embedded(t),
		Glossary: glossary.New([]glossary.Concept{{EN: []string{"bus"}, ZH: []string{"公共汽车"}}}),
		Anchors:  []align.Bead{{EN: []int{1}, ZH: []int{1}}},
		Jobs:     2,
	}
	results := make([]*align.Alignment, 4)
	var wg sync.WaitGroup
	for k := range results {
		wg.Go(func() {
			var err error
			if results[k], err = Align(context.Background(), en, zh, opt); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Go(func() {
		if _, err := Train(context.Background(), []align.TextPair{{EN: pool[0][0], ZH: pool[0][1]}}, TrainOptions{}); err != nil {
			t.Error(err)
		}
	})
	wg.Wait()
	for _, al := range results[1:] {
		if diff := cmp.Diff(results[0], al); diff != "" {
			t.Errorf("two results differ:\n%s", diff)
		}
	}
	if diff := cmp.Diff(before, []*align.Document{en, zh}); diff != "" {
		t.Errorf("the documents were changed:\n%s", diff)
	}
	if al := results[0]; al != nil && (al.EN.Paragraphs[1].Kind != align.Body || len(al.EN.Sentences) != 5) {
		t.Errorf("the alignment has %+v", al.EN)
	}
}

// A bead of one unit against seven.
func TestAlignOneToSeven(t *testing.T) {
	var one, lines []string
	for _, p := range pool[:7] {
		one, lines = append(one, strings.TrimSuffix(p[0], ".")), append(lines, p[1])
	}
	en := document(align.English, pool[7][0], strings.Join(one, "; ")+".", pool[8][0])
	zh := document(align.Chinese, append(append([]string{pool[7][1]}, lines...), pool[8][1])...)
	al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t), Segmented: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"[0] [0]", "[1] [1 2 3 4 5 6 7]", "[2] [8]"}
	if diff := cmp.Diff(want, shapesOf(al.Beads)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

// Boilerplate and empty lines take no part, but have their bead in reading order.
func TestAlignLeavesOut(t *testing.T) {
	lex := embedded(t)
	en, zh := pooled(align.English, []int{0}, []int{1}, []int{2}, []int{3}), pooled(align.Chinese, []int{0}, []int{1, 2}, []int{4}, []int{3})
	en.Paragraphs[0].Kind = align.Boilerplate
	zh.Paragraphs[0].Kind = align.Boilerplate
	zh.Paragraphs[2].Kind = align.Boilerplate
	al, err := Align(context.Background(), en, zh, Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"[0] []", "[] [0]", "[1 2] [1]", "[] [2]", "[3] [3]"}
	if diff := cmp.Diff(want, shapesOf(al.Beads)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}

	lines := document(align.English, "", pool[0][0], "", pool[1][0])
	al, err = Align(context.Background(), lines, document(align.Chinese, pool[0][1], pool[1][1], ""), Options{Lexicon: lex, Segmented: true})
	if err != nil {
		t.Fatal(err)
	}
	want = []string{"[0] []", "[1] [0]", "[2] []", "[3] [1]", "[] [2]"}
	if diff := cmp.Diff(want, shapesOf(al.Beads)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

func TestAlignNothing(t *testing.T) {
	_, err := Align(context.Background(), document(align.English, ""), document(align.Chinese, pool[0][1]), Options{Segmented: true})
	var inputErr *align.InputError
	if !errors.As(err, &inputErr) || inputErr.Path != "en.txt" {
		t.Errorf("got %v, want an input error of en.txt", err)
	}
}

func TestAlignCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err := Align(ctx, document(align.English, pool[0][0]), document(align.Chinese, pool[0][1]), Options{})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// Whatever the editions, every unit stands in exactly one bead, in order, with a
// probability, and the number of goroutines changes nothing.
func TestAlignProperties(t *testing.T) {
	lex := embedded(t)
	rapid.Check(t, func(t *rapid.T) {
		group := rapid.SliceOfN(rapid.IntRange(0, len(pool)-1), 1, 4)
		en := pooled(align.English, rapid.SliceOfN(group, 1, 8).Draw(t, "en")...)
		zh := pooled(align.Chinese, rapid.SliceOfN(group, 1, 8).Draw(t, "zh")...)
		for _, d := range []*align.Document{en, zh} {
			n := rapid.IntRange(0, len(d.Paragraphs)-1).Draw(t, "odd")
			d.Paragraphs[n].Text += rapid.String().Draw(t, "text")
			if len(d.Paragraphs) > 1 && rapid.Bool().Draw(t, "removed") {
				d.Paragraphs[n].Kind = align.Boilerplate
			}
		}
		opt := Options{Lexicon: lex, Segmented: rapid.Bool().Draw(t, "segmented"), Jobs: 1}
		al, err := Align(context.Background(), en, zh, opt)
		if err != nil {
			t.Fatal(err)
		}
		checkPartition(t, "paragraphs", al.Beads, len(en.Paragraphs), len(zh.Paragraphs))
		checkPartition(t, "sentences", al.Sentences, len(al.EN.Sentences), len(al.ZH.Sentences))
		checkPairs(t, al)
		opt.Jobs = 3
		again, err := Align(context.Background(), en, zh, opt)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(al, again); diff != "" {
			t.Errorf("with more goroutines:\n%s", diff)
		}
	})
}

// checkPairs holds that something pairs in each paragraph bead that has two sides.
func checkPairs(t rapid.TB, al *align.Alignment) {
	pairs := make([]bool, len(al.Beads))
	for _, s := range al.Sentences {
		pairs[s.Parent] = pairs[s.Parent] || s.TwoSided()
	}
	for k, b := range al.Beads {
		if len(al.Sentences) > 0 && b.TwoSided() && !pairs[k] {
			t.Fatalf("no sentence pairs in the bead %v %v", b.EN, b.ZH)
		}
	}
}

func checkPartition(t rapid.TB, level string, beads []align.Bead, en, zh int) {
	nextEN, nextZH := 0, 0
	for _, b := range beads {
		if len(b.EN)+len(b.ZH) == 0 || !(b.Score >= 0 && b.Score <= 1) {
			t.Fatalf("%s: bead %v", level, b)
		}
	}
	// Boilerplate inside a bead stands after it, so order the ids first.
	var ids [2][]bool
	ids[0], ids[1] = make([]bool, en), make([]bool, zh)
	for _, b := range beads {
		for _, id := range b.EN {
			if ids[0][id] {
				t.Fatalf("%s: English unit %d stands in two beads", level, id)
			}
			ids[0][id] = true
			nextEN++
		}
		for _, id := range b.ZH {
			if ids[1][id] {
				t.Fatalf("%s: Chinese unit %d stands in two beads", level, id)
			}
			ids[1][id] = true
			nextZH++
		}
	}
	if nextEN != en || nextZH != zh {
		t.Fatalf("%s: %d of %d English and %d of %d Chinese units have a bead", level, nextEN, en, nextZH, zh)
	}
}

func TestHeaviestChain(t *testing.T) {
	tests := []struct {
		name string
		in   []point
		want []point
	}{
		{"none", nil, nil},
		{"in order", []point{{0, 0, 1}, {1, 1, 1}, {2, 2, 1}}, []point{{0, 0, 1}, {1, 1, 1}, {2, 2, 1}}},
		{"one out of order", []point{{0, 0, 1}, {1, 8, 1}, {2, 2, 1}, {3, 3, 1}}, []point{{0, 0, 1}, {2, 2, 1}, {3, 3, 1}}},
		{"the heavier of two", []point{{0, 5, 1}, {1, 1, 9}}, []point{{1, 1, 9}}},
		{"never twice in a unit", []point{{4, 6, 1}, {4, 5, 2}}, []point{{4, 5, 2}}},
	}
	for _, test := range tests {
		got := heaviestChain(test.in, 10)
		if diff := cmp.Diff(test.want, got, cmp.AllowUnexported(point{})); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
}

func TestGain(t *testing.T) {
	if g := gain(0, 10, 0.01); math.Abs(g-logUnexplained) > 0.00013 {
		t.Errorf("a token that nothing explains gains %v, want %v", g, logUnexplained)
	}
	if a, b := gain(1, 10, 0.01), gain(1, 20, 0.01); a <= b {
		t.Errorf("a wider span explains better: %v against %v", b, a)
	}
	if a, b := gain(1, 10, 0.01), gain(1, 10, 0.1); a <= b {
		t.Errorf("a commoner word is worth more: %v against %v", b, a)
	}
}

// The probabilities of a source word's translations never add up to more than one.
func TestReestimateIsADistribution(t *testing.T) {
	lex := embedded(t)
	tokens := func(d *align.Document) *tokenized {
		u, err := newUnits(Options{}.copyOf(align.EN, d), false)
		if err != nil {
			t.Fatal(err)
		}
		return u.tokenize(lex, nil)
	}
	en, zh := tokens(pooled(align.English, []int{0, 1, 2, 3}, []int{4, 5, 6})), tokens(pooled(align.Chinese, []int{0, 1, 2, 3}, []int{4, 5, 6}))
	m := newModel(en, zh, &constraints{}, Options{Jobs: 1, Lexicon: &lexicon.Lexicon{}})
	for pass := range 3 {
		for x, row := range m.enGivenZH {
			sum := 0.0
			for _, w := range row {
				sum += float64(w.t)
			}
			if sum > 1+1e-5 {
				t.Fatalf("pass %d: the probabilities of %q add up to %v", pass, m.zh.types[x], sum)
			}
		}
		m.reestimate([]shape{{1, 1}, {1, 1}, {1, 1}, {1, 1}, {3, 3}})
	}
}

// A paragraph that the other edition has in another place is named there.
func TestOrderChange(t *testing.T) {
	en := pooled(align.English, []int{0, 1}, []int{2, 3}, []int{4, 5, 6}, []int{7, 8}, []int{9, 10}, []int{11})
	zh := pooled(align.Chinese, []int{0, 1}, []int{9, 10}, []int{2, 3}, []int{4, 5, 6}, []int{7, 8}, []int{11})
	al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t)})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string][]align.Flag{}
	for k, b := range al.Beads {
		got[shapesOf(al.Beads)[k]] = b.Flags
	}
	want := map[string][]align.Flag{
		"[0] [0]": nil, "[1] [2]": nil, "[2] [3]": nil, "[3] [4]": nil, "[5] [5]": nil,
		"[4] []": {{Kind: align.NoCounterpart}, {Kind: align.OrderChange, Detail: "ZH ¶2"}},
		"[] [1]": {{Kind: align.NoCounterpart}, {Kind: align.OrderChange, Detail: "EN ¶5"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

// A pair that shares no words, between two that do.
func TestLowSupport(t *testing.T) {
	en := document(align.English, pool[0][0], "Perhaps it was only the wind that blew again.", pool[2][0])
	zh := document(align.Chinese, pool[0][1], "表弟今天上午买了土豆、洋葱和雨伞。", pool[2][1])
	al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t), Anchors: []align.Bead{{EN: []int{1}, ZH: []int{1}}}})
	if err != nil {
		t.Fatal(err)
	}
	for k, b := range al.Beads {
		if low := slices.ContainsFunc(b.Flags, func(f align.Flag) bool { return f.Kind == align.LowSupport }); low != (k == 1) {
			t.Errorf("bead %d: flags %v", k, b.Flags)
		}
	}
}

// What no dictionary knows, a glossary decides, and a term without its
// counterpart is named.
func TestGlossary(t *testing.T) {
	en := document(align.English, "Only Oz.", "The quux again.", "Zog then.")
	zh := document(align.Chinese, "又是阿甲乙。", "后来。")
	terms := glossary.New([]glossary.Concept{{EN: []string{"quux"}, ZH: []string{"阿甲乙"}}, {EN: []string{"Zog"}, ZH: []string{"丙丁", "戊己"}}})
	al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t), Glossary: terms})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"[0] []", "[1] [0]", "[2] [1]"}, shapesOf(al.Beads)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	if diff := cmp.Diff([]align.Flag{{Kind: align.TermMissing, Detail: "Zog → 丙丁 / 戊己"}}, al.Beads[2].Flags); diff != "" {
		t.Errorf("flags, want - got +:\n%s", diff)
	}
}

// A chapter number that comes again must not drag the path to the other place,
// though both editions number every chapter alike and one lacks a chapter. Without
// paragraphs the chapter left out may be taken for a part of what stands before it.
func TestRepeatedChapterNumber(t *testing.T) {
	var en, zh []string
	for part := range 3 {
		for chapter := 1; chapter <= 4; chapter++ {
			if part == 1 && chapter == 2 {
				en = append(en, "Chapter 2", "The Chinese edition left this chapter out, with its lighthouses, its fishermen and the long winters on the northern coast.")
				continue
			}
			p := pool[(part*4+chapter)%len(pool)]
			en, zh = append(en, fmt.Sprintf("Chapter %d", chapter), p[0]), append(zh, fmt.Sprintf("第%d章", chapter), p[1])
		}
	}
	for _, segmented := range []bool{false, true} {
		al, err := Align(context.Background(), document(align.English, en...), document(align.Chinese, zh...), Options{Lexicon: embedded(t), Segmented: segmented})
		if err != nil {
			t.Fatal(err)
		}
		got := shapesOf(al.Beads)
		for k := range en {
			want := fmt.Sprintf("[%d] [%d]", k, k)
			switch {
			case 9 <= k && k < 12 && segmented:
				continue
			case 10 <= k && k < 12:
				want = fmt.Sprintf("[%d] []", k)
			case k >= 12:
				want = fmt.Sprintf("[%d] [%d]", k, k-2)
			}
			if !slices.Contains(got, want) {
				t.Errorf("segmented %v: %s is not among %v", segmented, want, got)
			}
		}
	}
}

// A document that does not say its language is in the one that its argument names.
func TestAlignWithoutLanguage(t *testing.T) {
	en, zh := pooled(align.English, []int{0, 1}, []int{2, 3}), pooled(align.Chinese, []int{0, 1}, []int{2, 3})
	want, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t)})
	if err != nil {
		t.Fatal(err)
	}
	en.Language, zh.Language = "", ""
	got, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t)})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Sentences, got.Sentences); diff != "" || got.ZH.Script != align.Hans {
		t.Errorf("script %s, want - got +:\n%s", got.ZH.Script, diff)
	}
}

// In a long text few words stand once in all of it. Its places are found all the same:
// here the text comes twice but for a few names at its ends, and in each half the
// path falls far behind the straight line and then catches up.
func TestLongTextKeepsItsPath(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	word := func() string {
		w := make([]byte, 6)
		for k := range w {
			w[k] = byte('a' + rng.IntN(26))
		}
		return string(w)
	}
	vocabulary := make([]string, 8000)
	for k := range vocabulary {
		vocabulary[k] = word()
	}
	const pairs = 2400
	var once, texts [2][]string // by side: the units of the first half; of both
	var want []string
	for n := range pairs { // of two units on one side and one on the other
		split := n * 2 / pairs
		a, b := "", ""
		for range 3 {
			a, b = a+vocabulary[rng.IntN(len(vocabulary))]+" ", b+vocabulary[rng.IntN(len(vocabulary))]+" "
		}
		want = append(want, fmt.Sprint(len(once[align.EN]), len(once[align.ZH])))
		once[split] = append(once[split], a, b)
		once[1-split] = append(once[1-split], a+b)
	}
	for side := range align.Sides {
		texts[side] = slices.Concat(once[side], once[side])
	}
	for _, n := range []int{0, 1, 2, 3, 4, 5, pairs - 5, pairs - 4, pairs - 3, pairs - 2, pairs - 1} {
		name := word()
		var at [2]int
		fmt.Sscan(want[n], &at[align.EN], &at[align.ZH])
		for side := range align.Sides {
			texts[side][at[side]] += name
		}
	}
	al, err := Align(context.Background(), document(align.English, texts[align.EN]...), document(align.Chinese, texts[align.ZH]...), Options{Segmented: true})
	if err != nil {
		t.Fatal(err)
	}
	begins := map[string]bool{}
	for _, b := range al.Beads {
		if b.TwoSided() {
			begins[fmt.Sprint(b.EN[0], b.ZH[0])] = true
		}
	}
	missing := slices.DeleteFunc(want, func(w string) bool { return begins[w] })
	if len(missing) > pairs/50 {
		t.Errorf("%d of %d pairs are not found", len(missing), pairs)
	}
}

// A gap of a path on both sides is opened as a whole, once; a small gap, and one of a
// single side, is left alone.
func TestBandOpen(t *testing.T) {
	narrow := func() band {
		b := band{make([]int32, 101), make([]int32, 101)}
		for i := range b.lo {
			b.lo[i], b.hi[i] = int32(max(0, i-2)), int32(min(100, i+2))
		}
		return b
	}
	path := func(zh, en int) (p []shape) { // 30 pairs, a gap, pairs to the end
		for range 30 {
			p = append(p, shape{1, 1})
		}
		for range zh {
			p = append(p, shape{1, 0})
		}
		for range en {
			p = append(p, shape{0, 1})
		}
		for range 100 - 30 - max(zh, en) {
			p = append(p, shape{1, 1})
		}
		return p
	}
	for _, test := range []struct {
		zh, en int
		want   bool
	}{{40, 40, true}, {maxGap, maxGap, false}, {40, 0, false}, {0, 40, false}} {
		b, before := narrow(), narrow()
		if got := b.open(path(test.zh, test.en)); got != test.want {
			t.Errorf("a gap of %d and %d units: opened %v", test.zh, test.en, got)
		}
		for i := range b.lo {
			lo, hi := before.lo[i], before.hi[i]
			if test.want && 30 <= i && i <= 70 {
				lo, hi = min(lo, 30), max(hi, 70)
			}
			if b.lo[i] != lo || b.hi[i] != hi {
				t.Errorf("a gap of %d and %d units: row %d is %d to %d, want %d to %d", test.zh, test.en, i, b.lo[i], b.hi[i], lo, hi)
			}
		}
		if b.open(path(test.zh, test.en)) {
			t.Error("what is open was opened again")
		}
	}
}
