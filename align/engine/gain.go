package engine

import (
	"context"
	"math"
	"slices"
	"sync"

	"bitext/align"
	"bitext/align/internal/portable"
)

// gain returns the worth of a token once the span on the other side is known: the
// log of its probability under a mixture of IBM Model 1 and the unigram model,
// over its unigram probability. mass is Σ t(token|x) over the span's tokens.
func gain(mass float64, tokens int, prob float64) float64 {
	return logarithm((1-unexplained)*mass/float64(tokens+1)/prob + unexplained)
}

// logarithm returns the natural logarithm of a positive number to within 0.00013,
// far closer than a score is meant. Most of the search is logarithms, and a table is
// much faster than math.Log.
func logarithm(x float64) float64 {
	bits := math.Float64bits(x)
	return float64(float64(int(bits>>52)-1023)*math.Ln2) + mantissaLogs[bits>>40&0xfff]
}

// mantissaLogs holds the logarithms of 4096 numbers from 1 to 2, the middles of equal
// steps.
var mantissaLogs = func() (logs [1 << 12]float64) {
	for k := range logs {
		logs[k] = portable.Ln(1 + float64((float64(k)+0.5)/float64(len(logs))))
	}
	return logs
}()

// unexplained is λ, the share of the mixture that is left to the unigram model.
const unexplained = 0.5

const logUnexplained = -math.Ln2 // the gain of a token that nothing explains: log λ

// score scores the edges of the lattice on as many goroutines as the options say,
// and gives them to visit row by row, in order. It keeps them if the lattice has room.
func (s *scorer) score(ctx context.Context, l *lattice, opt Options, visit func(row int, edges []float32)) error {
	type block struct {
		first, end int
		edges      chan []float32 // of the block's nodes, once scored
	}
	todo, inOrder := make(chan block), make(chan block, 2*opt.Jobs)
	var wg sync.WaitGroup
	for range opt.Jobs {
		wg.Go(func() {
			g := newGainer(s, l)
			for b := range todo {
				b.edges <- g.scoreRows(b.first, b.end)
			}
		})
	}
	wg.Go(func() {
		defer close(inOrder)
		defer close(todo)
		for first := 0; first <= l.n; first += rowsPerBlock {
			b := block{first, min(first+rowsPerBlock, l.n+1), make(chan []float32, 1)}
			inOrder <- b
			if ctx.Err() != nil {
				close(b.edges)
				return
			}
			todo <- b
		}
	})
	for b := range inOrder {
		edges, ok := <-b.edges
		for i := b.first; ok && i < b.end; i++ {
			n := len(l.shapes)
			visit(i, edges[(l.at[i]-l.at[b.first])*n:(l.at[i+1]-l.at[b.first])*n])
		}
		if opt.Progress != nil {
			opt.Progress(float64(b.end) / float64(l.n+1))
		}
	}
	wg.Wait()
	return ctx.Err()
}

// rowsPerBlock is how many rows a goroutine takes at a time.
const rowsPerBlock = 32

// gainer computes gains for one goroutine, which owns its scratch space.
//
// Gains add up over target tokens, so for a Chinese span the gains of all
// English units are one prefix sum, and any English span costs two look-ups.
// In the other direction the gain of a single Chinese unit is kept for each
// English span, and a Chinese span adds up its units.
type gainer struct {
	*scorer
	l      *lattice
	window window             // the English units that the block of rows at hand can reach
	mass   sparse             // by English type: Σ t(type|z) over the Chinese span at hand
	byUnit sparse             // by English unit: Σ t(z|e) for the Chinese token at hand
	ofEN   [maxSpan][]float64 // [a-1]: gains of the English units before each node of the row, given a Chinese units, added up
	ofZH   [][]float64        // by row of the block: [(j-lo)*maxSpan+b-1], gain of the Chinese unit given b English units from node j
	ofZHLo []int              // by row of the block: its lo
}

func newGainer(s *scorer, l *lattice) *gainer {
	return &gainer{
		scorer: s, l: l, window: newWindow(s.en),
		mass: sparse{of: make([]float64, len(s.en.types))}, byUnit: sparse{of: make([]float64, len(s.en.units)+1)},
	}
}

// scoreRows returns the scores of the edges that leave the rows first <= i < end.
func (g *gainer) scoreRows(first, end int) []float32 {
	n := len(g.l.shapes)
	edges := make([]float32, (g.l.at[end]-g.l.at[first])*n)
	if g.l.edge != nil {
		edges = g.l.edge[g.l.at[first]*n : g.l.at[end]*n]
	}
	g.window.set(g.en, int(g.l.band.lo[max(0, first-maxSpan)]), min(g.l.m, int(g.l.band.hi[min(g.l.n, end+maxSpan)])+maxSpan))
	g.ofZH, g.ofZHLo = g.ofZH[:0], g.ofZHLo[:0]
	for i := first; i < min(end+maxSpan-1, g.l.n); i++ {
		g.gainsOfZH(i, int(g.l.band.lo[max(0, i-maxSpan+1)]), int(g.l.band.hi[i]))
	}
	for i := first; i < end; i++ {
		g.gainsOfEN(i)
		g.scoreRow(first, i, edges[(g.l.at[i]-g.l.at[first])*n:])
	}
	return edges
}

