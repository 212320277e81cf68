package engine

import (
	"context"
	"math"
	"slices"
	"sync"

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
//
// A type is looked up in the tables once for a block of rows, however often it stands there,
// and what a Chinese type gains in an English span is found once: it is the same in all rows.
type gainer struct {
	*scorer
	l      *lattice
	enHere window // the English units that beads of the block of rows at hand reach
	zhHere window // the Chinese ones

	translations []entry   // of the Chinese types: the places of English types, with t(type|z)
	start        []int32   // by place of a Chinese type: its translations are translations[start[place]:start[place+1]]
	mass         sparse    // by place of an English type: Σ t(type|z) over the Chinese span at hand
	sources      []source  // of the Chinese types: the English types that they may translate
	sourcesOf    []int32   // by place of a Chinese type: the index of its first source, -1 for none
	onZH         []float64 // by English unit that beads reach: Σ t(type|e) over the unit for the Chinese type at hand
	spans        []float64 // by English span: the gain of the Chinese type at hand

	ofEN [maxSpan][]float64 // [a-1]: gains of the English units before each node of the row, given a Chinese units, added up
	ofZH []spanGains        // by Chinese unit of the block

	crossing *crossing // at the Chinese border of the row at hand
}

// source is an English type of which a Chinese type may be the translation.
type source struct {
	place int32   // of the English type
	next  int32   // index of the Chinese type's next source, -1 for none
	t     float32 // t(Chinese type|English type)
}

// spanGains holds gains given the English spans that begin at the nodes from lo to hi:
// gain[(j-lo)*maxSpan+b-1] given b units from node j.
type spanGains struct {
	lo, hi int
	gain   []float64
}

func newGainer(s *scorer, l *lattice) *gainer {
	return &gainer{scorer: s, l: l, enHere: newWindow(s.en), zhHere: newWindow(s.zh), ofZH: make([]spanGains, rowsPerBlock+maxSpan-1), crossing: newCrossing(s)}
}

// scoreRows returns the scores of the edges that leave the rows first <= i < end.
func (g *gainer) scoreRows(first, end int) []float32 {
	l, n := g.l, len(g.l.shapes)
	edges := make([]float32, (l.at[end]-l.at[first])*n)
	if l.edge != nil {
		edges = l.edge[l.at[first]*n : l.at[end]*n]
	}
	reach := min(l.n, end+maxSpan-1) // the last row that a bead leads to
	lo, hi := int(l.band.lo[first]), int(l.band.hi[reach])
	g.zhHere.set(g.zh, first, reach)
	g.enHere.set(g.en, lo, hi)
	g.gainsOfZH(first, end, lo, hi)
	g.translate()
	for i := first; i < end; i++ {
		g.gainsOfEN(i)
		g.scoreRow(first, i, edges[(l.at[i]-l.at[first])*n:])
	}
	return edges
}

// scoreRow scores the edges that leave the nodes of row i.
func (g *gainer) scoreRow(first, i int, row []float32) {
	l := g.l
	lo := int(l.band.lo[i])
	inside := g.learned && i > 0 && i < l.n
	if inside {
		g.crossing.set(i)
	}
	for j := lo; j <= int(l.band.hi[i]); j++ {
		edges := row[(j-lo)*len(l.shapes):][:len(l.shapes)]
		var zhGains [maxSpan + 1][maxSpan]float64 // of each number of Chinese units, given each number of English ones
		for a := 1; a <= min(maxSpan, l.n-i); a++ {
			s := &g.ofZH[i-first+a-1]
			for b, gain := range s.gain[(j-s.lo)*maxSpan:][:maxSpan] {
				zhGains[a][b] = zhGains[a-1][b] + gain
			}
		}
		var w evidence
		if inside && j > 0 && j < l.m {
			w.across = g.crossing.at(j)
		}
		for k, sh := range l.shapes {
			if l.node(i+sh.zh, j+sh.en) < 0 || l.constraints.any && !l.constraints.allows(l, i, j, sh) ||
				!g.zhCopies.allow(i, sh.zh) || !g.enCopies.allow(j, sh.en) {
				edges[k] = float32(math.Inf(-1))
				continue
			}
			w.en, w.zh = 0, 0
			if sh.zh > 0 && sh.en > 0 {
				w.en = g.ofEN[sh.zh-1][j+sh.en-lo] - g.ofEN[sh.zh-1][j-lo]
				w.zh = zhGains[sh.zh][sh.en-1]
			}
			if l.evidence != nil {
				l.evidence[l.node(i, j)*len(l.shapes)+k] = w
			}
			edges[k] = float32(g.edge(i, j, sh, w))
		}
	}
}

// translate looks up the translations of the Chinese types of the block.
func (g *gainer) translate() {
	g.translations, g.start = g.translations[:0], append(g.start[:0], 0)
	for _, z := range g.zhHere.types {
		for _, w := range g.enGivenZH[z] {
			if p := g.enHere.place[w.to]; p >= 0 {
				g.translations = append(g.translations, entry{p, w.t})
			}
		}
		g.start = append(g.start, int32(len(g.translations)))
	}
	g.mass.of = resized(g.mass.of, len(g.enHere.types))
}

// gainsOfEN computes the gains of the English units given each Chinese span
// that begins at row i.
func (g *gainer) gainsOfEN(i int) {
	l := g.l
	lo, hi := int(l.band.lo[i]), int(l.band.hi[min(l.n, i+maxSpan)])
	for a := 1; a <= maxSpan && i+a <= l.n; a++ {
		for _, z := range g.zh.units[i+a-1] {
			p := g.zhHere.place[z]
			for _, w := range g.translations[g.start[p]:g.start[p+1]] {
				g.mass.add(w.to, float64(w.t))
			}
		}
		sums := resized(g.ofEN[a-1], hi-lo+1)
		for j := lo; j < hi; j++ {
			sums[j-lo+1] = float64(len(g.en.units[j])) * logUnexplained
		}
		tokens := g.zhSums.tokens[i+a] - g.zhSums.tokens[i]
		for _, p := range g.mass.touched {
			units := g.enHere.at(p)
			if int(units[0]) >= hi || int(units[len(units)-1]) < lo {
				continue
			}
			worth := gain(g.mass.of[p], tokens, g.en.prob[g.enHere.types[p]]) - logUnexplained
			for _, u := range units {
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

// gainsOfZH computes the gains of the Chinese units that beads from the rows first <= i < end
// have. The English units that the beads reach are those from lo to below hi.
func (g *gainer) gainsOfZH(first, end, lo, hi int) {
	for u := first; u < min(g.l.n, end+maxSpan-1); u++ {
		s := &g.ofZH[u-first]
		s.lo, s.hi = int(g.l.band.lo[max(first, u-maxSpan+1)]), int(g.l.band.hi[min(u, end-1)])
		s.gain = resized(s.gain, (s.hi-s.lo+1)*maxSpan)
		for x := range s.gain {
			s.gain[x] = float64(len(g.zh.units[u])) * logUnexplained
		}
	}
	g.findSources()
	g.onZH = resized(g.onZH, hi-lo)
	for p, z := range g.zhHere.types {
		units := g.zhHere.at(int32(p))
		from, to := g.ofZH[int(units[0])-first].lo, g.ofZH[int(units[len(units)-1])-first].hi
		from, to = g.spanGains(g.sourcesOf[p], lo, from, to, g.zh.prob[z])
		for _, u := range units {
			s := &g.ofZH[int(u)-first]
			if a, b := max(from, s.lo), min(to, s.hi); a <= b {
				sums := s.gain[(a-s.lo)*maxSpan : (b+1-s.lo)*maxSpan]
				for x, worth := range g.spans[(a-from)*maxSpan:][:len(sums)] {
					sums[x] += worth
				}
			}
		}
	}
}

// findSources looks up the sources of the Chinese types of the block.
func (g *gainer) findSources() {
	g.sources, g.sourcesOf = g.sources[:0], g.sourcesOf[:0]
	for range g.zhHere.types {
		g.sourcesOf = append(g.sourcesOf, -1)
	}
	for p := len(g.enHere.types) - 1; p >= 0; p-- {
		for _, w := range g.zhGivenEN[g.enHere.types[p]] {
			if z := g.zhHere.place[w.to]; z >= 0 {
				g.sources = append(g.sources, source{int32(p), g.sourcesOf[z], w.t})
				g.sourcesOf[z] = int32(len(g.sources) - 1)
			}
		}
	}
}

// spanGains computes the gain of a Chinese type given each English span that begins at a node
// from j to end, over that of a token that nothing explains. k is the index of the type's first
// source, lo the first English unit that beads reach, and prob the probability of the type. The result is the run of nodes whose spans were computed: spans from other nodes
// have no mass.
func (g *gainer) spanGains(k int32, lo, j, end int, prob float64) (from, to int) {
	first, last := len(g.onZH), -1
	for ; k >= 0; k = g.sources[k].next {
		units := g.enHere.at(g.sources[k].place)
		for _, u := range units {
			g.onZH[int(u)-lo] += float64(g.sources[k].t)
		}
		first, last = min(first, int(units[0])-lo), max(last, int(units[len(units)-1])-lo)
	}
	from, to = max(j, lo+first-maxSpan+1), min(end, lo+last)
	g.spans = resized(g.spans, max(0, to-from+1)*maxSpan)
	for j := from; j <= to; j++ {
		sum := 0.0
		for b, m := range g.onZH[j-lo : min(len(g.onZH), j-lo+maxSpan)] {
			sum += m
			if sum > 0 {
				g.spans[(j-from)*maxSpan+b] = gain(sum, g.enSums.tokens[j+b+1]-g.enSums.tokens[j], prob) - logUnexplained
			}
		}
	}
	if last >= 0 {
		clear(g.onZH[first : last+1])
	}
	return from, to
}

// resized returns a slice of n zeros, in the space of s if that is enough.
func resized(s []float64, n int) []float64 {
	s = slices.Grow(s[:0], n)[:n]
	clear(s)
	return s
}
