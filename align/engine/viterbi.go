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
		j := lo + x/layers
		for layer, score := range here[x : x+layers] {
			if math.IsInf(score, -1) {
				continue
			}
			for k, s := range v.shapes {
				edge := edges[x/layers*len(v.shapes)+k]
				if math.IsInf(float64(edge), -1) {
					continue
				}
				to, passes, kind := v.step(i, j, layer, s)
				y := (j+s.en-int(v.band.lo[i+s.zh]))*layers + to
				there := v.score[(i+s.zh)%len(v.score)]
				if sum := score + float64(edge) + v.costs.of(passes, kind); sum > there[y] {
					there[y] = sum
					v.via[v.at[i+s.zh]*layers+y] = uint8(k*layers + layer)
				}
			}
		}
	}
	if i < v.n {
		v.enter(i + len(v.score))
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
