package review

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/language"
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
		}
		r = visible(r)
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

// visible returns a character as it is shown in a cell.
func visible(r rune) rune {
	switch {
	case r == 0x7F:
		return '␡'
	case r < ' ' && r != '\n' && r != '\t':
		return r + '␀'
	case r == 0xFFFE || r == 0xFFFF:
		return utf8.RuneError
	}
	return r
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

// Statuses are what a reviewer can choose. The first is that of a row nobody has
// looked at.
var Statuses = []string{"open", string(align.Confirmed), string(align.Fixed), string(align.Rejected)}

// StatusWord returns how a status stands in its cell.
func StatusWord(s align.Status) string {
	if s == "" {
		return Statuses[0]
	}
	return Show(string(s))
}

// ShowComment returns how a comment stands in its cell.
func ShowComment(s string) string {
	s = Show(s)
	return s[:Prefix(s, MaxText)]
}

// FlagText writes the reasons to look at a bead, a line each.
func FlagText(flags []align.Flag) string {
	var text []string
	for _, f := range flags {
		f.Kind, f.Detail = align.FlagKind(Show(string(f.Kind))), language.Excerpt(Show(f.Detail), 120)
		text = append(text, f.Bilingual())
	}
	return strings.Join(text, "\n")
}

// splitMark is what a reviewer writes where a text is to be cut. In Chinese the
// keyboard may give the wide one.
const (
	splitMark     = "||"
	wideSplitMark = "｜｜"
)

// unitMark begins a unit in a cell: a pilcrow at the start of a line.
var unitMark = regexp.MustCompile(`(?:^|\n)[ \t\x{A0}]*¶[ \t\x{A0}]?`)

// cut takes the text of a cell apart: into segments at the split marks, and
// those into pieces at the unit marks. A pilcrow at the very start is a mark
// unless the first unit of the cell begins with one itself. The wide split mark
// counts unless it stood in the cell as it was written.
func cut(cell, written string) (segments [][]string) {
	pilcrow := strings.HasPrefix(written, "¶")
	cell = unifyLines(cell)
	if !strings.Contains(written, wideSplitMark) {
		cell = strings.ReplaceAll(cell, wideSplitMark, splitMark)
	}
	for i, s := range strings.Split(cell, splitMark) {
		var pieces []string
		if i == 0 && pilcrow && strings.HasPrefix(s, "¶") {
			s = string(wordJoiner) + s
		}
		for _, p := range unitMark.Split(s, -1) {
			if p = trim(p); p != "" {
				pieces = append(pieces, p)
			}
		}
		segments = append(segments, pieces)
	}
	return segments
}

// trim leaves out the white space and the word joiners around a text.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r == wordJoiner || unicode.IsSpace(r) })
}

func unifyLines(s string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
}

// Unshow takes out of a text what Show put into it.
func Unshow(s string) string {
	return joined.Replace(joined.Replace(s)) // twice: | between two joiners
}

var joined = strings.NewReplacer(
	"|"+string(wordJoiner)+"|", "||",
	"\n"+string(wordJoiner)+"¶", "\n¶",
	"_"+string(wordJoiner)+"x", "_x",
)

// tidy is a text without what spreadsheet programs change on their own: kinds of
// line ends, white space at the ends of lines, word joiners.
func tidy(s string) string {
	lines := strings.Split(unifyLines(s), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(strings.ReplaceAll(l, string(wordJoiner), ""), unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// same reports whether a cell holds what was written into it. Besides what tidy
// takes away, a program may have lost tabs (LibreOffice in .ods).
func same(cell, written string) bool {
	if cell == written {
		return true
	}
	a, b := tidy(cell), tidy(written)
	return a == b || strings.Contains(b, "\t") && !strings.Contains(a, "\t") && a == strings.ReplaceAll(b, "\t", "")
}

// sameNumber reports whether two texts are numbers that differ by no more than a
// part of the second, as when a program keeps fewer digits.
func sameNumber(a, b string, by float64) bool {
	x, errX := strconv.ParseFloat(tidy(a), 64)
	y, errY := strconv.ParseFloat(tidy(b), 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= by*math.Abs(y)
}

// bones are the characters of a text by which it is found again, those that no
// program changes: no white space, no word joiners. A text and the same text as
// shown in a cell have the same bones.
type searchKey struct {
	runes []rune
	key   string // the same
	at    []int  // where each stands in the text, in bytes; then the text's length
}

func newSearchKey(s string) searchKey {
	var b searchKey
	for i, r := range s {
		if r != wordJoiner && !unicode.IsSpace(r) {
			b.runes, b.at = append(b.runes, visible(r)), append(b.at, i)
		}
	}
	b.at, b.key = append(b.at, len(s)), string(b.runes)
	return b
}
