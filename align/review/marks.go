package review

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
type bones struct {
	runes []rune
	key   string // the same
	at    []int  // where each stands in the text, in bytes; then the text's length
}

func newBones(s string) bones {
	var b bones
	for i, r := range s {
		switch {
		case r == wordJoiner || unicode.IsSpace(r):
			continue
		case r == 0x7F:
			r = '␡'
		case r < ' ':
			r += '␀'
		case r == 0xFFFE || r == 0xFFFF:
			r = utf8.RuneError
		}
		b.runes, b.at = append(b.runes, r), append(b.at, i)
	}
	b.at, b.key = append(b.at, len(s)), string(b.runes)
	return b
}
