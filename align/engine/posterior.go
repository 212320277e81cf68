package engine

import (
	"context"
	"math"

	"bitext/align/internal/portable"
)

// posterior holds the forward and backward sums of a lattice near its best
// path: further away the probabilities are next to nothing.
type posterior struct {
	*lattice
	potential
	forward  *sums
	backward *sums
	all      float64 // log weight of all paths
}

// corridor is how many English units the sums reach on either side of the best path.
const corridor = 10

// potential is the score of the best path up to each unit of either side. An edge
// weighs what its score is above the best path's between its units: the same
// is taken off all paths, so no share changes, and the best path weighs 1 all along,
// which keeps the sums within range however much a bead gains or a run of units
// without counterpart loses.
type potential struct{ zh, en []float64 }

// potentialOf adds up the scores along a path.
func (l *lattice) potentialOf(path []shape) potential {
	p := potential{make([]float64, l.n+1), make([]float64, l.m+1)}
	index := make(map[shape]int, len(l.shapes))
	for k, s := range l.shapes {
		index[s] = k
	}
	i, j, layer := 0, 0, 0
	for _, s := range path {
		to, passes, kind := l.step(i, j, layer, s)
		score := l.costs.of(passes, kind) + float64(l.edge[l.node(i, j)*len(l.shapes)+index[s]])
		for a := 1; a <= s.zh; a++ {
			p.zh[i+a] = p.zh[i] + score*float64(a)/float64(s.zh)
		}
		for b := 1; b <= s.en; b++ {
			p.en[j+b] = p.en[j]
		}
		if s.zh == 0 {
			p.en[j+1] += score
		}
		i, j, layer = i+s.zh, j+s.en, to
	}
	return p
}

// of returns the potential of the units of a bead at (i, j).
func (p potential) of(i, j int, s shape) float64 {
	return p.zh[i+s.zh] - p.zh[i] + p.en[j+s.en] - p.en[j]
}

// sums holds a weight for each state of an area of the lattice. The weights of
// row i stand for exp(scale[i]) times as much, which keeps them within range
// however long the text.
type sums struct {
	first  int // the first row
	lo, hi []int32
	at     []int // index of the first state of each row
	weight []float64
	scale  []float64
}

// newSums returns sums of zero for the rows from first on and the nodes of a
// band, whose rows count from there too.
func newSums(first int, b band) *sums {
	n := len(b.lo)
	s := &sums{first: first, lo: b.lo, hi: b.hi, at: make([]int, n+1), scale: make([]float64, n)}
	for k := range n {
		s.at[k+1] = s.at[k] + max(0, int(b.hi[k]-b.lo[k])+1)*layers
		s.scale[k] = math.NaN()
	}
	s.weight = make([]float64, s.at[n])
	return s
}

// node returns the index of the first state of node (i, j), or -1 outside the area.
func (s *sums) node(i, j int) int {
	k := i - s.first
	if k < 0 || k >= len(s.lo) || j < int(s.lo[k]) || j > int(s.hi[k]) {
		return -1
	}
	return s.at[k] + (j-int(s.lo[k]))*layers
}

// row returns the weights of a row, brought to a largest weight of 1.
func (s *sums) row(i int) []float64 {
	k := i - s.first
	row := s.weight[s.at[k]:s.at[k+1]]
	top := 0.0
	for _, w := range row {
		top = max(top, w)
	}
	if top > 0 {
		for x := range row {
			row[x] /= top
		}
		s.scale[k] += portable.Ln(top)
	}
	return row
}

// factor returns what a weight of row i has to be multiplied by in row r. A row
// without a scale takes the scale of row i.
func (s *sums) factor(i, r int) float64 {
	a, b := i-s.first, r-s.first
	if b < 0 || b >= len(s.scale) {
		return 0
	}
	if math.IsNaN(s.scale[b]) {
		s.scale[b] = s.scale[a]
	}
	return portable.Exp(s.scale[a] - s.scale[b])
}

// posterior runs the forward-backward algorithm up to so many English units around a path.
func (l *lattice) posterior(ctx context.Context, path []shape, margin int) (*posterior, error) {
	b := l.band.around(path, margin)
	p := &posterior{lattice: l, potential: l.potentialOf(path), forward: newSums(0, b), backward: newSums(0, b)}
	p.forward.weight[0], p.forward.scale[0] = 1, 0
	if err := p.runForward(ctx, p.forward, func(i, j int) bool { return false }); err != nil {
		return nil, err
	}
	end := p.forward.node(l.n, l.m)
	total := 0.0
	for layer := range layers {
		p.backward.weight[end+layer] = 1
		total += p.forward.weight[end+layer]
	}
	p.backward.scale[l.n] = 0
	p.all = portable.Ln(total) + p.forward.scale[l.n]
	return p, p.runBackward(ctx)
}

// runForward pushes the weights of the first node of an area through the area, but not
// on from a node that is blocked.
func (p *posterior) runForward(ctx context.Context, s *sums, blocked func(i, j int) bool) error {
	var factors [maxSpan + 1]float64
	for k := range s.lo {
		if err := ctx.Err(); err != nil {
			return err
		}
		i := s.first + k
		s.row(i)
		for a := range factors {
			factors[a] = s.factor(i, i+a)
		}
		for j := int(s.lo[k]); j <= int(s.hi[k]); j++ {
			if !blocked(i, j) {
				p.edges(s, s, i, j, func(x, y int, sh shape, w float64) { s.weight[y] += float64(s.weight[x] * w * factors[sh.zh]) })
			}
		}
	}
	return nil
}

