package corpora

import (
	"context"
	"encoding/binary"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/language"
)

// A term with lemma or pos is looked for among the words of a tagger. Each word that differs in
// form, lemma or tag has a number in the corpus (table token); a row has the numbers of its
// words in their order (table analysis), and an index of its own (table tagged) says which rows have a
// number. So a place of a term is asked of each different word once, and becomes the set of
// the numbers that fulfil it.

// place is a place of a term in CQL: so many words of a tagger as it allows, each of which fulfils
// all demands. One without demands is any word.
type place struct {
	demands  []demand
	min, max int
}

// demand is what an attribute of a word has to be.
type demand struct {
	attribute string
	text      string
	pattern   *regexp.Regexp // of the whole attribute, folded
	forms     []string       // inflected forms of an English lemma, for words of which no lemma is known
	not       bool
	at        int // byte offset of the text in the term
}

// literal reports whether a demand is about one text.
func (q demand) literal() bool { return regexp.QuoteMeta(q.text) == q.text }

// asksTagger reports whether a place asks for what a tagger says.
func (x place) asksTagger() bool {
	return slices.ContainsFunc(x.demands, func(q demand) bool { return q.attribute != attributeWord })
}

// must reports whether every match has a word that a place names.
func (x place) must() bool {
	return x.min > 0 && slices.ContainsFunc(x.demands, func(q demand) bool { return !q.not })
}

// holds reports whether a word fulfils a place.
func (x *place) holds(form, lemma, tag string) bool {
	for k := range x.demands {
		if q := &x.demands[k]; q.is(form, lemma, tag) == q.not {
			return false
		}
	}
	return true
}

// is reports whether a word has what a demand names, whether it may or may not have it.
func (q *demand) is(form, lemma, tag string) bool {
	value := form
	switch {
	case q.attribute == attributePOS:
		value = tag
	case q.attribute == attributeLemma && lemma != "":
		value = lemma
	case q.attribute == attributeLemma && q.forms != nil:
		return slices.Contains(q.forms, strings.ToLower(fold(form)))
	}
	return q.pattern.MatchString(fold(value))
}

// planned is a term made ready for a corpus.
type planned struct {
	Term
	numbers [][]bool // of each place of tagged: by number of a word whether it fulfils it; nil for all
}

// newPlanned returns a term that may be made ready without a change of the one that is given.
func newPlanned(t Term) planned {
	t.elements = slices.Clone(t.elements)
	for k := range t.elements {
		t.elements[k].conditions = slices.Clone(t.elements[k].conditions)
	}
	return planned{Term: t}
}

// forms are the words of the taggers of a corpus by their numbers.
type forms []string

// readForms makes terms that ask for words of a tagger ready, and returns these words; nil if no
// term asks for them.
func (p *plan) readForms(ctx context.Context, tx queryer, dir string) error {
	var asking []*planned
	for _, list := range [][]planned{p.terms, p.not} {
		for k := range list {
			t := &list[k]
			if t.tagged == nil {
				continue
			}
			var some bool
			if err := tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM analysis WHERE "+[align.Sides]string{"en", "zh"}[t.Side]+" IS NOT NULL)").Scan(&some); err != nil {
				return err
			}
			if !some && t.untagged != nil {
				return &align.InputError{Code: align.UnknownCondition, Op: "search", Path: dir, Reason: t.untagged.Error(), Hint: "give them with align corpus add --tokens FILE.conllu", Err: t.untagged}
			}
			if !some {
				t.tagged = nil
				continue
			}
			asking = append(asking, t)
		}
	}
	if len(asking) == 0 {
		return nil
	}
	var last int
	if err := tx.QueryRowContext(ctx, "SELECT ifnull(max(n), 0) FROM token").Scan(&last); err != nil {
		return err
	}
	p.forms = make(forms, last+1)
	for _, t := range asking {
		t.numbers = make([][]bool, len(t.tagged))
		for k := range t.tagged {
			if len(t.tagged[k].demands) > 0 {
				t.numbers[k] = make([]bool, last+1)
			}
		}
	}
	rows, err := tx.QueryContext(ctx, "SELECT n, form, lemma, tag FROM token")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		var form, lemma, tag string
		if err := rows.Scan(&n, &form, &lemma, &tag); err != nil {
			return err
		}
		p.forms[n] = form
		for _, t := range asking {
			for k, set := range t.numbers {
				if set != nil {
					set[n] = t.tagged[k].holds(form, lemma, tag)
				}
			}
		}
	}
	return rows.Err()
}

