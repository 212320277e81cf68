package qa

import (
	"strings"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
)

// translatorsNote matches the beginning of a note that the translator or editor has put
// in brackets: （译者注：…）, [LCTT 译注: …].
var translatorsNote = lazyregexp.New(`[（(\[【]\s*(?:[A-Za-z]+\s*)?(?:译者?|譯者?|编者?|編者?|校)[注註按][:：]?|\([Tt]ranslator['’]s [Nn]ote:?|\[[Tt]ranslator['’]s [Nn]ote:?`)

// withoutNotes returns a text without the translator's notes, to be judged beside the
// original, which has none.
func withoutNotes(text string) string {
	var kept strings.Builder
	for {
		at := translatorsNote().FindStringIndex(text)
		if at == nil {
			return kept.String() + text
		}
		end := bracketEnd(text, at[0])
		if end == 0 {
			return kept.String() + text
		}
		kept.WriteString(text[:at[0]])
		text = text[end:]
	}
}

// bracketEnd returns where the bracket that opens at i is closed again, 0 if it is not.
func bracketEnd(text string, i int) int {
	depth := 0
	for k, c := range text[i:] {
		switch {
		case strings.ContainsRune("（([【", c):
			depth++
		case strings.ContainsRune("）)]】", c):
			if depth--; depth == 0 {
				return i + k + utf8.RuneLen(c)
			}
		}
	}
	return 0
}
