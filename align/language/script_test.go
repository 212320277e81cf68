package language

import (
	"testing"
	"unicode"
)

// A form is traditional or simplified, and each traditional form stands once.
func TestScriptTable(t *testing.T) {
	pairs := []rune(exclusivePairs + sharedPairs)
	if len(pairs) != 2*len(simplified) {
		t.Errorf("%d pairs, but %d traditional forms", len(pairs)/2, len(simplified))
	}
	for _, r := range pairs {
		if !unicode.Is(unicode.Han, r) {
			t.Errorf("%q is not Chinese", r)
		}
	}
	for hant, hans := range simplified {
		if simplified[hans] != 0 {
			t.Errorf("%c is simplified to %c, which is in turn", hant, hans)
		}
	}
	for _, r := range sharedPairs {
		if onlySimplified[r] {
			t.Errorf("%c stands in both tables", r)
		}
	}
}
