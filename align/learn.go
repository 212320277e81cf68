package align

// pairing is a run of source units and the run of target units it was aligned
// with.
type pairing struct{ src, dst span }

// learn re-estimates translation weights on what an earlier pass aligned: one
// step of expectation-maximisation for IBM Model 1 (Brown et al., 1993) with the
// weights before as prior. Names and terms of this very article are found here:
// any two words of a pairing share the credit that the dictionary leaves over.
//
// The expected count of x -> y in a pairing is t(y|x) over the same of all
// source tokens, where every token also holds a little of every target:
// floorMass times y's share of the text.
func learn(src, dst *side, prior weights, pairings []pairing) weights {
	of := make([]int32, len(src.units)) // the pairing of each source unit, -1 for none
	for u := range of {
		of[u] = -1
	}
	for n, p := range pairings {
		for u := p.src.start; u < p.src.end; u++ {
			of[u] = int32(n)
		}
	}
	share := targetShares(src, dst, prior, pairings)

	rows := make([][]weight, len(src.types))
	t, count := make([]float64, len(dst.types)), make([]float64, len(dst.types))
	var seen []int32
	for x := range src.types {
		for _, w := range prior.rows[x] {
			t[w.to] = float64(w.t)
			count[w.to] = priorCount * float64(w.t)
			seen = append(seen, w.to)
		}
		for _, u := range src.post[x] {
			if of[u] < 0 {
				continue
			}
			d := pairings[of[u]].dst
			for v := d.start; v < d.end; v++ {
				for k, y := range dst.units[v] {
					if count[y] == 0 {
						seen = append(seen, y)
					}
					count[y] += (t[y] + floorMass*dst.prob[y]) * share[v][k]
				}
			}
		}
		rows[x] = normalized(count, seen)
		for _, y := range seen {
			t[y], count[y] = 0, 0
		}
		seen = seen[:0]
	}
	return newWeights(rows, len(dst.types))
}

// normalized turns the counts of a source type into its row, without the
// translations that are too unlikely to matter.
func normalized(count []float64, seen []int32) []weight {
	total := priorCount // some mass stays for what was not seen
	for _, y := range seen {
		total += count[y]
	}
	var row []weight
	for _, y := range seen {
		if p := count[y] / total; p > leastWeight {
			row = append(row, weight{y, float32(p)})
		}
	}
	return merged(row)
}

// targetShares returns for each target token one over the mass it gets from all
// the source tokens of its pairing.
func targetShares(src, dst *side, prior weights, pairings []pairing) [][]float64 {
	share := make([][]float64, len(dst.units))
	mass := make([]float64, len(dst.types))
	for _, p := range pairings {
		tokens := 0
		for u := p.src.start; u < p.src.end; u++ {
			tokens += len(src.units[u])
			for _, x := range src.units[u] {
				for _, w := range prior.rows[x] {
					mass[w.to] += float64(w.t)
				}
			}
		}
		for v := p.dst.start; v < p.dst.end; v++ {
			share[v] = make([]float64, len(dst.units[v]))
			for k, y := range dst.units[v] {
				share[v][k] = 1 / (mass[y] + dst.prob[y]*(floorMass*float64(tokens)+nullMass))
			}
		}
		for u := p.src.start; u < p.src.end; u++ {
			for _, x := range src.units[u] {
				for _, w := range prior.rows[x] {
					mass[w.to] = 0
				}
			}
		}
	}
	return share
}

const (
	floorMass   = 1.0   // how much of the target's unigram share each source token holds
	nullMass    = 1.0   // the same for the empty word
	priorCount  = 1.0   // how many occurrences the weights before count for
	leastWeight = 0.003 // weights below are dropped
)
