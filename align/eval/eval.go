// Package eval judges an alignment against a gold one: precision, recall and F1 of its
// beads, the operations that a reviewer needs, and whether its scores are probabilities.
package eval

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"bitext/align"
)

// Counts are the numbers that the figures are made of. Counts of several documents add up.
type Counts struct {
	Documents, Perfect int // documents, and those whose every bead is right
	Gold, Auto         int // two-sided beads
	Strict             int // beads of Auto that stand in Gold as a whole
	LaxAuto, LaxGold   int // beads of Auto (of Gold) that share a link with one of Gold (of Auto)
	NullGold, NullAuto int // units without counterpart
	NullStrict         int // units without counterpart in both
	Operations         int // fewest with which a reviewer turns Auto into Gold
	Confusion          map[Shapes]int
	Reliability        [Bins]Bin
}

// Shapes is a cell of the confusion table: the type of a gold bead and the type
// of the bead that the automatic alignment has for its first unit.
type Shapes struct{ Gold, Auto string }

// Bins is the number of bins of the reliability table, of equal width.
const Bins = 10

// Bin is one row of the reliability table: the beads with a score in its range.
// Beads without a score (NaN), or with a score that is no probability, are in no bin.
type Bin struct {
	Beads int     // how many
	Score float64 // their scores added up
	Right int     // how many of them are right as a whole

	Variance float64 // of how many are right, if the scores are their probabilities
}

// Compare judges one document. No unit may stand in two beads of auto; gold may
// have such units, as annotators sometimes do, and they count in each. A
// unit that only one of the two mentions has no counterpart in the other; if those
// are many, the two are not about the same text, which is an error. How beads are
// written makes no difference: units without counterpart count each for themselves,
// ids may be in any order, and beads without units count for nothing.
func Compare(gold, auto []align.Bead) (*Counts, error) {
	gold, auto, err := sameUnits(normalized(gold), normalized(auto))
	if err != nil {
		return nil, err
	}
	c := &Counts{Documents: 1, Confusion: map[Shapes]int{}}
	inGold, inAuto := index(gold), index(auto)
	right := 0
	for _, b := range auto {
		whole := one(inGold.has(b))
		right += whole
		if 0 <= b.Score && b.Score <= 1 {
			bin := &c.Reliability[min(Bins-1, int(b.Score*Bins))]
			bin.Beads++
			bin.Score += b.Score
			bin.Right += whole
			bin.Variance += float64(b.Score * (1 - b.Score))
		}
		if b.TwoSided() {
			c.Auto++
			c.Strict += whole
			c.LaxAuto += one(inGold.shares(b))
		} else {
			c.NullAuto += len(b.EN) + len(b.ZH)
			c.NullStrict += inGold.nulls(b)
		}
	}
	for _, b := range gold {
		if b.TwoSided() {
			c.Gold++
			c.LaxGold += one(inAuto.shares(b))
		} else {
			c.NullGold += len(b.EN) + len(b.ZH)
		}
		c.Confusion[Shapes{b.Shape(), inAuto.at(b).Shape()}]++
	}
	c.Perfect = one(right == len(auto) && len(auto) == len(gold))
	c.Operations = minOperations(gold, auto)
	return c, nil
}

// Add adds the counts of other documents.
func (c *Counts) Add(d *Counts) {
	c.Documents += d.Documents
	c.Perfect += d.Perfect
	c.Gold += d.Gold
	c.Auto += d.Auto
	c.Strict += d.Strict
	c.LaxAuto += d.LaxAuto
	c.LaxGold += d.LaxGold
	c.NullGold += d.NullGold
	c.NullAuto += d.NullAuto
	c.NullStrict += d.NullStrict
	c.Operations += d.Operations
	if c.Confusion == nil {
		c.Confusion = map[Shapes]int{}
	}
	for s, n := range d.Confusion {
		c.Confusion[s] += n
	}
	for k, b := range d.Reliability {
		c.Reliability[k].Beads += b.Beads
		c.Reliability[k].Score += b.Score
		c.Reliability[k].Right += b.Right
		c.Reliability[k].Variance += b.Variance
	}
}

// Rate is precision, recall and their harmonic mean, each 0 to 1.
type Rate struct {
	P  float64 `json:"p"`
	R  float64 `json:"r"`
	F1 float64 `json:"f1"`
}

func rate(rightAuto, auto, rightGold, gold int) Rate {
	r := Rate{P: float64(rightAuto) / float64(max(auto, 1)), R: float64(rightGold) / float64(max(gold, 1))}
	if r.P+r.R > 0 {
		r.F1 = 2 * r.P * r.R / (r.P + r.R)
	}
	return r
}

// StrictRate counts a two-sided bead as right if it is right as a whole, as
// vecalign and Bertalign do.
func (c *Counts) StrictRate() Rate { return rate(c.Strict, c.Auto, c.Strict, c.Gold) }

// LaxRate counts a two-sided bead as right if it has a link in common with one
// of the other alignment.
func (c *Counts) LaxRate() Rate { return rate(c.LaxAuto, c.Auto, c.LaxGold, c.Gold) }

// NullRate counts the units without counterpart.
func (c *Counts) NullRate() Rate { return rate(c.NullStrict, c.NullAuto, c.NullStrict, c.NullGold) }

// OperationsPer100 is the number of review operations for 100 gold pairs.
func (c *Counts) OperationsPer100() float64 {
	return 100 * float64(c.Operations) / float64(max(c.Gold, 1))
}

