package review

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// The written form of a review
//
// A reviewer gets the texts of a row in a form that can be read, edited and given
// back in whatever carries it. The units of a side are one text, each but the first
// on a line of its own behind a pilcrow; the reviewer writes || where a text is to be
// cut. A text is no longer than the narrowest carrier can hold, the cell of a
// workbook, and has no character that a carrier would change. Show and ShowUnits
// write the form; cut, unshow and same read it.

// MaxText is the length of the longest text, in UTF-16 units. A cell holds 32,767; the
// rest is room for the escapes that spreadsheet programs add.
const MaxText = 32000

// unitBorder stands between two units of a text.
const unitBorder = "\n¶ "

// cutNotice ends a text that was cut to go into a cell.
const cutNotice = " [… cut: longer than a cell can hold; nothing is lost in the file 单元格容量有限，此处截断，文件中内容完整]"

// wordJoiner has no width. Between two characters it keeps them from being taken for
// a mark.
const wordJoiner = '\u2060'

// Show returns a text in its written form.
//
// Every kind of line break is a line feed, other control characters are their
// pictures (␀), and bytes or code points that are no characters are U+FFFD. A word
// joiner goes into each mark that the text holds by chance: into the split mark ||,
// before a pilcrow at the start of a line, and into _x, with which spreadsheet
// programs spell characters by number.
func Show(s string) string {
	if !strings.ContainsFunc(s, mayDiffer) {
		return s
	}
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

// mayDiffer reports whether Show may write a character in another form, or what stands
// beside it.
func mayDiffer(r rune) bool {
	return r < ' ' || r == '|' || r == '_' || r == '¶' || r == 0x7F || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF
}

// visible returns a character as it is shown.
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

// ShowUnits returns the units of one side of a row as one text, without the white
// space around each. It reports whether the text had to be cut to MaxText.
func ShowUnits(units []string) (text string, cut bool) {
	shown := make([]string, len(units))
	for i, u := range units {
		shown[i] = Show(strings.TrimSpace(u))
	}
	text = strings.Join(shown, unitBorder)
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

// StatusWord returns the word for a status.
func StatusWord(s align.Status) string {
	if s == "" {
		return Statuses[0].English
	}
	return Show(string(s))
}

// ShowComment returns a comment in its written form, cut to MaxText.
func ShowComment(s string) string {
	s = Show(s)
	return s[:Prefix(s, MaxText)]
}

// readComment returns the comment that a reviewer gave back.
func readComment(s string) string { return unshow(strings.TrimSpace(unifyLines(s))) }

// FlagText writes the reasons to look at a bead, a line each.
func FlagText(flags []align.Flag) string {
	var text []string
	for _, f := range flags {
		f.Kind, f.Detail = align.FlagKind(Show(string(f.Kind))), language.Excerpt(Show(f.Detail), 120)
		text = append(text, f.Bilingual())
	}
	return strings.Join(text, "\n")
}

// isFlagText reports whether a text has nothing but reasons to look at a bead, or what was
// done to it, as this version writes them or an earlier one.
func isFlagText(text string) bool {
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		said := func(words string) bool { return line == words || strings.HasPrefix(line, words+":") }
		known := line == ""
		for _, reader := range []align.Language{align.English, align.Chinese} {
			known = known || line == EditedWord.In(reader) || line == ByHandWord.In(reader)
			for _, k := range align.FlagKinds() {
				known = known || said(string(k)) || said(InOrder(align.Flag{Kind: k}.Bilingual(), reader))
			}
		}
		if !known {
			return false
		}
	}
	return true
}

// splitMark stands where a reviewer wants a text cut. In Chinese the
// keyboard may give the wide one.
const (
	splitMark     = "||"
	wideSplitMark = "｜｜"
)

// unitMark begins a unit: a pilcrow at the start of a line.
var unitMark = lazyregexp.New(`(?:^|\n)[ \t\x{A0}]*¶[ \t\x{A0}]?`)

// cut takes a text apart: into segments at the split marks, and these into pieces at
// the unit marks. A pilcrow at the very start is a mark unless the first unit begins
// with a pilcrow itself. The wide split mark counts unless the text as it was written
// has it.
func cut(text, written string) (segments [][]string) {
	pilcrow := strings.HasPrefix(written, "¶")
	text = unifyLines(text)
	if !strings.Contains(written, wideSplitMark) {
		text = strings.ReplaceAll(text, wideSplitMark, splitMark)
	}
	for i, s := range strings.Split(text, splitMark) {
		var pieces []string
		if i == 0 && pilcrow && strings.HasPrefix(s, "¶") {
			s = string(wordJoiner) + s
		}
		for _, p := range unitMark().Split(s, -1) {
			if p = trim(p); p != "" {
				pieces = append(pieces, p)
			}
		}
		segments = append(segments, pieces)
	}
	return segments
}

// trim returns a text without the white space and the word joiners around it:
// strings.TrimSpace leaves the joiners.
func trim(s string) string {
	return strings.TrimFunc(s, func(r rune) bool { return r == wordJoiner || unicode.IsSpace(r) })
}

// unifyLines returns a text with a line feed for the line ends that programs put in
// its place. Within a text the lines count: language.SingleSpaced would lose them.
func unifyLines(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// unshow takes the word joiners out of a text that Show put into it.
func unshow(s string) string {
	return joined.Replace(joined.Replace(s)) // twice: | between two joiners
}

var joined = strings.NewReplacer(
	"|"+string(wordJoiner)+"|", "||",
	"\n"+string(wordJoiner)+"¶", "\n¶",
	"_"+string(wordJoiner)+"x", "_x",
)

// plain returns a text in its written form without word joiners, for messages.
func plain(s string) string { return strings.ReplaceAll(Show(s), string(wordJoiner), "") }

// tidy returns a text without what programs change on their own: kinds of line ends,
// white space at the ends of lines, word joiners. Lines and the white space within
// them stay, for a reviewer may have changed these.
func tidy(s string) string {
	lines := strings.Split(unifyLines(s), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(strings.ReplaceAll(l, string(wordJoiner), ""), unicode.IsSpace)
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// same reports whether a text that came back is the one that was written. Besides what
// tidy takes away, a program may have lost tabs (LibreOffice in .ods).
func same(text, written string) bool {
	if text == written {
		return true
	}
	a, b := tidy(text), tidy(written)
	return a == b || strings.Contains(b, "\t") && !strings.Contains(a, "\t") && a == strings.ReplaceAll(b, "\t", "")
}

// sameNumber reports whether two texts are numbers that differ by no more than a
// part of the second, as when a program keeps fewer digits.
func sameNumber(a, b string, by float64) bool {
	x, errX := strconv.ParseFloat(tidy(a), 64)
	y, errY := strconv.ParseFloat(tidy(b), 64)
	return errX == nil && errY == nil && math.Abs(x-y) <= by*math.Abs(y)
}

// searchKey holds the characters of a text by which it is found again, those that no
// program changes: neither white space nor word joiners. A text and its written form
// have the same key.
type searchKey struct {
	runes []rune
	at    []int32 // where each stands in the text, in bytes; then the text's length
}

func newSearchKey(s string) searchKey {
	n := utf8.RuneCountInString(s)
	b := searchKey{runes: make([]rune, 0, n), at: make([]int32, 0, n+1)}
	for i, r := range s {
		if r != wordJoiner && !unicode.IsSpace(r) {
			b.runes, b.at = append(b.runes, visible(r)), append(b.at, int32(i))
		}
	}
	b.at = append(b.at, int32(len(s)))
	return b
}

// key returns the characters as a string.
func (b searchKey) key() string { return string(b.runes) }
