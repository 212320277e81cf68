// Package number finds the numbers, dates and measures of English and Chinese
// texts and compares them by value.
//
// A number is worth more to an aligner than any word, but the two languages
// write it apart: $87 billion and 870亿美元, 30 percent and 三成, May 6 and
// 5月6日. So every number is given its value in one spelling:
//
//	87000000000  a count: a plain number without needless zeros, a year, a day; an ordinal too
//	30%          a share
//	2/3          a share without an exact percentage
//	M5           a month
//	W3           a day of the week
//	1990s        a decade
//	~100         a magnitude: hundreds, 数百
//
// Numbers come in three scripts: digits (digits.go), English words (english.go)
// and Chinese numerals (chinese.go). A sign or a word behind the number that changes
// its value, such as % or 亿, is its unit (unit.go). Values are exact: decimal
// strings whose point alone is moved (value.go).
//
// Words that merely look like numbers (万一, 十分, "one" as a pronoun, the 19 of
// COVID-19) and vague ones (几十, dozens) are weak (weak.go): they may match a
// number of the other language, but need no match. The surroundings of a number
// tell its other senses (senses.go): 98年 is 98 years or 1998.
package number

import (
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/segment"
)

// Number is one number in a text.
type Number struct {
	Start, End int      // byte offsets; a unit that is part of Value is inside
	Value      string   // the same for the same value in English and in Chinese; never empty
	Alt        []string // the values of its other senses: 1998 for 98年
	Units      []string // of an amount of money or a measure: those that its sign or word may mean, USD, mile
	kind       kind
	Weak       bool   // the other language may leave it out: "one", 一, the 19 of COVID-19
	firm       bool   // a weak number that the other language may leave out, but not say with another value
	name       string // the letters of the name that it belongs to, in small letters
	price      price  // which part of a price a share is
}

// price is the part of a price that a share may be.
type price uint8

// The parts of a price.
const (
	priceUnknown price = iota
	priceOff           // 20% off
	pricePaid          // 八折
)

// kind is the kind of a number.
type kind uint8

// The kinds of number.
const (
	kindCount     kind = iota // a count, a measure, a year or a day
	kindShare                 // 30%, 2/3
	kindMonth                 // M5
	kindDecade                // 1990s
	kindOrdinal               // third, 第三, XII
	kindMagnitude             // hundreds, 数百
	kindGroup                 // the 20 of G20
	kindTimes                 // doubled, 两倍
	kindWeekday               // Wednesday, 周三
)

// Matches reports whether two numbers have a sense in common.
func (n Number) Matches(o Number) bool {
	switch {
	case n.price == priceOff && o.price == pricePaid:
		return o.mayMean(n.Value)
	case n.price == pricePaid && o.price == priceOff:
		return n.mayMean(o.Value)
	case !agreeInUnits(n, o):
		return false
	}
	return n.Value == o.Value || n.mayMean(o.Value) || o.mayMean(n.Value) || slices.ContainsFunc(n.Alt, o.mayMean)
}

// mayMean reports whether value is one of the number's other senses.
func (n Number) mayMean(value string) bool {
	return slices.ContainsFunc(n.Alt, func(alt string) bool { return alike(value, alt) })
}

// Contradicts reports whether two numbers, both without a match in the other text,
// cannot both be right: five and 六, hundreds and 数千.
func (n Number) Contradicts(o Number) bool {
	return n.kind == o.kind && n.name == o.name && (n.kind >= kindOrdinal || n.name != "" || n.counts() && o.counts()) && !n.Matches(o)
}

// counts reports whether a number is none of another value.
func (n Number) counts() bool { return !n.Weak || n.firm }

// Find returns the numbers of text in order, without the weak ones. Their Alt holds
// only senses that the spelling itself has. They do not overlap. Digits and
// Chinese numerals are read in any text, English words in any that is not Chinese.
func Find(text string, lang align.Language) []Number {
	return slices.DeleteFunc(read(text, lang).found, func(n Number) bool { return n.Weak })
}

// All returns the numbers of text in order, weak ones too, with all their senses.
// They do not overlap.
func All(text string, lang align.Language) []Number {
	r := read(text, lang)
	for k, n := range r.found {
		before, word, after := tail(text[:n.Start], reach), text[n.Start:n.End], head(text[n.End:], reach)
		for _, s := range senses {
			r.found[k].Alt = append(r.found[k].Alt, s.read(n, word, before, after)...)
		}
		switch {
		case n.kind == kindCount && isTimes(after):
			r.found[k].kind = kindTimes
		case n.kind == kindCount && isGrade(n.Value, before, after):
			r.found[k].kind = kindOrdinal
		}
		r.found[k].Units = unitsOf(before, word, after)
		if units := coinUnits(word, after); units != nil && n.kind == kindCount {
			r.found[k].Value, r.found[k].Units = shift(n.Value, -2), units
		}
		r.found[k].price = pricePart(n, word, before, after)
	}
	shareUnits(text, r.found)
	sumLengths(text, r.found)
	return joinFeet(text, r.found)
}

// reach is how many bytes before and behind a number tell its other senses.
const reach = 100

// read reads the numbers of text.
func read(text string, lang align.Language) *reader {
	r := &reader{text: plainNumerals(text)}
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRuneInString(r.text[i:])
		switch {
		case c == ' ':
			i++
		case segment.IsDigit(c) || c == '.' && isPointed(r.text, i):
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

// reader collects the numbers of a text. Each of its methods digits,
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
func (r *reader) add(start, end int, digits string, u unit, alt ...string) {
	if r.bare && u != (unit{}) && u.kind != kindOrdinal {
		low := &r.found[len(r.found)-1]
		between := r.text[low.End:start]
		two := slices.Contains([]string{"和", "与", "與", "及"}, strings.Trim(between, " ")) // 1980和90年代, 11和12月
		if two && (u.kind == kindDecade && len(low.Value) == 4 || u.kind == kindMonth && isMonth(low.Value)) || isRange(between) && less(low.Value, digits) {
			low.Value, low.kind = u.apply(low.Value), u.kind
		}
	}
	value := u.apply(digits)
	if isBelowZero(r.text[:start], r.text[end:]) {
		value = "-" + value
	}
	r.found = append(r.found, Number{Start: start, End: end, Value: value, Alt: alt, kind: u.kind})
	r.bare = u == unit{}
}

// share adds a number whose value is a share as it stands.
func (r *reader) share(start, end int, value string, alt ...string) {
	r.found = append(r.found, Number{Start: start, End: end, Value: value, Alt: alt, kind: kindShare})
	r.bare = false
}

// weak adds a weak number.
func (r *reader) weak(start, end int, kind kind, value string, alt ...string) {
	r.found = append(r.found, Number{Start: start, End: end, Value: value, Alt: alt, kind: kind, Weak: true})
	r.bare = false
}

// named adds the weak number of a name in letters.
func (r *reader) named(start, end int, value, name string) {
	r.weak(start, end, kindCount, value)
	r.found[len(r.found)-1].name = strings.ToLower(name)
}

// isRange reports whether the text between two numbers makes them the ends of
// one range.
func isRange(between string) bool {
	words := []string{"-", "‑", "–", "—", "−", "~", "～", "to", "or", "and", "至", "到", "或", "、"}
	return len(between) <= len(" and $") && slices.Contains(words, strings.Trim(between, " $€£¥"))
}
