package align

import (
	"context"
	"math"
	"sync"
)

// scorer scores beads of one bitext: see the essay in doc.go for the formula.
type scorer struct {
	en, zh      *side
	enGivenZH   weights
	zhGivenEN   weights
	ratio       float64   // English letters per Chinese character of this bitext
	priors      []float64 // log prior of each shape
	shapes      []shape
	enLen, zLen []float64 // prefix sums of the units' lengths
	enTok, zTok []int     // prefix sums of the units' token counts
	enBase      []float64 // prefix sums over tokens of what an unexplained token costs
}

func newScorer(en, zh *side, enGivenZH, zhGivenEN weights, shapes []shape, priors []float64) *scorer {
	s := &scorer{en: en, zh: zh, enGivenZH: enGivenZH, zhGivenEN: zhGivenEN, shapes: shapes, priors: priors}
	s.enLen, s.enTok = prefixSums(en)
	s.zLen, s.zTok = prefixSums(zh)
	// The prior weighs as much as priorChars characters of text in the usual ratio.
	s.ratio = (s.enLen[len(en.units)] + usualRatio*priorChars) / (s.zLen[len(zh.units)] + priorChars)
	return s
}

func prefixSums(s *side) (length []float64, tokens []int) {
	length, tokens = make([]float64, len(s.units)+1), make([]int, len(s.units)+1)
	for u := range s.units {
		length[u+1] = length[u] + s.length[u]
		tokens[u+1] = tokens[u] + len(s.units[u])
	}
	return length, tokens
}

// fill scores every edge of the lattice, on jobs goroutines.
func (s *scorer) fill(ctx context.Context, l *lattice, jobs int) error {
	const block = 32
	rows := make(chan int)
	var wg sync.WaitGroup
	for range max(1, jobs) {
		wg.Go(func() {
			w := newWorker(s, l)
			for first := range rows {
				w.fillRows(first, min(first+block, l.n+1))
			}
		})
	}
	var err error
	for first := 0; first <= l.n && err == nil; first += block {
		select {
		case rows <- first:
		case <-ctx.Done():
			err = ctx.Err()
		}
	}
	close(rows)
	wg.Wait()
	return err
}

// worker fills rows of edges; it holds the scratch space of one goroutine.
type worker struct {
	s       *scorer
	l       *lattice
	mass    []float64          // by English type: Σ t(type|z) over the span at hand
	touched []int32            // the types whose mass is not zero
	enGain  [maxSpan][]float64 // [a-1][j-lo]: prefix sums over the English units of their gain given the Chinese span (i, a)
	zhGain  map[int][]float64  // row -> [(j-lo)*maxSpan+b-1]: gain of Chinese unit row given the English span (j, b)
	zhLo    map[int]int        // row -> its lo
	unit    []float64          // by English unit: Σ t(token|e) for one Chinese token
}

func newWorker(s *scorer, l *lattice) *worker {
	return &worker{s: s, l: l, mass: make([]float64, len(s.en.types)), unit: make([]float64, l.m+1),
		zhGain: map[int][]float64{}, zhLo: map[int]int{}}
}

func (w *worker) fillRows(first, end int) {
	clear(w.zhGain)
	clear(w.zhLo)
	for i := first; i < min(end+maxSpan-1, w.l.n); i++ {
		w.gainOfZH(i, int(w.l.band.lo[max(0, i-maxSpan+1)]), int(w.l.band.hi[i]))
	}
	for i := first; i < end; i++ {
		w.gainsOfEN(i)
		w.fillRow(i)
	}
}

// gain is what knowing the span is worth for one token: the log of the mixture
// of its translation probability and its share of the text, over the latter.
func gain(mass float64, tokens int, prob float64) float64 {
	return math.Log((1-unexplained)*mass/float64(tokens+1)/prob + unexplained)
}

// gainsOfEN computes the gain of the English units given each Chinese span that
// begins at row i.
func (w *worker) gainsOfEN(i int) {
	s := w.s
	lo, hi := int(w.l.band.lo[i]), int(w.l.band.hi[min(w.l.n, i+maxSpan)])
	for a := 1; a <= maxSpan && i+a <= w.l.n; a++ {
		for _, z := range s.zh.units[i+a-1] {
			for _, t := range s.enGivenZH.rows[z] {
				if w.mass[t.to] == 0 {
					w.touched = append(w.touched, t.to)
				}
				w.mass[t.to] += float64(t.t)
			}
		}
		g := w.enGain[a-1][:0]
		for j := lo; j <= hi; j++ {
			g = append(g, 0)
		}
		for j := lo; j < hi; j++ {
			g[j-lo+1] = float64(len(s.en.units[j])) * logUnexplained
		}
		tokens := s.zTok[i+a] - s.zTok[i]
		for _, e := range w.touched {
			worth := gain(w.mass[e], tokens, s.en.prob[e]) - logUnexplained
			post := s.en.post[e]
			for _, j := range post[lowerBound(post, int32(lo)):] {
				if int(j) >= hi {
					break
				}
				g[int(j)-lo+1] += worth
			}
		}
		for j := lo; j < hi; j++ {
			g[j-lo+1] += g[j-lo]
		}
		w.enGain[a-1] = g
	}
	for _, e := range w.touched {
		w.mass[e] = 0
	}
	w.touched = w.touched[:0]
}

