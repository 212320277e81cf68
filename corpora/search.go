package corpora

import (
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
)

// Query says which rows are looked for.
type Query struct {
	Terms []Term // that a row has to have, all of them; the first makes the hits
	Not   []Term // that it may not have
	Where Where
}

// Where holds conditions on rows and pieces by their names; see Keys. All have to hold. A
// value may have * and ? in it, as names of files do; that of score begins with <, <=, > or >=.
type Where map[string]string

// rowKeys are the names of conditions on a row, and the columns they are about.
var rowKeys = map[string]string{
	"status": "status", "before": "before", "type": "(en_units || '-' || zh_units)", "label": "label",
}

// Keys returns the names of conditions: of rows, and of pieces by the columns of metadata.tsv.
func Keys() []string {
	keys := []string{"status", "before", "type", "label", "score", "piece", "source", "year"}
	for _, c := range metadataColumns {
		keys = append(keys, c[0])
	}
	return keys
}

// split returns the conditions on rows as SQL, and the others, which are on pieces. Names that
// are none are refused, unless a piece has them in its metadata.
func (w Where) split(list []*Piece) (clauses []string, args []any, onPieces Where, err error) {
	onPieces = Where{}
	known := Keys()
	for _, key := range sortedKeys(w) {
		value := w[key]
		if key == "score" {
			compare, number, err := parseScore(value)
			if err != nil {
				return nil, nil, nil, err
			}
			clauses, args = append(clauses, "score "+compare+" ?"), append(args, number)
			continue
		}
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

// parseScore reads a condition on the score: "<0.5", ">=0.9".
func parseScore(value string) (compare string, number float64, err error) {
	for _, compare := range []string{"<=", ">=", "<", ">"} {
		if text, ok := strings.CutPrefix(value, compare); ok {
			if number, err := strconv.ParseFloat(strings.TrimSpace(text), 64); err == nil && 0 <= number && number <= 1 {
				return compare, number * scoreUnits, nil
			}
			break
		}
	}
	return "", 0, &align.InputError{Code: align.UnknownCondition, Op: "search", Reason: fmt.Sprintf("score %q is no condition", value), Hint: "say score=<0.5 or score=>=0.9"}
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
	Spans [][2]int   // where the first term stands in the text of the side, as byte offsets: at least once
	Marks []Mark     // its likely translations in the other side, if Marker.Mark has filled them in

	units [align.Sides][]unit // valid until the next hit
}

// Page says which of the rows found are wanted, and in which order.
type Page struct {
	Offset, Limit int    // up to Limit rows after the first Offset ones; all if Limit is 0
	Sort          Sort   // "" is the order in which they came into the corpus
	Strokes       bool   // sort Chinese by strokes instead of by pinyin
	Sample        int    // of all rows take so many by chance, all if it is 0
	Seed          uint64 // of the chance: equal seeds give equal samples
}

// Found is what is known of a search beside its hits, once it has ended.
type Found struct {
	Total   int  // of all rows that were found
	Sampled int  // rows of the sample, the total if there is none
	ReadAll bool // every row was read, as the query has no word to look up
}

// Result is what a search found.
type Result struct {
	Found
	Hits []Hit // those that were asked for
}

// Search finds the rows that a query asks for, and returns a page of them. The total does not
// depend on the page.
func (c *Corpus) Search(ctx context.Context, q Query, page Page) (*Result, error) {
	r := &Result{}
	for hit, err := range c.All(ctx, q, page, &r.Found) {
		if err != nil {
			return nil, err
		}
		hit.units = [align.Sides][]unit{}
		r.Hits = append(r.Hits, hit)
	}
	return r, nil
}

// All goes through a page of the rows that a query asks for. Found is filled in once it has
// ended.
func (c *Corpus) All(ctx context.Context, q Query, page Page, found *Found) iter.Seq2[Hit, error] {
	return func(yield func(Hit, error) bool) {
		if err := c.search(ctx, q, page, found, func(h Hit) bool { return yield(h, nil) }); err != nil {
			yield(Hit{}, c.failed("search", err))
		}
	}
}

// plan is a query made ready for the database.
type plan struct {
	Query
	match string // in the language of the index; "" if all rows are looked at
	exact bool   // the index answers it all
	word  string // the token that answers it, if it is about a single unit
	where []string
	args  []any
	known map[int64]*Piece // pieces by number
	units [align.Sides][]unit
}

func (c *Corpus) plan(ctx context.Context, tx queryer, q Query) (*plan, error) {
	p := &plan{Query: q, exact: true, known: map[int64]*Piece{}}
	if len(q.Terms) == 0 {
		return nil, &align.InputError{Code: align.UnknownCondition, Op: "search", Reason: "no word is asked for", Hint: "say one"}
	}
	var parts []string
	for _, t := range q.Terms {
		text, exact, err := t.expression(ctx, tx)
		if err != nil {
			return nil, err
		}
		if text != "" {
			parts = append(parts, text)
		}
		p.exact = p.exact && exact
	}
	p.match = strings.Join(parts, " AND ")
	var not []string
	for _, t := range q.Not {
		text, exact, err := t.expression(ctx, tx)
		if err != nil {
			return nil, err
		}
		if !exact || p.match == "" {
			p.exact = false // rows that may have it are looked at
			continue
		}
		not = append(not, text)
	}
	if len(not) > 0 {
		p.match = "(" + p.match + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	list, err := pieces(ctx, tx)
	if err != nil {
		return nil, err
	}
	clauses, args, onPieces, err := q.Where.split(list)
	if err != nil {
		return nil, err
	}
	p.where, p.args = clauses, args
	var numbers []int64
	for _, piece := range list {
		p.known[piece.n] = piece
		if onPieces.holds(piece) {
			numbers = append(numbers, piece.n)
		}
	}
	if len(onPieces) > 0 {
		b, err := json.Marshal(append([]int64{}, numbers...))
		if err != nil {
			return nil, err
		}
		p.where, p.args = append(p.where, "row.piece IN (SELECT value FROM json_each(?))"), append(p.args, string(b))
	}
	if p.exact && len(q.Terms) == 1 && len(q.Not) == 0 && len(p.where) == 0 {
		if e := q.Terms[0].elements; len(e) == 1 && len(e[0].units) == 1 {
			p.word = string(sideLetters[q.Terms[0].Side]) + e[0].units[0]
		}
	}
	return p, nil
}

// from returns the tables that a plan is about and its conditions, as SQL.
func (p *plan) from() (sql string, args []any) {
	var clauses []string
	sql = " FROM row"
	if p.match != "" {
		sql = " FROM search CROSS JOIN row ON row.n = search.rowid"
		clauses, args = append(clauses, "search MATCH ?"), append(args, p.match)
	}
	clauses, args = append(clauses, p.where...), append(args, p.args...)
	if len(clauses) > 0 {
		sql += " WHERE " + strings.Join(clauses, " AND ")
	}
	return sql, args
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
		from, args := p.from()
		err = tx.QueryRowContext(ctx, "SELECT count(*)"+from, args...).Scan(&total)
	}
	return total, err
}

// holds reports whether a row has the terms and has none of those it may not have.
func (p *plan) holds(h *Hit) bool {
	has := func(t Term) bool { return t.in(h.Text.Side(t.Side), h.units[t.Side]) }
	return len(h.Spans) > 0 && !slices.ContainsFunc(p.Terms[1:], func(t Term) bool { return !has(t) }) && !slices.ContainsFunc(p.Not, has)
}

// search is All.
func (c *Corpus) search(ctx context.Context, q Query, page Page, found *Found, yield func(Hit) bool) error {
	*found = Found{}
	tx, err := c.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	p, err := c.plan(ctx, tx, q)
	if err != nil {
		return err
	}
	found.ReadAll = p.match == ""
	if p.exact {
		if found.Total, err = p.count(ctx, tx); err != nil {
			return err
		}
		found.Sampled = found.Total
	}
	if page.Sort == "" && page.Sample == 0 {
		return c.inOrder(ctx, tx, p, page, found, yield)
	}
	numbers, err := c.chosen(ctx, tx, p, page, found)
	if err != nil {
		return err
	}
	numbers = numbers[min(len(numbers), page.Offset):]
	if page.Limit > 0 {
		numbers = numbers[:min(len(numbers), page.Limit)]
	}
	return c.numbered(ctx, tx, p, numbers, yield)
}

// inOrder goes through the rows of a page that is not sorted.
func (c *Corpus) inOrder(ctx context.Context, tx *sql.Tx, p *plan, page Page, found *Found, yield func(Hit) bool) error {
	if p.exact {
		return c.each(ctx, tx, p, " LIMIT "+strconv.Itoa(orAll(page.Limit))+" OFFSET "+strconv.Itoa(max(0, page.Offset)), yield)
	}
	// Every row is looked at, those behind the page for the total alone.
	return c.each(ctx, tx, p, "", func(h Hit) bool {
		found.Total++
		found.Sampled++
		if found.Total <= page.Offset || page.Limit > 0 && found.Total > page.Offset+page.Limit {
			return true
		}
		return yield(h)
	})
}

// orAll returns a limit as SQL has it.
func orAll(limit int) int {
	if limit <= 0 {
		return -1
	}
	return limit
}

// each goes through the rows that a plan finds in the order of their numbers, until yield
// returns false.
func (c *Corpus) each(ctx context.Context, tx *sql.Tx, p *plan, limit string, yield func(Hit) bool) error {
	from, args := p.from()
	rows, err := tx.QueryContext(ctx, "SELECT "+scanColumns+from+" ORDER BY row.n"+limit, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		h, err := p.hit(rows)
		if err != nil {
			return err
		}
		switch {
		case p.exact && len(h.Spans) == 0:
			return &align.InputError{Code: align.Damaged, Op: "search", Path: c.Dir, Reason: "the index does not fit row " + h.ID, Hint: "look at the corpus with align corpus verify"}
		case !p.exact && !p.holds(&h):
			continue
		}
		if !yield(h) {
			return nil
		}
	}
	return rows.Err()
}

// numbered goes through rows of a plan by their numbers.
func (c *Corpus) numbered(ctx context.Context, tx *sql.Tx, p *plan, numbers []int64, yield func(Hit) bool) error {
	one, err := tx.PrepareContext(ctx, "SELECT "+scanColumns+" FROM row WHERE n = ?")
	if err != nil {
		return err
	}
	defer one.Close()
	for _, n := range numbers {
		more := false
		rows, err := one.QueryContext(ctx, n)
		if err != nil {
			return err
		}
		for rows.Next() {
			h, err := p.hit(rows)
			if err != nil {
				rows.Close()
				return err
			}
			more = yield(h)
		}
		if err := errors.Join(rows.Err(), rows.Close()); err != nil || !more {
			return err
		}
	}
	return nil
}

// hit reads a row, and finds the first term and the units of the sides that terms are about.
func (p *plan) hit(rows *sql.Rows) (h Hit, err error) {
	hash, copy, err := h.scan(rows)
	if err != nil {
		return h, err
	}
	h.About = p.known[h.piece]
	if h.About == nil {
		return h, fmt.Errorf("row %d is of no piece", h.n)
	}
	h.ID = rowID(h.About.ID, hash, copy)
	h.Piece = &h.About.Piece
	for side := range align.Sides {
		p.units[side] = unitsOf(p.units[side][:0], h.Text.Side(side))
	}
	h.units = p.units
	h.Side = p.Terms[0].Side
	h.Spans = p.Terms[0].spans(h.Text.Side(h.Side), h.units[h.Side])
	return h, nil
}
