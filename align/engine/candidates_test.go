package engine

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"bitext/align"
	documents "bitext/align/document"
	"bitext/corpora/exchange"
)

// candidate is a term that the score of a bead could have: how often its weight would count
// in the bead of a shape at a node.
type candidate struct {
	name  string
	count func(c *candidates, i, j int, sh shape) float64
}

// candidates are the terms that were looked at, with what they look at in one bitext.
type candidates struct {
	*scorer
	texts  [align.Sides][]string // of the units
	speech [align.Sides][]bool   // by unit: whether a speech goes on behind it
	near   *crossing
}

var tried = []candidate{
	{"a speech goes on in English alone", func(c *candidates, i, j int, sh shape) float64 {
		return one(c.speech[align.EN][j+sh.en] && !c.speech[align.ZH][i+sh.zh])
	}},
	{"a speech goes on in Chinese alone", func(c *candidates, i, j int, sh shape) float64 {
		return one(c.speech[align.ZH][i+sh.zh] && !c.speech[align.EN][j+sh.en])
	}},
	{"a border between a speech and \"he said\"", func(c *candidates, i, j int, sh shape) float64 {
		j += sh.en
		return one(0 < j && j < len(c.texts[align.EN]) && c.en.marks[j-1].closes && attribution(c.texts[align.EN][j]))
	}},
	{"no counterpart: 3 tokens at the most", func(c *candidates, i, j int, sh shape) float64 {
		return one(sh.zh*sh.en == 0 && c.tokens(i, j, sh) <= 3)
	}},
	{"no counterpart: quotation mark at an end", func(c *candidates, i, j int, sh shape) float64 {
		switch {
		case sh.zh == 0:
			return one(c.en.marks[j].opens || c.en.marks[j].closes)
		case sh.en == 0:
			return one(c.zh.marks[i].opens || c.zh.marks[i].closes)
		}
		return 0
	}},
	{"no counterpart: English", func(c *candidates, i, j int, sh shape) float64 { return one(sh.zh == 0) }},
	{"questions differ in number", func(c *candidates, i, j int, sh shape) float64 { return c.differ(i, j, sh, "?？") }},
	{"exclamations differ in number", func(c *candidates, i, j int, sh shape) float64 { return c.differ(i, j, sh, "!！") }},
	{"quotations differ in number", func(c *candidates, i, j int, sh shape) float64 { return c.differ(i, j, sh, "“「『") }},
	{"colon at both ends", func(c *candidates, i, j int, sh shape) float64 {
		return one(sh.zh*sh.en > 0 && c.ends(align.EN, j+sh.en, ":") && c.ends(align.ZH, i+sh.zh, "："))
	}},
	{"ellipsis at both ends", func(c *candidates, i, j int, sh shape) float64 {
		return one(sh.zh*sh.en > 0 && (c.ends(align.EN, j+sh.en, "...") || c.ends(align.EN, j+sh.en, "…")) && c.ends(align.ZH, i+sh.zh, "…"))
	}},
	{"English begins in small letters", func(c *candidates, i, j int, sh shape) float64 {
		for _, r := range strings.TrimLeft(c.texts[align.EN][min(j, len(c.texts[align.EN])-1)], openingMarks+" ") {
			return one(sh.zh*sh.en > 0 && unicode.IsLower(r))
		}
		return 0
	}},
	{"words near the border found across it, whether or not on their side too", func(c *candidates, i, j int, sh shape) float64 {
		if i == 0 || j == 0 || i == len(c.zh.units) || j == len(c.en.units) {
			return 0
		}
		c.near.set(i)
		sum := 0.0
		for _, e := range lastOf(c.en.units[j-1]) {
			sum += gain(c.near.after.of[e], nearWords, c.en.prob[e]) - logUnexplained
		}
		for _, e := range firstOf(c.en.units[j]) {
			sum += gain(c.near.before.of[e], nearWords, c.en.prob[e]) - logUnexplained
		}
		return sum
	}},
	{"length of the shorter side, in letters", func(c *candidates, i, j int, sh shape) float64 {
		en := c.enSums.length[j+sh.en] - c.enSums.length[j]
		return one(sh.zh*sh.en > 0) * math.Log(1+min(en, float64((c.zhSums.length[i+sh.zh]-c.zhSums.length[i])*c.ratio)))
	}},
}

