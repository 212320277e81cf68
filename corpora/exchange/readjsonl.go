package exchange

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"bitext/align"
)

// longestLine is the longest line of a file of lines that is read, in bytes.
const longestLine = 16 << 20

// ReadJSONL reads the beads of JSONL as Write writes it. Paragraphs that were
// removed as boilerplate do not stand in it.
func ReadJSONL(r io.Reader) ([]align.Bead, error) {
	var beads []align.Bead
	err := eachJSONRow(r, func(j jsonRow) error {
		if len(j.EN)+len(j.ZH) == 0 {
			return fmt.Errorf("there are no en_ids or zh_ids in it")
		}
		b := align.Bead{EN: j.EN, ZH: j.ZH, Score: j.Score, Status: j.Status, Comment: j.Comment}
		for _, f := range j.Flags {
			b.Flags = append(b.Flags, align.Flag{Kind: align.FlagKind(f.Kind), Detail: f.Detail})
		}
		beads = append(beads, b)
		return nil
	})
	return beads, err
}

// ReadJSONLPairs reads the texts of JSONL as Write writes it, or of any with an
// object "translation" that has "en" and "zh", as Hugging Face's sets have it.
func ReadJSONLPairs(r io.Reader) ([]align.TextPair, error) {
	var pairs []align.TextPair
	err := eachJSONRow(r, func(j jsonRow) error {
		if p := (align.TextPair{EN: j.Translation.EN, ZH: j.Translation.ZH}); p != (align.TextPair{}) {
			pairs = append(pairs, p)
		}
		return nil
	})
	return pairs, err
}

// eachJSONRow calls f with each line.
func eachJSONRow(r io.Reader, f func(jsonRow) error) error {
	in := bufio.NewScanner(withoutBOM(r))
	in.Buffer(nil, longestLine)
	for line := 1; in.Scan(); line++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		var j jsonRow
		err := json.Unmarshal(in.Bytes(), &j)
		if err == nil {
			err = f(j)
		}
		if err != nil {
			return fmt.Errorf("read jsonl: line %d: %w", line, err)
		}
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("read jsonl: %w", err)
	}
	return nil
}
