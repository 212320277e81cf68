// Package qa tells what is doubtful about two texts that are said to translate each
// other: numbers that differ, an unusual length, a text that is not translated,
// terms of a glossary that are missing.
package qa

import (
	"math"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/internal/portable"
	"bitext/align/segment"
)

// Flags returns the reasons to doubt that an English and a Chinese text say the same.
// Terms may be nil. The numbers and the length of an untranslated text are not judged.
func Flags(en, zh string, terms *glossary.Finder) []align.Flag {
	if en == "" || zh == "" {
		return []align.Flag{{Kind: align.NoCounterpart}}
	}
	var flags []align.Flag
	switch chinese := inChinese(en); {
	case chinese && !chineseCredit().MatchString(en), inEnglish(zh) && !stays(zh):
		flags = append(flags, align.Flag{Kind: align.Untranslated})
	case !chinese: // else the English text says who translated it
		flags = append(flags, differences(en, zh)...)
	}
	return append(flags, missingTerms(en, zh, terms)...)
}

// differences returns the flags for numbers and length of a translated text.
func differences(en, zh string) (flags []align.Flag) {
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
	return flags
}

// The ratio of lengths of two texts of longText English letters is unusual from
// lengthBound up. Its logarithm scatters with the square root of the length (Gale and
// Church 1993), so a text a quarter as long may differ twice as much. A text under
// shortText has any ratio: Or, 或者; FAQ, 常见问题.
const (
	lengthBound = 2.2
	longText    = 60
	shortText   = 30
)

// unusualLength reports whether one text is far too long for the other.
func unusualLength(en, zh string) bool {
	e, z := align.Length(en, align.English), float64(align.Length(zh, align.Chinese)*align.UsualRatio)
	if e < shortText && z < shortText || e == 0 || z == 0 {
		return false
	}
	scatter := math.Sqrt(max(1, longText/((e+z)/2)))
	return math.Abs(portable.Ln(e/z)) > portable.Ln(lengthBound)*scatter
}

// inEnglish reports whether a text has words, none of them in Chinese.
func inEnglish(text string) bool {
	han, letters := words(text)
	return han == 0 && letters > 0
}

// inChinese reports whether a text has more words in Chinese, of two characters each,
// than others.
func inChinese(text string) bool {
	han, letters := words(text)
	return han > 2*letters
}

// words counts the Chinese characters and the words in other letters of a text.
func words(text string) (han, letters int) {
	for _, w := range segment.Words(text) {
		switch w.Kind {
		case segment.Han:
			han += utf8.RuneCountInString(text[w.Start:w.End])
		case segment.Letters:
			letters++
		}
	}
	return han, letters
}
