package corpora

import (
	"context"
	"fmt"
	"strings"

	"github.com/cespare/xxhash/v2"

	"bitext/align"
)

// Verified says what verify looked at.
type Verified struct {
	Pieces int      `json:"pieces"`
	Rows   int      `json:"rows"`
	Faults []string `json:"faults"` // what is wrong; none if the corpus is whole
}

// maxFaults is how many faults are told of.
const maxFaults = 100

// Verify looks whether the corpus is whole: the pages of the database, the numbers of rows, the
// hashes of their texts, and whether the index has the words of every row and no others.
func (c *Corpus) Verify(ctx context.Context, progress func(row, rows int)) (*Verified, error) {
	v := &Verified{Faults: []string{}}
	fault := func(format string, args ...any) {
		if len(v.Faults) < maxFaults {
			v.Faults = append(v.Faults, fmt.Sprintf(format, args...))
		}
	}
	if err := c.verifyPages(ctx, fault); err != nil {
		return nil, c.failed("verify", err)
	}
	if len(v.Faults) > 0 { // the rest would only repeat it
		return v, nil
	}
	list, err := c.Pieces(ctx)
	if err != nil {
		return nil, err
	}
	v.Pieces = len(list)
	all := 0
	for _, p := range list {
		all += p.Rows
	}
	var texts, index uint64 // sums over the tokens of rows, which do not depend on their order
	words := newWordCounts()
	var units [align.Sides][]unit
	var buffer []byte
	at := map[string]int{}
	for r, err := range c.Rows(ctx, nil) {
		if err != nil {
			return nil, err
		}
		if v.Rows++; v.Rows%1000 == 0 && progress != nil {
			progress(v.Rows, all)
		}
		at[r.Piece.ID]++
		if id := rowID(r.Piece.ID, hashOf(r.Text), 1); r.ID != id && !strings.HasPrefix(r.ID, id+".") {
			fault("row %s: its texts are not those that it was made with", r.ID)
		}
		seen := map[uint64]bool{}
		for side := range align.Sides {
			units[side] = unitsOf(units[side][:0], r.Text.Side(side))
			buffer = tokens(buffer, side, units[side], func(token []byte, _ bool) {
				if h := xxhash.Sum64(token); !seen[h] {
					seen[h] = true
					texts += h
				}
			})
		}
		words.add(units, 1)
	}
	for _, p := range list {
		if at[p.ID] != p.Rows {
			fault("piece %s: it has %d rows and should have %d", p.ID, at[p.ID], p.Rows)
		}
	}
	rows, err := c.db.QueryContext(ctx, "SELECT term, doc FROM vocabulary")
	if err != nil {
		return nil, c.failed("verify", err)
	}
	defer rows.Close()
	for rows.Next() {
		var token []byte
		var n uint64
		if err := rows.Scan(&token, &n); err != nil {
			return nil, c.failed("verify", err)
		}
		index += xxhash.Sum64(token) * n
	}
	if err := rows.Err(); err != nil {
		return nil, c.failed("verify", err)
	}
	if texts != index {
		fault("the index does not have the words of the rows")
	}
	return v, c.verifyWords(ctx, words.counts, fault)
}

// verifyPages looks at the database as such, and at numbers that have to agree.
func (c *Corpus) verifyPages(ctx context.Context, fault func(string, ...any)) error {
	rows, err := c.db.QueryContext(ctx, fmt.Sprintf("PRAGMA integrity_check(%d)", maxFaults))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return err
		}
		if line != "ok" {
			fault("database: %s", line)
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, q := range []struct{ query, fault string }{
		{"SELECT count(*) FROM row WHERE piece NOT IN (SELECT n FROM piece)", "%d rows are of no piece"},
		{"SELECT count(*) FROM row WHERE n NOT IN (SELECT id FROM search_docsize)", "%d rows are not in the index"},
		{"SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT n FROM row)", "the index has %d rows that are not there"},
		{"SELECT count(*) FROM analysis WHERE row NOT IN (SELECT n FROM row)", "%d rows are analysed that are not there"},
		{"SELECT count(*) FROM (SELECT row FROM analysis EXCEPT SELECT id FROM tagged_docsize UNION SELECT id FROM (SELECT id FROM tagged_docsize EXCEPT SELECT row FROM analysis))", "%d rows are analysed and not indexed so, or the other way round"},
		{"SELECT count(*) - count(DISTINCT hash * 65536 + copy) FROM row GROUP BY piece HAVING count(*) != count(DISTINCT hash * 65536 + copy) UNION ALL SELECT 0 LIMIT 1", "%d rows have the ID of another"},
	} {
		var n int
		if err := c.db.QueryRowContext(ctx, q.query).Scan(&n); err != nil {
			return err
		}
		if n > 0 {
			fault(q.fault, n)
		}
	}
	return nil
}

// verifyWords compares the counts of units with those of all rows.
func (c *Corpus) verifyWords(ctx context.Context, words map[string]*wordCount, fault func(string, ...any)) error {
	rows, err := c.db.QueryContext(ctx, "SELECT token, rows, hits FROM word")
	if err != nil {
		return c.failed("verify", err)
	}
	defer rows.Close()
	for rows.Next() {
		var token string
		var n wordCount
		if err := rows.Scan(&token, &n.rows, &n.hits); err != nil {
			return c.failed("verify", err)
		}
		if is := words[token]; is == nil || is.rows != n.rows || is.hits != n.hits {
			fault("the count of %q is wrong", token[1:])
		}
		delete(words, token)
	}
	if err := rows.Err(); err != nil {
		return c.failed("verify", err)
	}
	if len(words) > 0 {
		fault("%d words are not counted", len(words))
	}
	return nil
}
