package number

import (
	"strings"
	"unicode/utf8"

	"bitext/align/segment"
)

// head returns the first bytes of a text, no more than n, cut between two characters.
func head(text string, n int) string {
	for n < len(text) && n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:min(n, len(text))]
}

// tail returns the last bytes of a text, no more than n, cut between two characters.
func tail(text string, n int) string {
	i := max(0, len(text)-n)
	for 0 < i && i < len(text) && !utf8.RuneStart(text[i]) {
		i++
	}
	return text[i:]
}

// prefix returns the first of the words that text begins with, "" if it begins
// with none.
func prefix(text string, words ...string) string {
	for _, word := range words {
		if strings.HasPrefix(text, word) {
			return word
		}
	}
	return ""
}

// startsWithAny reports whether text begins with one of the characters.
func startsWithAny(text, characters string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune(characters, c)
}

// endsWithAny reports whether text ends with one of the characters.
func endsWithAny(text, characters string) bool {
	c, _ := utf8.DecodeLastRuneInString(text)
	return text != "" && strings.ContainsRune(characters, c)
}

// startsWithWord reports whether text begins with one of the words, in letters of
// any case, and no letter follows it.
func startsWithWord(text string, words ...string) bool {
	for _, word := range words {
		if len(text) >= len(word) && strings.EqualFold(text[:len(word)], word) && skip(text, len(word), segment.IsLetter) == len(word) {
			return true
		}
	}
	return false
}

// endsWithWord reports whether text ends with one of the words, in letters of any
// case.
func endsWithWord(text string, words ...string) bool {
	for _, word := range words {
		if at := len(text) - len(word); at >= 0 && strings.EqualFold(text[at:], word) {
			return true
		}
	}
	return false
}

// lettersBefore returns the letters at the end of text.
func lettersBefore(text string) string {
	return text[len(strings.TrimRightFunc(text, segment.IsLetter)):]
}

// digitRun returns where the digits at i end.
func digitRun(text string, i int) int { return skip(text, i, segment.IsDigit) }

func startsWithDigit(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return segment.IsDigit(c)
}

// skip returns where the characters that are in a set end, from i on.
func skip(text string, i int, in func(rune) bool) int {
	return len(text) - len(strings.TrimLeftFunc(text[i:], in))
}
