package engine

import (
	"math"
	"slices"
)

// viterbi finds the best path of a lattice, whose rows it is given in order.
type viterbi struct {
	*lattice
	score [maxSpan + 1][]float64 // of the states of row i, at i modulo the length, until the row is done
	via   []uint8                // by state: shape*layers + layer before
}

func newViterbi(l *lattice) *viterbi {
	v := &viterbi{lattice: l, via: make([]uint8, l.at[l.n+1]*layers)}
	for i := range v.score {
		v.enter(i)
	}
	v.score[0][0] = 0
	return v
}

// enter makes room for the scores of row i in place of a row that is done.
func (v *viterbi) enter(i int) {
	if i > v.n {
		return
	}
	row := &v.score[i%len(v.score)]
	size := (v.at[i+1] - v.at[i]) * layers
	*row = slices.Grow((*row)[:0], size)[:size]
	for x := range *row {
		(*row)[x] = math.Inf(-1)
	}
}

// row takes in the edges that leave the nodes of row i.
func (v *viterbi) row(i int, edges []float32) {
	here := v.score[i%len(v.score)]
	lo := int(v.band.lo[i])
	for x := 0; x < len(here); x += layers {
		j, node := lo+x/layers, here[x:x+layers]
		best := v.bestForPair(i, j, node)
		if math.IsInf(node[best], -1) {
			continue
		}
		pair := node[best] + v.costs.of(v.pairPasses(i, j, best), noNull)
		for k, s := range v.shapes {
			edge := float64(edges[x/layers*len(v.shapes)+k])
			if math.IsInf(edge, -1) {
				continue
			}
			if s.twoSided() {
				v.reach(i, j, s, v.pairTo(i+s.zh, j+s.en), pair+edge, k*layers+best)
				continue
			}
			for layer, score := range node {
				if !math.IsInf(score, -1) {
					to, passes, kind := v.step(i, j, layer, s)
					v.reach(i, j, s, to, score+edge+v.costs.of(passes, kind), k*layers+layer)
				}
			}
		}
	}
	if i < v.n {
		v.enter(i + len(v.score))
	}
}

// bestForPair returns the layer of a node from which the path to a two-sided bead is best:
// it is the same for all of these beads.
func (v *viterbi) bestForPair(i, j int, node []float64) int {
	best, most := 0, math.Inf(-1)
	for layer, score := range node {
		if score += v.costs.of(v.pairPasses(i, j, layer), noNull); score > most {
			best, most = layer, score
		}
	}
	return best
}

// reach notes that a bead of a shape at (i, j) gets to a layer with a score, unless the path
// that was found before is as good.
func (v *viterbi) reach(i, j int, s shape, layer int, score float64, via int) {
	y := (j+s.en-int(v.band.lo[i+s.zh]))*layers + layer
	if there := v.score[(i+s.zh)%len(v.score)]; score > there[y] {
		there[y] = score
		v.via[v.at[i+s.zh]*layers+y] = uint8(via)
	}
}

// path returns the shapes of the best path, once all rows were given. The error
// says that the anchors leave no path.
func (v *viterbi) path() ([]shape, error) {
	end := v.score[v.n%len(v.score)]
	end = end[len(end)-layers:]
	layer := 0
	for k, score := range end {
		if score > end[layer] {
			layer = k
		}
	}
	if math.IsInf(end[layer], -1) {
		return nil, contradiction("no alignment keeps to all of them")
	}
	var path []shape
	for i, j := v.n, v.m; i > 0 || j > 0; {
		via := int(v.via[v.node(i, j)*layers+layer])
		s := v.shapes[via/layers]
		path = append(path, s)
		i, j, layer = i-s.zh, j-s.en, via%layers
	}
	slices.Reverse(path)
	return path, nil
}
