package number

import (
	"slices"
	"strconv"
	"strings"

	"bitext/align/segment"
)

// Numbers in English words
//
// A number word is nearly always a number; the exceptions are "one", which is
// mostly a pronoun, "first" and "second", and months that are verbs or names. "A"
// makes a number of the scale behind it (a million) and a fraction of an ordinal
// (a third of the city). Decades and centuries are counted in years, as Chinese
// counts them: three decades and 三十年 are both 30.

// english reads the number that begins with the English word at i. A word that
// might be a number, but is none here, is a weak number.
func (r *reader) english(i int) int {
	found := len(r.found)
	w := wordAt(r.text, i)
	next := r.englishNumber(i, w.End, w.Norm)
	if len(r.found) == found {
		r.weakEnglish(i, w.End, w.Norm)
	}
	return next
}

// englishNumber adds the number that begins with the word from i to end.
func (r *reader) englishNumber(i, end int, word string) int {
	w := englishWords[word]
	value := strconv.Itoa(w.value)
	switch w.kind {
	case cardinal:
		return r.cardinal(i, i, sum{})
	case article:
		return r.article(i, end)
	case half:
		return r.half(i, end)
	case ordinal:
		if w.value > 2 {
			r.add(i, end, value, unit{kind: kindOrdinal})
		}
	case twice:
		r.add(i, end, value, unit{})
	case monthName:
		if r.isMonthName(i, end, word) {
			r.bare = false // 4 to May 6
			r.add(i, end, value, unit{kind: kindMonth})
		}
	case tens:
		r.add(i, end, value, decadeUnit(r.text[:i]))
	case years:
		before := lettersBefore(strings.TrimSuffix(r.text[:i], " "))
		if word == "decade" && slices.Contains([]string{"past", "last", "next"}, before) {
			r.add(i, end, value, unit{})
		}
	case quarter:
		if stop := r.partOf(i, end, "0.25"); stop > end {
			return stop
		}
		if hour := wordAt(r.text, end+len(prefix(r.text[end:], " to ", " before "))); englishWords[hour.Norm].kind == cardinal && hour.Start > end { // quarter to seven
			value := englishWords[hour.Norm].value
			r.add(i, end, "45", unit{})
			r.add(hour.Start, hour.End, strconv.Itoa(value), unit{}, append(hours(strconv.Itoa(value-1)), strconv.Itoa(value-1))...)
			return hour.End
		}
	case weekday:
		if r.text[i] < 'a' {
			r.weak(i, end, kindWeekday, weekdayValue(value))
		}
	default:
		if v := roman()[r.text[i:end]]; v > 2 && v%10 != 0 && end-i > 1 {
			r.add(i, end, strconv.Itoa(v), unit{kind: kindOrdinal})
		}
	}
	return end
}

// partOf adds the number that a part, from start to i, makes of the word behind it:
// a quarter of a million, half a century, three quarters of an hour, a quarter-point.
// It returns i if there is none.
func (r *reader) partOf(start, i int, part string) int {
	at := i + len(prefix(r.text[i:], " of a ", " of an ", " of one ", " of 1 ", " a ", " an ", " "))
	if at == i {
		at += gapEnd(r.text, i) - i
	}
	if at <= i {
		return i
	}
	w := wordAt(r.text, at)
	switch whole := englishWords[w.Norm]; {
	case percentEnd(r.text, at) > 0:
		end := percentEnd(r.text, at)
		r.share(start, end, part+"%")
		return end
	case w.Norm == "point" || w.Norm == "points":
		r.share(start, w.End, part+"%", shift(part, 2)+"%", part)
		return w.End
	case whole.kind == scale:
		r.add(start, w.End, part, unit{zeros: whole.value})
		return w.End
	case whole.kind == years:
		r.add(start, w.End, product(part, whole.value), unit{})
		return w.End
	case w.Norm == "hour":
		r.add(start, w.End, product(part, 60), unit{}, product(part, 3600)+" seconds", shift(part, 2)+"%", part)
		return w.End
	}
	return i
}

// product returns a decimal number multiplied.
func product(value string, by int) string {
	v, _ := strconv.ParseFloat(value, 64)
	return strconv.FormatFloat(v*float64(by), 'f', -1, 64)
}