// runBackward pulls the weights of the last node back to the states that
// runForward has reached.
func (p *posterior) runBackward(ctx context.Context) error {
	f, b := p.forward, p.backward
	var factors [maxSpan + 1]float64
	for i := p.n; i >= 0; i-- {
		if err := ctx.Err(); err != nil {
			return err
		}
		if i < p.n {
			b.scale[i] = b.scale[i+1]
		}
		for a := range factors {
			if i+a <= p.n {
				factors[a] = portable.Exp(b.scale[i+a] - b.scale[i])
			}
		}
		for j := int(f.hi[i]); j >= int(f.lo[i]); j-- {
			p.edges(f, b, i, j, func(x, y int, sh shape, w float64) { b.weight[x] += float64(b.weight[y] * w * factors[sh.zh]) })
		}
		if i < p.n {
			b.row(i)
		}
	}
	return nil
}

// edges calls visit with each edge that leaves a state of (i, j) which has
// weight in from, and ends inside to: the states it joins, its shape, and the
// weight of its score.
func (p *posterior) edges(from, to *sums, i, j int, visit func(x, y int, sh shape, weight float64)) {
	x, edges := from.node(i, j), p.edge[p.node(i, j)*len(p.shapes):]
	for k, sh := range p.shapes {
		y, edge := to.node(i+sh.zh, j+sh.en), float64(edges[k])
		if y < 0 || math.IsInf(edge, -1) {
			continue
		}
		score := edge - p.potential.of(i, j, sh)
		plain := math.NaN() // the weight at no further cost
		for layer, weight := range from.weight[x : x+layers] {
			if weight == 0 {
				continue
			}
			next, passes, kind := p.step(i, j, layer, sh)
			if cost := p.costs.of(passes, kind); cost != 0 {
				visit(x+layer, y+next, sh, portable.Exp(score+cost))
				continue
			}
			if math.IsNaN(plain) {
				plain = portable.Exp(score)
			}
			visit(x+layer, y+next, sh, plain)
		}
	}
}

// bead returns the probability of the bead of a shape at (i, j): the weight of
// all paths through it over the weight of all paths. A unit without counterpart
// may stand at many places among the units of the other side, which all mean the
// same, so the weights of all of them count.
func (p *posterior) bead(i, j int, s shape) float64 {
	switch {
	case s.en == 0:
		sum := 0.0
		for b := int(p.forward.lo[i]); b <= int(p.forward.hi[i]); b++ {
			sum += p.through(i, b, s)
		}
		return min(1, sum)
	case s.zh == 0:
		sum := 0.0
		for a := i; a >= 0 && p.forward.node(a, j) >= 0; a-- {
			sum += p.through(a, j, s)
		}
		for a := i + 1; a <= p.n && p.forward.node(a, j) >= 0; a++ {
			sum += p.through(a, j, s)
		}
		return min(1, sum)
	}
	return min(1, p.through(i, j, s))
}

// through returns the probability of a single edge.
func (p *posterior) through(i, j int, s shape) float64 {
	f, b := p.forward, p.backward
	sum := 0.0
	p.edges(f, b, i, j, func(x, y int, sh shape, w float64) {
		if sh == s {
			sum += float64(f.weight[x] * w * b.weight[y])
		}
	})
	if sum == 0 {
		return 0
	}
	return p.probability(sum, f.scale[i]+b.scale[i+s.zh])
}

// between returns the probability that a paragraph bead runs from the corner
// (i, j) to the corner (i2, j2): that a path has both and no corner between. A
// paragraph without counterpart is as likely as its least likely sentence.
func (p *posterior) between(ctx context.Context, i, j, i2, j2 int) (float64, error) {
	least := 1.0
	switch {
	case j == j2:
		for ; i < i2; i++ {
			least = min(least, p.bead(i, j, shape{1, 0}))
		}
		return least, nil
	case i == i2:
		for ; j < j2; j++ {
			least = min(least, p.bead(i, j, shape{0, 1}))
		}
		return least, nil
	}
	f, b := p.forward, p.backward
	area := band{make([]int32, i2-i+1), make([]int32, i2-i+1)}
	for k := range area.lo {
		area.lo[k], area.hi[k] = max(int32(j), f.lo[i+k]), min(int32(j2), f.hi[i+k])
	}
	inner := newSums(i, area)
	copy(inner.weight[inner.node(i, j):][:layers], f.weight[f.node(i, j):])
	inner.scale[0] = f.scale[i]
	blocked := func(a, b int) bool { return p.corner(a, b) && (a != i || b != j) }
	if err := p.runForward(ctx, inner, blocked); err != nil {
		return 0, err
	}
	x, y, sum := inner.node(i2, j2), b.node(i2, j2), 0.0
	for layer := range layers {
		sum += float64(inner.weight[x+layer] * b.weight[y+layer])
	}
	return p.probability(sum, inner.scale[i2-i]+b.scale[i2]), nil
}

// probabilityOf returns the share of all paths that a weight of 1 with a scale has.
func (p *posterior) probabilityOf(scale float64) float64 { return portable.Exp(scale - p.all) }

// probability returns the share of all paths that a weight with a scale has.
func (p *posterior) probability(weight, scale float64) float64 {
	return min(1, weight*p.probabilityOf(scale))
}
