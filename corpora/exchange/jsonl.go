package exchange

import (
	"bufio"
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
	Score *float64   `json:"score"` // rounded to four decimals; null if there is none
	Flags []jsonFlag `json:"flags,omitempty"`

	Status  align.Status `json:"status,omitempty"` // what a reviewer said
	Comment string       `json:"comment,omitempty"`

	ENUnits []string `json:"en_units,omitempty"` // of a row of several units
	ZHUnits []string `json:"zh_units,omitempty"`

	Document string    `json:"document,omitempty"` // ID of the piece
	Meta     *jsonMeta `json:"meta,omitempty"`     // in the first row of a piece
}

type jsonFlag struct {
	Kind   align.FlagKind `json:"kind"`
	Detail string         `json:"detail,omitempty"`
}

// jsonMeta is what is known of a piece.
type jsonMeta struct {
	EN      Edition `json:"en"`
	ZH      Edition `json:"zh"`
	Swapped bool    `json:"swapped,omitempty"`
}

// jsonlEncoder writes an object a line.
type jsonlEncoder struct {
	out   *bufio.Writer
	json  *json.Encoder
	piece *Piece
}

func newJSONLEncoder(w []io.Writer, _ WriteOptions) Encoder {
	out := bufio.NewWriterSize(w[0], 1<<16)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return &jsonlEncoder{out: out, json: e}
}

func (e *jsonlEncoder) Encode(r Record) error {
	j := jsonRow{ID: r.ID, Type: r.shape(), EN: append([]int{}, r.EN...), ZH: append([]int{}, r.ZH...), Status: r.Status, Comment: r.Comment}
	if !math.IsNaN(r.Score) {
		j.Score = new(math.Round(r.Score*1e4) / 1e4)
	}
	j.Translation.EN, j.Translation.ZH = r.Text.EN, r.Text.ZH
	for _, f := range r.Flags {
		j.Flags = append(j.Flags, jsonFlag(f))
	}
	j.Document = r.Piece.id()
	j.ENUnits, j.ZHUnits = r.Units[align.EN], r.Units[align.ZH]
	if p := r.Piece; p != e.piece {
		e.piece = p
		if len(p.fields()) > 0 || p.first() == align.ZH {
			j.Meta = &jsonMeta{p.Editions[align.EN], p.Editions[align.ZH], p.Swapped}
		}
	}
	return e.json.Encode(j)
}

func (e *jsonlEncoder) Close() error { return e.out.Flush() }

// jsonlDecoder reads JSONL as jsonlEncoder writes it, or any with an object "translation"
// that has "en" and "zh", as Hugging Face's sets have it. Paragraphs that were removed as
// boilerplate do not stand in it.
type jsonlDecoder struct {
	in     *lineReader
	pieces pieceReader
}

func newJSONLDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	return &jsonlDecoder{in: newLineReader(r[0])}, nil
}

func (d *jsonlDecoder) Decode() (Record, error) {
	for {
		line, err := d.in.next()
		if err != nil {
			return Record{}, err
		}
		if len(line) == 0 {
			continue
		}
		var j jsonRow
		if err := json.Unmarshal(line, &j); err != nil {
			return Record{}, d.in.at(err)
		}
		r := j.record()
		r.Line = d.in.number
		r.Piece = d.piece(j)
		return r, nil
	}
}

// piece returns the piece of a row, which begins another one if it describes it.
func (d *jsonlDecoder) piece(j jsonRow) *Piece {
	if j.Meta == nil {
		return d.pieces.next(j.Document, nil)
	}
	p := &Piece{ID: j.Document, Editions: [align.Sides]Edition{j.Meta.EN, j.Meta.ZH}, Swapped: j.Meta.Swapped}
	d.pieces.piece, d.pieces.begun = p, true
	return p
}

func (j jsonRow) record() Record {
	r := Record{Row: align.Row{
		ID:   j.ID,
		Text: align.TextPair{EN: j.Translation.EN, ZH: j.Translation.ZH},
		Bead: align.Bead{EN: j.EN, ZH: j.ZH, Score: math.NaN(), Status: j.Status, Comment: j.Comment},
	}}
	if j.Score != nil {
		r.Score = *j.Score
	}
	for _, f := range j.Flags {
		r.Flags = append(r.Flags, align.Flag(f))
	}
	r.Units = [align.Sides][]string{j.ENUnits, j.ZHUnits}
	return r
}

// JSONL is a JSON object a line, as Hugging Face's translation sets have it.
var JSONL = Format{
	Name: "jsonl", Title: "a JSON object a line, as Hugging Face's sets are", Extensions: []string{".jsonl"},
	Carries:    Texts | RowIDs | UnitIDs | Units | Scores | Flags | Statuses | Rejects | Comments | Metadata | Nulls | Breaks | Controls,
	NewEncoder: newJSONLEncoder, NewDecoder: newJSONLDecoder,
}
