package qa

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/number"
	"bitext/align/segment"
)

// Flags returns what is doubtful about a pair of texts.
func Flags(en, zh string) []align.Flag {
	if en == "" || zh == "" {
		return []align.Flag{{Kind: align.NoCounterpart}}
	}
	if untranslated(en, zh) {
		return []align.Flag{{Kind: align.Untranslated}}
	}
	var out []align.Flag
	if e, z := loneNumbers(en, zh); e != "" || z != "" {
		out = append(out, align.Flag{Kind: align.NumbersDiffer, Detail: orDash(e) + " / " + orDash(z)})
	}
	if ratio := align.Length(en, align.English) / (align.Length(zh, align.Chinese) * align.UsualRatio); ratio > lengthBound || ratio < 1/lengthBound {
		out = append(out, align.Flag{Kind: align.UnusualLength})
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

// MissingTerms returns a flag for each term of the glossary that a pair of texts
// has on one side, with none of its counterparts on the other.
func MissingTerms(terms *glossary.Finder, en, zh string) []align.Flag {
	if terms == nil || en == "" || zh == "" {
		return nil
	}
	var out []align.Flag
	missing := func(text string, lang align.Language, inOther map[int]bool, expected func(glossary.Concept) []string) {
		for _, m := range terms.Find(text, lang) {
			if !inOther[m.Concept] {
				inOther[m.Concept] = true // said once
				out = append(out, align.Flag{Kind: align.TermMissing, Detail: text[m.Start:m.End] + " → " + strings.Join(expected(terms.Concepts[m.Concept]), " / ")})
			}
		}
	}
	inEN, inZH := terms.ConceptsIn(en, align.English), terms.ConceptsIn(zh, align.Chinese)
	missing(en, align.English, inZH, func(c glossary.Concept) []string { return c.ZH })
	missing(zh, align.Chinese, inEN, func(c glossary.Concept) []string { return c.EN })
	return out
}

// loneNumbers returns the numbers that stand on one side only, as they are
// spelled there. Those that are only vague, all of them, are no reason to look,
// unless two of them contradict each other.
func loneNumbers(en, zh string) (onlyEN, onlyZH string) {
	e, z := number.All(en, align.English), number.All(zh, align.Chinese)
	loneEN, loneZH := unmatched(e, z), unmatched(z, e)
	spellEN, exactEN := spell(en, loneEN, loneZH)
	spellZH, exactZH := spell(zh, loneZH, loneEN)
	if !exactEN && !exactZH {
		return "", ""
	}
	return strings.Join(spellEN, ", "), strings.Join(spellZH, ", ")
}

// unmatched returns the numbers that mean none of the others.
func unmatched(numbers, others []number.Number) []number.Number {
	return slices.DeleteFunc(slices.Clone(numbers), func(n number.Number) bool {
		return slices.ContainsFunc(others, n.Matches)
	})
}

// spell returns the spellings of the lone numbers of a text that count, and
// whether one of them is a reason to look: it is exact or contradicts a lone one
// of the other text.
func spell(text string, lone, others []number.Number) (spellings []string, reason bool) {
	for _, n := range lone {
		spelling := text[n.Start:n.End]
		contradicts := slices.ContainsFunc(others, n.Contradicts)
		if !n.Weak || contradicts {
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
