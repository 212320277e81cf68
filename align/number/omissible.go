package number

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
	"bitext/align/segment"
)

// Numbers that a translation may leave out
//
// The number of a name (iPhone 5), the age in an obituary, the score of a match
// and the years of a life need no match, but contradict another number.

// isOmissible reports whether a translation may leave out the digits from i to end.
func (r *reader) isOmissible(i, end int) bool {
	before, digits, after := r.text[:i], r.text[i:end], r.text[end:]
	return isBehindName(before) || isBeforeName(digits, after) || isAge(before, digits, after) ||
		r.isScore(i, end) || isLife(before, after) || endsWithAny(before, "双雙") // 双11
}

// isNoteMark reports whether the digits from i to end are the mark of a note: [1],
// [^1], 元^1, or one or two digits that stick to the end of a sentence (the bus.1 It).
func (r *reader) isNoteMark(i, end int) bool {
	before, after := r.text[:i], r.text[end:]
	if head, ok := strings.CutSuffix(before, "^"); ok {
		c, _ := utf8.DecodeLastRuneInString(head)
		return !segment.IsDigit(c)
	}
	if endsWithAny(before, "[［") && startsWithAny(after, "]］") {
		return end-i < 4
	}
	word := strings.TrimRight(before, `.,;!?"”’。，；！？」`)
	c, _ := utf8.DecodeLastRuneInString(word)
	if len(word) == len(before) || end-i > 2 || after != "" && !startsWithAny(after, " \n") {
		return false
	}
	letters := lettersBefore(word)
	return unicode.Is(unicode.Han, c) || len(letters) > 2 && !slices.Contains(numberedAbbreviations, strings.ToLower(letters))
}

// numberedAbbreviations are abbreviations that a number follows: vol.2.
var numberedAbbreviations = strings.Fields("vol fig sec art chap para app ver nos tel ext apt jan feb mar apr jun jul aug sep sept oct nov dec")

// isBehindName reports whether this text ends with a name that a number belongs
// to: iPhone 5, Boeing 747, Euro 2012. Words that begin a sentence, months and the
// like are none.
func isBehindName(before string) bool {
	head, ok := strings.CutSuffix(before, " ")
	word := lettersBefore(head)
	lower := strings.ToLower(word)
	return ok && len(word) > 1 && lower != word && englishWords[lower].kind == 0 &&
		!isNumbered(head) && !currencies[strings.ToUpper(word)] && !slices.Contains(notNames, lower)
}

// notNames are words that may stand with a capital before a number that counts.
var notNames = strings.Fields("about above after all almost among and another around as at before below between but by children chapters days during " +
	"each even every exactly figure first for from has have he hours in is it just last less more men most nearly next nor not of on only or other others over " +
	"page people roughly rule she since some than that the their then there these they those till to under until up was we were when where which while with " +
	"within women years year verse article item line lines step table version route room unit day week month no note opus psalm lesson figures pages")

// isBeforeName reports whether the digits before this text begin a name: 2013
// Chevrolet Malibu, 60 Minutes.
func isBeforeName(digits, after string) bool {
	name, ok := strings.CutPrefix(after, " ")
	c, _ := utf8.DecodeRuneInString(name)
	if !ok || !unicode.IsUpper(c) {
		return false
	}
	word := wordAt(name, 0)
	_, measured := symbols[word.Norm]
	return word.End > 1 && englishWords[word.Norm].kind == 0 && !measured && percentEnd(after, 0) == 0 && !currencies[name[:word.End]]
}

// isAge reports whether the digits between two texts are an age: dies at 84; Rowland, 84,
func isAge(before, digits, after string) bool {
	if len(digits) > 3 || after != "" && !startsWithAny(after, ",;.(") || startsWithDigit(after[min(1, len(after)):]) {
		return false
	}
	name, ok := strings.CutSuffix(before, ", ")
	return endsWithWord(before, "at ", "aged ", "age ") || ok && strings.HasPrefix(after, ",") && isName(lettersBefore(name))
}

func isName(word string) bool {
	c, _ := utf8.DecodeRuneInString(word)
	return unicode.IsUpper(c) && englishWords[strings.ToLower(word)].kind == 0
}

// isScore reports whether the digits from i to end belong to a score, whose first
// number is not less than its second: 74-51.
func (r *reader) isScore(i, end int) bool {
	if end-i > 3 {
		return false
	}
	if dash := prefix(r.text[end:], "-", "–"); dash != "" {
		start := end + len(dash)
		stop := digitRun(r.text, start)
		return start < stop && stop <= start+3 && isApart(r.text[:i], r.text[stop:]) && !less(plain(r.text[i:end]), plain(r.text[start:stop]))
	}
	for _, dash := range []string{"-", "–"} {
		if head, ok := strings.CutSuffix(r.text[:i], dash); ok {
			start := len(strings.TrimRightFunc(head, segment.IsDigit))
			return start < len(head) && start+3 >= len(head) && isApart(head[:start], r.text[end:]) && !less(plain(head[start:]), plain(r.text[i:end]))
		}
	}
	return false
}

// isApart reports whether no letter, digit or dash stands beside the words between
// two texts.
func isApart(before, after string) bool {
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return !segment.IsLetter(last) && !segment.IsDigit(last) && !strings.ContainsRune("-–/.", last) &&
		!segment.IsLetter(next) && !segment.IsDigit(next) && !strings.ContainsRune("-–/%", next)
}

var life = lazyregexp.New(`\(#[-–][0-9]{4}\)|\([0-9]{4}[-–]#\)`)

// isLife reports whether the year between two texts is one of the two of a life or a
// reign: (1636–1912).
func isLife(before, after string) bool {
	return life().MatchString(before[max(0, len(before)-8):] + "#" + after[:min(8, len(after))])
}
