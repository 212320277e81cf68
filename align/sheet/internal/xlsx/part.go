package xlsx

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

// Limits on the XML of a part.
const (
	maxToken = 1 << 20 // bytes of a tag or a text; a cell has 32,767 characters of up to 10 bytes
	maxDepth = 64      // elements inside of each other
)

// part reads the XML of a part of a workbook. It matches the tags itself: that is cheaper
// than the name spaces that the decoder's Token would keep for each open element.
type part struct {
	name   string
	zipped io.ReadCloser
	xml    *xml.Decoder
	left   int        // bytes that may be read before the next token
	open   []xml.Name // the elements that have not ended
	begun  bool       // whether there was an element
}

var errCutOff = errors.New("the end of it is missing")

// openPart opens a part.
func (b *Book) openPart(name string) (*part, error) {
	r, err := b.archive.Open(name)
	if err != nil {
		return nil, err
	}
	p := &part{name: path.Base(name), zipped: r}
	p.xml = xml.NewDecoder(p)
	decoded := false
	p.xml.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if decoded { // each declaration would put one more reader around the others
			return nil, errors.New("it is not the first encoding")
		}
		decoded = true
		return charset.NewReaderLabel(label, in)
	}
	return p, nil
}

// Read reads for the decoder, which keeps all of a token in memory.
func (p *part) Read(buf []byte) (int, error) {
	if p.left <= 0 {
		return 0, fmt.Errorf("a text or tag is longer than %d bytes", maxToken)
	}
	n, err := p.zipped.Read(buf)
	p.left -= n
	return n, err
}

func (p *part) close() error { return p.zipped.Close() }

// next returns the next token, and io.EOF at the end of a document that is whole. The
// token is valid until the next call.
func (p *part) next() (xml.Token, error) {
	p.left = maxToken
	token, err := p.xml.RawToken()
	if err == nil {
		err = p.check(token)
	}
	if err == nil {
		return token, nil
	}
	syntax, isSyntax := errors.AsType[*xml.SyntaxError](err)
	switch {
	case err == io.EOF && (len(p.open) > 0 || !p.begun), isSyntax && strings.HasPrefix(syntax.Msg, "unexpected EOF"):
		return nil, errCutOff
	case isSyntax:
		return nil, fmt.Errorf("XML syntax error: %.60q", syntax.Msg)
	}
	return nil, err
}

// check refuses an element that does not end as it begins, and a document type, which no
// workbook has.
func (p *part) check(token xml.Token) error {
	switch t := token.(type) {
	case xml.StartElement:
		if len(p.open) == maxDepth {
			return fmt.Errorf("over %d elements are inside of each other", maxDepth)
		}
		p.open, p.begun = append(p.open, t.Name), true
	case xml.EndElement:
		last := len(p.open) - 1
		if last < 0 || p.open[last] != t.Name {
			return &xml.SyntaxError{Msg: "</" + t.Name.Local + "> ends no element"}
		}
		p.open = p.open[:last]
	case xml.Directive:
		return &xml.SyntaxError{Msg: "a document type"}
	}
	return nil
}

// attr returns the value of an attribute, "" if the element has none of this name.
func attr(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
