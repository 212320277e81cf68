package align

// Alignment is the result: which units of the English edition stand for which
// of the Chinese one, at two levels.
type Alignment struct {
	EN, ZH *Document

	// Beads holds the paragraph beads in reading order. Every paragraph of
	// both documents, boilerplate included, stands in exactly one.
	Beads []Bead

	// Sentences holds the sentence beads in reading order; each lies inside
	// one paragraph bead. Every sentence stands in exactly one. It is empty
	// when the input was already segmented.
	Sentences []Bead

	// Swapped reports that the Chinese edition was given first, so that
	// formats without language labels put it first too.
	Swapped bool
}

// Bead is a group of English units and the group of Chinese units that says
// the same. One side is empty where a unit has no counterpart.
type Bead struct {
	EN, ZH []int   // unit ids, ascending
	Score  float64 // probability that the bead is right, 0 to 1
	Flags  []Flag  // why a person should look at it
	Parent int     // of a sentence bead: index of its paragraph bead
}

// Flag is one reason to look at a bead.
type Flag struct {
	Kind   FlagKind
	Detail string // what exactly, "87 / 78"; may be empty
}

// FlagKind names a reason to look at a bead.
type FlagKind string

// The reasons.
const (
	NumbersDiffer FlagKind = "numbers differ"   // a number stands on one side only; Detail names it
	UnusualLength FlagKind = "unusual length"   // one side is much longer than translations are
	LowSupport    FlagKind = "few shared words" // hardly a word of it is found on the other side
	NoCounterpart FlagKind = "no counterpart"   // one side is empty
)
