package exchange

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxDepth is how deep the elements of an XML file may be nested.
const maxDepth = 64

// xmlReader reads the elements of an XML file one after another.
type xmlReader struct {
	*xml.Decoder
	limits *limited
	depth  int // of the element at hand
}

// readXML reads a file in UTF-8 or UTF-16 whose first element is one of roots. It
// calls start with every element, which may read its text, and end with the name of
// every element that ends after that.
func readXML(in io.Reader, format string, roots []string, start func(*xmlReader, xml.StartElement) error, end func(name string) error) (err error) {
	limits := newLimited(in)
	x := &xmlReader{Decoder: xml.NewDecoder(withoutBOM(limits)), limits: limits}
	x.CharsetReader = sameCharset
	defer func() {
		if err != nil {
			line, _ := x.InputPos()
			err = fmt.Errorf("line %d: %w", line, err)
		}
	}()
	for begun := false; ; {
		token, err := x.Token()
		switch {
		case err == io.EOF && begun:
			return nil
		case err == io.EOF:
			return fmt.Errorf("it is no %s file", format)
		case err != nil:
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if !begun && !slices.Contains(roots, e.Name.Local) {
				return fmt.Errorf("it is no %s file: it begins with <%.40s>", format, e.Name.Local)
			}
			begun = true
			if err := start(x, e); err != nil {
				return err
			}
		case xml.EndElement:
			if err := end(e.Name.Local); err != nil {
				return err
			}
		}
	}
}

// Token returns the next token, and refuses elements that are nested too deep.
func (x *xmlReader) Token() (xml.Token, error) {
	x.limits.next()
	token, err := x.Decoder.Token()
	switch token.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > maxDepth {
			return nil, fmt.Errorf("elements are nested over %d deep", maxDepth)
		}
	case xml.EndElement:
		x.depth--
	}
	return token, err
}

// nativeCodes are the elements of TMX and TBX that hold codes of another format,
// which are no text.
var nativeCodes = []string{"bpt", "ept", "it", "ph", "ut"}

// text reads the element at hand to its end and returns its text, native codes and
// the text in them left out.
func (x *xmlReader) text() (string, error) {
	var b strings.Builder
	for outer := x.depth - 1; x.depth > outer; {
		token, err := x.Token()
		if err != nil {
			return "", err
		}
		switch e := token.(type) {
		case xml.CharData:
			if b.Write(e); b.Len() > maxPiece {
				return "", tooLarge("a text is longer than %d MB", maxPiece>>20)
			}
		case xml.StartElement:
			if slices.Contains(nativeCodes, e.Name.Local) {
				if err := x.Skip(); err != nil {
					return "", err
				}
				x.depth-- // Skip read its end
			}
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// languageOf returns the language that an element is marked with, without its
// region: "en" for en-GB, "zh" for Mandarin too.
func languageOf(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "lang" { // xml:lang, or lang in TMX 1.1
			lang, _, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(a.Value, "_", "-")), "-")
			if lang == "cmn" {
				return "zh"
			}
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
