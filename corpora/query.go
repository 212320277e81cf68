package corpora

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/lexicon"
)

// Term is what is looked for on one side: a word, a phrase, a pattern of words, or a regular
// expression.
type Term struct {
	Side align.Side
	Text string // as it was written

	elements []element      // of words, in order; nil of a regular expression
	plain    string         // of a phrase: as it was given, from the first unit to the last
	pattern  *regexp.Regexp // over the folded text; see fold
	needs    [][]string     // of each list a text that the pattern matches has one, folded
}

// element is a place in a series of words: so many units as it allows, each of which it
// matches. One with neither units nor a pattern matches any unit.
type element struct {
	units    []string       // forms of which it is one
	pattern  *regexp.Regexp // of the whole form
	prefix   string         // with which all forms begin that the pattern matches
	not      bool           // it matches all other units
	min, max int            // how many units it takes
	han      bool           // its units are Han characters
	apart    bool           // it does not follow the unit before it; see unit
	free     bool           // whether it follows the unit before it does not count
}

// matches reports whether an element matches a unit.
func (e *element) matches(u unit) bool {
	in := e.units == nil && e.pattern == nil || slices.Contains(e.units, u.norm) || e.pattern != nil && e.pattern.MatchString(u.norm)
	return in != e.not
}

// single reports whether an element takes one unit out of a list.
func (e *element) single() bool { return e.units != nil && !e.not && e.min == 1 && e.max == 1 }

// limits of a term, so that no query takes long to make ready or to compare with a text.
const (
	longestTerm  = 2000 // characters
	mostElements = 50
	mostGaps     = 200 // units that the gaps of a term span together
	wholeGap     = 50  // of * and + in CQL
	hanGap       = 10  // characters, of * between Han characters
)

// QueryError says where a query is wrong.
type QueryError struct {
	Query   string
	At      int // character, from 1
	Reason  string
	Example string // of a query that is right
}

func (e *QueryError) Error() string {
	return fmt.Sprintf("%s: character %d: %s; for example %s", e.Query, e.At, e.Reason, e.Example)
}

// ParseTerm reads a term:
//
//	tariff          a word, in all its inflected forms unless exact is set
//	water tariff    a phrase; * alone in it stands for a word
//	水价             Chinese, of any length
//	govern*  *tion  words by their beginnings and ends
//	把*了            up to 10 characters between two
//	/wa(s|re)\b/    a regular expression over the text of a row
//	[word="rais.*"] []{0,2} [lemma="price"]
//
// The last is CQL: word is a regular expression over a whole word, lemma stands for the
// inflected forms of an English word, [] is any word or Chinese character, and {m,n}, ?, * and
// + say how many; * and + go up to 50. The prefixes en: and zh: say the side. Without one a
// text with a Han character is Chinese, and any other English.
//
// Upper and lower case, full and half width, simplified and traditional characters are the
// same. The error is a *QueryError.
func ParseTerm(text string, exact bool) (Term, error) {
	t := Term{Text: text}
	body := text
	if after, ok := strings.CutPrefix(text, "en:"); ok {
		body = after
	} else if after, ok := strings.CutPrefix(text, "zh:"); ok {
		t.Side, body = align.ZH, after
	} else if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		t.Side = align.ZH
	}
	p := &parser{text: text, at: len(text) - len(body), side: t.Side, exact: exact}
	if n := utf8.RuneCountInString(text); n > longestTerm {
		return t, p.errorf("it is of %d characters, and %d is the most", n, longestTerm)
	}
	p.space()
	var err error
	switch p.next() {
	case '/':
		err = p.regular(&t)
	case '[':
		t.elements, err = p.cql()
	default:
		t.elements, err = p.phrase()
		t.plain = plain(text[p.at:])
	}
	if err != nil {
		return t, err
	}
	gaps := 0
	for _, e := range t.elements {
		gaps += e.max - e.min
	}
	p.at = 0
	switch {
	case t.pattern != nil:
	case len(t.elements) > mostElements || gaps > mostGaps:
		return t, p.errorf("it is too long: %d words with gaps of up to %d are the most", mostElements, mostGaps)
	case !slices.ContainsFunc(t.elements, func(e element) bool { return e.min > 0 && !e.not && (e.units != nil || e.pattern != nil) }):
		return t, p.errorf("it holds no word that must be there")
	}
	return t, nil
}

// parser reads a term from a place in its text on.
type parser struct {
	text  string
	at    int
	side  align.Side
	exact bool
}

// examples are what a wrong query of each side could be.
var examples = [align.Sides]string{`'water tariff', 'govern*', '/pric(e|ing)/' or '[lemma="raise"] []{0,2} [word="price"]'`, `水价, '把*了', '/[一二三]成/' or '[word="提高"] []{0,4} [word="价格"]'`}

