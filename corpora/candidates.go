package corpora

import (
	"context"
	"encoding/json"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
)

// A term is made an expression in the query language of the index that every row fulfils
// which has it: the tokens of its words and pairs of words, those words of the corpus that a
// pattern matches, and what every match of a regular expression has.

const (
	mostPairs   = 1000    // pairs of forms of two words, of which a corpus has few
	mostWords   = 3000    // words of the corpus that a pattern stands for, to be looked up
	mostMatched = 100_000 // and to be known, so that the pattern is asked of each word once

	mostRows = 0.5 // of all rows that words of a pattern may have; in more they say nothing, and reading is quicker
)

// expression returns the expression of a term, "" if every row may have it, and whether the
// rows found are sure to have it.
func (t *Term) expression(ctx context.Context, tx queryer) (text string, exact bool, err error) {
	if t.pattern != nil {
		text, err = t.needed(ctx, tx)
		return text, false, err
	}
	var all []string
	covered := -1 // the last element that a pair of tokens stands for
	exact = true
	for k := range t.elements {
		e := &t.elements[k]
		c := e.needed()
		alone := len(t.elements) == 1 && e.max == 1 && len(e.conditions) == 1
		switch {
		case c == nil:
			exact = false
		case c.units == nil:
			words, err := t.matched(ctx, tx, c)
			if err != nil {
				return "", false, err
			}
			few := words != nil && len(words) <= mostWords
			if few && !alone {
				if few, err = inFewRows(ctx, tx, words); err != nil {
					return "", false, err
				}
			}
			if !few {
				exact = false
				continue
			}
			all = append(all, anyOf(words))
			exact = exact && alone
		case k+1 < len(t.elements) && t.pairs(k):
			tokens, err := indexed(ctx, tx, t.pairTokens(k))
			if err != nil {
				return "", false, err
			}
			all = append(all, anyOf(tokens))
			exact = exact && len(t.elements) == 2
			covered = k + 1
		case covered < k:
			var words []string
			for _, u := range c.units {
				words = append(words, string(sideLetters[t.Side])+u)
			}
			if words, err = indexed(ctx, tx, words); err != nil {
				return "", false, err
			}
			all = append(all, anyOf(words))
			exact = exact && alone
		}
	}
	return strings.Join(all, " AND "), exact && len(all) == 1, nil
}

// matched returns the tokens of the words of the corpus that the pattern of a condition matches; nil if they
// are too many to be known.
func (t *Term) matched(ctx context.Context, tx queryer, c *condition) (list []string, err error) {
	if c.words == nil {
		list, ok, err := words(ctx, tx, t.Side, c.prefix, "", mostMatched, c.pattern.MatchString)
		if err != nil || !ok {
			return nil, err
		}
		c.words = make(map[string]bool, len(list))
		for _, token := range list {
			c.words[token[1:]] = true
		}
	}
	list = make([]string, 0, len(c.words))
	for word := range c.words {
		list = append(list, string(sideLetters[t.Side])+word)
	}
	slices.Sort(list)
	return list, nil
}

// inFewRows reports whether words stand together in at most mostRows of all rows, each row counted once for each word
// that it has.
func inFewRows(ctx context.Context, tx queryer, tokens []string) (few bool, err error) {
	all, err := json.Marshal(tokens)
	if err != nil {
		return false, err
	}
	err = tx.QueryRowContext(ctx, "SELECT (SELECT ifnull(sum(rows), 0) FROM word WHERE token IN (SELECT value FROM json_each(?))) <= ? * (SELECT ifnull(max(n), 0) FROM row)", string(all), mostRows).Scan(&few)
	return few, err
}

// pairs reports whether an element and the next are looked up as pairs.
func (t *Term) pairs(k int) bool {
	a, b := t.elements[k].single(), &t.elements[k+1]
	return a != nil && b.single() != nil && !b.apart && !b.free && len(a)*len(b.single()) <= mostPairs
}

// pairTokens returns the tokens of an element and the next.
func (t *Term) pairTokens(k int) (list []string) {
	a, b := &t.elements[k], &t.elements[k+1]
	for _, x := range a.single() {
		for _, y := range b.single() {
			list = append(list, string(appendPair([]byte{sideLetters[t.Side]}, unit{norm: x, han: a.han}, unit{norm: y, han: b.han})))
		}
	}
	return list
}

