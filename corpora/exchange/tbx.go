package exchange

import (
	"encoding/xml"
	"fmt"
	"io"

	"bitext/align/glossary"
)

// ReadTBX reads the entries of a term base in TBX, in the layout of 2008
// (termEntry, langSet) or of 2019 (conceptEntry, langSec).
func ReadTBX(r io.Reader) ([]glossary.Concept, error) {
	var entries []glossary.Concept
	var entry glossary.Concept
	var lang string // of the terms at hand
	start := func(x *xmlReader, e xml.StartElement) error {
		switch e.Name.Local {
		case "termEntry", "conceptEntry":
			entry = glossary.Concept{}
		case "langSet", "langSec":
			lang = languageOf(e)
		case "term":
			term, err := x.text()
			if err != nil {
				return err
			}
			switch {
			case term == "":
			case lang == "en":
				entry.EN = append(entry.EN, term)
			case lang == "zh":
				entry.ZH = append(entry.ZH, term)
			}
		}
		return nil
	}
	end := func(name string) error {
		if name == "termEntry" || name == "conceptEntry" {
			entries = append(entries, entry)
		}
		if len(entries) > maxRows {
			return tooLarge("it has more than %d entries; split it", maxRows)
		}
		return nil
	}
	if err := readXML(r, "TBX", []string{"martif", "tbx"}, start, end); err != nil {
		return nil, fmt.Errorf("read tbx: %w", err)
	}
	return entries, nil
}
