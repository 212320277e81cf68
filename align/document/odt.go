package document

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/align/internal/unzip"
)

// readODT reads an OpenDocument text: the paragraphs of its body in order, cells of
// tables and text boxes where they stand, then the notes. Text that was inserted as a
// tracked change is in; deleted and hidden text and comments are out. The head and the
// foot of the page and a table of contents are boilerplate.
func readODT(s *source, doc *align.Document) ([]block, error) {
	archive, err := unzip.Open(s.data, docxLimits)
	var blocks []block
	o := odt{archive: archive, styles: map[string]odtStyle{}}
	if err == nil {
		blocks, err = o.read()
	}
	_, large := errors.AsType[*unzip.LimitError](err)
	switch {
	case err == nil:
	case errors.Is(err, errLocked):
		return nil, refuse(align.Encrypted, s.name, "the document is protected with a password", "open it, and save it without one")
	case errors.Is(err, errTooMany):
		return nil, tooMany(s.name, maxParagraphs)
	case large:
		return nil, refuseFor(align.TooLarge, s.name, "it unpacks to more than a document holds", "copy its text into a new document", err)
	default:
		return nil, refuseFor(align.Damaged, s.name, "it is a damaged OpenDocument text ("+err.Error()+")", "open it in LibreOffice and save it again", err)
	}
	doc.Encoding = "UTF-8"
	doc.Meta = o.properties().meta()
	return blocks, nil
}

// odt is an open OpenDocument text.
type odt struct {
	archive *unzip.Archive
	styles  map[string]odtStyle // by name
}

// odtStyle holds what a style tells of text.
type odtStyle struct {
	shown  string // the name that users see
	parent string
	raised bool
	hidden bool
}

// properties returns title and author as the properties of the document have them; see
// docx.properties.
func (o *odt) properties() claims {
	var meta struct {
		Title   string `xml:"meta>title"`
		Creator string `xml:"meta>initial-creator"`
	}
	if data, err := o.archive.Read("meta.xml"); err != nil || xml.Unmarshal(data, &meta) != nil {
		return claims{}
	}
	return claims{"dc.title": {meta.Title}, "dc.creator": {meta.Creator}}
}

func (o *odt) read() ([]block, error) {
	if locked, err := o.isLocked(); err != nil || locked {
		return nil, cmp.Or(err, errLocked)
	}
	var around []odtBlock // of the page
	if o.archive.Has("styles.xml") {
		var err error
		if around, err = o.readPart("styles.xml"); err != nil {
			return nil, err
		}
	}
	text, err := o.readPart("content.xml")
	if err != nil {
		return nil, err
	}
	var blocks []block
	for _, place := range []odtPlace{odtHeader, odtText, odtNote, odtFooter} {
		for _, b := range slices.Concat(around, text) {
			if b.place == place {
				b.pos = len(blocks) + 1
				blocks = append(blocks, b.block)
			}
		}
	}
	if len(blocks) > maxParagraphs {
		return nil, errTooMany
	}
	return blocks, nil
}

func (o *odt) isLocked() (bool, error) {
	const list = "META-INF/manifest.xml"
	if !o.archive.Has(list) {
		return false, nil
	}
	data, err := o.archive.Read(list)
	return strings.Contains(string(data), "encryption-data"), err
}

// readPart reads the styles and the paragraphs of a part of the document.
func (o *odt) readPart(name string) ([]odtBlock, error) {
	part, err := o.archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	r := odtReader{odt: o, decoder: xml.NewDecoder(bufio.NewReader(part))}
	if err := r.read(); err == errTooMany {
		return nil, err
	} else if err != nil {
		return nil, fmt.Errorf("%s: %w", path.Base(name), err)
	}
	return r.found, nil
}

// odtPlace is where in the document a paragraph goes.
type odtPlace int

const (
	odtNowhere odtPlace = iota // in the definition of something
	odtText
	odtNote
	odtHeader
	odtFooter
)

type odtBlock struct {
	block
	place odtPlace
}

// odtReader reads the paragraphs of one part as a stream. A note or a text box stands
// inside a paragraph and holds paragraphs of its own, so open paragraphs are a stack.
type odtReader struct {
	*odt
	decoder  *xml.Decoder
	open     []*odtParagraph
	found    []odtBlock
	around   []odtPlace // the places of the elements around that name one
	contents int        // tables of contents around
	tables   int
	style    string // that is being defined
	group    int
}

// odtParagraph is a paragraph while it is read.
type odtParagraph struct {
	text  strings.Builder
	kind  align.Kind
	at    int // index in found where it goes
	spans []odtStyle
}

// odtSkipped are the elements whose content is not text of the document: deleted text,
// comments, the numbers of notes, pronunciation guides, what is said of pictures.
var odtSkipped = []string{
	"tracked-changes", "annotation", "note-citation", "ruby-text", "desc", "binary-data", "forms", "scripts", "hidden-text", "hidden-paragraph",
	"title", "event-listeners", "index-title-template", "table-of-content-source",
}

func (r *odtReader) read() error {
	depth := 0
	for {
		token, err := r.decoder.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth++; depth > maxXMLNest {
				return errors.New("its elements are nested too deep")
			}
			if slices.Contains(odtSkipped, t.Name.Local) {
				depth--
				err = r.decoder.Skip()
			} else {
				err = r.start(t)
			}
			if err != nil {
				return err
			}
		case xml.EndElement:
			depth--
			r.end(t.Name.Local)
		case xml.CharData:
			if p := r.paragraph(); p != nil {
				p.add(collapsed(string(t)))
			}
		}
	}
}

