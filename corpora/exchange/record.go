package exchange

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
)

// Record is a row of an alignment in a stream of rows.
type Record struct {
	align.Row

	Units   [align.Sides][]string // the texts of the units of each side; nil if the text is one unit
	Removed bool                  // it is page furniture, which only some formats list
	Piece   *Piece                // the piece that the row is of, shared by its rows; nil if nothing is known of it
	Line    int                   // where it stands in its file, from 1; 0 if that has no lines
}

// units returns the texts of the units of a side; none if the side is empty.
func (r *Record) units(s align.Side) []string {
	text := r.Text.Side(s)
	switch {
	case len(r.Units[s]) > 0:
		return r.Units[s]
	case text == "":
		return nil
	}
	return []string{text}
}

// Piece is what is known of a text in two editions.
type Piece struct {
	ID       string // empty if nobody named it
	Editions [align.Sides]Edition
	Swapped  bool // the Chinese edition is the first, from which was translated or which was given first
}

// Edition is what is known of one edition of a piece.
type Edition struct {
	File   string       `json:"file,omitempty"`   // name of its file, without a folder
	Script align.Script `json:"script,omitempty"` // of a Chinese one
	align.Meta
}

// PieceOf returns what an alignment knows of its piece.
func PieceOf(al *align.Alignment) *Piece {
	p := &Piece{Swapped: al.Swapped}
	for side := range align.Sides {
		d := al.Document(side)
		p.Editions[side] = Edition{d.Name, d.Script, d.Meta}
	}
	return p
}

// Records goes through the rows of an alignment in reading order, those of page furniture
// too.
func Records(al *align.Alignment, level align.Level) iter.Seq[Record] {
	return func(yield func(Record) bool) {
		piece := PieceOf(al)
		sentences := level == align.LevelSentence && len(al.Sentences) > 0
		for _, row := range al.AllRows(level) {
			r := Record{Row: row, Removed: row.ID == "", Piece: piece}
			for side := range align.Sides {
				doc := al.Document(side)
				ids := row.Bead.Units(side)
				if len(ids) < 2 {
					continue
				}
				for _, id := range ids {
					text := ""
					if sentences {
						text = strings.TrimSpace(doc.SentenceText(id))
					} else {
						text = doc.Paragraphs[id].Text
					}
					r.Units[side] = append(r.Units[side], text)
				}
			}
			if !yield(r) {
				return
			}
		}
	}
}

// Alignment makes an alignment of records that have texts, so that they can be written in
// a format of whole alignments. Every unit of a row is a paragraph.
func Alignment(records iter.Seq2[Record, error]) (*align.Alignment, error) {
	al := &align.Alignment{
		EN: &align.Document{Language: align.English},
		ZH: &align.Document{Language: align.Chinese},
	}
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		if p := r.Piece; p != nil && len(al.Beads) == 0 {
			al.Swapped = p.Swapped
			for side := range align.Sides {
				e, d := p.Editions[side], al.Document(side)
				d.Name, d.Script, d.Meta = e.File, e.Script, e.Meta
			}
		}
		b := r.Bead
		if math.IsNaN(b.Score) {
			b.Score = 0
		}
		for side := range align.Sides {
			d := al.Document(side)
			var ids []int
			for _, text := range r.units(side) {
				if text = strings.TrimSpace(text); text != "" {
					ids = append(ids, len(d.Paragraphs))
					d.Paragraphs = append(d.Paragraphs, align.Paragraph{Text: text, Kind: align.Body, Pos: len(d.Paragraphs) + 1, Language: d.Language})
				}
			}
			b.SetUnits(side, ids)
		}
		if len(b.EN)+len(b.ZH) > 0 {
			al.Beads = append(al.Beads, b)
		}
	}
	return al, nil
}

// field is one thing that is known of a piece, under a name that is the same in all
// formats.
type field struct{ name, value string }

// sideNames begin the names of fields of an edition.
var sideNames = [align.Sides]string{"en", "zh"}

