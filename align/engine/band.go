package engine

import (
	"cmp"
	"math"
	"slices"
)

// band says for each row i which nodes (i, j) exist: lo[i] <= j <= hi[i].
type band struct{ lo, hi []int32 }

// smallLattice is the number of nodes up to which a band saves nothing.
const smallLattice = 20_000

// searchBand returns the nodes near the path that the points of correspondence of a
// bitext suggest (Melamed, 1999). A point is a pair of units that share a word which
// stands nowhere else, first in the whole of both editions. The heaviest chain of
// points that runs in order on both sides gives a band, so that a chapter number which
// comes again cannot drag the path. Then words that stand once in that band give points
// too, more of them, and these a narrower band, level by level, until a level narrows
// it no more. A long text has few words that stand once in all of it; by the levels
// each of its places is found as it would be in a short text. The stops are nodes that
// every path goes through; each stretch between two stops is done by itself.
func searchBand(en, zh *tokenized, enGivenZH table, stops []node) band {
	n, m := len(zh.units), len(en.units)
	stops = slices.Concat([]node{{0, 0}}, stops, []node{{n, m}})
	if (n+1)*(m+1) <= smallLattice {
		return chainBands(nil, stops, coarseMargin, m)
	}
	b := chainBands(uniquePoints(en, zh, enGivenZH), stops, coarseMargin, m)
	for {
		points := localPoints(en, zh, enGivenZH, b)
		narrower := chainBands(points, stops, narrowMargin, m)
		if float64(narrower.nodes()) > narrowing*float64(b.nodes()) {
			return chainBands(points, stops, narrowMargin, maxReach)
		}
		b = narrower
	}
}

const (
	coarseMargin = 40  // units beyond the points of the coarse band
	narrowMargin = 10  // units beyond the points of the narrow band
	bandReach    = 4   // points before and after a row that a band reaches to
	maxReach     = 400 // units on either side of the line between two points, at the most
	narrowing    = 0.5 // share of its nodes that a level has to leave at the most, to be followed by another
)

// chainBands returns the nodes around the heaviest chain of points of each
// stretch between two stops, at most reach units on either side of the line between two
// points, or all nodes of a small stretch. The points are in the order of their Chinese
// units.
func chainBands(all []point, stops []node, margin, reach int) band {
	n := stops[len(stops)-1].zh
	b := band{make([]int32, n+1), make([]int32, n+1)}
	for i := range b.lo {
		b.lo[i], b.hi[i] = math.MaxInt32, -1
	}
	for k := 1; k < len(stops); k++ {
		from, to := stops[k-1], stops[k]
		var inside []point
		for len(all) > 0 && all[0].zh < to.zh {
			if p := all[0]; from.en <= p.en && p.en < to.en {
				inside = append(inside, point{p.zh, p.en - from.en, p.mass})
			}
			all = all[1:]
		}
		if (to.zh-from.zh+1)*(to.en-from.en+1) <= smallLattice {
			for i := from.zh; i <= to.zh; i++ {
				b.widen(i, from.en, to.en)
			}
			continue
		}
		chain := heaviestChain(inside, to.en-from.en)
		for x := range chain {
			chain[x].en += from.en
		}
		b.follow(chain, from, to, margin, reach)
	}
	return b.monotone()
}

// follow widens the band along a chain of points between two nodes: at each row
// from a few points before it to a few after it, so that a few wrong points do no
// harm.
func (b band) follow(chain []point, from, to node, margin, reach int) {
	chain = slices.Concat([]point{{from.zh, from.en, 1}}, chain, []point{{to.zh, to.en, 1}})
	at := 0 // the last point at or before row i
	for i := from.zh; i <= to.zh; i++ {
		for at+1 < len(chain) && chain[at+1].zh <= i {
			at++
		}
		next := chain[min(len(chain)-1, at+1)]
		middle := chain[at].en
		if next.zh > chain[at].zh {
			middle += (i - chain[at].zh) * (next.en - chain[at].en) / (next.zh - chain[at].zh)
		}
		lo := chain[max(0, at-bandReach)].en - margin
		hi := chain[min(len(chain)-1, at+1+bandReach)].en + margin
		b.widen(i, max(from.en, lo, middle-reach), min(to.en, hi, middle+reach))
	}
	b.widen(from.zh, from.en, from.en)
	b.widen(to.zh, to.en, to.en)
}

// nodes returns the number of nodes.
func (b band) nodes() (n int) {
	for i := range b.lo {
		n += int(b.hi[i]-b.lo[i]) + 1
	}
	return n
}

// widen makes row i hold the nodes from lo to hi.
func (b band) widen(i, lo, hi int) {
	b.lo[i], b.hi[i] = min(b.lo[i], int32(lo)), max(b.hi[i], int32(hi))
}

