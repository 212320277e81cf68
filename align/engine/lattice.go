package engine

import (
	"cmp"

	"bitext/align/internal/portable"
)

// span is a run of units of one side: start <= unit < end.
type span struct{ start, end int }

func (s span) len() int { return s.end - s.start }

// node is a node of the lattice.
type node struct{ zh, en int }

func (a node) compare(b node) int { return cmp.Or(cmp.Compare(a.zh, b.zh), cmp.Compare(a.en, b.en)) }

// lattice is the graph that the search runs on. Its node (i, j) says that the
// first i Chinese and the first j English units are aligned; a bead of shape
// (a, b) is an edge from (i, j) to (i+a, j+b). Only the nodes of a band exist.
//
// Units are sentences, and paragraph borders are costly to cross alone. A node
// at a border of both sides is a corner; what lies between two corners of a
// path is a paragraph bead, so a path aligns both levels at once. A border of
// one side that the path passes without a corner has a cost. Whether a
// corner follows is not known when the path gets to the border (sentences
// without counterpart may come first), so nodes have layers: on a layer with the
// bit pending the path stands at a border that no corner has settled yet, and it
// pays when it moves on along that side. The rest of the layer says whether the
// last bead was a unit without counterpart, which makes the next one likelier,
// and the more so in a run that began at a corner: whole paragraphs are cut or added.
type lattice struct {
	n, m        int
	band        band
	constraints *constraints
	shapes      []shape
	costs       stepCosts
	zhBorder    []bool     // whether a paragraph border lies before Chinese unit i; with the end of the text
	enBorder    []bool     // the same for English
	at          []int      // index of the first node of row i
	evidence    []evidence // if kept, by edge
	edge        []float32  // if kept, of node x and shape k: edge[x*len(shapes)+k], -Inf where there is none
}

// A layer is a run, plus pending if the path stands at an unsettled border.
const (
	pending = 1
	apart   = 2 // run: units without counterpart inside a paragraph bead
	cut     = 4 // run: units without counterpart since a corner
	layers  = 6
)

// stepCosts are what the steps of a path cost besides the scores of their edges.
type stepCosts struct {
	border float64            // of a border that the path passes without a corner
	null   [nullKinds]float64 // by null
}

// null says where a step puts a unit without counterpart.
type null uint8

const (
	noNull    null = iota // it has a counterpart
	firstNull             // inside a paragraph bead
	nextNull              // the same right after another
	firstCut              // at a corner
	nextCut               // right after another, in a run that began at a corner, or at one
	nullKinds
)

func newLattice(zhBorder, enBorder []bool, b band, c *constraints, costs stepCosts) *lattice {
	n, m := len(zhBorder)-1, len(enBorder)-1
	l := &lattice{n: n, m: m, band: b, constraints: c, shapes: beadShapes(), costs: costs, zhBorder: zhBorder, enBorder: enBorder, at: make([]int, n+2)}
	for i := 0; i <= n; i++ {
		l.at[i+1] = l.at[i] + int(b.hi[i]-b.lo[i]) + 1
	}
	return l
}

// node returns the index of (i, j), or -1 outside the band.
func (l *lattice) node(i, j int) int {
	if i < 0 || i > l.n || j < int(l.band.lo[i]) || j > int(l.band.hi[i]) {
		return -1
	}
	return l.at[i] + j - int(l.band.lo[i])
}

func (l *lattice) corner(i, j int) bool {
	return l.zhBorder[i] && l.enBorder[j] && (len(l.constraints.inside) == 0 || !l.constraints.inside[node{i, j}])
}

// step returns the layer on which a bead from (i, j) ends, whether it passes a border of
// one edition without a corner, and where it puts a unit without counterpart.
func (l *lattice) step(i, j, layer int, s shape) (to int, passes bool, kind null) {
	if s.twoSided() {
		return l.pairTo(i+s.zh, j+s.en), l.pairPasses(i, j, layer), noNull
	}
	passes = layer&pending != 0 && (l.zhBorder[i] && s.zh > 0 || l.enBorder[j] && s.en > 0)
	run := layer &^ pending
	switch {
	case run == 0 && l.corner(i, j):
		to, kind = cut, firstCut
	case run == cut || l.corner(i, j):
		to, kind = cut, nextCut
	case run == apart:
		to, kind = apart, nextNull
	default:
		to, kind = apart, firstNull
	}
	zh, en := l.zhBorder[i+s.zh], l.enBorder[j+s.en]
	switch {
	case zh == en: // a corner, or no border at all
	case zh && s.zh > 0, en && s.en > 0: // at a new border
		to |= pending
	case !l.corner(i, j): // still at the border it stood at
		to |= layer & pending
	}
	return to, passes, kind
}

// pairTo returns the layer on which a two-sided bead ends at (i, j), whichever it comes from:
// the bead leaves a border that was pending behind.
func (l *lattice) pairTo(i, j int) int {
	if l.zhBorder[i] != l.enBorder[j] {
		return pending
	}
	return 0
}

// pairPasses reports whether a two-sided bead from a layer of (i, j) passes a border of one
// edition without a corner.
func (l *lattice) pairPasses(i, j, layer int) bool {
	return layer&pending != 0 && (l.zhBorder[i] || l.enBorder[j])
}

// of returns what a step costs.
func (c *stepCosts) of(passes bool, kind null) float64 {
	if passes {
		return c.border + c.null[kind]
	}
	return c.null[kind]
}

// nullShift returns what is added to the prior of a unit without counterpart inside a
// paragraph bead in this bitext, from how many of the beads of a path are the first of a
// run of such units. One edition has none, and another leaves out a sentence on every page.
func (l *lattice) nullShift(path []shape) float64 {
	first, i, j, layer := 0.0, 0, 0, 0
	for _, s := range path {
		to, _, kind := l.step(i, j, layer, s)
		if kind == firstNull {
			first++
		}
		i, j, layer = i+s.zh, j+s.en, to
	}
	share := (first + usualNulls*nullInertia) / (float64(len(path)) + nullInertia)
	return nullShift * portable.Ln(share/usualNulls)
}

// A bitext of few beads is thought to have the usual share. A path found with the usual
// prior has too few such units where there are many, and too many where there are few, so
// the shift counts for more than its logarithm. All were chosen on MAC dev
// as it is and with units removed or taken in; BENCHMARKS.md has other values.
const (
	usualNulls  = 0.015 // the share of beads for which Params.Null stands
	nullShift   = 1.5   // what the logarithm of the share over the usual share counts for
	nullInertia = 50    // how many beads the usual share counts for
)
