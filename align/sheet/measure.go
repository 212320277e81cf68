package sheet

import (
	"math"
	"strings"

	"bitext/align/language"
)

// Widths are counted in units of half a Chinese character, so a wide character
// is 2 wide and a Latin letter about 1.

const (
	// unitPoints is the width of a unit at a font size of one point.
	// A Chinese character is as wide as its font is high, so 0.5 would do; the
	// rest is reserve, for programs that round the width of letters up.
	unitPoints = 0.52

	// columnPoints is the width of one unit of column width: a digit of the
	// workbook's standard font, Arial at 10 points, is 7 pixels wide, which is
	// 5.25 points.
	columnPoints = 5.25

	// latinLine and wideLine are the heights of a line at a font size of one
	// point: Arial takes 1.15 and Excel rounds up; Chinese fonts take 1.32
	// (Microsoft YaHei) to 1.45 (Noto).
	latinLine = 1.25
	wideLine  = 1.48

	indented     = 1.8   // units of column width that an indent takes
	cellPadding  = 6.0   // points above and below the text of a row
	maxRowHeight = 409.0 // points; the most that Excel allows
)

// lines returns how many lines text takes when it is wrapped to the given
// width in units: at spaces and around wide characters, and anywhere in a word
// that is longer than a line.
func lines(text string, width float64) int {
	width = max(width, 2)
	n := 1
	var line, word float64 // widths: of what is laid down, and of the word since
	for _, r := range text {
		w := language.Width(r)
		switch {
		case r == '\n':
			n, line, word = n+1, 0, 0
			continue
		case r == ' ' || w == 2:
			line, word = line+word, 0
			if r == ' ' {
				line += w // a space may hang over the edge
				continue
			}
			if line+w > width {
				n, line = n+1, 0
			}
			line += w
			continue
		}
		word += w
		if line+word > width {
			if line > 0 {
				n, line = n+1, 0
			}
			if word > width {
				n, word = n+1, w
			}
		}
	}
	return n
}

// textHeight returns the height in points of a text in a column, at a font
// size.
func textHeight(text string, column, size float64) float64 {
	leading := latinLine
	if strings.ContainsFunc(text, func(r rune) bool { return language.Width(r) == 2 }) {
		leading = wideLine
	}
	units := column * columnPoints / (unitPoints * size)
	return float64(float64(lines(text, units))*size*leading) + cellPadding
}

// rowHeight returns the height of a row in steps of a quarter of a point,
// which all programs can show.
func rowHeight(points float64) float64 {
	return min(math.Ceil(points*4)/4, maxRowHeight)
}
