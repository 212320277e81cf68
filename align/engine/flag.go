package engine

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/language"
	"bitext/align/qa"
	"bitext/align/segment"
)

// minOverlap is the share of words with a counterpart under which a bead has few
// shared words. Fewer than one in a hundred of the pairs found in edition sets have
// less, and one in ten of the pairs found in literary prose (MAC dev).
const minOverlap = 0.15

// wordFlags returns the flags that the search can tell: few shared words, a sentence
// without counterpart, and a counterpart that stands elsewhere.
func (u bitext) wordFlags(b scoredBead) []align.Flag {
	switch {
	case b.twoSided():
		var flags []align.Flag
		if b.overlap < minOverlap && b.tellsByWords() {
			flags = append(flags, align.Flag{Kind: align.LowSupport})
		}
		for side, units := range b.unpaired {
			for _, k := range units {
				text := u[side].text(u[side].ids[k][0])
				if len(segment.Words(text)) == 0 || u.standsBeside(b, align.Side(side), text) { // ###, [00:01:30]
					continue
				}
				flags = append(flags, align.Flag{Kind: align.SentenceAlone, Detail: language.Excerpt(text, maxDetail)})
			}
		}
		return flags
	case b.elsewhere.len() == 0:
	case b.zh.len() == 0:
		return []align.Flag{{Kind: align.OrderChange, Detail: "ZH ¶" + u[align.ZH].places(b.elsewhere)}}
	case b.en.len() == 0:
		return []align.Flag{{Kind: align.OrderChange, Detail: "EN ¶" + u[align.EN].places(b.elsewhere)}}
	}
	return nil
}

// standsBeside reports whether a text of one side of a bead stands on the other as well.
func (u bitext) standsBeside(b scoredBead, side align.Side, text string) bool {
	other, units := align.ZH, b.zh
	if side == align.ZH {
		other, units = align.EN, b.en
	}
	return slices.ContainsFunc(u[other].idsOf(units), func(id int) bool { return strings.Contains(u[other].text(id), strings.TrimSpace(text)) })
}

// maxDetail is how much of a sentence a flag shows, in halves of a Chinese character.
const maxDetail = 60

// tellsByWords reports whether the words of a two-sided bead are many enough to tell by:
// no heading, refrain or handle, and no short text whose score is sure and of which
// some word is found.
func (b scoredBead) tellsByWords() bool {
	return b.words >= minWords && (b.words >= manyWords || b.score < sureScore || b.overlap == 0)
}

const (
	minWords  = 7   // no flag under so many on either side
	manyWords = 12  // a flag at any score from so many
	sureScore = 0.9 // no flag at a score from this on
)

// places names the paragraphs of a run of units by their numbers: 3–4.
func (u *units) places(s span) string {
	paragraphs := u.paragraphs(s)
	from, to := u.numbers[paragraphs[0]], u.numbers[last(paragraphs)]
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

// flag notes on each two-sided bead, and on each unit without counterpart that
// is not boilerplate, why a person should look at it.
func flag(al *align.Alignment, terms *glossary.Finder) {
	flagCrossing(al.Beads)
	flagCrossing(al.Sentences)
	for n := range al.Beads {
		b := &al.Beads[n]
		if al.Removed(*b) {
			b.Flags = nil
			continue
		}
		if en, zh := al.Text(*b); !isCode(al, *b) {
			b.Flags = append(qa.Flags(en, zh, terms), b.Flags...)
		}
	}
	for n := range al.Sentences {
		b := &al.Sentences[n]
		if parent := al.Beads[b.Parent]; isCode(al, parent) {
			b.Flags = nil
		} else if parent.TwoSided() {
			en, zh := al.SentenceText(*b)
			b.Flags = append(qa.Flags(en, zh, terms), b.Flags...)
		} else {
			b.Flags = parent.Flags
		}
	}
}

// isCode reports whether a two-sided bead holds nothing but blocks of code, which have
// the words and numbers of a language of programs.
func isCode(al *align.Alignment, b align.Bead) bool {
	for side := range align.Sides {
		for _, id := range b.Units(side) {
			if al.Document(side).Paragraphs[id].Kind != align.CodeBlock {
				return false
			}
		}
	}
	return b.TwoSided()
}

// flagCrossing flags the beads that cross others.
func flagCrossing(beads []align.Bead) {
	var all []point
	var of []int // the bead of each
	most := 0
	for k, b := range beads {
		if b.TwoSided() {
			all, of = append(all, point{k, b.ZH[0], 1}), append(of, k)
			most = max(most, b.ZH[0])
		}
	}
	chain := heaviestChain(all, most+1)
	for n, p := range all {
		if len(chain) > 0 && chain[0] == p {
			chain = chain[1:]
			continue
		}
		beads[of[n]].Flags = append(beads[of[n]].Flags, align.Flag{Kind: align.OrderChange})
	}
}
