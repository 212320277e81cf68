package pairing

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/align/lexicon"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// pieces returns the folders of testdata that hold a pair with its gold.
func pieces(t testing.TB) []string {
	t.Helper()
	golds, err := filepath.Glob("../../testdata/*/gold.align")
	if err != nil || len(golds) < 8 {
		t.Fatalf("found %d pieces in testdata (%v), want 8 at least", len(golds), err)
	}
	for k, g := range golds {
		golds[k] = filepath.Dir(g)
	}
	return golds
}

// files returns the two editions of a piece.
func files(t testing.TB, piece string) (en, zh string) {
	t.Helper()
	one := func(pattern string) string {
		found, _ := filepath.Glob(filepath.Join(piece, pattern))
		if len(found) != 1 {
			t.Fatalf("%s: %d files are %s, want 1", piece, len(found), pattern)
		}
		return found[0]
	}
	return one("en.*"), one("zh.*")
}

func options(t testing.TB) Options {
	t.Helper()
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Align: engine.Options{Lexicon: lex}}
}

func mustAlign(t testing.TB, a, b string, opt Options) *Pair {
	t.Helper()
	p, err := AlignFiles(context.Background(), a, b, opt)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Every gold bead of testdata is found, and no other: so no furniture stands in
// any pair, and nothing is left out.
func TestGold(t *testing.T) {
	opt := options(t)
	for _, piece := range pieces(t) {
		t.Run(filepath.Base(piece), func(t *testing.T) {
			en, zh := files(t, piece)
			p := mustAlign(t, en, zh, opt)
			f, err := os.Open(filepath.Join(piece, "gold.align"))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			gold, err := exchange.Beads.Read(f, exchange.ReadOptions{})
			if err != nil {
				t.Fatal(err)
			}
			name := func(b align.Bead) string {
				en, zh := p.Text(b)
				return fmt.Sprintf("%v %v: %.50s | %.50s", b.EN, b.ZH, en, zh)
			}
			want, got := map[string]bool{}, map[string]bool{}
			for _, b := range gold {
				want[name(b.Bead)] = true
			}
			for _, b := range p.Beads {
				got[name(b)] = true
				if !want[name(b)] {
					t.Errorf("not in the gold: %s", name(b))
				}
			}
			for bead := range want {
				if !got[bead] {
					t.Errorf("not found: %s", bead)
				}
			}
		})
	}
}

// outputs renders an alignment in every format.
func outputs(t testing.TB, al *align.Alignment) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, level := range []align.Level{align.LevelParagraph, align.LevelSentence} {
		for _, f := range Formats() {
			if !f.CanWrite() || f.Files != nil {
				continue
			}
			var b bytes.Buffer
			if err := f.Write(&b, al, exchange.WriteOptions{Level: level}); err != nil {
				t.Fatal(err)
			}
			out[f.Name+" "+string(level)] = b.Bytes()
		}
	}
	return out
}

// The order of the files does not matter, but for the columns of beads.
func TestEitherOrder(t *testing.T) {
	opt := options(t)
	for _, piece := range pieces(t) {
		en, zh := files(t, piece)
		p, q := mustAlign(t, en, zh, opt), mustAlign(t, zh, en, opt)
		if p.Swapped || !q.Swapped {
			t.Errorf("%s: swapped %v and %v", piece, p.Swapped, q.Swapped)
		}
		q.Swapped = false
		if diff := cmp.Diff(p.Alignment, q.Alignment); diff != "" {
			t.Errorf("%s: B A differs from A B:\n%s", piece, diff)
		}
	}
}

// The same input gives the same bytes, run after run, on any number of cores.
func TestSameBytes(t *testing.T) {
	opt := options(t)
	en, zh := files(t, "../../testdata/ai-rules")
	want := outputs(t, mustAlign(t, en, zh, opt).Alignment)
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for run := range 10 {
		runtime.GOMAXPROCS([]int{1, 2, 8}[run%3])
		for name, data := range outputs(t, mustAlign(t, en, zh, opt).Alignment) {
			if !bytes.Equal(data, want[name]) {
				t.Fatalf("run %d: %s differs", run, name)
			}
		}
	}
}

