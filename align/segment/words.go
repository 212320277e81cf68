package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"

	"bitext/align/language"
)

// Word is a run of letters, a run of Han characters or a number in digits.
type Word struct {
	Start, End int    // byte offsets
	Norm       string // normal form: a letter run in lower case without its 's; a Han run as it stands; digits without separators
	Kind       WordKind
	Capital    bool // a letter run that begins with a capital
}

// WordKind is the kind of character that a Word is made of.
type WordKind uint8

// The kinds of word.
const (
	Letters WordKind = iota // a run of letters that are not Han
	Han                     // a run of Han characters, which holds one or more words
	Digits                  // a number in digits
)

// Words returns the words of text in order. White space, punctuation and symbols
// lie between them. A hyphen separates two words. An apostrophe may stand inside a
// word ("don't", "O'Neill"); Norm is without a possessive or contracted ending
// ("China's": china; "don't": do).
func Words(text string) []Word {
	words := make([]Word, 0, len(text)/5)
	for i := 0; i < len(text); {
		w := WordAt(text, i)
		if w.End == i {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		words = append(words, w)
		i = w.End
	}
	return words
}

// WordAt returns the word that begins at byte i of text. It ends at i if none
// begins there.
func WordAt(text string, i int) Word {
	switch r, _ := utf8.DecodeRuneInString(text[i:]); {
	case isHan(r):
		end := wordEnd(text, i, isHan, "")
		return Word{i, end, text[i:end], Han, false}
	case IsDigit(r):
		end := wordEnd(text, i, IsDigit, ".,．，")
		return Word{i, end, plainDigits(text[i:end]), Digits, false}
	case IsLetter(r):
		end := wordEnd(text, i, func(r rune) bool { return IsLetter(r) || unicode.IsMark(r) }, "'’")
		return Word{i, end, foldLetters(text[i:end]), Letters, unicode.IsUpper(r)}
	}
	return Word{Start: i, End: i}
}

// wordEnd returns where the characters that are in a word end, from i on. Single
// joints may stand between them.
func wordEnd(text string, i int, in func(rune) bool, joints string) int {
	for {
		i = len(text) - len(strings.TrimLeftFunc(text[i:], in))
		joint, n := utf8.DecodeRuneInString(text[i:])
		if next, _ := utf8.DecodeRuneInString(text[i+n:]); !strings.ContainsRune(joints, joint) || !in(next) {
			return i
		}
		i += n
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// IsLetter reports whether a word of the kind Letters may begin with r: a letter
// that is no Han character.
func IsLetter(r rune) bool { return unicode.IsLetter(r) && !isHan(r) }

// IsDigit reports whether r is a decimal digit, in ASCII or full width.
func IsDigit(r rune) bool {
	r = language.Narrow(r)
	return '0' <= r && r <= '9'
}

// Stem returns the stem of an English word in normal form, by the Snowball
// English (Porter2) stemmer.
func Stem(norm string) string { return english.Stem(norm, true) }

// IsStopWord reports whether an English word in normal form carries grammar
// rather than meaning ("the", "of"), by Snowball's list.
func IsStopWord(norm string) bool { return english.IsStopWord(norm) }

// plainDigits returns the normal form of a number.
func plainDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r = language.Narrow(r); r == ',' {
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
		return unicode.ToLower(language.Narrow(r))
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
