package exchange

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"bitext/align"
	"bitext/align/document"
)

// Layouts of bilingual documents and tables.
const (
	LayoutColumns = "columns" // both texts beside each other
	LayoutStacked = "stacked" // one below the other
	LayoutTable   = "table"   // English, Chinese, nothing else
)

// wordFiles are the parts of a Word document that are the same in each.
var wordFiles = []struct{ name, text string }{
	{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>`},
	{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
	{"word/_rels/document.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`},
	{"word/styles.xml", xmlHead + `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="80" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>`},
}

// docxEncoder writes a Word document: a table of two columns, or the texts of each row one
// below the other.
type docxEncoder struct {
	zip     *zip.Writer
	out     xmlWriter
	err     error
	stacked bool
	begun   bool
	order   [2]align.Side
	script  align.Script
}

func newDOCXEncoder(w []io.Writer, opt WriteOptions) Encoder {
	e := &docxEncoder{zip: zip.NewWriter(w[0]), stacked: opt.Layout == LayoutStacked}
	for _, f := range wordFiles {
		part, err := e.create(f.name)
		if err == nil {
			_, err = io.WriteString(part, f.text)
		}
		e.err = errors.Join(e.err, err)
	}
	part, err := e.create("word/document.xml")
	e.err = errors.Join(e.err, err)
	if e.err != nil {
		part = io.Discard
	}
	e.out = newXMLWriter(part)
	return e
}

// create begins a part, which has no date so that equal rows give equal bytes.
func (e *docxEncoder) create(name string) (io.Writer, error) {
	return e.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
}

func (e *docxEncoder) begin(r *Record) {
	e.begun = true
	first := r.Piece.first()
	e.order = [2]align.Side{first, align.ZH - first}
	e.script = scriptOf(r)
	e.out.put(xmlHead + `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`)
	if p := r.Piece; p != nil && !e.stacked { // where they would be read as a row
		for _, side := range e.order {
			if title := p.Editions[side].Title; title != "" {
				e.paragraph(title, side, true)
			}
		}
	}
	if !e.stacked {
		e.out.put(`<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:left w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:bottom w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:right w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="999999"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="999999"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4513"/><w:gridCol w:w="4513"/></w:tblGrid>`)
		e.row([align.Sides]string{"English", "中文"}, true)
	}
}

// paragraph writes a paragraph, with a line break for each line break in it.
func (e *docxEncoder) paragraph(text string, side align.Side, bold bool) {
	e.out.put("<w:p><w:r><w:rPr>")
	if side == align.ZH {
		e.out.put(`<w:rFonts w:hint="eastAsia"/>`)
	}
	if bold {
		e.out.put("<w:b/>")
	}
	lang := regionTag(side, e.script)
	if side == align.ZH {
		e.out.put(`<w:lang w:eastAsia="` + lang + `"/></w:rPr>`)
	} else {
		e.out.put(`<w:lang w:val="` + lang + `"/></w:rPr>`)
	}
	for text != "" {
		k := strings.IndexAny(text, "\n\t\r")
		if k < 0 {
			k = len(text)
		}
		if k > 0 {
			e.out.put(`<w:t xml:space="preserve">`, text[:k], "</w:t>")
		}
		if text = text[k:]; text == "" {
			break
		}
		if text[0] == '\t' {
			e.out.put("<w:tab/>")
		} else {
			e.out.put("<w:br/>")
		}
		text = text[1:]
	}
	e.out.put("</w:r></w:p>")
}

// paragraphs writes a text as a paragraph a line.
func (e *docxEncoder) paragraphs(text string, side align.Side, bold bool) {
	for line := range strings.SplitSeq(text, "\n") {
		e.paragraph(line, side, bold)
	}
}

