package corpora

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
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
	learned map[string]float64 // by norm of a word of the other side: how many times likelier it is with a hit
}

const (
	// learnedParts are the parts of the corpus from which a marker learns, and learnedHits how many
	// hits of each, the first ones.
	learnedParts = 4
	learnedHits  = 20

	// leastSeen is in how many of these hits a word has to stand to be learned, and doubt how many
	// without it are added to them.
	leastSeen = 3
	doubt     = 10

	// leastLearned is the share of hits from which a word is learned.
	leastLearned = 0.15
)

// Marker returns a marker for a query, which has to have a term. It learns from rows that the index
// finds, whatever else is asked of them, and nothing if the index finds none.
func (c *Corpus) Marker(ctx context.Context, q Query, lex *lexicon.Lexicon) (*Marker, error) {
	m := &Marker{lex: lex, learned: map[string]float64{}}
	tx, err := c.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, c.failed("search", err)
	}
	defer tx.Rollback()
	p, err := c.plan(ctx, tx, q)
	if err == nil && p.match != "" {
		err = m.learn(ctx, tx, p)
	}
	return m, c.failed("search", err)
}

// learn finds words that stand in the other side of hits and seldom elsewhere.
func (m *Marker) learn(ctx context.Context, tx *sql.Tx, p *plan) error {
	var rows int // numbers of rows are below it
	if err := tx.QueryRowContext(ctx, "SELECT ifnull(max(n), 0) + 1 FROM row").Scan(&rows); err != nil {
		return err
	}
	var numbers []int64
	for part := range learnedParts {
		const query = "SELECT rowid FROM search WHERE search MATCH ? AND rowid >= ? AND rowid < ? ORDER BY rowid LIMIT ?"
		some, err := scanNumbers(tx.QueryContext(ctx, query, p.match, part*rows/learnedParts, (part+1)*rows/learnedParts, learnedHits))
		if err != nil {
			return err
		}
		numbers = append(numbers, some...)
	}
	side := align.ZH - p.terms[0].Side
	hits, counts, forms := 0, map[string]int{}, map[string]map[string]bool{} // by norm: in how many hits a word stands, and its spellings
	err := p.eachHit(ctx, tx, numbers, func(h Hit, _ *looked) error {
		if len(h.Spans) == 0 {
			return nil
		}
		hits++
		text, seen := h.Text.Side(side), map[string]bool{}
		for _, w := range engine.ContentWords(text, side.Language(), m.lex) {
			if !seen[w.Norm] {
				seen[w.Norm] = true
				counts[w.Norm]++
			}
			if forms[w.Norm] == nil {
				forms[w.Norm] = map[string]bool{}
			}
			forms[w.Norm][strings.ToLower(simplified(text[w.Start:w.End]))] = true
		}
		return nil
	})
	if err != nil {
		return err
	}
	for norm, count := range counts {
		share := float64(count) / float64(hits+doubt)
		if count < leastSeen || share < leastLearned {
			continue
		}
		in := 1 // one more than were seen
		for form := range forms[norm] {
			n, err := rowsOf(ctx, tx, side, form)
			if err != nil {
				return err
			}
			in += n
		}
		m.learned[norm] = share / (float64(in) / float64(rows))
	}
	return nil
}

// rowsOf returns in how many rows a word stands, of one of over two characters at most: in as many as
// the rarest of its pairs.
func rowsOf(ctx context.Context, tx queryer, side align.Side, text string) (rows int, err error) {
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
		if err := tx.QueryRowContext(ctx, query, token).Scan(&n); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, err
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

// marks returns the marks of a span of a hit: those of each of its words. Marks next to each
// other are one, which is as likely as the likeliest of them.
func (m *Marker) marks(links []engine.WordLink, h *Hit, span [2]int) (marks []Mark) {
	side := align.ZH - h.Side
	other := h.Text.Side(side)
	byWord := map[int][]rendering{} // by start of a word of the span
	for _, l := range links {
		own, there := l.EN, l.ZH
		if h.Side == align.ZH {
			own, there = l.ZH, l.EN
		}
		if own[0] < span[1] && span[0] < own[1] {
			byWord[own[0]] = append(byWord[own[0]], rendering{Mark{there[0], there[1], l.P}, l.Norm[side]})
		}
	}
	for _, words := range byWord {
		marks = append(marks, likeliest(words, other)...)
	}
	slices.SortFunc(marks, func(a, b Mark) int { return cmp.Or(a.Start-b.Start, b.End-a.End, cmp.Compare(b.P, a.P)) })
	joined := marks[:0]
	for _, mark := range marks {
		if n := len(joined) - 1; n >= 0 && (mark.Start < joined[n].End || adjoin(other, joined[n], mark)) {
			joined[n].End, joined[n].P = max(joined[n].End, mark.End), max(joined[n].P, mark.P)
			continue
		}
		joined = append(joined, mark)
	}
	return joined
}

// adjoin reports whether nothing but spaces and hyphens is between two marks of a text.
func adjoin(text string, a, b Mark) bool {
	return a.End <= b.Start && strings.TrimLeft(text[a.End:b.Start], " -") == ""
}

const (
	// leastMark is the probability from which a translation is marked.
	leastMark = 0.2

	// leastShare is how likely a word beside a translation has to be, against the translation, to
	// be a part of it; and the same word at another place, to be marked too.
	leastShare = 0.6
)

// rendering is a word of the other text that may be marked.
type rendering struct {
	Mark
	norm string
}

// likeliest returns the marks of a word: the word of the other text that is its likeliest translation,
// wherever and in whatever form it stands, and words beside it that are nearly as likely. The
// probabilities of a word that stands more than once are added up.
func likeliest(words []rendering, text string) (marks []Mark) {
	sums, best := map[string]float64{}, ""
	for _, c := range words {
		if sums[c.norm] += c.P; sums[c.norm] > sums[best] {
			best = c.norm
		}
	}
	if sums[best] < leastMark {
		return nil
	}
	top := 0.0
	for _, c := range words {
		if c.norm == best {
			top = max(top, c.P)
		}
	}
	for _, c := range words {
		if c.norm == best && c.P >= leastShare*top {
			marks = append(marks, c.Mark)
		}
	}
	for _, c := range words {
		if c.P >= leastShare*top && slices.ContainsFunc(marks, func(m Mark) bool { return adjoin(text, m, c.Mark) || adjoin(text, c.Mark, m) }) {
			marks = append(marks, c.Mark)
		}
	}
	return marks
}
