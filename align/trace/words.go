package trace

import (
	"strings"
	"unicode"

	"bitext/align/language"
)

// Changed returns which parts of two versions of a text differ, as the bytes from and to
// of each part in order: those of a that are not in b, and those of b that are not in a. A
// part is made of whole words, numbers and wide characters; parts with nothing but white
// space between them are one.
func Changed(a, b string) (inA, inB [][2]int) {
	wordsA, placesA := words(a)
	wordsB, placesB := words(b)
	for _, h := range hunks(wordsA, wordsB) {
		if h.from < h.to {
			inA = append(inA, [2]int{placesA[h.from][0], placesA[h.to-1][1]})
		}
		if h.start < h.end {
			inB = append(inB, [2]int{placesB[h.start][0], placesB[h.end-1][1]})
		}
	}
	return inA, inB
}

// words returns the tokens of a text but for white space, and where they stand.
func words(s string) (list []string, places [][2]int) {
	end := 0
	for _, t := range tokens(s) {
		if end += len(t); strings.TrimSpace(t) != "" {
			list, places = append(list, t), append(places, [2]int{end - len(t), end})
		}
	}
	return list, places
}

// tokens cuts a text into words, runs of white space, and single other characters. Letters,
// digits and apostrophes are a word; each wide character is a token.
func tokens(s string) (list []string) {
	const other, space, word = 0, 1, 2
	kind := func(r rune) int {
		switch {
		case unicode.IsSpace(r):
			return space
		case language.Width(r) < 2 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’'):
			return word
		}
		return other
	}
	start, last := 0, other
	for i, r := range s {
		k := kind(r)
		if i > 0 && (k == other || k != last) {
			list = append(list, s[start:i])
			start = i
		}
		last = k
	}
	if start < len(s) {
		list = append(list, s[start:])
	}
	return list
}
