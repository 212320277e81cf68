package number

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
	"bitext/align/segment"
)

// Numbers in digits
//
// Digits are a number unless they stick to letters: G20, COVID-19, 5G and H1N1 are
// names in both languages. Few letters may follow digits: those of an ordinal
// (3rd), of a decade (1990s), of a scale (75m), and the symbols of measures (37mm),
// which the other language may write as a word.

// digits reads the number in digits at i.
func (r *reader) digits(i int) int {
	text := r.text
	value, end := decimal(text, i)
	if inName(text[:i], value) || r.inChineseName(i) {
		name := lettersBefore(strings.TrimRight(text[:i], "-‑−"))
		if name == "G" {
			r.weak(i, end, kindGroup, value)
		} else {
			r.named(i, end, value, name)
		}
		return end
	}
	if r.isNoteMark(i, end) {
		r.weak(i, end, kindCount, value)
		return end
	}
	if r.isOmissible(i, end) {
		r.weak(i, end, kindCount, value)
		r.found[len(r.found)-1].firm = true
		return end
	}
	for _, read := range []func(i, end int, value string) int{r.date, r.clock, r.secondYear, r.slashed} {
		if after := read(i, end, value); after > 0 {
			return after
		}
	}
	if mark := prefix(text[end:], "½", "-½", " ½", "-1/2", " 1/2"); mark != "" && !strings.Contains(value, ".") {
		value, end = value+".5", end+len(mark)
	} else if next := nextWord(text, end); next.Norm == "dozen" {
		if dozens, err := strconv.Atoi(value); err == nil && dozens < 1000 {
			value, end = strconv.Itoa(12*dozens), next.End
		}
	} else if c, n := utf8.DecodeRuneInString(text[end:]); segment.IsLetter(c) {
		return r.suffixed(i, end, value)
	} else if c == '\'' || c == '’' {
		if isRound(value) && startsWithWord(text[end+n:], "s") {
			r.add(i, end+n+1, value, decadeUnit(text[:i]))
			return end + n + 1
		}
	}
	return r.withUnit(i, end, value)
}

// withUnit adds a number from start to end and the unit behind it.
func (r *reader) withUnit(start, end int, value string) int {
	if e := r.decades(start, end, value); e > 0 {
		return e
	}
	u, e := unitAt(r.text, end, value)
	for u.kind == kindCount && u.zeros > 2 { // 3亿5000万
		zero := prefix(r.text[e:], "零", "〇") // 10万零500
		if !startsWithDigit(r.text[e+len(zero):]) {
			break
		}
		low, lowEnd := decimal(r.text, e+len(zero))
		zeros, scaleEnd := chineseScale(r.text, lowEnd)
		sum, ok := join(shift(value, u.zeros), shift(low, zeros))
		switch {
		case zero != "" && zeros > u.zeros: // 2千零30万
			sum, ok = join(shift(value, u.zeros), low)
			sum = shift(sum, zeros)
		case zero != "", u.zeros > 3 && (zeros > 0 || len(low) == 4): // 2万4801
		case u.zeros > 3 && len(low) == 1: // 13万2
			sum, ok = join(shift(value, u.zeros), shift(low, u.zeros-1))
		default:
			ok = false
		}
		if !ok {
			break
		}
		value, u, e = sum, unit{}, scaleEnd
	}
	r.add(start, e, value, u)
	return e
}