// cardinal reads the number that stands from i and whose words from the one at
// `at` on are to be added to s.
func (r *reader) cardinal(i, at int, s sum) int {
	end := s.read(r.text, at)
	value, zeros := s.value()
	digits := strconv.FormatInt(value, 10)
	next := nextWord(r.text, end)
	w := englishWords[next.Norm]
	d := int64(w.value)
	switch {
	case w.kind == ordinal && zeros == 0 && value%100 >= 20 && value%10 == 0 && d < 10: // twenty-first
		r.add(i, next.End, strconv.FormatInt(value+d, 10), unit{kind: kindOrdinal})
		return next.End
	case w.kind == parts && 1000%d == 0 && value < d && r.partOf(i, next.End, strconv.FormatFloat(float64(value)/float64(d), 'f', -1, 64)) > next.End: // three quarters of a million
		last := r.found[len(r.found)-1]
		return last.End
	case w.kind == parts && d == 4 && value < d: // three quarters, which may be three times three months
		r.share(i, next.End, fraction(digits, "4"), digits)
		return next.End
	case w.kind == parts && value < d, (w.kind == ordinal && d > 2 || w.kind == quarter) && value == 1: // two thirds, one third
		r.share(i, next.End, fraction(digits, strconv.Itoa(w.value)))
		return next.End
	case zeros == 0 && 13 <= value && value <= 20 && (w.kind == cardinal && d >= 10 || w.kind == tens): // nineteen eighty-four
		if stop := r.spokenYear(i, next.Start, value, w.kind); stop > 0 {
			return stop
		}
	case w.kind == years && zeros == 0:
		r.add(i, next.End, strconv.FormatInt(value*d, 10), unit{})
		return next.End
	}
	if tail := prefix(r.text[end:], " and a half", "-and-a-half", "-½", " ½"); tail != "" { // a million and a half
		digits, end = digits+".5", end+len(tail)
	}
	u, stop := unitAt(r.text, end, digits)
	if u.kind == kindMonth || u.kind == kindDecade { // these follow digits and numerals only
		u, stop = unit{}, end
	}
	u.zeros += zeros
	if digits != "1" || u != (unit{}) {
		r.add(i, stop, digits, u)
	} else {
		r.weak(i, stop, kindCount, digits)
	}
	return stop
}

// spokenYear adds the year whose hundreds stand from i and whose other words
// begin at `at`: nineteen eighty-four, nineteen-eighties.
func (r *reader) spokenYear(i, at int, hundreds int64, kind wordRole) int {
	if kind == tens {
		w := wordAt(r.text, at)
		r.add(i, w.End, strconv.FormatInt(hundreds*100+int64(englishWords[w.Norm].value), 10), unit{kind: kindDecade})
		return w.End
	}
	var s sum
	end := s.read(r.text, at)
	rest, zeros := s.value()
	if zeros > 0 || rest > 99 || startsWithAny(r.text[end:], "-") {
		return 0
	}
	r.add(i, end, strconv.FormatInt(hundreds*100+rest, 10), unit{})
	return end
}

// article reads the number that begins with the "a" from i to end: a million, a
// third of, a year and a half.
func (r *reader) article(i, end int) int {
	next := nextWord(r.text, end)
	w := englishWords[next.Norm]
	if tail := " and a half"; next.Norm != "" && strings.HasPrefix(r.text[next.End:], tail) && w.kind == 0 { // a year and a half
		r.add(i, next.End+len(tail), "1.5", unit{})
		return next.End + len(tail)
	}
	switch w.kind {
	case scale:
		return r.cardinal(i, next.Start, sum{group: 1})
	case years:
		r.add(i, next.End, strconv.Itoa(w.value), unit{})
		return next.End
	case ordinal:
		if w.value > 2 && r.isShare(next.End) {
			r.share(i, next.End, fraction("1", strconv.Itoa(w.value)), strconv.Itoa(w.value)) // or a third one
			return next.End
		}
	case quarter:
		if stop := r.partOf(i, next.End, "0.25"); stop > next.End {
			return stop
		}
		if strings.HasPrefix(r.text[next.End:], " of ") {
			r.share(i, next.End, "25%")
			return next.End
		}
	}
	return end
}

// isShare reports whether the ordinal that ends at i is a fraction (a third of,
// a third more) and does not belong to the noun behind it (a third time).
func (r *reader) isShare(i int) bool {
	words := []string{"", "of", "off", "more", "less", "fewer", "higher", "lower", "larger", "smaller", "cheaper", "faster", "slower", "longer", "shorter", "as", "are", "is", "were", "was", "in", "to", "over", "above", "below", "the"}
	return slices.Contains(words, nextWord(r.text, i).Norm)
}

