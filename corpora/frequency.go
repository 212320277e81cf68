package corpora

import (
	"cmp"
	"context"
	"maps"
	"math"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/lexicon"
	"bitext/corpora/statistic"
)

// Frequencies are how often words or series of words stand on a side.
type Frequencies struct {
	Side   align.Side  `json:"-"`
	Tokens int         `json:"tokens"` // words of the texts that were counted
	Pruned bool        `json:"pruned"` // rare ones were left out, of which there are too many to be kept
	List   []Frequency `json:"list"`   // the most frequent first

	Reading Reading `json:"-"` // of a search
}

// Frequency is how often a text stands on a side.
type Frequency struct {
	Text       string  `json:"text"`
	Count      int     `json:"count"`
	PerMillion float64 `json:"per_million"` // words of the side
}

// mostKept is how many different texts are counted at a time.
const mostKept = 4_000_000

// counter counts series of words.
type counter struct {
	length int
	counts map[string]int
	tokens int
	pruned bool
}

func newCounter(length int) *counter { return &counter{length: length, counts: map[string]int{}} }

// add counts the series of a text. No space parts a word from a Chinese one.
func (n *counter) add(words []word) {
	n.tokens += len(words)
	var text strings.Builder
	for k := 0; k+n.length <= len(words); k++ {
		if n.length == 1 {
			n.counts[words[k].text]++
			continue
		}
		text.Reset()
		for i, w := range words[k : k+n.length] {
			if i > 0 && !words[k+i-1].han && !w.han {
				text.WriteByte(' ')
			}
			text.WriteString(w.text)
		}
		n.counts[text.String()]++
	}
	for least := 2; len(n.counts) > mostKept; least++ {
		n.pruned = true
		maps.DeleteFunc(n.counts, func(_ string, count int) bool { return count < least })
	}
}

// list returns the counts, the greatest first.
func (n *counter) list(side align.Side) Frequencies {
	f := Frequencies{Side: side, Tokens: n.tokens, Pruned: n.pruned}
	for _, text := range slices.Sorted(maps.Keys(n.counts)) {
		f.List = append(f.List, Frequency{text, n.counts[text], float64(n.counts[text]) * 1e6 / float64(n.tokens)})
	}
	slices.SortStableFunc(f.List, func(a, b Frequency) int { return cmp.Compare(b.Count, a.Count) })
	return f
}

// Frequencies counts the words of both sides, or series of length words, in the rows that a query asks for,
// all rows for which its conditions hold if it has no terms. Chinese words are those of the dictionary.
func (c *Corpus) Frequencies(ctx context.Context, q Query, length int, lex *lexicon.Lexicon) (list [align.Sides]Frequencies, err error) {
	counters, err := c.countWords(ctx, q, length, lex, func(int64) bool { return true })
	if err != nil {
		return list, err
	}
	for side := range align.Sides {
		list[side] = counters[side].list(side)
	}
	return list, nil
}

// countWords counts the words of the rows that a query asks for and, by their numbers, take is true of.
func (c *Corpus) countWords(ctx context.Context, q Query, length int, lex *lexicon.Lexicon, take func(row int64) bool) (counters [align.Sides]*counter, err error) {
	for side := range align.Sides {
		counters[side] = newCounter(length)
	}
	var units []unit
	count := func(row Row) {
		if !take(row.n) {
			return
		}
		text := row.Text
		for side := range align.Sides {
			units = unitsOf(units[:0], text.Side(side))
			counters[side].add(wordsOf(side, text.Side(side), units, lex))
		}
	}
	if len(q.Terms) > 0 {
		var found Found
		for hit, err := range c.All(ctx, q, Page{}, &found) {
			if err != nil {
				return counters, err
			}
			count(hit.Row)
		}
		return counters, nil
	}
	for row, err := range c.Rows(ctx, q.Where) {
		if err != nil {
			return counters, err
		}
		count(row)
	}
	return counters, nil
}

// Forms counts the different texts of the hits of a search: the forms of a word, what a
// pattern has found. All rows are looked at.
func (c *Corpus) Forms(ctx context.Context, q Query) (f Frequencies, err error) {
	counts := map[string]int{}
	var found Found
	for hit, err := range c.All(ctx, q, Page{}, &found) {
		if err != nil {
			return f, err
		}
		text := hit.Text.Side(hit.Side)
		for _, span := range hit.Spans {
			counts[strings.ToLower(language.SingleSpaced(simplified(text[span[0]:span[1]])))]++
		}
	}
	f.Side = q.Terms[0].Side
	if f.Tokens, err = c.size(ctx, f.Side); err != nil {
		return f, err
	}
	f = (&counter{counts: counts, tokens: f.Tokens}).list(f.Side)
	f.Reading = found.Reading
	return f, nil
}

// Key is a word that sets texts apart from others.
type Key struct {
	Word          string   `json:"word"`
	Count         int      `json:"count"`
	Reference     int      `json:"reference"`      // times in the other texts
	LogLikelihood float64  `json:"log_likelihood"` // below 0 of words that are rarer than in the others
	Difference    *float64 `json:"diff_percent"`   // nil of a word that the others do not have
}

// Keyness are the words that set texts apart from others, the clearest first.
type Keyness struct {
	Side            align.Side `json:"-"`
	Tokens          int        `json:"tokens"`
	ReferenceTokens int        `json:"reference_tokens"`
	List            []Key      `json:"keywords"`
}

// leastKey is the log-likelihood from which a word is a keyword: 3.84 is p < .05 of a single
// word (Rayson and Garside, 2000).
const leastKey = 3.84

// Keyness compares the words of the rows that a query asks for with those of a reference: the
// rows of another corpus, or of this one, in which case rows that both ask for are of the first alone.
func (c *Corpus) Keyness(ctx context.Context, q Query, reference *Corpus, other Query, lex *lexicon.Lexicon) (list [align.Sides]Keyness, err error) {
	taken := map[int64]bool{}
	own, err := c.countWords(ctx, q, 1, lex, func(row int64) bool { taken[row] = true; return true })
	if err != nil {
		return list, err
	}
	theirs, err := reference.countWords(ctx, other, 1, lex, func(row int64) bool { return reference != c || !taken[row] })
	if err != nil {
		return list, err
	}
	for side := range align.Sides {
		list[side] = keysOf(side, own[side], theirs[side])
	}
	return list, nil
}

func keysOf(side align.Side, own, theirs *counter) Keyness {
	k := Keyness{Side: side, Tokens: own.tokens, ReferenceTokens: theirs.tokens}
	words := maps.Clone(theirs.counts)
	maps.Copy(words, own.counts)
	n, m := float64(own.tokens), float64(theirs.tokens)
	for _, text := range slices.Sorted(maps.Keys(words)) {
		a, b := float64(own.counts[text]), float64(theirs.counts[text])
		key := Key{Word: text, Count: int(a), Reference: int(b), LogLikelihood: statistic.LogLikelihood(a, b, n, m)}
		if math.IsNaN(key.LogLikelihood) || key.LogLikelihood < leastKey {
			continue
		}
		if a/n < b/m {
			key.LogLikelihood = -key.LogLikelihood
		}
		if b > 0 {
			key.Difference = new(statistic.Difference(a, b, n, m))
		}
		k.List = append(k.List, key)
	}
	slices.SortStableFunc(k.List, func(a, b Key) int { return cmp.Compare(b.LogLikelihood, a.LogLikelihood) })
	return k
}
