package lexicon

import (
	"cmp"
	"compress/gzip"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
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
	for n := range l.readings.len() {
		r, at := utf8.DecodeRuneInString(l.readings.of(n))
		t.Readings[r] = strings.Fields(l.readings.of(n)[at:])
	}
	for n := range l.simple.len() {
		t.Simple[rune(number(string(l.simple), 2*n))] = rune(number(string(l.simple), 2*n+1))
	}
	for h := range l.heads.len() {
		row := map[string]float64{}
		for stem, weight := range l.rows.of(h) {
			row[l.Stem(stem)] = weight
		}
		t.Rows[l.heads.of(h)] = row
	}
	return t
}

// Lexicon returns the lexicon that the table describes.
func (t *Table) Lexicon() (*Lexicon, error) {
	data, err := t.Bytes()
	if err != nil {
		return nil, err
	}
	return open(string(data))
}

// Write writes the table in the form that Read reads. Equal tables give equal bytes.
func (t *Table) Write(w io.Writer) error {
	data, err := t.Bytes()
	if err != nil {
		return err
	}
	zw, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	if _, err := zw.Write(data); err != nil {
		return err
	}
	return zw.Close()
}

// Bytes returns the table in the form in which it is looked up: what Write packs. It
// fails if the table is too large to be read again.
func (t *Table) Bytes() ([]byte, error) {
	stemSet := map[string]bool{}
	for _, row := range t.Rows {
		for s := range row {
			stemSet[s] = true
		}
	}
	stems, heads := slices.Sorted(maps.Keys(stemSet)), slices.Sorted(maps.Keys(t.Rows))
	if len(stems) > maxLinked || len(heads) > maxLinked {
		return nil, fmt.Errorf("the lexicon has over %d words", maxLinked)
	}
	id := make(map[string]int, len(stems))
	for i, s := range stems {
		id[s] = i
	}
	rows, columns, longest := make([][]link, len(heads)), make([][]link, len(stems)), 0
	for h, head := range heads {
		longest = max(longest, utf8.RuneCountInString(head))
		row := t.Rows[head]
		words := slices.SortedFunc(maps.Keys(row), func(a, b string) int {
			return cmp.Or(cmp.Compare(row[b], row[a]), cmp.Compare(a, b))
		})
		for _, w := range words {
			rows[h] = append(rows[h], newLink(id[w], row[w]))
			columns[id[w]] = append(columns[id[w]], newLink(h, row[w]))
		}
	}
	var readings []string
	syllables := map[string]bool{}
	for _, r := range slices.Sorted(maps.Keys(t.Readings)) {
		readings = append(readings, string(r)+" "+strings.Join(t.Readings[r], " "))
		for _, s := range t.Readings[r] {
			syllables[s] = true
		}
	}
	var simple []uint32
	for _, r := range slices.Sorted(maps.Keys(t.Simple)) {
		simple = append(simple, uint32(r), uint32(t.Simple[r]))
	}
	var out writer
	out.section([]byte(magic))
	out.section([]byte(t.Title))
	out.texts(stems)
	out.texts(heads)
	out.lists(rows)
	out.lists(columns)
	out.texts(readings)
	out.texts(slices.Sorted(maps.Keys(syllables)))
	out.numbers(simple...)
	out.numbers(uint32(longest))
	return out.bytes()
}
