package review

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// runeWidth returns the width of a character in units.
func RuneWidth(r rune) float64 {
	switch {
	case r >= 0 && int(r) < len(asciiWidths):
		return asciiWidths[r]
	case r >= 0x4E00 && r < 0xA000: // most Chinese characters
		return 2
	}
	return measured(r)
}

// asciiWidths are the widths of the first characters: there are many to measure.
var asciiWidths = func() (widths [0x80]float64) {
	for r := range widths {
		widths[r] = measured(rune(r))
	}
	return widths
}()

func measured(r rune) float64 {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case IsWide(r):
		return 2
	case r >= 'A' && r <= 'Z' || strings.ContainsRune("mwMW%&@", r):
		return 1.4
	case strings.ContainsRune(" ijlftr.,;:'!|()[]", r):
		return 0.65
	}
	return 1.05
}

// isWide reports whether a character is as wide as a Chinese one. Quotation
// marks, dashes and the like are wide in Chinese fonts only; they are counted
// as wide, which at worst leaves a little room.
func IsWide(r rune) bool {
	if r < 0x80 {
		return false
	}
	if r >= 0x4E00 && r < 0xA000 {
		return true
	}
	switch width.LookupRune(r).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth, width.EastAsianAmbiguous:
		return true
	}
	return r >= 0x1F000 // emoji and the ideographs of the further planes
}
