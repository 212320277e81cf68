package segment

import (
	"strings"
	"unicode/utf8"

	"bitext/align/language"
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
// COVID-19) are left out, as are vague ones (几十, dozens): a missing number does
// little harm, a wrong one much.

// Number is one number in a text.
type Number struct {
	Start, End int    // byte offsets; a unit that is part of Value is inside
	Value      string // the same for the same value in English and in Chinese; never empty
}

// Numbers returns the numbers of text in order; they do not overlap. Digits and
// Chinese numerals are read in any text, English words in any that is not
// Chinese.
func Numbers(text string, lang language.Language) []Number {
	r := numberReader{text: text}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case c == ' ':
			i++
		case isDigit(narrow(c)):
			i = r.digits(i)
		case isLetter(c):
			if lang == language.Chinese {
				i = lettersEnd(text, i)
			} else {
				i = r.english(i)
			}
		case isNumeral(c):
			i = r.chinese(i)
		case c == '半':
			i = r.chineseHalf(i)
		case vulgar[c] != "":
			r.add(i, i+size, vulgar[c], unit{})
			i += size
		default:
			i += size
		}
	}
	return r.found
}

// numberReader collects the numbers of a text. Each of its methods digits,
// english and chinese reads what begins at i, adds the numbers it finds, and
// returns where to go on, which is always behind i.
type numberReader struct {
	text  string
	found []Number
	bare  bool // the last number found has no unit
}

// add adds a number that stands from start to end and whose value, before its
// unit is applied, is digits.
//
// The two ends of a range share a unit that is written once: 10–15% is 10% and
// 15%, 3至5月 March and May.
func (r *numberReader) add(start, end int, digits string, u unit) {
	if r.bare && u != (unit{}) {
		low := &r.found[len(r.found)-1]
		if isRange(r.text[low.End:start]) && less(low.Value, digits) {
			low.Value = u.apply(low.Value)
		}
	}
	r.found = append(r.found, Number{start, end, u.apply(digits)})
	r.bare = u == unit{}
}

// isRange reports whether the text between two numbers makes them the ends of
// one range.
func isRange(between string) bool {
	if len(between) > len(" and $") {
		return false
	}
	switch strings.Trim(between, " $€£¥") {
	case "-", "‑", "–", "—", "−", "~", "～", "to", "or", "and", "至", "到", "或":
		return true
	}
	return false
}
