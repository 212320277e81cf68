package document

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/language"
)

// block is a paragraph on its way through the package: as the reader of a format found
// it, then with the kind that the rules gave it.
type block struct {
	text string
	pos  int // Paragraph.Pos

	start, end time.Duration // of a subtitle

	// Blocks with the same group stand together, as lines without a blank line
	// between or items of a list do.
	group int

	level  int        // of a heading, from 1; 0 if the format does not say that it is one
	kind   align.Kind // what the format says the block is; "" if it does not say
	reason string     // for kind Boilerplate
	sure   bool       // the format shows that the block is text of the piece, and no item of a list of headlines

	line // what the rules see of the text
}

// take makes a block furniture.
func (b *block) take(reason string) { b.kind, b.reason = align.Boilerplate, reason }

// presentBlocks trims the blocks and leaves out blocks that show nothing.
func presentBlocks(blocks []block) []block {
	for i, b := range blocks {
		blocks[i].text = strings.TrimSpace(strings.ToValidUTF8(b.text, "\ufffd"))
	}
	return slices.DeleteFunc(blocks, func(b block) bool { return isBlank(b.text) })
}

// isBlank reports whether a line shows nothing: it holds only white space and
// characters without width.
func isBlank(line string) bool {
	return !strings.ContainsFunc(line, func(r rune) bool { return !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && r != 0 })
}

// splitLines cuts a text at LF, CRLF or, in files that know no LF, CR.
func splitLines(text string) []string {
	if !strings.Contains(text, "\n") {
		return strings.Split(text, "\r")
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.TrimSuffix(l, "\r")
	}
	return lines
}

// segmentedBlocks makes each line a block, empty lines too. A line break at the end of
// the text starts no further line.
func segmentedBlocks(text string) []block {
	lines := splitLines(text)
	if n := len(lines); lines[n-1] == "" {
		lines = lines[:n-1]
	}
	blocks := make([]block, len(lines))
	for i, l := range lines {
		blocks[i] = block{text: strings.TrimSpace(l), kind: align.Body, pos: i + 1}
	}
	return blocks
}

// readText cuts a plain text into paragraphs.
//
// A blank line is a border, and so is an indented line among others, as Chinese books
// have it: 　　. A text without either has a paragraph on each line.
// Between blank lines a single line is a paragraph, character for character.
// Several lines are one hard-wrapped paragraph if the lines were broken because
// the next word did not fit (see wrapping); its lines are then joined, with a
// space between words and nothing between Chinese characters. Otherwise each
// line is a paragraph, as in text copied from a web page.
func readText(s *source, _ *align.Document) ([]block, error) {
	lines := splitLines(s.text.Text)
	for len(lines) > 0 && isBlank(lines[len(lines)-1]) {
		lines = lines[:len(lines)-1]
	}
	var blocks []block
	if !slices.ContainsFunc(lines, isBlank) && !slices.ContainsFunc(lines, isIndented) {
		for i, l := range lines {
			blocks = append(blocks, block{text: l, pos: i + 1, group: i})
		}
		return blocks, nil
	}
	var stanzas [][]block
	for i, l := range lines {
		if i == 0 || isBlank(l) || isIndented(l) {
			stanzas = append(stanzas, nil)
		}
		if last := len(stanzas) - 1; !isBlank(l) {
			stanzas[last] = append(stanzas[last], block{text: strings.TrimRightFunc(l, unicode.IsSpace), pos: i + 1, group: last})
		}
	}
	w := measureWrapping(stanzas)
	for _, s := range stanzas {
		blocks = append(blocks, w.unwrap(s)...)
	}
	return blocks, nil
}

// isIndented reports whether a line starts as the first of a paragraph does: with two
// ideographic spaces. Western text is indented for other reasons, too.
func isIndented(line string) bool { return strings.HasPrefix(line, "\u3000\u3000") }

// wrapping is how a text was broken into lines of a fixed width.
//
// A hard-wrapped line ends where the next word would have crossed the right
// edge: its width, a space and the next word's width together exceed the width
// of the widest line. Every line but a paragraph's last passes that test in
// wrapped text, whatever the width was; in a list of headlines or of whole
// paragraphs few lines do. Two lines may pass by chance, so there must be
// signs of a sentence running on, too: a Latin line that goes on in lower case,
// Chinese lines of equal width with punctuation inside.
type wrapping struct {
	edge int // width of the widest broken line in columns; 0 if nothing is wrapped
}

const (
	minEdge   = 36  // narrower lines are lists and addresses
	maxEdge   = 130 // wider ones are whole paragraphs
	hanMargin = 4   // columns that a Chinese line may fall short by: a character and a mark that may not start a line
)

