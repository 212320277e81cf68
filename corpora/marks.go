package corpora

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/lexicon"
)

// Mark is a likely translation of a hit in the other side of its row.
type Mark struct {
	Start, End int     // byte offsets in the text of the other side
	P          float64 // probability, 0 to 1
}

// Marker marks the likely translations of the hits of a query. It knows what the dictionary says
// (see engine.WordLinks), and which words stand in the other side of the hits and
// seldom elsewhere in the corpus: translations that no dictionary has, names and terms.
type Marker struct {
	lex     *lexicon.Lexicon
	learned map[string]float64 // by key of a word of the other side: how likely it translates the hit
}

const (
	// learnedFrom is how many hits a marker learns from.
	learnedFrom = 500

	// leastSeen is in how many of these hits a word has to stand to be learned.
	leastSeen = 3

	// mostLearned is how many words are judged, the most frequent ones.
	mostLearned = 100

	// leastLearned is the probability from which a word counts as learned.
	leastLearned = 0.2

	// doubt is how many hits are set against those in which a word was seen.
	doubt = 10
)

// Marker returns a marker for a query, which has to have a term.
func (c *Corpus) Marker(ctx context.Context, q Query, lex *lexicon.Lexicon) (*Marker, error) {
	m := &Marker{lex: lex, learned: map[string]float64{}}
	counts, forms := map[string]int{}, map[string]map[string]bool{}
	var side align.Side
	var found Found
	for h, err := range c.All(ctx, q, Page{Sample: learnedFrom, Seed: 1}, &found) {
		if err != nil {
			return nil, err
		}
		side = align.ZH - h.Side
		seen := map[string]bool{}
		text := h.Text.Side(side)
		for _, w := range engine.ContentWords(text, side.Language(), lex) {
			key := w.Norm
			if seen[key] || key == "" {
				continue
			}
			seen[key] = true
			counts[key]++
			if forms[key] == nil {
				forms[key] = map[string]bool{}
			}
			forms[key][strings.ToLower(text[w.Start:w.End])] = true
		}
	}
	var rows int
	if err := c.db.QueryRowContext(ctx, "SELECT count(*) FROM row").Scan(&rows); err != nil {
		return nil, err
	}
	words := slices.DeleteFunc(slices.Sorted(maps.Keys(counts)), func(key string) bool { return counts[key] < leastSeen })
	slices.SortStableFunc(words, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	for _, key := range words[:min(len(words), mostLearned)] {
		in := 0
		for _, form := range slices.Sorted(maps.Keys(forms[key])) {
			n, err := c.rowsOf(ctx, side, form)
			if err != nil {
				return nil, err
			}
			in += n
		}
		seen := float64(counts[key])
		both := seen * float64(found.Total) / float64(found.Sampled)
		dice := 2 * both / (float64(found.Total) + max(both, float64(in)))
		if p := dice * seen / (seen + doubt); p >= XLeast {
			m.learned[key] = p / (float64(in+1) / float64(rows))
		}
	}
	return m, nil
}

var XLeast, XMark, XShare, XSame = .15, .2, .7, 1.0

// rowsOf returns in how many rows a word stands, of one of over two characters at most: in as many as
// the rarest of its pairs.
func (c *Corpus) rowsOf(ctx context.Context, side align.Side, text string) (rows int, err error) {
	units := unitsOf(nil, text)
	query, list := "SELECT doc FROM vocabulary WHERE term = ?", []string{}
	if len(units) == 1 {
		query = "SELECT rows FROM word WHERE token = ?"
		list = append(list, string(sideLetters[side])+units[0].norm)
	}
	for k := 1; k < len(units); k++ {
		list = append(list, string(appendPair([]byte{sideLetters[side]}, units[k-1], units[k])))
	}
	for k, token := range list {
		n := 0
		if err := c.db.QueryRowContext(ctx, query, token).Scan(&n); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, c.failed("search", err)
		}
		if k == 0 || n < rows {
			rows = n
		}
	}
	return rows, nil
}

// Mark fills in the marks of hits: the likely translations of the first place at which each row
// has the term.
func (m *Marker) Mark(hits []Hit) {
	for k, marks := range m.marksOf(hits) {
		hits[k].Marks = marks[0]
	}
}

// marksOf returns the marks of each place at which each hit has the term.
func (m *Marker) marksOf(hits []Hit) [][][]Mark {
	rows := make([]engine.WordRow, len(hits))
	for k, h := range hits {
		rows[k] = engine.WordRow{Text: h.Text, Side: h.Side, Sought: h.Spans}
	}
	links := engine.WordLinks(rows, m.learned, m.lex)
	all := make([][][]Mark, len(hits))
	for k := range hits {
		for _, span := range hits[k].Spans {
			all[k] = append(all[k], m.marks(links[k], &hits[k], span))
		}
	}
	return all
}

// marks returns the marks of a span of a hit. Words next to each other are one mark, which is
// as likely as the likeliest of them.
func (m *Marker) marks(links []engine.WordLink, h *Hit, span [2]int) (marks []Mark) {
	side := align.ZH - h.Side
	other := h.Text.Side(side)
	best := 0.0
	same := map[string]float64{}
	for _, l := range links {
		own, there := l.EN, l.ZH
		if h.Side == align.ZH {
			own, there = l.ZH, l.EN
		}
		if own[0] >= span[1] || own[1] <= span[0] {
			continue
		}
		marks = append(marks, Mark{there[0], there[1], l.P})
		same[strings.ToLower(other[there[0]:there[1]])] += l.P
	}
	for k := range marks {
		best = max(best, marks[k].P)
	}
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Or(a.Start-b.Start, cmp.Compare(b.P, a.P), b.End-a.End) })
	joined := marks[:0]
	for _, mark := range marks {
		if mark.P < XShare*best || mark.P < XMark && XSame*same[strings.ToLower(other[mark.Start:mark.End])] < XMark {
			continue
		}
		if n := len(joined) - 1; n >= 0 && (mark.Start < joined[n].End || strings.TrimLeft(other[joined[n].End:mark.Start], " -") == "") {
			joined[n].End, joined[n].P = max(joined[n].End, mark.End), max(joined[n].P, mark.P)
			continue
		}
		joined = append(joined, mark)
	}
	return joined
}
