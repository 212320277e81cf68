package segment

import (
	"strconv"
	"strings"
)

// englishNumber reads the number in words that begins at words[n]; last is the
// index of its last word. "One" and "a" alone are no numbers, nor are "first" and
// "second", which English uses for so much else.
func englishNumber(text string, words []Word, n int) (number Number, last int, ok bool) {
	if m, isMonth := months[words[n].Norm]; isMonth && words[n].Capital {
		if words[n].Norm == "may" && !nearDate(words, n) {
			return Number{}, 0, false
		}
		return Number{words[n].Start, words[n].End, "M" + strconv.Itoa(m)}, n, true
	}
	if o, isOrdinal := ordinals[words[n].Norm]; isOrdinal {
		if n > 0 && words[n-1].Norm == "a" && !qualifies(words, n) { // a third of the city
			return Number{words[n-1].Start, words[n].End, "1/" + strconv.Itoa(o)}, n, true
		}
		return Number{words[n].Start, words[n].End, strconv.Itoa(o)}, n, true
	}
	total, group, k := uint64(0), uint64(0), n
	for k < len(words) && (k == n || adjoin(text, words[k-1], words[k])) {
		norm := words[k].Norm
		v, isUnit := cardinals[norm]
		zeros, isScale := englishScales[norm]
		switch {
		case isUnit && (k == n || group%10 == 0 && v < 10 || group%100 == 0 && v < 100):
			group += v
		case isScale && len(norm) > 2 && k > n && group > 0 && zeros == 2:
			group *= 100
		case isScale && len(norm) > 2 && k > n && group > 0:
			total += group * pow10(zeros)
			group = 0
		case norm == "and" && k > n && k+1 < len(words) && cardinals[words[k+1].Norm] > 0 && (total > 0 || group >= 100):
		case norm == "a" && k == n && k+1 < len(words) && englishScales[words[k+1].Norm] > 0 && len(words[k+1].Norm) > 2:
			group = 1
		default:
			goto done
		}
		if total > maxNumeral || group > maxGroup {
			return Number{}, 0, false
		}
		k++
	}
done:
	if k == n {
		return Number{}, 0, false
	}
	last = k - 1
	value, end := total+group, words[last].End
	if k < len(words) && adjoin(text, words[last], words[k]) {
		if d, isFraction := fractions[words[k].Norm]; isFraction && value < uint64(d) {
			return Number{words[n].Start, words[k].End, strconv.FormatUint(value, 10) + "/" + strconv.Itoa(d)}, k, true
		}
	}
	if size := percent(text[end:]); size > 0 {
		for last+1 < len(words) && words[last+1].Start < end+size {
			last++
		}
		return Number{words[n].Start, end + size, strconv.FormatUint(value, 10) + "%"}, last, true
	}
	if value == 1 {
		return Number{}, 0, false
	}
	return Number{words[n].Start, end, strconv.FormatUint(value, 10)}, last, true
}

// qualifies reports whether the ordinal words[n] seems to belong to the noun
// behind it ("a third time") and is no fraction ("a third of", "a third more").
func qualifies(words []Word, n int) bool {
	return n+1 < len(words) && words[n+1].Kind == Letters && !strings.Contains(" of more less fewer higher lower as are is were was over in above below ", " "+words[n+1].Norm+" ")
}

// maxGroup keeps a group times a trillion within 64 bits.
const maxGroup = 1_000_000

func pow10(zeros int) uint64 {
	v := uint64(1)
	for range zeros {
		v *= 10
	}
	return v
}

// adjoin reports whether nothing but a space or a hyphen stands between two words.
func adjoin(text string, a, b Word) bool {
	between := text[a.End:b.Start]
	return between == " " || between == "-" || between == "‑" || between == "\u00a0"
}

// nearDate reports whether a number stands next to words[n], or a preposition of
// time before it.
func nearDate(words []Word, n int) bool {
	if n+1 < len(words) && words[n+1].Kind == Digits {
		return true
	}
	return n > 0 && (words[n-1].Kind == Digits || strings.Contains(" in of last since until by early late mid this next ", " "+words[n-1].Norm+" "))
}

var (
	months = map[string]int{
		"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8,
		"september": 9, "october": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "aug": 8, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	}
	cardinals = map[string]uint64{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
		"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
		"eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
		"seventy": 70, "eighty": 80, "ninety": 90,
	}
	ordinals = map[string]int{
		"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
		"eleventh": 11, "twelfth": 12, "twentieth": 20,
	}
	fractions = map[string]int{
		"third": 3, "thirds": 3, "fourth": 4, "fourths": 4, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5,
		"sixth": 6, "sixths": 6, "seventh": 7, "sevenths": 7, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
	}
)