// measureWrapping finds the width at which the lines of a text were broken, from
// all stanzas of more than one line.
func measureWrapping(stanzas [][]block) wrapping {
	var widths []int
	for _, s := range stanzas {
		for i := 0; i+1 < len(s); i++ {
			widths = append(widths, language.Columns(s[i].text))
		}
	}
	if len(widths) == 0 {
		return wrapping{}
	}
	slices.Sort(widths)
	w := wrapping{edge: widths[(len(widths)-1)*19/20]}
	if w.edge < minEdge || w.edge > maxEdge {
		return wrapping{}
	}
	full, runsOn := 0, 0
	for _, s := range stanzas {
		for i := 0; i+1 < len(s); i++ {
			if w.full(s[i].text, s[i+1].text) {
				full++
			}
			if runOn(s[i].text, s[i+1].text) {
				runsOn++
			}
		}
	}
	if breaks := len(widths); full*10 < breaks*8 || runsOn*2 < breaks {
		return wrapping{}
	}
	return w
}

// full reports whether next's first word did not fit on line.
func (w wrapping) full(line, next string) bool {
	if _, wide := wideEnds(line); wide {
		return language.Columns(line) > w.edge-hanMargin
	}
	word, _, _ := strings.Cut(strings.TrimSpace(next), " ")
	return language.Columns(line)+1+language.Columns(word) > w.edge
}

// runOn reports whether a sentence seems to run on from line to next.
func runOn(line, next string) bool {
	next = strings.TrimSpace(next)
	_, wide := wideEnds(line)
	if wideNext, _ := wideEnds(next); wide || wideNext {
		last, _ := utf8.DecodeLastRuneInString(line)
		return !sectionNumber.matches(line) && strings.ContainsAny(line, "，。、；") && !strings.ContainsRune("。！？”", last)
	}
	first, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLower(first)
}

// unwrap joins the lines of a stanza that were one paragraph.
func (w wrapping) unwrap(stanza []block) []block {
	if len(stanza) < 2 {
		return stanza
	}
	runs := false
	for i := 1; i < len(stanza); i++ {
		runs = runs || runOn(stanza[i-1].text, stanza[i].text)
	}
	var joined []block
	var lines []string // of the paragraph
	for i, b := range stanza {
		lines = append(lines, b.text)
		if i+1 < len(stanza) && w.continues(b.text, stanza[i+1].text, runs, len(stanza) == 2) {
			continue
		}
		paragraph := stanza[i+1-len(lines)]
		paragraph.text = joinBroken(lines)
		joined = append(joined, paragraph)
		lines = nil
	}
	return joined
}

// continues reports whether a line and the next are of one paragraph; runs tells
// that a sentence runs on somewhere in their stanza, pair that it has no other
// lines.
func (w wrapping) continues(line, next string, runs, pair bool) bool {
	if w.edge > 0 && w.full(line, next) && (runs || pair && !lineOf(line).ended) {
		return true
	}
	n := language.Columns(line)
	return n >= minEdge && n <= maxEdge && brokenSentence(line, next)
}

// brokenSentence reports whether a line break between two Latin lines, neither
// of which need be full, surely stands inside a sentence.
func brokenSentence(line, next string) bool {
	last, _ := utf8.DecodeLastRuneInString(line)
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(next))
	return unicode.IsLower(first) && (unicode.IsLower(last) || last == ',')
}

// joinBroken puts the lines of a paragraph together as joinLines does, but for line breaks at
// which the language changes: "The Bus" above 夜车. They stay, as Split needs them. Two lines
// that both begin in Latin letters and end in Chinese, as entries of a word list do, are
// kept apart, too.
func joinBroken(lines []string) string {
	var parts []string
	start := 0
	for i := 1; i <= len(lines); i++ {
		if i == len(lines) || languageChanges(lines[i-1], lines[i]) {
			parts = append(parts, joinLines(lines[start:i]))
			start = i
		}
	}
	return strings.Join(parts, "\n")
}

// languageChanges reports whether a line break stands between languages.
func languageChanges(line, next string) bool {
	a, b := scriptsOf(line), scriptsOf(next)
	return a.english() && b.han > 0 && (b.chinese() || b.glosses()) || b.english() && a.han > 0 && (a.chinese() || a.glosses()) || a.glosses() && b.glosses()
}

// joinLines puts the lines of a paragraph together: with a space between words,
// with nothing beside Chinese characters. A single line stays as it is.
func joinLines(lines []string) string {
	if len(lines) == 1 {
		return lines[0]
	}
	var s strings.Builder
	wide := false // the end of what is written
	for _, l := range lines {
		l = strings.TrimSpace(l)
		start, end := wideEnds(l)
		if s.Len() > 0 && !wide && !start {
			s.WriteByte(' ')
		}
		s.WriteString(l)
		wide = end
	}
	return s.String()
}

// wideEnds reports whether a line starts with a wide character, and whether it ends
// with one. Words are not set apart from wide characters by spaces.
func wideEnds(line string) (start, end bool) {
	chinese := language.OfParagraph(line) == align.Chinese
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return language.IsWide(first, chinese), language.IsWide(last, chinese)
}
