package document

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bitext/align"
)

// docxReader reads the paragraphs of one part of a Word document as a stream.
//
// A text box stands inside a paragraph and holds paragraphs of its own, so open
// paragraphs are a stack; a paragraph comes out before the boxes in it.
type docxReader struct {
	*docx
	decoder *xml.Decoder
	depth   int
	open    []*docxParagraph
	found   []block
	group   int
	tables  int // that the paragraph stands in

	inProperties bool           // of a paragraph
	joins        *docxParagraph // a paragraph whose mark was deleted, which runs on in the next; nil if none
}

// docxParagraph is a paragraph while it is read.
type docxParagraph struct {
	text   strings.Builder
	secret strings.Builder // text that the document hides
	kind   align.Kind
	joins  bool   // its mark was deleted
	hidden bool   // the run being read is hidden
	raised bool   // the run being read is superscript
	at     int    // index in found where it goes
	fields []bool // of each field being read (a page number, a link), whether its instructions are over
	orders int    // the fields whose instructions are not over
}

// skipped are the elements whose content is not text of the document: deleted
// and moved-away text, the instructions of fields, the fallback copy of text
// boxes, pronunciation guides.
var skipped = []string{"del", "moveFrom", "delText", "instrText", "delInstrText", "Fallback", "rt", "sectPr", "tblPr", "trPr", "tcPr", "docPr", "binData"}