// collapsed makes one space of the white space in a text, as OpenDocument has it.
func collapsed(s string) string {
	return spaces().ReplaceAllString(strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return ' '
		}
		return r
	}, s), " ")
}

// paragraph returns the innermost open paragraph, nil if there is none.
func (r *odtReader) paragraph() *odtParagraph {
	if len(r.open) == 0 {
		return nil
	}
	return r.open[len(r.open)-1]
}

func (r *odtReader) place() odtPlace {
	if len(r.around) == 0 {
		return odtNowhere
	}
	return r.around[len(r.around)-1]
}

// odtPlaces are the elements that name the place of the paragraphs in them.
var odtPlaces = map[string]odtPlace{
	"text": odtText, "note-body": odtNote,
	"header": odtHeader, "header-left": odtHeader, "header-first": odtHeader, "footer": odtFooter, "footer-left": odtFooter, "footer-first": odtFooter,
}

func (r *odtReader) start(t xml.StartElement) error {
	name := t.Name.Local
	if place := odtPlaces[name]; place != odtNowhere && isODTPlace(t.Name) {
		r.around = append(r.around, place)
		return nil
	}
	switch name {
	case "style":
		r.style = xmlValue(t, "name")
		r.styles[r.style] = odtStyle{shown: cmp.Or(xmlValue(t, "display-name"), r.style), parent: xmlValue(t, "parent-style-name")}
	case "text-properties":
		s := r.styles[r.style]
		s.raised = strings.HasPrefix(xmlValue(t, "text-position"), "super") || s.raised
		s.hidden = xmlValue(t, "display") == "none" || s.hidden
		if r.style != "" {
			r.styles[r.style] = s
		}
	case "table":
		r.tables++
	case "table-of-content":
		r.contents++
	case "p", "h":
		if !strings.HasSuffix(t.Name.Space, ":text:1.0") || r.place() == odtNowhere {
			return nil
		}
		if len(r.found) > maxParagraphs {
			return errTooMany
		}
		style := xmlValue(t, "style-name")
		p := &odtParagraph{at: len(r.found), kind: r.kindOfStyle(style), spans: []odtStyle{r.styles[style]}}
		if name == "h" && p.kind == "" {
			p.kind = align.Heading
		}
		r.open = append(r.open, p)
		r.found = append(r.found, odtBlock{}) // the place of the paragraph, filled in at its end
	case "span":
		if p := r.paragraph(); p != nil {
			around, own := p.spans[len(p.spans)-1], r.styles[xmlValue(t, "style-name")]
			p.spans = append(p.spans, odtStyle{raised: own.raised || around.raised, hidden: own.hidden || around.hidden})
		}
	default:
		if p := r.paragraph(); p != nil {
			p.add(odtMark(t))
		}
	}
	return nil
}

// isODTPlace reports whether an element is one that names a place, and no other of its name.
func isODTPlace(name xml.Name) bool {
	return name.Local == "note-body" || strings.HasSuffix(name.Space, ":office:1.0") == (name.Local == "text")
}

// odtMark returns the characters that an element stands for.
func odtMark(t xml.StartElement) string {
	switch t.Name.Local {
	case "s":
		n, err := strconv.Atoi(xmlValue(t, "c"))
		if err != nil {
			n = 1
		}
		return strings.Repeat(" ", max(0, min(n, 1000)))
	case "tab":
		return "\t"
	case "line-break":
		return "\n"
	}
	return ""
}

// add adds text to a paragraph.
func (p *odtParagraph) add(text string) {
	style := p.spans[len(p.spans)-1]
	if style.raised {
		text = superscript(text)
	}
	if !style.hidden {
		p.text.WriteString(text)
	}
}

// kindOfStyle returns the kind of a paragraph with a style, or with one that it is based on.
func (o *odt) kindOfStyle(name string) align.Kind {
	for range 8 { // styles are based on others a few steps deep
		s, ok := o.styles[name]
		if !ok {
			return ""
		}
		if kind := styleKind(s.shown); kind != "" {
			return kind
		}
		name = s.parent
	}
	return ""
}

func (r *odtReader) end(name string) {
	p := r.paragraph()
	switch {
	case name == "style":
		r.style = ""
	case (name == "p" || name == "h") && p != nil:
		r.open = r.open[:len(r.open)-1]
		r.finish(p)
	case name == "span" && p != nil && len(p.spans) > 1:
		p.spans = p.spans[:len(p.spans)-1]
	case name == "table":
		r.tables--
		r.group++
	case name == "table-of-content":
		r.contents--
	case odtPlaces[name] != odtNowhere && len(r.around) > 0 && r.place() == odtPlaces[name]:
		r.around = r.around[:len(r.around)-1]
		r.group++
	}
}

// finish puts a paragraph in its place; see docxReader.finish.
func (r *odtReader) finish(p *odtParagraph) {
	r.group++
	if p.kind == "" && r.tables > 0 {
		p.kind = align.Body // a short cell is no heading
	}
	var blocks []odtBlock
	for _, text := range brokenLines(p.text.String(), true, p.kind == align.Title || p.kind == align.Heading) {
		b := odtBlock{block{text: text, group: r.group, kind: p.kind}, r.place()}
		switch {
		case b.place == odtHeader:
			b.take("page header")
		case b.place == odtFooter:
			b.take("page footer")
		case r.contents > 0:
			b.take(contentsReason)
		}
		blocks = append(blocks, b)
	}
	r.found = slices.Replace(r.found, p.at, p.at+1, blocks...)
}
