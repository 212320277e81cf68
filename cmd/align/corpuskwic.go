package main

import (
	"io"
	"os"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/term"

	"bitext/align"
	"bitext/align/language"
	"bitext/corpora"
)

// kwic prints hits for people: a line with the hit in the middle, the other side under it
// with the likely translations marked, and the ID of the row.
type kwic struct {
	printer
	width  int
	colour bool
}

const (
	leastWidth = 40
	usualWidth = 80
	indent     = 4
)

// escape codes of the hit, of likely translations and of the ID.
const (
	hitColour  = "\x1b[1;31m"
	markColour = "\x1b[1;36m"
	dimColour  = "\x1b[2m"
	noColour   = "\x1b[0m"
)

// kwic returns a printer of hits as wide and as colourful as is asked for.
func (o *corpusSearchOptions) kwic(w io.Writer) *kwic {
	k := &kwic{printer: printer{w: w}, width: o.width, colour: o.color == "always"}
	if f, ok := o.out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		k.colour = k.colour || o.color == "auto" && os.Getenv("NO_COLOR") == ""
		if columns, _, err := term.GetSize(int(f.Fd())); err == nil && k.width == 0 {
			k.width = max(leastWidth, columns)
		}
	}
	if k.width == 0 {
		k.width = usualWidth
	}
	return k
}

// mark sets a text off, in colour or in brackets.
func (k *kwic) mark(text, colour string) string {
	if k.colour {
		return colour + text + noColour
	}
	return "[" + text + "]"
}

func (k *kwic) hit(h corpora.Hit) error {
	text, first := h.Text.Side(h.Side), h.Spans[0]
	room := (k.width - 8) / 2 // on the left, so that all hits begin at one column
	left := fit(oneLine(text[:first[0]]), room, true)
	hit := oneLine(text[first[0]:first[1]])
	hit = fit(hit, k.width-room-2, false)
	rest := max(0, k.width-room-2-language.Cells(hit))
	right := fit(oneLine(text[first[1]:]), rest, false)
	k.printf("%s%s%s%s\n", strings.Repeat(" ", max(0, room-language.Cells(left))), left, k.mark(hit, hitColour), right)
	for _, line := range k.marked(h.Text.Side(align.ZH-h.Side), h.Marks) {
		k.printf("%s%s\n", strings.Repeat(" ", indent), line)
	}
	id := oneLine(h.ID)
	if h.Status != "" {
		id += "  " + oneLine(string(h.Status))
	}
	if k.colour {
		id = dimColour + id + noColour
	}
	k.printf("%s%s\n", strings.Repeat(" ", indent), id)
	return k.err
}

// marked returns a text on lines that fit, with its marks.
func (k *kwic) marked(text string, marks []corpora.Mark) (lines []string) {
	if strings.TrimSpace(text) == "" {
		return []string{"–"}
	}
	for start := 0; start < len(text); {
		end := start + lineEnd(text[start:], k.width-indent-2)
		var line strings.Builder
		at := start
		for _, m := range marks {
			from, to := max(m.Start, start), min(m.End, end)
			if from >= to {
				continue
			}
			line.WriteString(oneLine(text[at:from]))
			line.WriteString(k.mark(oneLine(text[from:to]), markColour))
			at = to
		}
		line.WriteString(oneLine(text[at:end]))
		lines = append(lines, strings.TrimRightFunc(line.String(), unicode.IsSpace))
		start = end
	}
	return lines
}

// lineEnd returns how many bytes of a text are a line of a number of columns. A line ends behind
// a space or between wide characters, but before no mark that ends a clause.
func lineEnd(text string, columns int) int {
	used, end := 0, 0
	wide := false // the character before
	for at, r := range text {
		width := language.Cells(string(r))
		if at > 0 && (wide || width == 2) && !strings.ContainsRune("，。、；：？！）》」』”’", r) {
			end = at
		}
		if used += width; used > columns {
			if end == 0 {
				return max(at, 1)
			}
			return end
		}
		if wide = width == 2; r == ' ' {
			end = at + 1
		}
	}
	return len(text)
}

// fit cuts a text to a number of columns, at its beginning or its end, and leaves no part of a word
// that it cuts through, unless that is all there is.
func fit(text string, columns int, beginning bool) string {
	end := utf8.DecodeRuneInString
	if beginning {
		end = utf8.DecodeLastRuneInString
	}
	rest, used, last := text, 0, ' '
	kept, words := 0, 0 // bytes that fit, and those of whole words among them
	for rest != "" {
		r, n := end(rest)
		if !partOfWord(r) || !partOfWord(last) {
			words = kept
		}
		if used += language.Cells(string(r)); used > columns {
			break
		}
		kept, last = kept+n, r
		if beginning {
			rest = rest[:len(rest)-n]
		} else {
			rest = rest[n:]
		}
	}
	if rest != "" && words > 0 {
		kept = words
	}
	if beginning {
		return text[len(text)-kept:]
	}
	return text[:kept]
}

// partOfWord reports whether a character is one of a word that a line does not break.
func partOfWord(r rune) bool {
	return r != ' ' && !language.IsWide(r, true)
}

// printColumns prints rows of cells under their headings, with the columns in line.
func (p *printer) printColumns(rows [][]string, right []bool) {
	widths := make([]int, len(right))
	for _, row := range rows {
		for k, cell := range row {
			widths[k] = max(widths[k], language.Cells(cell))
		}
	}
	for _, row := range rows {
		var line strings.Builder
		for k, cell := range row {
			space := strings.Repeat(" ", widths[k]-language.Cells(cell))
			if right[k] {
				cell, space = space+cell, ""
			}
			if k > 0 {
				line.WriteString("  ")
			}
			line.WriteString(cell + space)
		}
		p.printf("%s\n", strings.TrimRight(line.String(), " "))
	}
}

// shownRows returns the part of a list that is asked for.
func shownRows[T any](list []T, offset, limit int) []T {
	list = list[min(offset, len(list)):]
	if limit > 0 {
		list = list[:min(limit, len(list))]
	}
	return slices.Clip(list)
}
