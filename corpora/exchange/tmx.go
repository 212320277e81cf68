package exchange

import (
	"encoding/xml"
	"io"
	"math"

	"bitext/align"
)

// readTMX reads the pairs of a translation memory (TMX 1.1 to 1.4) in UTF-8 or
// UTF-16. Of several variants of a language the first counts; a unit that lacks one
// of the two languages is a pair with an empty side. Native codes (bpt, ept, it,
// ph, ut and the text in them) are left out of the texts.
func readTMX(r io.Reader, _ ReadOptions) ([]align.Row, error) {
	var pairs collector
	var unit align.TextPair
	var lang string // of the variant at hand
	start := func(x *xmlReader, e xml.StartElement) error {
		switch e.Name.Local {
		case "tu":
			unit = align.TextPair{}
		case "tuv":
			lang = languageOf(e)
		case "seg":
			text, err := x.text()
			if err != nil {
				return err
			}
			switch {
			case lang == "en" && unit.EN == "":
				unit.EN = text
			case lang == "zh" && unit.ZH == "":
				unit.ZH = text
			}
		}
		return nil
	}
	end := func(name string) error {
		if name != "tu" || unit == (align.TextPair{}) {
			return nil
		}
		return pairs.add(align.Row{Text: unit, Bead: align.Bead{Score: math.NaN()}})
	}
	if err := readXML(r, "TMX", []string{"tmx"}, start, end); err != nil {
		return nil, err
	}
	return pairs.rows, nil
}

// TMX is the format of translation memories.
var TMX = Format{
	Name: "tmx", Extensions: []string{".tmx"}, Texts: true,
	Decode: readTMX,
}
