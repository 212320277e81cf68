package exchange

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"bitext/align"
)

// longestLine is the longest line of JSONL that is read, in bytes.
const longestLine = 16 << 20

// ReadJSONL reads the beads of JSONL as Write writes it. Paragraphs that were
// removed as boilerplate do not stand in it.
func ReadJSONL(r io.Reader) ([]align.Bead, error) {
	var beads []align.Bead
	in := bufio.NewScanner(r)
	in.Buffer(nil, longestLine)
	for line := 1; in.Scan(); line++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		var j jsonRow
		if err := json.Unmarshal(in.Bytes(), &j); err != nil {
			return nil, fmt.Errorf("read jsonl: line %d: %w", line, err)
		}
		if len(j.EN)+len(j.ZH) == 0 {
			return nil, fmt.Errorf("read jsonl: line %d: there are no en_ids or zh_ids in it", line)
		}
		b := align.Bead{EN: j.EN, ZH: j.ZH, Score: j.Score, Status: j.Status, Comment: j.Comment}
		for _, f := range j.Flags {
			b.Flags = append(b.Flags, align.Flag{Kind: align.FlagKind(f.Kind), Detail: f.Detail})
		}
		beads = append(beads, b)
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read jsonl: %w", err)
	}
	return beads, nil
}
