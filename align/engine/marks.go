package engine

import (
	"strings"
	"unicode/utf8"
)

// marks are the quotation marks at the ends of a unit and the mark that ends its
// last sentence, and how many marks divide it into clauses. Translators keep the first two: a speech that ends in the middle of one
// bead and at the end of another is a sign that a border is wrong.
type marks struct {
	opens  bool // begins with an opening quotation mark
	closes bool // ends with a closing one
	mood   mood

	clauses int // marks between clauses
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
	clauseMarks  = ",，、;；:：—"
	closingMarks = "”’」』\"'»"
)

func marksOf(text string) marks {
	text = strings.TrimSpace(text)
	first, _ := utf8.DecodeRuneInString(text)
	end, _ := utf8.DecodeLastRuneInString(text)
	m := marks{opens: strings.ContainsRune(openingMarks, first), closes: strings.ContainsRune(closingMarks, end)}
	for _, r := range text {
		if strings.ContainsRune(clauseMarks, r) {
			m.clauses++
		}
	}
	end, _ = utf8.DecodeLastRuneInString(strings.TrimRight(text, closingMarks+")）]】 "))
	switch end {
	case '?', '？':
		m.mood = question
	case '!', '！':
		m.mood = exclamation
	}
	return m
}
