package language

import (
	"strings"
	"unicode"
)

// Running is the running text of a document in each language, in Han characters; three
// letters of English say as much as one. Headings, code, links, names and short
// quotations in another language are no running text.
type Running struct{ English, Chinese float64 }

// bilingualShare is how much of the running text of a document is in the other language from
// which on the document is bilingual. Of 144
// Chinese essays on programming and software the most English one has .17, with its long
// quotations; files that hold both editions have .38 and more.
const bilingualShare = 0.25

// Bilingual reports whether a document holds both editions of a piece.
func (r Running) Bilingual() bool {
	return min(r.English, r.Chinese) > bilingualShare*(r.English+r.Chinese)
}

// RunningText measures the running text of paragraphs. Text of a language that is neither
// English nor Chinese may count as either.
func RunningText(paragraphs []string) Running {
	var r Running
	for _, p := range paragraphs {
		for text, han := range runs(p) {
			short := 1
			if strings.ContainsAny(text, ".!?。！？") {
				short = 2 // a sentence, however short
			}
			switch {
			case han*short >= minHan:
				r.Chinese += float64(han)
			case han == 0:
				if small, all := smallShare(text); all*short >= minWords && small >= runningShare {
					r.English += float64(letters(text)) / hanWeight
				}
			}
		}
	}
	return r
}

const (
	minHan       = 10   // Han characters of a run of Chinese text, half as many of a sentence
	minWords     = 6    // words of a run of English text, half as many of a sentence
	runningShare = 0.12 // of small words in it
)

// runs yields the parts of a paragraph, with the number of Han characters in each: English
// text up to the next Han character, and the text between two words of English.
func runs(paragraph string) func(yield func(string, int) bool) {
	return func(yield func(string, int) bool) {
		from, han := 0, 0
		latin := false // the part that is read is English
		for i, r := range paragraph {
			isHan := unicode.Is(unicode.Han, r)
			begins := !isHan && unicode.Is(unicode.Latin, r)
			if (latin && isHan || !latin && begins) && from < i {
				if !yield(paragraph[from:i], han) {
					return
				}
				from, han = i, 0
			}
			if isHan || begins {
				latin = begins
			}
			if isHan {
				han++
			}
		}
		if from < len(paragraph) {
			yield(paragraph[from:], han)
		}
	}
}

// Weight measures a text in Han characters; three letters of another script say as much as
// one.
func Weight(text string) float64 {
	var c scriptCount
	c.add(text)
	return float64(c.han) + float64(c.other)/hanWeight
}

// letters counts the letters of a text.
func letters(text string) (n int) {
	for _, r := range text {
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n
}

// smallShare returns the share of the small words of English in a text, and how many words
// it has.
func smallShare(text string) (share float64, all int) {
	small := 0
	for word := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }) {
		all++
		if smallWords()[word] {
			small++
		}
	}
	return float64(small) / float64(max(all, 1)), all
}
