package corpora

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"unicode"

	"bitext/align"
	"bitext/corpora/pairing"
)

// testPieces are the pieces in testdata that are of plain text.
var testPieces = []string{"night-clinic", "pensions", "ports", "sponge-city"}

// pool returns the sentence pairs of pieces in testdata.
func pool(t testing.TB) []align.TextPair {
	t.Helper()
	list, err := readPool()
	if err != nil {
		t.Fatal(err)
	}
	return list
}

var readPool = sync.OnceValues(func() (list []align.TextPair, err error) {
	for _, name := range testPieces {
		p, err := pairing.AlignFiles(context.Background(), filepath.Join("..", "testdata", name, "en.txt"), filepath.Join("..", "testdata", name, "zh.txt"), pairing.Options{})
		if err != nil {
			return nil, err
		}
		for _, r := range p.Rows(align.LevelSentence) {
			if r.TwoSided() {
				list = append(list, r.Text)
			}
		}
	}
	return list, nil
})

// generator makes pairs of texts out of a pool: a third of the words of each is another word
// of the pool, so that words are as frequent as in texts and phrases as many.
type generator struct {
	pool    []align.TextPair
	random  *rand.Rand
	english []string
	chinese []rune
}

func newGenerator(t testing.TB, seed uint64) *generator {
	g := &generator{pool: pool(t), random: rand.New(rand.NewPCG(seed, 1))}
	for _, p := range g.pool {
		g.english = append(g.english, strings.Fields(p.EN)...)
		for _, r := range p.ZH {
			if unicode.Is(unicode.Han, r) {
				g.chinese = append(g.chinese, r)
			}
		}
	}
	return g
}

const changed = 0.33

func (g *generator) next() align.TextPair {
	p := g.pool[g.random.IntN(len(g.pool))]
	words := strings.Fields(p.EN)
	for k := range words {
		if g.random.Float64() < changed {
			words[k] = g.english[g.random.IntN(len(g.english))]
		}
	}
	han := strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) && g.random.Float64() < changed {
			return g.chinese[g.random.IntN(len(g.chinese))]
		}
		return r
	}, p.ZH)
	return align.TextPair{EN: strings.Join(words, " "), ZH: han}
}

// rowsAPiece is how many rows a synthetic piece has.
const rowsAPiece = 500

// write writes a file of JSONL with a number of rows.
func (g *generator) write(t testing.TB, path string, rows int) (bytes int) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	out := bufio.NewWriter(f)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	for n := range rows {
		p := g.next()
		bytes += len(p.EN) + len(p.ZH)
		e.Encode(map[string]any{
			"id": fmt.Sprintf("P%d", n%rowsAPiece+1), "document": fmt.Sprintf("piece-%05d", n/rowsAPiece),
			"translation": map[string]string{"en": p.EN, "zh": p.ZH}, "type": "1-1", "en_ids": []int{n % rowsAPiece}, "zh_ids": []int{n % rowsAPiece}, "score": float64(9000+g.random.IntN(1000)) / 10000,
		})
	}
	if err := out.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return bytes
}