// onlyWord returns the token of the one form that the corpus has of a term of one word; "" of any other
// term.
func (t *Term) onlyWord(ctx context.Context, tx queryer) (token string, err error) {
	if len(t.elements) != 1 {
		return "", nil
	}
	var tokens []string
	for _, form := range t.elements[0].single() {
		tokens = append(tokens, string(sideLetters[t.Side])+form)
	}
	all, err := json.Marshal(tokens)
	if err != nil {
		return "", err
	}
	var found int
	err = tx.QueryRowContext(ctx, "SELECT count(*), ifnull(min(token), '') FROM word WHERE token IN (SELECT value FROM json_each(?))", string(all)).Scan(&found, &token)
	if found != 1 {
		return "", err
	}
	return token, err
}

// fewTokens are looked for as they are: to find out which of them rows have takes as long.
const fewTokens = 8

// indexed returns those of many tokens that rows have, as the index looks at all tokens of an expression
// for each row that it finds.
func indexed(ctx context.Context, tx queryer, tokens []string) (list []string, err error) {
	if len(tokens) <= fewTokens {
		return tokens, nil
	}
	all, err := json.Marshal(tokens)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, "SELECT term FROM vocabulary WHERE term IN (SELECT value FROM json_each(?)) ORDER BY term", string(all))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var token string
		if err := rows.Scan(&token); err != nil {
			return nil, err
		}
		list = append(list, token)
	}
	return list, rows.Err()
}

// anyOf returns the expression of rows that have one of several tokens. No row has none of none.
func anyOf(tokens []string) string {
	if len(tokens) == 0 {
		return `"` + string(joint) + `"` // no token of the index
	}
	quoted := make([]string, len(tokens))
	for k, token := range tokens {
		quoted[k] = `"` + token + `"`
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return "(" + strings.Join(quoted, " OR ") + ")"
}

// words returns the tokens of the words of a side that begin with a prefix, have a text in
// them, and of which a condition holds; ok is false if there are more than most.
func words(ctx context.Context, tx queryer, side align.Side, prefix, inside string, most int, holds func(string) bool) (list []string, ok bool, err error) {
	first := string(sideLetters[side]) + prefix
	rows, err := tx.QueryContext(ctx, "SELECT token FROM word WHERE token >= ? AND token < ? AND (? = '' OR instr(token, ?) > 0 OR length(CAST(token AS BLOB)) > ?)",
		first, first+string(unicode.MaxRune), inside, inside, longestUnit-utf8.UTFMax)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	for rows.Next() {
		var token string
		if err := rows.Scan(&token); err != nil {
			return nil, false, err
		}
		if !holds(token[1:]) {
			continue
		}
		if list = append(list, token); len(list) > most {
			return nil, false, nil
		}
	}
	return list, true, rows.Err()
}

// needed returns the expression of rows that have what every match of a regular expression has.
func (t *Term) needed(ctx context.Context, tx queryer) (string, error) {
	var all []string
next:
	for _, need := range t.needs {
		var either []string
		for _, literal := range need {
			text, err := t.holding(ctx, tx, literal)
			if err != nil {
				return "", err
			}
			if text == "" {
				continue next
			}
			either = append(either, text)
		}
		all = append(all, "("+strings.Join(either, " OR ")+")")
	}
	return strings.Join(all, " AND "), nil
}

// shortestPart is how long a part of a word has to be to be looked up, in letters.
const shortestPart = 3

// holding returns the expression of rows that have a text; "" if all may have it.
func (t *Term) holding(ctx context.Context, tx queryer, text string) (string, error) {
	var all []string
	side := string(sideLetters[t.Side])
	runes := []rune(strings.ToLower(text))
	for k := 0; k < len(runes); {
		start := k
		if unicode.Is(unicode.Han, runes[k]) && runes[k] < 0xF900 {
			for k++; k < len(runes) && unicode.Is(unicode.Han, runes[k]) && runes[k] < 0xF900; k++ {
				all = append(all, `"`+side+string(runes[k-1:k+1])+`"`)
			}
			if k == start+1 {
				all = append(all, `"`+side+string(runes[start])+`"`)
			}
			continue
		}
		for k < len(runes) && runes[k] < utf8.RuneSelf && inWord(runes[k]) {
			k++
		}
		if k == start {
			k++
			continue
		}
		// What the last letter is part of a mark behind it may change: cafe and an accent.
		part := string(runes[start:k])
		bordered := func(place int) bool { return 0 <= place && place < len(runes) && runes[place] < utf8.RuneSelf }
		if bordered(start-1) && bordered(k) {
			if len(part) < longestUnit-utf8.UTFMax {
				all = append(all, `"`+side+part+`"`)
			}
			continue
		}
		if !bordered(k) {
			part = part[:len(part)-1]
		}
		if len(part) < shortestPart {
			continue
		}
		list, ok, err := words(ctx, tx, t.Side, "", part, mostWords, func(string) bool { return true })
		if err != nil {
			return "", err
		}
		if ok {
			all = append(all, anyOf(list))
		}
	}
	if len(all) == 0 {
		return "", nil
	}
	return "(" + strings.Join(all, " AND ") + ")", nil
}

// mostTexts is how many texts a part of a regular expression may stand for to be looked up.
const mostTexts = 32

// needsOf returns lists of texts: whatever a regular expression matches has a text of each list.
func needsOf(re *syntax.Regexp) [][]string {
	if list := texts(re); list != nil {
		return [][]string{list}
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needsOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needsOf(re.Sub[0])
		}
	case syntax.OpConcat:
		var needs [][]string
		var run []string // what the parts before this one stand for
		flush := func() {
			if run != nil {
				needs = append(needs, run)
			}
			run = nil
		}
		for _, part := range re.Sub {
			list := texts(part)
			if list == nil {
				flush()
				needs = append(needs, needsOf(part)...)
				continue
			}
			if joined := cross(run, list); joined != nil {
				run = joined
				continue
			}
			flush()
			run = list
		}
		flush()
		return needs
	case syntax.OpAlternate:
		var either []string
		for _, part := range re.Sub {
			needs := needsOf(part)
			if len(needs) == 0 {
				return nil
			}
			either = append(either, longest(needs)...)
		}
		if len(either) <= mostTexts {
			return [][]string{either}
		}
	}
	return nil
}

