package engine

import (
	"strings"
	"unicode/utf8"
)

// marks are the quotation marks at the ends of a unit and the mark that ends its
// last sentence. Translators keep both: a speech that ends in the middle of one
// bead and at the end of another is a sign that a border is wrong.
type marks struct {
	opens  bool // begins with an opening quotation mark
	closes bool // ends with a closing one
	mood   mood
}

// mood is the kind of sentence.
type mood uint8

const (
	statement mood = iota
	question
	exclamation
)

const (
	openingMarks = "“‘「『\"'`«"
	closingMarks = "”’」』\"'»"
)

func marksOf(text string) marks {
	text = strings.TrimSpace(text)
	first, _ := utf8.DecodeRuneInString(text)
	end, _ := utf8.DecodeLastRuneInString(text)
	m := marks{opens: strings.ContainsRune(openingMarks, first), closes: strings.ContainsRune(closingMarks, end)}
	end, _ = utf8.DecodeLastRuneInString(strings.TrimRight(text, closingMarks+")）]】 "))
	switch end {
	case '?', '？':
		m.mood = question
	case '!', '！':
		m.mood = exclamation
	}
	return m
}