// fields lists what is known of a piece but its ID.
func (p *Piece) fields() []field {
	if p == nil {
		return nil
	}
	var list []field
	add := func(name, value string) {
		if value != "" {
			list = append(list, field{name, value})
		}
	}
	for side, name := range sideNames {
		e := p.Editions[side]
		add(name+"-file", e.File)
		add(name+"-script", string(e.Script))
		add(name+"-title", e.Title)
		for _, a := range e.Authors {
			add(name+"-author", a)
		}
		add(name+"-translator", e.Translator)
		add(name+"-publisher", e.Publisher)
		add(name+"-url", e.URL)
		add(name+"-date", e.Date)
		add(name+"-original-language", string(e.OriginalLanguage))
		add(name+"-licence", e.Licence)
	}
	return list
}

// set takes a field of fields in, and reports whether its name is one of these.
func (p *Piece) set(name, value string) bool {
	side, rest, _ := strings.Cut(name, "-")
	s := slices.Index(sideNames[:], side)
	if s < 0 {
		return false
	}
	e := &p.Editions[s]
	switch rest {
	case "file":
		e.File = value
	case "script":
		e.Script = align.Script(value)
	case "title":
		e.Title = value
	case "author":
		e.Authors = append(e.Authors, value)
	case "translator":
		e.Translator = value
	case "publisher":
		e.Publisher = value
	case "url":
		e.URL = value
	case "date":
		e.Date = value
	case "original-language":
		e.OriginalLanguage = align.Language(value)
	case "licence":
		e.Licence = value
	default:
		return false
	}
	return true
}

// id returns the ID of a piece that may be nil.
func (p *Piece) id() string {
	if p == nil {
		return ""
	}
	return p.ID
}

// first returns the side that comes first in formats that put one before the other.
func (p *Piece) first() align.Side {
	if p != nil && p.Swapped {
		return align.ZH
	}
	return align.EN
}

// pieceReader tells for each row of a file the piece that it is of. Rows of a piece share
// their Piece.
type pieceReader struct {
	header Piece // what the file says before its rows: of the first piece, the languages of all
	piece  *Piece
	begun  bool
}

// next returns the piece of the next row, by its ID and by what the row says of the piece;
// nil if nothing is known of it. Another piece begins with another ID, and with a row that
// says something of its piece.
func (p *pieceReader) next(id string, about []field) *Piece {
	if p.begun && id == p.piece.id() && len(about) == 0 {
		return p.piece
	}
	piece := &Piece{Swapped: p.header.Swapped}
	if !p.begun {
		*piece = p.header
		piece.ID = ""
	}
	p.begun = true
	piece.ID = cmp.Or(id, piece.ID)
	for _, f := range about {
		piece.set(f.name, f.value)
	}
	if p.piece = piece; piece.ID == "" && !piece.Swapped && len(piece.fields()) == 0 {
		p.piece = nil
	}
	return p.piece
}

// fields of rows, by the same names in all formats.
const (
	scoreField    = "score"
	statusField   = "status"
	enField       = "en-ids"
	zhField       = "zh-ids"
	flagField     = "flag"
	documentField = "document"
	swappedField  = "swapped"
)

// rowFields lists what is known of a row beside its ID, texts and comment.
func (r *Record) rowFields() []field {
	var list []field
	if len(r.EN) > 0 {
		list = append(list, field{enField, joinIDs(r.EN)})
	}
	if len(r.ZH) > 0 {
		list = append(list, field{zhField, joinIDs(r.ZH)})
	}
	if !math.IsNaN(r.Score) {
		list = append(list, field{scoreField, formatScore(r.Score)})
	}
	if r.Status != "" {
		list = append(list, field{statusField, string(r.Status)})
	}
	for _, f := range r.Flags {
		list = append(list, field{flagField, f.String()})
	}
	return list
}

// set takes a field of rowFields in. What is damaged, or of another maker, is passed over.
func (r *Record) set(name, value string) {
	switch name {
	case enField:
		r.EN, _ = parseIDs(value)
	case zhField:
		r.ZH, _ = parseIDs(value)
	case scoreField:
		r.Score = parseScore(value)
	case statusField:
		r.Status = parseStatus(value)
	case flagField:
		kind, detail, _ := strings.Cut(value, ": ")
		r.Flags = append(r.Flags, align.Flag{Kind: align.FlagKind(kind), Detail: detail})
	}
}

