package lexicon

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"math"
	"sort"
	"strings"
	"unicode/utf8"
)

// A table holds a lexicon so that words are found in it as it lies, without a byte of it
// being unpacked. It is a sequence of sections, each behind its length, in the order of the
// fields of Lexicon. All numbers are of four bytes, the lowest first. Texts and lists are
// two sections each: where the items start, and the items. A table in a file is packed with
// gzip.

// magic is the first section of a table.
const magic = "align lexicon 2"

// number returns the number at a place of a section, counted in numbers.
func number(section string, n int) uint32 {
	b := section[4*n : 4*n+4]
	return uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
}

// texts holds different texts in ascending order.
type texts struct{ at, text string }

func (t texts) len() int { return max(0, len(t.at)/4-1) }

// of returns text n.
func (t texts) of(n int) string { return t.text[number(t.at, n):number(t.at, n+1)] }

// find returns the place of a text, or where it would stand and false.
func (t texts) find(text string) (int, bool) {
	return sort.Find(t.len(), func(n int) int {
		switch other := t.of(n); {
		case text < other:
			return -1
		case text > other:
			return 1
		}
		return 0
	})
}

// lookup finds texts one after another, each of which begins with the one before.
type lookup struct {
	texts
	at int // no text before this one is any that is still looked for
}

// find reports whether a text is there, and whether longer ones begin with it. These stand
// close to one another, so the search goes on from the text before in growing steps.
func (x *lookup) find(text string) (found, more bool) {
	n, step := x.len(), 1
	if x.at == 0 {
		step = n
	}
	low, high := x.at, x.at // every text before low is less than the text
	for high < n && x.of(high) < text {
		low, high, step = high+1, high+step, 2*step
	}
	x.at = low + sort.Search(min(high, n)-low, func(k int) bool { return x.of(low+k) >= text })
	if x.at == n || !strings.HasPrefix(x.of(x.at), text) {
		return false, false
	}
	if found = x.of(x.at) == text; !found {
		return false, true
	}
	return true, x.at+1 < n && strings.HasPrefix(x.of(x.at+1), text)
}

// check returns an error if the texts, which have a name, cannot be looked up.
func (t texts) check(name string) error {
	if !ascending(t.at, len(t.text)) {
		return fmt.Errorf("its %s are damaged", name)
	}
	for n := 1; n < t.len(); n++ {
		if t.of(n-1) >= t.of(n) {
			return fmt.Errorf("its %s are out of order at %q", name, t.of(n))
		}
	}
	return nil
}

// lists holds lists of links.
type lists struct{ at, links string }

func (l lists) len() int { return max(0, len(l.at)/4-1) }

// of yields the links of list n: their targets and their weights, 0 to 1.
func (l lists) of(n int) iter.Seq2[int32, float64] {
	return func(yield func(int32, float64) bool) {
		for k, end := int(number(l.at, n)), int(number(l.at, n+1)); k < end; k++ {
			if x := number(l.links, k); !yield(int32(x>>8), float64(x&0xff)/255) {
				return
			}
		}
	}
}

// check returns an error if the lists, which have a name, are not so many, or lead to
// a target that is not below to.
func (l lists) check(name string, many, to int) error {
	if l.len() != many || len(l.links)%4 != 0 || !ascending(l.at, len(l.links)/4) {
		return fmt.Errorf("its %s are damaged", name)
	}
	for n := range len(l.links) / 4 {
		if number(l.links, n)>>8 >= uint32(to) {
			return fmt.Errorf("its %s lead out of it", name)
		}
	}
	return nil
}

// size returns the number of links of list n.
func (l lists) size(n int) int { return int(number(l.at, n+1) - number(l.at, n)) }

// link is a link as it is written: the target, and the weight in 255ths in the last byte.
type link uint32

func newLink(to int, weight float64) link {
	return link(to)<<8 | link(max(1, min(255, float64(weight*255)+.5)))
}

// maxLinked is how many stems or heads there may be for a link to tell them apart.
const maxLinked = 1 << 24

// pairs holds pairs of characters in the order of the first.
type pairs string

