// Package segment cuts English and Chinese texts into sentences and words, and
// reduces English words to their stems.
package segment

import (
	"strings"
	"sync"
	"unicode/utf8"

	"bitext/align"
)

// Sentence borders
//
// A sentence may end behind each mark that Unicode calls a sentence terminal, behind
// dots of omission, and at a line break behind a colon or semicolon; quotation marks,
// brackets and marks of notes behind the mark belong to the sentence. Most of these
// places are borders, many are none: "Mr.", "3.5", a quotation and "he said".
//
// A text is read once from left to right for its pairs of quotation marks and brackets
// (sentencepairs.go), and once for the places. What stands around a place is gathered
// in a place (sentenceplace.go) and shown to a table of rules (sentencerules.go), in
// which the first that knows decides; a place that no rule knows is a border. A rule
// looks at a few hundred bytes, so the work grows with the length of the text.
//
// The rules of Unicode (UAX #29, SB6 to SB11) are among these where they hold in
// English and Chinese texts, under their names.

// Document cuts the paragraphs of a document into sentences.
func Document(d *align.Document) {
	d.Sentences = d.Sentences[:0]
	for p, par := range d.Paragraphs {
		for _, s := range Sentences(par.Text, d.Language) {
			d.Sentences = append(d.Sentences, align.Sentence{Paragraph: p, Start: s.Start, End: s.End})
		}
	}
}

// Span is a stretch of a text.
type Span struct{ Start, End int } // byte offsets

// Sentences splits a text, best a paragraph, into sentences: adjoining spans that cover
// the text exactly. White space between two sentences belongs to the first. A line
// break ends a sentence only after closing punctuation. Sentences returns nil for "".
func Sentences(text string, lang align.Language) []Span {
	var spans []Span
	s := newScanner(text, lang)
	for s.next() {
		if s.verdict() == border {
			spans = append(spans, Span{s.place.start, s.place.at})
			s.begin()
		}
	}
	if s.place.start < len(text) {
		spans = append(spans, Span{s.place.start, len(text)})
	}
	return spans
}

// tail and head return the end and the beginning of a text, cut between
// characters, at most n bytes.
func tail(s string, n int) string {
	i := max(len(s)-n, 0)
	for 0 < i && i < len(s) && !utf8.RuneStart(s[i]) {
		i++
	}
	return s[i:]
}

func head(s string, n int) string {
	n = min(n, len(s))
	for 0 < n && n < len(s) && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

func lastRune(text string) rune {
	r, _ := utf8.DecodeLastRuneInString(text)
	return r
}

// wordSet returns a function that tells whether a word is one of those between white
// space. The set is made when it is first asked.
func wordSet(words string) func(string) bool {
	set := sync.OnceValue(func() map[string]bool {
		set := map[string]bool{}
		for w := range strings.FieldsSeq(words) {
			set[w] = true
		}
		return set
	})
	return func(word string) bool { return set()[word] }
}
