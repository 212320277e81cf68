package qa

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/number"
)

// mostNumbers is how many numbers of a text are compared with those of the other, each
// with each. A text with more is a table, which no flag helps to check.
const mostNumbers = 500

// differingNumbers returns the numbers that stand in one text only, as they are
// spelled there: "78 billion / 870亿". It is "" if there are none, or if each of them
// may stand for an article or the like and contradicts no other. Amounts that stand in
// another currency are returned apart.
func differingNumbers(en, zh string) (differing, converted string) {
	e, z := number.All(en, align.English), number.All(zh, align.Chinese)
	if len(e) > mostNumbers || len(z) > mostNumbers {
		return "", ""
	}
	amounts, e, z := conversions(en, zh, e, z)
	converted = strings.Join(amounts, ", ")
	loneEN, loneZH := unmatched(e, z), unmatched(z, e)
	spellEN, reasonEN := spell(en, loneEN, surplus(z, e))
	spellZH, reasonZH := spell(zh, loneZH, surplus(e, z))
	if !reasonEN && !reasonZH {
		return "", converted
	}
	return cmp.Or(strings.Join(spellEN, ", "), "–") + " / " + cmp.Or(strings.Join(spellZH, ", "), "–"), converted
}

// unmatched returns the numbers that match none of the others.
func unmatched(numbers, others []number.Number) (lone []number.Number) {
	for _, n := range numbers {
		if !slices.ContainsFunc(others, n.Matches) {
			lone = append(lone, n)
		}
	}
	return lone
}

// surplus returns the numbers that are left when each of the others is matched once
// at most: the second three of "three towns, three years" beside 三镇五年.
func surplus(numbers, others []number.Number) (left []number.Number) {
	taken := make([]bool, len(others))
next:
	for _, n := range numbers {
		for k, o := range others {
			if !taken[k] && n.Matches(o) {
				taken[k] = true
				continue next
			}
		}
		left = append(left, n)
	}
	return left
}

// spell returns the spellings of the lone numbers of a text, without the weak ones
// that contradict no number left over in the other text. A number is a reason to look
// if it is exact or contradicts one left over.
func spell(text string, lone, others []number.Number) (spellings []string, reason bool) {
	for _, n := range lone {
		spelling := text[n.Start:n.End]
		contradicts := slices.ContainsFunc(others, n.Contradicts)
		if !n.Weak || contradicts {
			spellings = append(spellings, spelling)
			reason = reason || contradicts || exact(spelling)
		}
	}
	return spellings, reason
}

// exact reports whether a number has digits or more than one word or numeral. A
// number in one word (two, half, 两, 百) often stands for an article, "both" or
// "many".
func exact(spelling string) bool {
	switch {
	case strings.ContainsFunc(spelling, unicode.IsDigit):
		return true
	case strings.ContainsFunc(spelling, func(r rune) bool { return unicode.Is(unicode.Han, r) }):
		return utf8.RuneCountInString(spelling) > 1
	}
	return strings.ContainsAny(spelling, "- ") && !strings.HasPrefix(spelling, "a ")
}
