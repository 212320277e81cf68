package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"bitext/align"
)

const (
	hunalignJoint     = " ~~~ " // between the sentences of a side
	hunalignParagraph = "<p>"   // where a paragraph ends, a sentence of its own
)

// hunalignEncoder writes the text output of hunalign: both sides and a score, with tabs
// between them.
type hunalignEncoder struct{ out *bufio.Writer }

func (e hunalignEncoder) Encode(r Record) error {
	first := r.Piece.first()
	for n, side := range []align.Side{first, align.ZH - first} {
		if n > 0 {
			e.out.WriteByte('\t')
		}
		for k, text := range r.units(side) {
			if k > 0 {
				e.out.WriteString(hunalignJoint)
			}
			e.out.WriteString(strings.ReplaceAll(spaced(text), hunalignJoint, " ~ "))
		}
	}
	if !math.IsNaN(r.Score) {
		e.out.WriteString("\t" + formatScore(r.Score))
	}
	return e.out.WriteByte('\n')
}

func (e hunalignEncoder) Close() error { return e.out.Flush() }

// hunalignDecoder reads the text output of hunalign. Its scores are no probabilities; those
// from 0 to 1 are taken as they are, others as none. Which side is English is told by the
// letters of each row.
type hunalignDecoder struct{ in *lineReader }

func (d hunalignDecoder) Decode() (Record, error) {
	for {
		line, err := d.in.next()
		if err != nil {
			return Record{}, err
		}
		if len(line) == 0 {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(string(line), "\r"), "\t")
		if len(cells) < 2 {
			return Record{}, d.in.at(errors.New("it has no tab between two texts"))
		}
		r := noScore()
		r.Line = d.in.number
		if len(cells) > 2 {
			r.Score = parseScore(cells[2])
		}
		english, chinese := cells[0], cells[1]
		if chineseFirst(english, chinese) {
			english, chinese = chinese, english
		}
		for side, cell := range []string{english, chinese} {
			r.setUnits(align.Side(side), hunalignUnits(cell))
		}
		if (r.Text != align.TextPair{}) {
			return r, nil
		}
	}
}

// chineseFirst reports whether the first of two texts is the Chinese one, by their letters.
func chineseFirst(left, right string) bool {
	hanLeft, latinLeft := letters(left)
	hanRight, latinRight := letters(right)
	return hanLeft-latinLeft > hanRight-latinRight && (hanLeft > latinLeft || left == "" && latinRight > 0 && hanRight == 0)
}

// hunalignUnits takes a cell apart. Marks of the ends of paragraphs are left out.
func hunalignUnits(cell string) []string {
	var units []string
	for unit := range strings.SplitSeq(cell, hunalignJoint) {
		if unit = strings.TrimSpace(unit); unit != "" && unit != hunalignParagraph {
			units = append(units, unit)
		}
	}
	return units
}

// Hunalign is the text output of the aligner hunalign.
var Hunalign = Format{
	Name: "hunalign", Title: "two texts and a score with tabs between, as hunalign and LF Aligner write them",
	Carries:    Texts | Units | Scores | Nulls | Rejects | Controls,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder { return hunalignEncoder{bufio.NewWriter(w[0])} },
	NewDecoder: func(r []io.Reader, _ ReadOptions) (Decoder, error) {
		in, err := newTextReader(r[0])
		return hunalignDecoder{in}, err
	},
}

// ladderEncoder writes hunalign's ladder: how many units of each side come before a row,
// and its score. A ladder goes up, so no row may cross another; units that stand in no row
// have a rung of their own, without counterpart.
type ladderEncoder struct {
	out     *bufio.Writer
	counter counter
	rung    [align.Sides]int
	side    align.Side // that comes first
}

func (e *ladderEncoder) Encode(r Record) error {
	e.side = r.Piece.first()
	e.counter.number(&r)
	for side := range align.Sides {
		if ids := r.Bead.Units(side); len(ids) > 0 && ids[0] > e.rung[side] {
			e.write(math.NaN())
			e.rung[side] = ids[0]
		}
	}
	e.write(r.Score)
	for side := range align.Sides {
		for _, id := range r.Bead.Units(side) {
			if id != e.rung[side] {
				return fmt.Errorf("%s unit %d stands after unit %d; a ladder has no rows that cross", side, id, e.rung[side]-1)
			}
			e.rung[side]++
		}
	}
	return nil
}

func (e *ladderEncoder) write(score float64) {
	fmt.Fprintf(e.out, "%d\t%d", e.rung[e.side], e.rung[align.ZH-e.side])
	if !math.IsNaN(score) {
		e.out.WriteString("\t" + formatScore(score))
	}
	e.out.WriteByte('\n')
}

func (e *ladderEncoder) Close() error {
	e.write(0)
	return e.out.Flush()
}

// ladderDecoder reads hunalign's ladder, its left side as English.
type ladderDecoder struct {
	in    *lineReader
	rung  [2]int
	score float64
	begun bool
}

func (d *ladderDecoder) Decode() (Record, error) {
	for {
		line, err := d.in.next()
		if err != nil {
			return Record{}, err
		}
		cells := strings.Fields(string(line))
		if len(cells) == 0 {
			continue
		}
		if len(cells) < 2 {
			return Record{}, d.in.at(errors.New("it is no rung: two numbers and a score"))
		}
		var next [2]int
		for k := range next {
			if next[k], err = strconv.Atoi(cells[k]); err != nil {
				return Record{}, d.in.at(err)
			}
			if n := next[k] - d.rung[k]; n < 0 || n > maxRung {
				return Record{}, d.in.at(fmt.Errorf("%d does not come soon after %d", next[k], d.rung[k]))
			}
		}
		r := Record{Line: d.in.number}
		r.Score = d.score
		for id := d.rung[0]; id < next[0]; id++ {
			r.EN = append(r.EN, id)
		}
		for id := d.rung[1]; id < next[1]; id++ {
			r.ZH = append(r.ZH, id)
		}
		begun := d.begun
		d.begun, d.rung, d.score = true, next, math.NaN()
		if len(cells) > 2 {
			d.score = parseScore(cells[2])
		}
		if begun && len(r.EN)+len(r.ZH) > 0 {
			return r, nil
		}
	}
}

// maxRung is how many units a row of a ladder may have.
const maxRung = 1 << 16

// Ladder is the numerical output of the aligner hunalign.
var Ladder = Format{
	Name: "ladder", Title: "how many units come before each row, as hunalign writes it",
	Carries:    UnitIDs | Scores | Nulls | Removed | Rejects,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder { return &ladderEncoder{out: bufio.NewWriter(w[0])} },
	NewDecoder: func(r []io.Reader, _ ReadOptions) (Decoder, error) {
		return &ladderDecoder{in: newLineReader(r[0]), score: math.NaN()}, nil
	},
}
