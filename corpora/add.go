package corpora

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// AddOptions say how files are added.
type AddOptions struct {
	Level    align.Level       // of the rows of formats of both levels; "" is sentences
	Format   string            // of files that are named, not of those in folders; "": as they tell
	Piece    string            // the ID of the piece of the one file that is named, if it has one piece
	Metadata *pairing.Metadata // about the pieces; nil: nothing

	Tokens *exchange.Tokens // words, lemmas and tags of texts of the corpus; nil: none

	Progress func(file, files int, rows int) // called now and then; nil: never
}

// Added says what became of files.
type Added struct {
	Files      int        `json:"files"`
	Pieces     int        `json:"pieces"`    // that are new or changed
	Unchanged  int        `json:"unchanged"` // files that are in the corpus as they are
	New        int        `json:"rows_new"`
	Kept       int        `json:"rows_kept"`    // of changed pieces, with the same texts as before
	Changed    int        `json:"rows_changed"` // of those that are new, rows that took a review over from one whose text changed
	Gone       int        `json:"rows_gone"`
	Unplaced   int        `json:"reviews_unplaced"` // reviews of rows that are gone, which no row took over
	LeftOut    []string   `json:"files_left_out"`   // files of which another format was taken
	Refused    []Refusal  `json:"files_refused"`
	ToCheck    int        `json:"pairs_to_check"`   // pairs of batches that these were not sure of; they were added too
	UnknownIDs []string   `json:"metadata_unknown"` // rows of metadata that are about no piece
	Analysed   int        `json:"texts_analysed"`   // of which words, lemmas and tags were taken
	Duplicates Duplicates `json:"duplicates"`       // in the whole corpus
}

// Refusal is a file that could not be read.
type Refusal struct {
	File string `json:"file"`
	Why  string `json:"why"`

	Err error `json:"-"`
}

// group is about how many rows are committed together. A file is never cut.
const group = 20000

