package corpora

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
)

// Phrase is a word or a phrase that is looked for on one side.
type Phrase struct {
	Side align.Side

	units []unit
	text  string // as it was given, from the first unit to the last
}

// ParsePhrase reads a word or a phrase: "tariff", "water tariff", "en:GDP", "zh:水价". Without
// a prefix a text with a Han character is Chinese, and any other English. Marks between words
// do not count, but between Han characters.
func ParsePhrase(text string) (Phrase, error) {
	p := Phrase{}
	rest := text
	if after, ok := strings.CutPrefix(text, "en:"); ok {
		rest = after
	} else if after, ok := strings.CutPrefix(text, "zh:"); ok {
		p.Side, rest = align.ZH, after
	} else if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		p.Side = align.ZH
	}
	if p.units = unitsOf(nil, rest); len(p.units) == 0 {
		return p, fmt.Errorf("%q holds no word", text)
	}
	p.text = rest[p.units[0].start:p.units[len(p.units)-1].end]
	return p, nil
}

// in reports whether a text of the phrase's side has the phrase. Most texts that do have it as
// it was given, which is quick to see. Buffer is room for units.
func (p Phrase) in(text string, buffer *[]unit) bool {
	if k := strings.Index(text, p.text); p.text != "" && k >= 0 {
		before, _ := utf8.DecodeLastRuneInString(text[:k])
		after, _ := utf8.DecodeRuneInString(text[k+len(p.text):])
		if (p.units[0].han || !inWord(before) || unicode.Is(unicode.Han, before)) && (p.units[len(p.units)-1].han || !inWord(after) || unicode.Is(unicode.Han, after)) {
			return true
		}
	}
	*buffer = unitsOf((*buffer)[:0], text)
	return find(*buffer, p.units, 0) >= 0
}

// expression returns the phrase in the query language of the index, and whether the rows found
// are sure to have it.
func (p Phrase) expression() (text string, exact bool) {
	list, exact := cover(p.Side, p.units)
	for k, token := range list {
		list[k] = `"` + token + `"`
	}
	return strings.Join(list, " AND "), exact
}
