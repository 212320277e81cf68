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

// markScore is what the marks of the first and the last units of a bead count for.
// English opens a speech anew after "he said" where Chinese may
// not, so an English mark alone says little.
func markScore(zhFirst, zhLast, enFirst, enLast marks) float64 {
	return openingOdds.of(zhFirst.opens, enFirst.opens) + closingOdds.of(zhLast.closes, enLast.closes) + moodOdds[zhLast.mood][enLast.mood]
}

// markOdds are the log odds of a mark that stands in both languages or in one.
type markOdds struct{ both, zh, en float64 }

func (o markOdds) of(zh, en bool) float64 {
	switch {
	case zh && en:
		return o.both
	case zh:
		return o.zh
	case en:
		return o.en
	}
	return 0
}

var (
	openingOdds = markOdds{both: 3.98, zh: 1.57, en: -0.44}
	closingOdds = markOdds{both: 2.29, zh: -1.14, en: 0.64}

	// moodOdds are the log odds of moods, Chinese then English.
	moodOdds = [3][3]float64{
		statement:   {statement: 0.05, question: -0.17, exclamation: -0.33},
		question:    {statement: 0.56, question: 2.01, exclamation: -0.23},
		exclamation: {statement: -0.66, question: 0.58, exclamation: -0.82},
	}
)
