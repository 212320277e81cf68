package exchange

import (
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"bitext/align"
)

// Profiles of XCES.
const (
	profileOPUS      = "opus"      // fromDoc's ids; toDoc's ids
	profileInterText = "intertext" // toDoc's ids; fromDoc's ids, a paragraph and a sentence each: 12:3
)

// xcesEncoder writes links in the Corpus Encoding Standard as OPUS has it, or as InterText
// imports it, and the two documents.
type xcesEncoder struct {
	*standoff
	intertext bool
	paragraph [align.Sides]int // of InterText, the one that is open
	sentence  [align.Sides]int
}

func newXCESEncoder(w []io.Writer, opt WriteOptions) Encoder {
	return &xcesEncoder{standoff: newStandoff(w, opt), intertext: opt.Profile == profileInterText}
}

func (e *xcesEncoder) begin(p *Piece) {
	first := p.first()
	from, to := e.names[1+first], e.names[1+align.ZH-first]
	switch {
	case e.intertext && e.pieces == 1:
		e.links.put(xmlHead+`<linkGrp toDoc="`, to, `" fromDoc="`, from, `">`+"\n")
	case e.intertext: // has one group a file
	case e.pieces == 1:
		e.links.put(xmlHead + `<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">` + "\n" + `<cesAlign version="1.0">` + "\n")
	default:
		e.links.put("</linkGrp>\n")
	}
	if !e.intertext {
		e.links.put(`<linkGrp targType="s" fromDoc="`, from, `" toDoc="`, to, `">`+"\n")
	}
	if e.pieces > 1 {
		return
	}
	for side := range align.Sides {
		e.docs[side].put(xmlHead+`<text xml:lang="`, string(align.Side(side).Language()), `">`+"\n")
	}
}

func (e *xcesEncoder) Encode(r Record) error {
	if e.newPiece(r.Piece) {
		e.begin(r.Piece)
	}
	var units [align.Sides][]unit
	for side := range align.Sides {
		units[side] = e.numbered(&r, side)
		if e.intertext {
			e.renumber(units[side], side, r.ID)
		}
		for _, u := range units[side] {
			e.docs[side].put(`<s id="`, u.id, `">`, u.text, "</s>\n")
		}
	}
	first := r.Piece.first()
	from, to := units[first], units[align.ZH-first]
	if e.intertext {
		status := "auto"
		if r.Settled() {
			status = "man"
		}
		e.links.put(fmt.Sprintf(`<link type="%d-%d" xtargets="`, len(to), len(from)), list(to, "")+";"+list(from, ""), `" status="`+status+`"/>`+"\n")
		return e.links.err()
	}
	e.links.put("<link")
	if r.ID != "" {
		e.links.put(` id="`, r.ID, `"`)
	}
	e.links.put(` xtargets="`, list(from, "")+";"+list(to, ""), `"`)
	if !math.IsNaN(r.Score) {
		e.links.put(` certainty="` + formatScore(r.Score) + `"`)
	}
	e.links.put("/>\n")
	return e.links.err()
}

// renumber gives units the IDs that InterText knows, a number of a paragraph and one of a
// sentence in it. The sentences of a row of paragraphs are a paragraph, and so is a row of
// another kind.
func (e *xcesEncoder) renumber(units []unit, side align.Side, row string) {
	paragraph, _, _ := strings.Cut(strings.TrimPrefix(row, "P"), ".")
	n, err := strconv.Atoi(paragraph)
	if err != nil || n < e.paragraph[side] {
		n = e.paragraph[side] + 1
	}
	if n != e.paragraph[side] && len(units) > 0 {
		if e.paragraph[side] > 0 {
			e.docs[side].put("</p>\n")
		}
		e.docs[side].put(`<p id="` + strconv.Itoa(n) + `">` + "\n")
		e.paragraph[side], e.sentence[side] = n, 0
	}
	for k := range units {
		e.sentence[side]++
		units[k].id = fmt.Sprintf("%d:%d", n, e.sentence[side])
	}
}