// taggedRows returns the rows that may have a term, as a SELECT of their numbers with its
// arguments; "" if every row may have it. Rows without words of a tagger are among them if their
// texts may have it.
func (t *planned) taggedRows(ctx context.Context, tx queryer) (query string, args []any, err error) {
	var all []string
	for k := range t.tagged {
		if !t.tagged[k].must() {
			continue
		}
		var numbers []string
		for n, in := range t.numbers[k] {
			if in && len(numbers) <= mostWords {
				numbers = append(numbers, string(sideLetters[t.Side])+strconv.Itoa(n))
			}
		}
		if len(numbers) <= mostWords {
			all = append(all, anyOf(numbers))
		}
	}
	if len(all) == 0 {
		return "", nil, nil
	}
	query, args = "SELECT rowid FROM tagged WHERE tagged MATCH ?", []any{strings.Join(all, " AND ")}
	if t.elements == nil {
		return query, args, nil
	}
	text, _, err := t.expression(ctx, tx)
	if err != nil || text == "" {
		return "", nil, err
	}
	return query + " UNION SELECT rowid FROM search WHERE search MATCH ?", append(args, text), nil
}

// wordEnd returns where the shortest match of a term ends that begins at word k of a tagger, -1 if
// there is none.
func (t *planned) wordEnd(words []uint64, k int) int {
	return shortest(len(words), k, len(t.tagged), func(n int) (least, most int) { return t.tagged[n].min, t.tagged[n].max }, func(n, at int) bool {
		set := t.numbers[n]
		return set == nil || words[at] < uint64(len(set)) && set[words[at]]
	})
}

// inWords reports whether a term stands among the words of a tagger.
func (t *planned) inWords(words []uint64) bool {
	for k := range words {
		if t.wordEnd(words, k) >= 0 {
			return true
		}
	}
	return false
}

// wordSpans returns where a term stands in a text with the words of a tagger: as one span over all of
// it if the words are not those of the text.
func (t *planned) wordSpans(words []uint64, text string, known forms) (list [][2]int) {
	var places [][2]int
	for k := 0; k < len(words); {
		end := t.wordEnd(words, k)
		if end < 0 {
			k++
			continue
		}
		if places == nil {
			if places = known.places(words, text); places == nil {
				return [][2]int{{0, len(text)}}
			}
		}
		list = append(list, [2]int{places[k][0], places[end-1][1]})
		k = end
	}
	return list
}

// places returns where words stand in their text, with any white space between and within them; nil
// if they do not make up the text.
func (f forms) places(words []uint64, text string) [][2]int {
	places := make([][2]int, len(words))
	at := 0
	space := func() { at = len(text) - len(strings.TrimLeftFunc(text[at:], unicode.IsSpace)) }
	for k, n := range words {
		if n >= uint64(len(f)) {
			return nil
		}
		space()
		start, end := at, at
		for _, r := range language.WithoutSpace(f[n]) {
			space()
			next, size := utf8.DecodeRuneInString(text[at:])
			if next != r {
				return nil
			}
			at += size
			end = at
		}
		if start == end {
			return nil
		}
		places[k] = [2]int{start, end}
	}
	if space(); at < len(text) {
		return nil
	}
	return places
}

// decodeWords appends the numbers of the words of a text to a list.
func decodeWords(list []uint64, coded []byte) ([]uint64, error) {
	for len(coded) > 0 {
		x, size := binary.Uvarint(coded)
		if size <= 0 {
			return nil, fmt.Errorf("the words of a row are damaged")
		}
		list, coded = append(list, x/2), coded[size:]
	}
	return list, nil
}
