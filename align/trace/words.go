package trace

import (
	"unicode"
	"unicode/utf8"

	"bitext/align/language"
)

// Changed returns which parts of two versions of a text differ, as the bytes from and to
// of each part in order: those of a that are not in b, and those of b that are not in a. A
// part is made of whole words, numbers and wide characters; parts with nothing but white
// space between them are one.
func Changed(a, b string) (inA, inB [][2]int) {
	wordsA, wordsB := words(a), words(b)
	texts := func(s string, words [][2]int) []string {
		out := make([]string, len(words))
		for k, w := range words {
			out[k] = s[w[0]:w[1]]
		}
		return out
	}
	stayed := Compare(texts(a, wordsA), texts(b, wordsB))
	kept := make([]bool, len(wordsB))
	for _, k := range stayed {
		if k >= 0 {
			kept[k] = true
		}
	}
	join := func(words [][2]int, stayed func(k int) bool) (parts [][2]int) {
		last := -2 // the last word that differs
		for k, w := range words {
			if stayed(k) {
				continue
			}
			if last == k-1 {
				parts[len(parts)-1][1] = w[1]
			} else {
				parts = append(parts, w)
			}
			last = k
		}
		return parts
	}
	return join(wordsA, func(k int) bool { return stayed[k] >= 0 }), join(wordsB, func(k int) bool { return kept[k] })
}

// words returns where the words of a text stand: runs of letters and digits, and every
// other character but white space for itself.
func words(s string) (list [][2]int) {
	start := -1
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		inWord := language.Width(r) < 2 && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’')
		if start >= 0 && !inWord {
			list, start = append(list, [2]int{start, i}), -1
		}
		switch {
		case inWord && start < 0:
			start = i
		case !inWord && !unicode.IsSpace(r):
			list = append(list, [2]int{i, i + size})
		}
		i += size
	}
	if start >= 0 {
		list = append(list, [2]int{start, len(s)})
	}
	return list
}
