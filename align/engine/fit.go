package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/optimize"

	"bitext/align"
)

//go:generate go run ./internal/fitgen fitted.go

// Gold is a piece with its alignment as a person made it.
type Gold struct {
	Name      string // of the piece, for errors
	EN, ZH    *align.Document
	Beads     []align.Bead // of paragraphs; one that is in none may be in any bead with others of them
	Segmented bool         // the paragraphs are units as given, so the beads are those of the search
	Weight    float64      // how often the piece counts; 0: once
}

// FitOptions says how to fit.
type FitOptions struct {
	Options            // as the pieces will be aligned; anchors and the like are not used
	Deviation float64  // standard deviation of the prior around the start, for each number; 0: 1
	Rounds    int      // how often the pieces are aligned anew with what was fitted; 0: 2
	Fixed     []string // names of the numbers that stay as they are at the start
}

// FitResult is what Fit found.
type FitResult struct {
	Params        *Params
	Beads         int        // of the gold that was used
	LogLikelihood [2]float64 // of the gold, with the parameters at the start and at the end, among the paths near the gold and the best path
	Left          []error    // why a piece was left out, if any was
}

// Fit fits the parameters so that the gold becomes as likely as it can: those of a
// conditional random field (Lafferty et al., 2001) with a Gaussian prior around the start. Of
// gold whose beads are paragraphs all sentence paths inside them count. The gradient is the
// difference of expected counts with the gold given and without, by the forward-backward
// algorithm; L-BFGS (Nocedal, 1980) climbs along it. What an article teaches itself in the
// first pass stays as it is within a round.
//
// Gold that no path can have, such as beads that cross, is left out. The error is ctx.Err(), or says
// that no gold is left.
func Fit(ctx context.Context, gold []Gold, start *Params, opt FitOptions) (*FitResult, error) {
	opt.Options = opt.filled()
	if opt.Deviation == 0 {
		opt.Deviation = 1
	}
	if opt.Rounds == 0 {
		opt.Rounds = 2
	}
	result := &FitResult{Params: start}
	for round := range opt.Rounds {
		step := opt.part(float64(round)/float64(opt.Rounds), float64(round+1)/float64(opt.Rounds))
		charts, left, err := newCharts(ctx, gold, result.Params, step)
		if err != nil {
			return nil, err
		}
		result.Left, result.Beads = left, 0
		for _, c := range charts {
			result.Beads += c.beads
		}
		f := &fit{ctx: ctx, charts: charts, prior: start, deviation: opt.Deviation, fixed: opt.Fixed, jobs: opt.Jobs, progress: step.part(0.2, 1).Progress}
		if round == 0 {
			result.LogLikelihood[0], _ = f.likelihood(start)
		}
		if result.Params, err = f.climb(result.Params); err != nil {
			return nil, err
		}
		result.LogLikelihood[1], _ = f.likelihood(result.Params)
	}
	return result, nil
}

// fit is one round of Fit.
type fit struct {
	ctx       context.Context
	charts    []*chart
	prior     *Params // the mean of the prior
	deviation float64
	fixed     []string
	jobs      int
	progress  func(float64)
}

// maxSteps is the number of steps after which the climb ends, if it has not come to the top.
const maxSteps = 60

