package corpora

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/corpora/statistic"
)

// word is a word as figures count it: an English unit or a Chinese word of the dictionary.
type word struct {
	text       string
	start, end int  // byte offsets
	han        bool // it is of Han characters
}

// wordsOf returns the words of a text, in lower case and simplified.
func wordsOf(side align.Side, text string, units []unit, lex *lexicon.Lexicon) []word {
	var list []word
	for k := 0; k < len(units); {
		u := units[k]
		if side == align.EN || !u.han {
			list = append(list, word{u.norm, u.start, u.end, u.han})
			k++
			continue
		}
		run, first := u.norm, k
		for k++; k < len(units) && units[k].han && !units[k].apart; k++ {
			run += units[k].norm
		}
		for _, w := range lex.Words(run) {
			last := first + len([]rune(w)) - 1
			list = append(list, word{w, units[first].start, units[min(last, k-1)].end, true})
			first = last + 1
		}
	}
	return list
}

// Collocates are the words that stand near the hits of a search.
type Collocates struct {
	Sampled
	Hits int         `json:"hits"` // places that were looked at
	List []Collocate `json:"collocates"`
}

// Collocate is a word that stands near the hits.
type Collocate struct {
	Word    string  `json:"word"`
	Left    int     `json:"left"`  // times before the hit
	Right   int     `json:"right"` // times after it
	Corpus  int     `json:"corpus"`
	LogDice float64 `json:"log_dice"`
	MI      float64 `json:"mi"`
	T       float64 `json:"t"`
}

const (
	leastCollocate = 2    // times that a word has to stand near the hits
	mostCollocates = 1000 // the most frequent words are judged
)

// Collocates counts the words up to span words before and after each place where rows have the
// first term of a query, on its side, and returns them by logDice. The frequency of English
// words and single characters in the corpus is that of all places where they stand, that of
// other Chinese words the number of rows that have them; the size of the corpus
// is that in English words or Chinese characters.
func (c *Corpus) Collocates(ctx context.Context, q Query, span int, lex *lexicon.Lexicon, seed uint64) (*Collocates, error) {
	counts := map[string]*Collocate{}
	out := &Collocates{}
	var side align.Side
	var err error
	type read struct {
		hits  []Hit
		words [][]word
	}
	wordsOfHits := func(hits []Hit) (read, error) {
		r := read{hits: hits}
		for _, h := range hits {
			text := h.Text.Side(h.Side)
			r.words = append(r.words, wordsOf(h.Side, text, unitsOf(nil, text), lex))
		}
		return r, nil
	}
	err = inOrder(c.sampled(ctx, q, seed, &out.Sampled), wordsOfHits, func(r read) error {
		for k, words := range r.words {
			h := &r.hits[k]
			side = h.Side
			next := 0 // a word between two hits counts once
			for _, at := range h.Spans {
				out.Hits++
				first, _ := slices.BinarySearchFunc(words, at[0], func(w word, at int) int { return cmp.Compare(w.end, at+1) })
				last, _ := slices.BinarySearchFunc(words, at[1], func(w word, at int) int { return cmp.Compare(w.start, at) })
				for n := max(next, first-span); n < min(len(words), last+span); n++ {
					next = n + 1
					if first <= n && n < last {
						continue
					}
					x := counts[words[n].text]
					if x == nil {
						x = &Collocate{Word: words[n].text}
						counts[x.Word] = x
					}
					if n < first {
						x.Left++
					} else {
						x.Right++
					}
				}
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	for _, text := range slices.Sorted(maps.Keys(counts)) {
		if x := counts[text]; x.Left+x.Right >= leastCollocate {
			out.List = append(out.List, *x)
		}
	}
	slices.SortStableFunc(out.List, func(a, b Collocate) int { return cmp.Compare(b.Left+b.Right, a.Left+a.Right) })
	out.List = out.List[:min(len(out.List), mostCollocates)]
	size, err := c.size(ctx, side)
	if err != nil {
		return nil, err
	}
	hits := float64(float64(out.Hits) * out.scale())
	for k := range out.List {
		x := &out.List[k]
		if x.Corpus, err = c.frequency(ctx, side, x.Word); err != nil {
			return nil, err
		}
		both := float64(float64(x.Left+x.Right) * out.scale())
		in := max(both, float64(x.Corpus)) // a row may have it several times
		x.LogDice, x.MI, x.T = statistic.LogDice(both, hits, in), statistic.MI(both, hits, in, float64(size)), statistic.T(both, hits, in, float64(size))
	}
	slices.SortStableFunc(out.List, func(a, b Collocate) int { return cmp.Compare(b.LogDice, a.LogDice) })
	return out, nil
}

// size returns how many units a side of the corpus has.
func (c *Corpus) size(ctx context.Context, side align.Side) (n int, err error) {
	first := sideLetters[side]
	err = c.db.QueryRowContext(ctx, "SELECT ifnull(sum(hits), 0) FROM word WHERE token >= ? AND token < ?", string(first), string(first+1)).Scan(&n)
	return n, c.failed("search", err)
}

// frequency returns how often a word stands on a side of the corpus; see Collocates.
func (c *Corpus) frequency(ctx context.Context, side align.Side, text string) (n int, err error) {
	units := unitsOf(nil, text)
	if len(units) != 1 {
		return c.rowsWith(ctx, side, text)
	}
	err = c.db.QueryRowContext(ctx, "SELECT ifnull(sum(hits), 0) FROM word WHERE token = ?", string(sideLetters[side])+units[0].norm).Scan(&n)
	return n, c.failed("search", err)
}
