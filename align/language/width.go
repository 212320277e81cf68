package language

import (
	"unicode"

	"golang.org/x/text/width"
)

// IsWide reports whether a character is as wide as a Chinese one, by Unicode
// Standard Annex #11: one of East Asian width W or F, or, where the text around
// it is Chinese, one of ambiguous width, as are “ ” — and ….
func IsWide(r rune, inChinese bool) bool {
	switch {
	case r < 0x80:
		return false
	case 0x4E00 <= r && r < 0xA000: // most Chinese characters
		return true
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return true
	case width.EastAsianAmbiguous:
		return inChinese
	}
	return false
}

// Columns returns the width of a line in columns of a terminal: a wide character
// takes two, a combining or invisible one none.
func Columns(line string) int {
	chinese, n := mostlyHan(line), 0
	for _, r := range line {
		switch {
		case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		case IsWide(r, chinese):
			n += 2
		default:
			n++
		}
	}
	return n
}