// half reads the number that begins with "half" from i to end: half a million,
// half of it.
func (r *reader) half(i, end int) int {
	if rest, ok := strings.CutPrefix(r.text[end:], " past"); ok && !strings.HasPrefix(rest, " the") { // half past three
		r.add(i, end, "30", unit{})
		return end
	}
	if stop := r.partOf(i, end, "0.5"); stop > end {
		return stop
	}
	if next := nextWord(r.text, end); !strings.HasPrefix(r.text[end:], "-") || next.Norm == "price" { // not half-hearted
		r.share(i, end, "50%")
	}
	return end
}

// isMonthName reports whether the word from i to end is the name of a month. It
// has a capital, and a name that is a verb or an abbreviation too (May, Mar) needs
// a date around it.
func (r *reader) isMonthName(i, end int, word string) bool {
	if r.text[i] >= 'a' {
		return false
	}
	if word != "may" && word != "march" && len(word) > len("sept") {
		return true
	}
	after := strings.TrimLeft(r.text[end:], ". ")
	before := strings.TrimRight(r.text[:i], " -")
	if startsWithDigit(after) || endsWithAny(before, "0123456789") {
		return true
	}
	words := []string{"in", "of", "last", "since", "until", "till", "by", "early", "late", "mid", "this", "next", "from", "before", "after", "between", "through", "st", "nd", "rd", "th"}
	return word == "june" || word == "july" || slices.Contains(words, strings.ToLower(lettersBefore(before)))
}

// wordAt returns the word at i. Its Norm is empty if no letter stands there or the
// word is too long to be a number.
func wordAt(text string, i int) segment.Word {
	w := segment.WordAt(text, i)
	switch cut := strings.IndexAny(text[i:w.End], "'’"); {
	case w.Kind != segment.Letters || w.End-i > len("seventysomethings"):
		w.Norm = ""
	case cut == len(w.Norm): // May's
		w.End = i + cut
	}
	return w
}

// nextWord returns the word behind the one that ends at i, with one space or
// hyphen between.
func nextWord(text string, i int) segment.Word {
	if start := gapEnd(text, i); start > 0 {
		return wordAt(text, start)
	}
	return segment.Word{Start: i, End: i}
}

// englishWord is the part that a word has in numbers.
type englishWord struct {
	kind  wordRole
	value int
}

type wordRole uint8

const (
	_         wordRole = iota
	cardinal           // two: its value
	scale              // thousand: its zeros
	ordinal            // third: its value
	parts              // thirds: the denominator
	quarter            // a part, or three months, or a district
	half               // half
	twice              // twice
	years              // decade: its years; dozen is counted likewise
	tens               // nineties: the year of the century
	monthName          // May: its number
	weekday            // Monday: 1
	article            // a
)

