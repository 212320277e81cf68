package exchange

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"bitext/align/glossary"
)

// ReadTBX reads the entries of a term base in TBX, in the layout of 2008
// (termEntry, langSet) or of 2019 (conceptEntry, langSec).
func ReadTBX(r io.Reader) ([]glossary.Concept, error) {
	d := xml.NewDecoder(withoutBOM(r))
	d.CharsetReader = sameCharset
	var entries []glossary.Concept
	var entry glossary.Concept
	lang, depth, root := "", 0, false
	for {
		token, err := d.Token()
		if err == io.EOF && root {
			return entries, nil
		}
		if err == io.EOF {
			err = errors.New("it is no TBX file")
		}
		if start, ok := token.(xml.StartElement); ok && err == nil {
			if depth++; depth > maxDepth {
				err = fmt.Errorf("elements are nested over %d deep", maxDepth)
			}
			name := start.Name.Local
			if !root && name != "martif" && name != "tbx" {
				err = fmt.Errorf("it is no TBX file: it begins with <%.40s>", name)
			}
			root = true
			switch name {
			case "termEntry", "conceptEntry":
				entry = glossary.Concept{}
			case "langSet", "langSec":
				lang = languageOf(start)
			case "term":
				var term string
				if err == nil {
					err = d.DecodeElement(&term, &start)
				}
				depth--
				switch lang {
				case "en":
					entry.EN = append(entry.EN, term)
				case "zh", "cmn":
					entry.ZH = append(entry.ZH, term)
				}
			}
		}
		if err != nil {
			line, _ := d.InputPos()
			return nil, fmt.Errorf("read tbx: line %d: %w", line, err)
		}
		if end, ok := token.(xml.EndElement); ok {
			depth--
			if end.Name.Local == "termEntry" || end.Name.Local == "conceptEntry" {
				entries = append(entries, entry)
			}
		}
	}
}

// languageOf returns the language that an element is marked with, without its
// region: "en" for en-GB.
func languageOf(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "lang" { // xml:lang, or lang in TMX 1.1
			lang, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(a.Value, "_", "-")), "-")
			return lang
		}
	}
	return ""
}

// sameCharset accepts the encodings that a byte order mark tells.
func sameCharset(charset string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii":
		return in, nil
	}
	return nil, fmt.Errorf("its encoding is %s; save it as UTF-8", charset)
}
