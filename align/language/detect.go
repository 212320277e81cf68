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
	minRunning    = 60 // Han characters of running text that make a text with more Latin letters Chinese
)

// Detect tells the language of a document from its paragraphs: the language of
// most of its text, so that quotations in another language do not matter.
// Scripts decide where they can, then running text among headings and code, then the small words of English. Only what is left is
// put to lingua's models, which take long to load, and only a few thousand letters of it.
func Detect(paragraphs []string) Guess {
	var c scriptCount
	var latin strings.Builder
	for _, p := range paragraphs {
		c.add(p)
		if latin.Len() < sampleLetters && !mostlyHan(p) {
			latin.WriteString(strings.Map(dropHan, p)) // lingua takes it for Japanese
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
	r := RunningText(paragraphs) // among code and names
	if c.chinese() {             // in sentences that are full of English words, too
		r.Chinese = max(r.Chinese, float64(c.han))
	}
	if r.Chinese > r.English && r.Chinese >= minRunning {
		return Guess{align.Chinese, ScriptOf(paragraphs), r.Chinese / (r.English + r.Chinese)}
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
// quotations comes to the share when most of it is English. A shorter text needs more of them,
// as names in it may be many and foreign.
const (
	plainWords = 60
	plainShare = 0.15
	shortWords = 12
	shortShare = 0.2
)

// plainlyEnglish reports whether a text is English by its small words.
func plainlyEnglish(text string) bool {
	share, all := smallShare(text)
	return all >= plainWords && share >= plainShare || all >= shortWords && share >= shortShare
}

// likelyShare is the share of small words from which on a text in Latin letters beside a
// Chinese one is the English edition of it. Texts in other languages have hardly any.
const likelyShare = 0.07

// LikelyEnglish reports whether a document that is said to be the counterpart of a Chinese
// one is English, though it is too short or too full of foreign names to tell by itself.
// The guess is that of Document.
func LikelyEnglish(d *align.Document, guess Guess) bool {
	share, _ := smallShare(strings.Join(d.Body(), "\n"))
	return guess.Language == align.English || share >= likelyShare
}

// asked are the languages that lingua tells apart. Released programs have the models of no
// others (.ci/release), and of these what the mode of low accuracy reads.
var asked = []lingua.Language{
	lingua.English, lingua.French, lingua.German, lingua.Spanish, lingua.Portuguese, lingua.Italian,
	lingua.Dutch, lingua.Russian, lingua.Vietnamese, lingua.Indonesian, lingua.Japanese, lingua.Korean,
}

// byModels asks lingua for the language of a text.
func byModels(text string) Guess {
	detector := lingua.NewLanguageDetectorBuilder().FromLanguages(asked...).WithLowAccuracyMode().Build()
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
type scriptCount struct {
	han, kana, hangul, other int

	function int // of han: the function words of Chinese
}

func (c *scriptCount) add(text string) {
	for _, r := range text {
		switch {
		case r < 0x80:
			if 'a' <= r|0x20 && r|0x20 <= 'z' {
				c.other++
			}
		case unicode.Is(unicode.Han, r):
			c.han++
			if strings.ContainsRune(functionWords, r) {
				c.function++
			}
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

func dropHan(r rune) rune {
	if unicode.Is(unicode.Han, r) {
		return ' '
	}
	return r
}

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
// from which on it is not Chinese, unless functionShare of its Han characters are function
// words of Chinese. Japanese prose has over half of kana, and two in a hundred of its Han
// characters are among these words; a Chinese article on Japan has hardly a
// hundredth of kana, one on its language perhaps a quarter, and fifteen in a hundred of the words.
const (
	japaneseShare = 0.08
	functionShare = 0.06
	functionWords = "的了是我你您们們这這那吗嗎呢吧么麼没沒说說很也还還就把被让讓她它给給跟嘅咗係唔佢"
)

// chinese reports whether Han characters beside kana or hangul are those of Chinese text.
func (c scriptCount) chinese() bool {
	return c.han >= c.kana+c.hangul && float64(c.function) >= functionShare*float64(c.han)
}

// language tells the language that the scripts of a text stand for.
func (c scriptCount) language() align.Language {
	switch {
	case c.east()+c.other == 0:
		return ""
	case c.east() <= c.other:
		return align.English
	case float64(c.kana) > japaneseShare*float64(c.han+c.kana) && !c.chinese():
		return "ja"
	case float64(c.hangul) > japaneseShare*float64(c.han+c.hangul) && !c.chinese():
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