// scoreRow scores the edges that leave the nodes of row i.
func (g *gainer) scoreRow(first, i int, row []float32) {
	l := g.l
	lo := int(l.band.lo[i])
	for j := lo; j <= int(l.band.hi[i]); j++ {
		edges := row[(j-lo)*len(l.shapes):][:len(l.shapes)]
		for k, sh := range l.shapes {
			if l.node(i+sh.zh, j+sh.en) < 0 || !l.constraints.allows(l, i, j, sh) ||
				!g.zhCopies.allow(i, sh.zh) || !g.enCopies.allow(j, sh.en) {
				edges[k] = float32(math.Inf(-1))
				continue
			}
			enGain, zhGain := 0.0, 0.0
			if sh.zh > 0 && sh.en > 0 {
				enGain = g.ofEN[sh.zh-1][j+sh.en-lo] - g.ofEN[sh.zh-1][j-lo]
				for r := i; r < i+sh.zh; r++ {
					zhGain += g.ofZH[r-first][(j-g.ofZHLo[r-first])*maxSpan+sh.en-1]
				}
			}
			if l.gains != nil {
				l.gains[l.node(i, j)*len(l.shapes)+k] = [align.Sides]float32{align.EN: float32(enGain), align.ZH: float32(zhGain)}
			}
			edges[k] = float32(g.edge(i, j, sh, enGain, zhGain))
		}
	}
}

// gainsOfEN computes the gains of the English units given each Chinese span
// that begins at row i.
func (g *gainer) gainsOfEN(i int) {
	l := g.l
	lo, hi := int(l.band.lo[i]), int(l.band.hi[min(l.n, i+maxSpan)])
	for a := 1; a <= maxSpan && i+a <= l.n; a++ {
		for _, z := range g.zh.units[i+a-1] {
			for _, w := range g.enGivenZH.rows[z] {
				if g.window.size[w.to] > 0 {
					g.mass.add(w.to, float64(w.t))
				}
			}
		}
		sums := resized(g.ofEN[a-1], hi-lo+1)
		for j := lo; j < hi; j++ {
			sums[j-lo+1] = float64(len(g.en.units[j])) * logUnexplained
		}
		tokens := g.zhTok[i+a] - g.zhTok[i]
		for _, e := range g.mass.touched {
			worth := gain(g.mass.of[e], tokens, g.en.prob[e]) - logUnexplained
			for _, u := range g.window.of(e) {
				if j := int(u); lo <= j && j < hi {
					sums[j-lo+1] += worth
				}
			}
		}
		for j := 1; j < len(sums); j++ {
			sums[j] += sums[j-1]
		}
		g.ofEN[a-1] = sums
	}
	g.mass.reset()
}

// gainsOfZH computes the gain of the Chinese unit of row i given each English
// span that begins at a node from lo to hi.
func (g *gainer) gainsOfZH(i, lo, hi int) {
	l := g.l
	var spare []float64
	if n := len(g.ofZH); n < cap(g.ofZH) {
		spare = g.ofZH[:n+1][n]
	}
	sums := resized(spare, (hi-lo+1)*maxSpan)
	unit := g.zh.units[i]
	for x := range sums {
		sums[x] = float64(len(unit)) * logUnexplained
	}
	for _, z := range unit {
		for _, w := range g.zhGivenEN.to[z] {
			for _, u := range g.window.of(w.to) {
				if lo <= int(u) && int(u) < min(hi+maxSpan, l.m) {
					g.byUnit.add(u, float64(w.t))
				}
			}
		}
		if len(g.byUnit.touched) > 0 {
			g.addSpans(sums, lo, hi, g.zh.prob[z])
			g.byUnit.reset()
		}
	}
	g.ofZH, g.ofZHLo = append(g.ofZH, sums), append(g.ofZHLo, lo)
}

// addSpans adds the gain of the Chinese token at hand to the English spans
// that hold a unit with mass.
func (g *gainer) addSpans(sums []float64, lo, hi int, prob float64) {
	l := g.l
	first, last := int(slices.Min(g.byUnit.touched)), int(slices.Max(g.byUnit.touched))
	for j := max(lo, first-maxSpan+1); j <= min(hi, last); j++ {
		mass := 0.0
		for b := 1; b <= maxSpan && j+b <= l.m; b++ {
			mass += g.byUnit.of[j+b-1]
			if mass > 0 {
				tokens := g.enTok[j+b] - g.enTok[j]
				sums[(j-lo)*maxSpan+b-1] += gain(mass, tokens, prob) - logUnexplained
			}
		}
	}
}

// resized returns a slice of n zeros, in the space of s if that is enough.
func resized(s []float64, n int) []float64 {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}