// Add adds files and folders. A file that is in the corpus as it is adds nothing; of one that
// has changed the rows with the same texts stay, with their IDs and what a reviewer did, and
// the others are replaced, all of a file at once. A file that cannot be read is refused, and
// the rest is added. When ctx ends the files that are whole stay.
func (c *Corpus) Add(ctx context.Context, paths []string, opt AddOptions) (*Added, error) {
	if opt.Level == "" {
		opt.Level = align.LevelSentence
	}
	all, err := findSources(ctx, paths)
	if err != nil {
		return nil, err
	}
	list := all.sources
	if opt.Piece != "" && (len(list) != 1 || list[0].path != paths[0]) {
		return nil, &align.InputError{Code: align.AmbiguousFiles, Op: "add", Reason: "a piece can be named of one file alone", Hint: "add its file by itself"}
	}
	if err := c.takeEdits(ctx); err != nil {
		return nil, err
	}
	a := &adder{c: c, opt: opt, report: &Added{LeftOut: all.left, ToCheck: all.toCheck, Refused: []Refusal{}, UnknownIDs: []string{}}}
	defer a.end()
	for n, s := range list {
		if err := ctx.Err(); err != nil {
			break
		}
		if s.format == "" {
			s.format = opt.Format
		}
		if opt.Piece != "" {
			s.id = opt.Piece
		}
		a.progress = func(rows int) {
			if opt.Progress != nil {
				opt.Progress(n, len(list), rows)
			}
		}
		if err := a.file(ctx, s); err != nil {
			if _, ok := errors.AsType[*align.InputError](err); !ok {
				return nil, c.failed("add", err)
			}
			a.report.Refused = append(a.report.Refused, Refusal{s.path, err.Error(), err})
		}
		if a.pending >= group {
			if err := a.commit(); err != nil {
				return nil, c.failed("add", err)
			}
		}
	}
	if err := a.commit(); err != nil {
		return nil, c.failed("add", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	for _, table := range all.tables {
		if _, err := c.SetMetadata(ctx, table); err != nil {
			return nil, err
		}
	}
	if opt.Metadata != nil {
		if a.report.UnknownIDs, err = c.SetMetadata(ctx, opt.Metadata); err != nil {
			return nil, err
		}
	}
	if opt.Tokens != nil {
		if a.report.Analysed, err = c.setTokens(ctx, opt.Tokens); err != nil {
			return nil, c.failed("add", err)
		}
	}
	if a.report.Duplicates, err = c.findDuplicates(ctx); err != nil {
		return nil, c.failed("add", err)
	}
	return a.report, c.writeMetadata(ctx)
}

// adder adds files to a corpus.
type adder struct {
	c        *Corpus
	opt      AddOptions
	report   *Added
	progress func(rows int)

	paragraphs map[string]align.Bead // of the file at hand: reviews of paragraphs, by ID

	tx      *writeTx // nil if nothing was added since the last commit
	pending int      // rows in it
}

// writeTx is a transaction that changes rows, with its statements.
type writeTx struct {
	*sql.Tx
	insertRow, insertIndex, moveRow, deleteRow, deleteIndex *sql.Stmt

	words *wordCounts
}

// wordCounts are changes of the counts of units, by token.
type wordCounts struct {
	counts map[string]*wordCount
	row    int // the number of the row that is counted, to tell rows apart
	buffer []byte
}

// wordCount is in how many rows more or fewer a unit stands, and how often.
type wordCount struct{ rows, hits, last int }

func newWordCounts() *wordCounts { return &wordCounts{counts: map[string]*wordCount{}} }

// add takes the units of a row in, or out if by is -1.
func (w *wordCounts) add(units [align.Sides][]unit, by int) {
	w.row++
	for side := range align.Sides {
		for _, u := range units[side] {
			w.buffer = append(append(w.buffer[:0], sideLetters[side]), u.norm...)
			n := w.counts[string(w.buffer)]
			if n == nil {
				n = &wordCount{}
				w.counts[string(w.buffer)] = n
			}
			if n.last != w.row {
				n.last = w.row
				n.rows += by
			}
			n.hits += by
		}
	}
}

// merge takes other counts in.
func (w *wordCounts) merge(others ...*wordCounts) {
	for _, o := range others {
		for token, n := range o.counts {
			sum := w.counts[token]
			if sum == nil {
				sum = &wordCount{}
				w.counts[token] = sum
			}
			sum.rows += n.rows
			sum.hits += n.hits
		}
	}
}

// begin begins a transaction.
func (c *Corpus) begin(ctx context.Context) (*writeTx, error) {
	tx, err := c.db.BeginTx(context.WithoutCancel(ctx), nil) // it ends with commit or rollback alone
	if err != nil {
		return nil, err
	}
	w := &writeTx{Tx: tx, words: newWordCounts()}
	for _, s := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&w.insertRow, "INSERT INTO row (n, piece, place, hash, copy, before, " + rowColumns + ") VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"},
		{&w.insertIndex, "INSERT INTO search (rowid, tokens) VALUES (?, ?)"},
		{&w.moveRow, "UPDATE row SET place = ?, before = iif(? = '', before, ''), (" + rowColumns + ") = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE n = ?"},
		{&w.deleteRow, "DELETE FROM row WHERE n = ?"},
		{&w.deleteIndex, "DELETE FROM search WHERE rowid = ?"},
	} {
		if *s.to, err = tx.Prepare(s.query); err != nil {
			tx.Rollback()
			return nil, err
		}
	}
	return w, nil
}

// commit ends the transaction.
func (w *writeTx) commit() error {
	s, err := w.Prepare("INSERT INTO word VALUES (?, ?, ?) ON CONFLICT (token) DO UPDATE SET rows = rows + excluded.rows, hits = hits + excluded.hits")
	if err != nil {
		return err
	}
	fewer := false
	for _, token := range slices.Sorted(maps.Keys(w.words.counts)) {
		n := w.words.counts[token]
		fewer = fewer || n.hits < 0
		if n.hits == 0 && n.rows == 0 {
			continue
		}
		if _, err := s.Exec(token, n.rows, n.hits); err != nil {
			return err
		}
	}
	if fewer {
		if _, err := w.Exec("DELETE FROM word WHERE hits <= 0"); err != nil {
			return err
		}
	}
	return w.Commit()
}

func (a *adder) commit() error {
	if a.tx == nil {
		return nil
	}
	tx := a.tx
	a.tx, a.pending = nil, 0
	if err := tx.commit(); err != nil {
		tx.Rollback()
		return err
	}
	return nil
}

// end gives up what was not committed.
func (a *adder) end() {
	if a.tx != nil {
		a.tx.Rollback()
	}
}

// entry is a record made ready to be stored.
type entry struct {
	exchange.Record
	hash   int64
	units  [align.Sides][]unit
	tokens string
	sketch sketch
}