// climb returns the parameters of the greatest posterior density that it finds from
// the given ones on. Each number is measured in a unit of its own, about what it can be
// told to within.
func (f *fit) climb(from *Params) (*Params, error) {
	_, gradient := f.likelihood(from)
	unit := make([]float64, len(from.Numbers()))
	for k, n := range gradient.size.Numbers() {
		unit[k] = 1 / math.Sqrt(1/(f.deviation*f.deviation)+*n.Value)
	}
	at := func(x []float64) *Params {
		p := *from
		for k, n := range p.Numbers() {
			*n.Value += float64(x[k] * unit[k])
		}
		p.LengthVariance = max(p.LengthVariance, minVariance)
		return &p
	}
	// The optimiser asks for value and gradient one after the other.
	var last []float64
	var value float64
	slope, steps := make([]float64, len(unit)), 0
	evaluate := func(x []float64) {
		if slices.Equal(x, last) {
			return
		}
		p := at(x)
		l, g := f.likelihood(p)
		last, value = slices.Clone(x), -l
		numbers, means := p.Numbers(), f.prior.Numbers()
		for k, n := range g.slope.Numbers() {
			d := (*numbers[k].Value - *means[k].Value) / f.deviation
			value += float64(d * d / 2)
			if slope[k] = (d/f.deviation - *n.Value) * unit[k]; slices.Contains(f.fixed, n.Name) {
				slope[k] = 0
			}
		}
	}
	problem := optimize.Problem{
		Func: func(x []float64) float64 { evaluate(x); return value },
		Grad: func(grad, x []float64) { evaluate(x); copy(grad, slope) },
		Status: func() (optimize.Status, error) {
			steps++
			if f.progress != nil {
				f.progress(min(1, float64(steps)/(2*maxSteps)))
			}
			if f.ctx.Err() != nil {
				return optimize.Failure, f.ctx.Err()
			}
			return optimize.NotTerminated, nil
		},
	}
	settings := &optimize.Settings{MajorIterations: maxSteps, GradientThreshold: 1e-3, Converger: &optimize.FunctionConverge{Absolute: 0.05, Iterations: 3}}
	found, failed := optimize.Minimize(problem, make([]float64, len(unit)), settings, &optimize.LBFGS{})
	if f.ctx.Err() != nil {
		return nil, f.ctx.Err()
	}
	if found == nil {
		return nil, fmt.Errorf("fit: %w", failed)
	}
	// A line search fails at the top, where the scores are too coarse to climb on.
	return at(found.X).rounded(), nil
}

const (
	minVariance = 0.1  // what a step of the climb may make of LengthVariance at the least
	fineness    = 1000 // parts of 1 that parameters are rounded to
)

// rounded returns the parameters rounded to what matters.
func (p *Params) rounded() *Params {
	r := *p
	for _, n := range r.Numbers() {
		*n.Value = math.Round(*n.Value*fineness) / fineness
	}
	return &r
}

// gradient is what the gold says about the parameters.
type gradient struct {
	slope Params // of the log likelihood: expected counts with the gold given, less those without
	size  Params // how often each number counts, roughly
}

// likelihood returns the log likelihood of the gold and its gradient.
func (f *fit) likelihood(p *Params) (float64, *gradient) {
	type part struct {
		value float64
		gradient
	}
	parts := make([]part, len(f.charts))
	todo := make(chan int)
	var wg sync.WaitGroup
	for range f.jobs {
		wg.Go(func() {
			for k := range todo {
				parts[k].value = f.charts[k].likelihood(p, &parts[k].gradient)
			}
		})
	}
	for k := range f.charts {
		todo <- k
	}
	close(todo)
	wg.Wait()
	total, sum := 0.0, &gradient{}
	slope, size := sum.slope.Numbers(), sum.size.Numbers()
	for k := range parts {
		total += parts[k].value
		for n, x := range parts[k].slope.Numbers() {
			*slope[n].Value += *x.Value
		}
		for n, x := range parts[k].size.Numbers() {
			*size[n].Value += *x.Value
		}
	}
	return total, sum
}

// newCharts makes the charts of the gold, and says which pieces have to be left out.
func newCharts(ctx context.Context, gold []Gold, p *Params, opt Options) (charts []*chart, left []error, err error) {
	step := opt
	step.Params, step.Jobs, step.Progress = p, 1, nil
	made, errs := make([]*chart, len(gold)), make([]error, len(gold))
	todo, done := make(chan int), make(chan bool, len(gold))
	var wg sync.WaitGroup
	for range opt.Jobs {
		wg.Go(func() {
			for k := range todo {
				made[k], errs[k] = newChart(ctx, gold[k], step)
				done <- true
			}
		})
	}
	for k := range gold {
		todo <- k
		if opt.Progress != nil {
			opt.Progress(0.2 * float64(len(done)) / float64(len(gold)))
		}
	}
	close(todo)
	wg.Wait()
	if ctx.Err() != nil {
		return nil, nil, ctx.Err()
	}
	for k, c := range made {
		if errs[k] != nil {
			left = append(left, fmt.Errorf("%s: %w", gold[k].Name, errs[k]))
			continue
		}
		charts = append(charts, c)
	}
	if len(charts) == 0 {
		return nil, left, errors.Join(append([]error{errors.New("fit: there is no gold to fit on")}, left...)...)
	}
	return charts, left, nil
}

