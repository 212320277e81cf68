package engine

import (
	"context"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/internal/portable"
)

// scoredBead is a bead as the search finds it: runs of the units that take part.
type scoredBead struct {
	en, zh    span
	score     float64
	overlap   float64            // of a two-sided bead: see matcher.overlap
	words     int                // of a two-sided bead: those of the side that has fewer
	unpaired  [align.Sides][]int // of a two-sided bead: the units inside that perhaps have no counterpart
	elsewhere span               // of a one-sided bead: the units that look like its counterpart, if any do
}

func (b scoredBead) twoSided() bool { return b.en.len() > 0 && b.zh.len() > 0 }

// model is what is known of one bitext. Its translation tables get better from pass
// to pass.
type model struct {
	en, zh *tokenized
	tables
	dictionary  tables // the tables before anything was learned
	learned     bool   // whether a first pass has taught the tables
	opt         Options
	terms       *glossary.Finder
	nullShift   float64 // see lattice.nullShift; once a pass has shown it
	ratio       float64 // English letters per Chinese character: of all the text, and once a pass has shown it of what pairs
	enCopies    copies  // known after the first pass
	zhCopies    copies
	constraints *constraints
}

func newModel(en, zh *tokenized, c *constraints, opt Options) *model {
	m := &model{en: en, zh: zh, constraints: c, opt: opt}
	m.ratio = ratioOf(sum(en.length, span{0, len(en.units)}), sum(zh.length, span{0, len(zh.units)}))
	m.tables = dictionaryTables(en, zh, opt.Lexicon, opt.Jobs)
	m.dictionary = m.tables
	return m
}

// align finds the beads of both levels in two passes: what the first finds
// teaches the second. Segmented input has no level of paragraphs.
func (m *model) align(ctx context.Context) (paragraphs, sentences []scoredBead, err error) {
	b, path, err := m.learn(ctx)
	if err != nil {
		return nil, nil, err
	}
	l, path, err := m.search(ctx, b.around(path, secondMargin), m.opt.part(0.5, 0.8), true)
	if err != nil {
		return nil, nil, err
	}
	p, err := l.posterior(ctx, path, corridor)
	if err != nil {
		return nil, nil, err
	}
	sentences = p.sentences(path)
	if !m.opt.Segmented {
		if paragraphs, err = p.paragraphs(ctx, sentences); err != nil {
			return nil, nil, err
		}
	}
	match := m.matcher()
	for k, b := range sentences {
		sentences[k].unpaired = match.unpaired(p, b)
	}
	m.judge(paragraphs, sentences)
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

// learn makes the first pass, learns from the path that it finds, and returns the path and
// the band that it was found in.
func (m *model) learn(ctx context.Context) (band, []shape, error) {
	b := searchBand(m.en, m.zh, m.enGivenZH, m.constraints.through)
	l, path, err := m.search(ctx, b, m.opt.part(0, 0.5), false)
	if err != nil {
		return band{}, nil, err
	}
	if b.open(path) { // it may have been too narrow
		if l, path, err = m.search(ctx, b, m.opt.part(0, 0.5), false); err != nil {
			return band{}, nil, err
		}
	}
	m.nullShift = l.nullShift(path)
	m.ratio = m.pairedRatio(path)
	m.reestimate(path)
	m.learned = true
	m.findCopies(path)
	return b, path, nil
}

// secondMargin is how many English units beyond the path of the first pass the
// second looks.
const secondMargin = 10

// search finds the best path through the nodes of a band. The lattice has its
// edges only if they are to be kept.
func (m *model) search(ctx context.Context, b band, opt Options, keep bool) (*lattice, []shape, error) {
	l := newLattice(m.zh.border, m.en.border, b, m.constraints, m.opt.Params.stepCosts(m.nullShift))
	if keep {
		l.edge = make([]float32, l.at[l.n+1]*len(l.shapes))
	}
	v := newViterbi(l)
	s := m.scorer()
	if err := s.score(ctx, l, opt, v.row); err != nil {
		return nil, nil, err
	}
	path, err := v.path()
	return l, path, err
}

// manyPlaces is the number of places from which on a word has seen enough for a second
// step of learning; with fewer, that step learns accidents. Chosen on MAC dev and long-dev;
// BENCHMARKS.md has both for other values.
const manyPlaces = 50

// scorer returns a scorer with what is known so far.
func (m *model) scorer() *scorer {
	s := newScorer(m.en, m.zh, m.tables, m.ratio, m.opt.Params)
	s.enCopies, s.zhCopies, s.learned = m.enCopies, m.zhCopies, m.learned
	return s
}

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
		m.opt.both(
			func() { m.enGivenZH = reestimate(m.zh, m.en, m.enGivenZH, fromZH, minPlaces) },
			func() { m.zhGivenEN = reestimate(m.en, m.zh, m.zhGivenEN, fromEN, minPlaces) },
		)
	}
}

// pairedRatio returns the ratio of lengths in the two-sided beads of a path. A list or a
// section that one edition has alone says nothing about how long translations are.
func (m *model) pairedRatio(path []shape) float64 {
	en, zh, i, j := 0.0, 0.0, 0, 0
	for _, s := range path {
		if s.zh > 0 && s.en > 0 {
			en += sum(m.en.length, span{j, j + s.en})
			zh += sum(m.zh.length, span{i, i + s.zh})
		}
		i, j = i+s.zh, j+s.en
	}
	return ratioOf(en, zh)
}

