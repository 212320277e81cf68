package lexicon

import (
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"io"
	"maps"
	"slices"
	"strings"
)

// Table is a lexicon while it is being made.
type Table struct {
	Title    string
	Rows     map[string]map[string]float64 // simplified headword -> English stem -> share of its meaning
	Readings map[rune][]string             // Han character -> its pinyin syllables without tones, sorted
	Simple   map[rune]rune                 // traditional character -> its simplified form, if another
}

// NewTable returns an empty table.
func NewTable(title string) *Table {
	return &Table{title, map[string]map[string]float64{}, map[rune][]string{}, map[rune]rune{}}
}

// Table returns a copy of the lexicon as a table that can be changed.
func (l *Lexicon) Table() *Table {
	t := NewTable(l.title)
	for r, syllables := range l.readings {
		t.Readings[r] = slices.Clone(syllables)
	}
	maps.Copy(t.Simple, l.simple)
	for h, head := range l.heads {
		row := map[string]float64{}
		l.eachStem(h, func(stem int32, weight float64) { row[l.stems[stem]] = weight })
		t.Rows[head] = row
	}
	return t
}

// Lexicon returns the lexicon that the table describes.
func (t *Table) Lexicon() (*Lexicon, error) { return parse(string(t.sections())) }

// Write writes the table in the form that Read reads. Equal tables give equal bytes.
func (t *Table) Write(w io.Writer) error {
	zw, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := zw.Write(t.sections()); err != nil {
		return err
	}
	return zw.Close()
}

// sections returns the sections of the format, each behind its length.
func (t *Table) sections() []byte {
	stemSet := map[string]bool{}
	for _, row := range t.Rows {
		for s := range row {
			stemSet[s] = true
		}
	}
	stems := slices.Sorted(maps.Keys(stemSet))
	id := make(map[string]uint64, len(stems))
	for i, s := range stems {
		id[s] = uint64(i)
	}
	heads := slices.Sorted(maps.Keys(t.Rows))
	var rows []byte
	for _, h := range heads {
		row := t.Rows[h]
		words := slices.SortedFunc(maps.Keys(row), func(a, b string) int {
			return cmp.Or(cmp.Compare(row[b], row[a]), cmp.Compare(a, b))
		})
		rows = binary.AppendUvarint(rows, uint64(len(words)))
		for _, w := range words {
			rows = binary.AppendUvarint(rows, id[w])
			rows = append(rows, byte(max(1, min(255, row[w]*255+.5))))
		}
	}
	var out []byte
	for _, section := range []string{t.Title, strings.Join(stems, "\n"), strings.Join(heads, "\n"), t.readings(), t.simple(), string(rows)} {
		out = append(binary.AppendUvarint(out, uint64(len(section))), section...)
	}
	return out
}

func (t *Table) readings() string {
	var lines []string
	for _, r := range slices.Sorted(maps.Keys(t.Readings)) {
		lines = append(lines, string(r)+" "+strings.Join(t.Readings[r], " "))
	}
	return strings.Join(lines, "\n")
}

func (t *Table) simple() string {
	var b strings.Builder
	for _, r := range slices.Sorted(maps.Keys(t.Simple)) {
		b.WriteRune(r)
		b.WriteRune(t.Simple[r])
	}
	return b.String()
}