// rect is a two-sided bead of the gold as runs of units.
type rect struct{ zh, en span }

// goldUnits is the gold of a piece in units.
type goldUnits struct {
	rects  []rect  // the two-sided beads, ascending
	zh, en []*rect // by unit: its two-sided bead, an empty one if it has no counterpart, nil if the gold does not say
}

// goldUnitsOf returns the gold in units. The error says that its beads are on no path.
func goldUnitsOf(u bitext, beads []align.Bead) (*goldUnits, error) {
	spans := make([][align.Sides]span, len(beads))
	var of [align.Sides][]int // by unit: its bead, or -1
	for side, units := range u {
		bead := map[int]int{} // by paragraph
		for k, b := range beads {
			for _, id := range b.Units(align.Side(side)) {
				bead[id] = k
			}
		}
		for n, ids := range units.ids {
			k, ok := bead[units.paragraph(ids[0])]
			if !ok {
				of[side] = append(of[side], -1)
				continue
			}
			of[side] = append(of[side], k)
			s := &spans[k][side]
			if s.len() == 0 {
				s.start = n
			} else if s.end != n && beads[k].TwoSided() {
				return nil, fmt.Errorf("the paragraphs of bead %d of the gold are no neighbours", k+1)
			}
			s.end = n + 1
		}
	}
	g := &goldUnits{}
	rects := make([]*rect, len(beads))
	for k, s := range spans {
		rects[k] = &rect{}
		if s[align.ZH].len() > 0 && s[align.EN].len() > 0 {
			rects[k] = &rect{zh: s[align.ZH], en: s[align.EN]}
			g.rects = append(g.rects, *rects[k])
		}
	}
	for side, to := range [align.Sides]*[]*rect{align.EN: &g.en, align.ZH: &g.zh} {
		for _, k := range of[side] {
			var r *rect
			if k >= 0 {
				r = rects[k]
			}
			*to = append(*to, r)
		}
	}
	slices.SortFunc(g.rects, func(a, b rect) int { return cmp.Compare(a.zh.start, b.zh.start) })
	for k := 1; k < len(g.rects); k++ {
		if g.rects[k].zh.start < g.rects[k-1].zh.end || g.rects[k].en.start < g.rects[k-1].en.end {
			return nil, errors.New("beads of the gold cross")
		}
	}
	return g, nil
}

// has reports whether the gold has the bead of a shape at (i, j) of a lattice. If the gold is of whole
// units, a bead of it is one edge, unless it has no shape that beads may have; else it is
// any path from corner to corner with no corner between them. Units that the gold does not
// tell of may pair with each other.
func (g *goldUnits) has(l *lattice, i, j int, s shape, whole bool) bool {
	end := node{i + s.zh, j + s.en}
	r := slices.Concat(g.zh[i:end.zh], g.en[j:end.en])[0]
	switch {
	case r == nil:
		told := func(r *rect) bool { return r != nil }
		return !slices.ContainsFunc(g.zh[i:end.zh], told) && !slices.ContainsFunc(g.en[j:end.en], told)
	case *r == rect{}:
		return s.zh == 0 || s.en == 0 // wherever it stands among the units of the other side
	case i < r.zh.start || j < r.en.start || end.zh > r.zh.end || end.en > r.en.end:
		return false
	case whole && r.zh.len()+r.en.len() <= maxSpan+1:
		return s == shape{r.zh.len(), r.en.len()}
	}
	return !l.corner(end.zh, end.en) || end == node{r.zh.end, r.en.end}
}

// LogLikelihood returns how likely a piece of gold is with the parameters of opt: the logarithm
// of the probability of its path, or of all its paths, and the sum of those of its beads, each for
// itself. Paths that are far from the gold and from the best path do not count. The error says why
// no path has the gold, or is ctx.Err().
func LogLikelihood(ctx context.Context, g Gold, opt Options) (path, beads float64, err error) {
	c, err := newChart(ctx, g, opt.filled())
	if err != nil {
		return 0, 0, err
	}
	path, beads = c.logLikelihoods(opt.filled().Params)
	return path, beads, nil
}
