package exchange

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"

	"bitext/align"
)

// longestLine is the longest line of a file of lines that is read, in bytes.
const longestLine = 16 << 20

// ReadJSONL reads JSONL as Write writes it, or any with an object "translation"
// that has "en" and "zh", as Hugging Face's sets have it. Paragraphs that were
// removed as boilerplate do not stand in it.
func ReadJSONL(r io.Reader) ([]Row, error) {
	var rows []Row
	in := bufio.NewScanner(withoutBOM(r))
	in.Buffer(nil, longestLine)
	for line := 1; in.Scan(); line++ {
		if len(in.Bytes()) == 0 {
			continue
		}
		var j jsonRow
		if err := json.Unmarshal(in.Bytes(), &j); err != nil {
			return nil, fmt.Errorf("read jsonl: line %d: %w", line, err)
		}
		rows = append(rows, j.row())
	}
	if err := in.Err(); err != nil {
		return nil, fmt.Errorf("read jsonl: %w", err)
	}
	return rows, nil
}

func (j jsonRow) row() Row {
	r := Row{
		Text: align.TextPair{EN: j.Translation.EN, ZH: j.Translation.ZH},
		Bead: align.Bead{EN: j.EN, ZH: j.ZH, Score: math.NaN(), Status: j.Status, Comment: j.Comment},
	}
	if j.Score != nil {
		r.Bead.Score = *j.Score
	}
	for _, f := range j.Flags {
		r.Bead.Flags = append(r.Bead.Flags, align.Flag{Kind: align.FlagKind(f.Kind), Detail: f.Detail})
	}
	switch {
	case strings.Contains(j.ID, "."):
		r.Level = Sentence
	case j.ID != "":
		r.Level = Paragraph
	}
	return r
}
