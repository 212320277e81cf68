package corpora

import (
	"strings"
	"sync"
	"unicode/utf8"

	"bitext/align/language"
	"bitext/align/lexicon"
)

// firstHan and lastHan are the bounds of the characters that search simplifies: CJK Unified
// Ideographs and Extension A.
const firstHan, lastHan = 0x3400, 0x9FFF

// simplifiedHan holds the simplified form of each character from firstHan on. The form of a
// form is that form itself: 麼 is 么 in simplified texts, but 么 is also the traditional form of 幺,
// so all three are one.
var simplifiedHan = sync.OnceValue(func() []rune {
	forms := make([]rune, lastHan-firstHan+1)
	for k := range forms {
		forms[k] = rune(firstHan + k)
	}
	lex, err := lexicon.Embedded()
	if err != nil { // it is part of the program
		return forms
	}
	for range mostSteps {
		forms = []rune(lex.Simplify(language.Simplified(string(forms))))
	}
	return forms
})

// mostSteps is over how many forms a character is simplified at most.
const mostSteps = 4

// simplified returns a text with its traditional characters simplified, one for one.
func simplified(text string) string { return simplifiedAnd(text, func(r rune) rune { return r }) }

// simplifiedAnd returns a text with its traditional characters simplified and all others behind ASCII mapped.
func simplifiedAnd(text string, mapping func(rune) rune) string {
	if strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0 {
		return text
	}
	forms := simplifiedHan()
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case firstHan <= r && r <= lastHan:
			return forms[r-firstHan]
		}
		return mapping(r)
	}, text)
}
