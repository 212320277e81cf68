package exchange

import (
	"encoding/xml"
	"io"
	"math"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
)

// Profiles of TMX: the programs whose language codes it has.
const (
	profileTrados = "trados" // en-US, zh-CN or zh-TW
	profileMemoQ  = "memoq"  // en, zh
	profileOmegaT = "omegat" // EN, ZH-CN or ZH-TW
)

// tmxProp begins the type of a property of ours. TMX 1.4b asks for x- before every type
// that it does not name.
const tmxProp = "x-"

// tmxEncoder writes TMX 1.4b. The English or the Chinese variant comes first as the piece
// has it, and is the source language.
type tmxEncoder struct {
	xmlWriter
	opt   WriteOptions
	begun bool
	piece *Piece
	order [2]align.Side
	tags  [align.Sides]string
}

func newTMXEncoder(w []io.Writer, opt WriteOptions) Encoder {
	return &tmxEncoder{xmlWriter: newXMLWriter(w[0]), opt: opt}
}

// begin writes the head of the file, whose languages are those of the first row.
func (e *tmxEncoder) begin(r *Record) {
	e.begun = true
	first := r.Piece.first()
	e.order = [2]align.Side{first, align.ZH - first}
	script := scriptOf(r)
	for side := range align.Sides {
		switch e.opt.Profile {
		case profileMemoQ:
			e.tags[side] = string(side.Language())
		case profileTrados:
			e.tags[side] = regionTag(side, script)
		case profileOmegaT:
			e.tags[side] = "EN"
			if side == align.ZH {
				e.tags[side] = strings.ToUpper(regionTag(side, script))
			}
		default:
			e.tags[side] = languageTag(side, script)
		}
	}
	segments := "paragraph"
	if r.Level() == align.LevelSentence || r.Level() == "" && e.opt.Level == align.LevelSentence {
		segments = "sentence"
	}
	version := e.opt.Tool.Version
	if version == "" {
		version = "unknown"
	}
	e.put(xmlHead+`<!DOCTYPE tmx SYSTEM "tmx14.dtd">`+"\n"+`<tmx version="1.4">`+"\n"+`<header creationtool="align" creationtoolversion="`, version,
		`" segtype="`+segments+`" o-tmf="align" adminlang="en" srclang="`, e.tags[first], `" datatype="plaintext">`+"\n")
	e.props(e.opt.Tool.fields())
	e.props(r.Piece.fields())
	e.put("</header>\n<body>\n")
	e.piece = r.Piece
}

func (e *tmxEncoder) props(list []field) {
	for _, f := range list {
		e.put(`<prop type="`+tmxProp+f.name+`">`, f.value, "</prop>\n")
	}
}

func (e *tmxEncoder) Encode(r Record) error {
	if !e.begun {
		e.begin(&r)
	}
	e.put("<tu")
	if r.ID != "" {
		e.put(` tuid="`, r.ID, `"`)
	}
	e.put(">\n")
	if r.Comment != "" {
		e.put("<note>", r.Comment, "</note>\n")
	}
	if id := r.Piece.id(); id != "" {
		e.props([]field{{documentField, id}})
	}
	if r.Piece != e.piece { // a further piece
		e.piece = r.Piece
		e.props(r.Piece.fields())
	}
	e.props(r.rowFields())
	for _, side := range e.order {
		e.put(`<tuv xml:lang="`, e.tags[side], `"><seg>`, r.Text.Side(side), "</seg></tuv>\n")
	}
	e.put("</tu>\n")
	return e.err()
}

func (e *tmxEncoder) Close() error {
	if !e.begun {
		e.begin(&Record{})
	}
	e.put("</body>\n</tmx>\n")
	return e.Flush()
}

// err returns the first error of the buffer.
func (w xmlWriter) err() error {
	_, err := w.Writer.Write(nil)
	return err
}

// scriptOf returns the script of the Chinese side of a row: what is known of its piece, or
// what its characters say.
func scriptOf(r *Record) align.Script {
	if r.Piece != nil && r.Piece.Editions[align.ZH].Script != "" {
		return r.Piece.Editions[align.ZH].Script
	}
	if r.Text.ZH == "" {
		return ""
	}
	return language.ScriptOf([]string{r.Text.ZH})
}

// fields lists what made a file.
func (t Tool) fields() []field {
	var list []field
	for _, f := range []field{{"dictionary", t.Dictionary}, {"model", t.Model}} {
		if f.value != "" {
			list = append(list, f)
		}
	}
	return list
}

