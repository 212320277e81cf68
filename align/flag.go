package align

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/glossary"
	"bitext/align/language"
	"bitext/align/segment"
)

// leastSupport is the share of words with a counterpart under which a bead has
// low support. Of the pairs found in edition sets fewer than one in a hundred have
// less, of those in literary prose, MAC dev, one in ten.
const leastSupport = 0.15

// wordFlags returns the flags that the search can tell: words that hardly match,
// and a counterpart that stands elsewhere.
func wordFlags(e, z *edition, l linked) []Flag {
	switch {
	case l.en.len() > 0 && l.zh.len() > 0:
		if l.support < leastSupport {
			return []Flag{{Kind: LowSupport}}
		}
	case l.elsewhere.len() == 0:
	case l.zh.len() == 0:
		return []Flag{{OrderChange, "ZH ¶" + z.places(l.elsewhere)}}
	default:
		return []Flag{{OrderChange, "EN ¶" + e.places(l.elsewhere)}}
	}
	return nil
}

// places names the paragraphs of a run of units as people count them: from 1,
// boilerplate left out.
func (e *edition) places(s span) string {
	paragraphs := e.paragraphs(s)
	place := func(id int) int {
		n := 0
		for _, p := range e.doc.Paragraphs[:id+1] {
			if p.Kind != Boilerplate {
				n++
			}
		}
		return n
	}
	from, to := place(paragraphs[0]), place(last(paragraphs))
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

// flag notes on each two-sided bead, and on each unit without counterpart that
// is not boilerplate, why a person should look at it.
func flag(al *Alignment, terms *glossary.Finder) {
	crossing(al.Beads)
	crossing(al.Sentences)
	for n := range al.Beads {
		b := &al.Beads[n]
		if al.Removed(*b) {
			b.Flags = nil
			continue
		}
		en, zh := al.Text(*b)
		b.Flags = slices.Concat(Flags(en, zh), missingTerms(terms, en, zh), b.Flags)
	}
	for n := range al.Sentences {
		b := &al.Sentences[n]
		if al.Beads[b.Parent].twoSided() {
			en, zh := al.SentenceText(*b)
			b.Flags = slices.Concat(Flags(en, zh), missingTerms(terms, en, zh), b.Flags)
		} else {
			b.Flags = al.Beads[b.Parent].Flags
		}
	}
}

// crossing flags the beads that are out of order with the others.
func crossing(beads []Bead) {
	var all []anchor
	var of []int // the bead of each
	most := 0
	for k, b := range beads {
		if b.twoSided() {
			all, of = append(all, anchor{k, b.ZH[0], 1}), append(of, k)
			most = max(most, b.ZH[0])
		}
	}
	chain := heaviestChain(all, most+1)
	for n, a := range all {
		if len(chain) > 0 && chain[0] == a {
			chain = chain[1:]
			continue
		}
		beads[of[n]].Flags = append(beads[of[n]].Flags, Flag{Kind: OrderChange})
	}
}

// Flags returns what is doubtful about a pair of texts.
func Flags(en, zh string) []Flag {
	if en == "" || zh == "" {
		return []Flag{{Kind: NoCounterpart}}
	}
	if untranslated(en, zh) {
		return []Flag{{Kind: Untranslated}}
	}
	var out []Flag
	if e, z := loneNumbers(en, zh); e != "" || z != "" {
		out = append(out, Flag{NumbersDiffer, orDash(e) + " / " + orDash(z)})
	}
	if ratio := textLength(en, language.English) / (textLength(zh, language.Chinese) * usualRatio); ratio > lengthBound || ratio < 1/lengthBound {
		out = append(out, Flag{Kind: UnusualLength})
	}
	return out
}

// lengthBound is how many times longer or shorter than usual a translation has
// to be for its length to be unusual.
const lengthBound = 2.2

// untranslated reports whether the Chinese side has words but no Chinese ones, or
// the English side no English ones. A single word may be a name.
func untranslated(en, zh string) bool {
	enHan, enLetters := words(en)
	zhHan, zhLetters := words(zh)
	return zhHan == 0 && zhLetters > 1 || enLetters == 0 && enHan > 0
}

// words counts the runs of Chinese characters and the words in Latin letters of a text.
func words(text string) (han, letters int) {
	for _, w := range segment.Words(text) {
		switch w.Kind {
		case segment.Han:
			han++
		case segment.Letters:
			letters++
		}
	}
	return han, letters
}

// missingTerms returns a flag for each term of the glossary that a pair of texts
// has on one side, with none of its counterparts on the other.
func missingTerms(terms *glossary.Finder, en, zh string) []Flag {
	if terms == nil || en == "" || zh == "" {
		return nil
	}
	var out []Flag
	missing := func(text string, lang language.Language, inOther map[int]bool, expected func(glossary.Concept) []string) {
		for _, m := range terms.Find(text, lang) {
			if !inOther[m.Concept] {
				inOther[m.Concept] = true // said once
				out = append(out, Flag{TermMissing, text[m.Start:m.End] + " → " + strings.Join(expected(terms.Concepts[m.Concept]), " / ")})
			}
		}
	}
	inEN, inZH := terms.ConceptsIn(en, language.English), terms.ConceptsIn(zh, language.Chinese)
	missing(en, language.English, inZH, func(c glossary.Concept) []string { return c.ZH })
	missing(zh, language.Chinese, inEN, func(c glossary.Concept) []string { return c.EN })
	return out
}

// loneNumbers returns the numbers that stand on one side only, as they are
// spelled there. Those that are only vague, all of them, are no reason to look,
// unless two of them contradict each other.
func loneNumbers(en, zh string) (onlyEN, onlyZH string) {
	e, z := segment.AllNumbers(en, language.English), segment.AllNumbers(zh, language.Chinese)
	loneEN, loneZH := unmatched(e, z), unmatched(z, e)
	spellEN, exactEN := spell(en, loneEN, loneZH)
	spellZH, exactZH := spell(zh, loneZH, loneEN)
	if !exactEN && !exactZH {
		return "", ""
	}
	return strings.Join(spellEN, ", "), strings.Join(spellZH, ", ")
}

// unmatched returns the numbers that mean none of the others.
func unmatched(numbers, others []segment.Number) []segment.Number {
	return slices.DeleteFunc(slices.Clone(numbers), func(n segment.Number) bool {
		return slices.ContainsFunc(others, n.Means)
	})
}

// spell returns the spellings of the lone numbers of a text that count, and
// whether one of them is a reason to look: it is exact or contradicts a lone one
// of the other text.
func spell(text string, lone, others []segment.Number) (spellings []string, reason bool) {
	for _, n := range lone {
		spelling := text[n.Start:n.End]
		contradicts := slices.ContainsFunc(others, n.Contradicts)
		if !n.Faint || contradicts {
			spellings = append(spellings, spelling)
			reason = reason || contradicts || exact(spelling)
		}
	}
	return spellings, reason
}

// exact reports whether a number means just that: it has digits, or is put
// together of several words or characters. Small numbers in one word (two, half,
// 两, 百) often stand for an article, "both" or "many".
func exact(number string) bool {
	digits := strings.ContainsFunc(number, unicode.IsDigit)
	vague := strings.HasPrefix(number, "a ") || !strings.ContainsFunc(number, func(r rune) bool { return r == '-' || r == ' ' })
	if han := utf8.RuneCountInString(number); strings.ContainsFunc(number, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		vague = han == 1
	}
	return digits || !vague
}

func orDash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}
