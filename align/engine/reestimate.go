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
	targets := targetsOf(src, dst, prior, pairs)
	rows := make(table, len(src.types))
	c := newCounter(dst)
	for x := range src.types {
		places := src.post[x]
		if len(places) < minPlaces {
			rows[x] = prior[x]
			continue
		}
		c.begin(prior[x])
		for k := 0; k < len(places); {
			pair, times := of[places[k]], int32(0) // how often x stands in the pair
			for ; k < len(places) && of[places[k]] == pair; k++ {
				times++
			}
			if pair >= 0 {
				c.add(targets[pair], times)
			}
		}
		rows[x] = c.row()
	}
	return rows
}

// target is a type on the target side of a pair.
type target struct {
	kind  int32
	times int32   // how often it stands there
	share float64 // one over the mass that it gets from all source tokens of the pair
}

// counter adds up the expected counts of one source type's translations, pair by
// pair.
type counter struct {
	of      []expected // by target type
	touched []int32    // the target types with a count
}

// expected is what is counted of a target type.
type expected struct {
	prior float64 // its probability before
	floor float64 // what every source token holds of it
	sum   float64 // of the counts, the prior's among them
	most  float64 // the largest count in any pair
}

func newCounter(dst *tokenized) *counter {
	c := &counter{of: make([]expected, len(dst.types))}
	for y := range c.of {
		c.of[y].floor = float64(floorMass * dst.prob[y])
	}
	return c
}

// begin begins to count with the translations before.
func (c *counter) begin(prior []entry) {
	for _, w := range prior {
		e := &c.of[w.to]
		e.prior, e.sum = float64(w.t), float64(priorCount*float64(w.t))
		c.touched = append(c.touched, w.to)
	}
}

// add adds the counts of a pair in which the source type stands so many times.
func (c *counter) add(targets []target, times int32) {
	for _, y := range targets {
		e := &c.of[y.kind]
		count := float64(float64(float64((e.prior+e.floor)*y.share)*float64(y.times)) * float64(times))
		if e.sum == 0 {
			c.touched = append(c.touched, y.kind)
		}
		e.sum += count
		e.most = max(e.most, count)
	}
}

// row returns the translations by their counts, without the largest count of each, and
// forgets the counts. Translations too unlikely to matter are left out.
func (c *counter) row() []entry {
	total := priorCount // some mass stays for what was not seen
	for _, y := range c.touched {
		e := &c.of[y]
		e.sum -= e.most
		total += e.sum
	}
	var row []entry
	for _, y := range c.touched {
		e := &c.of[y]
		if p := e.sum / total; p > minProb {
			row = append(row, entry{y, float32(p)})
		}
		e.prior, e.sum, e.most = 0, 0, 0
	}
	c.touched = c.touched[:0]
	return merged(row)
}

// targetsOf returns for each pair the types on its target side.
func targetsOf(src, dst *tokenized, prior table, pairs []spanPair) [][]target {
	targets := make([][]target, len(pairs))
	m := newMass(dst)
	at := make([]int32, len(dst.types)) // by type: its index in the pair at hand and one more, 0 for none
	for n, p := range pairs {
		m.set(p.dst, src, prior, p.src)
		list := make([]target, 0, dst.count(p.dst))
		dst.each(p.dst, func(y int32) {
			if at[y] == 0 {
				list = append(list, target{kind: y, share: 1 / (m.of[y] + float64(dst.prob[y]*(float64(floorMass*float64(m.tokens))+nullMass)))})
				at[y] = int32(len(list))
			}
			list[at[y]-1].times++
		})
		for _, y := range list {
			at[y.kind] = 0
		}
		targets[n] = list
	}
	return targets
}

const (
	floorMass  = 1.0   // how much of the target's unigram share each source token holds
	nullMass   = 1.0   // the same for the empty word
	priorCount = 1.0   // how many occurrences the table before counts for
	minProb    = 0.003 // translations with less are dropped
)
