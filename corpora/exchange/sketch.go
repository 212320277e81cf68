package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"

	"bitext/align"
)

// sketchEncoder writes the table that Sketch Engine makes a parallel corpus of: a column
// each language with its English name, each unit a seg. What is known of a piece stands in
// a doc in both columns.
type sketchEncoder struct {
	xmlWriter
	held  *Record // until it is known whether it ends its piece
	begun bool
	piece *Piece
}

func (e *sketchEncoder) Encode(r Record) error {
	if err := e.write(r.Piece, true); err != nil {
		return err
	}
	e.held = &r
	return nil
}

// write writes the row that was held; next is the piece of the row after it.
func (e *sketchEncoder) write(next *Piece, more bool) error {
	r := e.held
	if r == nil {
		return nil
	}
	begins := !e.begun || r.Piece != e.piece
	if !e.begun {
		e.head(scriptOf(r))
	}
	e.piece = r.Piece
	ends := !more || next != r.Piece
	for side := range align.Sides {
		if side > 0 {
			e.put("\t")
		}
		if begins {
			e.put(`<doc id="`, spaced(r.Piece.id()), `"`)
			for _, f := range fieldsOf(r.Piece, side) {
				e.put(" "+strings.ReplaceAll(f.name, "-", "_")+`="`, spaced(f.value), `"`)
			}
			e.put(">")
		}
		for _, text := range r.units(side) {
			e.put("<seg>", spaced(text), "</seg>")
		}
		if ends {
			e.put("</doc>")
		}
	}
	e.put("\n")
	return e.err()
}

func (e *sketchEncoder) head(script align.Script) {
	e.begun = true
	chinese := "Chinese Simplified"
	if script == align.Hant {
		chinese = "Chinese Traditional"
	}
	e.put("English\t" + chinese + "\n")
}

func (e *sketchEncoder) Close() error {
	if err := e.write(nil, false); err != nil {
		return err
	}
	if !e.begun {
		e.head("")
	}
	return e.Flush()
}

// Sketch is the table from which Sketch Engine makes a parallel corpus.
var Sketch = Format{
	Name: "sketch", Title: "a table for Sketch Engine, with segments and metadata as tags",
	Carries:    Texts | Units | Metadata | Nulls,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder { return &sketchEncoder{xmlWriter: newXMLWriter(w[0])} },
}

// verticalEncoder writes what NoSketch Engine, KonText and Sketch Engine compile: a vertical
// file each language, the mapping of segments in both directions, and the lines of the
// registry.
type verticalEncoder struct {
	numbering
	vertical [align.Sides]xmlWriter
	mapping  [align.Sides]*bufio.Writer // from a side to the other
	registry *bufio.Writer
	tokens   *Tokens
	err      error
	segments [align.Sides]int // so far
}

func verticalFiles(string) []string {
	return []string{".en.vert", ".zh.vert", ".en-zh.map", ".zh-en.map", ".registry.txt"}
}

func newVerticalEncoder(w []io.Writer, opt WriteOptions) Encoder {
	e := &verticalEncoder{registry: bufio.NewWriter(w[4])}
	e.tokens, e.err = tokensOf(opt)
	name := corpusName(opt.Names, ".en.vert")
	fmt.Fprintf(e.registry, "# %s\n", tokenNote)
	for side, lang := range sideNames {
		e.vertical[side] = newXMLWriter(w[side])
		e.mapping[side] = bufio.NewWriter(w[2+side])
		other := sideNames[1-side]
		fmt.Fprintf(e.registry, "\n# registry file %s_%s\nNAME \"%[1]s_%[2]s\"\nPATH \"%[1]s_%[2]s\"\nVERTICAL \"%[1]s.%[2]s.vert\"\nENCODING \"UTF-8\"\nLANGUAGE \"%[3]s\"\n"+
			"ATTRIBUTE word\nATTRIBUTE lemma\nATTRIBUTE tag\nSTRUCTURE doc {\n\tATTRIBUTE id\n", name, lang, align.Side(side))
		for _, f := range editionFields {
			fmt.Fprintf(e.registry, "\tATTRIBUTE %s\n", strings.ReplaceAll(f, "-", "_"))
		}
		fmt.Fprintf(e.registry, "}\nSTRUCTURE seg {\n\tATTRIBUTE id\n\tATTRIBUTE row\n\tATTRIBUTE score\n\tATTRIBUTE status\n}\nSTRUCTURE g {\n\tDISPLAYTAG 0\n\tDISPLAYBEGIN \"_EMPTY_\"\n}\n"+
			"ALIGNED \"%s_%s\"\nALIGNSTRUCT \"seg\"\nALIGNDEF \"%[1]s.%[3]s-%[2]s.map\"\n", name, other, lang)
	}
	return e
}

