package corpora

import (
	"cmp"
	"context"
	"encoding/binary"
	"slices"

	"github.com/cespare/xxhash/v2"

	"bitext/align"
)

// Duplicates counts the rows of a corpus that are the same as an earlier one, or nearly so.
type Duplicates struct {
	Rows   int               `json:"rows"`
	Same   int               `json:"same"`   // of these, rows with the same words in both languages
	Pieces []DuplicatePieces `json:"pieces"` // two that have most of their rows in common: reprints, syndicated columns
}

// DuplicatePieces are two pieces with rows in common.
type DuplicatePieces struct {
	A    string `json:"a"`
	B    string `json:"b"`
	Rows int    `json:"rows"` // that they have in common

	Share float64 `json:"share"` // of the rows of the shorter one
}

// shares from which rows, and pieces, are near-duplicates.
const (
	rowShare   = 0.7
	pieceShare = 0.5
)

// candidate is a row in a band: one key of its sketch, and its number.
type candidate struct{ key, n uint32 }

// findDuplicates finds the near-duplicates among all rows anew: in each band the rows with the
// same key are compared with the first of them that they are like.
func (c *Corpus) findDuplicates(ctx context.Context) (d Duplicates, err error) {
	tx, err := c.db.BeginTx(ctx, nil)
	if err != nil {
		return d, err
	}
	defer tx.Rollback()
	keys, err := sketches(ctx, tx)
	if err != nil {
		return d, err
	}
	hashes, err := tx.PrepareContext(ctx, "SELECT hash FROM row WHERE n = ?")
	if err != nil {
		return d, err
	}
	texts, err := tx.PrepareContext(ctx, "SELECT en, zh FROM row WHERE n = ?")
	if err != nil {
		return d, err
	}
	pairsOf := func(n uint32) ([]uint64, error) {
		var text align.TextPair
		if err := texts.QueryRowContext(ctx, n).Scan(&text.EN, &text.ZH); err != nil {
			return nil, err
		}
		var set []uint64
		for side := range align.Sides {
			tokens(nil, side, unitsOf(nil, text.Side(side)), func(token []byte, pair bool) {
				if pair {
					set = append(set, xxhash.Sum64(token))
				}
			})
		}
		slices.Sort(set)
		return slices.Compact(set), nil
	}
	type link struct {
		of    uint32
		share float64
	}
	found := map[uint32]link{}
	band := make([]candidate, 0, len(keys))
	for b := range bands {
		band = band[:0]
		for _, k := range keys {
			band = append(band, candidate{k.keys[b], k.n})
		}
		slices.SortFunc(band, func(x, y candidate) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.n, y.n)) })
		for start, end := 0, 0; start < len(band); start = end {
			for end = start + 1; end < len(band) && band[end].key == band[start].key; end++ {
			}
			if end-start == 1 {
				continue
			}
			// The first few rows of different texts stand for the others.
			const most = 4
			type original struct {
				n    uint32
				hash int64
				set  []uint64
			}
			var originals []original
			for _, x := range band[start:end] {
				if err := ctx.Err(); err != nil {
					return d, err
				}
				if _, ok := found[x.n]; ok {
					continue
				}
				var hash int64
				if err := hashes.QueryRowContext(ctx, x.n).Scan(&hash); err != nil {
					return d, err
				}
				if k := slices.IndexFunc(originals, func(o original) bool { return o.hash == hash }); k >= 0 {
					found[x.n] = link{originals[k].n, 1}
					continue
				}
				set, err := pairsOf(x.n)
				if err != nil {
					return d, err
				}
				best := link{}
				for _, o := range originals {
					if share := resemblance(set, o.set); share >= rowShare && share > best.share {
						best = link{o.n, share}
					}
				}
				switch {
				case best.of != 0:
					found[x.n] = best
				case len(originals) < most:
					originals = append(originals, original{x.n, hash, set})
				}
			}
		}
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM duplicate"); err != nil {
		return d, err
	}
	insert, err := tx.PrepareContext(ctx, "INSERT INTO duplicate VALUES (?, ?, ?)")
	if err != nil {
		return d, err
	}
	for _, k := range keys {
		x, ok := found[k.n]
		if !ok {
			continue
		}
		for { // an original of an original
			further, ok := found[x.of]
			if !ok {
				break
			}
			x.of, x.share = further.of, min(x.share, further.share)
		}
		if _, err := insert.ExecContext(ctx, k.n, x.of, x.share); err != nil {
			return d, err
		}
	}
	if err := tx.Commit(); err != nil {
		return d, err
	}
	return c.duplicates(ctx)
}

// sketchSize is the length of a sketch in piece.sketches, in bytes.
const sketchSize = 4 * (1 + bands)

// numbered is the sketch of a row.
type numbered struct {
	n    uint32
	keys sketch
}

// sketches reads the sketches of all rows, in the order of their numbers.
func sketches(ctx context.Context, db queryer) ([]numbered, error) {
	rows, err := db.QueryContext(ctx, "SELECT sketches FROM piece")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []numbered
	for rows.Next() {
		var b []byte
		if err := rows.Scan(&b); err != nil {
			return nil, err
		}
		for len(b) >= sketchSize {
			x := numbered{n: binary.LittleEndian.Uint32(b)}
			for k := range x.keys {
				x.keys[k] = binary.LittleEndian.Uint32(b[4+4*k:])
			}
			list = append(list, x)
			b = b[sketchSize:]
		}
	}
	slices.SortFunc(list, func(x, y numbered) int { return cmp.Compare(x.n, y.n) })
	return list, rows.Err()
}

// resemblance returns the share of two sets, which are sorted, that they have in common.
func resemblance(a, b []uint64) float64 {
	common := 0
	for k, j := 0, 0; k < len(a) && j < len(b); {
		switch cmp.Compare(a[k], b[j]) {
		case -1:
			k++
		case 1:
			j++
		default:
			common, k, j = common+1, k+1, j+1
		}
	}
	return float64(common) / float64(max(1, len(a)+len(b)-common))
}

// duplicates counts the near-duplicates as they were found last.
func (c *Corpus) duplicates(ctx context.Context) (d Duplicates, err error) {
	d.Pieces = []DuplicatePieces{}
	if err := c.db.QueryRowContext(ctx, "SELECT count(*), ifnull(sum(share = 1), 0) FROM duplicate").Scan(&d.Rows, &d.Same); err != nil {
		return d, err
	}
	rows, err := c.db.QueryContext(ctx, `
		SELECT p.id, q.id, count(*) AS common, min(p.rows, q.rows) AS least
		FROM duplicate JOIN row a ON a.n = duplicate.row JOIN row b ON b.n = duplicate.of JOIN piece p ON p.n = min(a.piece, b.piece) JOIN piece q ON q.n = max(a.piece, b.piece)
		WHERE a.piece != b.piece GROUP BY p.n, q.n HAVING common >= ? * least ORDER BY common DESC, p.id, q.id`, pieceShare)
	if err != nil {
		return d, err
	}
	defer rows.Close()
	for rows.Next() {
		var p DuplicatePieces
		var least int
		if err := rows.Scan(&p.A, &p.B, &p.Rows, &least); err != nil {
			return d, err
		}
		p.Share = float64(p.Rows) / float64(least)
		d.Pieces = append(d.Pieces, p)
	}
	return d, rows.Err()
}
