package align

import (
	"context"
	"runtime"

	"bitext/align/lexicon"
)

// Options says how to align.
type Options struct {
	Lexicon   *lexicon.Lexicon // nil: none
	Jobs      int              // goroutines; 0: one for each core
	Segmented bool             // the paragraphs are units as given: no sentence level
}

func alignUnits(ctx context.Context, en, zh *side, lex *lexicon.Lexicon, jobs int) ([]shape, []float64, error) {
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ez, ze := dictionaryWeights(en, zh, lex)
	shapes, priors := beadShapes()
	l := newLattice(span{0, len(zh.units)}, span{0, len(en.units)}, fullBand(len(zh.units), len(en.units)), shapes)
	for pass := 1; ; pass++ {
		s := newScorer(en, zh, ez, ze, shapes, priors)
		if err := s.fill(ctx, l, jobs); err != nil {
			return nil, nil, err
		}
		path, err := l.best(ctx)
		if err != nil {
			return nil, nil, err
		}
		if pass == 2 {
			post, err := l.posteriors(ctx, path)
			return path, post, err
		}
		zp, ep := pairings(path)
		ez, ze = learn(zh, en, ez, zp), learn(en, zh, ze, ep)
	}
}

// pairings returns the two-sided beads of a path, in both directions.
func pairings(path []shape) (fromZH, fromEN []pairing) {
	i, j := 0, 0
	for _, sh := range path {
		zh, en := span{i, i + sh.zh}, span{j, j + sh.en}
		i, j = zh.end, en.end
		if sh.zh > 0 && sh.en > 0 {
			fromZH = append(fromZH, pairing{zh, en})
			fromEN = append(fromEN, pairing{en, zh})
		}
	}
	return fromZH, fromEN
}