func one(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// differ returns by how many of the given marks the sides of a two-sided bead differ, 3 at the most.
func (c *candidates) differ(i, j int, sh shape, marks string) float64 {
	if sh.zh*sh.en == 0 {
		return 0
	}
	count := func(texts []string) (n int) {
		for _, r := range strings.Join(texts, "") {
			n += int(one(strings.ContainsRune(marks, r)))
		}
		return n
	}
	return min(3, math.Abs(float64(count(c.texts[align.EN][j:j+sh.en])-count(c.texts[align.ZH][i:i+sh.zh]))))
}

// ends reports whether the unit before another ends with a mark.
func (c *candidates) ends(side align.Side, unit int, mark string) bool {
	return strings.HasSuffix(strings.TrimRight(strings.TrimSpace(c.texts[side][unit-1]), closingMarks), mark)
}

// speechAfter tells for each unit, and for the beginning, whether the last quotation mark before opens.
func speechAfter(texts []string) []bool {
	states, state := []bool{false}, false
	for _, text := range texts {
		for _, r := range text {
			switch {
			case strings.ContainsRune("“「『", r):
				state = true
			case strings.ContainsRune("”」』", r):
				state = false
			case r == '"':
				state = !state
			}
		}
		states = append(states, state)
	}
	return states
}

// attribution reports whether a sentence only says who spoke.
func attribution(text string) bool {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) })
	return len(words) < 8 && slices.ContainsFunc(words, func(w string) bool {
		return slices.Contains([]string{"said", "asked", "replied", "cried", "answered", "shouted", "whispered", "thought"}, w)
	})
}

// TestCandidates says of each term that was tried what weight makes the gold of the first three chapters of
// MAC dev likeliest, the others being as built in, and what that adds to the log likelihood
// there, of the other three and of NEJM dev. BENCH names the folder of the benchmark.
func TestCandidates(t *testing.T) {
	bench := os.Getenv("BENCH")
	if bench == "" {
		t.Skip("BENCH is not set")
	}
	type piece struct {
		*chart
		terms *candidates
	}
	pieces := map[string][]piece{}
	names := []string{"mac-dev/00[123]", "mac-dev/00[456]", "nejm-dev/*"}
	for _, set := range names {
		files, err := filepath.Glob(filepath.Join(bench, "data", set+".align"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no gold (%v)", set, err)
		}
		for _, file := range files {
			c, terms := chartOf(t, readGold(t, file))
			pieces[set] = append(pieces[set], piece{c, terms})
		}
	}
	// value returns the log likelihood of a set with a weight for a term, and its slope.
	value := func(set string, counts [][]float64, weight float64) (sum, slope float64) {
		for n, p := range pieces[set] {
			scores := p.scores(Fitted())
			for k, a := range p.arcs {
				scores[k] += float64(weight * counts[n][a.edge])
			}
			gold, all := make([]float64, len(p.arcs)), make([]float64, len(p.arcs))
			sum += p.shares(scores, true, gold) - p.shares(scores, false, all)
			for k, a := range p.arcs {
				slope += float64((gold[k] - all[k]) * counts[n][a.edge])
			}
		}
		return sum, slope
	}
	for _, term := range tried {
		counts := map[string][][]float64{}
		for _, set := range names {
			for _, p := range pieces[set] {
				of := make([]float64, len(p.edges))
				for x, e := range p.edges {
					of[x] = term.count(p.terms, e.zh, e.en, e.shape)
				}
				counts[set] = append(counts[set], of)
			}
		}
		lo, hi := -4.0, 4.0
		for range 12 {
			if _, slope := value(names[0], counts[names[0]], (lo+hi)/2); slope > 0 {
				lo = (lo + hi) / 2
			} else {
				hi = (lo + hi) / 2
			}
		}
		line := fmt.Sprintf("| %s | %.2f |", term.name, lo)
		for _, set := range names {
			before, _ := value(set, counts[set], 0)
			after, _ := value(set, counts[set], lo)
			line += fmt.Sprintf(" %+.1f |", after-before)
		}
		t.Log(line)
	}
}

// chartOf returns the chart of a piece and what the candidates look at in it.
func chartOf(t *testing.T, g Gold) (*chart, *candidates) {
	t.Helper()
	opt := Options{Lexicon: embedded(t), Segmented: true}.filled()
	c, err := newChart(t.Context(), g, opt)
	if err != nil {
		t.Fatal(g.Name, err)
	}
	m, u, err := opt.newModelOf([align.Sides]*align.Document{align.EN: opt.copyOf(align.EN, g.EN), align.ZH: opt.copyOf(align.ZH, g.ZH)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := m.learn(t.Context()); err != nil {
		t.Fatal(err)
	}
	terms := &candidates{scorer: m.scorer()}
	terms.near = newCrossing(terms.scorer)
	for side, units := range u {
		for _, ids := range units.ids {
			terms.texts[side] = append(terms.texts[side], units.text(ids[0]))
		}
		terms.speech[side] = speechAfter(terms.texts[side])
	}
	return c, terms
}

// readGold reads a document of the benchmark.
func readGold(t *testing.T, file string) Gold {
	t.Helper()
	stem := strings.TrimSuffix(file, ".align")
	g := Gold{Name: stem, Segmented: true}
	var err error
	if g.EN, err = documents.ReadFile(stem+".en", documents.Options{Segmented: true}); err != nil {
		t.Fatal(err)
	}
	if g.ZH, err = documents.ReadFile(stem+".zh", documents.Options{Segmented: true}); err != nil {
		t.Fatal(err)
	}
	g.EN.Language, g.ZH.Language = align.English, align.Chinese
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := exchange.Beads.Read(f, exchange.ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		g.Beads = append(g.Beads, align.Bead{EN: row.ZH, ZH: row.EN}) // the gold has Chinese on the left
	}
	return g
}
