package document

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/internal/unzip"
)

// maxXMLNest is how deep the elements of a Word document may nest.
const maxXMLNest = 512

// docxLimits are the limits of a Word document. Real parts unpack to less than 50 times
// their size.
var docxLimits = unzip.Limits{Member: 128 << 20, All: 256 << 20, Ratio: 200, Free: 4 << 20}

// readDOCX reads a Word document: the paragraphs of its body in order, cells
// of tables and text boxes where they stand, then the foot- and endnotes. Text
// that was inserted as a tracked change is in, deleted and hidden text is out.
// The head and the foot of the page are boilerplate.
func readDOCX(s *source, doc *align.Document) ([]block, error) {
	archive, err := unzip.Open(s.data, docxLimits)
	if err != nil {
		return nil, refuseFor(align.Damaged, s.name, "it is a damaged Word document ("+err.Error()+")", "open it in Word and save it again", err)
	}
	d := docx{archive: archive}
	blocks, err := d.read()
	if err == errTooMany {
		return nil, tooMany(s.name, maxParagraphs)
	}
	if _, large := errors.AsType[*unzip.LimitError](err); large {
		return nil, refuseFor(align.TooLarge, s.name, "it unpacks to more than a Word document holds", "copy its text into a new document", err)
	}
	if err != nil {
		return nil, refuseFor(align.Damaged, s.name, "it is a damaged Word document ("+err.Error()+")", "open it in Word and save it again", err)
	}
	doc.Encoding = "UTF-8"
	doc.Meta = d.properties().meta()
	return blocks, nil
}

// errTooMany is the error for a document with more than maxParagraphs paragraphs.
var errTooMany = errors.New("too many paragraphs")

// docx is an open Word document.
type docx struct {
	archive *unzip.Archive
	styles  map[string]align.Kind // by style id
}

// properties returns title and author as the properties of the document have them.
// Its dates are those of the file, not of the piece. A document without, or with
// damaged properties, reads as well.
func (d *docx) properties() claims {
	var core struct {
		Title   string `xml:"title"`
		Creator string `xml:"creator"`
	}
	if data, err := d.archive.Read("docProps/core.xml"); err != nil || xml.Unmarshal(data, &core) != nil {
		return claims{}
	}
	return claims{"dc.title": {core.Title}, "dc.creator": {core.Creator}}
}

func (d *docx) read() ([]block, error) {
	main, err := d.mainPart()
	if err != nil {
		return nil, err
	}
	if err := d.readStyles(path.Join(path.Dir(main), "styles.xml")); err != nil {
		return nil, err
	}
	var blocks []block
	for _, p := range d.parts(main) {
		found, err := d.readPart(p.name)
		if err != nil {
			return nil, err
		}
		for _, b := range found {
			if p.reason != "" {
				b.kind, b.reason = align.Boilerplate, p.reason
			}
			b.group += len(blocks) // a part never continues a group
			b.pos = len(blocks) + 1
			blocks = append(blocks, b)
		}
		if len(blocks) > maxParagraphs {
			return nil, errTooMany
		}
	}
	return blocks, nil
}

// docxPart is a member of the archive that holds paragraphs.
type docxPart struct{ name, reason string }

// parts returns the main part and those around it in reading order.
func (d *docx) parts(main string) []docxPart {
	var headers, footers []docxPart
	for _, name := range slices.Sorted(slices.Values(d.archive.Names())) {
		if path.Dir(name) != path.Dir(main) || path.Ext(name) != ".xml" {
			continue
		}
		switch base := path.Base(name); {
		case strings.HasPrefix(base, "header"):
			headers = append(headers, docxPart{name, "page header"})
		case strings.HasPrefix(base, "footer"):
			footers = append(footers, docxPart{name, "page footer"})
		}
	}
	parts := append(headers, docxPart{name: main})
	for _, notes := range []string{"footnotes.xml", "endnotes.xml"} {
		if name := path.Join(path.Dir(main), notes); d.archive.Has(name) {
			parts = append(parts, docxPart{name: name})
		}
	}
	return append(parts, footers...)
}

// mainPart returns the name of the main part, which other programs than Word may name
// otherwise than Word does.
func (d *docx) mainPart() (string, error) {
	const usual = "word/document.xml"
	if d.archive.Has(usual) {
		return usual, nil
	}
	data, err := d.archive.Read("_rels/.rels")
	if err != nil {
		return "", err
	}
	var rels struct {
		Relationship []struct {
			Type   string `xml:",attr"`
			Target string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(data, &rels); err != nil {
		return "", err
	}
	for _, r := range rels.Relationship {
		target := strings.TrimPrefix(r.Target, "/")
		if strings.HasSuffix(r.Type, "/officeDocument") && d.archive.Has(target) {
			return target, nil
		}
	}
	return "", errors.New("its text is missing")
}

// docxStyles maps the names of Word's own styles, which are the same in every
// language of Word, to kinds.
var docxStyles = byWord(map[string]align.Kind{
	"title 标题":                         align.Title,
	"subtitle standfirst abstract 副标题": align.Standfirst,
	"caption 题注":                       align.Caption,
	"author byline":                    align.Byline,
	"date":                             align.Date,
})

var headingStyle = lazyregexp.New(`^(?:heading|标题)[\s\p{Z}]*\d+$`)

// readStyles learns which style ids stand for which kind. Style ids are
// localised ("1", "Titre1"), names are not. A style based on another is taken
// for it.
func (d *docx) readStyles(name string) error {
	d.styles = map[string]align.Kind{}
	if !d.archive.Has(name) {
		return nil
	}
	data, err := d.archive.Read(name)
	if err != nil {
		return err
	}
	type value struct {
		Val string `xml:"val,attr"`
	}
	var sheet struct {
		Style []struct {
			ID      string `xml:"styleId,attr"`
			Name    value  `xml:"name"`
			BasedOn value  `xml:"basedOn"`
			Outline *value `xml:"pPr>outlineLvl"`
		} `xml:"style"`
	}
	if err := xml.Unmarshal(data, &sheet); err != nil {
		return fmt.Errorf("%s: %w", path.Base(name), err)
	}
	for _, s := range sheet.Style {
		if k := styleKind(s.Name.Val); k != "" {
			d.styles[s.ID] = k
		} else if s.Outline != nil && s.Outline.Val < "9" {
			d.styles[s.ID] = align.Heading
		}
	}
	for range 3 { // styles are based on others a few steps deep
		for _, s := range sheet.Style {
			if base := d.styles[s.BasedOn.Val]; base != "" && d.styles[s.ID] == "" {
				d.styles[s.ID] = base
			}
		}
	}
	return nil
}

// styleKind returns the kind that the name of a style tells.
func styleKind(name string) align.Kind {
	name = strings.ToLower(strings.TrimSpace(name))
	if headingStyle().MatchString(name) {
		return align.Heading
	}
	return docxStyles[name]
}

// kindOfStyle returns the kind of a paragraph with a style id.
func (d *docx) kindOfStyle(id string) align.Kind { return cmp.Or(d.styles[id], styleKind(id)) }

func (d *docx) readPart(name string) ([]block, error) {
	part, err := d.archive.Open(name)
	if err != nil {
		return nil, err
	}
	defer part.Close()
	r := docxReader{docx: d, decoder: xml.NewDecoder(bufio.NewReader(part))}
	if err := r.read(); err != nil && err != errTooMany {
		return nil, fmt.Errorf("%s: %w", path.Base(name), err)
	} else if err != nil {
		return nil, err
	}
	return r.found, nil
}
