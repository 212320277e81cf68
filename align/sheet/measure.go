package sheet

import (
	"math"
	"strings"

	"bitext/align/language"
)

// How much room a text takes in a cell. Widths are in parts of the font size, as fonts have
// them; .ci/row-heights compares the heights with those that LibreOffice finds best.

const (
	// columnPoints is the width of one unit of column width: a digit of the
	// workbook's standard font, Arial at 10 points, is 7 pixels wide, which is
	// 5.25 points.
	columnPoints = 5.25

	// The widths in points of the edges of a cell, and of an indent.
	edgePoints   = 4.0
	indentPoints = 9.0

	// tight is the part of the width that texts may fill: programs round the widths of
	// letters differently.
	tight = 0.985

	// latinLine and wideLine are the heights of a line. Arial takes 1.15 and Excel rounds
	// up; Chinese fonts take 1.32 (Microsoft YaHei) to 1.42 (Noto, in LibreOffice).
	latinLine = 1.17
	wideLine  = 1.43

	// chineseFont is how much wider than Arial the Latin letters of Chinese fonts are, and of
	// the fonts that stand in for them.
	chineseFont = 1.12

	cellPadding  = 1.5   // points above and below the text of a row
	maxRowHeight = 409.0 // points; the most that Excel allows
)

// arialWidths are the advance widths of Arial from the space to the tilde, in thousandths
// (hmtx of arial.ttf; Liberation Sans has the same).
var arialWidths = [95]float64{
	278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
	556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
	1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
	667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
	333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
	556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
}

// widthOf returns the width of a character in Arial or in a Chinese font.
func widthOf(r rune, chinese bool) float64 {
	switch {
	case r >= ' ' && r <= '~':
		if chinese {
			return chineseFont * arialWidths[r-' '] / 1000
		}
		return arialWidths[r-' '] / 1000
	case isWide(r):
		return 1
	case chinese:
		return language.Width(r) / 2
	case r == '‘' || r == '’':
		return 0.222
	case r == '“' || r == '”':
		return 0.333
	case r == '—' || r == '…':
		return 1
	}
	return min(language.Width(r), 1.2) / 2
}

// isWide reports whether a character is taken from a Chinese font, whatever the font of the
// cell.
func isWide(r rune) bool { return r >= 0x2E80 && language.Width(r) == 2 }

// lines returns how many lines a text takes when it is wrapped to a width: after spaces and
// hyphens, around wide characters, and anywhere in a word that is longer than a line.
func lines(text string, width float64, f face) int {
	n, width := 1, max(width, 1)
	var line, word float64 // widths: of what is laid down, and of what may not be cut since
	ends := false          // whether the line may end before the next character
	chinese := f.chinese()
	for _, r := range text {
		if r == '\n' {
			n, line, word, ends = n+1, 0, 0, false
			continue
		}
		w := widthOf(r, chinese)
		wide := isWide(r)
		if ends || wide {
			line, word = line+word, 0
		}
		ends = wide || r == '-'
		if r == ' ' {
			line, word = line+word+w, 0 // a space may hang over the edge
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

// height returns the height in points that a text takes in a column of a width.
func (s style) height(text string, column float64) float64 {
	size := s.points()
	if text == "" { // or a number
		return float64(size*latinLine) + cellPadding
	}
	leading := latinLine
	if strings.ContainsFunc(text, isWide) {
		leading = wideLine
	}
	room := float64(column*columnPoints) - edgePoints - float64(indentPoints*float64(s.indent))
	bold := 1.0
	if s.bold {
		bold = 1.08
	}
	n := lines(text, max(tight*room/(size*bold), 1), s.face)
	return float64(float64(n)*size*leading) + cellPadding
}

// rowHeight returns the height of a row in steps of a quarter of a point,
// which all programs can show.
func rowHeight(points float64) float64 {
	return min(math.Ceil(points*4)/4, maxRowHeight)
}
