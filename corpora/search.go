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
	return append(keys, pairing.MetadataColumns()...)
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
	cells["piece"], cells["source"], cells["year"] = p.ID, p.Source, cmp.Or(cells["year"], p.Year())
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
}

// Page says which of the rows found are wanted, and in which order.
type Page struct {
	Offset, Limit int     // up to Limit rows after the first Offset ones; all if Limit is 0
	Sort          Sort    // "" is the order in which they came into the corpus
	Strokes       bool    // sort Chinese by strokes instead of by pinyin
	Marker        *Marker // for SortOther: its likeliest translation counts, of up to MostHits rows; nil: the text of the other side
	Sample        int     // of all rows take so many by chance, all if it is 0
	Seed          uint64  // of the chance: equal seeds give equal samples
}

// Found is what is known of a search beside its hits, once it has ended.
type Found struct {
	Total   int // of all rows that were found
	Sampled int // rows of the sample, the total if there is none
	Reading Reading
	ByText  bool // SortOther is by the text of the other side, as there are over MostHits rows
}

// Reading says how many rows a search had to read, which is what takes long.
type Reading struct {
	Rows int  // whose texts were read to find out whether they are asked for
	All  bool // these are all rows, as the query has no word to look up that stands in few of them
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
	terms, not []planned
	forms      forms  // words of taggers, if a term asks for them
	match      string // in the language of the index; "" if it is not asked
	exact      bool   // the index answers it all
	readsAll   bool   // every row is looked at, of those for which the conditions hold
	word       string // the token that answers it, if it is about a single unit of which the corpus has one form
	where      []string
	args       []any
	known      map[int64]*Piece // pieces that were read, by number
	read       int              // rows whose texts were read by look, of a plan that the index does not answer
}