// newEntry makes a record ready.
func newEntry(r exchange.Record) entry {
	e := entry{Record: r, hash: hashOf(r.Text)}
	var buffer, stream []byte
	var s sketcher
	s.reset()
	for side := range align.Sides {
		e.units[side] = unitsOf(nil, r.Text.Side(side))
		buffer = tokens(buffer, side, e.units[side], func(token []byte, pair bool) {
			stream = append(append(stream, token...), ' ')
			if pair {
				s.add(token)
			}
		})
	}
	e.tokens, e.sketch = string(stream), s.sketch()
	return e
}

// entries makes records ready, and counts their units, on another core than that on which
// they are taken. The counts are whole once all are taken.
func entries(ctx context.Context, records iter.Seq2[exchange.Record, error], words *wordCounts) iter.Seq2[entry, error] {
	return pairing.Ahead(ctx, func(yield func(entry, error) bool) {
		for r, err := range records {
			var e entry
			if err == nil {
				e = newEntry(r)
				words.add(e.units, 1)
			}
			if !yield(e, err) {
				return
			}
		}
	})
}

// incoming is a piece of a file that is being added.
type incoming struct {
	id    string
	n     int64              // of the piece
	old   map[int64][]oldRow // rows that the piece had, by hash, in the order of their copies; those that stay are taken out
	was   int                // how many rows it had
	same  int                // how many of them stay
	rows  int
	last  map[int64]int64 // the last copy of each hash
	fresh []freshRow      // rows that are new, if the piece is not
	keys  []byte          // sketches of the rows
}

// oldRow is a row that a piece had before.
type oldRow struct {
	n, copy int64
	place   int
}

// freshRow is a new row of a piece that had others.
type freshRow struct {
	n     int64
	place int
}

// file adds a file, wholly or not at all.
func (a *adder) file(ctx context.Context, s source) error {
	a.report.Files++
	in, err := pairing.Open(s.path, s.format, a.opt.Level)
	if err != nil {
		return err
	}
	defer in.Close()
	hash, err := hashFiles(in.Paths, in.Format.Name+"\x00"+string(a.opt.Level)+"\x00"+a.opt.Piece+"\x00")
	if err != nil {
		return err
	}
	if a.tx == nil {
		if a.tx, err = a.c.begin(ctx); err != nil {
			return err
		}
	}
	var there, all sql.NullInt64
	if err := a.tx.QueryRow("SELECT count(*), max(pieces) FROM piece WHERE hash = ?", hash).Scan(&there, &all); err != nil {
		return err
	}
	if there.Int64 > 0 && there.Int64 == all.Int64 {
		a.report.Unchanged++
		return nil
	}
	if _, err := a.tx.Exec("SAVEPOINT file"); err != nil {
		return err
	}
	report, words := *a.report, a.tx.words
	a.tx.words = newWordCounts() // of rows that were there and are counted again, or are gone
	counts := newWordCounts()
	a.paragraphs, err = paragraphReviews(s, in.Format, a.opt.Level)
	if err == nil {
		err = a.records(ctx, s, hash, entries(ctx, in.Ahead(ctx), counts))
	}
	if err == nil {
		err = ctx.Err()
	}
	gone := a.tx.words
	a.tx.words = words
	if err != nil {
		*a.report = report
		_, back := a.tx.Exec("ROLLBACK TO file")
		if _, gone := a.tx.Exec("RELEASE file"); back == nil {
			back = gone
		}
		if back != nil && errorCode(err) == 0 {
			return back
		}
		return err
	}
	words.merge(counts, gone)
	_, err = a.tx.Exec("RELEASE file")
	return err
}

// records adds the rows of a file.
func (a *adder) records(ctx context.Context, s source, hash string, list iter.Seq2[entry, error]) error {
	byID := map[string]*incoming{}
	var order []*incoming
	var at *incoming
	var piece *exchange.Piece
	n := 0
	next, err := a.number("row")
	if err != nil {
		return err
	}
	for e, err := range list {
		if err != nil {
			return err
		}
		if e.Text == (align.TextPair{}) {
			return &align.InputError{Code: align.MissingFile, Op: "read", Path: s.path, Reason: "it has rows without texts", Hint: "its documents have to lie beside it"}
		}
		if at == nil || e.Piece != piece { // the rows of a piece share it
			piece = e.Piece
			id := s.id
			if piece != nil && piece.ID != "" && a.opt.Piece == "" {
				id = piece.ID
			}
			if at = byID[id]; at == nil {
				if at, err = a.newPiece(id, piece, s, hash); err != nil {
					return err
				}
				byID[id] = at
				order = append(order, at)
			}
		}
		if err := a.row(at, &e, &next); err != nil {
			return err
		}
		if n++; n%1000 == 0 {
			a.progress(n)
		}
	}
	if len(order) == 0 {
		return &align.InputError{Code: align.NoText, Op: "read", Path: s.path, Reason: "it has no row in English and Chinese", Hint: "look at it with align check"}
	}
	for _, p := range order {
		if err := a.endPiece(ctx, p, len(order), s); err != nil {
			return err
		}
	}
	a.report.Pieces += len(order)
	a.pending += n
	return nil
}

