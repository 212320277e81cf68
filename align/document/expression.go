package document

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"
)

// expression is a regular expression that is compiled when it is first used. Most lines
// start or end with a character with which no match of it does: they are told without
// running it.
type expression struct{ compiled func() *compiledExpression }

type compiledExpression struct {
	*regexp.Regexp
	first, last edge
}

// expressionOf returns the expression with the pattern that a function makes.
func expressionOf(make func() string) expression {
	return expression{sync.OnceValue(func() *compiledExpression {
		pattern := make()
		e := &compiledExpression{regexp.MustCompile(pattern), edge{}, edge{last: true}}
		if tree, err := syntax.Parse(pattern, syntax.Perl); err == nil {
			e.first.find(tree)
			e.last.find(tree)
		}
		return e
	})}
}

// matches reports whether a line matches.
func (e expression) matches(line string) bool {
	c := e.compiled()
	first, _ := utf8.DecodeRuneInString(line)
	last, _ := utf8.DecodeLastRuneInString(line)
	return c.first.hold(first) && c.last.hold(last) && c.MatchString(line)
}

// edge holds the characters with which the lines that an expression matches can start,
// or end.
type edge struct {
	last   bool // they end with them
	known  bool // if not, they may start or end with any character
	ranges [][2]rune
}

// find fills in the edge of an expression.
func (d *edge) find(e *syntax.Regexp) {
	d.known = d.anchored(e)
	if d.add(e) {
		d.known = false
	}
}

// anchored reports whether all matches of an expression are at this edge of the line.
func (d *edge) anchored(e *syntax.Regexp) bool {
	switch {
	case e.Op == syntax.OpConcat && d.last:
		return d.anchored(e.Sub[len(e.Sub)-1])
	case e.Op == syntax.OpConcat, e.Op == syntax.OpCapture:
		return d.anchored(e.Sub[0])
	case e.Op == syntax.OpAlternate:
		return !slices.ContainsFunc(e.Sub, func(s *syntax.Regexp) bool { return !d.anchored(s) })
	}
	return e.Op == syntax.OpEndText && d.last || e.Op == syntax.OpBeginText && !d.last
}

// add adds the characters at the edge of what an expression matches, and reports whether
// it can match nothing.
func (d *edge) add(e *syntax.Regexp) (empty bool) {
	switch e.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary:
		return true
	case syntax.OpLiteral:
		r := e.Rune[0]
		if d.last {
			r = e.Rune[len(e.Rune)-1]
		}
		d.addRune(r)
	case syntax.OpCharClass:
		for i := 0; i < len(e.Rune); i += 2 {
			d.ranges = append(d.ranges, [2]rune{e.Rune[i], e.Rune[i+1]})
		}
	case syntax.OpCapture, syntax.OpPlus:
		return d.add(e.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		d.add(e.Sub[0])
		return true
	case syntax.OpRepeat:
		return d.add(e.Sub[0]) || e.Min == 0
	case syntax.OpConcat:
		subs := slices.Clone(e.Sub)
		if d.last {
			slices.Reverse(subs)
		}
		return !slices.ContainsFunc(subs, func(s *syntax.Regexp) bool { return !d.add(s) })
	case syntax.OpAlternate:
		for _, sub := range e.Sub {
			empty = d.add(sub) || empty
		}
		return empty
	default: // any character
		d.ranges = append(d.ranges, [2]rune{0, unicode.MaxRune})
	}
	return false
}

// addRune adds a character in all its cases.
func (d *edge) addRune(r rune) {
	d.ranges = append(d.ranges, [2]rune{r, r})
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		d.ranges = append(d.ranges, [2]rune{f, f})
	}
}

// hold reports whether a line can start, or end, with a character.
func (d *edge) hold(r rune) bool {
	return !d.known || slices.ContainsFunc(d.ranges, func(span [2]rune) bool { return span[0] <= r && r <= span[1] })
}
