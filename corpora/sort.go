package corpora

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"bitext/align"
)

// Sort is an order of the rows that a search finds.
type Sort string

// The orders. Texts are compared word by word, English ones by the alphabet, Chinese ones by
// pinyin or strokes.
const (
	SortLeft  Sort = "left"  // by the words before the hit, the nearest first
	SortRight Sort = "right" // by the words after it
	SortHit   Sort = "hit"   // by the hit itself, and then by the words after it
	SortOther Sort = "other" // by the likely translation in the other side, or by the text of this; see Page
	SortID    Sort = "id"    // by piece and place in the piece
)

// Sorts returns all orders.
func Sorts() []Sort { return []Sort{SortLeft, SortRight, SortHit, SortOther, SortID} }

// sortWords is how many words of a text are compared.
const sortWords = 10

// keyed is a row with what it is sorted by.
type keyed struct {
	n    int64
	key  []byte
	then int // place in the piece
}

// sorter makes keys of hits.
type sorter struct {
	by     Sort
	order  *collate.Collator
	buffer collate.Buffer
}

func newSorter(page Page) *sorter {
	tag := language.Chinese
	if page.Strokes {
		tag = language.MustParse("zh-u-co-stroke")
	}
	return &sorter{by: page.Sort, order: collate.New(tag)}
}

// key returns what a row is sorted by that has a span on a side.
func (s *sorter) key(c *looked, side align.Side, span [2]int) []byte {
	units := c.unitsOf(side)
	first, last := unitsIn(units, span)
	switch s.by {
	case SortLeft:
		before := slices.Clone(units[max(0, first-sortWords):first])
		slices.Reverse(before)
		return s.keyOf(before)
	case SortRight:
		return s.keyOf(units[last:])
	case SortHit:
		return s.keyOf(units[first:last], units[last:])
	case SortOther:
		return s.keyOf(c.unitsOf(align.ZH - side))
	}
	return nil
}

// unitsIn returns the first unit of a span and the one behind the last.
func unitsIn(units []unit, span [2]int) (first, last int) {
	first, _ = slices.BinarySearchFunc(units, span[0], func(u unit, at int) int { return cmp.Compare(u.end, at+1) })
	last, _ = slices.BinarySearchFunc(units, span[1], func(u unit, at int) int { return cmp.Compare(u.start, at) })
	return first, max(first, last)
}

// keyOf returns the key of the first sortWords units of lists.
func (s *sorter) keyOf(lists ...[]unit) []byte {
	var words []string
	for _, list := range lists {
		for _, u := range list[:min(len(list), sortWords)] {
			words = append(words, u.norm)
		}
	}
	s.buffer.Reset()
	return bytes.Clone(s.order.KeyFromString(&s.buffer, strings.Join(words, " ")))
}

// markedTogether is how many hits are marked at a time to be sorted.
const markedTogether = 4000

// byTranslation gives rows the key of the likeliest translation of their hit and the words behind
// it. Rows without one keep their key and come last.
func (s *sorter) byTranslation(list []keyed, hits []Hit, m *Marker) error {
	const marked, unmarked = 0, 1 // begin the keys
	some := func(yield func([]Hit, error) bool) {
		slices.Chunk(hits, markedTogether)(func(hits []Hit) bool { return yield(hits, nil) })
	}
	mark := func(hits []Hit) ([]Hit, error) {
		m.Mark(hits)
		return hits, nil
	}
	return inOrder(some, mark, func(hits []Hit) error {
		for k, h := range hits {
			if len(h.Marks) == 0 {
				list[k].key = append([]byte{unmarked}, list[k].key...)
				continue
			}
			best := slices.MaxFunc(h.Marks, func(a, b Mark) int { return cmp.Compare(a.P, b.P) })
			units := unitsOf(nil, h.Text.Side(align.ZH-h.Side))
			first, last := unitsIn(units, [2]int{best.Start, best.End})
			list[k].key = append([]byte{marked}, s.keyOf(units[first:last], units[last:])...)
		}
		list = list[len(hits):]
		return nil
	})
}

