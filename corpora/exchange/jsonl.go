package exchange

import (
	"encoding/json"
	"io"
	"math"

	"bitext/align"
)

// jsonRow is one line of JSONL.
type jsonRow struct {
	ID          string `json:"id"`
	Translation struct {
		EN string `json:"en"`
		ZH string `json:"zh"`
	} `json:"translation"`
	Type  string     `json:"type"`
	EN    []int      `json:"en_ids"`
	ZH    []int      `json:"zh_ids"`
	Score *float64   `json:"score"` // rounded to four decimals
	Flags []jsonFlag `json:"flags,omitempty"`

	Status  align.Status `json:"status,omitempty"` // what a reviewer said
	Comment string       `json:"comment,omitempty"`
}

type jsonFlag struct {
	Kind   align.FlagKind `json:"kind"`
	Detail string         `json:"detail,omitempty"`
}

func writeJSONL(w io.Writer, al *align.Alignment, opt WriteOptions) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, r := range al.Rows(opt.Level) {
		j := jsonRow{ID: r.ID, Type: r.Shape(), EN: append([]int{}, r.EN...), ZH: append([]int{}, r.ZH...), Score: new(math.Round(r.Score*1e4) / 1e4), Status: r.Status, Comment: r.Comment}
		j.Translation.EN, j.Translation.ZH = r.Text.EN, r.Text.ZH
		for _, f := range r.Flags {
			j.Flags = append(j.Flags, jsonFlag(f))
		}
		if err := out.Encode(j); err != nil {
			return err
		}
	}
	return nil
}

// readJSONL reads JSONL as writeJSONL writes it, or any with an object "translation"
// that has "en" and "zh", as Hugging Face's sets have it. Paragraphs that were
// removed as boilerplate do not stand in it.
func readJSONL(r io.Reader, _ ReadOptions) ([]align.Row, error) {
	var c collector
	err := eachLine(r, func(line []byte) error {
		if len(line) == 0 {
			return nil
		}
		var j jsonRow
		if err := json.Unmarshal(line, &j); err != nil {
			return err
		}
		return c.add(j.row())
	})
	return c.rows, err
}

func (j jsonRow) row() align.Row {
	r := align.Row{
		ID:   j.ID,
		Text: align.TextPair{EN: j.Translation.EN, ZH: j.Translation.ZH},
		Bead: align.Bead{EN: j.EN, ZH: j.ZH, Score: math.NaN(), Status: j.Status, Comment: j.Comment},
	}
	if j.Score != nil {
		r.Score = *j.Score
	}
	for _, f := range j.Flags {
		r.Flags = append(r.Flags, align.Flag(f))
	}
	return r
}

// JSONL is a JSON object a line, as Hugging Face's translation sets have it.
var JSONL = Format{
	Name: "jsonl", Extensions: []string{".jsonl"}, IDs: true, Texts: true,
	Encode: writeJSONL, Decode: readJSONL,
}
