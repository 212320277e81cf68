package engine

import (
	"cmp"
	"context"
	"fmt"
	"runtime"
	"strings"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// TrainOptions says how to train.
type TrainOptions struct {
	Base *lexicon.Lexicon // what is known before; nil: the embedded lexicon
	Jobs int              // goroutines; 0: one for each core
}

const (
	trainingPasses = 3    // steps of expectation-maximisation
	minSeen        = 2    // occurrences of a Chinese word from which it is learned
	minLearned     = 0.02 // less likely translations are left to the dictionary
	learnedShare   = 0.5  // of a word's meaning; the rest stays as the dictionary has it
)

// Train learns how words translate from pairs of texts that say the same, and
// returns the base lexicon with the translations that were learned. It runs the same
// steps of expectation-maximisation as Align does on one article, over all pairs at
// once, with the base lexicon as prior. Only words of the base lexicon are learned.
// Half of the meaning of a word is then as learned, without words that carry grammar
// only; the other half stays as it was, for texts of another kind. The error is
// ctx.Err(), or a lexicon that cannot be read.
func Train(ctx context.Context, pairs []align.TextPair, opt TrainOptions) (*lexicon.Lexicon, error) {
	base := opt.Base
	if base == nil {
		var err error
		if base, err = lexicon.Embedded(); err != nil {
			return nil, err
		}
	}
	var en, zh []string
	var spans []spanPair
	for k, p := range pairs {
		en, zh = append(en, p.EN), append(zh, p.ZH)
		spans = append(spans, spanPair{span{k, k + 1}, span{k, k + 1}})
	}
	kinds, border := make([]align.Kind, len(pairs)), make([]bool, len(pairs)+1)
	e := newTokenized(en, kinds, border, align.English, base, nil)
	z := newTokenized(zh, kinds, border, align.Chinese, base, nil)
	learned := dictionaryTables(e, z, base, cmp.Or(max(0, opt.Jobs), runtime.GOMAXPROCS(0))).enGivenZH
	for range trainingPasses {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		learned = reestimate(z, e, learned, spans, 0)
	}
	t := base.Table()
	t.Title = fmt.Sprintf("%s, trained on %d pairs", base.Title(), len(pairs))
	for x, word := range z.types {
		if len(z.post[x]) >= minSeen && t.Rows[word] != nil {
			t.Rows[word] = blended(t.Rows[word], learned[x], e.types)
		}
	}
	return t.Lexicon()
}

// blended returns a word's row with the translations that were learned, and the
// dictionary's shares of what these leave over.
func blended(row map[string]float64, learned []entry, stems []string) map[string]float64 {
	out := map[string]float64{}
	rest := 1.0
	for _, y := range learned {
		stem := stems[y.to]
		if y.t < minLearned || strings.HasPrefix(stem, "#") || segment.IsStopWord(stem) {
			continue
		}
		out[stem] = learnedShare * float64(y.t)
		rest -= out[stem]
	}
	for stem, share := range row {
		out[stem] += float64(share * rest)
	}
	return out
}
