package corpora

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
)

// setTokens stores the words of the texts of all rows that were given, and returns of how many
// texts.
func (c *Corpus) setTokens(ctx context.Context, given *exchange.Tokens) (texts int, err error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	number, err := tx.PrepareContext(ctx, "INSERT INTO token (form, lemma, tag) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET form = form RETURNING n")
	if err != nil {
		return 0, err
	}
	store, err := tx.PrepareContext(ctx, "INSERT INTO analysis VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET en = ifnull(excluded.en, en), zh = ifnull(excluded.zh, zh)")
	if err != nil {
		return 0, err
	}
	whole, err := tx.PrepareContext(ctx, "SELECT en, zh FROM analysis WHERE row = ?")
	if err != nil {
		return 0, err
	}
	index, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO tagged (rowid, tokens) VALUES (?, ?)")
	if err != nil {
		return 0, err
	}
	rows, err := tx.QueryContext(ctx, "SELECT n, en, zh FROM row ORDER BY n")
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	numbers := map[exchange.Token]uint64{}
	for rows.Next() {
		var n int64
		var text align.TextPair
		if err := rows.Scan(&n, &text.EN, &text.ZH); err != nil {
			return 0, err
		}
		var coded [align.Sides][]byte
		for side := range align.Sides {
			list, ok := given.Given(text.Side(side))
			if !ok || len(list) == 0 || strings.TrimSpace(text.Side(side)) == "" {
				continue
			}
			texts++
			var b []byte
			for _, token := range list {
				glued := uint64(0)
				if token.Glued {
					glued = 1
				}
				token.Glued = false
				id, ok := numbers[token]
				if !ok {
					if err := number.QueryRowContext(ctx, token.Form, token.Lemma, token.Tag).Scan(&id); err != nil {
						return 0, err
					}
					numbers[token] = id
				}
				b = binary.AppendUvarint(b, 2*id+glued)
			}
			coded[side] = b
		}
		if coded[align.EN] == nil && coded[align.ZH] == nil {
			continue
		}
		if _, err := store.ExecContext(ctx, n, coded[align.EN], coded[align.ZH]); err != nil {
			return 0, err
		}
		if err := whole.QueryRowContext(ctx, n).Scan(&coded[align.EN], &coded[align.ZH]); err != nil { // one may have been given earlier
			return 0, err
		}
		tokens, err := taggedTokens(coded)
		if err != nil {
			return 0, err
		}
		if _, err := index.ExecContext(ctx, n, tokens); err != nil {
			return 0, err
		}
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	return texts, tx.Commit()
}

// taggedTokens returns the tokens of a row in the index of words of a tagger.
func taggedTokens(coded [align.Sides][]byte) (string, error) {
	var stream []byte
	for side, b := range coded {
		words, err := decodeWords(nil, b)
		if err != nil {
			return "", err
		}
		slices.Sort(words)
		for _, n := range slices.Compact(words) {
			stream = append(strconv.AppendUint(append(stream, sideLetters[side]), n, 10), ' ')
		}
	}
	return string(stream), nil
}

// Tokens returns the words of texts of the corpus, for formats of tokens; nil if none were
// given.
func (c *Corpus) Tokens(ctx context.Context) (*exchange.Tokens, error) {
	t, err := c.tokens(ctx)
	return t, c.failed("read", err)
}

func (c *Corpus) tokens(ctx context.Context) (*exchange.Tokens, error) {
	known := map[uint64]exchange.Token{}
	rows, err := c.db.QueryContext(ctx, "SELECT n, form, lemma, tag FROM token")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n uint64
		var t exchange.Token
		if err := rows.Scan(&n, &t.Form, &t.Lemma, &t.Tag); err != nil {
			return nil, err
		}
		known[n] = t
	}
	if err := rows.Err(); err != nil || len(known) == 0 {
		return nil, err
	}
	tokens, err := exchange.NewTokens()
	if err != nil {
		return nil, err
	}
	texts, err := c.db.QueryContext(ctx, "SELECT row.n, row.en, row.zh, analysis.en, analysis.zh FROM analysis JOIN row ON row.n = analysis.row")
	if err != nil {
		return nil, err
	}
	defer texts.Close()
	for texts.Next() {
		var n int64
		var text align.TextPair
		var coded [align.Sides]sql.RawBytes
		if err := texts.Scan(&n, &text.EN, &text.ZH, &coded[align.EN], &coded[align.ZH]); err != nil {
			return nil, err
		}
		for side, b := range coded {
			var list []exchange.Token
			for len(b) > 0 {
				x, size := binary.Uvarint(b)
				t, ok := known[x/2]
				if size <= 0 || !ok {
					return nil, fmt.Errorf("the words of row %d are damaged", n)
				}
				t.Glued = x%2 == 1
				list, b = append(list, t), b[size:]
			}
			if list != nil {
				tokens.Add(text.Side(align.Side(side)), list)
			}
		}
	}
	return tokens, texts.Err()
}
