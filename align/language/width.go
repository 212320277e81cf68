package language

import (
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// Narrow returns the ASCII twin of a full-width form (U+FF01 to U+FF5E), and any
// other character as it is.
func Narrow(r rune) rune {
	if 0xFF01 <= r && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}

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

// Columns returns the width of a line in columns of a text editor with a font for its language: a
// wide character takes two, a combining or invisible one none.
func Columns(line string) int { return columns(line, mostlyHan(line)) }

// Cells returns the width of a line in columns of a terminal, which gives “ ” — and … one column
// whatever the text around them.
func Cells(line string) int { return columns(line, false) }

func columns(line string, chinese bool) (n int) {
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

// Width returns the width of a character in a proportional font, in halves of a
// Chinese character: about 1 for a Latin letter. Characters that are wide in Chinese
// fonts only, and emoji, count as wide, which at worst leaves a little room.
func Width(r rune) float64 {
	switch {
	case r >= 0 && int(r) < len(asciiWidths):
		return asciiWidths[r]
	case 0x4E00 <= r && r < 0xA000: // most Chinese characters
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
	case IsWide(r, true) || r >= 0x1F000: // emoji
		return 2
	case r >= 'A' && r <= 'Z' || strings.ContainsRune("mwMW%&@", r):
		return 1.4
	case strings.ContainsRune(" ijlftr.,;:'!|()[]", r):
		return 0.65
	}
	return 1.05
}

// Excerpt returns the beginning of a text on one line, no wider than the given
// number of halves of a Chinese character (see Width).
func Excerpt(text string, width float64) string {
	text = SingleSpaced(text)
	at := 0.0
	for i, r := range text {
		if at += Width(r); at > width {
			return strings.TrimSpace(text[:i]) + "…"
		}
	}
	return text
}
