// Package language tells in which language and script a text is written. It also
// measures the width of a text, simplifies its characters and tidies its white space.
package language

import (
	"cmp"
	"math"
	"strings"
	"sync"
	"unicode"

	"github.com/pemistahl/lingua-go"

	"bitext/align"
)

// Guess is the language that a text was found to be written in.
type Guess struct {
	Language   align.Language // empty if there is nothing to tell from
	Script     align.Script   // of Chinese
	Confidence float64        // 0 to 1
}

// The letters of a document that are looked at, and how much more one Han
// character says than one Latin letter: a Chinese text has about three letters
// of English for each character.
const (
	sampleLetters = 4000
	hanWeight     = 3
)

// Detect tells the language of a document from its paragraphs: the language of
// most of its text, so that quotations in another language do not matter.
// Scripts decide where they can, then the small words of English. Only what is left is
// put to lingua's models, which take long to load, and only a few thousand letters of it.
func Detect(paragraphs []string) Guess {
	var c scriptCount
	var latin strings.Builder
	for _, p := range paragraphs {
		c.add(p)
		if latin.Len() < sampleLetters && !mostlyHan(p) {
			latin.WriteString(p)
			latin.WriteByte('\n')
		}
	}
	han, total := float64(c.han*hanWeight), float64(c.east()+c.other)
	switch l := c.language(); {
	case total == 0:
		return Guess{}
	case l == "ja", l == "ko":
		return Guess{Language: l, Confidence: float64(c.east()) / total}
	case han > total/2:
		return Guess{align.Chinese, ScriptOf(paragraphs), han / total}
	}
	g := ofLetters(latin.String())
	g.Confidence *= float64(c.other) / total
	return g
}

// asking guards lingua-go 1.4, which is not safe for concurrent use: it lengthens
// a table of package decimal that all its detectors share. Chinese and plain English
// never wait for it.
var asking sync.Mutex

// confidenceSteps is how many steps there are from 0 to 1 in a confidence. Lingua sums
// it in the order of a map, so that its last digits differ from run to run.
const confidenceSteps = 1e6

// ofLetters guesses the language of a text without Chinese characters.
func ofLetters(text string) Guess {
	if len(text) > 3*sampleLetters {
		text = strings.ToValidUTF8(text[:3*sampleLetters], "")
	}
	if plainlyEnglish(text) {
		return Guess{Language: align.English, Confidence: 1}
	}
	return byModels(text)
}

// smallWords returns the frequent small words of English that no other language which
// Detect knows has, or only seldom: not "will" and "not", which are German, too.
var smallWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, w := range strings.Fields("the of and to that for with it by this from which they have their these would been what when its than about who you she there are his could should more into") {
		words[w] = true
	}
	return words
})

// From so many words on, of which such a share are small words, a text is English. Of 370
// beginnings of essays, novels and medical texts of 1000 letters and more 358 come to the
// share, and lingua was sure of each of them. A text in another language with English
// quotations comes to the share when most of it is English.
const (
	plainWords = 60
	plainShare = 0.15
)

// plainlyEnglish reports whether a text is English by its small words.
func plainlyEnglish(text string) bool {
	small, all := 0, 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		if smallWords()[word] {
			small++
		}
	}
	return all >= plainWords && float64(small) >= plainShare*float64(all)
}

// byModels asks lingua for the language of a text.
func byModels(text string) Guess {
	detector := lingua.NewLanguageDetectorBuilder().FromLanguages(
		lingua.English, lingua.French, lingua.German, lingua.Spanish, lingua.Portuguese, lingua.Italian,
		lingua.Dutch, lingua.Russian, lingua.Vietnamese, lingua.Indonesian, lingua.Japanese, lingua.Korean,
	).WithLowAccuracyMode().Build()
	asking.Lock()
	values := detector.ComputeLanguageConfidenceValues(text)
	asking.Unlock()
	if len(values) == 0 || values[0].Value() == 0 {
		return Guess{}
	}
	code := strings.ToLower(values[0].Language().IsoCode639_1().String())
	return Guess{Language: align.Language(code), Confidence: math.Round(values[0].Value()*confidenceSteps) / confidenceSteps}
}

// scriptCount counts the letters of a text by script.
type scriptCount struct{ han, kana, hangul, other int }

func (c *scriptCount) add(text string) {
	for _, r := range text {
		switch {
		case r < 0x80:
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				c.other++
			}
		case unicode.Is(unicode.Han, r):
			c.han++
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			c.kana++
		case unicode.Is(unicode.Hangul, r):
			c.hangul++
		case unicode.IsLetter(r):
			c.other++
		}
	}
}

// east returns the weight of the characters of Chinese, Japanese and Korean.
func (c scriptCount) east() int { return hanWeight * (c.han + c.kana + c.hangul) }

func mostlyHan(text string) bool {
	var c scriptCount
	c.add(text)
	return c.east() > c.other
}

// Document fills in the languages of a document, of its paragraphs and its script,
// from its text without boilerplate.
func Document(d *align.Document) Guess {
	guess := Detect(d.Body())
	for k := range d.Paragraphs {
		p := &d.Paragraphs[k]
		p.Language = OfParagraph(p.Text)
	}
	d.Language, d.Script = guess.Language, guess.Script
	return guess
}

// OfParagraph tells the language of a single paragraph by its script: "zh",
// "ja" and "ko" by their characters, "en" for Latin letters, "" for none. In an
// English or Chinese document that is enough.
func OfParagraph(text string) align.Language {
	var c scriptCount
	c.add(text)
	return c.language()
}

// japaneseShare is the share of kana (or hangul) among the characters of a text
// from which on it is not Chinese. Japanese prose has over half; a Chinese
// article on Japan hardly a hundredth.
const japaneseShare = 0.08

// language tells the language that the scripts of a text stand for.
func (c scriptCount) language() align.Language {
	switch {
	case c.east()+c.other == 0:
		return ""
	case c.east() <= c.other:
		return align.English
	case float64(c.kana) > japaneseShare*float64(c.han+c.kana):
		return "ja"
	case float64(c.hangul) > japaneseShare*float64(c.han+c.hangul):
		return "ko"
	}
	return align.Chinese
}

// Name returns the English name of a language, or its code if Detect does not know
// the language.
func Name(l align.Language) string {
	return cmp.Or(names[l], string(l))
}

var names = map[align.Language]string{
	align.English: "English", align.Chinese: "Chinese", "ja": "Japanese", "ko": "Korean", "fr": "French", "de": "German", "es": "Spanish",
	"pt": "Portuguese", "it": "Italian", "nl": "Dutch", "ru": "Russian", "vi": "Vietnamese", "id": "Indonesian",
}
