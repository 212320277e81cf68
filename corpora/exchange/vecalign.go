package exchange

import (
	"bufio"
	"io"
)

// costOf returns the cost of a score, and the score of a cost: cost is lower for better
// beads. Vecalign's is a distance of 0 to 2, of which what is over 1 reads as score 0.
func costOf(p float64) float64 { return min(1, max(0, 1-p)) }

// Vecalign is what the aligner Vecalign writes: "[0, 1]:[2]:0.25" a line, with a cost, no
// score.
var Vecalign = Format{
	Name: "vecalign", Title: "ids of units and costs, as Vecalign writes them",
	Carries: UnitIDs | Scores | Nulls | Removed | Rejects,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder {
		return &beadEncoder{out: bufio.NewWriter(w[0]), between: ", ", value: costOf}
	},
	NewDecoder: func(r []io.Reader, _ ReadOptions) (Decoder, error) {
		return &beadDecoder{newLineReader(r[0]), costOf}, nil
	},
}
