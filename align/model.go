package align

import "context"

// model is what is known of one bitext, and grows from pass to pass: the
// translation weights.
type model struct {
	enGivenZH weights
	zhGivenEN weights
	jobs      int
	shapes    []shape
	priors    []float64
}

func newModel(en, zh *side, opt Options) *model {
	m := &model{jobs: opt.Jobs}
	m.enGivenZH, m.zhGivenEN = dictionaryWeights(en, zh, opt.Lexicon)
	m.shapes, m.priors = beadShapes()
	return m
}

// learn takes what a pass has aligned into the weights.
func (m *model) learn(en, zh *side, found []linked) {
	var fromZH, fromEN []pairing
	for _, f := range found {
		if f.en.start < f.en.end && f.zh.start < f.zh.end {
			fromZH = append(fromZH, pairing{f.zh, f.en})
			fromEN = append(fromEN, pairing{f.en, f.zh})
		}
	}
	m.enGivenZH, m.zhGivenEN = learn(zh, en, m.enGivenZH, fromZH), learn(en, zh, m.zhGivenEN, fromEN)
}

// alignParagraphs aligns the units of two sides in two passes: what the first
// finds teaches the second.
func (m *model) alignParagraphs(ctx context.Context, en, zh *side) ([]linked, error) {
	whole := region{span{0, len(en.units)}, span{0, len(zh.units)}}
	b := anchorBand(en, zh, m.enGivenZH)
	found, err := m.search(ctx, m.scorer(en, zh), whole, b)
	if err != nil {
		return nil, err
	}
	m.learn(en, zh, found)
	return m.search(ctx, m.scorer(en, zh), whole, b)
}

// alignSentences aligns the sentences inside each paragraph bead, in two passes
// over the whole article.
func (m *model) alignSentences(ctx context.Context, e, z *edition, paragraphs []linked) ([][]linked, error) {
	enStart, zhStart := starts(e.sizes), starts(z.sizes)
	inside := make([][]linked, len(paragraphs))
	pass := func() error {
		s := m.scorer(e.sentences, z.sentences)
		for n, p := range paragraphs {
			r := region{span{enStart[p.en.start], enStart[p.en.end]}, span{zhStart[p.zh.start], zhStart[p.zh.end]}}
			var err error
			if inside[n], err = m.search(ctx, s, r, fullBand(r.zh.len(), r.en.len())); err != nil {
				return err
			}
		}
		return nil
	}
	m.learn(e.paragraphs, z.paragraphs, paragraphs)
	if err := pass(); err != nil {
		return nil, err
	}
	var all []linked
	for _, found := range inside {
		all = append(all, found...)
	}
	m.learn(e.sentences, z.sentences, all)
	if err := pass(); err != nil {
		return nil, err
	}
	return inside, nil
}

// starts returns where each run begins, and the end of the last.
func starts(sizes []int) []int {
	out := make([]int, len(sizes)+1)
	for n, size := range sizes {
		out[n+1] = out[n] + size
	}
	return out
}

func (m *model) scorer(en, zh *side) *scorer {
	return newScorer(en, zh, m.enGivenZH, m.zhGivenEN, m.shapes, m.priors)
}

// region is a stretch of the bitext.
type region struct{ en, zh span }

// search finds the best beads of a region, with their probabilities.
func (m *model) search(ctx context.Context, s *scorer, r region, b band) ([]linked, error) {
	l := newLattice(r.zh, r.en, b, m.shapes)
	if err := s.fill(ctx, l, m.jobs); err != nil {
		return nil, err
	}
	path, err := l.best(ctx)
	if err != nil {
		return nil, err
	}
	posterior, err := l.posteriors(ctx, path)
	if err != nil {
		return nil, err
	}
	found := make([]linked, len(path))
	en, zh := r.en.start, r.zh.start
	for n, sh := range path {
		found[n] = linked{span{en, en + sh.en}, span{zh, zh + sh.zh}, posterior[n]}
		en, zh = en+sh.en, zh+sh.zh
	}
	return found, nil
}