// suffixed reads the letters that stick to the digits from start to end.
func (r *reader) suffixed(start, end int, value string) int {
	text := r.text
	stop := skip(text, end, segment.IsLetter)
	suffix := text[end:stop]
	symbol := strings.ToLower(suffix)
	zeros, known := symbols[symbol]
	if w := englishWords[symbol]; w.kind == scale { // £3million
		zeros, known = w.value, true
	}
	switch {
	case symbol == "st" || symbol == "nd" || symbol == "rd" || symbol == "th":
		r.add(start, stop, value, unit{kind: kindOrdinal})
	case suffix == "s" && isRound(value):
		r.add(start, stop, value, decadeUnit(text[:start]))
	case suffix == "s" && len(value) > 1:
		r.add(start, stop, value, unit{})
	case symbol == "bps":
		r.add(start, stop, value, unit{zeros: -2, kind: kindShare})
	case suffix == "p" && len(value) < 3: // 99p
		r.add(start, stop, value, unit{})
	case symbol == "pc":
		r.add(start, stop, value, unit{kind: kindShare})
	case symbol == "am" || symbol == "pm": // 5.30pm
		hour, minutes, timed := strings.Cut(text[start:end], ".")
		value = plain(bareDigits(hour))
		r.add(start, start+len(hour), value, unit{}, hours(value)...)
		if timed {
			r.add(start+len(hour)+1, end, plain(bareDigits(minutes)), unit{})
		}
	case symbol == "x" && startsWithDigit(text[stop:]): // 5x8
		r.add(start, end, value, unit{})
		value, after := decimal(text, stop)
		return r.withUnit(stop, after, value)
	case known && (zeros > 0 || suffix != "G") && (suffix != "K" || len(value) > 1):
		var alt []string
		if suffix == "m" { // 30m is also 30米
			alt = []string{value}
		}
		r.add(start, stop, value, unit{zeros: zeros}, alt...)
	default:
		r.named(start, end, value, suffix)
	}
	return stop
}

// symbols are the letters that may stick to digits, with their zeros.
var symbols = map[string]int{
	"k": 3, "m": 6, "mn": 6, "bn": 9, "b": 9, "tn": 12,
	"mm": 0, "cm": 0, "km": 0, "kg": 0, "g": 0, "mg": 0, "ml": 0, "l": 0, "lb": 0, "lbs": 0, "ft": 0, "oz": 0,
	"kb": 0, "mb": 0, "gb": 0, "tb": 0, "kw": 0, "mw": 0, "gw": 0, "kwh": 0, "hz": 0, "ghz": 0, "mph": 0, "kmh": 0, "v": 0, "w": 0,
	"min": 0, "mins": 0, "hr": 0, "hrs": 0, "yr": 0, "yrs": 0,
}

// slashed adds the fraction that begins with the digit from i to end (2/3, 1/10) and
// returns where it ends, 0 if there is none. Other slashes part two numbers
// (9/11, 24/7) or a part and the number of parts (Part 1/2).
func (r *reader) slashed(i, end int, value string) int {
	text := r.text
	if end-i != 1 || end+1 >= len(text) || text[end] != '/' || i > 0 && text[i-1] == '/' {
		return 0
	}
	stop := digitRun(text, end+1)
	parts := text[end+1 : stop]
	if value == "0" || !roundParts[parts] && (len(parts) != 1 || parts <= value) || strings.HasPrefix(text[stop:], "/") {
		return 0
	}
	if isNumbered(text[:i]) { // Part 1/2
		r.add(i, end, value, unit{})
		r.weak(end+1, stop, kindCount, parts)
		return stop
	}
	var alt []string
	if !strings.HasPrefix(text[stop:], " of ") { // it may be a day
		alt = []string{value, parts, "M" + value, "M" + parts}
	}
	r.share(i, stop, fraction(value, parts), alt...)
	return stop
}

// roundParts are the denominators of two digits and more that fractions are written with.
var roundParts = map[string]bool{"10": true, "12": true, "16": true, "20": true, "100": true, "1000": true}

// decimal reads the digits at i, with marks between groups of three and one point:
// 1.2.3 are three numbers.
func decimal(text string, i int) (value string, end int) {
	end = groupsEnd(text, i, digitRun(text, i))
	c, n := utf8.DecodeRuneInString(text[end:])
	if language.Narrow(c) == '.' && !strings.HasSuffix(text[:i], ".") {
		if e := digitRun(text, end+n); e > end+n && !(strings.HasPrefix(text[e:], ".") && startsWithDigit(text[e+1:])) {
			end = e
		}
	}
	return plain(bareDigits(text[i:end])), end
}

