// Package cedict reads CC-CEDICT, the Chinese-English dictionary
// (https://cc-cedict.org), and makes lexicons of it.
package cedict

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"bitext/align/internal/unzip"
	"bitext/align/lexicon"
)

// Entry is one line of the dictionary.
type Entry struct {
	Traditional, Simplified string
	Pinyin                  string // syllables with tone digits, separated by spaces
	Glosses                 []string
}

// Limits on what is read.
const (
	maxText    = 128 << 20 // bytes of the dictionary's text; that of 2026 has 10 million
	maxLine    = 1 << 16   // bytes of a line
	wrongLines = 100       // of so many lines one may be damaged
)

// Read reads a dictionary to the end of r: CC-CEDICT as text, packed with gzip, or in a
// zip file; or a lexicon that was made from one (see lexicon.Read).
func Read(r io.Reader) (*lexicon.Lexicon, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxText+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxText {
		return nil, fmt.Errorf("it is over %d MB", maxText>>20)
	}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		data, err = fromZip(data)
	case bytes.HasPrefix(data, []byte{0x1f, 0x8b}):
		if l, err := lexicon.Read(bytes.NewReader(data)); err == nil {
			return l, nil
		}
		data, err = fromGzip(data)
	}
	if err != nil {
		return nil, err
	}
	entries, date, err := Parse(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return Build(strings.TrimSpace("CC-CEDICT "+date), entries).Lexicon()
}

// fromZip returns the text of the one dictionary in a zip file.
func fromZip(data []byte) ([]byte, error) {
	archive, err := unzip.Open(data, unzip.Limits{Member: maxText, Free: maxText})
	if err != nil {
		return nil, err
	}
	found := ""
	for _, name := range archive.Names() {
		switch strings.ToLower(path.Ext(name)) {
		case ".u8", ".txt":
			if found != "" {
				return nil, fmt.Errorf("both %s and %s in the zip file may be the dictionary", found, name)
			}
			found = name
		}
	}
	if found == "" {
		return nil, errors.New("no file in the zip file ends in .u8 or .txt")
	}
	return archive.Read(found)
}

func fromGzip(data []byte) ([]byte, error) {
	zr, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	text, err := io.ReadAll(io.LimitReader(zr, maxText+1))
	if err == nil && len(text) > maxText {
		err = fmt.Errorf("it unpacks to over %d MB", maxText>>20)
	}
	return text, err
}

// Parse reads the text of the dictionary, a line an entry:
//
//	Traditional Simplified [pin1 yin1] /gloss/gloss/
//
// Lines that begin with # are comments; "#! date=" says from which day it is. A
// few damaged lines are passed over; it is an error if they are more than one in
// a hundred, or if there are no others.
func Parse(r io.Reader) (entries []Entry, date string, err error) {
	in := bufio.NewScanner(r)
	in.Buffer(nil, maxLine)
	damaged, firstDamaged, line := 0, 0, 0
	for in.Scan() {
		line++
		text := strings.TrimSpace(strings.TrimPrefix(in.Text(), "\uFEFF"))
		if comment, ok := strings.CutPrefix(text, "#"); ok {
			if d, ok := strings.CutPrefix(comment, "! date="); ok {
				date, _, _ = strings.Cut(d, "T")
			}
			continue
		}
		if text == "" {
			continue
		}
		if e, ok := parseLine(text); ok {
			entries = append(entries, e)
		} else if damaged++; damaged == 1 {
			firstDamaged = line
		}
	}
	if err := in.Err(); err != nil {
		return nil, "", fmt.Errorf("line %d: %w", line+1, err)
	}
	if len(entries) == 0 || damaged*wrongLines > len(entries) {
		if damaged > 0 {
			return nil, "", fmt.Errorf("it is no CC-CEDICT dictionary: line %d is not \"Traditional Simplified [pin1 yin1] /meaning/\"", firstDamaged)
		}
		return nil, "", errors.New("it is no CC-CEDICT dictionary: it has no entries")
	}
	return entries, date, nil
}

func parseLine(line string) (e Entry, ok bool) {
	words, rest, ok1 := strings.Cut(line, " [")
	pinyin, glosses, ok2 := strings.Cut(rest, "] /")
	e.Traditional, e.Simplified, ok = strings.Cut(words, " ")
	glosses, ok3 := strings.CutSuffix(glosses, "/")
	if !ok || !ok1 || !ok2 || !ok3 || e.Simplified == "" || !utf8.ValidString(line) {
		return Entry{}, false
	}
	e.Pinyin, e.Glosses = pinyin, strings.Split(glosses, "/")
	return e, true
}