// Scored counts the automatic beads that have a score.
func (c *Counts) Scored() int {
	n := 0
	for _, b := range c.Reliability {
		n += b.Beads
	}
	return n
}

// CalibrationError is the expected calibration error: how far the scores of the
// beads of a bin are from the share that is right, on average over all beads
// (Naeini et al., 2015).
func (c *Counts) CalibrationError() float64 {
	off := 0.0
	for _, b := range c.Reliability {
		off += math.Abs(b.Score - float64(b.Right))
	}
	return off / float64(max(c.Scored(), 1))
}

// ChanceError is the calibration error that scores which are probabilities have on average on
// so many beads, by the normal distribution: the fewer beads, the larger.
func (c *Counts) ChanceError() float64 {
	off := 0.0
	for _, b := range c.Reliability {
		off += math.Sqrt(2 / math.Pi * b.Variance)
	}
	return off / float64(max(c.Scored(), 1))
}

// normalized returns the beads as they count: see Compare.
func normalized(list []align.Bead) []align.Bead {
	var out []align.Bead
	for _, b := range list {
		b.EN, b.ZH = slices.Sorted(slices.Values(b.EN)), slices.Sorted(slices.Values(b.ZH))
		if b.TwoSided() {
			out = append(out, b)
			continue
		}
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				out = append(out, alone(side, id, b.Score))
			}
		}
	}
	return out
}

// alone returns the bead of a unit without counterpart.
func alone(side align.Side, id int, score float64) align.Bead {
	b := align.Bead{Score: score}
	b.SetUnits(side, []int{id})
	return b
}

// beads finds beads by their units.
type beads struct {
	of    map[unit][]*align.Bead // the beads that a unit stands in
	whole map[string]bool        // all beads, spelled out
	null  map[unit]bool          // the units without counterpart
}

// unit is a unit of one side.
type unit struct {
	side align.Side
	id   int
}

func index(list []align.Bead) beads {
	x := beads{map[unit][]*align.Bead{}, map[string]bool{}, map[unit]bool{}}
	for k := range list {
		b := &list[k]
		x.whole[spell(*b)] = true
		for side := range align.Sides {
			for _, id := range b.Units(side) {
				u := unit{side, id}
				x.of[u] = append(x.of[u], b)
				if !b.TwoSided() {
					x.null[u] = true
				}
			}
		}
	}
	return x
}

func spell(b align.Bead) string { return fmt.Sprint(b.EN, b.ZH) }

// at returns the first bead that holds the first unit of b.
func (x beads) at(b align.Bead) *align.Bead {
	if len(b.EN) > 0 {
		return x.of[unit{align.EN, b.EN[0]}][0]
	}
	return x.of[unit{align.ZH, b.ZH[0]}][0]
}

// has reports whether b stands in the list as a whole.
func (x beads) has(b align.Bead) bool { return x.whole[spell(b)] }

// shares reports whether b has a link in common with a bead of the list.
func (x beads) shares(b align.Bead) bool {
	english := map[*align.Bead]bool{} // those that hold an English unit of b
	for _, id := range b.EN {
		for _, c := range x.of[unit{align.EN, id}] {
			english[c] = true
		}
	}
	return slices.ContainsFunc(b.ZH, func(id int) bool {
		return slices.ContainsFunc(x.of[unit{align.ZH, id}], func(c *align.Bead) bool { return english[c] })
	})
}

// nulls counts the units of b that have no counterpart in the list either.
func (x beads) nulls(b align.Bead) int {
	n := 0
	for side := range align.Sides {
		for _, id := range b.Units(side) {
			n += one(x.null[unit{side, id}])
		}
	}
	return n
}

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// maxUnmentioned is the share of the units of a side that one of two alignments
// may leave out: gold that annotators made sometimes leaves out units without
// counterpart.
const maxUnmentioned = 0.2

// sameUnits adds to each of two alignments of a text the units that it leaves out and
// the other has, as beads of their own.
func sameUnits(gold, auto []align.Bead) (g, a []align.Bead, err error) {
	for side := range align.Sides {
		name := [2]string{"left", "right"}[side]
		inGold, _ := units(gold, side)
		inAuto, err := units(auto, side)
		if err != nil {
			return nil, nil, fmt.Errorf("automatic alignment: %s side: %w", name, err)
		}
		onlyGold, onlyAuto := missing(side, inGold, inAuto), missing(side, inAuto, inGold)
		g, a = append(g, onlyAuto...), append(a, onlyGold...)
		if left := len(onlyGold) + len(onlyAuto); float64(left) > maxUnmentioned*float64(max(len(inGold), len(inAuto))) {
			return nil, nil, fmt.Errorf("the two are not about the same text: the %s side has %d units in the gold and %d in the automatic alignment, and %d stand in one only", name, len(inGold), len(inAuto), left)
		}
	}
	return slices.Concat(gold, g), slices.Concat(auto, a), nil
}

// missing returns beads of the units of a side that one set has and the other has not.
func missing(side align.Side, has, other map[int]bool) (beads []align.Bead) {
	for _, id := range slices.Sorted(maps.Keys(has)) {
		if !other[id] {
			beads = append(beads, alone(side, id, math.NaN()))
		}
	}
	return beads
}

// units returns the set of the units of one side, and an error if one stands in
// two beads.
func units(list []align.Bead, side align.Side) (set map[int]bool, err error) {
	set = map[int]bool{}
	for _, b := range list {
		for _, id := range b.Units(side) {
			if set[id] {
				err = fmt.Errorf("unit %d stands in two beads", id)
			}
			set[id] = true
		}
	}
	return set, err
}