// alone returns the units of a sentence bead that have no counterpart, by side.
func (b scoredBead) alone() [align.Sides][]int {
	if b.twoSided() || b.score < minAlone {
		return b.unpaired
	}
	var of [align.Sides][]int
	for side, s := range [align.Sides]span{align.EN: b.en, align.ZH: b.zh} {
		for u := s.start; u < s.end; u++ {
			of[side] = append(of[side], u)
		}
	}
	return of
}

// unpaired returns the units of a bead that share their side with others and perhaps have
// no counterpart: a sentence that the other edition leaves out is easily joined to its
// neighbour. The less the words of the other side gain by a unit, the less probable
// it need be that the unit stands alone.
func (m *matcher) unpaired(p *posterior, b scoredBead) (of [align.Sides][]int) {
	if !b.twoSided() || b.score > 1-minThinkable {
		return of
	}
	check := func(side align.Side, units span, alone func(unit int) float64) {
		for u := units.start; units.len() > 1 && u < units.end; u++ {
			if a := alone(u); a >= minThinkable && float64(a*portable.Exp(-worthScale*m.worthOf(b, side, u))) >= minUnpaired {
				of[side] = append(of[side], u)
			}
		}
	}
	check(align.EN, b.en, func(u int) float64 { return p.bead(b.zh.start, u, shape{0, 1}) })
	check(align.ZH, b.zh, func(u int) float64 { return p.bead(u, b.en.start, shape{1, 0}) })
	return of
}

const (
	minAlone     = 0.5  // probability from which a sentence bead without counterpart is named
	minThinkable = 0.05 // the same of a unit inside a two-sided bead, whatever it is worth
	minUnpaired  = 0.16 // the same of a unit that is worth nothing there
	worthScale   = 0.5  // of what the other side's words gain by a unit
)

// sentences returns the beads of a path with their probabilities.
func (p *posterior) sentences(path []shape) []scoredBead {
	beads := make([]scoredBead, len(path))
	i, j := 0, 0
	for k, s := range path {
		beads[k] = scoredBead{en: span{j, j + s.en}, zh: span{i, i + s.zh}, score: p.bead(i, j, s)}
		i, j = i+s.zh, j+s.en
	}
	return beads
}

// paragraphs returns the paragraph beads of a path, as runs of sentences, with their
// probabilities, from the sentence beads of the path. Sentences without counterpart stand in any
// order, so a path may leave over both sides between two corners; nothing pairs there, and
// the paragraphs of either side are a bead of their own, unless they have to be together.
func (p *posterior) paragraphs(ctx context.Context, sentences []scoredBead) (paragraphs []scoredBead, err error) {
	i0, j0, pairs := 0, 0, false
	for _, s := range sentences {
		i, j := s.zh.end, s.en.end
		pairs = pairs || s.twoSided()
		if !p.corner(i, j) {
			continue
		}
		spans := []scoredBead{{en: span{j0, j}, zh: span{i0, i}}}
		if whole := spans[0]; whole.twoSided() && !pairs && !p.constraints.together(whole) {
			spans = []scoredBead{{en: whole.en, zh: span{i0, i0}}, {en: span{j, j}, zh: whole.zh}}
		}
		for _, b := range spans {
			if b.score, err = p.between(ctx, b.zh.start, b.en.start, b.zh.end, b.en.end); err != nil {
				return nil, err
			}
			paragraphs = append(paragraphs, b)
		}
		i0, j0, pairs = i, j, false
	}
	return paragraphs, nil
}

// judge tells paragraph beads which of their sentences have no counterpart, and lowers the
// scores of those in which little pairs. That no border lies
// between two corners may be certain although hardly a sentence has a counterpart there;
// so the text of either side that pairs, by the probabilities of its sentence beads,
// has to be a share of it all.
func (m *model) judge(paragraphs, sentences []scoredBead) {
	for k := range paragraphs {
		b := &paragraphs[k]
		var paired, all [align.Sides]float64
		for ; len(sentences) > 0 && sentences[0].en.end <= b.en.end && sentences[0].zh.end <= b.zh.end; sentences = sentences[1:] {
			s := sentences[0]
			lengths := [align.Sides]float64{sum(m.en.length, s.en), sum(m.zh.length, s.zh)}
			for side, length := range lengths {
				all[side] += length
				if s.twoSided() {
					paired[side] += float64(length * s.score)
				}
			}
			for side, units := range s.alone() {
				b.unpaired[side] = append(b.unpaired[side], units...)
			}
		}
		if b.twoSided() && !m.constraints.hold(*b) {
			for side := range align.Sides {
				if all[side] > 0 {
					b.score = min(b.score, paired[side]/(minPaired*all[side]))
				}
			}
		}
	}
}

// minPaired is the share of a side's text that has to pair so that a paragraph bead is as
// probable as its corners.
const minPaired = 0.4

// sum adds up the lengths of a run of units.
func sum(length []float64, of span) (total float64) {
	for _, n := range length[of.start:of.end] {
		total += n
	}
	return total
}
