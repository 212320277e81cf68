package engine

import (
	"context"
	"errors"
	"math"
	"slices"

	"bitext/align"
	"bitext/align/internal/portable"
)

// chart is a piece of gold as Fit works on it: the lattice of the second pass without the
// paths that weigh next to nothing, with the number of times that each parameter counts in
// each of its edges. So the likelihood of any parameters takes no more than sums.
type chart struct {
	weight    float64 // of the piece
	beads     int     // of the gold
	nullShift float64
	features  []feature // of the edges, one after another
	edges     []chartEdge
	arcs      []arc // in the order of the states that they leave
	into      []int // indices of the arcs, in the order of the states that they lead to
	states    int
	ends      int // the first state of the last node: the others are behind it
}

// feature is how often a parameter counts in an edge.
type feature struct {
	number int // index of the parameter in Params.Numbers
	count  float64
}

// chartEdge is an edge of the lattice in a chart.
type chartEdge struct {
	zh, en   int // node that it leaves
	shape    shape
	features [2]int  // its features: from, to
	constant float64 // what it scores whatever the parameters
	length   float64 // half the square of the difference of lengths, in letters, for each letter; -1 for a unit without counterpart
	given    bool    // the gold has it
}

// arc is an edge that joins two states.
type arc struct {
	from, to, edge int
	passes         bool // see lattice.step
	kind           null
}

// fitMargin is how many English units beyond the path of the first pass the paths reach that
// the gold is compared with: those further away weigh next to nothing.
const fitMargin = 5

// minShare is the share of all paths that an arc of a chart has at the least, with the
// parameters that the chart was made with.
const minShare = 1e-7

// newChart aligns a piece up to the second pass and makes the chart of that pass.
func newChart(ctx context.Context, g Gold, opt Options) (*chart, error) {
	opt = Options{Lexicon: opt.Lexicon, Params: opt.Params, Glossary: opt.Glossary, Jobs: opt.Jobs, Progress: opt.Progress, Segmented: g.Segmented}
	docs := [align.Sides]*align.Document{align.EN: opt.copyOf(align.EN, g.EN), align.ZH: opt.copyOf(align.ZH, g.ZH)}
	m, u, err := opt.newModelOf(docs, nil)
	if err != nil {
		return nil, err
	}
	units, err := goldUnitsOf(u, g.Beads)
	if err != nil {
		return nil, err
	}
	b, path, err := m.learn(ctx)
	if err != nil {
		return nil, err
	}
	b = b.around(path, fitMargin)
	at := node{}
	for _, r := range append(slices.Clone(units.rects), rect{span{len(m.zh.units), len(m.zh.units)}, span{len(m.en.units), len(m.en.units)}}) {
		for i := at.zh; i <= r.zh.end; i++ { // with the units before it that have no counterpart
			b.widen(i, at.en, r.en.end)
		}
		at = node{r.zh.end, r.en.end}
	}
	free := newLattice(m.zh.border, m.en.border, b.monotone(), m.constraints, opt.Params.stepCosts(m.nullShift))
	edges := free.at[free.n+1] * len(free.shapes)
	free.edge, free.evidence = make([]float32, edges), make([]evidence, edges)
	s := m.scorer()
	if err := s.score(ctx, free, opt, func(int, []float32) {}); err != nil {
		return nil, err
	}
	given := *free
	given.edge = units.given(free, g.Segmented)
	kept := make([]bool, edges*layers)
	for _, l := range []*lattice{free, &given} {
		if err := l.markArcs(ctx, kept); err != nil {
			return nil, err
		}
	}
	c := &chart{weight: g.Weight, beads: len(g.Beads), nullShift: m.nullShift}
	if c.weight == 0 {
		c.weight = 1
	}
	c.lay(s, free, &given, kept)
	return c, nil
}

// given returns the edges of a lattice that the gold has; others have the score of -Inf.
func (g *goldUnits) given(l *lattice, whole bool) []float32 {
	edges := slices.Clone(l.edge)
	for i := range l.n + 1 {
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			for k, s := range l.shapes {
				x := l.node(i, j)*len(l.shapes) + k
				if !math.IsInf(float64(edges[x]), -1) && !g.has(l, i, j, s, whole) {
					edges[x] = float32(math.Inf(-1))
				}
			}
		}
	}
	return edges
}

// markArcs marks the arcs of a lattice, by edge and layer, that have their share of all paths.
func (l *lattice) markArcs(ctx context.Context, kept []bool) error {
	v := newViterbi(l)
	for i := range l.n + 1 {
		v.row(i, l.edge[l.at[i]*len(l.shapes):l.at[i+1]*len(l.shapes)])
	}
	path, err := v.path()
	if err != nil {
		return errors.New("the search has no path with the gold")
	}
	p, err := l.posterior(ctx, path, l.m)
	if err != nil {
		return err
	}
	f, b := p.forward, p.backward
	index := map[shape]int{}
	for k, s := range l.shapes {
		index[s] = k
	}
	for i := range l.n + 1 {
		for j := int(f.lo[i]); j <= int(f.hi[i]); j++ {
			from := f.node(i, j)
			p.edges(f, b, i, j, func(x, y int, s shape, w float64) {
				if p.probability(f.weight[x]*w*b.weight[y], f.scale[i]+b.scale[i+s.zh]) >= minShare {
					kept[(l.node(i, j)*len(l.shapes)+index[s])*layers+x-from] = true
				}
			})
		}
	}
	return nil
}