func (p *parser) errorf(format string, args ...any) error {
	return &QueryError{p.text, utf8.RuneCountInString(p.text[:p.at]) + 1, fmt.Sprintf(format, args...), examples[p.side]}
}

// next returns the character at hand, utf8.RuneError at the end.
func (p *parser) next() rune {
	r, _ := utf8.DecodeRuneInString(p.text[p.at:])
	return r
}

func (p *parser) space() {
	p.at = len(p.text) - len(strings.TrimLeftFunc(p.text[p.at:], unicode.IsSpace))
}

// take passes over a text if it stands here.
func (p *parser) take(text string) bool {
	if !strings.HasPrefix(p.text[p.at:], text) {
		return false
	}
	p.at += len(text)
	return true
}

// word returns the element of a word or Han character.
func (p *parser) word(norm string, han, forms bool) element {
	e := element{units: []string{norm}, min: 1, max: 1, han: han}
	if forms && !han && p.side == align.EN {
		e.units = lexicon.Forms(norm)
	}
	return e
}

// gap returns an element that any units match.
func gap(least, most int) element { return element{min: least, max: most, free: true} }

// phrase reads a word or a phrase, with * in it.
func (p *parser) phrase() ([]element, error) {
	units := unitsOf(nil, p.text[p.at:])
	if len(units) == 0 {
		return nil, p.errorf("it holds no word")
	}
	rest := p.text[p.at:]
	var list []element
	var globs []string // of each element its pattern with *, "" if it has none
	last, free := 0, false
	add := func(e element, glob string) {
		e.free = e.free || free
		free = e.units == nil
		list, globs = append(list, e), append(globs, glob)
	}
	words := func(marks string) { // * that stand alone
		for _, field := range strings.Fields(marks) {
			if strings.Trim(field, "*") == "" {
				add(gap(1, 1), "")
			}
		}
	}
	for k, u := range units {
		between := rest[last:u.start]
		last = u.end
		e, glob := p.word(u.norm, u.han, !p.exact), ""
		e.apart = u.apart
		joined := k > 0 && between != "" && strings.Trim(between, "*") == "" // by * alone
		switch {
		case joined && !u.han && !units[k-1].han:
			n := len(globs) - 1
			if globs[n] == "" {
				globs[n] = units[k-1].norm
			}
			globs[n] = strings.TrimSuffix(globs[n], "*") + "*" + u.norm
			if strings.HasPrefix(rest[last:], "*") {
				globs[n] += "*"
			}
			continue
		case joined:
			add(gap(0, hanGap), "")
			if u.han {
				break
			}
			glob = "*" + u.norm
		default:
			if k > 0 {
				between = strings.TrimLeft(between, "*")
			}
			if !u.han && strings.HasSuffix(between, "*") {
				glob = "*" + u.norm
			}
			words(strings.TrimRight(between, "*"))
		}
		if !u.han && strings.HasPrefix(rest[last:], "*") {
			if glob == "" {
				glob = u.norm
			}
			glob += "*"
		}
		add(e, glob)
	}
	words(strings.TrimLeft(rest[last:], "*"))
	for n, glob := range globs {
		if glob == "" {
			continue
		}
		pattern, err := regexp.Compile(`^(?s:` + strings.ReplaceAll(regexp.QuoteMeta(glob), `\*`, ".*") + `)$`)
		if err != nil {
			return nil, p.errorf("%v", err)
		}
		list[n].units, list[n].pattern = nil, pattern
		list[n].prefix, _, _ = strings.Cut(glob, "*")
	}
	return list, nil
}

// plain returns a phrase from its first unit to its last, "" if it has * in it.
func plain(text string) string {
	units := unitsOf(nil, text)
	if len(units) == 0 || strings.Contains(text, "*") {
		return ""
	}
	return text[units[0].start:units[len(units)-1].end]
}

// fold returns a text as regular expressions see it: simplified, with letters and digits of
// half width. It has as many characters as the text.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if n := language.Narrow(r); n != r && inWord(n) {
			return n
		}
		return r
	}, simplified(text))
}

