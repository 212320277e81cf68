package engine

import (
	"context"
	"fmt"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

const (
	trainingPasses = 3    // steps of expectation-maximisation
	minSeen        = 2    // occurrences of a Chinese word from which it is learned
	minLearned     = 0.02 // translations below are left to the dictionary
	learnedShare   = 0.5  // of a word's meaning; the rest stays as the dictionary has it
)

// Train learns how words translate from pairs of texts that say the same, and
// returns the base lexicon with what was learned. It runs the same steps of
// expectation-maximisation as Align does on one article, over all pairs at once,
// with the dictionary as prior. Half of the meaning of a word is what was
// learned, without words that carry grammar only; texts of another kind use
// the other half. Only words that the base lexicon has are learned.
func Train(ctx context.Context, pairs []align.TextPair, base *lexicon.Lexicon, jobs int) (*lexicon.Lexicon, error) {
	var en, zh []string
	var matched []spanPair
	for k, p := range pairs {
		en, zh = append(en, p.EN), append(zh, p.ZH)
		matched = append(matched, spanPair{span{k, k + 1}, span{k, k + 1}})
	}
	kinds, border := make([]align.Kind, len(pairs)), make([]bool, len(pairs)+1)
	e := newTokenized(en, kinds, border, align.English, base, nil)
	z := newTokenized(zh, kinds, border, align.Chinese, base, nil)
	enGivenZH := dictionaryTables(e, z, base, max(1, jobs)).enGivenZH
	for range trainingPasses {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		enGivenZH = reestimate(z, e, enGivenZH, matched)
	}
	t := base.Table()
	t.Title = fmt.Sprintf("%s, trained on %d pairs", base.Title(), len(pairs))
	for x, word := range z.types {
		if len(z.post[x]) >= minSeen && t.Rows[word] != nil {
			t.Rows[word] = blended(t.Rows[word], enGivenZH.rows[x], e.types)
		}
	}
	return t.Lexicon()
}

// blended returns a word's row with what was learned in it, and the dictionary's
// shares of what that leaves over.
func blended(row map[string]float64, learned []entry, stems []string) map[string]float64 {
	out := map[string]float64{}
	rest := 1.0
	for _, w := range learned {
		stem := stems[w.to]
		if w.t < minLearned || stem[0] == '#' || segment.IsStopWord(stem) {
			continue
		}
		out[stem] = learnedShare * float64(w.t)
		rest -= out[stem]
	}
	for stem, share := range row {
		out[stem] += share * rest
	}
	return out
}