// number returns the least number that no row of a table has nor had.
func (a *adder) number(table string) (n int64, err error) {
	err = a.tx.QueryRow("SELECT ifnull(max(n), 0) + 1 FROM " + table).Scan(&n)
	return n, err
}

// newPiece begins a piece: a new one, or one that is to be replaced.
func (a *adder) newPiece(id string, said *exchange.Piece, s source, hash string) (*incoming, error) {
	p := &incoming{id: id, last: map[int64]int64{}, keys: []byte{}}
	var known exchange.Piece
	if said != nil {
		known = *said
	}
	for _, path := range s.also {
		if more := about(path, a.opt.Level); more != nil {
			fill(&known, more)
		}
	}
	var before []byte
	err := a.tx.QueryRow("SELECT n, about FROM piece WHERE id = ?", id).Scan(&p.n, &before)
	if err == nil {
		var piece exchange.Piece
		if err := json.Unmarshal(before, &piece); err != nil {
			return nil, err
		}
		fill(&known, &piece)
	}
	b, failed := json.Marshal(known)
	if failed != nil {
		return nil, failed
	}
	switch {
	case errors.Is(err, sql.ErrNoRows):
		result, err := a.tx.Exec("INSERT INTO piece (id, source, hash, pieces, rows, about, meta, sketches) VALUES (?, ?, ?, 1, 0, ?, '{}', x'')", id, s.path, hash, string(b))
		if err != nil {
			return nil, err
		}
		p.n, err = result.LastInsertId()
		return p, err
	case err != nil:
		return nil, err
	}
	if _, err := a.tx.Exec("UPDATE piece SET source = ?, hash = ?, about = ? WHERE n = ?", s.path, hash, string(b), p.n); err != nil {
		return nil, err
	}
	return p, a.loadOld(p)
}

// loadOld reads which rows a piece has.
func (a *adder) loadOld(p *incoming) error {
	p.old = map[int64][]oldRow{}
	rows, err := a.tx.Query("SELECT n, hash, copy, place FROM row WHERE piece = ? ORDER BY copy", p.n)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var o oldRow
		var hash int64
		if err := rows.Scan(&o.n, &hash, &o.copy, &o.place); err != nil {
			return err
		}
		p.old[hash] = append(p.old[hash], o)
		p.last[hash] = max(p.last[hash], o.copy)
		p.was++
	}
	return rows.Err()
}

// row adds a row of a piece. If the piece had one with the same texts, that row stays.
func (a *adder) row(p *incoming, e *entry, next *int64) error {
	a.takeParagraph(&e.Record)
	place := p.rows
	p.rows++
	n := *next
	if old := p.old[e.hash]; len(old) > 0 {
		n = old[0].n
		if p.old[e.hash] = old[1:]; len(old) == 1 {
			delete(p.old, e.hash)
		}
		if err := a.keepReview(n, &e.Record); err != nil {
			return err
		}
		args := append([]any{place, string(e.Status)}, values(&e.Record)...)
		if _, err := a.tx.moveRow.Exec(append(args, n)...); err != nil {
			return err
		}
		a.tx.words.add(e.units, -1)
		p.same++
		a.report.Kept++
	} else {
		*next++
		p.last[e.hash]++
		args := append([]any{n, p.n, place, e.hash, p.last[e.hash]}, values(&e.Record)...)
		if _, err := a.tx.insertRow.Exec(args...); err != nil {
			return err
		}
		if _, err := a.tx.insertIndex.Exec(n, e.tokens); err != nil {
			return err
		}
		if p.was > 0 {
			p.fresh = append(p.fresh, freshRow{n, place})
		}
		a.report.New++
	}
	if e.sketch != (sketch{}) {
		p.keys = appendSketch(p.keys, n, e.sketch)
	}
	return nil
}

