package corpora

import (
	"context"
	"fmt"
	"slices"

	"bitext/align"
)

// Compact makes the database as small and as fast as it can be.
func (c *Corpus) Compact(ctx context.Context) error {
	for _, step := range []string{"INSERT INTO search (search) VALUES ('optimize')", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := c.db.ExecContext(ctx, step); err != nil {
			return c.failed("compact", err)
		}
	}
	return nil
}

// Remove takes pieces out of the corpus by their IDs, which may have * and ? in them, and
// returns how many rows went with them. An ID that no piece has is refused, and nothing is
// removed then.
func (c *Corpus) Remove(ctx context.Context, ids []string) (removed []string, rows int, err error) {
	if err := c.takeEdits(ctx); err != nil {
		return nil, 0, err
	}
	tx, err := c.begin(ctx)
	if err != nil {
		return nil, 0, c.failed("remove", err)
	}
	defer tx.Rollback()
	list, err := pieces(ctx, tx)
	if err != nil {
		return nil, 0, c.failed("remove", err)
	}
	var gone []*Piece
	for _, id := range ids {
		found := false
		for _, p := range list {
			if (Where{"id": id}).holds(p) {
				found = true
				if !slices.Contains(gone, p) {
					gone = append(gone, p)
				}
			}
		}
		if !found {
			return nil, 0, &align.InputError{Code: align.NoSuchPiece, Op: "remove", Path: c.Dir, Reason: fmt.Sprintf("no piece is called %q", id), Hint: "align corpus list says how they are called"}
		}
	}
	for _, p := range gone {
		if err := ctx.Err(); err != nil {
			return nil, 0, err
		}
		n, err := tx.removePiece(p)
		if err != nil {
			return nil, 0, c.failed("remove", err)
		}
		removed, rows = append(removed, p.ID), rows+n
	}
	if err := tx.commit(); err != nil {
		return nil, 0, c.failed("remove", err)
	}
	if _, err := c.findDuplicates(ctx); err != nil {
		return nil, 0, c.failed("remove", err)
	}
	return removed, rows, c.writeMetadata(ctx)
}

// removePiece takes a piece and its rows out.
func (w *writeTx) removePiece(p *Piece) (n int, err error) {
	rows, err := w.Query("SELECT n FROM row WHERE piece = ? ORDER BY place", p.n)
	if err != nil {
		return 0, err
	}
	var numbers []int64
	for rows.Next() {
		var n int64
		if err := rows.Scan(&n); err != nil {
			rows.Close()
			return 0, err
		}
		numbers = append(numbers, n)
	}
	if err := rows.Err(); err != nil {
		return 0, err
	}
	for _, n := range numbers {
		if err := w.remove(n); err != nil {
			return 0, err
		}
	}
	_, err = w.Exec("DELETE FROM piece WHERE n = ?", p.n)
	return len(numbers), err
}
