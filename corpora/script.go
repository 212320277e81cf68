package corpora

import (
	"strings"
	"sync"

	"bitext/align/lexicon"
)

// firstHan and lastHan are the bounds of the characters that search simplifies: CJK Unified
// Ideographs and Extension A.
const firstHan, lastHan = 0x3400, 0x9FFF

// simplifiedHan holds the simplified form of each character from firstHan on, by the dictionary.
var simplifiedHan = sync.OnceValue(func() []rune {
	forms := make([]rune, lastHan-firstHan+1)
	for k := range forms {
		forms[k] = rune(firstHan + k)
	}
	lex, err := lexicon.Embedded()
	if err != nil { // it is part of the program
		return forms
	}
	return []rune(lex.Simplify(string(forms)))
})

// simplified returns a text with its traditional characters simplified, one for one.
func simplified(text string) string {
	if strings.IndexFunc(text, func(r rune) bool { return r >= firstHan }) < 0 {
		return text
	}
	forms := simplifiedHan()
	return strings.Map(func(r rune) rune {
		if firstHan <= r && r <= lastHan {
			return forms[r-firstHan]
		}
		return r
	}, text)
}
