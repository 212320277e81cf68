package exchange

import (
	"encoding/xml"
	"io"
	"math"
	"net/url"
	"strings"

	"bitext/align"
)

// teiEncoder writes TEI P5: a document of each edition, and stand-off links in a third file.
// Each has a TEI element a piece, with what is known of it in its header.
type teiEncoder struct {
	*standoff
	opt WriteOptions
}

func newTEIEncoder(w []io.Writer, opt WriteOptions) Encoder {
	return &teiEncoder{newStandoff(w, opt), opt}
}

func (e *teiEncoder) each(do func(w xmlWriter, sides []align.Side)) {
	do(e.links, []align.Side{align.EN, align.ZH})
	do(e.docs[align.EN], []align.Side{align.EN})
	do(e.docs[align.ZH], []align.Side{align.ZH})
}

func (e *teiEncoder) begin() {
	e.each(func(w xmlWriter, _ []align.Side) {
		w.put(xmlHead + `<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">` + "\n")
		e.header(w, "Parallel corpus", func() { w.put("<p/>") })
	})
}

// header writes a TEI header, of which the description of the sources is the caller's.
func (e *teiEncoder) header(w xmlWriter, title string, sources func()) {
	w.put("<teiHeader><fileDesc><titleStmt><title>", title, "</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>")
	sources()
	w.put("</sourceDesc></fileDesc>")
	t := e.opt.Tool
	w.put(`<encodingDesc><appInfo><application ident="align" version="`, teiVersion(t.Version), `"><label>align `, t.Version, "</label>")
	for _, f := range t.fields() {
		w.put(`<desc>`, f.name+": "+f.value, "</desc>")
	}
	w.put("</application></appInfo></encodingDesc></teiHeader>\n")
}

// teiVersion returns a version number as TEI wants it, of digits and dots.
func teiVersion(version string) string {
	v := strings.Trim(strings.TrimLeft(version, "v"), "0123456789.")
	if v != "" || version == "" {
		return "0"
	}
	return strings.TrimLeft(version, "v")
}

func (e *teiEncoder) beginPiece(p *Piece) {
	if e.pieces == 1 {
		e.begin()
	} else {
		e.endPiece()
	}
	e.each(func(w xmlWriter, sides []align.Side) {
		w.put(`<TEI n="`, p.id(), `">`+"\n")
		e.header(w, "Piece "+p.id(), func() {
			known := false
			for _, side := range sides {
				known = e.bibl(w, p, side) || known
			}
			if !known {
				w.put("<p/>")
			}
		})
	})
	first := p.first()
	targets := url.PathEscape(e.names[1+first]) + " " + url.PathEscape(e.names[1+align.ZH-first])
	e.links.put(`<standOff><linkGrp type="alignment" corresp="`, targets, `">`+"\n")
	for side := range align.Sides {
		e.docs[side].put(`<text xml:lang="`, string(align.Side(side).Language()), `"><body><p>`+"\n")
	}
}

// bibl describes an edition, if anything is known of it.
func (e *teiEncoder) bibl(w xmlWriter, p *Piece, side align.Side) bool {
	if p == nil {
		return false
	}
	var about []field
	for _, f := range p.fields() {
		if name, ok := strings.CutPrefix(f.name, sideNames[side]+"-"); ok {
			about = append(about, field{name, f.value})
		}
	}
	if len(about) == 0 {
		return false
	}
	w.put(`<bibl xml:lang="` + string(side.Language()) + `">`)
	for _, f := range about {
		t, ok := teiElements[f.name]
		if !ok {
			t = "note"
		}
		head := "<" + t
		switch {
		case f.name == "translator":
			head += ` role="translator"`
		case t == "note" || t == "idno":
			head += ` type="` + f.name + `"`
		}
		w.put(head+">", f.value, "</"+t+">")
	}
	w.put("</bibl>")
	return true
}

// teiElements are the elements for what is known of an edition; a note is for the rest.
var teiElements = map[string]string{
	"title": "title", "author": "author", "translator": "editor", "publisher": "publisher", "date": "date",
	"url": "idno", "file": "idno",
}

func (e *teiEncoder) Encode(r Record) error {
	if e.newPiece(r.Piece) {
		e.beginPiece(r.Piece)
	}
	var targets []string
	first := r.Piece.first()
	for _, side := range []align.Side{first, align.ZH - first} {
		units := e.numbered(&r, side)
		for k, u := range units {
			units[k].id = sideNames[side] + "." + u.id
			e.docs[side].put(`<s xml:id="`, units[k].id, `">`, u.text, "</s>\n")
		}
		if len(units) > 0 {
			targets = append(targets, list(units, url.PathEscape(e.names[1+side])+"#"))
		}
	}
	e.links.put("<link")
	for _, f := range []field{{"n", r.ID}, {"type", string(r.Status)}} {
		if f.value != "" {
			e.links.put(" "+f.name+`="`, f.value, `"`)
		}
	}
	if !math.IsNaN(r.Score) {
		e.links.put(` cert="` + formatScore(r.Score) + `"`)
	}
	e.links.put(` target="`, strings.Join(targets, " "), `"/>`+"\n")
	return e.links.err()
}

