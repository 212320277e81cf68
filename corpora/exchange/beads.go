package exchange

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"bitext/align"
)

// beadEncoder writes every bead as "[a ids]:[b ids]:score", the edition that was given
// first on the left.
type beadEncoder struct {
	out     *bufio.Writer
	counter counter
	between string                // two ids
	value   func(float64) float64 // of a score
}

func (e *beadEncoder) Encode(r Record) error {
	e.counter.number(&r)
	left, right := r.EN, r.ZH
	if r.Piece.first() == align.ZH {
		left, right = right, left
	}
	ids := func(ids []int) string { return strings.ReplaceAll(joinIDs(ids), ",", e.between) }
	fmt.Fprintf(e.out, "[%s]:[%s]", ids(left), ids(right))
	if !math.IsNaN(r.Score) {
		e.out.WriteString(":" + formatScore(e.value(r.Score)))
	}
	return e.out.WriteByte('\n')
}

// counter gives numbers to the units of rows that have none: in the order in which they come.
type counter [align.Sides]int

func (c *counter) number(r *Record) {
	if len(r.EN)+len(r.ZH) > 0 {
		return
	}
	for side := range align.Sides {
		var ids []int
		for range r.units(side) {
			ids = append(ids, c[side])
			c[side]++
		}
		r.SetUnits(side, ids)
	}
}

func (e *beadEncoder) Close() error { return e.out.Flush() }

var beadLine = compiled(`^\s*\[([\d,\s]*)\]\s*:\s*\[([\d,\s]*)\]\s*(?::\s*([-+.\deE]+)\s*)?$`)

// beadDecoder reads beads, the left side as English. Empty lines and lines that begin
// with # are passed over.
type beadDecoder struct {
	in    *lineReader
	score func(float64) float64 // of a value
}

func (d *beadDecoder) Decode() (Record, error) {
	for {
		line, err := d.in.next()
		if err != nil {
			return Record{}, err
		}
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		r, err := d.bead(text)
		if err != nil {
			return Record{}, d.in.at(err)
		}
		if len(r.EN)+len(r.ZH) > 0 {
			r.Line = d.in.number
			return r, nil
		}
	}
}

func (d *beadDecoder) bead(text string) (r Record, err error) {
	m := beadLine().FindStringSubmatch(text)
	if m == nil {
		return r, fmt.Errorf("%.60q is not [ids]:[ids]:score", text)
	}
	r.Score = math.NaN()
	if r.EN, err = parseIDs(m[1]); err == nil {
		r.ZH, err = parseIDs(m[2])
	}
	if m[3] != "" && err == nil {
		if r.Score, err = strconv.ParseFloat(m[3], 64); err == nil {
			r.Score = d.score(r.Score)
		}
	}
	return r, err
}

// parseIDs reads numbers with commas or white space between them.
func parseIDs(list string) ([]int, error) {
	var ids []int
	for _, text := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' || r == '\t' }) {
		id, err := strconv.Atoi(text)
		if err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// parseScore reads a probability; NaN if the text is none.
func parseScore(text string) float64 {
	p, err := strconv.ParseFloat(text, 64)
	if err != nil || !(p >= 0 && p <= 1) {
		return math.NaN()
	}
	return p
}

// asIs is the value of a score that is written as it is.
func asIs(p float64) float64 { return p }

// Beads is the format of programs that align: "[a ids]:[b ids]:score" a line.
var Beads = Format{
	Name: "beads", Title: "ids of units and scores, a bead a line", Extensions: []string{".align"},
	Carries: UnitIDs | Scores | Nulls | Removed | Rejects,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder {
		return &beadEncoder{out: bufio.NewWriter(w[0]), between: ",", value: asIs}
	},
	NewDecoder: func(r []io.Reader, _ ReadOptions) (Decoder, error) {
		return &beadDecoder{newLineReader(r[0]), asIs}, nil
	},
}
