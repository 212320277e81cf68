// Package wordgold knows which words of a sentence translate a word of the other
// language, as a reader answered, and scores marked translations against it.
//
// A folder holds beads.tsv, sentences that translate each other, and sets of hits in
// them (dev.tsv, test.tsv). A span of text is written TEXT@BYTE, several with " | "
// between them.
package wordgold

import (
	"bytes"
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bitext/align"
)

// Span is a stretch of a text.
type Span struct{ Start, End int } // byte offsets

// Bead is a pair of texts that translate each other, mostly a sentence each.
type Bead struct {
	Piece string // folder of testdata that the texts are from
	align.TextPair
}

// Hit is a word of one language and its translation in the other one's text.
type Hit struct {
	ID   int
	Bead Bead
	Side align.Side // of the word
	Word Span       // in the text of Side

	// Answer are the words of the other text that translate the hit, nil if none do.
	// A word that the other text says twice has both; a translation may be in parts.
	Answer []Span
	// Allowed are the widest spans that a fair translator would still mark, in order.
	// They cover Answer. Allowed without Answer means that readers differ on whether
	// these words translate the hit at all: to mark them is as right as to mark nothing.
	Allowed []Span
}

// Text returns the text that the translation stands in.
func (h *Hit) Text() string { return h.Bead.TextPair.Side(1 - h.Side) }

// beadHeader and hitHeader are the first lines of the files.
const (
	beadHeader = "piece\tEnglish\tChinese"
	hitHeader  = "id\tbead\tlanguage\thit\tanswer\tallowed"
)

// ReadBeads reads the beads.tsv of a folder. Bead n of a set is the n-th row, from 1.
func ReadBeads(folder string) ([]Bead, error) {
	rows, err := readTable(filepath.Join(folder, "beads.tsv"), beadHeader)
	if err != nil {
		return nil, err
	}
	beads := make([]Bead, len(rows))
	for k, cells := range rows {
		beads[k] = Bead{cells[0], align.TextPair{EN: cells[1], ZH: cells[2]}}
	}
	return beads, nil
}

// ReadHits reads a set of a folder, "dev" or "test". A span that its text does not
// have, and an answer that is not allowed, is an error.
func ReadHits(folder, set string) ([]Hit, error) {
	beads, err := ReadBeads(folder)
	if err != nil {
		return nil, err
	}
	path := filepath.Join(folder, set+".tsv")
	rows, err := readTable(path, hitHeader)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(rows))
	for k, cells := range rows {
		if hits[k], err = readHit(cells, beads); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, k+2, err)
		}
	}
	return hits, nil
}

// readTable returns the rows of a table below its header.
func readTable(path, header string) ([][]string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	columns := strings.Count(header, "\t") + 1
	for line := range bytes.Lines(data) {
		text := strings.TrimSuffix(string(line), "\n")
		cells := strings.Split(text, "\t")
		switch {
		case rows == nil && text != header:
			return nil, fmt.Errorf("%s:1: the header is %q, want %q", path, text, header)
		case len(cells) != columns:
			return nil, fmt.Errorf("%s:%d: %d cells, want %d", path, len(rows)+1, len(cells), columns)
		}
		rows = append(rows, cells)
	}
	if rows == nil {
		return nil, fmt.Errorf("%s: empty", path)
	}
	return rows[1:], nil
}

// readHit reads a row of a set.
func readHit(cells []string, beads []Bead) (Hit, error) {
	id, err := strconv.Atoi(cells[0])
	if err != nil {
		return Hit{}, fmt.Errorf("id: %w", err)
	}
	bead, err := strconv.Atoi(cells[1])
	if err != nil || bead < 1 || bead > len(beads) {
		return Hit{}, fmt.Errorf("bead %q, want a number from 1 to %d", cells[1], len(beads))
	}
	hit := Hit{ID: id, Bead: beads[bead-1]}
	switch align.Language(cells[2]) {
	case align.English:
		hit.Side = align.EN
	case align.Chinese:
		hit.Side = align.ZH
	default:
		return Hit{}, fmt.Errorf("language %q, want en or zh", cells[2])
	}
	word, err := readSpans(cells[3], hit.Bead.TextPair.Side(hit.Side))
	if err != nil {
		return Hit{}, fmt.Errorf("hit: %w", err)
	}
	if len(word) != 1 {
		return Hit{}, fmt.Errorf("hit: %d words, want 1", len(word))
	}
	hit.Word = word[0]
	if hit.Answer, err = readSpans(cells[4], hit.Text()); err != nil {
		return Hit{}, fmt.Errorf("answer: %w", err)
	}
	if hit.Allowed, err = readSpans(cells[5], hit.Text()); err != nil {
		return Hit{}, fmt.Errorf("allowed: %w", err)
	}
	for _, a := range hit.Answer {
		if !slices.ContainsFunc(hit.Allowed, func(w Span) bool { return w.Start <= a.Start && a.End <= w.End }) {
			return Hit{}, fmt.Errorf("answer %q is not within what is allowed, %q", cells[4], cells[5])
		}
	}
	return hit, nil
}

