package corpora

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"bitext/align"
)

// names of the files of a corpus.
const (
	databaseName = "corpus.db"
	metadataName = "metadata.tsv"
)

// application is the application ID of a corpus in the head of its database: "Algn".
const application = 0x416c676e

// patience is how long a process waits for another one that writes.
const patience = 5 * time.Second

// migrations lead from each version of the schema to the next. The version of a corpus is how
// many of them it has behind it. They never change once they were published.
var migrations = []string{`
CREATE TABLE piece (
	n       INTEGER PRIMARY KEY,
	id      TEXT NOT NULL UNIQUE,
	source  TEXT NOT NULL,    -- the file that it came from, as it was named
	hash    TEXT NOT NULL,    -- of that file and of how it was read
	pieces  INTEGER NOT NULL, -- how many pieces that file has
	rows    INTEGER NOT NULL,
	about   TEXT NOT NULL,    -- what the file says of its editions, in JSON
	meta    TEXT NOT NULL,    -- what metadata.tsv says, in JSON
	sketches BLOB NOT NULL    -- of its rows in the order of their numbers: number and keys, each of 4 bytes
) STRICT;

CREATE TABLE row (
	n      INTEGER PRIMARY KEY, -- as the index knows it
	piece  INTEGER NOT NULL,
	place  INTEGER NOT NULL,    -- in the piece, from 0
	hash   INTEGER NOT NULL,    -- of both texts
	copy   INTEGER NOT NULL,    -- of rows of the piece with the same hash, from 1
	label  TEXT NOT NULL,       -- its ID in its file: P12.3
	en     TEXT NOT NULL,
	zh     TEXT NOT NULL,
	ids    TEXT NOT NULL,       -- of its units: 3,4:5
	en_units INTEGER NOT NULL,
	zh_units INTEGER NOT NULL,
	en_size  INTEGER NOT NULL,  -- length, as align.Length counts it
	zh_size  INTEGER NOT NULL,
	score  INTEGER,             -- in millionths
	status TEXT NOT NULL,
	before TEXT NOT NULL,       -- the status that it had before its text changed
	more   TEXT                 -- the rest of it, in JSON
) STRICT;
CREATE INDEX row_place ON row (piece, place);

CREATE TABLE word (             -- the units of the corpus
	token TEXT PRIMARY KEY,
	rows  INTEGER NOT NULL,     -- that have it
	hits  INTEGER NOT NULL      -- times that they have it
) STRICT, WITHOUT ROWID;

CREATE TABLE duplicate (        -- rows that are nearly the same as an earlier one
	row   INTEGER PRIMARY KEY,
	of    INTEGER NOT NULL,
	share REAL NOT NULL         -- of the pairs of units of both that they have in common
) STRICT;

CREATE TABLE unplaced (         -- reviews of rows that are gone
	piece   TEXT NOT NULL,
	label   TEXT NOT NULL,
	en      TEXT NOT NULL,
	zh      TEXT NOT NULL,
	status  TEXT NOT NULL,
	comment TEXT NOT NULL
) STRICT;

CREATE TABLE token (            -- words as a tagger has them
	n     INTEGER PRIMARY KEY,
	form  TEXT NOT NULL,
	lemma TEXT NOT NULL,
	tag   TEXT NOT NULL,
	UNIQUE (form, lemma, tag)
) STRICT;

CREATE TABLE analysis (         -- the words of texts of which a tagger has said them
	row INTEGER PRIMARY KEY,
	en  BLOB,                   -- numbers of tokens, twice, and one more if no space follows
	zh  BLOB
) STRICT;

CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE search USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize="ascii tokenchars '_'");
INSERT INTO search (search, rank) VALUES ('hashsize', 33554432); -- memory for new rows before they are sorted in, in bytes
CREATE VIRTUAL TABLE vocabulary USING fts5vocab('search', 'row');
`, `
CREATE VIRTUAL TABLE tagged USING fts5(tokens, content='', contentless_delete=1, detail=none, tokenize=ascii); -- a letter for the side and the number of a word
DELETE FROM analysis; -- words that were given before this index was there: they have to be given anew
DELETE FROM token;
`}

// Corpus is an open corpus. It may be used by several goroutines at a time.
type Corpus struct {
	Dir string

	db *sql.DB
}

// Init makes a new corpus in a folder, which is made too if it is not there. A folder that is
// not empty is refused.
func Init(ctx context.Context, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	for _, e := range entries {
		if e.Name() == databaseName {
			return &align.InputError{Code: align.AmbiguousFiles, Op: "init", Path: dir, Reason: "it is a corpus already", Hint: "add to it with align corpus add"}
		}
	}
	if len(entries) > 0 {
		return &align.InputError{Code: align.AmbiguousFiles, Op: "init", Path: dir, Reason: "the folder is not empty", Hint: "name a new one"}
	}
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	// Whoever may not read the folder may not read the database; SQLite gives its other files
	// the permissions of this one.
	path := filepath.Join(dir, databaseName)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, info.Mode().Perm()&0o666)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("init: %w", err)
	}
	c := &Corpus{Dir: dir}
	c.db, err = openDatabase(path, "rwc")
	if err != nil {
		return c.failed("init", err)
	}
	defer c.Close()
	if _, err := c.db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", application)); err != nil {
		return c.failed("init", err)
	}
	if err := c.migrate(ctx); err != nil {
		return c.failed("init", err)
	}
	return c.writeMetadata(ctx)
}