// around returns the part of the band that is at most margin English units from a
// path.
func (b band) around(path []shape, margin int) band {
	out := band{make([]int32, len(b.lo)), make([]int32, len(b.hi))}
	i, j, from := 0, 0, 0 // from: where the path entered row i
	lay := func(i, from, to int) {
		out.lo[i] = max(b.lo[i], int32(from-margin))
		out.hi[i] = min(b.hi[i], int32(to+margin))
	}
	for _, s := range path {
		if s.zh > 0 {
			lay(i, from, j)
			for k := 1; k < s.zh; k++ {
				lay(i+k, j, j+s.en)
			}
			from = j + s.en
		}
		i, j = i+s.zh, j+s.en
	}
	lay(i, from, j)
	return out
}

// open adds to the band all nodes of the gaps of a path: where it leaves over maxGap
// units on both sides without counterpart, one after another. Two texts seldom lose so
// much at one place, and a path outside of the band would look just like that. The
// result is false if the band has them all.
func (b band) open(path []shape) bool {
	opened := false
	i, j, i0, j0 := 0, 0, 0, 0 // i0, j0: where the gap at hand began
	end := func() {
		if zh, en := i-i0, j-j0; zh > maxGap && en > maxGap && zh*en <= maxOpened {
			for row := i0; row <= i; row++ {
				opened = opened || int(b.lo[row]) > j0 || int(b.hi[row]) < j
				b.widen(row, j0, j)
			}
		}
	}
	for _, s := range path {
		if s.zh > 0 && s.en > 0 {
			end()
			i, j = i+s.zh, j+s.en
			i0, j0 = i, j
			continue
		}
		i, j = i+s.zh, j+s.en
	}
	end()
	return opened
}

const (
	maxGap    = 20      // units on either side
	maxOpened = 1 << 22 // nodes of a gap; a larger one is more likely to be another text
)

// monotone widens the band so that neither border ever goes back, and that each row
// begins where the one before still is.
func (b band) monotone() band {
	for i := 1; i < len(b.hi); i++ {
		b.hi[i] = max(b.hi[i], b.hi[i-1])
	}
	for i := len(b.lo) - 2; i >= 0; i-- {
		b.lo[i] = min(b.lo[i], b.lo[i+1])
	}
	for i := 1; i < len(b.lo); i++ {
		b.hi[i-1] = max(b.hi[i-1], b.lo[i])
	}
	return b
}

// point is a point of correspondence: a pair of units that share a rare word; mass
// says how surely.
type point struct {
	zh, en int
	mass   float64
}

// uniquePoints returns the pairs of units that share a word which stands once in
// each edition, by Chinese unit and then by English unit from the last to the
// first.
func uniquePoints(en, zh *tokenized, enGivenZH table) []point {
	var out []point
	for z, row := range enGivenZH {
		if len(zh.post[z]) != 1 {
			continue
		}
		for _, w := range row {
			if len(en.post[w.to]) == 1 {
				out = append(out, point{int(zh.post[z][0]), int(en.post[w.to][0]), float64(w.t)})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b point) int { return cmp.Or(cmp.Compare(a.zh, b.zh), cmp.Compare(b.en, a.en)) })
	return out
}

// localPoints returns the pairs of units inside a band that share a word which
// stands once in the English units of the band's row, in the order of uniquePoints.
func localPoints(en, zh *tokenized, enGivenZH table, b band) []point {
	var out []point
	w := newWindow(en)
	for i, unit := range zh.units {
		if i%rowsPerBlock == 0 {
			last := min(len(zh.units), i+rowsPerBlock)
			w.set(en, int(b.lo[i]), int(b.hi[last]))
		}
		first := len(out)
		for _, z := range unit {
			for _, t := range enGivenZH[z] {
				if t.t < minPoint {
					continue
				}
				if at := w.of(t.to); len(at) == 1 && b.lo[i] <= at[0] && at[0] < b.hi[i] {
					out = append(out, point{i, int(at[0]), float64(t.t)})
				}
			}
		}
		slices.SortStableFunc(out[first:], func(a, b point) int { return cmp.Compare(b.en, a.en) })
	}
	return out
}

// minPoint is the probability that a translation must have to make a local point.
const minPoint = 0.05

// heaviestChain returns the points of the heaviest chain that ascends on both
// sides, found with a Fenwick tree of prefix maxima in O(k log m).
func heaviestChain(all []point, m int) []point {
	type link struct {
		mass float64
		last int // index of the last point, -1 for none
	}
	tree := make([]link, m+1) // by English unit + 1
	for x := range tree {
		tree[x].last = -1
	}
	before := make([]int, len(all))
	best := link{0, -1}
	for k, p := range all {
		prev := link{0, -1}
		for x := p.en; x > 0; x -= x & -x { // chains that end before p.en
			if tree[x].mass > prev.mass {
				prev = tree[x]
			}
		}
		before[k] = prev.last
		here := link{prev.mass + p.mass, k}
		if here.mass > best.mass {
			best = here
		}
		for x := p.en + 1; x <= m; x += x & -x {
			if here.mass > tree[x].mass {
				tree[x] = here
			}
		}
	}
	var chain []point
	for k := best.last; k >= 0; k = before[k] {
		chain = append(chain, all[k])
	}
	slices.Reverse(chain)
	return chain
}
