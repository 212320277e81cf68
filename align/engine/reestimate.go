package engine

// spanPair is a run of source units and the run of target units it was aligned
// with.
type spanPair struct{ src, dst span }

// reestimate makes a translation table from what an earlier pass aligned: one
// step of expectation-maximisation for IBM Model 1 (Brown et al., 1993) with the
// table before as prior. Names and terms of this very article are found here:
// any two words of a pair share the credit that the dictionary leaves over.
//
// The expected count of x -> y in a pair is t(y|x) over the sum of t(y|x') for all
// source tokens x' of the pair, where every token also holds a little of every
// target: floorMass times y's share of the text.
//
// A pair proves nothing about its own words: a wrong pair would teach just what
// makes it look right. So the largest count that x -> y has in any one pair is left
// out (deleted estimation: Jelinek and Mercer, 1980), and a word learns only from
// what it does in other places too. BENCHMARKS.md says how much that is worth. A word
// that stands in fewer than minPlaces places keeps its row.
func reestimate(src, dst *tokenized, prior table, pairs []spanPair, minPlaces int) table {
	of := make([]int32, len(src.units)) // the pair of each source unit, -1 for none
	for u := range of {
		of[u] = -1
	}
	for n, p := range pairs {
		for u := p.src.start; u < p.src.end; u++ {
			of[u] = int32(n)
		}
	}
	share := targetShares(src, dst, prior, pairs)

	rows := make(table, len(src.types))
	t := make([]float64, len(dst.types))
	n := len(dst.types)
	count := &counter{sparse{of: make([]float64, n)}, sparse{of: make([]float64, n)}, make([]float64, n)}
	for x := range src.types {
		if len(src.post[x]) < minPlaces {
			rows[x] = prior[x]
			continue
		}
		for _, w := range prior[x] {
			t[w.to] = float64(w.t)
		}
		count.begin(prior[x])
		last := int32(-1) // the pair of the unit before
		for _, u := range src.post[x] {
			if of[u] < 0 {
				continue
			}
			if of[u] != last {
				count.next()
				last = of[u]
			}
			d := pairs[of[u]].dst
			for v := d.start; v < d.end; v++ {
				for k, y := range dst.units[v] {
					count.here.add(y, float64((t[y]+float64(floorMass*dst.prob[y]))*share[v][k]))
				}
			}
		}
		rows[x] = count.row()
		for _, w := range prior[x] {
			t[w.to] = 0
		}
	}
	return rows
}

// counter adds up the expected counts of one source type's translations, pair by
// pair.
type counter struct {
	all, here sparse    // by target type: altogether, in the pair at hand
	most      []float64 // by target type: the most in any pair
}

// begin begins to count with the translations before.
func (c *counter) begin(prior []entry) {
	for _, w := range prior {
		c.all.add(w.to, float64(priorCount*float64(w.t)))
	}
}

// next ends the pair at hand.
func (c *counter) next() {
	for _, y := range c.here.touched {
		c.all.add(y, c.here.of[y])
		c.most[y] = max(c.most[y], c.here.of[y])
	}
	c.here.reset()
}

// row returns the translations by their counts, without the largest count of each.
// Translations too unlikely to matter are left out.
func (c *counter) row() []entry {
	c.next()
	total := priorCount // some mass stays for what was not seen
	for _, y := range c.all.touched {
		c.all.of[y] -= c.most[y]
		c.most[y] = 0
		total += c.all.of[y]
	}
	var row []entry
	for _, y := range c.all.touched {
		if p := c.all.of[y] / total; p > minProb {
			row = append(row, entry{y, float32(p)})
		}
	}
	c.all.reset()
	return merged(row)
}

// targetShares returns for each target token one over the mass it gets from all
// the source tokens of its pair.
func targetShares(src, dst *tokenized, prior table, pairs []spanPair) [][]float64 {
	share := make([][]float64, len(dst.units))
	m := newMass(len(dst.types))
	for _, p := range pairs {
		m.set(src, prior, p.src)
		for v := p.dst.start; v < p.dst.end; v++ {
			share[v] = make([]float64, len(dst.units[v]))
			for k, y := range dst.units[v] {
				share[v][k] = 1 / (m.of[y] + float64(dst.prob[y]*(float64(floorMass*float64(m.tokens))+nullMass)))
			}
		}
	}
	return share
}

const (
	floorMass  = 1.0   // how much of the target's unigram share each source token holds
	nullMass   = 1.0   // the same for the empty word
	priorCount = 1.0   // how many occurrences the table before counts for
	minProb    = 0.003 // translations with less are dropped
)
