// Package segment cuts English and Chinese texts into sentences and words, and
// reduces English words to their stems.
package segment

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// Sentence borders
//
// Unicode's sentence boundaries (UAX #29) miss hardly any border of newspaper
// text, but they also break where no sentence ends: after "Mr.", between a
// quotation and "he said", before a footnote mark. So each boundary of Unicode is
// moved off the marks that stand close to it, and is dropped if a rule joins the
// texts on its two sides (sentencerules.go). A rule looks at a few hundred bytes
// around the border, so the work grows with the length of the text.

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

// Sentences splits a text into sentences: adjoining spans that cover the text
// exactly. White space between two sentences belongs to the first. A line break
// ends a sentence only after closing punctuation. It returns nil for "".
func Sentences(text string, lang align.Language) []Span {
	var spans []Span
	start, end := 0, 0
	ran, at := 0, 0 // where the last boundary was found, and where it was moved to
	for from, to := 0, 0; from < len(text); from = to {
		to = pieceEnd(text, from)
		for it := sentences.FromString(text[from:to]); it.Next(); {
			end = max(end, from+it.Start()+len(it.Value()))
			if end == to && to < len(text) || ran < end && end <= at {
				continue // the text was cut there, or the boundary is one with the last
			}
			ran, at = end, settle(text, end)
			if at <= start || at >= len(text) || joined(text[start:at], text[at:], lang) {
				continue
			}
			spans = append(spans, Span{start, at})
			start = at
		}
	}
	if start < len(text) {
		spans = append(spans, Span{start, len(text)})
	}
	return spans
}

// maxRun is how many bytes without a letter, a digit or a full stop are given to package
// sentences at once, which takes time with the square of them.
const maxRun = 1000

// pieceEnd returns where the piece of a text ends that begins at from: at the end of the
// text, or in a run of more than maxRun.
func pieceEnd(text string, from int) int {
	run := from // where it began
	for i, r := range text[from:] {
		switch next := from + i + utf8.RuneLen(r); {
		case unicode.IsLetter(r), unicode.IsDigit(r), strings.ContainsRune(endings, r):
			run = next
		case from+i-run >= maxRun:
			return from + i
		}
	}
	return len(text)
}

// settle moves a border off the marks around it: back before quotes and brackets
// that open, forward past marks that close and past footnote marks.
func settle(text string, at int) int {
	for at > 0 {
		r, n := utf8.DecodeLastRuneInString(text[:at])
		if !strings.ContainsRune(openers, r) {
			break
		}
		at -= n
	}
	for at < len(text) {
		n := closingMark(text[at:])
		if n == 0 {
			break
		}
		at += n
	}
	return at
}

const (
	openers = "“‘「『《〈（【〔［｛(["
	closers = "”’」』》〉）】〕］｝"
	endings = ".!?。！？．｡…"
)

// closingMark returns the length of the closing quote, bracket or footnote mark
// that text begins with, with the white space behind it; 0 if there is none.
func closingMark(text string) int {
	r, n := utf8.DecodeRuneInString(text)
	switch {
	case strings.ContainsRune(closers, r), '①' <= r && r <= '⓿', r == '¹', r == '²', r == '³', '⁰' <= r && r <= '⁹':
	case r == '[':
		if n = len(footnote().FindString(text)); n == 0 {
			return 0
		}
	default:
		return 0
	}
	return n + len(text[n:]) - len(strings.TrimLeftFunc(text[n:], unicode.IsSpace))
}

var footnote = lazyregexp.New(`^\[[0-9]{1,3}\]`)

// joined reports whether a rule joins left and right into one sentence.
func joined(left, right string, lang align.Language) bool {
	left, right = tail(left, 600), head(right, 200)
	return slices.ContainsFunc(sentenceRules, func(r sentenceRule) bool {
		return r.joins(left, right, lang)
	})
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
