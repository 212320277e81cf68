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
	if u, _ := unitAt(r.text, end, digits); u != (unit{}) { // Exceeds 16 million
		return false
	}
	return isBehindName(before) && !strings.Contains(digits, ".") || isBeforeName(digits, after) || isAge(before, digits, after) ||
		isListMark(before, after) || r.isScore(i, end) || isLife(before, after) || endsWithAny(before, "双雙") // 双11
}

// isNoteMark reports whether the digits from i to end are the mark of a note: [1],
// [^1], 元^1, or one or two digits that stick to the end of a sentence (the bus.1 It) or,
// in Chinese, of a clause (公交5，).
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
	if len(word) == len(before) && end-i < 3 && startsWithAny(after, "，。；！？") { // 绿地项目6。
		return unicode.Is(unicode.Han, c) && !isNumeral(c) && !strings.ContainsRune("第为為是到至约約近达達共有得占佔和与與或过過超达于於了年月日点點", c)
	}
	if len(word) == len(before) || end-i > 2 || after != "" && !startsWithAny(after, " \n") {
		return false
	}
	letters := lettersBefore(word)
	return unicode.Is(unicode.Han, c) || len(letters) > 2 && !slices.Contains(numberedAbbreviations, strings.ToLower(letters))
}

// isListMark reports whether the number between two texts counts off a line: 11. Wells,
// 十一、水井.
func isListMark(before, after string) bool {
	mark := prefix(after, ".", "、", "．", ")", "）")
	head := strings.TrimRight(before, " 　(（")
	return mark != "" && (head == "" || strings.HasSuffix(head, "\n")) && !startsWithDigit(after[len(mark):])
}

// numberedAbbreviations are abbreviations that a number follows: vol.2.
var numberedAbbreviations = strings.Fields("vol fig sec art chap para app ver nos tel ext apt jan feb mar apr jun jul aug sep sept oct nov dec")

// isBehindName reports whether this text ends with a name that a number belongs
// to: iPhone 5, Boeing 747, Euro 2012; a version has a point in it and is told. Words that begin a sentence, months and the
// like are none.
func isBehindName(before string) bool {
	head, ok := strings.CutSuffix(before, " ")
	word := lettersBefore(head)
	lower := strings.ToLower(word)
	return ok && len(word) > 1 && lower != word && englishWords[lower].kind == 0 &&
		!isNumbered(head) && !isCurrencyCode(word) && !slices.Contains(functionWords, lower)
}

// functionWords stand before a number that counts, at the beginning of a sentence or in
// a heading with a capital.
var functionWords = strings.Fields("about above after all almost among and another around as at before below between but by during each even every exactly for from " +
	"has have he her his how i if in is it its just last less many more most my nearly next no nor not of on only or other others our over roughly she since so some than " +
	"that the their then there these they this those till to under until up was we were what when where which while who with within you your")

// isBeforeName reports whether the digits before this text begin a name: 2013
// Chevrolet Malibu, 60 Minutes, 7-Eleven.
func isBeforeName(digits, after string) bool {
	name := strings.TrimLeft(after, " -")
	c, _ := utf8.DecodeRuneInString(name)
	if len(after)-len(name) != 1 || !unicode.IsUpper(c) {
		return false
	}
	word := wordAt(name, 0)
	_, measured := symbols[word.Norm]
	return word.End > 1 && englishWords[word.Norm].kind == 0 && !measured && percentEnd(after, 0) == 0 && !isCurrencyCode(name[:word.End])
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
