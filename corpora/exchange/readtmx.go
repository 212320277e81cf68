package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"

	"bitext/align"
)

// maxDepth is how deep the elements of a TMX file may be nested.
const maxDepth = 64

// ReadTMX reads the pairs of a translation memory (TMX 1.1 to 1.4) in UTF-8 or
// UTF-16. Of several variants of a language the first counts; a unit that lacks one
// of the two languages is a pair with an empty side. Native codes (bpt, ept, it,
// ph, ut and what is in them) are left out of the texts.
func ReadTMX(r io.Reader) ([]Row, error) {
	d := xml.NewDecoder(withoutBOM(r))
	d.CharsetReader = sameCharset
	t := tmxReader{Decoder: d}
	if err := t.read(); err != nil {
		line, _ := d.InputPos()
		return nil, fmt.Errorf("read tmx: line %d: %w", line, err)
	}
	return t.pairs, nil
}

// tmxReader reads units one after another.
type tmxReader struct {
	*xml.Decoder
	depth int
	pairs []Row
	unit  align.TextPair
	lang  string // of the variant at hand: en, zh, or another
}

func (t *tmxReader) read() error {
	root := false
	for {
		token, err := t.Token()
		switch {
		case err == io.EOF && root:
			return nil
		case err == io.EOF:
			return errors.New("it is no TMX file")
		case err != nil:
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if t.depth++; t.depth > maxDepth {
				return fmt.Errorf("elements are nested over %d deep", maxDepth)
			}
			if !root && e.Name.Local != "tmx" {
				return fmt.Errorf("it is no TMX file: it begins with <%.40s>", e.Name.Local)
			}
			root = true
			if err := t.start(e); err != nil {
				return err
			}
		case xml.EndElement:
			t.depth--
			if e.Name.Local == "tu" && t.unit != (align.TextPair{}) {
				t.pairs = append(t.pairs, Row{Text: t.unit, Bead: align.Bead{Score: math.NaN()}})
			}
		}
	}
}

func (t *tmxReader) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "tu":
		t.unit = align.TextPair{}
	case "tuv":
		t.lang = languageOf(e)
	case "seg":
		text, err := t.text()
		t.depth-- // its end was read too
		if err != nil {
			return err
		}
		switch {
		case t.lang == "en" && t.unit.EN == "":
			t.unit.EN = text
		case (t.lang == "zh" || t.lang == "cmn") && t.unit.ZH == "":
			t.unit.ZH = text
		}
	}
	return nil
}

// text reads a segment up to its end.
func (t *tmxReader) text() (string, error) {
	var b strings.Builder
	for open := 1; open > 0; {
		token, err := t.Token()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.StartElement:
			switch e.Name.Local {
			case "bpt", "ept", "it", "ph", "ut":
				if err := t.Skip(); err != nil {
					return "", err
				}
			default:
				if open++; open > maxDepth {
					return "", fmt.Errorf("elements are nested over %d deep", maxDepth)
				}
			}
		case xml.EndElement:
			open--
		}
	}
	return strings.TrimSpace(b.String()), nil
}