// englishWords are the words that numbers are made of. First and second are weak:
// Chinese often has no number in their place.
var englishWords = map[string]englishWord{
	"zero": {cardinal, 0}, "one": {cardinal, 1}, "two": {cardinal, 2}, "three": {cardinal, 3}, "four": {cardinal, 4},
	"five": {cardinal, 5}, "six": {cardinal, 6}, "seven": {cardinal, 7}, "eight": {cardinal, 8}, "nine": {cardinal, 9},
	"ten": {cardinal, 10}, "eleven": {cardinal, 11}, "twelve": {cardinal, 12}, "thirteen": {cardinal, 13},
	"fourteen": {cardinal, 14}, "fifteen": {cardinal, 15}, "sixteen": {cardinal, 16}, "seventeen": {cardinal, 17},
	"eighteen": {cardinal, 18}, "nineteen": {cardinal, 19}, "twenty": {cardinal, 20}, "thirty": {cardinal, 30},
	"forty": {cardinal, 40}, "fifty": {cardinal, 50}, "sixty": {cardinal, 60}, "seventy": {cardinal, 70},
	"eighty": {cardinal, 80}, "ninety": {cardinal, 90},

	"hundred": {scale, 2}, "thousand": {scale, 3}, "million": {scale, 6}, "billion": {scale, 9}, "trillion": {scale, 12},
	"lakh": {scale, 5}, "lakhs": {scale, 5}, "crore": {scale, 7}, "crores": {scale, 7},

	"first": {ordinal, 1}, "second": {ordinal, 2},
	"third": {ordinal, 3}, "fourth": {ordinal, 4}, "fifth": {ordinal, 5}, "sixth": {ordinal, 6}, "seventh": {ordinal, 7},
	"eighth": {ordinal, 8}, "ninth": {ordinal, 9}, "tenth": {ordinal, 10}, "eleventh": {ordinal, 11},
	"twelfth": {ordinal, 12}, "thirteenth": {ordinal, 13}, "fourteenth": {ordinal, 14}, "fifteenth": {ordinal, 15},
	"sixteenth": {ordinal, 16}, "seventeenth": {ordinal, 17}, "eighteenth": {ordinal, 18}, "nineteenth": {ordinal, 19},
	"twentieth": {ordinal, 20}, "thirtieth": {ordinal, 30}, "fortieth": {ordinal, 40}, "fiftieth": {ordinal, 50},
	"sixtieth": {ordinal, 60}, "seventieth": {ordinal, 70}, "eightieth": {ordinal, 80}, "ninetieth": {ordinal, 90},
	"hundredth": {ordinal, 100}, "thousandth": {ordinal, 1000}, "millionth": {ordinal, 1_000_000}, "billionth": {ordinal, 1_000_000_000},

	"thirds": {parts, 3}, "fourths": {parts, 4}, "quarters": {parts, 4}, "fifths": {parts, 5}, "sixths": {parts, 6},
	"sevenths": {parts, 7}, "eighths": {parts, 8}, "ninths": {parts, 9}, "tenths": {parts, 10},
	"quarter": {quarter, 4}, "half": {half, 0}, "twice": {twice, 2}, "thrice": {twice, 3},

	"decade": {years, 10}, "decades": {years, 10}, "century": {years, 100}, "centuries": {years, 100}, "dozen": {years, 12},

	"thirties": {tens, 30}, "forties": {tens, 40}, "fifties": {tens, 50}, "sixties": {tens, 60},
	"seventies": {tens, 70}, "eighties": {tens, 80}, "nineties": {tens, 90},

	"january": {monthName, 1}, "february": {monthName, 2}, "march": {monthName, 3}, "april": {monthName, 4},
	"may": {monthName, 5}, "june": {monthName, 6}, "july": {monthName, 7}, "august": {monthName, 8},
	"september": {monthName, 9}, "october": {monthName, 10}, "november": {monthName, 11}, "december": {monthName, 12},
	"jan": {monthName, 1}, "feb": {monthName, 2}, "mar": {monthName, 3}, "apr": {monthName, 4}, "jun": {monthName, 6},
	"jul": {monthName, 7}, "aug": {monthName, 8}, "sep": {monthName, 9}, "sept": {monthName, 9}, "oct": {monthName, 10},
	"nov": {monthName, 11}, "dec": {monthName, 12},

	"monday": {weekday, 1}, "tuesday": {weekday, 2}, "wednesday": {weekday, 3}, "thursday": {weekday, 4}, "friday": {weekday, 5},
	"saturday": {weekday, 6}, "sunday": {weekday, 7}, "tue": {weekday, 2}, "tues": {weekday, 2}, "thu": {weekday, 4}, "thur": {weekday, 4}, "thurs": {weekday, 4}, "fri": {weekday, 5},

	"a": {article, 1}, "an": {article, 1},
}

// sum adds up number words.
type sum struct {
	total int64 // of the groups that have a scale
	group int64 // what the next scale multiplies, less than 10,000
	last  int   // zeros of the last scale from thousand up
}

// read adds the words at i and returns where the last of them ends. The sum so far
// stands for the words before i.
func (s *sum) read(text string, i int) (end int) {
	w := wordAt(text, i)
	for first := true; s.add(englishWords[w.Norm], first && s.group == 0); first = false {
		i = w.End
		w = nextWord(text, i)
		if w.Norm == "and" && s.group%100 == 0 {
			if w = nextWord(text, w.End); w.Norm == "one" || englishWords[w.Norm].kind != cardinal {
				break
			}
		}
	}
	return i
}

// add adds one word, or reports that it does not belong to the sum.
func (s *sum) add(w englishWord, first bool) bool {
	v := int64(w.value)
	switch {
	case w.kind == cardinal && (first || v > 0 && (s.group%100 == 0 || s.group%100 >= 20 && s.group%10 == 0 && v < 10)):
		s.group += v
	case w.kind == scale && w.value == 2 && 0 < s.group && s.group < 100:
		s.group *= 100
	case w.kind == scale && w.value > 2 && s.group > 0 && (s.last == 0 || w.value < s.last):
		s.total += s.group * power(w.value)
		s.group, s.last = 0, w.value
	default:
		return false
	}
	return true
}

// value returns the sum without the zeros of its last scale, which a range may
// share: two to three million.
func (s *sum) value() (v int64, zeros int) {
	if s.last > 0 && s.group == 0 {
		return s.total / power(s.last), s.last
	}
	return s.total + s.group, 0
}

func power(zeros int) int64 {
	v := int64(1)
	for range zeros {
		v *= 10
	}
	return v
}
