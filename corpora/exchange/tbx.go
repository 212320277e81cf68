package exchange

import (
	"encoding/xml"
	"fmt"
	"io"

	"bitext/align"
	"bitext/align/glossary"
)

// ReadTBX reads the entries of a term base in TBX, in the layout of 2008
// (termEntry, langSet) or of 2019 (conceptEntry, langSec).
func ReadTBX(r io.Reader) ([]glossary.Concept, error) {
	entries, err := readTBX(newXMLReader(LimitFile(r), "TBX", "martif", "tbx"))
	if err != nil {
		return nil, fmt.Errorf("read tbx: %w", err)
	}
	return entries, nil
}

func readTBX(x *xmlReader) (entries []glossary.Concept, err error) {
	var entry glossary.Concept
	var lang align.Language // of the terms at hand
	for {
		token, err := x.next()
		if err == io.EOF {
			return entries, nil
		}
		if err != nil {
			return nil, err
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "termEntry", "conceptEntry":
				x.newRecord()
				entry = glossary.Concept{}
			case "langSet", "langSec":
				lang, _ = languageOf(e)
			case "term":
				term, err := x.text(tmxCodes, nil)
				if err != nil {
					return nil, err
				}
				switch {
				case term == "":
				case lang == align.English:
					entry.EN = append(entry.EN, term)
				case lang == align.Chinese:
					entry.ZH = append(entry.ZH, term)
				}
			}
		case xml.EndElement:
			if e.Name.Local == "termEntry" || e.Name.Local == "conceptEntry" {
				entries = append(entries, entry)
			}
			if len(entries) > maxRows {
				return nil, tooLarge("it has more than %d entries; split it", maxRows)
			}
		}
	}
}