// groupsEnd returns where the groups of three digits behind the digits from i to
// end have their end: 1,234,567, 1，234，567 and 1 234 567.
func groupsEnd(text string, i, end int) int {
	if end-i > 3 || end == i {
		return end
	}
	if crores := indianGroups().FindString(text[i:]); crores != "" {
		return i + len(crores)
	}
	for _, mark := range groupMarks {
		e, groups := end, 0
		for strings.HasPrefix(text[e:], mark.text) {
			start := e + len(mark.text)
			if digitRun(text, start) != start+3 {
				break
			}
			e, groups = start+3, groups+1
		}
		if groups >= mark.min {
			return e
		}
	}
	return end
}

// groupMarks are the marks between groups of digits, each with the least of it that
// one number has: a single space parts two numbers.
var groupMarks = []struct {
	text string
	min  int
}{{",", 1}, {"，", 1}, {"\u00a0", 1}, {"\u202f", 1}, {"\u2009", 1}, {" ", 2}}

// indianGroups are digits in groups of lakhs and crores: 2,06,737.
var indianGroups = lazyregexp.New(`^[0-9]{1,2}(,[0-9]{2})+,[0-9]{3}\b`)

// bareDigits returns the digits and the point of a number in ASCII, without the
// marks between groups.
func bareDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c = language.Narrow(c); c == '.' || segment.IsDigit(c) {
			return c
		}
		return -1
	}, s)
}

// isPointed reports whether the point at i begins a number: .5.
func isPointed(text string, i int) bool {
	if i > 0 && !endsWithAny(text[:i], " ($¥£€") {
		return false
	}
	_, end := decimal(text, i)
	return end > i
}

// inName reports whether digits behind this text belong to a name: a letter
// before them, or a word with a capital and a hyphen. Letters may also be a
// currency (RMB280) or the Q of a quarter (Q3).
func inName(before, value string) bool {
	c, n := utf8.DecodeLastRuneInString(before)
	if segment.IsLetter(c) {
		word := lettersBefore(before)
		return !isCurrencyCode(word) && !(word == "Q" && "1" <= value && value <= "4")
	}
	if c != '-' && c != '‑' && c != '−' {
		return false
	}
	word := lettersBefore(before[:len(before)-n])
	return strings.ContainsFunc(word, unicode.IsUpper) && !slices.Contains([]string{"mid", "pre", "post"}, strings.ToLower(word))
}

// inChineseName reports whether the digits at i belong to a name like 歼-20, and
// not to a range like 3月-5月.
func (r *reader) inChineseName(i int) bool {
	head, ok := strings.CutSuffix(r.text[:i], "-")
	c, n := utf8.DecodeLastRuneInString(head)
	if !ok || !unicode.Is(unicode.Han, c) {
		return false
	}
	last := len(r.found) - 1
	return last < 0 || r.found[last].End < len(head)-2*n
}

// isRound reports whether a decade can begin with value.
func isRound(value string) bool {
	return (len(value) == 2 || len(value) == 4) && value[len(value)-1] == '0' && !strings.Contains(value, ".")
}

// decadeUnit returns the unit of the decade behind this text. A decade of somebody's
// life has none: in her 30s, in his early 30s.
func decadeUnit(before string) unit {
	before = strings.TrimRight(before[:len(before)-len(decadeBefore().FindString(before))], " -")
	word := strings.ToLower(lettersBefore(before))
	if word == "early" || word == "mid" || word == "late" {
		word = strings.ToLower(lettersBefore(strings.TrimRight(before[:len(before)-len(word)], " -")))
	}
	if slices.Contains([]string{"my", "your", "his", "her", "our", "their"}, word) {
		return unit{}
	}
	return unit{kind: kindDecade}
}

// decadeBefore matches the first of two decades: her 20s or 30s.
var decadeBefore = lazyregexp.New(`[0-9]{2}s( to | or | and |[-–])$`)

// vulgar are the fractions that are one character.
var vulgar = map[rune]string{'½': "50%", '⅓': "1/3", '⅔': "2/3", '¼': "25%", '¾': "75%"}
