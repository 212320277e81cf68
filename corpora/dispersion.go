package corpora

import (
	"cmp"
	"context"
	"math"
	"slices"

	"bitext/align"
	"bitext/corpora/statistic"
)

// Dispersion is how evenly the hits of a search are spread over the pieces.
type Dispersion struct {
	Hits     int         `json:"hits"`
	Parts    int         `json:"pieces"`
	Range    int         `json:"range"`      // pieces that have any
	Juilland *float64    `json:"juilland_d"` // nil if it is not known, as of a single piece
	Gries    *float64    `json:"dp"`
	DPNorm   *float64    `json:"dp_norm"`
	List     []PieceHits `json:"list"` // the pieces with most hits first
	Reading  Reading     `json:"-"`
}

// PieceHits is how often a piece has the hits.
type PieceHits struct {
	Piece      string  `json:"piece"`
	Hits       int     `json:"hits"`
	Size       int     `json:"size"` // English letters or Chinese characters of the side
	PerMillion float64 `json:"per_million"`
}

// Dispersion counts the hits of a query in each piece for which its conditions on pieces hold. A piece is as
// large as its text on the side of the first term, in letters or characters.
func (c *Corpus) Dispersion(ctx context.Context, q Query) (*Dispersion, error) {
	list, err := pieces(ctx, c.db)
	if err != nil {
		return nil, c.failed("search", err)
	}
	_, _, onPieces, err := q.Where.split(list)
	if err != nil {
		return nil, err
	}
	hits := map[string]int{}
	var found Found
	for hit, err := range c.All(ctx, q, Page{}, &found) {
		if err != nil {
			return nil, err
		}
		hits[hit.About.ID] += len(hit.Spans)
	}
	column := [align.Sides]string{"en_size", "zh_size"}[q.Terms[0].Side]
	rows, err := c.db.QueryContext(ctx, "SELECT piece, sum("+column+") FROM row GROUP BY piece")
	if err != nil {
		return nil, c.failed("search", err)
	}
	defer rows.Close()
	sizes := map[int64]int{}
	for rows.Next() {
		var piece int64
		var size int
		if err := rows.Scan(&piece, &size); err != nil {
			return nil, c.failed("search", err)
		}
		sizes[piece] = size
	}
	if err := rows.Err(); err != nil {
		return nil, c.failed("search", err)
	}
	d := &Dispersion{Reading: found.Reading}
	var frequencies, parts []float64
	for _, p := range list {
		if !onPieces.holds(p) || sizes[p.n] == 0 {
			continue
		}
		part := PieceHits{p.ID, hits[p.ID], sizes[p.n], float64(hits[p.ID]) * 1e6 / float64(sizes[p.n])}
		d.Parts++
		d.Hits += part.Hits
		d.Range += min(1, part.Hits)
		frequencies, parts = append(frequencies, float64(part.Hits)), append(parts, float64(part.Size))
		d.List = append(d.List, part)
	}
	if d.Hits > 0 {
		d.Juilland, d.Gries = finite(statistic.Juilland(frequencies, parts)), finite(statistic.Gries(frequencies, parts))
		d.DPNorm = finite(statistic.GriesNormalized(frequencies, parts))
	}
	slices.SortStableFunc(d.List, func(a, b PieceHits) int { return cmp.Compare(b.Hits, a.Hits) })
	return d, nil
}

func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