// readSpans reads spans of a text; "" has none.
func readSpans(cell, text string) ([]Span, error) {
	if cell == "" {
		return nil, nil
	}
	var spans []Span
	for part := range strings.SplitSeq(cell, " | ") {
		at := strings.LastIndexByte(part, '@')
		if at < 1 {
			return nil, fmt.Errorf("%q is not TEXT@BYTE", part)
		}
		start, err := strconv.Atoi(part[at+1:])
		if err != nil || start < 0 || start > len(text) || !strings.HasPrefix(text[start:], part[:at]) {
			return nil, fmt.Errorf("%q does not stand in %q", part, text)
		}
		spans = append(spans, Span{start, start + at})
	}
	slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	return spans, nil
}

// Score is how well marked translations agree with the answers.
type Score struct {
	Hits       int // that were asked
	WithAnswer int // hits that have a translation
	Marked     int // hits with a mark
	Found      int // hits with a translation that have a mark
	Right      int // hits whose marks are right
}

// RightOfMarked returns the share of hits marked rightly among those marked, 0 to 1;
// 0 if none is marked.
func (s Score) RightOfMarked() float64 { return share(s.Right, s.Marked) }

// MarkedOfAnswered returns the share of hits with a mark, right or wrong, among those
// that have a translation, 0 to 1; 0 if none has.
func (s Score) MarkedOfAnswered() float64 { return share(s.Found, s.WithAnswer) }

func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return float64(part) / float64(whole)
}

// Judge scores the marks of hits: marks[k] are the spans of hits[k].Text() that are
// marked, in any order, nil for none.
//
// The marks of a hit are right if some overlap Answer (Allowed, if there is no Answer)
// and all stay within Allowed. Each mark may reach beyond by white space, an article and
// a particle of Chinese. Marks of a hit that has neither are wrong.
func Judge(hits []Hit, marks [][]Span) Score {
	score := Score{Hits: len(hits)}
	for k := range hits {
		hit, marked := &hits[k], len(marks[k]) > 0
		if len(hit.Answer) > 0 {
			score.WithAnswer++
			score.Found += count(marked)
		}
		score.Marked += count(marked)
		score.Right += count(hit.right(marks[k]))
	}
	return score
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// right reports whether the marks of a hit are right.
func (h *Hit) right(marks []Span) bool {
	wanted, overlaps := h.Answer, false
	if len(wanted) == 0 {
		wanted = h.Allowed
	}
	for _, m := range marks {
		for _, a := range wanted {
			overlaps = overlaps || m.Start < a.End && a.Start < m.End
		}
		for _, rest := range beyond(m, h.Allowed) {
			if !slight(h.Text()[rest.Start:rest.End]) {
				return false
			}
		}
	}
	return overlaps
}

// beyond returns the parts of a mark that no allowed span covers. The allowed spans are
// in order.
func beyond(mark Span, allowed []Span) []Span {
	var rest []Span
	for _, a := range allowed {
		if a.Start > mark.Start {
			rest = append(rest, Span{mark.Start, min(a.Start, mark.End)})
		}
		mark.Start = max(mark.Start, a.End)
		if mark.Start >= mark.End {
			return rest
		}
	}
	return append(rest, mark)
}

// slight reports whether a text is nothing but white space, articles and particles, so
// that a mark with it says the same as one without.
func slight(text string) bool {
	text = strings.Map(func(r rune) rune {
		if strings.ContainsRune("的地得了着著过過们們", r) {
			return ' '
		}
		return unicode.ToLower(r)
	}, text)
	return !slices.ContainsFunc(strings.Fields(text), func(word string) bool {
		return !slices.Contains([]string{"a", "an", "the", "'s", "’s"}, word)
	})
}