// chosen returns the numbers of the rows of a page, in its order.
func (p *plan) chosen(ctx context.Context, tx *sql.Tx, page Page, found *Found) (list []int64, err error) {
	switch {
	case page.Sample > 0:
		if list, err = p.sample(ctx, tx, page, found); err == nil && page.Sort != "" {
			list, err = p.sorted(ctx, tx, page, list, found)
		}
	case page.Sort != "":
		list, err = p.sorted(ctx, tx, page, nil, found)
		found.Total, found.Sampled = len(list), len(list)
	case p.exact:
		if found.Total, err = p.count(ctx, tx); err != nil {
			return nil, err
		}
		found.Sampled = found.Total
		return p.numbers(ctx, tx, page.Offset, page.Limit)
	default:
		err = p.look(ctx, tx, false, func(c *looked) error {
			found.Total++
			found.Sampled++
			if found.Total > page.Offset && (page.Limit == 0 || found.Total <= page.Offset+page.Limit) {
				list = append(list, c.n)
			}
			return nil
		})
		return list, err // the page alone
	}
	if err != nil {
		return nil, err
	}
	list = list[min(len(list), page.Offset):]
	if page.Limit > 0 {
		list = list[:min(len(list), page.Limit)]
	}
	return list, nil
}

// sorted returns the numbers of rows in the order of a page: of some, or of all that are asked for if
// some is nil.
func (p *plan) sorted(ctx context.Context, tx *sql.Tx, page Page, some []int64, found *Found) ([]int64, error) {
	var list []keyed
	var hits []Hit // of list, if they are to be marked
	s, term := newSorter(page), &p.terms[0]
	take := func(c *looked) error {
		x := keyed{n: c.n}
		if page.Sort == SortID {
			piece, err := p.piece(ctx, tx, c.piece)
			if err != nil {
				return err
			}
			x.key, x.then = []byte(piece.ID), c.place
		} else if spans, err := c.spans(term, p.forms); err != nil {
			return err
		} else if len(spans) > 0 {
			x.key = s.key(c, term.Side, spans[0])
			if page.Sort == SortOther && page.Marker != nil && len(list) < MostHits {
				h := Hit{Side: term.Side, Spans: spans[:1]}
				h.Text = c.text
				hits = append(hits, h)
			}
		}
		list = append(list, x)
		return nil
	}
	var err error
	if some == nil {
		err = p.look(ctx, tx, page.Sort == SortOther, take)
	} else {
		err = p.eachHit(ctx, tx, some, func(_ Hit, c *looked) error { return take(c) })
	}
	if err != nil {
		return nil, err
	}
	if page.Sort == SortOther && page.Marker != nil {
		if found.ByText = len(hits) < len(list); !found.ByText {
			if err := s.byTranslation(list, hits, page.Marker); err != nil {
				return nil, err
			}
		}
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.then, b.then)) })
	numbers := make([]int64, len(list))
	for k, x := range list {
		numbers[k] = x.n
	}
	return numbers, nil
}

// sample returns the numbers of rows taken by chance, in order. Each row has a number by
// chance, from the seed and its own number alone, and those with the least are taken.
func (p *plan) sample(ctx context.Context, tx *sql.Tx, page Page, found *Found) (list []int64, err error) {
	if p.exact {
		list, err = p.numbers(ctx, tx, 0, 0)
	} else {
		err = p.look(ctx, tx, false, func(c *looked) error { list = append(list, c.n); return nil })
	}
	if err != nil {
		return nil, err
	}
	found.Total = len(list)
	if len(list) > page.Sample {
		slices.SortFunc(list, func(a, b int64) int {
			return cmp.Or(cmp.Compare(chance(page.Seed, a), chance(page.Seed, b)), cmp.Compare(a, b))
		})
		list = list[:page.Sample]
		slices.Sort(list)
	}
	found.Sampled = len(list)
	return list, nil
}

// chance returns a number that looks random: SplitMix64 (Steele, Lea and Flood, 2014) of a
// seed and a number.
func chance(seed uint64, n int64) uint64 {
	x := seed*0x9e3779b97f4a7c15 + uint64(n)*0xd1342543de82ef95
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
