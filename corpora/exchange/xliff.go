package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
)

// alignCategory names what XLIFF files say of a row or piece beside what XLIFF knows of.
const alignCategory = "align"

// xliffEncoder writes XLIFF 1.2 or 2.1: a <file> a piece, a unit a row. The source is the
// English edition, or the Chinese one if the piece has that first.
type xliffEncoder struct {
	xmlWriter
	two   bool // version 2.1
	begun bool
	open  bool // a file
	piece *Piece
	files int
	units int // of the file
	ids   map[string]bool
	first align.Side
	tags  [align.Sides]string
}

func (e *xliffEncoder) begin(r *Record) {
	e.begun = true
	e.first = r.Piece.first()
	script := scriptOf(r)
	for side := range align.Sides {
		e.tags[side] = languageTag(side, script)
	}
	if e.two {
		e.put(xmlHead+`<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0" srcLang="`,
			e.tags[e.first], `" trgLang="`, e.tags[align.ZH-e.first], `">`+"\n")
	} else {
		e.put(xmlHead + `<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">` + "\n")
	}
}

// beginFile begins the file of a piece.
func (e *xliffEncoder) beginFile(p *Piece) {
	e.endFile()
	e.open, e.piece, e.units, e.ids = true, p, 0, map[string]bool{}
	e.files++
	name := p.id()
	if name == "" && p != nil {
		name = p.Editions[e.first].File
	}
	if name == "" {
		name = strconv.Itoa(e.files)
	}
	about := p.fields()
	if id := p.id(); id != "" {
		about = append([]field{{documentField, id}}, about...)
	}
	if e.two {
		e.put(`<file id="f`+strconv.Itoa(e.files)+`" original="`, name, `">`+"\n")
		e.metadata(about)
		return
	}
	e.put(`<file original="`, name, `" source-language="`, e.tags[e.first], `" target-language="`, e.tags[align.ZH-e.first], `" datatype="plaintext">`+"\n")
	if len(about) > 0 {
		e.put("<header>\n")
		for _, f := range about {
			e.put(`<note from="`+alignCategory+":"+f.name+`">`, f.value, "</note>\n")
		}
		e.put("</header>\n")
	}
	e.put("<body>\n")
}

func (e *xliffEncoder) endFile() {
	switch {
	case !e.open:
	case e.two:
		e.put("</file>\n")
	default:
		e.put("</body>\n</file>\n")
	}
}

// metadata writes fields in the metadata module of XLIFF 2.
func (e *xliffEncoder) metadata(list []field) {
	if len(list) == 0 {
		return
	}
	e.put(`<mda:metadata><mda:metaGroup category="` + alignCategory + `">`)
	for _, f := range list {
		e.put(`<mda:meta type="`+f.name+`">`, f.value, `</mda:meta>`)
	}
	e.put("</mda:metaGroup></mda:metadata>\n")
}

func (e *xliffEncoder) Encode(r Record) error {
	if !e.begun {
		e.begin(&r)
	}
	if !e.open || r.Piece != e.piece {
		e.beginFile(r.Piece)
	}
	e.units++
	id := e.unitID(r.ID)
	about := r.rowFields()
	if id != r.ID && r.ID != "" {
		about = append(about, field{rowField, r.ID})
	} else if r.ID == "" {
		about = append(about, field{rowField, ""})
	}
	source, target := r.Text.Side(e.first), r.Text.Side(align.ZH-e.first)
	if e.two {
		e.put(`<unit id="`, id, `">`+"\n")
		e.metadata(about)
		if r.Comment != "" {
			e.put("<notes><note>", r.Comment, "</note></notes>\n")
		}
		e.put(`<segment state="` + stateOf(&r) + `"><source xml:space="preserve">`)
		e.inline(source)
		e.put(`</source><target xml:space="preserve">`)
		e.inline(target)
		e.put("</target></segment>\n</unit>\n")
		return e.err()
	}
	approved := ""
	if r.Settled() {
		approved = ` approved="yes"`
	}
	e.put(`<trans-unit id="`, id, `"`+approved+` xml:space="preserve"><source>`, source, `</source><target state="`+oldStates[stateOf(&r)]+`">`, target, "</target>")
	if len(about) > 0 {
		e.put(`<context-group purpose="information">`)
		for _, f := range about {
			e.put(`<context context-type="x-`+alignCategory+"-"+f.name+`">`, f.value, "</context>")
		}
		e.put("</context-group>")
	}
	if r.Comment != "" {
		e.put("<note>", r.Comment, "</note>")
	}
	e.put("</trans-unit>\n")
	return e.err()
}

// rowField holds the ID of a row where the ID of the unit cannot be it.
const rowField = "row"