// regular reads a regular expression between slashes.
func (p *parser) regular(t *Term) error {
	start := p.at + 1
	body, ok := strings.CutSuffix(strings.TrimSpace(p.text[start:]), "/")
	if !ok || p.at+1 >= len(p.text) {
		p.at = len(p.text)
		return p.errorf("a / is missing at the end of the regular expression")
	}
	p.at = start
	parsed, err := syntax.Parse(fold(body), syntax.Perl|syntax.FoldCase)
	if err != nil {
		reason := err.Error()
		if e, ok := errors.AsType[*syntax.Error](err); ok {
			reason = string(e.Code) + " `" + e.Expr + "`"
			p.at += max(0, strings.Index(body, e.Expr))
		}
		return p.errorf("the regular expression is wrong: %s", reason)
	}
	if t.pattern, err = regexp.Compile("(?i:" + fold(body) + ")"); err != nil {
		return p.errorf("the regular expression is wrong: %v", err)
	}
	if t.pattern.MatchString("") {
		return p.errorf("the regular expression matches no text at all too")
	}
	t.needs = needsOf(parsed)
	return nil
}

// cql reads a series of places in brackets.
func (p *parser) cql() ([]element, error) {
	var list []element
	for p.space(); p.at < len(p.text); p.space() {
		if !p.take("[") {
			return nil, p.errorf("a place begins with [")
		}
		places, err := p.place()
		if err != nil {
			return nil, err
		}
		least, most, counted, err := p.quantity()
		if err != nil {
			return nil, err
		}
		if counted {
			if len(places) > 1 {
				return nil, p.errorf("a word of several characters cannot be counted")
			}
			places[0].min, places[0].max = least, most
		}
		list = append(list, places...)
	}
	return list, nil
}

// place reads what stands in brackets. A Chinese word is as many places as it has characters.
func (p *parser) place() ([]element, error) {
	p.space()
	if p.take("]") {
		return []element{gap(1, 1)}, nil
	}
	start := p.at
	name := strings.ToLower(p.text[p.at : p.at+nameLength(p.text[p.at:])])
	p.at += len(name)
	switch name {
	case "word", "lemma":
	case "pos":
		p.at = start
		return nil, p.errorf("the words of a corpus have no parts of speech; there are word and lemma")
	default:
		p.at = start
		return nil, p.errorf("a place is [] or has word or lemma")
	}
	p.space()
	not := p.take("!=")
	if !not && !p.take("=") {
		return nil, p.errorf("= or != is missing")
	}
	p.space()
	if !p.take(`"`) {
		return nil, p.errorf(`" is missing before the word`)
	}
	valueAt := p.at
	end := strings.IndexByte(p.text[p.at:], '"')
	if end < 0 {
		p.at = len(p.text)
		return nil, p.errorf(`" is missing behind the word`)
	}
	value := p.text[p.at : p.at+end]
	p.at += end + 1
	p.space()
	if !p.take("]") {
		return nil, p.errorf("] is missing")
	}
	end, p.at = p.at, valueAt
	defer func() { p.at = end }()
	if regexp.QuoteMeta(value) == value || name == "lemma" {
		units := unitsOf(nil, value)
		if len(units) == 0 || name == "lemma" && len(units) > 1 && !units[0].han || not && len(units) > 1 {
			return nil, p.errorf("%q is not one word", value)
		}
		var list []element
		for k, u := range units {
			e := p.word(u.norm, u.han, name == "lemma")
			e.not, e.apart, e.free = not, u.apart, k == 0
			list = append(list, e)
		}
		return list, nil
	}
	pattern, err := regexp.Compile("^(?i:" + fold(value) + ")$")
	if err != nil {
		return nil, p.errorf("the regular expression is wrong: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
	}
	return []element{{pattern: pattern, not: not, min: 1, max: 1, free: true}}, nil
}

// nameLength returns how many ASCII letters a text begins with.
func nameLength(text string) int {
	n := 0
	for n < len(text) && unicode.IsLetter(rune(text[n])) && text[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// quantity reads how often a place is there.
func (p *parser) quantity() (least, most int, counted bool, err error) {
	switch {
	case p.take("?"):
		return 0, 1, true, nil
	case p.take("*"):
		return 0, wholeGap, true, nil
	case p.take("+"):
		return 1, wholeGap, true, nil
	case !p.take("{"):
		return 1, 1, false, nil
	}
	start := p.at
	end := strings.IndexByte(p.text[p.at:], '}')
	if end < 0 {
		p.at = len(p.text)
		return 0, 0, false, p.errorf("} is missing")
	}
	first, second, two := strings.Cut(p.text[p.at:p.at+end], ",")
	if !two {
		second = first
	}
	least, errLeast := strconv.Atoi(strings.TrimSpace(first))
	most, errMost := strconv.Atoi(strings.TrimSpace(second))
	if errors.Join(errLeast, errMost) != nil || least < 0 || most < least || most == 0 || most > 2*wholeGap {
		p.at = start
		return 0, 0, false, p.errorf("{m,n} has two numbers, the second from 1 to %d and not the smaller one", 2*wholeGap)
	}
	p.at += end + 1
	return least, most, true, nil
}