// tmxCodes are the elements of TMX and TBX that hold codes of another format, which are
// no text.
var tmxCodes = []string{"bpt", "ept", "it", "ph", "ut"}

// tmxDecoder reads TMX 1.1 to 1.4. Of several variants of a language the first counts; a
// unit that lacks one of the two languages is a row with an empty side, and one that lacks
// both is passed over. Codes are left out of the texts.
type tmxDecoder struct {
	x      *xmlReader
	pieces pieceReader
}

func newTMXDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	return &tmxDecoder{x: newXMLReader(r[0], "TMX", "tmx")}, nil
}

func (d *tmxDecoder) Decode() (Record, error) {
	for {
		token, err := d.x.next()
		if err != nil {
			return Record{}, err
		}
		e, ok := token.(xml.StartElement)
		switch {
		case !ok:
		case e.Name.Local == "header":
			lang, _ := parseLanguage(attr(e, "srclang"))
			d.pieces.header.Swapped = lang == align.Chinese
		case e.Name.Local == "prop":
			if err := d.headerProp(e); err != nil {
				return Record{}, err
			}
		case e.Name.Local == "tu":
			d.x.newRecord()
			r, ok, err := d.unit(e)
			if err != nil || ok {
				return r, err
			}
		}
	}
}

// headerProp takes a property of the header in.
func (d *tmxDecoder) headerProp(e xml.StartElement) error {
	name := strings.TrimPrefix(attr(e, "type"), tmxProp)
	value, err := d.x.text(nil, nil)
	if err == nil {
		d.pieces.header.set(name, value)
	}
	return err
}

// unit reads a unit; ok is false if it has neither language.
func (d *tmxDecoder) unit(tu xml.StartElement) (r Record, ok bool, err error) {
	r.Line = d.x.line()
	r.ID = attr(tu, "tuid")
	r.Score = math.NaN()
	var piece string
	var about []field // the piece
	var script align.Script
	var notes []string
	var side align.Side
	known := false // whether the variant at hand is of one of the two languages
	seen := [align.Sides]bool{}
	inVariant := false
	for outer := d.x.depth - 1; d.x.depth > outer; {
		token, err := d.x.next()
		if err != nil {
			return r, false, d.x.cut(err)
		}
		switch e := token.(type) {
		case xml.EndElement:
			if e.Name.Local == "tuv" {
				inVariant = false
			}
		case xml.StartElement:
			switch e.Name.Local {
			case "tuv":
				inVariant = true
				lang, s := languageOf(e)
				if side, known = sideOf(lang); known && side == align.ZH {
					script = s
				}
			case "seg":
				text, err := d.x.text(tmxCodes, nil)
				if err != nil {
					return r, false, err
				}
				if known && !seen[side] {
					seen[side] = text != ""
					setText(&r.Text, side, text)
				}
			case "note":
				text, err := d.x.text(nil, nil)
				if err != nil {
					return r, false, err
				}
				if !inVariant {
					notes = append(notes, text)
				}
			case "prop":
				name := strings.TrimPrefix(attr(e, "type"), tmxProp)
				value, err := d.x.text(nil, nil)
				if err != nil {
					return r, false, err
				}
				if name == documentField {
					piece = value
				} else if (&Piece{}).set(name, value) {
					about = append(about, field{name, value})
				} else {
					r.set(name, value)
				}
			}
		}
	}
	if s := &d.pieces.header.Editions[align.ZH].Script; *s == "" {
		*s = script
	}
	r.Comment = joinNotes(notes)
	r.Piece = d.pieces.next(piece, about)
	return r, r.Text != align.TextPair{}, nil
}

// joinNotes puts the notes of a unit together, a line each.
func joinNotes(notes []string) string {
	return strings.TrimSpace(strings.Join(slices.DeleteFunc(notes, func(n string) bool { return n == "" }), "\n"))
}

// setText sets the text of a side.
func setText(p *align.TextPair, side align.Side, text string) {
	if side == align.EN {
		p.EN = text
	} else {
		p.ZH = text
	}
}

// TMX is the format of translation memories.
var TMX = Format{
	Name: "tmx", Title: "translation memory, TMX 1.4b", Extensions: []string{".tmx"},
	Carries:    Texts | RowIDs | UnitIDs | Scores | Flags | Statuses | Comments | Metadata | Breaks,
	Profiles:   []string{"standard", profileTrados, profileMemoQ, profileOmegaT},
	Sniff:      func(head []byte) bool { return beginsWithElement(head, "tmx") },
	Rules:      checkTMX,
	NewEncoder: newTMXEncoder, NewDecoder: newTMXDecoder,
}
