package align

import (
	"context"
	"math"
	"runtime"

	"bitext/align/language"
	"bitext/align/lexicon"
)

// Options says how to align.
type Options struct {
	Lexicon   *lexicon.Lexicon // nil: none
	Jobs      int              // goroutines; 0: one for each core
	Segmented bool             // the paragraphs are units as given: no sentence level
}

// Segment fills d.Sentences from the paragraphs.

// beadShapes lists the shapes of beads with their log priors.
func beadShapes() (shapes []shape, priors []float64) {
	for a := 0; a <= maxSpan; a++ {
		for b := 0; b <= maxSpan; b++ {
			if a+b == 0 || a+b > maxSpan+1 || (a == 0 || b == 0) && a+b > 1 {
				continue
			}
			shapes = append(shapes, shape{a, b})
			p := 0.0
			switch {
			case a == 0 || b == 0:
				p = nullPrior
			case a == 1 && b == 1:
				p = math.Log(0.6)
			case a == 1 || b == 1:
				p = math.Log(0.15) - 1.0*float64(a+b-3)
			default:
				p = math.Log(0.03) - 1.2*float64(a+b-4)
			}
			priors = append(priors, p)
		}
	}
	return
}

var nullPrior = math.Log(0.01)

func alignSides(ctx context.Context, en, zh *side, lex *lexicon.Lexicon, jobs int) ([]shape, []float64, error) {
	if jobs == 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	ez, ze := dictionaryWeights(en, zh, lex)
	shapes, priors := beadShapes()
	l := newLattice(len(zh.units), len(en.units), fullBand(len(zh.units), len(en.units)), shapes)
	for pass := 0; ; pass++ {
		s := newScorer(en, zh, ez, ze, shapes, priors)
		if err := s.fill(ctx, l, jobs); err != nil {
			return nil, nil, err
		}
		path, err := l.best(ctx)
		if err != nil {
			return nil, nil, err
		}
		if pass == passes-1 {
			post, err := l.posteriors(ctx, path)
			return path, post, err
		}
		ez, ze = s.learn(path)
	}
}

var passes = 2
var _ = language.English
