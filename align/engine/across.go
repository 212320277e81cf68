package engine

// crossing tells for the nodes of a row how much the words next to a border between two
// English units say that it is the wrong one. A clause that one edition has in the next
// sentence is only a few of the words of a bead, and may pair well enough where it stands; but
// it stands next to a border, and its words on the other side of that border. The first pass
// does not ask: with tables that have not learned from the bitext it finds more that is not
// there. Nor does a unit without counterpart, whose words belong on neither side.
type crossing struct {
	*scorer
	before, after sparse // by English type: Σ t(type|z) over the Chinese words just before the border and just after it
}

// nearWords is how many words on either side of a border are next to it. Chosen on MAC dev, long-dev and hard editions.
const nearWords = 8

func newCrossing(s *scorer) *crossing {
	return &crossing{s, sparse{of: make([]float64, len(s.en.types))}, sparse{of: make([]float64, len(s.en.types))}}
}

// set takes the words on either side of the border before a Chinese unit that is not the first.
func (c *crossing) set(i int) {
	c.before.reset()
	c.after.reset()
	add := func(to *sparse, words []int32) {
		for _, z := range words {
			for _, w := range c.enGivenZH[z] {
				to.add(w.to, float64(w.t))
			}
		}
	}
	add(&c.before, lastOf(c.zh.units[i-1]))
	add(&c.after, firstOf(c.zh.units[i]))
}

// at returns how much more the English words next to the border before unit j gain, given the Chinese words
// across the border at hand than given those on their own side of it. Words that gain no more count for nothing.
func (c *crossing) at(j int) (sum float64) {
	add := func(words []int32, own, across *sparse) {
		for _, e := range words {
			if a, o := across.of[e], own.of[e]; a > o {
				sum += gain(a, nearWords, c.en.prob[e]) - gain(o, nearWords, c.en.prob[e])
			}
		}
	}
	add(lastOf(c.en.units[j-1]), &c.before, &c.after)
	add(firstOf(c.en.units[j]), &c.after, &c.before)
	return sum
}

func firstOf(words []int32) []int32 { return words[:min(len(words), nearWords)] }

func lastOf(words []int32) []int32 { return words[max(0, len(words)-nearWords):] }