func (e *xcesEncoder) Close() error {
	if !e.begun {
		e.newPiece(nil)
		e.begin(nil)
	}
	e.links.put("</linkGrp>\n")
	if !e.intertext {
		e.links.put("</cesAlign>\n")
	}
	for side := range align.Sides {
		if e.paragraph[side] > 0 {
			e.docs[side].put("</p>\n")
		}
		e.docs[side].put("</text>\n")
	}
	return e.flush()
}

// xcesDecoder reads links, and the texts of the documents if they lie beside. Files of
// OPUS begin with cesAlign and name the units of fromDoc first, those of InterText begin
// with linkGrp and name those of toDoc first.
type xcesDecoder struct {
	x         *xmlReader
	opt       ReadOptions
	intertext bool
	linked    linked
	pieces    pieceReader
}

func newXCESDecoder(r []io.Reader, opt ReadOptions) (Decoder, error) {
	return &xcesDecoder{x: newXMLReader(r[0], "XCES", "cesAlign", "linkGrp"), opt: opt}, nil
}

func (d *xcesDecoder) Decode() (Record, error) {
	for {
		token, err := d.x.next()
		if err != nil {
			return Record{}, err
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "linkGrp":
			if err := d.group(e); err != nil {
				return Record{}, err
			}
		case "link":
			d.x.newRecord()
			return d.link(e)
		}
	}
}

func (d *xcesDecoder) group(e xml.StartElement) (err error) {
	d.intertext = d.x.depth == 1
	from, to := attr(e, "fromDoc"), attr(e, "toDoc")
	first := firstByName(from, to)
	l := linked{order: [2]align.Side{first, align.ZH - first}}
	for k, name := range []string{from, to} {
		if l.units[l.order[k]], err = documentUnits(d.opt.Open, name, "s", "p"); err != nil {
			return err
		}
	}
	if d.intertext {
		l.order[0], l.order[1] = l.order[1], l.order[0]
	}
	d.linked, d.pieces = l, pieceReader{header: Piece{Swapped: first == align.ZH}}
	return nil
}

func (d *xcesDecoder) link(e xml.StartElement) (Record, error) {
	r := noScore()
	r.Line = d.x.line()
	r.ID = attr(e, "id")
	left, right, ok := strings.Cut(attr(e, "xtargets"), ";")
	if !ok {
		return r, d.x.at(fmt.Errorf("xtargets=%.40q has no semicolon between two lists of ids", attr(e, "xtargets")))
	}
	d.linked.fill(&r, [2][]string{strings.Fields(left), strings.Fields(right)})
	if c := attr(e, "certainty"); c != "" {
		r.Score = parseScore(c)
	}
	if attr(e, "status") == "man" {
		r.Status = align.Confirmed
	}
	r.Piece = d.pieces.next("", nil)
	return r, nil
}

// firstByName tells by the names of two documents which side comes first: zh/x.xml and
// en/x.xml have the Chinese one first.
func firstByName(from, to string) align.Side {
	languageIn := func(name string) (found align.Language) {
		for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return strings.ContainsRune("/._-", r) }) {
			if lang, _ := parseLanguage(part); lang == align.English || lang == align.Chinese {
				found = lang
			}
		}
		return found
	}
	if languageIn(from) == align.Chinese || languageIn(to) == align.English {
		return align.ZH
	}
	return align.EN
}

// XCES is the format of links of OPUS and InterText.
var XCES = Format{
	Name: "xces", Title: "links of OPUS or InterText (XCES) and the two documents",
	Carries:  Texts | RowIDs | UnitIDs | Units | Scores | Nulls | Rejects | Breaks,
	Profiles: []string{profileOPUS, profileInterText},
	Without:  map[string]Part{profileInterText: RowIDs | UnitIDs | Scores},
	Files:    standoffFiles,
	Sniff:    func(head []byte) bool { return beginsWithElement(head, "cesAlign", "linkGrp") },

	NewEncoder: newXCESEncoder, NewDecoder: newXCESDecoder,
}
