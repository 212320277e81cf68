package corpora

import (
	"errors"
	"fmt"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"
	"sync"
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

	elements []element      // of words, in order; nil of a regular expression, and if untagged is set
	plain    string         // of a phrase: as it was given, from the first unit to the last
	pattern  *regexp.Regexp // over the folded text; see fold
	needs    [][]string     // of each list a text that the pattern matches has one, folded

	tagged   []place     // over the words of a tagger; nil of a term that asks for neither lemma nor pos
	untagged *QueryError // why texts without words of a tagger cannot have the term; nil if they can
}

// element is a place in a series of words: so many units as it allows, each of which fulfils
// all its conditions. One without conditions matches any unit.
type element struct {
	conditions []condition
	min, max   int  // how many units it takes
	han        bool // its units are Han characters
	apart      bool // it does not follow the unit before it; see unit
	free       bool // whether it follows the unit before it does not count
}

// condition is what a unit has to be: one of several forms, or one that a pattern matches.
type condition struct {
	units   []string       // nil if there is a pattern
	pattern *regexp.Regexp // of the whole form
	prefix  string         // with which all forms begin that the pattern matches
	not     bool           // it holds of all other units

	words map[string]bool // of a plan: the words of the corpus that the pattern matches; nil if they are not known
}

// holds reports whether a unit is what a condition says.
func (c *condition) holds(u unit) bool {
	switch {
	case c.pattern == nil:
		return slices.Contains(c.units, u.norm) != c.not
	case c.words != nil:
		return c.words[u.norm] != c.not
	}
	return c.pattern.MatchString(u.norm) != c.not
}

// matches reports whether an element matches a unit.
func (e *element) matches(u unit) bool {
	for k := range e.conditions {
		if !e.conditions[k].holds(u) {
			return false
		}
	}
	return true
}

// needed returns a condition that some unit of every match fulfils, nil if there is none: the first
// one of forms if there is one, else the first one of a pattern.
func (e *element) needed() (best *condition) {
	if e.min == 0 {
		return nil
	}
	for k := range e.conditions {
		if c := &e.conditions[k]; !c.not && (best == nil || best.units == nil && c.units != nil) {
			best = c
		}
	}
	return best
}

// single returns the forms of an element that takes one unit out of a list; nil if it does not.
func (e *element) single() []string {
	if e.min != 1 || e.max != 1 || len(e.conditions) != 1 || e.conditions[0].not {
		return nil
	}
	return e.conditions[0].units
}

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
//	[word="rais.*"] []{0,2} [lemma="price" & pos="NOUN"]
//
// The last is CQL: word is a regular expression over a whole word, "…" is short for [word="…"], [] is any word or Chinese
// character, & joins conditions, and {m,n}, ?, * and + say how many; * and + go up to 50. A term
// with lemma or pos is about the words, lemmas and tags that a tagger gave (see AddOptions),
// marks among them; both are regular expressions. In rows without these nothing has a pos, and lemma
// stands for the inflected forms of an English word. The prefixes en: and zh: say the side.
// Without one a text with a Han character is Chinese, and any other English.
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
	case '[', '"':
		err = p.cql(&t)
	default:
		t.elements, err = p.phrase()
		t.plain = plain(text[p.at:])
	}
	if err != nil {
		return t, err
	}
	gaps, taggedGaps := 0, 0
	for _, e := range t.elements {
		gaps += e.max - e.min
	}
	for _, x := range t.tagged {
		taggedGaps += x.max - x.min
	}
	p.at = 0
	switch {
	case t.pattern != nil:
	case max(len(t.elements), len(t.tagged)) > mostElements || max(gaps, taggedGaps) > mostGaps:
		return t, p.errorf("it is too long: %d words with gaps of up to %d are the most", mostElements, mostGaps)
	case !slices.ContainsFunc(t.tagged, place.must) && !slices.ContainsFunc(t.elements, func(e element) bool { return e.needed() != nil }):
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

func (p *parser) errorf(format string, args ...any) error { return p.errorAt(p.at, format, args...) }

func (p *parser) errorAt(at int, format string, args ...any) *QueryError {
	return &QueryError{p.text, utf8.RuneCountInString(p.text[:at]) + 1, fmt.Sprintf(format, args...), examples[p.side]}
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
	units := []string{norm}
	if forms && !han && p.side == align.EN {
		units = lexicon.Forms(norm)
	}
	return element{conditions: []condition{{units: units}}, min: 1, max: 1, han: han}
}

// gap returns an element that any units match.
func gap(least, most int) element { return element{min: least, max: most, free: true} }

// ofPatterns finds what has a meaning in patterns and is not written among words: pric(e|ing), colou?r, .*ing, \bwas, word="was".
var ofPatterns = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\p{L}\|\p{L}|\\[a-zA-Z]|\.[*+]|\(\?[a-zA-Z:]|\p{Latin}\?\p{Latin}|\)[?+*]|[a-z]="`)
})

