package align

import (
	"context"
	"math"
	"slices"
)

// span is a run of units of one side: start <= unit < end.
type span struct{ start, end int }

func (s span) len() int { return s.end - s.start }

// lattice is the graph that the search runs on. Its node (i, j) says that the
// first i Chinese and the first j English units are aligned; a bead of shape
// (a, b) is an edge from (i, j) to (i+a, j+b). Only the nodes of a band exist.
//
// Units are sentences, and paragraph borders are costly to cross alone. A node
// at a border of both sides is a corner; what lies between two corners of a
// path is a paragraph bead, so a path aligns both levels at once. A border of
// one side that the path passes without a corner costs borderCost. Whether a
// corner follows is not known when the path gets to the border (sentences
// without counterpart may come first), so nodes have layers: on a layer with the
// bit pending the path stands at a border that no corner has settled yet, and it
// pays when it moves on along that side. The rest of the layer says whether the
// last bead was a unit without counterpart, which makes the next one likelier,
// and the more so in a run that began at a corner: whole paragraphs are cut or added.
type lattice struct {
	n, m     int
	band     band
	fixed    *fixed
	shapes   []shape
	zhBorder []bool    // whether a paragraph border lies before Chinese unit i; with the end of the text
	enBorder []bool    // the same for English
	at       []int     // index of the first node of row i
	edge     []float32 // of node x and shape k: edge[x*len(shapes)+k], -Inf where there is none
}

// A layer is a run, plus pending if the path stands at an unsettled border.
const (
	pending = 1
	apart   = 2 // run: units without counterpart inside a paragraph bead
	cut     = 4 // run: units without counterpart since a corner
	layers  = 6
)

func newLattice(zhBorder, enBorder []bool, b band, f *fixed, shapes []shape) *lattice {
	n, m := len(zhBorder)-1, len(enBorder)-1
	l := &lattice{n: n, m: m, band: b, fixed: f, shapes: shapes, zhBorder: zhBorder, enBorder: enBorder, at: make([]int, n+2)}
	for i := 0; i <= n; i++ {
		l.at[i+1] = l.at[i] + int(b.hi[i]-b.lo[i]) + 1
	}
	l.edge = make([]float32, l.at[n+1]*len(shapes))
	return l
}

// node returns the index of (i, j), or -1 outside the band.
func (l *lattice) node(i, j int) int {
	if i < 0 || i > l.n || j < int(l.band.lo[i]) || j > int(l.band.hi[i]) {
		return -1
	}
	return l.at[i] + j - int(l.band.lo[i])
}

func (l *lattice) corner(i, j int) bool { return l.zhBorder[i] && l.enBorder[j] }

// step returns the layer on which a bead from (i, j) ends, and what it costs
// besides its edge.
func (l *lattice) step(i, j, layer int, s shape) (to int, cost float64) {
	if layer&pending != 0 && (l.zhBorder[i] && s.zh > 0 || l.enBorder[j] && s.en > 0) {
		cost = borderCost
	}
	if s.zh == 0 || s.en == 0 {
		run := layer &^ pending
		switch {
		case run == 0 && l.corner(i, j):
			to, cost = cut, cost+cutPrior
		case run == cut || l.corner(i, j):
			to, cost = cut, cost+nextCutPrior
		case run == apart:
			to, cost = apart, cost+nextNullPrior
		default:
			to, cost = apart, cost+nullPrior
		}
	}
	zh, en := l.zhBorder[i+s.zh], l.enBorder[j+s.en]
	switch {
	case zh == en: // a corner, or no border at all
	case zh && s.zh > 0, en && s.en > 0: // at a new border
		to |= pending
	case !l.corner(i, j): // still at the border it stood at
		to |= layer & pending
	}
	return to, cost
}

// borderCost is the log probability of a paragraph border that one edition has
// and the other has not.
const borderCost = -3.0

// best returns the shapes of the best path from (0, 0) to (n, m).
func (l *lattice) best(ctx context.Context) ([]shape, error) {
	score := make([]float64, l.at[l.n+1]*layers)
	via := make([]uint8, len(score)) // shape*layers + layer before
	for x := range score {
		score[x] = math.Inf(-1)
	}
	score[0] = 0
	for i := 0; i <= l.n; i++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for j := int(l.band.lo[i]); j <= int(l.band.hi[i]); j++ {
			x := l.node(i, j)
			for layer := range layers {
				here := score[x*layers+layer]
				if math.IsInf(here, -1) {
					continue
				}
				for k, s := range l.shapes {
					y := l.node(i+s.zh, j+s.en)
					if y < 0 {
						continue
					}
					to, cost := l.step(i, j, layer, s)
					if v := here + float64(l.edge[x*len(l.shapes)+k]) + cost; v > score[y*layers+to] {
						score[y*layers+to], via[y*layers+to] = v, uint8(k*layers+layer)
					}
				}
			}
		}
	}
	var path []shape
	end := l.node(l.n, l.m) * layers
	layer := 0
	for k := range layers {
		if score[end+k] > score[end+layer] {
			layer = k
		}
	}
	if math.IsInf(score[end+layer], -1) {
		return nil, contradiction("no alignment keeps to all of them")
	}
	for i, j := l.n, l.m; i > 0 || j > 0; {
		v := int(via[l.node(i, j)*layers+layer])
		s := l.shapes[v/layers]
		path = append(path, s)
		i, j, layer = i-s.zh, j-s.en, v%layers
	}
	slices.Reverse(path)
	return path, nil
}