func (e *teiEncoder) endPiece() {
	e.links.put("</linkGrp></standOff>\n</TEI>\n")
	for _, doc := range e.docs {
		doc.put("</p></body></text>\n</TEI>\n")
	}
}

func (e *teiEncoder) Close() error {
	if !e.begun {
		e.newPiece(nil)
		e.beginPiece(nil)
	}
	e.endPiece()
	e.each(func(w xmlWriter, _ []align.Side) { w.put("</teiCorpus>\n") })
	return e.flush()
}

// teiDecoder reads stand-off links of TEI, and the texts of the documents if they lie beside.
type teiDecoder struct {
	x      *xmlReader
	opt    ReadOptions
	linked linked
	docs   [align.Sides]string
	pieces pieceReader
	id     string
	about  []field // of the piece, until its first row takes it
	side   align.Side
	inBibl bool
}

func newTEIDecoder(r []io.Reader, opt ReadOptions) (Decoder, error) {
	return &teiDecoder{x: newXMLReader(r[0], "TEI", "TEI", "teiCorpus"), opt: opt}, nil
}

func (d *teiDecoder) Decode() (Record, error) {
	for {
		token, err := d.x.next()
		if err != nil {
			return Record{}, err
		}
		switch e := token.(type) {
		case xml.EndElement:
			d.inBibl = d.inBibl && e.Name.Local != "bibl"
		case xml.StartElement:
			switch name := e.Name.Local; {
			case name == "TEI":
				d.id, d.about, d.linked.count = attr(e, "n"), nil, [align.Sides]int{}
			case name == "bibl":
				lang, _ := languageOf(e)
				d.side, d.inBibl = sideOf(lang)
			case d.inBibl:
				err = d.bibl(e)
			case name == "linkGrp":
				err = d.group(e)
			case name == "link":
				d.x.newRecord()
				return d.link(e)
			}
			if err != nil {
				return Record{}, err
			}
		}
	}
}

// bibl takes something that is known of an edition in.
func (d *teiDecoder) bibl(e xml.StartElement) error {
	name := e.Name.Local
	switch {
	case attr(e, "role") == "translator":
		name = "translator"
	case attr(e, "type") != "":
		name = attr(e, "type")
	}
	value, err := d.x.text(nil, nil)
	d.about = append(d.about, field{sideNames[d.side] + "-" + name, value})
	return err
}

// group opens the documents that a group of links names.
func (d *teiDecoder) group(e xml.StartElement) (err error) {
	names := strings.Fields(attr(e, "corresp"))
	if len(names) != 2 {
		return nil
	}
	first := firstByName(names[0], names[1])
	d.pieces.header.Swapped = first == align.ZH
	for k, side := range []align.Side{first, align.ZH - first} {
		if d.docs[side] == names[k] {
			continue
		}
		d.docs[side] = names[k]
		if d.linked.units[side], err = documentUnits(d.opt.Open, names[k], "s", "p", "ab", "seg", "head"); err != nil {
			return err
		}
	}
	return nil
}

func (d *teiDecoder) link(e xml.StartElement) (Record, error) {
	r := noScore()
	r.Line = d.x.line()
	r.ID, r.Status = attr(e, "n"), parseStatus(attr(e, "type"))
	if c := attr(e, "cert"); c != "" {
		r.Score = parseScore(c)
	}
	d.linked.order = [2]align.Side{align.EN, align.ZH}
	var lists [2][]string
	for target := range strings.FieldsSeq(attr(e, "target")) {
		doc, id, _ := strings.Cut(target, "#")
		side := align.EN
		if doc != "" && doc == d.docs[align.ZH] || doc != d.docs[align.EN] && firstByName(doc+"."+id, "") == align.ZH {
			side = align.ZH
		}
		lists[side] = append(lists[side], id)
	}
	d.linked.fill(&r, lists)
	r.Piece = d.pieces.next(d.id, d.about)
	d.about = nil
	return r, nil
}

// TEI is the format of the Text Encoding Initiative.
var TEI = Format{
	Name: "tei", Title: "TEI P5: stand-off links and the two documents",
	Carries: Texts | RowIDs | UnitIDs | Units | Scores | Statuses | Rejects | Metadata | Nulls | Breaks,
	Files:   standoffFiles,
	Sniff:   func(head []byte) bool { return beginsWithElement(head, "TEI", "teiCorpus") },

	NewEncoder: newTEIEncoder, NewDecoder: newTEIDecoder,
}
