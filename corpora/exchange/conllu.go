package exchange

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"bitext/align"
)

// conlluEncoder writes CoNLL-U, a file each language: the words of every unit, without an
// analysis. The comment "row" counts the rows, so that the two files can be put together.
type conlluEncoder struct {
	numbering
	out    [align.Sides]*bufio.Writer
	tokens *Tokens
	err    error
	row    int
}

func newCoNLLUEncoder(w []io.Writer, opt WriteOptions) Encoder {
	e := &conlluEncoder{}
	e.tokens, e.err = tokensOf(opt)
	for side := range align.Sides {
		e.out[side] = bufio.NewWriter(w[side])
	}
	return e
}

func (e *conlluEncoder) Encode(r Record) error {
	if e.err != nil {
		return e.err
	}
	if e.newPiece(r.Piece) {
		for _, out := range e.out {
			fmt.Fprintf(out, "# newdoc id = %s\n", spaced(r.Piece.id()))
			if e.pieces == 1 {
				fmt.Fprintf(out, "# tokens = %s\n", tokenNote)
			}
			if r.Piece.first() == align.ZH {
				fmt.Fprintln(out, "# swapped = yes")
			}
			for _, f := range r.Piece.fields() {
				fmt.Fprintf(out, "# meta-%s = %s\n", f.name, spaced(f.value))
			}
		}
	}
	e.row++
	for side, out := range e.out {
		for _, u := range e.numbered(&r, align.Side(side)) {
			text := spaced(withoutControls(norm.NFC.String(u.text)))
			fmt.Fprintf(out, "# sent_id = %s\n# text = %s\n# row = %d\n", strings.TrimPrefix(strings.Join(strings.Fields(r.ID), "_")+"."+u.id, "."), text, e.row)
			for _, f := range r.rowFields() {
				if f.name == scoreField || f.name == statusField {
					fmt.Fprintf(out, "# %s = %s\n", f.name, f.value)
				}
			}
			tokens := e.tokens.Of(text, align.Side(side))
			for k, t := range tokens {
				misc := "_"
				if t.Glued && k+1 < len(tokens) {
					misc = "SpaceAfter=No"
				}
				fmt.Fprintf(out, "%d\t%s\t%s\t%s\t_\t_\t_\t_\t_\t%s\n", k+1, t.Form, orBlank(t.Lemma), orBlank(t.Tag), misc)
			}
			if err := out.WriteByte('\n'); err != nil {
				return err
			}
		}
	}
	return nil
}

// withoutControls writes a text with U+FFFD for each control character.
func withoutControls(text string) string {
	return strings.Map(func(r rune) rune {
		if isControl(r) && !strings.ContainsRune(lineBreaks, r) {
			return '\uFFFD'
		}
		return r
	}, text)
}

func orBlank(s string) string {
	if s == "" {
		return "_"
	}
	return s
}

func (e *conlluEncoder) Close() error {
	return errors.Join(e.err, e.out[align.EN].Flush(), e.out[align.ZH].Flush())
}

// conlluSentence is a sentence of a file.
type conlluSentence struct {
	comments []field // without # and the blanks around
	text     string
	tokens   []Token
	line     int
}

// comment returns the value of a comment, "" if there is none of the name.
func (s *conlluSentence) comment(name string) string {
	for _, c := range s.comments {
		if c.name == name {
			return c.value
		}
	}
	return ""
}

// conlluReader reads a file sentence by sentence.
type conlluReader struct {
	in    *lineReader
	ended bool
}

// limits on a sentence.
const (
	maxSentenceLines = 1 << 16
	conlluColumns    = 10
)

func (c *conlluReader) next() (s conlluSentence, err error) {
	hidden := 0 // words up to this number are written as one token
	for lines := 0; !c.ended; lines++ {
		line, err := c.in.next()
		if err != nil && err != io.EOF {
			return s, err
		}
		text := strings.TrimSuffix(string(line), "\r")
		if c.ended = err == io.EOF; c.ended || text == "" {
			if len(s.tokens) == 0 && s.comment("text") == "" { // comments alone, as at the head of a file
				continue
			}
			return s, s.finish()
		}
		if s.line == 0 {
			s.line = c.in.number
		}
		if lines > maxSentenceLines {
			return s, c.in.at(fmt.Errorf("its sentence has over %d lines", maxSentenceLines))
		}
		if comment, ok := strings.CutPrefix(text, "#"); ok {
			name, value, _ := strings.Cut(comment, "=")
			s.comments = append(s.comments, field{strings.TrimSpace(name), strings.TrimSpace(value)})
			continue
		}
		cells := strings.Split(text, "\t")
		if len(cells) != conlluColumns {
			return s, c.in.at(fmt.Errorf("it has %d columns, not %d", len(cells), conlluColumns))
		}
		id, last, isRange := strings.Cut(cells[0], "-")
		n, err := strconv.Atoi(id)
		switch {
		case strings.Contains(cells[0], "."): // an empty node
			continue
		case err != nil:
			return s, c.in.at(fmt.Errorf("%.20q is no number of a word", cells[0]))
		case isRange:
			hidden, _ = strconv.Atoi(last)
		case n <= hidden:
			continue
		}
		t := Token{Form: cells[1], Lemma: blankless(cells[2]), Tag: blankless(cells[3])}
		if t.Tag == "" {
			t.Tag = blankless(cells[4])
		}
		for attribute := range strings.SplitSeq(cells[9], "|") {
			t.Glued = t.Glued || attribute == "SpaceAfter=No"
		}
		s.tokens = append(s.tokens, t)
	}
	return s, io.EOF
}

