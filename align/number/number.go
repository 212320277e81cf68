package number

import (
	"bitext/align"
	"bitext/align/language"
	"bitext/align/segment"
	"slices"
	"strings"
	"unicode/utf8"
)

// Numbers
//
// A number is worth more to an aligner than any word, but the two languages
// write it apart: $87 billion and 870亿美元, 30 percent and 三成, May 6 and
// 5月6日. So every number is given its value in one spelling:
//
//	87000000000  a plain number without needless zeros, a year, a day, an ordinal
//	30%          a share
//	2/3          a fraction
//	M5           a month
//	1990s        a decade
//
// Numbers come in three scripts: digits (numberdigits.go), English words
// (numberen.go) and Chinese numerals (numberzh.go). What may follow a number of
// any script and change its value, such as a percent sign or 亿, is its unit
// (numberunit.go). Values are exact: they are decimal strings that only ever have
// their point moved (numbervalue.go).
//
// Words that merely look like numbers (万一, 十分, "one" as a pronoun, the 19 of
// COVID-19) and vague ones (几十, dozens) are faint (numberfaint.go): they may
// explain a number of the other language, but claim nothing themselves. What a
// number may mean besides its value, as 98年 may be 1998, its surroundings tell
// (numberalso.go).

// Number is one number in a text.
type Number struct {
	Start, End int      // byte offsets; a unit that is part of Value is inside
	Value      string   // the same for the same value in English and in Chinese; never empty
	Alt        []string // what else it may mean: 98年 is 98 years or 1998
	Kind       Kind
	Weak       bool // its lack in the other language means nothing: "one", 一, the 19 of COVID-19
}

// Kind is what a number tells.
type Kind uint8

// The kinds of number.
const (
	Count     Kind = iota // a count, a measure, a year or a day
	Share                 // 30%, 2/3
	Month                 // M5
	Decade                // 1990s
	Ordinal               // third, 第三, XII
	Magnitude             // hundreds, 数百
	Group                 // G20
)

// Means reports whether two numbers may mean the same.
func (n Number) Matches(o Number) bool {
	return n.Value == o.Value || n.mayMean(o.Value) || o.mayMean(n.Value) || slices.ContainsFunc(n.Alt, o.mayMean)
}

// mayMean reports whether the number may also mean value.
func (n Number) mayMean(value string) bool {
	return slices.ContainsFunc(n.Alt, func(also string) bool { return alike(value, also) })
}

// Contradicts reports whether two numbers of which neither has a counterpart
// cannot both be right: five and 六, hundreds and 数千.
func (n Number) Contradicts(o Number) bool {
	return n.Kind == o.Kind && (n.Kind >= Ordinal || !n.Weak && !o.Weak) && !n.Matches(o)
}

// Numbers returns the numbers of text in order but for the faint ones, as they are
// written: their values, without what else the surroundings say they may mean.
// They do not overlap. Digits and Chinese numerals are read in any text, English
// words in any that is not Chinese.
func Find(text string, lang align.Language) []Number {
	return slices.DeleteFunc(read(text, lang).found, func(n Number) bool { return n.Weak })
}

// AllNumbers returns the numbers of text with the faint ones and with all that
// they may mean.
func All(text string, lang align.Language) []Number {
	r := read(text, lang)
	for k, n := range r.found {
		for _, rule := range senses {
			r.found[k].Alt = append(r.found[k].Alt, rule.read(n, text[n.Start:n.End], text[:n.Start], text[n.End:])...)
		}
	}
	return r.found
}

// read reads the numbers of text.
func read(text string, lang align.Language) *reader {
	r := &reader{text: plainNumerals(text)}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(r.text[i:])
		switch {
		case c == ' ':
			i++
		case isDigit(c) || c == '.' && isPointed(r.text, i):
			i = r.digits(i)
		case segment.IsLetter(c):
			if lang == align.Chinese {
				i = segment.WordAt(text, i).End
			} else {
				i = r.english(i)
			}
		case isNumeral(c):
			i = r.chinese(i)
		case c == '半':
			i = r.chineseHalf(i)
		case vulgar[c] != "":
			r.share(i, i+size, vulgar[c])
			i += size
		default:
			i = r.weakWord(i, i+size, c)
		}
	}
	r.outOf()
	return r
}

// numberReader collects the numbers of a text. Each of its methods digits,
// english and chinese reads what begins at i, adds the numbers it finds, and
// returns where to go on, which is always behind i.
type reader struct {
	text  string
	found []Number
	bare  bool // the last number found has no unit
}

// add adds a number that stands from start to end and whose value, before its
// unit is applied, is digits.
//
// The two ends of a range share a unit that is written once: 10–15% is 10% and
// 15%, 3至5月 March and May.
func (r *reader) add(start, end int, digits string, u unit, also ...string) {
	if r.bare && u != (unit{}) && u.kind != Ordinal {
		low := &r.found[len(r.found)-1]
		if isRange(r.text[low.End:start]) && less(low.Value, digits) {
			low.Value, low.Kind = u.apply(low.Value), u.kind
		}
	}
	value := u.apply(digits)
	if isBelowZero(r.text[:start], r.text[end:]) {
		value = "-" + value
	}
	r.found = append(r.found, Number{start, end, value, also, u.kind, false})
	r.bare = u == unit{}
}

// share adds a number whose value is a share as it stands.
func (r *reader) share(start, end int, value string, also ...string) {
	r.found = append(r.found, Number{start, end, value, also, Share, false})
	r.bare = false
}

// faint adds a faint number.
func (r *reader) weak(start, end int, kind Kind, value string, also ...string) {
	r.found = append(r.found, Number{start, end, value, also, kind, true})
	r.bare = false
}

// isRange reports whether the text between two numbers makes them the ends of
// one range.
func isRange(between string) bool {
	if len(between) > len(" and $") {
		return false
	}
	switch strings.Trim(between, " $€£¥") {
	case "-", "‑", "–", "—", "−", "~", "～", "to", "or", "and", "至", "到", "或", "、":
		return true
	}
	return false
}

// isDigit reports whether c is a digit, in ASCII or full width.
func isDigit(c rune) bool {
	c = language.Narrow(c)
	return '0' <= c && c <= '9'
}

// skip returns where the characters at i end of which in holds.
func skip(text string, i int, in func(rune) bool) int {
	return len(text) - len(strings.TrimLeftFunc(text[i:], in))
}