func (c *Corpus) plan(ctx context.Context, tx queryer, q Query) (p *plan, err error) {
	p = &plan{exact: true, known: map[int64]*Piece{}}
	if len(q.Terms) == 0 {
		return nil, &align.InputError{Code: align.UnknownCondition, Op: "search", Reason: "no word is asked for", Hint: "say one"}
	}
	for _, t := range q.Terms {
		p.terms = append(p.terms, newPlanned(t))
	}
	for _, t := range q.Not {
		p.not = append(p.not, newPlanned(t))
	}
	if err := p.readForms(ctx, tx, c.Dir); err != nil {
		return nil, err
	}
	var parts []string
	for k := range p.terms {
		t := &p.terms[k]
		if t.tagged != nil {
			p.exact = false
			query, args, err := t.taggedRows(ctx, tx)
			if err != nil {
				return nil, err
			}
			if query != "" {
				p.where, p.args = append(p.where, "row.n IN ("+query+")"), append(p.args, args...)
			}
			continue
		}
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
	p.readsAll = p.match == "" && len(p.where) == 0
	var not []string
	for k := range p.not {
		t := &p.not[k]
		if t.tagged != nil {
			p.exact = false
			continue
		}
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
	if len(q.Where) > 0 { // else the pieces of the page alone are read
		list, err := pieces(ctx, tx)
		if err != nil {
			return nil, err
		}
		clauses, args, onPieces, err := q.Where.split(list)
		if err != nil {
			return nil, err
		}
		p.where, p.args = append(p.where, clauses...), append(p.args, args...)
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
	if p.exact && len(q.Terms) == 1 && len(q.Not) == 0 && len(p.where) == 0 {
		if p.word, err = p.terms[0].onlyWord(ctx, tx); err != nil {
			return nil, err
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
	if p.forms != nil {
		sql += " LEFT JOIN analysis ON analysis.row = row.n"
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
	case len(p.where) == 0:
		err = tx.QueryRowContext(ctx, "SELECT count(*) FROM search WHERE search MATCH ?", p.match).Scan(&total)
	default:
		from, args := p.from()
		err = tx.QueryRowContext(ctx, "SELECT count(*)"+from, args...).Scan(&total)
	}
	return total, err
}

// possible is a row that may be one of those asked for.
type possible struct {
	n, piece int64
	place    int
	text     align.TextPair
	coded    [align.Sides][]byte // words of a tagger, empty if there are none
}

// looked is a candidate that is looked at.
type looked struct {
	possible

	units [align.Sides][]unit
	known [align.Sides]bool // units has the units
	words []uint64          // room for words of a tagger
}

// at makes room for another candidate.
func (c *looked) at(row possible) { c.possible, c.known = row, [align.Sides]bool{} }

// unitsOf returns the units of a side, which are found when they are first asked for.
func (c *looked) unitsOf(side align.Side) []unit {
	if !c.known[side] {
		c.units[side], c.known[side] = unitsOf(c.units[side][:0], c.text.Side(side)), true
	}
	return c.units[side]
}

// tagged returns the words of a tagger among which a term is to be looked for; ok is false if it is
// to be looked for in the text.
func (c *looked) tagged(t *planned) (words []uint64, ok bool, err error) {
	if t.tagged == nil || len(c.coded[t.Side]) == 0 {
		return nil, false, nil
	}
	c.words, err = decodeWords(c.words[:0], c.coded[t.Side])
	return c.words, true, err
}

// has reports whether a row has a term.
func (c *looked) has(t *planned) (bool, error) {
	if words, ok, err := c.tagged(t); ok || err != nil {
		return t.inWords(words), err
	}
	text := c.text.Side(t.Side)
	return t.standsIn(text) || t.pattern != nil && t.in(text, nil) || t.pattern == nil && t.in(text, c.unitsOf(t.Side)), nil
}

// spans returns where a row has a term.
func (c *looked) spans(t *planned, known forms) ([][2]int, error) {
	text := c.text.Side(t.Side)
	if words, ok, err := c.tagged(t); ok || err != nil {
		return t.wordSpans(words, text, known), err
	}
	return t.spans(text, c.unitsOf(t.Side)), nil
}

// holds reports whether a row has the terms and has none of those it may not have.
func (p *plan) holds(c *looked) (bool, error) {
	for k := range p.terms {
		if has, err := c.has(&p.terms[k]); !has || err != nil {
			return false, err
		}
	}
	for k := range p.not {
		if has, err := c.has(&p.not[k]); has || err != nil {
			return false, err
		}
	}
	return true, nil
}

// look goes through the rows that are asked for, by the order of their numbers. Of their texts those
// alone are read that a term is about, and both if all is true.
func (p *plan) look(ctx context.Context, tx *sql.Tx, all bool, yield func(*looked) error) error {
	room := &looked{}
	return inOrder(p.candidates(ctx, tx, all), p.held, func(rows []possible) error {
		for _, row := range rows {
			room.at(row)
			if err := yield(room); err != nil {
				return err
			}
		}
		return nil
	})
}

// held returns those of some candidates that are asked for.
func (p *plan) held(rows []possible) ([]possible, error) {
	if p.exact {
		return rows, nil
	}
	c := &looked{}
	kept := rows[:0]
	for _, row := range rows {
		c.at(row)
		holds, err := p.holds(c)
		if err != nil {
			return nil, err
		}
		if holds {
			kept = append(kept, row)
		}
	}
	return kept, nil
}

// candidates goes through the rows that may be asked for, some at a time; see look.
func (p *plan) candidates(ctx context.Context, tx *sql.Tx, all bool) iter.Seq2[[]possible, error] {
	const some = 128
	columns := []string{"row.n", "row.piece", "row.place", "''", "''"}
	for side := range align.Sides {
		about := func(t planned) bool { return t.Side == side }
		if all || slices.ContainsFunc(p.terms, about) || slices.ContainsFunc(p.not, about) {
			columns[3+side] = [align.Sides]string{"row.en", "row.zh"}[side]
		}
	}
	if p.forms != nil {
		columns = append(columns, "analysis.en", "analysis.zh")
	}
	return func(yield func([]possible, error) bool) {
		from, args := p.from()
		rows, err := tx.QueryContext(ctx, "SELECT "+strings.Join(columns, ", ")+from+" ORDER BY row.n", args...)
		if err != nil {
			yield(nil, err)
			return
		}
		defer rows.Close()
		var row possible
		into := []any{&row.n, &row.piece, &row.place, &row.text.EN, &row.text.ZH, &row.coded[align.EN], &row.coded[align.ZH]}[:len(columns)]
		list := make([]possible, 0, some)
		for rows.Next() {
			if err := rows.Scan(into...); err != nil {
				yield(nil, err)
				return
			}
			if !p.exact {
				p.read++
			}
			if list = append(list, row); len(list) == some {
				if !yield(list, nil) {
					return
				}
				list = make([]possible, 0, some)
			}
		}
		yield(list, rows.Err())
	}
}

// numbers returns the numbers of up to limit of the rows that an exact plan finds, after the first
// offset ones.
func (p *plan) numbers(ctx context.Context, tx *sql.Tx, offset, limit int) (list []int64, err error) {
	from, args := p.from()
	query := "SELECT row.n" + from + " ORDER BY row.n"
	if len(p.where) == 0 { // the index alone knows
		query = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid"
	}
	if limit <= 0 {
		limit = -1
	}
	return scanNumbers(tx.QueryContext(ctx, query+" LIMIT "+strconv.Itoa(limit)+" OFFSET "+strconv.Itoa(max(0, offset)), args...))
}

// scanNumbers reads the numbers that a query returns.
func scanNumbers(rows *sql.Rows, err error) (list []int64, _ error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		list = append(list, n)
	}
	return list, rows.Err()
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
	list, err := p.chosen(ctx, tx, page, found)
	if err != nil {
		return err
	}
	found.Reading = Reading{p.read, p.readsAll}
	return p.eachHit(ctx, tx, list, func(h Hit, _ *looked) error {
		switch {
		case len(h.Spans) == 0:
			return &align.InputError{Code: align.Damaged, Op: "search", Path: c.Dir, Reason: "the index does not fit row " + h.ID, Hint: "look at the corpus with align corpus verify"}
		case !yield(h):
			return errEnough
		}
		return nil
	})
}

// errEnough ends a search of which no more is wanted.
var errEnough = errors.New("enough")

// hitsRead is how many rows eachHit reads at a time.
const hitsRead = 256

// eachHit goes through rows by their numbers. What yield is given is valid until it returns.
func (p *plan) eachHit(ctx context.Context, tx *sql.Tx, numbers []int64, yield func(Hit, *looked) error) error {
	c := &looked{}
	for some := range slices.Chunk(numbers, hitsRead) {
		if err := p.someHits(ctx, tx, some, c, yield); err == errEnough {
			return nil
		} else if err != nil {
			return err
		}
	}
	return nil
}

// someHits is eachHit with all rows in one query.
func (p *plan) someHits(ctx context.Context, tx *sql.Tx, numbers []int64, c *looked, yield func(Hit, *looked) error) error {
	wanted, err := json.Marshal(numbers)
	if err != nil {
		return err
	}
	rows, err := tx.QueryContext(ctx, "SELECT "+scanColumns+", analysis.en, analysis.zh FROM json_each(?) AS wanted CROSS JOIN row ON row.n = wanted.value LEFT JOIN analysis ON analysis.row = row.n", string(wanted))
	if err != nil {
		return err
	}
	defer rows.Close()
	for _, n := range numbers {
		var h Hit
		var coded [align.Sides][]byte
		if !rows.Next() {
			return cmp.Or(rows.Err(), fmt.Errorf("there is no row %d", n))
		}
		hash, copy, err := h.scan(rows, &coded[align.EN], &coded[align.ZH])
		if err != nil {
			return err
		}
		if h.n != n {
			return fmt.Errorf("there is no row %d", n)
		}
		if h.About, err = p.piece(ctx, tx, h.piece); err != nil {
			return err
		}
		h.ID, h.Piece = rowID(h.About.ID, hash, copy), &h.About.Piece
		c.at(possible{n: h.n, piece: h.piece, place: h.place, text: h.Text, coded: coded})
		first := &p.terms[0]
		h.Side = first.Side
		if h.Spans, err = c.spans(first, p.forms); err != nil {
			return err
		}
		if err := yield(h, c); err != nil {
			return err
		}
	}
	return rows.Err()
}

// piece returns the piece of a number.
func (p *plan) piece(ctx context.Context, tx *sql.Tx, n int64) (*Piece, error) {
	if p.known[n] == nil {
		piece, err := pieceOf(ctx, tx, n)
		if err != nil {
			return nil, err
		}
		p.known[n] = piece
	}
	return p.known[n], nil
}
