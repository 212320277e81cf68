package exchange

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
)

// maxDepth is how deep the elements of an XML file may be nested.
const maxDepth = 64

// xmlReader reads the elements of an XML file one after another, in UTF-8 or UTF-16.
type xmlReader struct {
	decoder *xml.Decoder
	limits  *limited
	format  string
	roots   []string
	begun   bool
	depth   int // of the element at hand
}

// newXMLReader reads a file whose first element is one of roots.
func newXMLReader(in io.Reader, format string, roots ...string) *xmlReader {
	limits := newLimited(in)
	x := &xmlReader{decoder: xml.NewDecoder(withoutBOM(limits)), limits: limits, format: format, roots: roots}
	x.decoder.CharsetReader = sameCharset
	return x
}

// newRecord allows for another record of the longest that may be.
func (x *xmlReader) newRecord() { x.limits.next() }

// line returns the line that is being read, from 1.
func (x *xmlReader) line() int {
	line, _ := x.decoder.InputPos()
	return line
}

// at returns an error with the line that is being read.
func (x *xmlReader) at(err error) error {
	if syntax, ok := errors.AsType[*xml.SyntaxError](err); ok {
		return fmt.Errorf("line %d: %s", syntax.Line, syntax.Msg)
	}
	return fmt.Errorf("line %d: %w", x.line(), err)
}

// next returns the next token, io.EOF after the end of the first element. It is valid until
// the call after it.
func (x *xmlReader) next() (xml.Token, error) {
	token, err := x.decoder.Token()
	switch {
	case err == io.EOF && x.begun:
		return nil, io.EOF
	case err == io.EOF:
		return nil, x.at(fmt.Errorf("it is no %s file", x.format))
	case err != nil:
		return nil, x.at(err)
	}
	switch e := token.(type) {
	case xml.StartElement:
		if !x.begun && !slices.Contains(x.roots, e.Name.Local) {
			return nil, x.at(fmt.Errorf("it is no %s file: it begins with <%.40s>", x.format, e.Name.Local))
		}
		x.begun = true
		if x.depth++; x.depth > maxDepth {
			return nil, x.at(fmt.Errorf("elements are nested over %d deep", maxDepth))
		}
	case xml.EndElement:
		x.depth--
	}
	return token, nil
}

// skip reads the element at hand to its end.
func (x *xmlReader) skip() error {
	for outer := x.depth - 1; x.depth > outer; {
		if _, err := x.next(); err != nil {
			return x.cut(err)
		}
	}
	return nil
}

// cut returns the error for an element that ends with the file.
func (x *xmlReader) cut(err error) error {
	if err == io.EOF {
		return x.at(io.ErrUnexpectedEOF)
	}
	return err
}

// text reads the element at hand to its end and returns its text, without white space at
// the ends. Elements in codes are left out with their text, of others the text stays.
// Instead returns the text that an element stands for, and may be nil.
func (x *xmlReader) text(codes []string, instead func(xml.StartElement) string) (string, error) {
	var b strings.Builder
	for outer := x.depth - 1; x.depth > outer; {
		token, err := x.next()
		if err != nil {
			return "", x.cut(err)
		}
		switch e := token.(type) {
		case xml.CharData:
			b.Write(e)
		case xml.StartElement:
			if instead != nil {
				b.WriteString(instead(e))
			}
			if slices.Contains(codes, e.Name.Local) {
				if err := x.skip(); err != nil {
					return "", err
				}
			}
		}
	}
	return strings.TrimSpace(b.String()), nil
}

// attr returns the value of an attribute, "" if the element has none of that name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// languageOf returns the language that an element is marked with, without its region,
// and the script.
func languageOf(e xml.StartElement) (align.Language, align.Script) {
	return parseLanguage(attr(e, "lang")) // xml:lang, or lang in TMX 1.1
}

// sameCharset accepts the encodings that a byte order mark tells.
func sameCharset(charset string, in io.Reader) (io.Reader, error) {
	switch strings.ToLower(charset) {
	case "utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii":
		return in, nil
	}
	return nil, fmt.Errorf("its encoding is %s; save it as UTF-8", charset)
}

// beginsWithElement reports whether the first element of a file that begins with head has
// one of some names.
func beginsWithElement(head []byte, names ...string) bool {
	d := xml.NewDecoder(withoutBOM(strings.NewReader(string(head))))
	d.CharsetReader = sameCharset
	d.Strict = false
	for {
		token, err := d.RawToken()
		if err != nil {
			return false
		}
		if e, ok := token.(xml.StartElement); ok {
			return slices.Contains(names, e.Name.Local)
		}
	}
}

const xmlHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"

// xmlWriter writes XML. The first error stays with the buffer, and close returns it.
type xmlWriter struct{ *bufio.Writer }

func newXMLWriter(w io.Writer) xmlWriter { return xmlWriter{bufio.NewWriterSize(w, 1<<16)} }

// put writes markup and texts by turns: the first is markup, the second a text that is to
// be escaped, and so on.
func (w xmlWriter) put(markupAndTexts ...string) {
	for k, s := range markupAndTexts {
		if k%2 == 0 {
			w.WriteString(s)
		} else {
			w.text(s, "\uFFFD")
		}
	}
}

// text writes text so that it is read back as it is in an element or an attribute. The
// characters that XML has no place for are replaced.
func (w xmlWriter) text(s, replacement string) {
	from := 0
	for i := 0; i < len(s); {
		if c := s[i]; c >= 0x20 && c < utf8.RuneSelf && c != '&' && c != '<' && c != '>' && c != '"' {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		instead := ""
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case r == '\t':
			instead = "&#9;"
		case r == '\n':
			instead = "&#10;"
		case r == '\r':
			instead = "&#13;"
		case isControl(r) || r == utf8.RuneError && n == 1:
			instead = replacement
		}
		if instead != "" {
			w.WriteString(s[from:i])
			w.WriteString(instead)
			from = i + n
		}
		i += n
	}
	w.WriteString(s[from:])
}
