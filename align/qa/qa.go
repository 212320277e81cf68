// Package qa tells what is doubtful about two texts that are said to translate each
// other: numbers that differ, an unusual length, a text that is not translated,
// terms of a glossary that are missing.
package qa

import (
	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/segment"
)

// Flags returns the reasons to doubt that an English and a Chinese text say the same.
// Terms may be nil. The numbers and the length of an untranslated text are not judged.
func Flags(en, zh string, terms *glossary.Finder) []align.Flag {
	if en == "" || zh == "" {
		return []align.Flag{{Kind: align.NoCounterpart}}
	}
	var flags []align.Flag
	if untranslated(en, zh) {
		flags = append(flags, align.Flag{Kind: align.Untranslated})
	} else {
		differing, converted := differingNumbers(en, zh)
		if differing != "" {
			flags = append(flags, align.Flag{Kind: align.NumbersDiffer, Detail: differing})
		}
		if converted != "" {
			flags = append(flags, align.Flag{Kind: align.Converted, Detail: converted})
		}
		if unusualLength(en, zh) {
			flags = append(flags, align.Flag{Kind: align.UnusualLength})
		}
	}
	return append(flags, missingTerms(en, zh, terms)...)
}

// lengthBound is how many times longer or shorter than usual a translation of
// unusual length is, at least.
const lengthBound = 2.2

// shortText is the length in English letters under which texts of a few words have
// any ratio of lengths: Or, 或者; FAQ, 常见问题.
const shortText = 30

// unusualLength reports whether one text is far too long for the other.
func unusualLength(en, zh string) bool {
	if align.Length(en, align.English) < shortText && align.Length(zh, align.Chinese)*align.UsualRatio < shortText {
		return false
	}
	ratio := align.Length(en, align.English) / (align.Length(zh, align.Chinese) * align.UsualRatio)
	return ratio > lengthBound || ratio < 1/lengthBound
}

// untranslated reports whether the Chinese text has words, but no Chinese ones, or
// the English text Chinese words only. A single word may be a name.
func untranslated(en, zh string) bool {
	enHan, enLetters := words(en)
	zhHan, zhLetters := words(zh)
	return zhHan == 0 && zhLetters > 1 && !stays(zh) || enLetters == 0 && enHan > 0
}

// words counts the runs of Chinese characters and the words in other letters of a
// text.
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
