package corpora

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// sideColumns begin the columns of an edition.
var sideColumns = [align.Sides]string{"english", "chinese"}

// editions lays what a row of the table says over what a file says of its editions.
func (m Meta) editions(p exchange.Piece) exchange.Piece {
	for side, name := range sideColumns {
		e := &p.Editions[side]
		set := func(field *string, column string) { *field = cmp.Or(m[name+" "+column], *field) }
		set(&e.Title, "title")
		set(&e.Translator, "translator")
		set(&e.Publisher, "publisher")
		set(&e.URL, "url")
		set(&e.Date, "date")
		set(&e.Licence, "licence")
		set(&e.File, "")
		if authors := m[name+" author"]; authors != "" {
			e.Authors = strings.Split(authors, ", ")
		}
		if file := m[name]; file != "" {
			e.File = file
		}
		e.Script = align.Script(cmp.Or(m[name+" script"], string(e.Script)))
	}
	switch m["direction"] {
	case "en>zh":
		p.Editions[align.EN].OriginalLanguage, p.Editions[align.ZH].OriginalLanguage = align.English, align.English
	case "zh>en":
		p.Editions[align.EN].OriginalLanguage, p.Editions[align.ZH].OriginalLanguage = align.Chinese, align.Chinese
	}
	return p
}

// Known returns what is known of the piece, by the columns of metadata.tsv.
func (p *Piece) Known() map[string]string {
	cells := maps.Clone(map[string]string(p.Meta))
	if cells == nil {
		cells = map[string]string{}
	}
	cells["id"] = p.ID
	cells["direction"] = p.Direction()
	for side, name := range sideColumns {
		e := p.Editions[side]
		for column, value := range map[string]string{
			"": e.File, " title": e.Title, " author": strings.Join(e.Authors, ", "), " translator": e.Translator, " publisher": e.Publisher,
			" url": e.URL, " date": e.Date, " licence": e.Licence, " script": string(e.Script),
		} {
			if value != "" {
				cells[name+column] = value
			}
		}
	}
	return cells
}

// Pieces returns the pieces of the corpus by their IDs.
func (c *Corpus) Pieces(ctx context.Context) ([]*Piece, error) {
	list, err := pieces(ctx, c.db)
	return list, c.failed("read", err)
}

// queryer is a database or a transaction.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func pieces(ctx context.Context, db queryer) ([]*Piece, error) {
	return readPieces(ctx, db, "ORDER BY id")
}

// pieceOf returns the piece of a number.
func pieceOf(ctx context.Context, db queryer, n int64) (*Piece, error) {
	list, err := readPieces(ctx, db, "WHERE n = ?", n)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("there is no piece %d", n)
	}
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

func readPieces(ctx context.Context, db queryer, which string, args ...any) ([]*Piece, error) {
	rows, err := db.QueryContext(ctx, "SELECT n, id, source, rows, about, meta FROM piece "+which, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []*Piece
	for rows.Next() {
		p := &Piece{}
		var about, meta []byte
		if err := rows.Scan(&p.n, &p.ID, &p.Source, &p.Rows, &about, &meta); err != nil {
			return nil, err
		}
		if err := errors.Join(json.Unmarshal(about, &p.given), json.Unmarshal(meta, &p.Meta)); err != nil {
			return nil, fmt.Errorf("piece %s: %w", p.ID, err)
		}
		p.given.ID = p.ID
		p.Piece = p.Meta.editions(p.given)
		list = append(list, p)
	}
	return list, rows.Err()
}

// Table returns what is known of the pieces of the corpus.
func (c *Corpus) Table(ctx context.Context) (*pairing.Metadata, error) {
	list, err := c.Pieces(ctx)
	if err != nil {
		return nil, err
	}
	confirmed, err := c.confirmed(ctx)
	if err != nil {
		return nil, err
	}
	m := &pairing.Metadata{Columns: pairing.MetadataColumns()}
	known := map[string]bool{}
	for _, name := range m.Columns {
		known[name] = true
	}
	var others []string
	for _, p := range list {
		cells := p.Known()
		cells["rows confirmed"] = strconv.Itoa(confirmed[p.n])
		for name := range cells {
			if !known[name] {
				known[name] = true
				others = append(others, name)
			}
		}
		m.Rows = append(m.Rows, cells)
	}
	slices.Sort(others)
	m.Columns = append(m.Columns, others...)
	return m, nil
}

// confirmed counts the rows of each piece that a reviewer stands for.
func (c *Corpus) confirmed(ctx context.Context) (map[int64]int, error) {
	rows, err := c.db.QueryContext(ctx, "SELECT piece, count(*) FROM row WHERE status IN ('ok', 'fixed') GROUP BY piece")
	if err != nil {
		return nil, c.failed("read", err)
	}
	defer rows.Close()
	counts := map[int64]int{}
	for rows.Next() {
		var piece int64
		var n int
		if err := rows.Scan(&piece, &n); err != nil {
			return nil, c.failed("read", err)
		}
		counts[piece] = n
	}
	return counts, c.failed("read", rows.Err())
}

// computed are the columns that say what is so, and are not taken from a table.
var computed = []string{"id", "rows confirmed"}

// SetMetadata takes in a table, of which a row is about the piece whose id it has. A cell
// that says the same as the file of the piece adds nothing; one that was emptied takes back
// what a table said before. The result is the ids that no piece has.
func (c *Corpus) SetMetadata(ctx context.Context, m *pairing.Metadata) (unknown []string, err error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return nil, c.failed("metadata", err)
	}
	defer tx.Rollback()
	if unknown, err = setMetadata(ctx, tx, m); err != nil {
		return nil, c.failed("metadata", err)
	}
	if err := tx.Commit(); err != nil {
		return nil, c.failed("metadata", err)
	}
	return unknown, c.writeMetadata(ctx)
}