func (r *docxReader) read() error {
	elements := 0
	for {
		token, err := r.decoder.Token()
		if err == io.EOF {
			if elements == 0 {
				return errors.New("it holds no text")
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			elements++
			r.depth++
			if r.depth > maxXMLNest {
				return errors.New("its elements are nested too deep")
			}
			if err := r.start(t); err != nil {
				return err
			}
		case xml.EndElement:
			r.depth--
			r.end(t.Name.Local)
		}
	}
}

// paragraph returns the innermost open paragraph, nil if there is none.
func (r *docxReader) paragraph() *docxParagraph {
	if len(r.open) == 0 {
		return nil
	}
	return r.open[len(r.open)-1]
}

func (r *docxReader) start(t xml.StartElement) error {
	name := t.Name.Local
	if p := r.paragraph(); r.inProperties && p != nil && (name == "del" || name == "moveFrom") {
		p.joins = true // tracked on the mark of the paragraph
	}
	if slices.Contains(skipped, name) || separatorNote(t) {
		r.depth--
		return r.decoder.Skip()
	}
	if name == "p" && isWordML(t.Name.Space) {
		if len(r.found) > maxParagraphs {
			return errTooMany
		}
		p := &docxParagraph{at: len(r.found)}
		if r.joins != nil {
			p.text.WriteString(r.joins.text.String())
			p.secret.WriteString(r.joins.secret.String())
			r.joins = nil
		}
		r.open = append(r.open, p)
		r.found = append(r.found, block{}) // the place of the paragraph, filled in at its end
		return nil
	}
	if name == "tbl" {
		r.tables++
	}
	p := r.paragraph()
	if p == nil || !isWordML(t.Name.Space) {
		return nil
	}
	switch name {
	case "pStyle":
		p.kind = r.kindOfStyle(xmlValue(t, "val"))
	case "outlineLvl":
		if p.kind == "" && xmlValue(t, "val") < "9" {
			p.kind = align.Heading
		}
	case "pPr":
		r.inProperties = true
	case "r":
		p.hidden, p.raised = false, false
	case "vertAlign":
		p.raised = xmlValue(t, "val") == "superscript"
	case "vanish", "webHidden":
		p.hidden = name == "vanish" && isOn(t)
	case "t":
		var text string
		r.depth--
		if err := r.decoder.DecodeElement(&text, &t); err != nil {
			return err
		}
		if p.raised {
			text = superscript(text)
		}
		switch {
		case p.visible():
			p.text.WriteString(text)
		case p.orders == 0:
			p.secret.WriteString(text)
		}
	default:
		p.addMark(t)
	}
	return nil
}

// visible reports whether text that comes now is seen.
func (p *docxParagraph) visible() bool { return !p.hidden && p.orders == 0 }

// addMark takes an element that stands for a character, or for a border of a field.
func (p *docxParagraph) addMark(t xml.StartElement) {
	mark := ""
	switch t.Name.Local {
	case "tab", "ptab":
		mark = "\t"
	case "br", "cr":
		mark = "\n"
	case "noBreakHyphen":
		mark = "\u2011"
	case "softHyphen":
		mark = "\u00ad"
	case "sym":
		mark = symbol(xmlValue(t, "char"))
	case "fldChar":
		n := len(p.fields)
		switch kind := xmlValue(t, "fldCharType"); {
		case kind == "begin":
			p.fields = append(p.fields, false)
			p.orders++
		case n > 0 && (kind == "separate" || kind == "end"):
			if !p.fields[n-1] {
				p.orders--
			}
			if p.fields[n-1] = true; kind == "end" {
				p.fields = p.fields[:n-1]
			}
		}
	}
	// Tab stops in a paragraph's properties are tab elements, too; they come
	// before any text and are trimmed with the white space there.
	if p.visible() {
		p.text.WriteString(mark)
	}
}

// symbol returns the character of a symbol font, "" if the number is none of a
// character. Such fonts hide their characters in a private area above F000.
func symbol(hex string) string {
	n, err := strconv.ParseUint(hex, 16, 32)
	if 0xf000 <= n && n <= 0xf0ff {
		n -= 0xf000
	}
	if err != nil || n < 0x20 || n > unicode.MaxRune {
		return ""
	}
	return string(rune(n))
}

func (r *docxReader) end(name string) {
	switch p := r.paragraph(); {
	case name == "p" && p != nil:
		r.open = r.open[:len(r.open)-1]
		if p.joins {
			r.joins = p
			return
		}
		r.finish(p)
	case name == "pPr":
		r.inProperties = false
	case name == "tbl":
		r.tables--
		r.group++
	case name == "txbxContent", name == "footnote", name == "endnote":
		r.group++
		r.finishJoined()
	case name == "tc", name == "body", name == "hdr", name == "ftr":
		r.finishJoined()
	}
}

// finishJoined makes a paragraph of text that was to run on in a paragraph that does not come.
func (r *docxReader) finishJoined() {
	if r.joins == nil {
		return
	}
	p := r.joins
	p.at, r.joins = len(r.found), nil
	r.found = append(r.found, block{})
	r.finish(p)
}

// finish puts a paragraph in its place, and the text that is hidden in it behind it. Line
// breaks are borders as in a web page.
func (r *docxReader) finish(p *docxParagraph) {
	r.group++
	parts := brokenLines(p.text.String(), true, p.kind == align.Title || p.kind == align.Heading)
	secrets := brokenLines(p.secret.String(), true, true)
	if len(parts)+len(secrets) == 0 {
		if p.at == len(r.found)-1 {
			r.found = r.found[:p.at]
		}
		return
	}
	if p.kind == "" && r.tables > 0 {
		p.kind = align.Body // a short cell is no heading
	}
	blocks := make([]block, len(parts)+len(secrets))
	for i, text := range slices.Concat(parts, secrets) {
		blocks[i] = block{text: text, group: r.group, kind: p.kind}
		if i >= len(parts) {
			blocks[i].take("hidden")
		}
	}
	r.found = slices.Replace(r.found, p.at, p.at+1, blocks...) // open paragraphs stand before it
}

// separatorNote reports whether an element is a note that Word keeps for the
// line above the notes.
func separatorNote(t xml.StartElement) bool {
	if t.Name.Local != "footnote" && t.Name.Local != "endnote" {
		return false
	}
	kind := xmlValue(t, "type")
	return kind != "" && kind != "normal"
}

// isWordML reports whether a name space is that of WordprocessingML; strict documents
// use another than usual ones.
func isWordML(space string) bool {
	return strings.HasSuffix(space, "/wordprocessingml/2006/main") || strings.HasSuffix(space, "/wordprocessingml/main")
}

func xmlValue(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isOn reports whether a switch such as w:vanish is on.
func isOn(t xml.StartElement) bool {
	v := xmlValue(t, "val")
	return v != "0" && v != "false" && v != "off"
}