// Open opens a corpus. One of a newer version is refused; one of an older version is brought
// up to date, unless it cannot be written, when it is refused too.
func Open(ctx context.Context, dir string) (*Corpus, error) {
	c := &Corpus{Dir: dir}
	path := filepath.Join(dir, databaseName)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if _, err := os.Stat(dir); err != nil {
			return nil, &align.InputError{Code: align.NotACorpus, Op: "open", Path: dir, Reason: "there is no such corpus", Hint: "make it with align corpus init"}
		}
		return nil, &align.InputError{Code: align.NotACorpus, Op: "open", Path: dir, Reason: "it is no corpus: it has no " + databaseName, Hint: "name the folder that align corpus init made"}
	case err != nil:
		return nil, fmt.Errorf("open: %w", err)
	case info.Size() == 0:
		return nil, &align.InputError{Code: align.Damaged, Op: "open", Path: dir, Reason: databaseName + " is empty", Hint: "remove the folder and make the corpus again, or take a copy of it"}
	}
	for _, mode := range []string{"rw", "ro", "ro&immutable=1"} {
		if mode == "ro&immutable=1" && sizeOf(path+"-wal") > 0 {
			break // there are rows that only a process which may write can see
		}
		if c.db, err = openDatabase(path, mode); err != nil {
			continue
		}
		if err = c.check(ctx); err == nil {
			return c, nil
		}
		c.db.Close()
		if code := errorCode(err); code != sqlite3.SQLITE_CANTOPEN && code != sqlite3.SQLITE_READONLY {
			break
		}
	}
	return nil, c.failed("open", err)
}

func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}

// openDatabase opens a database in a mode of SQLite.
func openDatabase(path, mode string) (*sql.DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") { // a drive of Windows
		path = "/" + path
	}
	name := "file://" + (&url.URL{Path: path}).EscapedPath() + "?mode=" + mode + "&_txlock=immediate" +
		fmt.Sprintf("&_pragma=busy_timeout(%d)", patience.Milliseconds()) +
		"&_pragma=synchronous(normal)&_pragma=cache_size(-65536)&_pragma=trusted_schema(off)&_pragma=cell_size_check(on)"
	if strings.HasPrefix(mode, "rw") {
		name += "&_pragma=page_size(8192)&_pragma=journal_mode(wal)" // the size counts for a new one
	}
	return sql.Open("sqlite", name)
}

// check makes sure that the database is one of this program and of this version.
func (c *Corpus) check(ctx context.Context) error {
	var app, version int
	if err := c.db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&app); err != nil {
		return err
	}
	if err := c.db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	switch {
	case app != application:
		return &align.InputError{Code: align.NotACorpus, Op: "open", Path: c.Dir, Reason: databaseName + " is a database of another program", Hint: "name the folder that align corpus init made"}
	case version > len(migrations):
		return &align.InputError{Code: align.NewerVersion, Op: "open", Path: c.Dir, Reason: fmt.Sprintf("it was written by a newer version of align (its schema is %d, this one knows %d)", version, len(migrations)), Hint: "use the newer align"}
	case version < len(migrations):
		return c.migrate(ctx)
	}
	return nil
}

// migrate brings the schema up to date, all of it or nothing.
func (c *Corpus) migrate(ctx context.Context) error {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var version int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return err
	}
	for _, step := range migrations[min(version, len(migrations)):] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", max(version, len(migrations)))); err != nil {
		return err
	}
	return tx.Commit()
}

// Close closes the corpus.
func (c *Corpus) Close() error { return c.db.Close() }

// errorCode returns the primary code of an error of SQLite, 0 if it is none.
func errorCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}

// failed says in one line what went wrong with the corpus, and what to do.
func (c *Corpus) failed(op string, err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*align.InputError](err); ok || errors.Is(err, context.Canceled) {
		return err
	}
	reason, hint := "", ""
	switch errorCode(err) {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return &align.InputError{Code: align.Damaged, Op: op, Path: c.Dir, Reason: databaseName + " is damaged", Hint: "take a copy of the corpus, or make it again from its files", Err: err}
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		reason, hint = "another process is writing to it", "wait until that has ended"
	case sqlite3.SQLITE_FULL:
		reason, hint = "the disk is full, so nothing of this was kept", "make room and say the same again"
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM:
		reason, hint = "it cannot be written", "check who may write the folder and "+databaseName
	case sqlite3.SQLITE_IOERR:
		reason, hint = "reading or writing it failed", "see whether the disk is full or damaged"
	default:
		return fmt.Errorf("%s: %s: %w", op, c.Dir, err)
	}
	return fmt.Errorf("%s: %s: %w", op, c.Dir, &storeError{reason + "; " + hint, err})
}

// storeError is an error of the database in words that say what to do.
type storeError struct {
	text string
	err  error
}

func (e *storeError) Error() string { return e.text }

func (e *storeError) Unwrap() error { return e.err }
