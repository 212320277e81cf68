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
	Converted     FlagKind = "converted"                    // an amount stands in another currency or measure; Detail is the rate
	LowSupport    FlagKind = "few shared words"             // hardly a word of it is found on the other side
	Untranslated  FlagKind = "untranslated"                 // the Chinese side says it in English
	TermMissing   FlagKind = "term missing"                 // a term of the glossary has no counterpart; Detail names it and what was expected
	OrderChange   FlagKind = "order change"                 // its counterpart stands elsewhere; Detail says where, if it is not in the bead
	SentenceAlone FlagKind = "sentence without counterpart" // the other side lacks a sentence of it; Detail is how that begins
	NoCounterpart FlagKind = "no counterpart"               // one side is empty
	Republished   FlagKind = "republished"                  // its text has changed since it was reviewed; Detail says what the reviewer did and what changed
)

// FlagKinds are all reasons, in the order in which they are explained.
func FlagKinds() []FlagKind {
	kinds := make([]FlagKind, len(flagWords))
	for k, w := range flagWords {
		kinds[k] = w.kind
	}
	return kinds
}

// Chinese returns the name of the reason in Chinese.
func (k FlagKind) Chinese() string { return k.words().chinese }

// Explain returns what the reason means and what to do about it, in English and in
// Chinese. Both are empty for a kind that is not one of FlagKinds.
func (k FlagKind) Explain() (en, zh string) {
	w := k.words()
	return w.en, w.zh
}

func (k FlagKind) words() (w flagWord) {
	if n := slices.IndexFunc(flagWords, func(w flagWord) bool { return w.kind == k }); n >= 0 {
		return flagWords[n]
	}
	return w
}

// flagWord is the Chinese name of a reason, and its explanation in both languages.
type flagWord struct {
	kind            FlagKind
	chinese, en, zh string
}

var flagWords = []flagWord{
	{NumbersDiffer, "数字不一致",
		"A number, date or amount of one side is not on the other: those of the English stand before the slash, those of the Chinese behind it. 30 percent and 三成, 18 months and 一年半 count as the same.",
		"一侧的数字、日期或金额在另一侧找不到；斜线前为英文，斜线后为中文。30 percent 与三成、18 months 与一年半视为一致。"},
	{Converted, "已换算",
		"An amount stands in another currency or measure on the other side, at the rate in brackets, which is possible. See whether it is the one you want. An amount at an impossible rate is under “numbers differ”.",
		"金额或度量在另一侧换了货币或单位，括号内为隐含的换算率，在可能的范围内；请核对是否合适。换算率不可能的列为“数字不一致”。"},
	{UnusualLength, "长度悬殊",
		"One side is much longer than a translation of the other would be: something may be left out, added, or matched wrongly.",
		"一侧的长度远超正常译文：可能有漏译、增译或配对错误。"},
	{LowSupport, "对应词少",
		"Hardly a word of one side is found on the other: a very free translation, or the wrong pair.",
		"两侧几乎没有互相对应的词：译得很自由，或配对有误。"},
	{Untranslated, "未翻译",
		"One side is in the language of the other. Code, names, links, credits and references may stay as they are and are not marked.",
		"一侧用的是另一侧的语言。代码、名称、链接、署名和参考文献可以照原样，不作标记。"},
	{TermMissing, "缺少术语",
		"A term of your glossary stands on one side, and none of its translations (behind the arrow) on the other.",
		"术语表中的词出现在一侧，而另一侧没有箭头后所列的任何译法。"},
	{OrderChange, "顺序不同",
		"Moved: the counterpart stands at another place of the other edition, in the paragraph that is named, or the row crosses others.",
		"已移位：对应段落在另一版本的别处（所示段落），或本行与其他行交叉。"},
	{SentenceAlone, "句子无对应",
		"The other side lacks the sentence that begins so: it may be left out, added, or said in another sentence.",
		"另一侧没有以此开头的句子：可能漏译、增译，或并入了别的句子。"},
	{NoCounterpart, "无对应",
		"The other edition does not have this passage, or it is matched elsewhere.",
		"另一版本没有这一段，或它配到了别处。"},
	{Republished, "审后原文有改",
		"The text has changed since it was reviewed: look at the row again.",
		"审校之后原文有改动，请重新查看本行。"},
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