func blankless(cell string) string {
	if cell == "_" {
		return ""
	}
	return cell
}

// finish fills in the text of a sentence that does not say it.
func (s *conlluSentence) finish() error {
	if s.text = s.comment("text"); s.text != "" {
		return nil
	}
	var b strings.Builder
	for k, t := range s.tokens {
		b.WriteString(t.Form)
		if !t.Glued && k+1 < len(s.tokens) {
			b.WriteByte(' ')
		}
	}
	s.text = b.String()
	return nil
}

// conlluDecoder puts the sentences of two files together: those of one row where the files
// say the row, else sentence by sentence.
type conlluDecoder struct {
	in     [align.Sides]*conlluReader
	next   [align.Sides]*conlluSentence // read ahead; nil at the end
	begun  bool
	pieces pieceReader
	id     string
	about  []field
}

func newCoNLLUDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	if len(r) != 2 {
		return nil, errors.New("it takes two files, the English and the Chinese one")
	}
	d := &conlluDecoder{}
	for side := range align.Sides {
		d.in[side] = &conlluReader{in: newLineReader(r[side])}
	}
	return d, nil
}

// advance reads the next sentence of a side.
func (d *conlluDecoder) advance(side align.Side) error {
	s, err := d.in[side].next()
	d.next[side] = nil
	if err == io.EOF {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", side, err)
	}
	d.next[side] = &s
	return nil
}

// rowOf returns the row of a sentence, 0 if it does not say it.
func rowOf(s *conlluSentence) int {
	n, _ := strconv.Atoi(s.comment("row"))
	return n
}

func (d *conlluDecoder) Decode() (Record, error) {
	if !d.begun {
		d.begun = true
		for side := range align.Sides {
			if err := d.advance(side); err != nil {
				return Record{}, err
			}
		}
	}
	r := noScore()
	en, zh := d.next[align.EN], d.next[align.ZH]
	if en == nil && zh == nil {
		return r, io.EOF
	}
	row := 0 // the lesser of both
	for _, s := range d.next {
		if s != nil && (row == 0 || rowOf(s) < row) {
			row = rowOf(s)
		}
	}
	var units [align.Sides][]string
	about := d.about
	for side := range align.Sides {
		for n := 0; d.next[side] != nil && rowOf(d.next[side]) == row && (row > 0 || n == 0); n++ {
			s := d.next[side]
			units[side] = append(units[side], s.text)
			about = d.take(&r, s, side, about)
			if err := d.advance(side); err != nil {
				return r, err
			}
		}
	}
	for side, texts := range units {
		r.setUnits(align.Side(side), texts)
	}
	r.Piece = d.pieces.next(d.id, about)
	return r, nil
}

// take takes in what a sentence says of its row and its piece.
func (d *conlluDecoder) take(r *Record, s *conlluSentence, side align.Side, about []field) []field {
	if r.Line == 0 {
		r.Line = s.line
	}
	for _, c := range s.comments {
		name, isMeta := strings.CutPrefix(c.name, "meta-")
		switch {
		case c.name == "newdoc id":
			d.id = c.value
		case c.name == "swapped" && !d.pieces.begun:
			d.pieces.header.Swapped = true
		case isMeta && len(about) < maxFields && !hasField(about, name, c.value):
			about = append(about, field{name, c.value})
		case c.name == scoreField:
			r.Score = parseScore(c.value)
		case c.name == statusField:
			r.Status = parseStatus(c.value)
		}
	}
	id := s.comment("sent_id")
	if k := strings.LastIndexByte(id, '.'); k > 0 {
		r.ID, id = id[:k], id[k+1:]
	}
	head := strings.TrimRight(id, "0123456789")
	if n, err := strconv.Atoi(id[len(head):]); err == nil && strings.HasSuffix(head, ownID) {
		r.SetUnits(side, append(r.Bead.Units(side), n))
	}
	return about
}

// maxFields is how many things are read of a piece.
const maxFields = 200

// hasField reports whether a list has a field: both files say the same of a piece.
func hasField(list []field, name, value string) bool {
	for _, f := range list {
		if f.name == name && f.value == value {
			return true
		}
	}
	return false
}

// CoNLLU is the format of treebanks and of the programs that analyse texts.
var CoNLLU = Format{
	Name: "conllu", Title: "words in CoNLL-U, a file each language", Extensions: []string{".conllu"},
	Carries: Texts | RowIDs | UnitIDs | Units | Scores | Statuses | Rejects | Metadata | Nulls,
	Files:   func(string) []string { return []string{".en.conllu", ".zh.conllu"} },

	NewEncoder: newCoNLLUEncoder, NewDecoder: newCoNLLUDecoder,
}
