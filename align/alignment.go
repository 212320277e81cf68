package align

import (
	"cmp"
	"slices"
	"strings"
)

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

	Status  Status // what a reviewer said of it
	Comment string // what a reviewer wrote about it
	ByHand  bool   // a reviewer put these units together; Score is 1
}

// TwoSided reports whether the bead has units of both editions.
func (b Bead) TwoSided() bool { return len(b.EN) > 0 && len(b.ZH) > 0 }

// Settled reports whether a reviewer stands for the bead: confirmed it, put it right, or
// put its units together.
func (b Bead) Settled() bool {
	return b.Status == Confirmed || b.Status == Fixed || b.ByHand && b.Status == ""
}

// Status is what a reviewer said of a bead. It is empty as long as nobody has
// said anything.
type Status string

// The statuses.
const (
	Confirmed Status = "ok"       // right as it was
	Fixed     Status = "fixed"    // it was wrong and has been put right
	Rejected  Status = "rejected" // the two sides do not belong together
)

// Flag is one reason to look at a bead.
type Flag struct {
	Kind   FlagKind
	Detail string // what exactly, "87 / 78"; may be empty
}

// FlagKind names a reason to look at a bead.
type FlagKind string

// The reasons.
const (
	NumbersDiffer FlagKind = "numbers differ"               // a number stands on one side only; Detail names it
	UnusualLength FlagKind = "unusual length"               // one side is much longer than translations are
	Converted     FlagKind = "converted"                    // an amount stands in another currency, at a rate that there was
	LowSupport    FlagKind = "few shared words"             // hardly a word of it is found on the other side
	Untranslated  FlagKind = "untranslated"                 // the Chinese side says it in English
	TermMissing   FlagKind = "term missing"                 // a term of the glossary has no counterpart; Detail names it and what was expected
	OrderChange   FlagKind = "order change"                 // its counterpart stands elsewhere; Detail says where, if it is not in the bead
	SentenceAlone FlagKind = "sentence without counterpart" // the other side lacks a sentence of it; Detail is how that begins
	NoCounterpart FlagKind = "no counterpart"               // one side is empty
	Republished   FlagKind = "republished"                  // its text has changed since it was reviewed; Detail says what the reviewer did and what changed
)

// Chinese returns the name of the reason in Chinese.
func (k FlagKind) Chinese() string { return chineseKinds[k] }

var chineseKinds = map[FlagKind]string{
	NumbersDiffer: "数字不一致",
	UnusualLength: "长度悬殊",
	Converted:     "货币换算",
	LowSupport:    "对应词少",
	Untranslated:  "未翻译",
	TermMissing:   "缺少术语",
	OrderChange:   "顺序不同",
	SentenceAlone: "句子无对应",
	NoCounterpart: "无对应",
	Republished:   "审后原文有改",
}

// Removed reports whether a paragraph bead is boilerplate, which takes no part
// in the alignment.
func (al *Alignment) Removed(b Bead) bool {
	return len(b.ZH) == 0 && len(b.EN) == 1 && al.EN.Paragraphs[b.EN[0]].Kind == Boilerplate ||
		len(b.EN) == 0 && len(b.ZH) == 1 && al.ZH.Paragraphs[b.ZH[0]].Kind == Boilerplate
}

// Text returns the two texts of a paragraph bead, its paragraphs joined by a
// line break.
func (al *Alignment) Text(b Bead) (en, zh string) {
	return al.EN.paragraphs(b.EN), al.ZH.paragraphs(b.ZH)
}

func (d *Document) paragraphs(ids []int) string {
	texts := make([]string, len(ids))
	for k, id := range ids {
		texts[k] = d.Paragraphs[id].Text
	}
	return strings.Join(texts, "\n")
}

// SentenceText returns the two texts of a sentence bead, exactly as they stand
// in their paragraphs but for the white space at the ends.
func (al *Alignment) SentenceText(b Bead) (en, zh string) {
	return al.EN.sentences(b.EN), al.ZH.sentences(b.ZH)
}

func (d *Document) sentences(ids []int) string {
	var text strings.Builder
	for _, id := range ids {
		if text.Len() > 0 && d.Sentences[id].Start == 0 {
			text.WriteByte('\n') // the next paragraph
		}
		text.WriteString(d.SentenceText(id))
	}
	return strings.TrimSpace(text.String())
}

// Parents returns the index of the paragraph bead of each paragraph, by side and id.
func (al *Alignment) Parents() [Sides][]int {
	parents := [Sides][]int{make([]int, len(al.EN.Paragraphs)), make([]int, len(al.ZH.Paragraphs))}
	for n, b := range al.Beads {
		for side := range Sides {
			for _, id := range b.Units(side) {
				parents[side][id] = n
			}
		}
	}
	return parents
}

// SetParents finds for each sentence bead the paragraph bead that it lies in, and
// puts the sentence beads in the order of these.
func (al *Alignment) SetParents() {
	parents := al.Parents()
	for n := range al.Sentences {
		b := &al.Sentences[n]
		side := EN
		if len(b.EN) == 0 {
			side = ZH
		}
		b.Parent = parents[side][al.Document(side).Sentences[b.Units(side)[0]].Paragraph]
	}
	slices.SortStableFunc(al.Sentences, func(a, b Bead) int { return cmp.Compare(a.Parent, b.Parent) })
}

// TextPair is a pair of texts that say the same, whatever documents they come
// from.
type TextPair struct{ EN, ZH string }
