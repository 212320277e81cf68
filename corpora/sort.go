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
	SortOther Sort = "other" // by the text of the other side
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

// key returns what a hit is sorted by.
func (s *sorter) key(h *Hit) keyed {
	units, span := h.units[h.Side], h.Spans[0]
	first, _ := slices.BinarySearchFunc(units, span[0], func(u unit, at int) int { return cmp.Compare(u.end, at+1) })
	last, _ := slices.BinarySearchFunc(units, span[1], func(u unit, at int) int { return cmp.Compare(u.start, at) })
	var words []string
	add := func(list []unit) {
		for _, u := range list[:min(len(list), sortWords)] {
			words = append(words, u.norm)
		}
	}
	switch s.by {
	case SortLeft:
		before := slices.Clone(units[max(0, first-sortWords):first])
		slices.Reverse(before)
		add(before)
	case SortRight:
		add(units[last:])
	case SortHit:
		add(units[first:last])
		add(units[last:])
	case SortOther:
		add(h.units[align.ZH-h.Side])
	case SortID:
		return keyed{h.n, []byte(h.About.ID), h.place}
	}
	s.buffer.Reset()
	return keyed{h.n, bytes.Clone(s.order.KeyFromString(&s.buffer, strings.Join(words, " "))), 0}
}

// chosen returns the numbers of the rows of a page's sample in the order of the page.
func (c *Corpus) chosen(ctx context.Context, tx *sql.Tx, p *plan, page Page, found *Found) (numbers []int64, err error) {
	var list []keyed
	s := newSorter(page)
	take := func(h Hit) bool {
		if page.Sort == "" {
			list = append(list, keyed{n: h.n})
		} else {
			list = append(list, s.key(&h))
		}
		return true
	}
	if page.Sample > 0 {
		if numbers, err = c.sample(ctx, tx, p, page, found); err != nil || page.Sort == "" {
			return numbers, err
		}
		err = c.numbered(ctx, tx, p, numbers, take)
	} else {
		err = c.each(ctx, tx, p, "", take)
		found.Total, found.Sampled = len(list), len(list)
	}
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(list, func(a, b keyed) int { return cmp.Or(bytes.Compare(a.key, b.key), cmp.Compare(a.then, b.then)) })
	numbers = make([]int64, len(list))
	for k, x := range list {
		numbers[k] = x.n
	}
	return numbers, nil
}

// sample returns the numbers of rows taken by chance, in order. Each row has a number by
// chance, from the seed and its own number alone, and those with the least are taken.
func (c *Corpus) sample(ctx context.Context, tx *sql.Tx, p *plan, page Page, found *Found) (numbers []int64, err error) {
	if p.exact {
		from, args := p.from()
		rows, err := tx.QueryContext(ctx, "SELECT row.n"+from+" ORDER BY row.n", args...)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var n int64
			if err := rows.Scan(&n); err != nil {
				return nil, err
			}
			numbers = append(numbers, n)
		}
		if err := rows.Err(); err != nil {
			return nil, err
		}
	} else if err := c.each(ctx, tx, p, "", func(h Hit) bool { numbers = append(numbers, h.n); return true }); err != nil {
		return nil, err
	}
	found.Total = len(numbers)
	if len(numbers) > page.Sample {
		slices.SortFunc(numbers, func(a, b int64) int {
			return cmp.Or(cmp.Compare(chance(page.Seed, a), chance(page.Seed, b)), cmp.Compare(a, b))
		})
		numbers = numbers[:page.Sample]
		slices.Sort(numbers)
	}
	found.Sampled = len(numbers)
	return numbers, nil
}

// chance returns a number that looks random: SplitMix64 (Steele, Lea and Flood, 2014) of a
// seed and a number.
func chance(seed uint64, n int64) uint64 {
	x := seed*0x9e3779b97f4a7c15 + uint64(n)*0xd1342543de82ef95
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
