package document

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/document/pdf"
)

// readPDF reads the text layer of a PDF: lines become paragraphs again, columns are read
// one after the other, notes follow the text. Running heads, page numbers and the marks of
// notes are boilerplate. See layout.
func readPDF(s *source, doc *align.Document) ([]block, error) {
	pages, info, err := pdf.Read(context.Background(), s.data)
	switch {
	case errors.Is(err, pdf.ErrEncrypted):
		return nil, refuse(align.Encrypted, s.name, "the PDF is protected with a password", "open it, and save it without one")
	case errors.Is(err, pdf.ErrLimit):
		return nil, refuseFor(align.TooLarge, s.name, "it is a PDF that "+strings.TrimPrefix(err.Error(), "it "), "split it, or save its text", err)
	case err != nil:
		return nil, refuseFor(align.Damaged, s.name, "it is a damaged PDF ("+err.Error()+")", "fetch it again, or print it to a new PDF", err)
	}
	doc.Encoding = "UTF-8"
	doc.Meta = claims{"dc.title": {info.Title}, "dc.creator": {info.Author}}.meta()
	bare, unknown, characters := 0, 0, 0
	for _, p := range pages {
		before := characters
		for _, piece := range p {
			for _, r := range piece.Text {
				switch {
				case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r):
					unknown++
				case !unicode.IsSpace(r):
					characters++
				}
			}
		}
		if characters == before {
			bare++
		}
	}
	if unknown > characters/4 {
		return nil, refuse(align.UnknownEncoding, s.name, fmt.Sprintf("the fonts of the PDF do not tell which characters %d of %d signs are", unknown, unknown+characters),
			"ask for the text, or run text recognition (OCR) over it")
	}
	blocks := newLayout(pages).blocks()
	if !hasText(blocks) {
		return nil, refuse(align.Scanned, s.name, fmt.Sprintf("none of the %d pages of the PDF has a text layer: it is a scan", len(pages)),
			"run text recognition (OCR) over it, and save the text")
	}
	if bare > 0 {
		doc.Notices = append(doc.Notices, fmt.Sprintf("%d of %d pages hold no text: they are blank or pictures", bare, len(pages)))
	}
	return blocks, nil
}

// hasText reports whether blocks hold more than furniture.
func hasText(blocks []block) bool {
	for _, b := range blocks {
		if b.kind != align.Boilerplate && !isBlank(b.text) {
			return true
		}
	}
	return false
}
