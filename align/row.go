package align

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// Level says which units beads are made of.
type Level string

// The levels.
const (
	LevelParagraph Level = "paragraph"
	LevelSentence  Level = "sentence"
)

// Row is a bead as tables, sheets and reports show it, with its texts.
type Row struct {
	ID    string // P12 of a paragraph bead, P12.3 of a sentence bead; empty if a file does not say
	Index int    // of the bead in Alignment.Beads or Alignment.Sentences
	Bead         // without units if a file has texts alone
	Text  TextPair
}

// Level returns the level that the row's ID is of, or "" if it has none of the form P12 or
// P12.3.
func (r Row) Level() Level {
	number, ok := strings.CutPrefix(r.ID, "P")
	switch {
	case !ok || number == "" || strings.Trim(number, ".0123456789") != "":
		return ""
	case strings.Contains(number, "."):
		return LevelSentence
	}
	return LevelParagraph
}

// BeadsAt returns the beads of a level. An alignment without sentence beads has its
// paragraph beads at both levels.
func (al *Alignment) BeadsAt(level Level) []Bead {
	if level == LevelSentence && len(al.Sentences) > 0 {
		return al.Sentences
	}
	return al.Beads
}

// Rows returns the rows of a level in reading order, boilerplate left out. They are
// numbered from P1, and the sentences of each from P1.1.
func (al *Alignment) Rows(level Level) []Row {
	return slices.DeleteFunc(al.AllRows(level), func(r Row) bool { return r.ID == "" })
}

// AllRows returns the rows of a level, those of boilerplate too, which have no ID.
func (al *Alignment) AllRows(level Level) []Row {
	rows, number := make([]Row, len(al.Beads)), 0
	for n, b := range al.Beads {
		rows[n] = Row{Index: n, Bead: b}
		if !al.Removed(b) {
			number++
			rows[n].ID = "P" + strconv.Itoa(number)
		}
		rows[n].Text.EN, rows[n].Text.ZH = al.Text(b)
	}
	if level != LevelSentence || len(al.Sentences) == 0 {
		return rows
	}
	sentences, numbers := make([]Row, len(al.Sentences)), make([]int, len(al.Beads))
	for n, b := range al.Sentences {
		sentences[n] = Row{Index: n, Bead: b}
		if id := rows[b.Parent].ID; id != "" {
			numbers[b.Parent]++
			sentences[n].ID = id + "." + strconv.Itoa(numbers[b.Parent])
		}
		sentences[n].Text.EN, sentences[n].Text.ZH = al.SentenceText(b)
	}
	return sentences
}

// Shape returns the type of the bead, the numbers of its units: "1-1", "2-1", "1-0".
func (b Bead) Shape() string { return fmt.Sprintf("%d-%d", len(b.EN), len(b.ZH)) }

// String returns the flag in words: "numbers differ: 87 / 78".
func (f Flag) String() string {
	if f.Detail == "" {
		return string(f.Kind)
	}
	return string(f.Kind) + ": " + f.Detail
}

// Bilingual returns the flag in words of both languages: "numbers differ 数字不一致: 87 / 78".
func (f Flag) Bilingual() string {
	f.Kind = FlagKind(strings.TrimSpace(string(f.Kind) + " " + f.Kind.Chinese()))
	return f.String()
}