// unitID returns the ID of a unit: that of the row, if it can be an NMTOKEN of its own in
// the file, or a number.
func (e *xliffEncoder) unitID(id string) string {
	token := id != "" && strings.Trim(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") == ""
	if !token || e.ids[id] {
		id = "u" + strconv.Itoa(e.units)
		for e.ids[id] {
			id += "_"
		}
	}
	e.ids[id] = true
	return id
}

// inline writes a text of XLIFF 2, which has an element for characters that XML has no
// place for.
func (e *xliffEncoder) inline(s string) {
	for s != "" {
		k := strings.IndexFunc(s, isControl)
		if k < 0 {
			break
		}
		r, n := utf8.DecodeRuneInString(s[k:])
		e.put("", s[:k], `<cp hex="`+strings.ToUpper(strconv.FormatInt(int64(r)+1<<16, 16)[1:])+`"/>`)
		s = s[k+n:]
	}
	e.put("", s)
}

// stateOf returns the state of a segment in XLIFF 2: final once a reviewer stands for it.
func stateOf(r *Record) string {
	switch {
	case r.Settled():
		return "final"
	case r.Status == align.Rejected || r.null():
		return "initial"
	}
	return "translated"
}

// oldStates are the states of XLIFF 1.2 for those of XLIFF 2.
var oldStates = map[string]string{"final": "final", "initial": "needs-translation", "translated": "translated"}

func (e *xliffEncoder) Close() error {
	if !e.begun {
		e.begin(&Record{})
	}
	if !e.open { // a document without a file is not valid
		e.beginFile(nil)
	}
	if e.two && e.units == 0 {
		e.put(`<unit id="u0"><segment><source/></segment></unit>` + "\n")
	}
	e.endFile()
	e.put("</xliff>\n")
	return e.Flush()
}

// xliffCodes are the inline elements of XLIFF 1.2 and 2 that hold codes, which are no text.
var xliffCodes = []string{"bpt", "ept", "it", "ph"}

// xliffDecoder reads XLIFF 1.0 to 2.1, whose versions are told by their elements: each
// trans-unit, or each segment of a unit, is a row. Codes are left out of the texts,
// suggestions (alt-trans, mtc:matches) too.
type xliffDecoder struct {
	x      *xmlReader
	sides  [2]align.Side // of source and target
	known  bool          // the two languages are known
	pieces pieceReader
	file   string  // ID of the piece of the file
	about  []field // what the file says of the piece, until its first row takes it

	inUnit   bool // of XLIFF 2
	unit     Record
	notes    []string // of the unit so far
	segments int      // of the unit so far
}

func newXLIFFDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	return &xliffDecoder{x: newXMLReader(r[0], "XLIFF", "xliff")}, nil
}

func (d *xliffDecoder) Decode() (Record, error) {
	for {
		token, err := d.x.next()
		if err != nil {
			return Record{}, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			r, ok, err := d.start(e)
			if err != nil || ok {
				return r, err
			}
		case xml.EndElement:
			d.inUnit = d.inUnit && e.Name.Local != "unit"
		}
	}
}

// start takes an element in; ok is true if it is a row.
func (d *xliffDecoder) start(e xml.StartElement) (r Record, ok bool, err error) {
	switch e.Name.Local {
	case "xliff":
		if attr(e, "srcLang") != "" {
			err = d.languages(attr(e, "srcLang"), attr(e, "trgLang"))
		}
	case "file":
		d.file, d.about = "", nil
		if attr(e, "source-language") != "" {
			err = d.languages(attr(e, "source-language"), attr(e, "target-language"))
		}
	case "note", "meta":
		err = d.note(e)
	case "skeleton", "internal-file", "matches", "originalData":
		err = d.x.skip()
	case "unit":
		d.x.newRecord()
		d.inUnit, d.segments, d.notes, d.unit = true, 0, nil, newUnit(attr(e, "id"))
	case "segment":
		if d.segments++; d.segments > 1 {
			d.unit.ID = strings.TrimSuffix(d.unit.ID, "/"+strconv.Itoa(d.segments-1)) + "/" + strconv.Itoa(d.segments)
		}
		r = d.unit
		r.Comment = joinNotes(d.notes)
		err = d.texts(e, &r)
		ok = true
	case "trans-unit":
		d.x.newRecord()
		r = newUnit(attr(e, "id"))
		if attr(e, "approved") == "yes" {
			r.Status = align.Confirmed
		}
		err = d.texts(e, &r)
		ok = true
	}
	if err != nil || !ok {
		return r, false, err
	}
	if (r.Text == align.TextPair{}) {
		return r, false, nil
	}
	if !d.known {
		return r, false, d.x.at(errors.New("it does not say its source and target languages"))
	}
	r.Line = d.x.line()
	r.Piece = d.pieces.next(d.file, d.about)
	d.about = nil
	return r, true, nil
}

