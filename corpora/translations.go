package corpora

import (
	"cmp"
	"context"
	"database/sql"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/segment"
	"bitext/corpora/statistic"
)

// MostHits is how many rows the figures of a search are made from; of more, so many are taken by
// chance.
const MostHits = 20_000

// Sampled says what figures are made from.
type Sampled struct {
	Total   int     `json:"rows"`    // that were found
	Taken   int     `json:"sampled"` // that the figures are made from
	Reading Reading `json:"-"`
}

// scale is what a count in the sample stands for in the corpus.
func (s Sampled) scale() float64 {
	if s.Taken == 0 {
		return 1
	}
	return float64(s.Total) / float64(s.Taken)
}

// sampledText is about how many bytes of text the rows have that are looked at together.
const sampledText = 2 << 20

// sampled goes through the rows of a query, or MostHits of them by chance, in lists, and says what
// it has taken once it has ended.
func (c *Corpus) sampled(ctx context.Context, q Query, seed uint64, taken *Sampled) iter.Seq2[[]Hit, error] {
	return func(yield func([]Hit, error) bool) {
		var hits []Hit
		var found Found
		size := 0
		for hit, err := range c.All(ctx, q, Page{Sample: MostHits, Seed: seed}, &found) {
			if err != nil {
				yield(nil, err)
				return
			}
			hits = append(hits, hit)
			if size += len(hit.Text.EN) + len(hit.Text.ZH); size >= sampledText {
				if !yield(hits, nil) {
					return
				}
				hits, size = nil, 0
			}
		}
		*taken = Sampled{found.Total, found.Sampled, found.Reading}
		yield(hits, ctx.Err())
	}
}

// Translations are the likely translations of the hits of a search.
type Translations struct {
	Sampled
	Unmarked int           `json:"unmarked"` // rows without a likely translation
	List     []Translation `json:"translations"`
}

// Translation is a likely translation.
type Translation struct {
	Text    string  `json:"translation"` // as it stands most often
	Rows    int     `json:"rows"`        // of those looked at
	Share   float64 `json:"share"`       // of the rows looked at
	LogDice float64 `json:"log_dice"`    // of rows with the term and rows with the translation in the corpus
	Example Example `json:"example"`
	Place   [2]int  `json:"-"` // where it stands in the text of the other side of the example, as byte offsets
}

// mostTranslations is how many translations there are at most in a table.
const mostTranslations = 200

// Translations counts the likely translations of all places where rows have the first term of
// a query; see Marker. English ones are the same if their words have the same stems.
func (c *Corpus) Translations(ctx context.Context, q Query, lex *lexicon.Lexicon, seed uint64) (*Translations, error) {
	type group struct {
		Translation
		forms map[string]int
	}
	groups := map[string]*group{}
	out := &Translations{}
	var side align.Side
	marker, err := c.Marker(ctx, q, lex)
	if err != nil {
		return nil, err
	}
	type marked struct {
		hits  []Hit
		marks [][][]Mark
	}
	mark := func(hits []Hit) (marked, error) { return marked{hits, marker.marksOf(hits)}, nil }
	err = inOrder(c.sampled(ctx, q, seed, &out.Sampled), mark, func(m marked) error {
		for k, places := range m.marks {
			h := &m.hits[k]
			side = align.ZH - h.Side
			other := h.Text.Side(side)
			seen := map[string]bool{}
			for _, marks := range places {
				for _, m := range marks {
					text := other[m.Start:m.End]
					key := sameTranslation(text)
					if seen[key] {
						continue
					}
					seen[key] = true
					g := groups[key]
					if g == nil {
						g = &group{forms: map[string]int{}}
						g.Example, g.Place = Example{h.ID, h.Text.EN, h.Text.ZH}, [2]int{m.Start, m.End}
						groups[key] = g
					}
					g.Rows++
					g.forms[strings.ToLower(simplified(text))]++
				}
			}
			if len(seen) == 0 {
				out.Unmarked++
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		g := groups[key]
		g.Text = mostFrequent(g.forms)
		g.Share = float64(g.Rows) / float64(out.Taken)
		out.List = append(out.List, g.Translation)
	}
	slices.SortStableFunc(out.List, func(a, b Translation) int { return cmp.Compare(b.Rows, a.Rows) })
	out.List = out.List[:min(len(out.List), mostTranslations)]
	for k := range out.List {
		tr := &out.List[k]
		rows, err := c.rowsWith(ctx, side, tr.Text)
		if err != nil {
			return nil, err
		}
		both := float64(float64(tr.Rows) * out.scale())
		tr.LogDice = statistic.LogDice(both, float64(out.Total), max(both, float64(rows)))
	}
	return out, nil
}

// sameTranslation returns what translations have in common that are counted as one.
func sameTranslation(text string) string {
	var stems []string
	for _, w := range segment.Words(simplified(text)) {
		stems = append(stems, segment.Stem(w.Norm))
	}
	return strings.Join(stems, " ")
}

// mostFrequent returns the key with the greatest count, the first of equal ones.
func mostFrequent(counts map[string]int) (best string) {
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		if best == "" || counts[key] > counts[best] {
			best = key
		}
	}
	return best
}

// rowsWith returns in how many rows a side has a word or phrase, by the index: of phrases of over two
// units the rows that have all their pairs.
func (c *Corpus) rowsWith(ctx context.Context, side align.Side, text string) (rows int, err error) {
	t := Term{Side: side}
	p := parser{text: text, side: side}
	if utf8.RuneCountInString(text) > longestTerm {
		return 0, nil
	}
	if t.elements, err = p.phrase(); err != nil {
		return 0, nil // marks alone
	}
	expression, _, err := t.expression(ctx, c.db)
	if err != nil || expression == "" {
		return 0, c.failed("search", err)
	}
	err = c.db.QueryRowContext(ctx, "SELECT count(*) FROM search WHERE search MATCH ?", expression).Scan(&rows)
	if err == sql.ErrNoRows {
		return 0, nil
	}
	return rows, c.failed("search", err)
}
