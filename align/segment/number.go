package segment

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/language"
)

// Numbers
//
// A number is worth more to an aligner than any word, but the two languages
// write it apart: $87 billion and 870亿美元, 30 percent and 三成, May 6 and
// 5月6日. So every number is given its value in one spelling:
//
//	87000000000  a plain number, without needless zeros; a year; a day; an ordinal from the third on
//	30%          a share
//	2/3          a fraction
//	M5           a month
//	90s          a decade
//
// Words that only look like numbers (万一, 十分, "one" as a pronoun, the 19 of
// COVID-19) are left out: a missing number does no harm, a wrong one does.

// Number is one number in a text.
type Number struct {
	Start, End int    // byte offsets, units and percent signs included
	Value      string // the same for the same value in English and in Chinese
}

// Numbers returns the numbers of a text in order; they do not overlap. Digits
// are read in any text, number words in the text's own language.
func Numbers(text string, lang language.Language) []Number {
	words := Words(text)
	var found []Number
	for n := 0; n < len(words); n++ {
		w := words[n]
		switch {
		case w.Kind == Digits:
			if number, ok := digitNumber(text, words, n); ok {
				found = append(found, number)
			}
		case w.Kind == Letters && lang != language.Chinese:
			if number, last, ok := englishNumber(text, words, n); ok {
				found = append(found, number)
				n = last
			}
		case w.Kind == Han:
			found = append(found, chineseNumbers(text, w)...)
		}
	}
	return disjoint(found)
}

// disjoint drops a number that begins inside the one before.
func disjoint(numbers []Number) []Number {
	slices.SortStableFunc(numbers, func(a, b Number) int { return cmp.Compare(a.Start, b.Start) })
	out := numbers[:0]
	for _, n := range numbers {
		if len(out) == 0 || n.Start >= out[len(out)-1].End {
			out = append(out, n)
		}
	}
	return out
}

// digitNumber reads the number that begins with the digits of words[n]. Digits
// that stick to letters ("G20", "COVID-19", "5G") are a name, not a number.
func digitNumber(text string, words []Word, n int) (Number, bool) {
	w := words[n]
	if partOfName(text, w.Start) {
		return Number{}, false
	}
	value, end := plain(w.Norm), w.End
	rest := text[end:]
	if n+1 < len(words) && words[n+1].Start == end && words[n+1].Kind == Letters {
		suffix := words[n+1]
		zeros, isScale := englishScales[suffix.Norm]
		switch {
		case suffix.Norm == "st" || suffix.Norm == "nd" || suffix.Norm == "rd" || suffix.Norm == "th":
		case suffix.Norm == "s" && len(value) >= 2:
			return Number{w.Start, suffix.End, decade(value)}, true
		case isScale:
			value = shift(value, zeros)
		default:
			return Number{}, false
		}
		end = suffix.End
		rest = text[end:]
	}
	if v, size, ok := chineseUnit(value, rest); ok {
		return Number{w.Start, end + size, v}, true
	}
	if zeros, size := englishScale(rest); size > 0 {
		value, end = shift(value, zeros), end+size
		rest = text[end:]
	}
	if size := percent(rest); size > 0 {
		return Number{w.Start, end + size, value + "%"}, true
	}
	return Number{w.Start, end, value}, true
}

// partOfName reports whether letters stick to what begins at byte i.
func partOfName(text string, i int) bool {
	r, n := utf8.DecodeLastRuneInString(text[:i])
	if isLetter(r) {
		return true
	}
	if r != '-' && r != '‑' {
		return false
	}
	r, _ = utf8.DecodeLastRuneInString(text[:i-n])
	return isLetter(r) && unicode.IsUpper(r)
}

// spaces may stand between a number and its unit.
const spaces = " \u00a0\u202f-"

// percent returns the length of a percent sign or word at the beginning of rest.
func percent(rest string) int {
	trimmed := strings.TrimLeft(rest, spaces)
	space := len(rest) - len(trimmed)
	for _, sign := range []string{"%", "％", "percentage point", "percent", "per cent", "pct", "个百分点", "個百分點"} {
		if strings.HasPrefix(trimmed, sign) {
			return space + len(sign)
		}
	}
	return 0
}

// englishScale reads " million" and the like.
func englishScale(rest string) (zeros, size int) {
	trimmed := strings.TrimLeft(rest, spaces)
	if len(trimmed) == len(rest) {
		return 0, 0
	}
	end := lettersEnd(trimmed, 0)
	word := strings.ToLower(trimmed[:end])
	if zeros := englishScales[word]; zeros > 0 && len(word) > 1 {
		return zeros, len(rest) - len(trimmed) + end
	}
	return 0, 0
}

// englishScales gives the zeros of each scale word.
var englishScales = map[string]int{
	"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
	"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12,
}

// plain returns a decimal number without needless zeros.
func plain(digits string) string {
	if whole, fraction, ok := strings.Cut(digits, "."); ok && !strings.Contains(fraction, ".") {
		if fraction = strings.TrimRight(fraction, "0"); fraction == "" {
			return plain(whole)
		}
		return plain(whole) + "." + fraction
	}
	if digits = strings.TrimLeft(digits, "0"); digits == "" {
		return "0"
	}
	return digits
}

// shift returns value times ten to the power of zeros, exactly.
func shift(value string, zeros int) string {
	whole, fraction, _ := strings.Cut(value, ".")
	if len(fraction) <= zeros {
		return plain(whole + fraction + strings.Repeat("0", zeros-len(fraction)))
	}
	return plain(whole + fraction[:zeros] + "." + fraction[zeros:])
}

// decade returns the value of a decade that begins with the given year.
func decade(year string) string { return year[max(0, len(year)-2):] + "s" }