// lay lays out the arcs that are kept.
func (c *chart) lay(s *scorer, free, given *lattice, kept []bool) {
	state := make([]int, free.at[free.n+1]*layers)
	for x := range state {
		state[x] = -1
	}
	of := func(i, j, layer int) int {
		x := free.node(i, j)*layers + layer
		if state[x] < 0 {
			state[x] = c.states
			c.states++
		}
		return state[x]
	}
	of(0, 0, 0)
	for i := range free.n + 1 {
		for j := int(free.band.lo[i]); j <= int(free.band.hi[i]); j++ {
			for k, sh := range free.shapes {
				x := free.node(i, j)*len(free.shapes) + k
				if !slices.Contains(kept[x*layers:(x+1)*layers], true) {
					continue
				}
				c.edges = append(c.edges, c.edgeOf(s, i, j, sh, free.evidence[x], !math.IsInf(float64(given.edge[x]), -1)))
				for layer := range layers {
					if kept[x*layers+layer] {
						to, passes, kind := free.step(i, j, layer, sh)
						c.arcs = append(c.arcs, arc{of(i, j, layer), of(i+sh.zh, j+sh.en, to), len(c.edges) - 1, passes, kind})
					}
				}
			}
		}
	}
	// Numbered in the order of the lattice, states come before those that they lead to.
	rank, n := make([]int, c.states), 0
	for x, at := range state {
		if x == len(state)-layers {
			c.ends = n
		}
		if at >= 0 {
			rank[at] = n
			n++
		}
	}
	for k := range c.arcs {
		c.arcs[k].from, c.arcs[k].to = rank[c.arcs[k].from], rank[c.arcs[k].to]
		c.into = append(c.into, k)
	}
	slices.SortStableFunc(c.arcs, func(a, b arc) int { return a.from - b.from })
	slices.SortStableFunc(c.into, func(a, b int) int { return c.arcs[a].to - c.arcs[b].to })
}

// edgeOf returns an edge with its features.
func (c *chart) edgeOf(s *scorer, i, j int, sh shape, w evidence, given bool) chartEdge {
	e := chartEdge{zh: i, en: j, shape: sh, length: -1, given: given}
	var counts Params
	s.count(i, j, sh, w, &counts)
	e.features[0] = len(c.features)
	for k, n := range counts.Numbers() {
		if *n.Value != 0 {
			c.features = append(c.features, feature{k, *n.Value})
		}
	}
	e.features[1] = len(c.features)
	if sh.zh > 0 && sh.en > 0 {
		e.length = s.lengthDifference(i, j, sh) / 2 * s.params.LengthVariance
	}
	e.constant = s.edge(i, j, sh, w) - c.score(e, s.params, s.params.Numbers())
	return e
}

// likelihood returns the log likelihood of the gold of a piece, times its weight, and adds its gradient to
// that given.
func (c *chart) likelihood(p *Params, g *gradient) float64 {
	scores := c.scores(p)
	gold, all := make([]float64, len(c.arcs)), make([]float64, len(c.arcs))
	given, free := c.shares(scores, true, gold), c.shares(scores, false, all)
	slope, size := g.slope.Numbers(), g.size.Numbers()
	add := func(k int, inGold, inAll float64) {
		*slope[k].Value += float64(c.weight * (inGold - inAll))
		*size[k].Value += float64(c.weight * math.Abs(inGold))
	}
	goldEdge, allEdge := make([]float64, len(c.edges)), make([]float64, len(c.edges))
	border, nulls := indexOf(p, &p.Border), [nullKinds]int{}
	for kind := firstNull; kind < nullKinds; kind++ {
		nulls[kind] = indexOf(p, p.nullOf(kind))
	}
	for k, a := range c.arcs {
		goldEdge[a.edge] += gold[k]
		allEdge[a.edge] += all[k]
		if a.passes {
			add(border, gold[k], all[k])
		}
		if a.kind != noNull {
			add(nulls[a.kind], gold[k], all[k])
		}
	}
	variance, most := indexOf(p, &p.LengthVariance), indexOf(p, &p.LengthCap)
	for x, e := range c.edges {
		for _, f := range c.features[e.features[0]:e.features[1]] {
			add(f.number, float64(goldEdge[x]*f.count), float64(allEdge[x]*f.count))
		}
		if d := e.length / p.LengthVariance; d >= 0 && d < p.LengthCap {
			d /= p.LengthVariance
			add(variance, float64(goldEdge[x]*d), float64(allEdge[x]*d))
		} else if d >= 0 {
			add(most, -goldEdge[x], -allEdge[x])
		}
	}
	return c.weight * (given - free)
}

