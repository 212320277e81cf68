package corpora

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"path"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/corpora/pairing"
)

// Query says which rows are looked for.
type Query struct {
	Phrases []Phrase // that a row has to have, all of them; the first makes the hits
	Not     []Phrase // that it may not have
	Where   Where
}

// Where holds conditions on rows and pieces by their names; see Keys. All have to hold. A
// value may have * and ? in it, as names of files do.
type Where map[string]string

// rowKeys are the names of conditions on a row, and the columns they are about.
var rowKeys = map[string]string{
	"status": "status", "before": "before", "type": "(en_units || '-' || zh_units)", "label": "label",
}

// Keys returns the names of conditions: of rows, and of pieces by the columns of metadata.tsv.
func Keys() []string {
	keys := []string{"status", "before", "type", "label", "piece", "source", "year"}
	return append(keys, pairing.MetadataColumns()...)
}

// split returns the conditions on rows as SQL, and the others, which are on pieces. Names that
// are none are refused, unless a piece has them in its metadata.
func (w Where) split(list []*Piece) (clauses []string, args []any, onPieces Where, err error) {
	onPieces = Where{}
	known := Keys()
	for _, key := range sortedKeys(w) {
		value := w[key]
		if column, ok := rowKeys[key]; ok {
			clauses, args = append(clauses, column+" GLOB ?"), append(args, strings.ReplaceAll(value, "[", "[[]"))
			continue
		}
		if !slices.Contains(known, key) && !slices.ContainsFunc(list, func(p *Piece) bool { return p.Meta[key] != "" }) {
			return nil, nil, nil, &align.InputError{Code: align.UnknownCondition, Op: "search", Reason: fmt.Sprintf("there is no condition %q", key), Hint: "the conditions are " + strings.Join(known, ", ")}
		}
		onPieces[key] = value
	}
	return clauses, args, onPieces, nil
}

// holds reports whether the conditions on pieces hold of a piece.
func (w Where) holds(p *Piece) bool {
	if len(w) == 0 {
		return true
	}
	cells := p.Known()
	cells["piece"], cells["source"], cells["year"] = p.ID, p.Source, p.Year()
	for key, pattern := range w {
		if ok, err := path.Match(asPattern.Replace(pattern), strings.ReplaceAll(cells[key], "/", "\x00")); err != nil || !ok {
			return false
		}
	}
	return true
}

