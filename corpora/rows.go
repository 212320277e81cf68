package corpora

import (
	"context"
	"fmt"
	"iter"
	"strings"
)

// Rows goes through the rows of the pieces for which the conditions hold, by the IDs of the
// pieces and in the order of their rows.
func (c *Corpus) Rows(ctx context.Context, where Where) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if err := c.eachRow(ctx, where, func(r Row) bool { return yield(r, nil) }); err != nil {
			yield(Row{}, c.failed("read", err))
		}
	}
}

func (c *Corpus) eachRow(ctx context.Context, where Where, yield func(Row) bool) error {
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
	for _, p := range list {
		if !onPieces.holds(p) {
			continue
		}
		rows, err := rowsOf.QueryContext(ctx, append(args, p.n)...)
		if err != nil {
			return err
		}
		for rows.Next() {
			var r Row
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