// Every unit stands in exactly one bead at both levels, and the sentences put
// together are the paragraphs, character for character.
func TestNothingIsLost(t *testing.T) {
	opt := options(t)
	for _, piece := range pieces(t) {
		en, zh := files(t, piece)
		p := mustAlign(t, en, zh, opt)
		for _, side := range []struct {
			doc *align.Document
			ids func(align.Bead) []int
		}{
			{p.Alignment.EN, func(b align.Bead) []int { return b.EN }},
			{p.Alignment.ZH, func(b align.Bead) []int { return b.ZH }},
		} {
			once(t, side.doc.Name+" paragraphs", p.Beads, side.ids, len(side.doc.Paragraphs))
			once(t, side.doc.Name+" sentences", p.Sentences, side.ids, len(side.doc.Sentences))
			texts := make([]string, len(side.doc.Paragraphs))
			for id, s := range side.doc.Sentences {
				texts[s.Paragraph] += side.doc.SentenceText(id)
			}
			for id, par := range side.doc.Paragraphs {
				if texts[id] != par.Text {
					t.Errorf("%s: paragraph %d is %q, its sentences are %q", side.doc.Name, id, par.Text, texts[id])
				}
			}
		}
	}
}

// A workbook that nobody edited gives the alignment back, scores to six decimals and without
// metadata.
func TestApplyGivesItBack(t *testing.T) {
	opt := options(t)
	for _, piece := range pieces(t) {
		en, zh := files(t, piece)
		p := mustAlign(t, en, zh, opt)
		var b bytes.Buffer
		if err := sheet.Write(&b, p.Alignment, sheet.Options{}); err != nil {
			t.Fatal(err)
		}
		r, err := sheet.Apply(&b)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Changes)+len(r.Conflicts) > 0 {
			t.Errorf("%s: changes %v, conflicts %v", piece, r.Changes, r.Conflicts)
		}
		if diff := cmp.Diff(p.Alignment, r.Alignment, cmpopts.EquateEmpty(), cmpopts.EquateApprox(0, 1e-6), cmpopts.IgnoreFields(align.Document{}, "Meta", "Notices")); diff != "" {
			t.Errorf("%s: want - got +:\n%.2000s", piece, diff)
		}
	}
}

func once(t *testing.T, what string, beads []align.Bead, ids func(align.Bead) []int, n int) {
	t.Helper()
	var all []int
	for _, b := range beads {
		all = append(all, ids(b)...)
	}
	slices.Sort(all)
	for k := range n {
		if k >= len(all) || all[k] != k {
			t.Fatalf("%s: the ids in beads are %v, want 0 to %d once each", what, all, n-1)
		}
	}
	if len(all) != n {
		t.Fatalf("%s: %d ids in beads, want %d", what, len(all), n)
	}
}

// A paragraph that the rules take for page furniture is text if its counterpart stays in
// the other edition; furniture without one stays removed.
func TestRemovedComesBack(t *testing.T) {
	en := []string{
		"The night bus is not a luxury",
		"Our city council voted last week to end the night bus. The saving is 4.2 million yuan a year, about the price of one roundabout.",
		"Related: my cousin, the driver of the mayor",
		"I have driven the N7 for eleven years. At two in the morning it carries nurses, bakers and cleaners, and now and then a student who has lost his keys.",
		"Share on Facebook",
		"A city that works at night must move at night. The council should think again before the last bus leaves on the 1st of May.",
	}
	zh := []string{
		"夜班公交不是奢侈品",
		"上周，市议会投票决定停运夜班公交。此举每年节省420万元，大约相当于修建一个环岛的费用。",
		"说起来，我的表弟就是市长的司机。",
		"我开N7路已有十一年。凌晨两点，车上坐的是护士、面包师和清洁工，偶尔还有丢了钥匙的学生。",
		"一座夜里工作的城市，夜里也必须能够出行。在5月1日末班车开走之前，市议会应该三思。",
	}
	dir := t.TempDir()
	write := func(name string, lines []string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(lines, "\n\n")), 0o666); err != nil {
			t.Fatal(err)
		}
		return path
	}
	a, b := write("en.txt", en), write("zh.txt", zh)
	doc, err := document.ReadFile(a, document.Options{})
	if err != nil || doc.Paragraphs[2].Kind != align.Boilerplate {
		t.Fatalf("%v, %v: the rules do not remove it", doc, err)
	}
	p := mustAlign(t, a, b, options(t))
	pairs := map[int]int{}
	for _, bead := range p.Beads {
		if bead.TwoSided() {
			pairs[bead.EN[0]] = bead.ZH[0]
		}
	}
	if want := map[int]int{0: 0, 1: 1, 2: 2, 3: 3, 5: 4}; !maps.Equal(pairs, want) {
		t.Errorf("pairs %v, want %v", pairs, want)
	}
	if k := p.Alignment.EN.Paragraphs[4].Kind; k != align.Boilerplate {
		t.Errorf("the share bar is %s", k)
	}
}
