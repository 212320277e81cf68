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
	Kind   string `json:"kind"`
	Detail string `json:"detail,omitempty"`
}

func writeJSONL(w io.Writer, rows []row) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for _, r := range rows {
		score := math.Round(r.score*1e4) / 1e4
		j := jsonRow{ID: r.id, Type: r.shape(), EN: append([]int{}, r.enIDs...), ZH: append([]int{}, r.zhIDs...), Score: &score, Status: r.status, Comment: r.comment}
		j.Translation.EN, j.Translation.ZH = r.en, r.zh
		for _, f := range r.flags {
			j.Flags = append(j.Flags, jsonFlag{string(f.Kind), f.Detail})
		}
		if err := out.Encode(j); err != nil {
			return err
		}
	}
	return nil
}
