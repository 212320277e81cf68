// Package lexicon knows how English and Chinese words translate each other:
// which Chinese words the dictionary has, which English stems stand for each word
// and with what share, how characters are read and simplified.
package lexicon

import (
	"bytes"
	"cmp"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:generate go run ./internal/cedictgen cedict.bin.gz

// cedict is the table made from CC-CEDICT by internal/cedictgen. Tables are gzip
// over six sections, each behind its length as a uvarint:
//
//	title     what the lexicon was made from
//	stems     English stems, sorted, one a line; a stem's id is its line
//	heads     simplified Chinese headwords, sorted, one a line
//	readings  one line a Han character: the character and its toneless pinyin syllables
//	simple    pairs of a traditional character and its simplified form
//	rows      for each head: a uvarint count of stems, then each stem's id
//	          (uvarint) and its share of the head's meaning in 255ths (a byte)
//
//go:embed cedict.bin.gz
var cedict []byte

// Lexicon is a Chinese-English dictionary. It never changes, so it is safe for
// concurrent use. The zero Lexicon has no words.
type Lexicon struct {
	title    string
	stems    []string
	heads    []string
	rowAt    []uint32 // where each head's row starts in rows
	rows     string
	readings map[rune][]string
	simple   map[rune]rune
	longest  int // length of the longest head, in characters

	syllables map[string]bool // all pinyin syllables
}

// Translation is one English stem for a Chinese word.
type Translation struct {
	Stem   int32   // id of the stem
	Weight float64 // share of the word's meaning, 0 to 1; the shares of a word add up to about 1
}

// Embedded returns the lexicon that is built in: CC-CEDICT. It is unpacked once, by
// the first call.
func Embedded() (*Lexicon, error) { return embedded() }

var embedded = sync.OnceValues(func() (*Lexicon, error) {
	l, err := unpack(bytes.NewReader(cedict))
	if err != nil {
		return nil, fmt.Errorf("embedded lexicon: %w", err)
	}
	return l, nil
})

// Title says what the lexicon was made from.
func (l *Lexicon) Title() string { return l.title }

// Len returns the number of headwords.
func (l *Lexicon) Len() int { return len(l.heads) }

// Has reports whether the Chinese word, in simplified characters, is a headword.
func (l *Lexicon) Has(word string) bool {
	_, ok := slices.BinarySearch(l.heads, word)
	return ok
}

// Stem returns the stem with an id.
func (l *Lexicon) Stem(id int32) string { return l.stems[id] }

// Stems returns the ids of all stems.
func (l *Lexicon) Stems() []int32 {
	ids := make([]int32, len(l.stems))
	for k := range ids {
		ids[k] = int32(k)
	}
	return ids
}

// StemID returns the id of a stem; ok is false if the lexicon does not have the stem.
func (l *Lexicon) StemID(stem string) (id int32, ok bool) {
	n, ok := slices.BinarySearch(l.stems, stem)
	return int32(n), ok
}

// Translations returns the English stems for a Chinese word in simplified
// characters, the likeliest first; nil if the word is unknown.
func (l *Lexicon) Translations(word string) []Translation {
	h, ok := slices.BinarySearch(l.heads, word)
	if !ok {
		return nil
	}
	var list []Translation
	l.eachStem(h, func(stem int32, weight float64) { list = append(list, Translation{stem, weight}) })
	return list
}

// Head is one Chinese word for an English stem.
type Head struct {
	Word   string  // in simplified characters
	Weight float64 // the stem's share of the word's meaning
}

// Heads returns the headwords that have a stem among their translations, by the
// stem's share of their meaning, the greatest first.
func (l *Lexicon) Heads(stem int32) []Head {
	var list []Head
	for h, word := range l.heads {
		l.eachStem(h, func(s int32, weight float64) {
			if s == stem {
				list = append(list, Head{word, weight})
			}
		})
	}
	slices.SortStableFunc(list, func(a, b Head) int { return cmp.Compare(b.Weight, a.Weight) })
	return list
}

// eachStem calls f with the stems of a head and their weights. The rows were
// checked when they were indexed.
func (l *Lexicon) eachStem(head int, f func(stem int32, weight float64)) {
	n, row := uvarint(l.rows[l.rowAt[head]:])
	for ; n > 0; n-- {
		var id uint64
		id, row = uvarint(row)
		f(int32(id), float64(row[0])/255)
		row = row[1:]
	}
}

// Readings returns the toneless pinyin syllables of a Han character, which the caller
// may not change.
func (l *Lexicon) Readings(r rune) []string { return l.readings[r] }

// Simplify returns a text with all traditional characters that the dictionary knows
// replaced by their simplified forms, one for one. Rules that look for a few common
// words do without the dictionary: see language.Simplified.
func (l *Lexicon) Simplify(text string) string {
	return strings.Map(func(r rune) rune {
		if s, ok := l.simple[r]; ok {
			return s
		}
		return r
	}, text)
}

// maxTable is how much a table may unpack to, in bytes.
const maxTable = 256 << 20

// Read reads a lexicon that Table.Write wrote.
func Read(r io.Reader) (*Lexicon, error) {
	l, err := unpack(r)
	if err != nil {
		return nil, fmt.Errorf("read lexicon: %w", err)
	}
	return l, nil
}

func unpack(r io.Reader) (*Lexicon, error) {
	zr, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(zr, maxTable+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxTable {
		return nil, fmt.Errorf("it unpacks to over %d MB", maxTable>>20)
	}
	return parse(string(data))
}

// parse takes the sections of a table apart.
func parse(rest string) (*Lexicon, error) {
	var sections [6]string
	for i := range sections {
		n, tail := uvarint(rest)
		if n > uint64(len(tail)) {
			return nil, fmt.Errorf("section %d is cut short", i)
		}
		sections[i], rest = tail[:n], tail[n:]
	}
	l := &Lexicon{
		title:    sections[0],
		stems:    strings.Split(sections[1], "\n"),
		heads:    strings.Split(sections[2], "\n"),
		rows:     sections[5],
		readings: map[rune][]string{},
		simple:   map[rune]rune{},

		syllables: map[string]bool{},
	}
	for line := range strings.SplitSeq(sections[3], "\n") {
		r, n := utf8.DecodeRuneInString(line)
		l.readings[r] = strings.Fields(line[n:])
		for _, s := range l.readings[r] {
			l.syllables[s] = true
		}
	}
	pairs := []rune(sections[4])
	for i := 0; i+1 < len(pairs); i += 2 {
		l.simple[pairs[i]] = pairs[i+1]
	}
	return l, l.index()
}

// index finds where each row starts, and checks that the rows are whole.
func (l *Lexicon) index() error {
	l.rowAt = make([]uint32, len(l.heads))
	row := l.rows
	for i, h := range l.heads {
		l.longest = max(l.longest, utf8.RuneCountInString(h))
		l.rowAt[i] = uint32(len(l.rows) - len(row))
		var n, id uint64
		for n, row = uvarint(row); n > 0; n-- {
			if id, row = uvarint(row); id >= uint64(len(l.stems)) || row == "" {
				return fmt.Errorf("the row of %q is damaged", h)
			}
			row = row[1:]
		}
	}
	return nil
}

// uvarint reads a number off the front of s. A number that is cut short or too
// long reads as 2^64-1, which no caller accepts as a length or an id.
func uvarint(s string) (uint64, string) {
	v := uint64(0)
	for i := 0; i < len(s) && i < binary.MaxVarintLen64; i++ {
		v |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return v, s[i+1:]
		}
	}
	return 1<<64 - 1, ""
}