// phrase reads a word or a phrase, with * in it.
func (p *parser) phrase() ([]element, error) {
	rest := p.text[p.at:]
	if k := strings.IndexByte(rest, '['); k >= 0 && strings.Contains(rest[k:], `="`) {
		return nil, p.errorAt(p.at+k, "words and CQL do not go together; say [word=\"…\"] for a word")
	}
	if at := ofPatterns().FindStringIndex(rest); at != nil {
		sign := strings.IndexFunc(rest[at[0]:], func(r rune) bool { return !unicode.IsLetter(r) })
		return nil, p.errorAt(p.at+at[0]+sign, `it is no word; a regular expression stands between / and /, CQL in [word="…"]`)
	}
	units := unitsOf(nil, rest)
	if len(units) == 0 {
		return nil, p.errorf("it holds no word")
	}
	var list []element
	var globs []string // of each element its pattern with *, "" if it has none
	last, free := 0, false
	add := func(e element, glob string) {
		e.free = e.free || free
		free = e.conditions == nil
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
		prefix, _, _ := strings.Cut(glob, "*")
		list[n].conditions = []condition{{pattern: pattern, prefix: prefix}}
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
	return simplifiedAnd(text, func(r rune) rune {
		if n := language.Narrow(r); n != r && inWord(n) {
			return n
		}
		return r
	})
}

// regular reads a regular expression between slashes.
func (p *parser) regular(t *Term) error {
	start := p.at + 1
	var parsed *syntax.Regexp
	var err error
	body, ok := strings.CutSuffix(strings.TrimSpace(p.text[start:]), "/")
	if !ok || p.at+1 >= len(p.text) {
		p.at = len(p.text)
		return p.errorf("a / is missing at the end of the regular expression")
	}
	p.at = start
	if t.pattern, parsed, err = p.expression(body, "", ""); err != nil {
		return err
	}
	if t.pattern.MatchString("") {
		return p.errorf("the regular expression is fulfilled by an empty text, and so everywhere")
	}
	t.needs = needsOf(parsed)
	return nil
}

// mostInstructions is how many instructions the program of a regular expression has at most, so that no text
// takes long. /(whether|if) \w+ (is|was)/ has 35.
const mostInstructions = 1000

// expression compiles a regular expression that stands here, with text before and behind it.
func (p *parser) expression(body, before, behind string) (*regexp.Regexp, *syntax.Regexp, error) {
	parsed, err := syntax.Parse(fold(body), syntax.Perl|syntax.FoldCase)
	if err != nil {
		reason, at := err.Error(), p.at
		if e, ok := errors.AsType[*syntax.Error](err); ok {
			reason = string(e.Code) + " `" + e.Expr + "`"
			at += max(0, strings.Index(body, e.Expr))
		}
		return nil, nil, p.errorAt(at, "the regular expression is wrong: %s", reason)
	}
	program, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		return nil, nil, p.errorf("the regular expression is wrong: %v", err)
	}
	if len(program.Inst) > mostInstructions {
		return nil, nil, p.errorf("the regular expression is too large: its repeats come to %d steps, and %d are the most", len(program.Inst), mostInstructions)
	}
	pattern, err := regexp.Compile(before + "(?i:" + fold(body) + ")" + behind)
	if err != nil {
		return nil, nil, p.errorf("the regular expression is wrong: %v", err)
	}
	return pattern, parsed, nil
}