func (p pairs) len() int { return len(p) / 8 }

// of returns what stands with a character, or 0.
func (p pairs) of(r rune) rune {
	n := sort.Search(p.len(), func(n int) bool { return rune(number(string(p), 2*n)) >= r })
	if n < p.len() && rune(number(string(p), 2*n)) == r {
		return rune(number(string(p), 2*n+1))
	}
	return 0
}

// open returns the lexicon that a table holds.
func open(table string) (*Lexicon, error) {
	var l Lexicon
	var longest string
	if err := sections(table, magic, &l.title, &l.stems.at, &l.stems.text, &l.heads.at, &l.heads.text, &l.rows.at, &l.rows.links, &l.columns.at, &l.columns.links,
		&l.readings.at, &l.readings.text, &l.syllables.at, &l.syllables.text, (*string)(&l.simple), &longest); err != nil {
		return nil, err
	}
	if len(longest) != 4 {
		return nil, errors.New("its last section is damaged")
	}
	l.longest = int(number(longest, 0))
	var err error
	l.synonyms, err = openSynonyms(wordnet)
	return &l, err
}

// sections sets each of the parts to its section of a table that begins with the
// given magic.
func sections(table, magic string, parts ...*string) error {
	var first string
	for _, section := range append([]*string{&first}, parts...) {
		if len(table) < 4 || uint64(number(table, 0)) > uint64(len(table)-4) {
			return errors.New("the end of it is missing, or it is no lexicon")
		}
		end := 4 + int(number(table, 0))
		*section, table = table[4:end], table[end:]
		if first != magic {
			return errors.New("it is no lexicon of this version")
		}
	}
	return nil
}

// check returns an error if the sections of a table do not fit together.
func (l *Lexicon) check() error {
	stems, heads := l.stems.len(), l.heads.len()
	if err := cmp.Or(l.stems.check("stems"), l.heads.check("headwords"), l.readings.check("readings"), l.syllables.check("syllables"),
		l.rows.check("rows", heads, stems), l.columns.check("columns", stems, heads)); err != nil {
		return err
	}
	longest := 0
	for n := range l.heads.len() {
		longest = max(longest, utf8.RuneCountInString(l.heads.of(n)))
	}
	if l.longest != longest {
		return fmt.Errorf("its longest headword has %d characters, not %d", longest, l.longest)
	}
	return nil
}

// ascending reports whether a section holds numbers that ascend from 0 to the end.
func ascending(at string, end int) bool {
	if len(at) < 4 || len(at)%4 != 0 || number(at, 0) != 0 || int64(number(at, len(at)/4-1)) != int64(end) {
		return false
	}
	for n := 1; n < len(at)/4; n++ {
		if number(at, n-1) > number(at, n) {
			return false
		}
	}
	return true
}

// writer puts the sections of a table together.
type writer struct{ table []byte }

func (w *writer) section(s []byte) {
	w.table = append(binary.LittleEndian.AppendUint32(w.table, uint32(len(s))), s...)
}

func (w *writer) texts(list []string) {
	at, text := make([]byte, 4), []byte(nil)
	for _, s := range list {
		text = append(text, s...)
		at = binary.LittleEndian.AppendUint32(at, uint32(len(text)))
	}
	w.section(at)
	w.section(text)
}

func (w *writer) lists(lists [][]link) {
	at, links := make([]byte, 4), []byte(nil)
	for _, list := range lists {
		for _, x := range list {
			links = binary.LittleEndian.AppendUint32(links, uint32(x))
		}
		at = binary.LittleEndian.AppendUint32(at, uint32(len(links)/4))
	}
	w.section(at)
	w.section(links)
}

func (w *writer) numbers(list ...uint32) {
	var s []byte
	for _, n := range list {
		s = binary.LittleEndian.AppendUint32(s, n)
	}
	w.section(s)
}

// bytes returns the table, or an error if it is too large to be read.
func (w *writer) bytes() ([]byte, error) {
	if len(w.table) > min(maxTable, math.MaxUint32) {
		return nil, fmt.Errorf("the lexicon takes over %d MB", maxTable>>20)
	}
	return w.table, nil
}