func setMetadata(ctx context.Context, tx *sql.Tx, m *pairing.Metadata) (unknown []string, err error) {
	list, err := pieces(ctx, tx)
	if err != nil {
		return nil, err
	}
	byID := map[string]*Piece{}
	for _, p := range list {
		byID[p.ID] = p
	}
	for _, row := range m.Rows {
		p := byID[row["id"]]
		if p == nil {
			unknown = append(unknown, cmp.Or(row["id"], row["english"], row["chinese"]))
			continue
		}
		meta := maps.Clone(p.Meta)
		if meta == nil {
			meta = Meta{}
		}
		file := (&Piece{Piece: p.given}).Known()
		for _, name := range m.Columns {
			value := row[name]
			switch {
			case slices.Contains(computed, name):
			case value == "" || value == file[name]:
				delete(meta, name)
			default:
				meta[name] = value
			}
		}
		if maps.Equal(meta, p.Meta) {
			continue
		}
		b, err := json.Marshal(meta)
		if err != nil {
			return nil, err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE piece SET meta = ? WHERE n = ?", string(b), p.n); err != nil {
			return nil, err
		}
	}
	return unknown, nil
}

// metadataSetting is the setting that holds the hash of metadata.tsv as it was written.
const metadataSetting = "metadata"

// takeEdits takes in metadata.tsv if a person has changed it since it was written.
func (c *Corpus) takeEdits(ctx context.Context) error {
	path := filepath.Join(c.Dir, metadataName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	var written string
	if err := c.db.QueryRowContext(ctx, "SELECT value FROM setting WHERE name = ?", metadataSetting).Scan(&written); err != nil && !errors.Is(err, sql.ErrNoRows) {
		return c.failed("metadata", err)
	}
	if hexHash(data) == written {
		return nil
	}
	m, err := pairing.ReadMetadata(bytes.NewReader(data))
	if err != nil {
		return &align.InputError{Code: align.Damaged, Op: "read", Path: path, Reason: err.Error(), Hint: "mend it, or remove it to have it written anew", Err: err}
	}
	_, err = c.SetMetadata(ctx, m)
	return err
}

func hexHash(data []byte) string {
	h := sha256.Sum256(data)
	return hex.EncodeToString(h[:])
}

// writeMetadata writes metadata.tsv.
func (c *Corpus) writeMetadata(ctx context.Context) error {
	m, err := c.Table(ctx)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil {
		return err
	}
	info, err := os.Stat(filepath.Join(c.Dir, databaseName))
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	path := filepath.Join(c.Dir, metadataName)
	temp, err := os.CreateTemp(c.Dir, "."+metadataName+"-*")
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(b.Bytes())
	err = errors.Join(err, temp.Chmod(info.Mode().Perm()), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return fmt.Errorf("write: %w", err)
	}
	_, err = c.db.ExecContext(ctx, "INSERT OR REPLACE INTO setting VALUES (?, ?)", metadataSetting, hexHash(b.Bytes()))
	return c.failed("metadata", err)
}