// paragraphReviews returns what a reviewer said of paragraphs in a file of both levels of which
// the sentences are added, by the IDs of their rows.
func paragraphReviews(s source, f exchange.Format, level align.Level) (map[string]align.Bead, error) {
	if level != align.LevelSentence || !f.Has(exchange.TwoLevels) {
		return nil, nil
	}
	in, err := pairing.Open(s.path, s.format, align.LevelParagraph)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	reviews := map[string]align.Bead{}
	for r, err := range in.All() {
		if err != nil {
			return nil, err
		}
		if r.ID != "" && (r.Status != "" || r.Comment != "") {
			reviews[r.ID] = r.Bead
		}
	}
	return reviews, nil
}

// takeParagraph gives a sentence of which a reviewer said nothing the status of its paragraph,
// and the first sentence of a paragraph its comment.
func (a *adder) takeParagraph(r *exchange.Record) {
	id, number, _ := strings.Cut(r.ID, ".")
	review, ok := a.paragraphs[id]
	if !ok || number == "" {
		return
	}
	if r.Status == "" {
		r.Status = review.Status
	}
	if number == "1" && review.Comment != "" {
		r.Comment = strings.TrimSpace(review.Comment + "\n" + r.Comment)
	}
}

// keepReview gives a record what a reviewer said of the row that it stays, where the file
// says nothing.
func (a *adder) keepReview(n int64, r *exchange.Record) error {
	if r.Status != "" && r.Comment != "" {
		return nil
	}
	var status align.Status
	var rest sql.NullString
	if err := a.tx.QueryRow("SELECT status, more FROM row WHERE n = ?", n).Scan(&status, &rest); err != nil {
		return err
	}
	var m more
	if rest.Valid {
		if err := json.Unmarshal([]byte(rest.String), &m); err != nil {
			return err
		}
	}
	if r.Status == "" {
		r.Status = status
	}
	if r.Comment == "" {
		r.Comment = m.Comment
	}
	if r.Status == status && !r.ByHand && m.ByHand {
		r.ByHand = true
		r.Score = 1
	}
	return nil
}

// endPiece takes away the rows of a piece that are no more, and gives what a reviewer did to
// them to the rows that stand there now.
func (a *adder) endPiece(ctx context.Context, p *incoming, pieces int, s source) error {
	if p.was > 0 && p.same == 0 && !a.related(p) {
		return &align.InputError{Code: align.AmbiguousFiles, Op: "add", Path: s.path, Reason: fmt.Sprintf("another piece of the corpus is called %q: no text of it is the same", p.id), Hint: "give this one another name with --piece, or remove the other first"}
	}
	var gone []oldRow
	for _, rows := range p.old {
		gone = append(gone, rows...)
	}
	slices.SortFunc(gone, func(x, y oldRow) int { return x.place - y.place })
	if len(gone) > 0 {
		if err := a.carryReviews(p, gone); err != nil {
			return err
		}
		for _, o := range gone {
			if err := a.tx.remove(o.n); err != nil {
				return err
			}
		}
		a.report.Gone += len(gone)
	}
	_, err := a.tx.Exec("UPDATE piece SET rows = ?, pieces = ?, sketches = ? WHERE n = ?", p.rows, pieces, p.keys, p.n)
	return err
}

// remove takes a row out of the corpus.
func (w *writeTx) remove(n int64) error {
	var e entry
	if err := w.QueryRow("SELECT en, zh FROM row WHERE n = ?", n).Scan(&e.Text.EN, &e.Text.ZH); err != nil {
		return err
	}
	for side := range align.Sides {
		e.units[side] = unitsOf(nil, e.Text.Side(side))
	}
	w.words.add(e.units, -1)
	if _, err := w.deleteIndex.Exec(n); err != nil {
		return err
	}
	for _, table := range []string{"analysis WHERE row", "tagged WHERE rowid"} {
		if _, err := w.Exec("DELETE FROM "+table+" = ?", n); err != nil {
			return err
		}
	}
	_, err := w.deleteRow.Exec(n)
	return err
}

// appendSketch appends the sketch of a row to the sketches of its piece.
func appendSketch(list []byte, n int64, keys sketch) []byte {
	list = binary.LittleEndian.AppendUint32(list, uint32(min(n, math.MaxUint32)))
	for _, k := range keys {
		list = binary.LittleEndian.AppendUint32(list, k)
	}
	return list
}
