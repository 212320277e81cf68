package trace

import (
	"slices"

	"bitext/align/language"
)

// Matches tells where the texts of one list stand in another, by index.
type Matches struct {
	Same []int // the text that is the same, but for white space; -1: none
	At   []int // that, or its other version, or the text that it is in now; -1: none
}

// NewMatches returns the matches of n texts of which none is found.
func NewMatches(n int) Matches {
	return Matches{slices.Repeat([]int{-1}, n), slices.Repeat([]int{-1}, n)}
}

// minShare is the share of a text that stands in its other version at least. Other texts
// about the same thing have a third in common.
const minShare = 0.5

// Match finds the texts of a list in another: first those that are the same, then, by
// their characters, versions of the others, and texts that have become a part of one.
func Match(a, b []string) Matches {
	m := Matches{Same: Same(a, b)}
	m.At = slices.Clone(m.Same)
	taken := make([]bool, len(b))
	rows := make([]int, len(b)) // of the texts of b: where they would stand in a
	for i, j := range m.Same {
		if j >= 0 {
			taken[j], rows[j] = true, i
		}
	}
	var old, now []Text
	var inA, inB []int
	for i, text := range a {
		if m.Same[i] < 0 {
			old, inA = append(old, Text{[]rune(language.WithoutSpace(text)), i}), append(inA, i)
		}
	}
	row := 0
	for j, text := range b {
		if taken[j] {
			row = rows[j]
		} else {
			now, inB = append(now, Text{[]rune(language.WithoutSpace(text)), row}), append(inB, j)
		}
		row++
	}
	for k, places := range New(old, now).Became {
		count := make(map[int32]int)
		best := int32(-1)
		for _, p := range places {
			if count[p.Text]++; p.Text >= 0 && (best < 0 || count[p.Text] > count[best]) {
				best = p.Text
			}
		}
		if best >= 0 && float64(count[best]) >= minShare*float64(len(places)) {
			m.At[inA[k]] = inB[best]
		}
	}
	return m
}

// Same finds the texts of a list that are the same in another but for white space, also
// those that were moved. Of texts that stand there several times, those in order count.
func Same(a, b []string) []int {
	number := make(map[string]int)
	numbers := func(list []string) []int {
		out := make([]int, len(list))
		for k, text := range list {
			text = language.SingleSpaced(text)
			if _, ok := number[text]; !ok {
				number[text] = len(number)
			}
			out[k] = number[text]
		}
		return out
	}
	x, y := numbers(a), numbers(b)
	same := Compare(x, y)
	taken := make([]bool, len(b))
	for _, j := range same {
		if j >= 0 {
			taken[j] = true
		}
	}
	free := make(map[int][]int)
	for j, n := range y {
		if !taken[j] {
			free[n] = append(free[n], j)
		}
	}
	for i, n := range x {
		if list := free[n]; same[i] < 0 && len(list) > 0 {
			same[i], free[n] = list[0], list[1:]
		}
	}
	return same
}
