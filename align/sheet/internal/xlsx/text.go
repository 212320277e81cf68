package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"

	"bitext/align/internal/lazyregexp"
)

// text puts the text of a cell together from its runs. Runs that tell how to pronounce
// it are left out.
type text struct {
	element  string // that holds text: "t", or "v" if the cell has a value
	runs     []byte
	inside   bool // of such an element
	phonetic bool
	struck   bool // whether a run of it is struck through
}

// take takes a token of a cell in.
func (x *text) take(t xml.Token) error {
	switch t := t.(type) {
	case xml.StartElement:
		x.mark(t.Name.Local, true)
		if t.Name.Local == "strike" && isOn(t) {
			x.struck = true
		}
	case xml.EndElement:
		x.mark(t.Name.Local, false)
	case xml.CharData:
		if x.inside && !x.phonetic {
			if x.runs = append(x.runs, t...); len(x.runs) > maxToken {
				return fmt.Errorf("the text of a cell is longer than %d bytes", maxToken)
			}
		}
	}
	return nil
}

func (x *text) mark(element string, begins bool) {
	switch element {
	case x.element:
		x.inside = begins
	case "rPh":
		x.phonetic = begins
	}
}

// done returns the text and begins the next one.
func (x *text) done() string {
	s := string(x.runs)
	x.runs = x.runs[:0]
	if x.element == "t" {
		return spelled(s)
	}
	return s
}

var byNumber = lazyregexp.New(`_x[0-9A-Fa-f]{4}_`)

// spelled replaces characters that are spelled by number, _x000D_.
func spelled(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return byNumber().ReplaceAllStringFunc(text, func(s string) string {
		n, _ := strconv.ParseUint(s[2:6], 16, 32)
		return string(rune(n))
	})
}