// indexOf returns the index of a number of p among all of them.
func indexOf(p *Params, number *float64) int {
	return slices.IndexFunc(p.Numbers(), func(n Number) bool { return n.Value == number })
}

// scores returns the scores of the arcs.
func (c *chart) scores(p *Params) []float64 {
	numbers := p.Numbers()
	edges := make([]float64, len(c.edges))
	for x, e := range c.edges {
		edges[x] = c.score(e, p, numbers)
	}
	scores, costs := make([]float64, len(c.arcs)), p.stepCosts(c.nullShift)
	for k, a := range c.arcs {
		scores[k] = edges[a.edge] + costs.of(a.passes, a.kind)
	}
	return scores
}

// score returns the score of an edge; numbers are those of p.
func (c *chart) score(e chartEdge, p *Params, numbers []Number) float64 {
	score := e.constant
	for _, f := range c.features[e.features[0]:e.features[1]] {
		score += float64(*numbers[f.number].Value * f.count)
	}
	if e.length >= 0 {
		score -= min(e.length/p.LengthVariance, p.LengthCap)
	}
	return score
}

// shares returns the log weight of all paths, or of those that have the gold only, and puts the
// share of them that go through each arc into the given slice.
func (c *chart) shares(scores []float64, given bool, share []float64) float64 {
	forward, backward := make([]float64, c.states), make([]float64, c.states)
	var logs []float64
	for s, k := 1, 0; s < c.states; s++ {
		for logs = logs[:0]; k < len(c.into) && c.arcs[c.into[k]].to == s; k++ {
			if a := &c.arcs[c.into[k]]; !given || c.edges[a.edge].given {
				logs = append(logs, forward[a.from]+scores[c.into[k]])
			}
		}
		forward[s] = logSum(logs)
	}
	for s, k := c.ends-1, len(c.arcs)-1; s >= 0; s-- {
		for logs = logs[:0]; k >= 0 && c.arcs[k].from == s; k-- {
			if a := &c.arcs[k]; !given || c.edges[a.edge].given {
				logs = append(logs, backward[a.to]+scores[k])
			}
		}
		backward[s] = logSum(logs)
	}
	all := logSum(forward[c.ends:])
	for k, a := range c.arcs {
		if !given || c.edges[a.edge].given {
			share[k] = portable.Exp(forward[a.from] + scores[k] + backward[a.to] - all)
		}
	}
	return all
}

// logSum returns the logarithm of the sum of numbers that are given by their logarithms.
func logSum(logs []float64) float64 {
	if len(logs) == 0 {
		return math.Inf(-1)
	}
	top, sum := slices.Max(logs), 0.0
	if math.IsInf(top, -1) {
		return top
	}
	for _, x := range logs {
		sum += portable.Exp(x - top)
	}
	return top + portable.Ln(sum)
}

// count adds to each number but those of the length what it counts for in the score of an edge.
func (s *scorer) count(i, j int, sh shape, w evidence, into *Params) {
	if sh.zh == 0 || sh.en == 0 {
		into.NullToken -= float64(s.tokens(i, j, sh))
		return
	}
	into.Clauses = -s.clauseDifference(i, j, sh)
	prior, decays := into.priorOf(sh)
	*prior++
	into.BothDecay -= float64(decays)
	into.Across = -w.across
	into.EnglishGain += w.en
	into.ChineseGain += w.zh
	mismatches, match := s.compareKinds(i, j, sh)
	into.KindMismatch -= float64(mismatches)
	if match {
		into.KindMatch++
	}
	zhFirst, zhLast, enFirst, enLast := s.zh.marks[i], s.zh.marks[i+sh.zh-1], s.en.marks[j], s.en.marks[j+sh.en-1]
	for _, n := range []*float64{into.Opening.of(zhFirst.opens, enFirst.opens), into.Closing.of(zhLast.closes, enLast.closes), into.Mood[zhLast.mood].of(enLast.mood)} {
		if n != nil {
			*n++
		}
	}
	into.InnerBorder += float64(s.innerBorders(i, j, sh))
}

// logLikelihoods returns the log likelihood of the gold as a whole, and the sum of those of its
// beads, each for itself. A unit without counterpart may stand at any place.
func (c *chart) logLikelihoods(p *Params) (path, beads float64) {
	type bead struct {
		start node
		shape shape
	}
	scores, share := c.scores(p), make([]float64, len(c.arcs))
	path = c.shares(scores, true, share)
	clear(share)
	path -= c.shares(scores, false, share)
	sum, inGold := map[bead]float64{}, map[bead]bool{}
	var order []bead
	for k, a := range c.arcs {
		e := c.edges[a.edge]
		b := bead{node{e.zh, e.en}, e.shape}
		switch {
		case e.shape.en == 0:
			b.start.en = 0
		case e.shape.zh == 0:
			b.start.zh = 0
		}
		sum[b] += share[k]
		if e.given && !inGold[b] {
			inGold[b] = true
			order = append(order, b)
		}
	}
	for _, b := range order {
		beads += portable.Ln(max(sum[b], minShare))
	}
	return path, beads
}