// row writes a row of the table; the first is repeated on every page.
func (e *docxEncoder) row(texts [align.Sides]string, heading bool) {
	e.out.put("<w:tr><w:trPr><w:cantSplit/>")
	if heading {
		e.out.put("<w:tblHeader/>")
	}
	e.out.put("</w:trPr>")
	for _, side := range e.order {
		e.out.put(`<w:tc><w:tcPr><w:tcW w:w="4513" w:type="dxa"/></w:tcPr>`)
		e.paragraphs(texts[side], side, heading)
		e.out.put("</w:tc>")
	}
	e.out.put("</w:tr>\n")
}

func (e *docxEncoder) Encode(r Record) error {
	if !e.begun {
		e.begin(&r)
	}
	texts := [align.Sides]string{r.Text.EN, r.Text.ZH}
	if !e.stacked {
		e.row(texts, false)
		return errors.Join(e.err, e.out.err())
	}
	for _, side := range e.order {
		if texts[side] != "" {
			e.paragraphs(texts[side], side, false)
		}
	}
	e.out.put("<w:p/>\n")
	return errors.Join(e.err, e.out.err())
}

func (e *docxEncoder) Close() error {
	if !e.begun {
		e.begin(&Record{})
	}
	if !e.stacked {
		e.out.put("</w:tbl><w:p/>") // Word wants a paragraph after a table
	}
	e.out.put(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return errors.Join(e.err, e.out.Flush(), e.zip.Close())
}

// maxDocument is how long a Word document may be, in bytes.
const maxDocument = 1 << 28

// newDOCXDecoder reads the rows of the tables of a Word document or, where it has no table of
// two languages, paragraphs of which one stands below the other.
func newDOCXDecoder(r []io.Reader, _ ReadOptions) (Decoder, error) {
	data, err := io.ReadAll(io.LimitReader(r[0], maxDocument+1))
	if err != nil {
		return nil, err
	}
	if len(data) > maxDocument {
		return nil, fmt.Errorf("it is longer than %d MB", maxDocument>>20)
	}
	rows, paragraphs, err := document.Tables(data)
	if err != nil {
		return nil, err
	}
	if len(rows) > 0 {
		if d, err := newTable(rowsOf(rows)); err == nil {
			return d, nil
		}
	}
	return &stackedDecoder{paragraphs: paragraphs}, nil
}

// stackedDecoder pairs up paragraphs of which those of one language stand below those of
// the other. A row ends where the language changes back, or at an empty paragraph.
type stackedDecoder struct {
	paragraphs []string
	at         int
}

func (d *stackedDecoder) Decode() (Record, error) {
	var lines [align.Sides][]string
	first := align.EN // of the row
	for ; d.at < len(d.paragraphs); d.at++ {
		text := d.paragraphs[d.at]
		begun := len(lines[align.EN])+len(lines[align.ZH]) > 0
		if strings.TrimSpace(text) == "" {
			if begun {
				break
			}
			continue
		}
		side := align.EN
		if han, latin := letters(text); han > 0 && 3*han >= latin {
			side = align.ZH
		}
		if !begun {
			first = side
		} else if side == first && len(lines[align.ZH-first]) > 0 {
			break
		}
		lines[side] = append(lines[side], text)
	}
	r := noScore()
	r.Text = align.TextPair{EN: strings.Join(lines[align.EN], "\n"), ZH: strings.Join(lines[align.ZH], "\n")}
	if (r.Text == align.TextPair{}) {
		return r, io.EOF
	}
	return r, nil
}

// letters counts the Han characters and the Latin letters of a text.
func letters(text string) (han, latin int) {
	for _, r := range text {
		switch {
		case isHan(r):
			han++
		case unicode.Is(unicode.Latin, r):
			latin++
		}
	}
	return han, latin
}

// DOCX is a bilingual Word document.
var DOCX = Format{
	Name: "docx", Title: "bilingual Word document", Extensions: []string{".docx"},
	Carries:    Texts | Nulls | Breaks,
	Layouts:    []string{LayoutColumns, LayoutStacked},
	NewEncoder: newDOCXEncoder, NewDecoder: newDOCXDecoder,
}
