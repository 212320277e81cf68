package pairing

import (
	"cmp"
	"math"
	"slices"
)

// vector is a signature as its folder sees it: each feature weighs the more the fewer
// editions have it, and all together have length 1.
type vector []weighted

type weighted struct {
	key    uint32
	weight float32
}

// soundCount is how often a name that may be spelled in a text counts as standing there.
const soundCount = 1

// vectors returns the vectors of the editions of one language. Sounds that no edition of
// the other language has are left out.
func vectors(own, other []*Signature) []vector {
	heard := map[uint32]bool{}
	for _, s := range other {
		for _, k := range s.Sounds {
			heard[k] = true
		}
	}
	frequency := map[uint32]float64{} // in how many editions a feature is expected to stand
	for _, s := range own {
		for _, f := range s.Features {
			frequency[f.Key] += min(float64(f.Count), 1)
		}
		for _, k := range s.Sounds {
			if heard[k] {
				frequency[k]++
			}
		}
	}
	out := make([]vector, len(own))
	for n, s := range own {
		var v vector
		add := func(key uint32, count float64) {
			rarity := math.Log((float64(len(own)) + 1) / (frequency[key] + 0.5))
			if w := math.Log1p(count) * rarity; w > 0 {
				v = append(v, weighted{key, float32(w)})
			}
		}
		for _, f := range s.Features {
			add(f.Key, float64(f.Count))
		}
		for _, k := range s.Sounds {
			if heard[k] {
				add(k, soundCount)
			}
		}
		slices.SortFunc(v, func(a, b weighted) int { return cmp.Compare(a.key, b.key) })
		out[n] = v.normalized()
	}
	return out
}

func (v vector) normalized() vector {
	sum := 0.0
	for _, w := range v {
		sum += float64(float64(w.weight) * float64(w.weight))
	}
	for k := range v {
		v[k].weight /= float32(math.Sqrt(sum))
	}
	return slices.Clip(v)
}

// dot returns the cosine of two vectors.
func (v vector) dot(o vector) float64 {
	sum := 0.0
	for len(v) > 0 && len(o) > 0 {
		switch {
		case v[0].key < o[0].key:
			v = v[1:]
		case v[0].key > o[0].key:
			o = o[1:]
		default:
			sum += float64(float64(v[0].weight) * float64(o[0].weight))
			v, o = v[1:], o[1:]
		}
	}
	return sum
}

// heaviest returns the n heaviest features, the heaviest first.
func (v vector) heaviest(n int) vector {
	v = slices.Clone(v)
	slices.SortFunc(v, func(a, b weighted) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), cmp.Compare(a.key, b.key))
	})
	return slices.Clip(v[:min(n, len(v))])
}

// The limits of a search. They do not grow with the folder, so that the search for
// all counterparts grows no faster than the folder does.
const (
	maxIndexed  = 256    // features of an edition that it is found by
	maxPostings = 50_000 // editions that are looked at for one, counted once a feature
	maxCompared = 40     // editions that are compared in full
	maxNearest  = 8      // editions that are candidates
)

// index finds the editions that are nearest to one: an inverted index of features.
type index struct {
	vectors  []vector
	postings map[uint32][]posting
}

type posting struct {
	edition int32
	weight  float32
}

func newIndex(vectors []vector) *index {
	ix := &index{vectors, map[uint32][]posting{}}
	for n, v := range vectors {
		for _, w := range v.heaviest(maxIndexed) {
			ix.postings[w.key] = append(ix.postings[w.key], posting{int32(n), w.weight})
		}
	}
	return ix
}

// neighbour is an edition that is near to another.
type neighbour struct {
	edition    int
	similarity float64
}

// nearest returns the editions nearest to one, the nearest first. Its rarest features
// are followed first, until maxPostings editions were met.
func (ix *index) nearest(v vector) []neighbour {
	met := map[int32]float64{}
	postings := 0
	features := v.heaviest(len(v))
	slices.SortStableFunc(features, func(a, b weighted) int { return cmp.Compare(len(ix.postings[a.key]), len(ix.postings[b.key])) })
	for _, f := range features {
		list := ix.postings[f.key]
		if postings += len(list); postings > maxPostings {
			break
		}
		for _, p := range list {
			met[p.edition] += float64(float64(p.weight) * float64(f.weight))
		}
	}
	out := make([]neighbour, 0, len(met))
	for n, s := range met {
		out = append(out, neighbour{int(n), s})
	}
	out = firstOf(out, maxCompared)
	for k := range out {
		out[k].similarity = v.dot(ix.vectors[out[k].edition])
	}
	return firstOf(out, maxNearest)
}

// firstOf returns the n most similar neighbours, the most similar first.
func firstOf(list []neighbour, n int) []neighbour {
	slices.SortFunc(list, func(a, b neighbour) int {
		return cmp.Or(cmp.Compare(b.similarity, a.similarity), cmp.Compare(a.edition, b.edition))
	})
	return slices.Clip(list[:min(n, len(list))])
}
