package review

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// MaxText is how many UTF-16 units go into a cell. A cell holds 32,767 at
// most; what is left is room for the escapes that spreadsheet programs add.
const MaxText = 32000

// UnitBorder stands between two units in one cell: each but the first begins on
// a line of its own, with a pilcrow.
const UnitBorder = "\n¶ "

// cutNotice ends a cell whose text is longer than a cell can hold.
const cutNotice = " [… cut: longer than a cell can hold; nothing is lost in the file 单元格容量有限，此处截断，文件中内容完整]"

// wordJoiner has no width. Between two characters it keeps them from being
// taken for a mark of the sheet's.
const wordJoiner = '\u2060'

// Show makes text safe for a cell, and fit to be read in one.
//
// Every kind of line break is a line feed, other control characters are their
// pictures (␀), and what is no character is U+FFFD. Where the text holds by
// chance what has a meaning in a cell, a word joiner goes between: the split
// mark ||, a pilcrow at the start of a line, and _x, with which spreadsheet
// programs spell characters by number.
func Show(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	var before rune // the last character but word joiners
	for i, r := range s {
		switch {
		case r == '\r' && strings.HasPrefix(s[i+1:], "\n"):
			continue
		case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			r = '\n'
		case r == 0x7F:
			r = '␡'
		case r < ' ' && r != '\n' && r != '\t':
			r += '␀'
		case r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF:
			r = utf8.RuneError
		}
		if before == '|' && r == '|' || before == '\n' && r == '¶' || before == '_' && r == 'x' {
			b.WriteRune(wordJoiner)
		}
		b.WriteRune(r)
		if r != wordJoiner {
			before = r
		}
	}
	return b.String()
}

// ShowUnits returns the text of a cell that holds the units of one side of a bead.
// The white space around each is left out. It reports whether the text had to
// be cut to go into a cell.
func ShowUnits(units []string) (text string, cut bool) {
	shown := make([]string, len(units))
	for i, u := range units {
		shown[i] = Show(strings.TrimSpace(u))
	}
	text = strings.Join(shown, UnitBorder)
	if n := Prefix(text, MaxText); n < len(text) {
		return text[:n] + cutNotice, true
	}
	return text, false
}

// Prefix returns the length in bytes of the longest prefix of s that has no
// more than limit UTF-16 units and does not cut a character.
func Prefix(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	units := 0
	for i, r := range s {
		units += utf16.RuneLen(r)
		if units > limit {
			return i
		}
	}
	return len(s)
}