// asPattern makes a pattern one of package path: only * and ? are special, and no character
// is a border.
var asPattern = strings.NewReplacer("/", "\x00", `\`, `\\`, "[", `\[`)

func sortedKeys(w Where) []string {
	keys := make([]string, 0, len(w))
	for key := range w {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// Hit is a row that was found.
type Hit struct {
	Row
	About *Piece     // the piece that it is of
	Side  align.Side // of the hit
	Spans [][2]int   // where the first phrase stands in the text of the side, as byte offsets: at least once
}

// Result is what a search found.
type Result struct {
	Total int   // of all rows that were found
	Hits  []Hit // those that were asked for, in the order in which they came into the corpus
}

// Search finds the rows that a query asks for, and returns up to limit of them after the first
// offset ones; all if limit is 0. The total does not depend on these.
func (c *Corpus) Search(ctx context.Context, q Query, offset, limit int) (*Result, error) {
	r := &Result{}
	total := 0
	for hit, err := range c.search(ctx, q, offset, limit, &total) {
		if err != nil {
			return nil, err
		}
		r.Hits = append(r.Hits, hit)
	}
	r.Total = total
	return r, nil
}

// All goes through the rows that a query asks for, after the first offset ones and up to
// limit of them, or all if limit is 0. Total has the number of all rows found once it has
// ended.
func (c *Corpus) All(ctx context.Context, q Query, offset, limit int, total *int) iter.Seq2[Hit, error] {
	return c.search(ctx, q, offset, limit, total)
}

// plan is a query made ready for the database.
type plan struct {
	Query
	match string // in the language of the index
	exact bool   // the index answers it all
	word  string // the token that answers it, if it is about a single unit
	where []string
	args  []any
	known map[int64]*Piece // pieces that were read, by number
}

func (c *Corpus) plan(ctx context.Context, tx queryer, q Query) (*plan, error) {
	if len(q.Phrases) == 0 {
		return nil, &align.InputError{Code: align.UnknownCondition, Op: "search", Reason: "no word is asked for", Hint: "say one"}
	}
	p := &plan{Query: q, exact: true, known: map[int64]*Piece{}}
	var parts []string
	for _, phrase := range q.Phrases {
		text, exact := phrase.expression()
		parts = append(parts, text)
		p.exact = p.exact && exact
	}
	p.match = strings.Join(parts, " AND ")
	var not []string
	for _, phrase := range q.Not {
		text, exact := phrase.expression()
		if !exact {
			p.exact = false // rows that may have it are looked at
			continue
		}
		not = append(not, text)
	}
	if len(not) > 0 {
		p.match = "(" + p.match + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	if len(q.Where) > 0 { // else the pieces of the page alone are read
		list, err := pieces(ctx, tx)
		if err != nil {
			return nil, err
		}
		clauses, args, onPieces, err := q.Where.split(list)
		if err != nil {
			return nil, err
		}
		p.where, p.args = clauses, args
		numbers := []int64{}
		for _, piece := range list {
			if onPieces.holds(piece) {
				numbers = append(numbers, piece.n)
			}
		}
		if len(onPieces) > 0 {
			b, err := json.Marshal(numbers)
			if err != nil {
				return nil, err
			}
			p.where, p.args = append(p.where, "row.piece IN (SELECT value FROM json_each(?))"), append(p.args, string(b))
		}
	}
	if len(q.Phrases) == 1 && len(q.Phrases[0].units) == 1 && len(q.Not) == 0 && len(p.where) == 0 {
		p.word = string(sideLetters[q.Phrases[0].Side]) + q.Phrases[0].units[0].norm
	}
	return p, nil
}

// count returns how many rows an exact plan finds.
func (p *plan) count(ctx context.Context, tx *sql.Tx) (total int, err error) {
	switch {
	case p.word != "":
		err = tx.QueryRowContext(ctx, "SELECT rows FROM word WHERE token = ?", p.word).Scan(&total)
		if errors.Is(err, sql.ErrNoRows) {
			return 0, nil
		}
	case len(p.where) == 0:
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM search WHERE search MATCH ?", p.match).Scan(&total)
	default:
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM search CROSS JOIN row ON row.n = search.rowid WHERE search MATCH ? AND "+strings.Join(p.where, " AND "), append([]any{p.match}, p.args...)...).Scan(&total)
	}
	return total, err
}

// from returns a query of columns of the rows that the index finds, in their order.
func (p *plan) from(columns string) (query string, args []any) {
	query = "SELECT " + columns + " FROM search CROSS JOIN row ON row.n = search.rowid WHERE search MATCH ?"
	for _, clause := range p.where {
		query += " AND " + clause
	}
	return query + " ORDER BY search.rowid", append([]any{p.match}, p.args...)
}

// look goes through the texts of the rows that the index finds, and returns how many of them
// hold what is asked for, and the numbers of up to limit of these after the first offset ones.
func (p *plan) look(ctx context.Context, tx *sql.Tx, offset, limit int) (total int, page []int64, err error) {
	query, args := p.from("row.n, en, zh")
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return 0, nil, err
	}
	defer rows.Close()
	var buffer []unit
	for rows.Next() {
		var n int64
		var text align.TextPair
		if err := rows.Scan(&n, &text.EN, &text.ZH); err != nil {
			return 0, nil, err
		}
		has := func(x Phrase) bool { return x.in(text.Side(x.Side), &buffer) }
		if slices.ContainsFunc(p.Phrases, func(x Phrase) bool { return !has(x) }) || slices.ContainsFunc(p.Not, has) {
			continue
		}
		if total++; total > offset && (limit == 0 || total <= offset+limit) {
			page = append(page, n)
		}
	}
	return total, page, rows.Err()
}

// search is All.
func (c *Corpus) search(ctx context.Context, q Query, offset, limit int, total *int) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		more, err := true, error(nil)
		*total, err = c.eachHit(ctx, q, offset, limit, func(h Hit) bool {
			more = yield(h, nil)
			return more
		})
		if err != nil && more {
			yield(Hit{}, c.failed("search", err))
		}
	}
}

func (c *Corpus) eachHit(ctx context.Context, q Query, offset, limit int, yield func(Hit) bool) (total int, err error) {
	tx, err := c.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	p, err := c.plan(ctx, tx, q)
	if err != nil {
		return 0, err
	}
	var page []int64
	if p.exact {
		if total, err = p.count(ctx, tx); err == nil {
			page, err = p.page(ctx, tx, offset, limit)
		}
	} else {
		total, page, err = p.look(ctx, tx, max(0, offset), limit)
	}
	if err != nil {
		return 0, err
	}
	row, err := tx.PrepareContext(ctx, "SELECT "+scanColumns+" FROM row WHERE n = ?")
	if err != nil {
		return 0, err
	}
	for _, n := range page {
		h, err := p.hit(ctx, tx, row, n)
		if err != nil {
			return total, err
		}
		if len(h.Spans) == 0 {
			return total, &align.InputError{Code: align.Damaged, Op: "search", Path: c.Dir, Reason: "the index does not fit row " + h.ID, Hint: "look at the corpus with align corpus verify"}
		}
		if !yield(h) {
			break
		}
	}
	return total, nil
}

// page returns the numbers of up to limit of the rows that the index finds, after the first
// offset ones.
func (p *plan) page(ctx context.Context, tx *sql.Tx, offset, limit int) (page []int64, err error) {
	query, args := p.from("row.n")
	if len(p.where) == 0 {
		query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
	}
	rows, err := tx.QueryContext(ctx, query+" LIMIT "+strconv.Itoa(orAll(limit))+" OFFSET "+strconv.Itoa(max(0, offset)), args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		page = append(page, n)
	}
	return page, rows.Err()
}

// orAll returns a limit as SQL has it.
func orAll(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}

// hit reads a row, and finds the first phrase in it.
func (p *plan) hit(ctx context.Context, tx *sql.Tx, row *sql.Stmt, n int64) (h Hit, err error) {
	hash, copy, err := h.read(ctx, row, n)
	if err != nil {
		return h, err
	}
	h.About = p.known[h.piece]
	if h.About == nil {
		if h.About, err = pieceOf(ctx, tx, h.piece); err != nil {
			return h, err
		}
		p.known[h.piece] = h.About
	}
	h.ID = rowID(h.About.ID, hash, copy)
	h.Piece = &h.About.Piece
	first := p.Phrases[0]
	h.Side = first.Side
	list := unitsOf(nil, h.Text.Side(first.Side))
	for k := find(list, first.units, 0); k >= 0; k = find(list, first.units, k+len(first.units)) {
		h.Spans = append(h.Spans, [2]int{list[k].start, list[k+len(first.units)-1].end})
	}
	return h, nil
}

// read reads the row of a number.
func (r *Row) read(ctx context.Context, row *sql.Stmt, n int64) (hash, copy int64, err error) {
	rows, err := row.QueryContext(ctx, n)
	if err != nil {
		return 0, 0, err
	}
	defer rows.Close()
	if !rows.Next() {
		return 0, 0, cmp.Or(rows.Err(), fmt.Errorf("there is no row %d", n))
	}
	return r.scan(rows)
}
