package engine

import "context"

// scoredBead is a bead as the search finds it: runs of the units that take part.
type scoredBead struct {
	en, zh    span
	score     float64
	overlap   float64 // of a two-sided bead: see matcher.overlap
	words     int     // of a two-sided bead: those of the side that has fewer
	elsewhere span    // of a one-sided bead: the units that look like its counterpart, if any do
}

func (b scoredBead) twoSided() bool { return b.en.len() > 0 && b.zh.len() > 0 }

// model is what is known of one bitext. Its translation tables get better from pass
// to pass.
type model struct {
	en, zh *tokenized
	tables
	dictionary  tables // the tables before anything was learned
	opt         Options
	constraints *constraints
}

func newModel(en, zh *tokenized, c *constraints, opt Options) *model {
	m := &model{en: en, zh: zh, constraints: c, opt: opt}
	m.tables = dictionaryTables(en, zh, opt.Lexicon, opt.Jobs)
	m.dictionary = m.tables
	return m
}

// align finds the beads of both levels in two passes: what the first finds
// teaches the second.
func (m *model) align(ctx context.Context) (paragraphs, sentences []scoredBead, err error) {
	b := searchBand(m.en, m.zh, m.enGivenZH, m.constraints.through)
	_, path, err := m.search(ctx, b, m.opt.part(0, 0.5), false)
	if err != nil {
		return nil, nil, err
	}
	if b.open(path) { // it may have been too narrow
		if _, path, err = m.search(ctx, b, m.opt.part(0, 0.5), false); err != nil {
			return nil, nil, err
		}
	}
	m.reestimate(path)
	l, path, err := m.search(ctx, b.around(path, secondMargin), m.opt.part(0.5, 0.8), true)
	if err != nil {
		return nil, nil, err
	}
	p, err := l.posterior(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	if paragraphs, sentences, err = p.read(ctx, path); err != nil {
		return nil, nil, err
	}
	match := m.matcher()
	for _, list := range [][]scoredBead{paragraphs, sentences} {
		for k, b := range list {
			if b.twoSided() {
				list[k].overlap = match.overlap(b.zh, b.en)
				list[k].words = min(m.zh.count(b.zh), m.en.count(b.en))
			}
		}
		match.lookElsewhere(list)
	}
	return paragraphs, sentences, nil
}

// secondMargin is how many English units beyond the path of the first pass the
// second looks.
const secondMargin = 10

// search finds the best path through the nodes of a band. The lattice has its
// edges only if they are to be kept.
func (m *model) search(ctx context.Context, b band, opt Options, keep bool) (*lattice, []shape, error) {
	l := newLattice(m.zh.border, m.en.border, b, m.constraints)
	if keep {
		l.keepEdges()
	}
	v := newViterbi(l)
	if err := newScorer(m.en, m.zh, m.tables).score(ctx, l, opt, v.row); err != nil {
		return nil, nil, err
	}
	path, err := v.path()
	return l, path, err
}

// manyPlaces is the number of places from which on a word has seen enough for a second
// step of learning; with fewer, that step learns accidents. Chosen on MAC dev and long-dev;
// BENCHMARKS.md has both for other values.
const manyPlaces = 50

// reestimate makes the translation tables again from what a pass has aligned.
func (m *model) reestimate(path []shape) {
	var fromZH, fromEN []spanPair
	i, j := 0, 0
	for _, s := range path {
		zh, en := span{i, i + s.zh}, span{j, j + s.en}
		if i, j = zh.end, en.end; s.zh > 0 && s.en > 0 {
			fromZH, fromEN = append(fromZH, spanPair{zh, en}), append(fromEN, spanPair{en, zh})
		}
	}
	for _, minPlaces := range []int{0, manyPlaces} {
		m.enGivenZH, m.zhGivenEN = reestimate(m.zh, m.en, m.enGivenZH, fromZH, minPlaces), reestimate(m.en, m.zh, m.zhGivenEN, fromEN, minPlaces)
	}
}

// read returns the beads of a path with their probabilities: the sentence beads,
// and the paragraph beads as runs of sentences.
func (p *posterior) read(ctx context.Context, path []shape) (paragraphs, sentences []scoredBead, err error) {
	i, j, i0, j0 := 0, 0, 0, 0
	for _, s := range path {
		sentences = append(sentences, scoredBead{en: span{j, j + s.en}, zh: span{i, i + s.zh}, score: p.bead(i, j, s)})
		i, j = i+s.zh, j+s.en
		if p.corner(i, j) {
			score, err := p.between(ctx, i0, j0, i, j)
			if err != nil {
				return nil, nil, err
			}
			paragraphs = append(paragraphs, scoredBead{en: span{j0, j}, zh: span{i0, i}, score: score})
			i0, j0 = i, j
		}
	}
	return paragraphs, sentences, nil
}