// cql reads a series of places, each in brackets or in quotation marks.
func (p *parser) cql(t *Term) error {
	for p.space(); p.at < len(p.text); p.space() {
		start := p.at + 1
		var x place
		var err error
		switch {
		case p.take("["):
			x, err = p.place()
		case p.next() == '"':
			x.demands = []demand{{attribute: attributeWord}}
			err = p.value(&x.demands[0])
		default:
			err = p.errorf(`a place begins with [ or "`)
		}
		if err != nil {
			return err
		}
		end := p.at
		list, why := p.elements(x, start)
		p.at = end
		counted := false
		if x.min, x.max, counted, err = p.quantity(); err != nil {
			return err
		}
		if counted && len(list) > 1 {
			why = p.errorAt(start, "a word of several characters cannot be counted")
		}
		if t.untagged == nil {
			t.untagged = why
		}
		if len(list) > 0 {
			list[0].min, list[0].max = x.min, x.max
		}
		t.elements, t.tagged = append(t.elements, list...), append(t.tagged, x)
	}
	if !slices.ContainsFunc(t.tagged, place.asksTagger) {
		t.tagged = nil
		if t.untagged != nil {
			return t.untagged
		}
	}
	if t.untagged != nil {
		t.elements = nil
	}
	return nil
}

// attributes are the names of what CQL asks of a word.
var attributes = []string{attributeWord, attributeLemma, attributePOS}

const (
	attributeWord  = "word"
	attributeLemma = "lemma"
	attributePOS   = "pos"
)

// place reads what stands in brackets, up to the closing one.
func (p *parser) place() (x place, err error) {
	if p.space(); p.take("]") {
		return x, nil
	}
	for {
		p.space()
		q := demand{attribute: strings.ToLower(p.text[p.at : p.at+nameLength(p.text[p.at:])])}
		if !slices.Contains(attributes, q.attribute) {
			return x, p.errorf("a place is [] or has %s", strings.Join(attributes, ", "))
		}
		p.at += len(q.attribute)
		p.space()
		q.not = p.take("!=")
		if !q.not && !p.take("=") {
			return x, p.errorf("= or != is missing")
		}
		p.space()
		if err := p.value(&q); err != nil {
			return x, err
		}
		x.demands = append(x.demands, q)
		p.space()
		switch {
		case p.take("]"):
			return x, nil
		case !p.take("&"):
			return x, p.errorf(`] or & is missing; for one of two words say "first|second"`)
		}
	}
}

// value reads the text between quotation marks that a demand is about.
func (p *parser) value(q *demand) (err error) {
	if !p.take(`"`) {
		return p.errorf(`" is missing before the word`)
	}
	q.at = p.at
	length := strings.IndexByte(p.text[p.at:], '"')
	switch {
	case length < 0:
		p.at = len(p.text)
		return p.errorf(`" is missing behind the word`)
	case length == 0:
		return p.errorf("a word is missing between the quotation marks")
	}
	q.text = p.text[p.at : p.at+length]
	if q.pattern, _, err = p.expression(q.text, "^", "$"); err != nil {
		return err
	}
	if q.attribute == attributeLemma && p.side == align.EN && q.literal() {
		q.forms = lexicon.Forms(strings.ToLower(fold(q.text)))
	}
	p.at += length + 1
	return nil
}

// elements returns what a place asks of the units of a text, or why it asks for more than these
// have. A Chinese word is as many elements as it has characters.
func (p *parser) elements(x place, start int) ([]element, *QueryError) {
	if len(x.demands) == 0 {
		return []element{gap(1, 1)}, nil
	}
	one := element{min: 1, max: 1, free: true}
	for _, q := range x.demands {
		literal := q.literal()
		switch {
		case q.attribute == attributePOS:
			return nil, p.errorAt(start, "the %s texts of the corpus have no parts of speech", p.side)
		case !literal && q.attribute == attributeLemma:
			return nil, p.errorAt(q.at, "a lemma is no regular expression where the %s texts of the corpus have no lemmas", p.side)
		case !literal && strings.ContainsFunc(q.text, unicode.IsSpace):
			return nil, p.errorAt(q.at, `no word has a space in it; write "first" "second", or a phrase without "`)
		case !literal:
			one.conditions = append(one.conditions, condition{pattern: q.pattern, not: q.not})
			continue
		}
		units := unitsOf(nil, q.text)
		if len(units) == 0 || len(units) > 1 && (q.attribute == attributeLemma && !units[0].han || q.not || len(x.demands) > 1) {
			return nil, p.errorAt(q.at, "%q is not one word", q.text)
		}
		var list []element
		for k, u := range units {
			e := p.word(u.norm, u.han, q.attribute == attributeLemma)
			e.conditions[0].not, e.apart, e.free = q.not, u.apart, k == 0
			list = append(list, e)
		}
		if len(list) > 1 {
			return list, nil
		}
		one.conditions, one.han = append(one.conditions, list[0].conditions...), list[0].han
	}
	return []element{one}, nil
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
