// Package lexicon knows how English and Chinese words translate each other:
// which Chinese words the dictionary has, which English stems stand for each word
// and with what share, how characters are read and simplified.
package lexicon

import (
	"cmp"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

//go:generate go run ./internal/cedictgen cedict.table

// cedict is the table made from CC-CEDICT by internal/cedictgen; see layout.go. It is as
// large as it is because words are looked up in it as it lies in the program.
//
//go:embed cedict.table
var cedict string

// Lexicon is a Chinese-English dictionary. It never changes, so it is safe for
// concurrent use. The zero Lexicon has no words.
type Lexicon struct {
	title     string
	stems     texts // English stems; a stem's id is its place
	heads     texts // simplified Chinese headwords
	rows      lists // by head: its stems, the likeliest first, with their shares of its meaning
	columns   lists // by stem: the heads that have the stem, in order, with its share of each
	readings  texts // by Han character: the character and its toneless pinyin syllables, with spaces between
	syllables texts // all syllables
	simple    pairs // traditional characters and their simplified forms
	longest   int   // length of the longest head, in characters
	synonyms  synonyms
}

// Translation is one English stem for a Chinese word.
type Translation struct {
	Stem   int32   // id of the stem
	Weight float64 // share of the word's meaning, 0 to 1; the shares of a word add up to about 1
}

// Embedded returns the lexicon that is built in: CC-CEDICT.
func Embedded() (*Lexicon, error) {
	l, err := open(cedict)
	if err != nil {
		return nil, fmt.Errorf("embedded lexicon: %w", err)
	}
	return l, nil
}

// WithoutSynonyms returns a lexicon with the same words and no synonyms, to measure what these are worth.
func (l *Lexicon) WithoutSynonyms() *Lexicon {
	plain := *l
	plain.synonyms = synonyms{}
	return &plain
}

// Title says what the lexicon was made from.
func (l *Lexicon) Title() string { return l.title }

// Len returns the number of headwords.
func (l *Lexicon) Len() int { return l.heads.len() }

// Has reports whether the Chinese word, in simplified characters, is a headword.
func (l *Lexicon) Has(word string) bool {
	_, ok := l.heads.find(word)
	return ok
}

// Stem returns the stem with an id.
func (l *Lexicon) Stem(id int32) string { return l.stems.of(int(id)) }

// Stems returns all stems in the order of their ids.
func (l *Lexicon) Stems() []string {
	stems := make([]string, l.stems.len())
	for id := range stems {
		stems[id] = l.stems.of(id)
	}
	return stems
}

// StemID returns the id of a stem; ok is false if the lexicon does not have the stem.
func (l *Lexicon) StemID(stem string) (id int32, ok bool) {
	n, ok := l.stems.find(stem)
	return int32(n), ok
}

// Translations returns the English stems for a Chinese word in simplified
// characters, the likeliest first; nil if the word is unknown.
func (l *Lexicon) Translations(word string) []Translation {
	h, ok := l.heads.find(word)
	if !ok {
		return nil
	}
	var list []Translation
	for stem, weight := range l.rows.of(h) {
		list = append(list, Translation{stem, weight})
	}
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
	for h, weight := range l.columns.of(int(stem)) {
		list = append(list, Head{l.heads.of(int(h)), weight})
	}
	slices.SortStableFunc(list, func(a, b Head) int { return cmp.Compare(b.Weight, a.Weight) })
	return list
}

// EachHead yields the headwords that have a stem among their translations, in order, with the stem's
// share of their meaning.
func (l *Lexicon) EachHead(stem int32) iter.Seq2[string, float64] {
	return func(yield func(string, float64) bool) {
		for h, weight := range l.columns.of(int(stem)) {
			if !yield(l.heads.of(int(h)), weight) {
				return
			}
		}
	}
}

// Characters yields the characters of all headwords.
func (l *Lexicon) Characters() iter.Seq[rune] {
	return func(yield func(rune) bool) {
		for _, r := range l.heads.text {
			if !yield(r) {
				return
			}
		}
	}
}

// Readings returns the toneless pinyin syllables of a Han character, nil if the
// dictionary does not have the character.
func (l *Lexicon) Readings(r rune) []string {
	n, _ := l.readings.find(string(r)) // the line of a character follows the character
	if n == l.readings.len() {
		return nil
	}
	character, syllables, _ := strings.Cut(l.readings.of(n), " ")
	if character != string(r) {
		return nil
	}
	return strings.Fields(syllables)
}

// Simplify returns a text with all traditional characters that the dictionary knows
// replaced by their simplified forms, one for one. Rules that look for a few common
// words do without the dictionary: see language.Simplified.
func (l *Lexicon) Simplify(text string) string {
	return strings.Map(func(r rune) rune {
		return cmp.Or(l.simple.of(r), r)
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
	l, err := open(string(data))
	if err != nil {
		return nil, err
	}
	return l, l.check()
}
