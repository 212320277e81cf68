package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// Word is one run of letters or Han characters, or one number written in
// digits, in a text.
type Word struct {
	Start, End int    // byte offsets
	Norm       string // normal form: a letter run in lower case without its 's; a Han run as it stands; digits without separators
	Kind       WordKind
	Capital    bool // a letter run that begins with a capital
}

// WordKind says what a Word is made of.
type WordKind uint8

// The kinds of word.
const (
	Letters WordKind = iota // a run of letters that are not Han
	Han                     // a run of Han characters, which holds one or more words
	Digits                  // a number in digits
)

// Words returns the words of text in order. White space, punctuation and
// symbols lie between them; a hyphen separates two words, an apostrophe inside
// a word does not ("don't", "O'Neill"), but a possessive or contracted ending is
// left out of Norm ("China's": china; "don't": do).
func Words(text string) []Word {
	words := make([]Word, 0, len(text)/5)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		start := i
		switch {
		case unicode.Is(unicode.Han, r):
			i = runEnd(text, i, func(r rune) bool { return unicode.Is(unicode.Han, r) })
			words = append(words, Word{start, i, text[start:i], Han, false})
		case isDigit(narrow(r)):
			i = digitsEnd(text, i)
			words = append(words, Word{start, i, plainDigits(text[start:i]), Digits, false})
		case isLetter(r):
			i = lettersEnd(text, i)
			words = append(words, Word{start, i, foldLetters(text[start:i]), Letters, unicode.IsUpper(r)})
		default:
			i += n
		}
	}
	return words
}

// Stem returns the stem of an English word in normal form, by the Snowball
// English (Porter2) stemmer.
func Stem(norm string) string { return english.Stem(norm, true) }

// IsStopWord reports whether an English word in normal form carries grammar
// rather than meaning ("the", "of"), by Snowball's list.
func IsStopWord(norm string) bool { return english.IsStopWord(norm) }

func isLetter(r rune) bool {
	return unicode.IsLetter(r) && !unicode.Is(unicode.Han, r)
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// narrow maps a full-width form (U+FF01 to U+FF5E) to its ASCII twin.
func narrow(r rune) rune {
	if 0xFF01 <= r && r <= 0xFF5E {
		return r - 0xFEE0
	}
	return r
}

func runEnd(text string, i int, in func(rune) bool) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !in(r) {
			break
		}
		i += n
	}
	return i
}

// lettersEnd returns where the letter run at i ends: letters and combining
// marks, with single apostrophes between letters.
func lettersEnd(text string, i int) int {
	letter := func(r rune) bool { return isLetter(r) || unicode.IsMark(r) }
	for {
		i = runEnd(text, i, letter)
		r, n := utf8.DecodeRuneInString(text[i:])
		if r != '\'' && r != '’' {
			return i
		}
		if next, _ := utf8.DecodeRuneInString(text[i+n:]); !isLetter(next) {
			return i
		}
		i += n
	}
}

// digitsEnd returns where the number at i ends: digits, with single points and
// commas between digits.
func digitsEnd(text string, i int) int {
	digit := func(r rune) bool { return isDigit(narrow(r)) }
	for {
		i = runEnd(text, i, digit)
		r, n := utf8.DecodeRuneInString(text[i:])
		if r = narrow(r); r != '.' && r != ',' {
			return i
		}
		if next, _ := utf8.DecodeRuneInString(text[i+n:]); !isDigit(narrow(next)) {
			return i
		}
		i += n
	}
}

func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r = narrow(r); r == ',' {
			return -1
		}
		return r
	}, s)
}

// foldLetters returns the normal form of a letter run.
func foldLetters(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '’' {
			return '\''
		}
		return unicode.ToLower(narrow(r))
	}, s)
	if head, ok := strings.CutSuffix(s, "n't"); ok && head != "" {
		return head
	}
	if i := strings.LastIndexByte(s, '\''); i > 0 {
		switch s[i+1:] {
		case "s", "re", "ll", "d", "ve", "m":
			return s[:i]
		}
	}
	return s
}
