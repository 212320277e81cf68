package corpora

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bitext/align/language"
)

// unit is a word or a Han character as search knows it.
type unit struct {
	norm       string // in the form that is compared
	start, end int    // byte offsets in the text
	han        bool
	apart      bool // it does not follow the unit before it in a phrase
}

// longestUnit is how long the form of a unit is at most, in bytes; the rest of longer ones,
// which are no words, does not count.
const longestUnit = 96

// unitsOf appends the units of a text to a list.
func unitsOf(list []unit, text string) []unit {
	first, last := len(list), 0 // last is the end of the unit before
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		u := unit{start: i, end: i + size}
		switch {
		case unicode.Is(unicode.Han, r):
			u.han = true
			u.norm = text[i:u.end]
			if r >= 0xF900 { // it may be a compatibility form
				u.norm = norm.NFKC.String(u.norm)
			}
			u.norm = language.Simplified(u.norm)
		case inWord(r):
			ascii := r < utf8.RuneSelf
			for u.end < len(text) {
				next, size := utf8.DecodeRuneInString(text[u.end:])
				if !inWord(next) || unicode.Is(unicode.Han, next) {
					break
				}
				ascii = ascii && next < utf8.RuneSelf
				u.end += size
			}
			u.norm = wordForm(text[i:u.end], ascii)
		}
		i = u.end
		if u.norm == "" {
			continue
		}
		if len(list) > first {
			between := text[last:u.start]
			u.apart = between != "" && (strings.Contains(between, "\n") || u.han && list[len(list)-1].han && strings.TrimSpace(between) != "")
		}
		last = u.end
		list = append(list, u)
	}
	return list
}

// inWord reports whether a character is part of a word: a letter, a mark or a number.
func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return r != utf8.RuneError && unicode.In(r, unicode.L, unicode.M, unicode.N)
}

// wordForm returns the form of a word that is compared.
func wordForm(word string, ascii bool) string {
	if !ascii {
		word = strings.Map(func(r rune) rune {
			if !inWord(r) { // of ½, which is 1⁄2
				return -1
			}
			return r
		}, norm.NFKC.String(word))
	}
	word = strings.ToLower(word)
	if len(word) > longestUnit {
		word = strings.ToValidUTF8(word[:longestUnit], "")
	}
	return word
}

// samePhrase reports whether two lists of units are the same phrase.
func samePhrase(a, b []unit) bool {
	return slices.EqualFunc(a[1:], b[1:], func(x, y unit) bool { return x.norm == y.norm && x.apart == y.apart }) && a[0].norm == b[0].norm
}

// find returns the place in a list of units, from a place on, where a phrase begins; -1 if it
// is nowhere.
func find(list, phrase []unit, from int) int {
	for k := from; k+len(phrase) <= len(list); k++ {
		if list[k].norm == phrase[0].norm && samePhrase(list[k:k+len(phrase)], phrase) {
			return k
		}
	}
	return -1
}