// longest returns the list whose shortest text is the longest.
func longest(needs [][]string) (best []string) {
	most := -1
	for _, list := range needs {
		shortest := len(list[0])
		for _, text := range list {
			shortest = min(shortest, len(text))
		}
		if shortest > most {
			best, most = list, shortest
		}
	}
	return best
}

// cross returns each text of a list followed by each of another; nil if there are too many.
func cross(a, b []string) (list []string) {
	if a == nil {
		return b
	}
	if len(a)*len(b) > mostTexts {
		return nil
	}
	for _, x := range a {
		for _, y := range b {
			list = append(list, x+y)
		}
	}
	return list
}

// texts returns all texts that a regular expression matches, nil if they are too many.
func texts(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		return []string{string(re.Rune)}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}
	case syntax.OpCharClass:
		var list []string
		for k := 0; k+1 < len(re.Rune); k += 2 {
			for r := re.Rune[k]; r <= re.Rune[k+1]; r++ {
				if list = append(list, string(r)); len(list) > mostTexts {
					return nil
				}
			}
		}
		return list
	case syntax.OpCapture:
		return texts(re.Sub[0])
	case syntax.OpQuest:
		if list := texts(re.Sub[0]); list != nil && len(list) < mostTexts {
			return append([]string{""}, list...)
		}
	case syntax.OpConcat:
		list := []string{""}
		for _, part := range re.Sub {
			if list = cross(list, textsOrNone(part)); list == nil {
				return nil
			}
		}
		return list
	case syntax.OpAlternate:
		var list []string
		for _, part := range re.Sub {
			more := texts(part)
			if more == nil || len(list)+len(more) > mostTexts {
				return nil
			}
			list = append(list, more...)
		}
		return list
	}
	return nil
}

// textsOrNone is texts, with an empty list in the place of nil, so that cross gives nil for it.
func textsOrNone(re *syntax.Regexp) []string {
	if list := texts(re); list != nil {
		return list
	}
	return []string{}
}