func newUnit(id string) Record {
	return Record{Row: align.Row{ID: id, Bead: align.Bead{Score: math.NaN()}}}
}

// languages takes the languages of source and target in.
func (d *xliffDecoder) languages(source, target string) error {
	for k, code := range []string{source, target} {
		lang, script := parseLanguage(code)
		side, ok := sideOf(lang)
		if !ok && code != "" {
			return d.x.at(fmt.Errorf("its languages are %.20q and %.20q, not English and Chinese", source, target))
		}
		d.sides[k] = side
		if code == "" { // a file that is not translated yet
			d.sides[k] = align.ZH - d.sides[0]
		}
		if side == align.ZH {
			d.pieces.header.Editions[align.ZH].Script = script
		}
	}
	if d.sides[0] == d.sides[1] {
		return d.x.at(fmt.Errorf("its languages are %.20q and %.20q, not English and Chinese", source, target))
	}
	d.known = true
	d.pieces.header.Swapped = d.sides[0] == align.ZH
	return nil
}

// note takes a note or an entry of metadata in, of a file or of a unit of XLIFF 2.
func (d *xliffDecoder) note(e xml.StartElement) error {
	name, ours := strings.CutPrefix(attr(e, "from"), alignCategory+":")
	if e.Name.Local == "meta" {
		name, ours = attr(e, "type"), true
	}
	value, err := d.x.text(nil, nil)
	switch {
	case err != nil:
	case d.inUnit && !ours:
		d.notes = append(d.notes, value)
	case d.inUnit && name == rowField:
		d.unit.ID = value
	case d.inUnit:
		d.unit.set(name, value)
	case name == documentField:
		d.file = value
	case (&Piece{}).set(name, value):
		d.about = append(d.about, field{name, value})
	}
	return err
}

// texts reads what stands in a segment or trans-unit.
func (d *xliffDecoder) texts(e xml.StartElement, r *Record) error {
	final := attr(e, "state") == "final"
	var notes []string
	for outer := d.x.depth - 1; d.x.depth > outer; {
		token, err := d.x.next()
		if err != nil {
			return d.x.cut(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch name := e.Name.Local; name {
		case "source", "target":
			k := 0
			if name == "target" {
				k = 1
				final = final || attr(e, "state") == "final" || attr(e, "state") == "signed-off"
			}
			text, err := d.x.text(xliffCodes, codePoint)
			if err != nil {
				return err
			}
			setText(&r.Text, d.sides[k], text)
		case "note":
			text, err := d.x.text(nil, nil)
			if err != nil {
				return err
			}
			notes = append(notes, text)
		case "context":
			name := strings.TrimPrefix(attr(e, "context-type"), "x-"+alignCategory+"-")
			value, err := d.x.text(nil, nil)
			if err != nil {
				return err
			}
			if name == rowField {
				r.ID = value
			}
			r.set(name, value)
		case "alt-trans", "seg-source", "seg-defs":
			if err := d.x.skip(); err != nil {
				return err
			}
		}
	}
	if len(notes) > 0 {
		r.Comment = joinNotes(notes)
	}
	if final && r.Status == "" {
		r.Status = align.Confirmed
	}
	return nil
}

// codePoint returns the character that a cp element of XLIFF 2 stands for.
func codePoint(e xml.StartElement) string {
	if e.Name.Local != "cp" {
		return ""
	}
	n, err := strconv.ParseUint(attr(e, "hex"), 16, 32)
	if err != nil || n > unicode.MaxRune {
		return ""
	}
	return string(rune(n))
}

// carriedByXLIFF are the parts that both versions carry.
const carriedByXLIFF = Texts | RowIDs | UnitIDs | Scores | Flags | Statuses | Rejects | Comments | Metadata | Nulls | Breaks

// XLIFF is XLIFF 1.2, which translation programs exchange.
var XLIFF = Format{
	Name: "xliff", Title: "XLIFF 1.2", Extensions: []string{".xlf", ".xliff"}, Others: []string{".sdlxliff", ".mqxliff", ".mxliff"},
	Carries: carriedByXLIFF,
	Sniff:   func(head []byte) bool { return beginsWithElement(head, "xliff") },
	Rules:   checkXLIFF,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder {
		return &xliffEncoder{xmlWriter: newXMLWriter(w[0])}
	},
	NewDecoder: newXLIFFDecoder,
}

// XLIFF2 is XLIFF 2.1; its files are of version 2.0 too but for their number. It is read as
// XLIFF.
var XLIFF2 = Format{
	Name: "xliff2", Title: "XLIFF 2.1",
	Carries: carriedByXLIFF | Controls,
	Rules:   checkXLIFF,
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder {
		return &xliffEncoder{xmlWriter: newXMLWriter(w[0]), two: true}
	},
	NewDecoder: newXLIFFDecoder,
}