func (e *verticalEncoder) Encode(r Record) error {
	if e.err != nil {
		return e.err
	}
	if e.newPiece(r.Piece) {
		for side, w := range e.vertical {
			if e.pieces > 1 {
				w.put("</doc>\n")
			}
			w.put(`<doc id="`, spaced(r.Piece.id()), `"`)
			for _, f := range fieldsOf(r.Piece, align.Side(side)) {
				w.put(" "+strings.ReplaceAll(f.name, "-", "_")+`="`, spaced(f.value), `"`)
			}
			w.put(">\n")
		}
	}
	var ranges [align.Sides]string
	for side := range align.Sides {
		first := e.segments[side]
		for _, u := range e.numbered(&r, side) {
			e.segment(side, u, &r)
		}
		switch n := e.segments[side] - first; n {
		case 0:
			ranges[side] = "-1"
		case 1:
			ranges[side] = fmt.Sprint(first)
		default:
			ranges[side] = fmt.Sprintf("%d,%d", first, first+n-1)
		}
	}
	for side, out := range e.mapping {
		if ranges[side] == "-1" && ranges[1-side] == "-1" {
			continue
		}
		if _, err := fmt.Fprintf(out, "%s\t%s\n", ranges[side], ranges[1-side]); err != nil {
			return err
		}
	}
	return nil
}

// segment writes a unit; one without a token is left out.
func (e *verticalEncoder) segment(side align.Side, u unit, r *Record) {
	tokens := e.tokens.Of(u.text, side)
	if len(tokens) == 0 {
		return
	}
	e.segments[side]++
	w := e.vertical[side]
	w.put(`<seg id="`, u.id, `"`)
	if r.ID != "" {
		w.put(` row="`, spaced(r.ID), `"`)
	}
	for _, f := range r.rowFields() {
		if f.name == scoreField || f.name == statusField {
			w.put(" "+f.name+`="`, f.value, `"`)
		}
	}
	w.put(">\n")
	for k, t := range tokens {
		w.put("", t.Form, "\t", orBlank(t.Lemma), "\t", orBlank(t.Tag), "\n")
		if t.Glued && k+1 < len(tokens) {
			w.put("<g/>\n")
		}
	}
	w.put("</seg>\n")
}

func (e *verticalEncoder) Close() error {
	for side, w := range e.vertical {
		if e.pieces > 0 {
			w.put("</doc>\n")
		}
		e.err = errors.Join(e.err, w.Flush(), e.mapping[side].Flush())
	}
	return errors.Join(e.err, e.registry.Flush())
}

// Vertical is the format that NoSketch Engine, KonText and Sketch Engine compile.
var Vertical = Format{
	Name: "vertical", Title: "NoSketch Engine, KonText: vertical texts and the mapping of segments",
	Carries:    Texts | RowIDs | UnitIDs | Units | Scores | Statuses | Rejects | Metadata | Nulls,
	Files:      verticalFiles,
	NewEncoder: newVerticalEncoder,
}
