package corpora

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"

	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// Rows goes through the rows of the pieces for which the conditions hold, by the IDs of the
// pieces and in the order of their rows.
func (c *Corpus) Rows(ctx context.Context, where Where) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		all := func(string) bool { return true }
		if err := c.eachRow(ctx, where, all, func(r Row) bool { return yield(r, nil) }); err != nil {
			yield(Row{}, c.failed("read", err))
		}
	}
}

// Records goes through the rows as Rows does, of those pieces alone whose ID of is true of. A
// record has the ID that its row has in its file or, if the conditions hold for several pieces,
// where these may be the same, that of its row in the corpus. The rows are read on another core
// than that on which they are taken.
func (c *Corpus) Records(ctx context.Context, where Where, of func(piece string) bool) iter.Seq2[exchange.Record, error] {
	return pairing.Ahead(ctx, func(yield func(exchange.Record, error) bool) {
		err := c.eachRow(ctx, where, of, func(r Row) bool {
			if r.several {
				r.Record.ID = r.ID
			}
			return yield(r.Record, nil)
		})
		if err != nil {
			yield(exchange.Record{}, c.failed("read", err))
		}
	})
}

func (c *Corpus) eachRow(ctx context.Context, where Where, of func(piece string) bool, yield func(Row) bool) error {
	list, err := pieces(ctx, c.db)
	if err != nil {
		return err
	}
	clauses, args, onPieces, err := where.split(list)
	if err != nil {
		return err
	}
	query := "SELECT " + scanColumns + " FROM row WHERE " + strings.Join(append(clauses, "piece = ?"), " AND ") + " ORDER BY place"
	rowsOf, err := c.db.PrepareContext(ctx, query)
	if err != nil {
		return err
	}
	defer rowsOf.Close()
	list = slices.DeleteFunc(list, func(p *Piece) bool { return !onPieces.holds(p) })
	for _, p := range list {
		if !of(p.ID) {
			continue
		}
		rows, err := rowsOf.QueryContext(ctx, append(args, p.n)...)
		if err != nil {
			return err
		}
		for rows.Next() {
			r := Row{several: len(list) > 1}
			hash, copy, err := r.scan(rows)
			if err != nil {
				rows.Close()
				return fmt.Errorf("piece %s: %w", p.ID, err)
			}
			r.ID, r.Piece = rowID(p.ID, hash, copy), &p.Piece
			if !yield(r) {
				return rows.Close()
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
	}
	return nil
}