// parseStatus returns the status with a name, or "" if there is none.
func parseStatus(name string) align.Status {
	switch s := align.Status(name); s {
	case align.Confirmed, align.Fixed, align.Rejected:
		return s
	}
	return ""
}

// Part is a part of an alignment, or several, that a format may or may not carry.
type Part uint32

// The parts.
const (
	Texts     Part = 1 << iota // the texts of rows
	RowIDs                     // P12, P12.3
	UnitIDs                    // the numbers of paragraphs or sentences in their editions
	Units                      // where a unit ends, in a row of several
	Scores                     // probabilities
	Flags                      // why a person should look at a row
	Statuses                   // what a reviewer said
	Rejects                    // rows that a reviewer rejected
	Comments                   // what a reviewer wrote
	Metadata                   // title, author, source and the like
	Nulls                      // rows with one side
	Removed                    // page furniture
	TwoLevels                  // paragraphs and sentences
	Breaks                     // line breaks in a text
	Controls                   // control characters
	parts     = iota
)

// partNames say what there is of each part in a row, for a count.
var partNames = [parts]string{
	"texts", "row ids", "unit ids", "borders of units", "scores", "flags", "statuses", "rejected rows", "comments",
	"metadata", "rows without counterpart", "page furniture", "second level", "line breaks", "control characters",
}

// String returns the name of a part, and "" for several.
func (p Part) String() string {
	for k, name := range partNames {
		if p == 1<<k {
			return name
		}
	}
	return ""
}

// All returns the parts that p has, one by one.
func (p Part) All() []Part {
	var list []Part
	for k := range parts {
		if p&(1<<k) != 0 {
			list = append(list, 1<<k)
		}
	}
	return list
}

// parts returns what there is in a record, its piece left out.
func (r *Record) parts() Part {
	var p Part
	set := func(part Part, has bool) {
		if has {
			p |= part
		}
	}
	set(Texts, r.Text != align.TextPair{})
	set(RowIDs, r.ID != "")
	set(UnitIDs, len(r.EN)+len(r.ZH) > 0)
	set(Units, len(r.Units[align.EN]) > 1 || len(r.Units[align.ZH]) > 1)
	set(Scores, !math.IsNaN(r.Score))
	set(Flags, len(r.Flags) > 0)
	set(Statuses, r.Status != "")
	set(Rejects, r.Status == align.Rejected)
	set(Comments, r.Comment != "")
	set(Nulls, r.null())
	set(Removed, r.Removed)
	for side := range align.Sides {
		if len(r.Units[side]) < 2 {
			p |= oddities(r.Text.Side(side))
		}
		for _, unit := range r.Units[side] { // the text has line breaks between them
			p |= oddities(unit)
		}
	}
	return p
}

// oddities returns which of Breaks and Controls there are in a text.
func oddities(text string) (p Part) {
	for i := 0; i < len(text); {
		c := text[i]
		if c >= ' ' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == utf8.RuneError && n == 1:
			p |= Controls
		case r > '\u2029' && r < 0xFFFE: // most Chinese characters
		default:
			if strings.ContainsRune(lineBreaks, r) {
				p |= Breaks
			}
			if isControl(r) {
				p |= Controls
			}
		}
	}
	return p
}

// shape returns the numbers of units of both sides, "2-1", which a row without ids has in its
// texts.
func (r *Record) shape() string {
	n := [align.Sides]int{len(r.EN), len(r.ZH)}
	for side := range n {
		if n[side] == 0 {
			n[side] = len(r.units(align.Side(side)))
		}
	}
	return fmt.Sprintf("%d-%d", n[align.EN], n[align.ZH])
}

// null reports whether one side of the record is empty.
func (r *Record) null() bool {
	if (r.Text != align.TextPair{}) {
		return r.Text.EN == "" || r.Text.ZH == ""
	}
	return !r.TwoSided()
}

// lineBreaks are the characters that some program takes for the end of a line: vertical
// tab, form feed, next line, line and paragraph separator too.
const lineBreaks = "\n\r\v\f\u0085\u2028\u2029"

// isControl reports whether XML 1.0 has no place for a character, in whatever writing.
func isControl(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