// gainOfZH computes the gain of Chinese unit i given each English span that
// begins from lo to hi.
func (w *worker) gainOfZH(i, lo, hi int) {
	s := w.s
	width := hi - lo + 1
	g := make([]float64, width*maxSpan)
	for x := range g {
		g[x] = float64(len(s.zh.units[i])) * logUnexplained
	}
	end := min(hi+maxSpan, w.l.m)
	var hits []int
	for _, z := range s.zh.units[i] {
		for _, t := range s.enGivenZH.rows[z] {
			back := w.back(t.to, z)
			if back == 0 {
				continue
			}
			post := s.en.post[t.to]
			for _, j := range post[lowerBound(post, int32(lo)):] {
				if int(j) >= end {
					break
				}
				if w.unit[j] == 0 {
					hits = append(hits, int(j))
				}
				w.unit[j] += float64(back)
			}
		}
		w.addSpans(g, hits, lo, hi, s.zh.prob[z])
		for _, j := range hits {
			w.unit[j] = 0
		}
		hits = hits[:0]
	}
	w.zhGain[i], w.zhLo[i] = g, lo
}

// back returns t(z|e).
func (w *worker) back(e, z int32) float32 {
	row := w.s.zhGivenEN.rows[e]
	a, b := 0, len(row)
	for a < b {
		if h := (a + b) / 2; row[h].to < z {
			a = h + 1
		} else {
			b = h
		}
	}
	if a < len(row) && row[a].to == z {
		return row[a].t
	}
	return 0
}

// addSpans adds the gain of one Chinese token to all English spans that hold
// one of the hit units.
func (w *worker) addSpans(g []float64, hits []int, lo, hi int, prob float64) {
	if len(hits) == 0 {
		return
	}
	done := lo - 1 // spans that begin up to here are done
	// hits are in no order; spans are visited by their start.
	first, last := hits[0], hits[0]
	for _, j := range hits {
		first, last = min(first, j), max(last, j)
	}
	for j := max(lo, first-maxSpan+1, done+1); j <= min(hi, last); j++ {
		sum := 0.0
		for b := 1; b <= maxSpan && j+b <= w.l.m; b++ {
			sum += w.unit[j+b-1]
			if sum > 0 {
				g[(j-lo)*maxSpan+b-1] += gain(sum, w.s.enTok[j+b]-w.s.enTok[j], prob) - logUnexplained
			}
		}
	}
}

// fillRow scores the edges that leave the nodes of row i.
func (w *worker) fillRow(i int) {
	s, l := w.s, w.l
	lo, hi := int(l.band.lo[i]), int(l.band.hi[i])
	for j := lo; j <= hi; j++ {
		out := l.edge[l.node(i, j)*len(l.shapes):][:len(l.shapes)]
		for k, sh := range l.shapes {
			if i+sh.zh > l.n || j+sh.en > l.m || l.node(i+sh.zh, j+sh.en) < 0 {
				out[k] = float32(math.Inf(-1))
				continue
			}
			v := s.priors[k]
			if sh.zh == 0 || sh.en == 0 {
				v += s.nullScore(i, j, sh)
			} else {
				g := w.enGain[sh.zh-1]
				sum := g[j+sh.en-lo] - g[j-lo]
				for r := i; r < i+sh.zh; r++ {
					sum += w.zhGain[r][(j-w.zhLo[r])*maxSpan+sh.en-1]
				}
				v += sum/2 + s.lengthScore(i, j, sh) + s.kindScore(i, j, sh)
			}
			out[k] = float32(v)
		}
	}
}

// nullScore is what units without counterpart cost beyond their prior.
func (s *scorer) nullScore(i, j int, sh shape) float64 {
	tokens := s.zTok[i+sh.zh] - s.zTok[i] + s.enTok[j+sh.en] - s.enTok[j]
	return -nullPerToken * float64(tokens)
}

// lengthScore is Gale and Church's (1993) length term: the log density of the
// difference of the lengths under a normal distribution whose variance grows
// with the length.
func (s *scorer) lengthScore(i, j int, sh shape) float64 {
	le := s.enLen[j+sh.en] - s.enLen[j]
	lz := (s.zLen[i+sh.zh] - s.zLen[i]) * s.ratio
	d := (le - lz) * (le - lz) / (lengthVariance * (le + lz + lengthFloor) / 2)
	return -lengthWeight * math.Min(d/2, lengthCap)
}

// kindScore favours like with like: a title with a title.
func (s *scorer) kindScore(i, j int, sh shape) float64 {
	if s.en.kinds == nil {
		return 0
	}
	v := 0.0
	kind := s.en.kinds[j]
	for _, k := range s.en.kinds[j : j+sh.en] {
		if k != kind {
			v -= kindMismatch
		}
	}
	other := s.zh.kinds[i]
	for _, k := range s.zh.kinds[i : i+sh.zh] {
		if k != other {
			v -= kindMismatch
		}
	}
	if kind != other {
		v -= kindMismatch
	} else if kind != Body {
		v += kindMatch
	}
	return v
}

// lowerBound returns the index of the first unit in post that is not below u.
func lowerBound(post []int32, u int32) int {
	a, b := 0, len(post)
	for a < b {
		if h := (a + b) / 2; post[h] < u {
			a = h + 1
		} else {
			b = h
		}
	}
	return a
}

// Constants of the score.
var (
	unexplained    = 0.5 // λ: the share of a token's probability that is left to the unigram model
	logUnexplained = math.Log(0.5)
	usualRatio     = 3.2 // English letters per Chinese character in newspapers
	priorChars     = 200.0
	lengthVariance = 8.0
	lengthFloor    = 10.0
	lengthWeight   = 1.0
	lengthCap      = 20.0
	nullPerToken   = 0.1
	kindMismatch   = 3.0
	kindMatch      = 2.0
)
