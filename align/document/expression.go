package document

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// expression is a regular expression that starts at the start of a line. It is compiled
// when it is first used. Most lines start with a character that no match starts with:
// they are told without running it.
type expression struct {
	compiled func() (*regexp.Regexp, starts)
}

func expressionOf(pattern string) expression {
	return expression{sync.OnceValues(func() (*regexp.Regexp, starts) {
		var s starts
		tree, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil || s.add(tree) {
			s.any = true
		}
		return regexp.MustCompile(pattern), s
	})}
}

// matches reports whether a line matches.
func (e expression) matches(line string) bool {
	re, starts := e.compiled()
	first, _ := utf8.DecodeRuneInString(line)
	return starts.hold(first) && re.MatchString(line)
}

// starts holds the characters that matches of an expression can start with.
type starts struct {
	ranges [][2]rune
	any    bool
}

// add adds the characters that a match of an expression, anchored at its start, can start
// with, and reports whether it can match nothing.
func (s *starts) add(e *syntax.Regexp) (empty bool) {
	switch e.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary:
		return true
	case syntax.OpLiteral:
		s.addRune(e.Rune[0])
		return false
	case syntax.OpCharClass:
		for i := 0; i < len(e.Rune); i += 2 {
			s.ranges = append(s.ranges, [2]rune{e.Rune[i], e.Rune[i+1]})
		}
		return false
	case syntax.OpCapture, syntax.OpPlus:
		return s.add(e.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		s.add(e.Sub[0])
		return true
	case syntax.OpRepeat:
		return s.add(e.Sub[0]) || e.Min == 0
	case syntax.OpConcat:
		for _, sub := range e.Sub {
			if !s.add(sub) {
				return false
			}
		}
		return true
	case syntax.OpAlternate:
		for _, sub := range e.Sub {
			empty = s.add(sub) || empty
		}
		return empty
	}
	s.any = true // OpAnyChar and what is rare
	return false
}

// addRune adds a character in all its cases.
func (s *starts) addRune(r rune) {
	s.ranges = append(s.ranges, [2]rune{r, r})
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		s.ranges = append(s.ranges, [2]rune{f, f})
	}
}

// hold reports whether a match can start with a character.
func (s *starts) hold(r rune) bool {
	return s.any || slices.ContainsFunc(s.ranges, func(span [2]rune) bool { return span[0] <= r && r <= span[1] })
}
