package sheet

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// tokens writes out what a scanner finds.
func tokens(document string) (string, error) {
	var b strings.Builder
	s := newScanner(strings.NewReader(document))
	for {
		t, err := s.next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch t {
		case elementBegins:
			fmt.Fprintf(&b, "<%s", s.name)
			for rest := s.attrs; ; {
				name, value, more, _ := cutAttr(rest)
				if value == nil {
					break
				}
				value, _ = decode(value)
				fmt.Fprintf(&b, " %s=%q", local(name), value)
				rest = more
			}
			b.WriteString(">")
		case elementEnds:
			fmt.Fprintf(&b, "</%s>", s.name)
		case textFound:
			fmt.Fprintf(&b, "%s", s.text)
		}
	}
}

// tokensOfXML does the same with encoding/xml.
func tokensOfXML(document string) (string, error) {
	var b strings.Builder
	d := xml.NewDecoder(strings.NewReader(document))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	for {
		t, err := d.Token()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch t := t.(type) {
		case xml.StartElement:
			fmt.Fprintf(&b, "<%s", t.Name.Local)
			for _, a := range t.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			fmt.Fprintf(&b, "</%s>", t.Name.Local)
		case xml.CharData:
			fmt.Fprintf(&b, "%s", string(t))
		}
	}
}

func TestScan(t *testing.T) {
	for _, test := range []struct{ name, document, want, err string }{
		{"a cell", `<?xml version="1.0" encoding="UTF-8"?><c r="A1" t='str'><v>x &amp; y</v></c>`, `<c r="A1" t="str"><v>x & y</v></c>`, ""},
		{"prefixes", `<x:c xmlns:x="u" x:r="A1"/>`, `<c x="u" r="A1"></c>`, ""},
		{"references", `<t a="&lt;&#10;&quot;">&#x4E2D;&#10;&gt;&apos;</t>`, "<t a=\"<\\n\\\"\">中\n>'</t>", ""},
		{"line ends", "<t>a\r\nb\rc\n</t>", "<t>a\nb\nc\n</t>", ""},
		{"CDATA and a comment", "<t><![CDATA[<&]]]]><!-- - > --></t>", "<t><&]]</t>", ""},
		{"> in a value", `<f a="1 > 2" b='">"'/>`, `<f a="1 > 2" b="\">\""></f>`, ""},
		{"cut off in an element", `<t>a`, "", "the end of it is missing"},
		{"cut off in a tag", `<t>a</t`, "", "the end of it is missing"},
		{"nothing", ` `, "", "the end of it is missing"},
		{"wrong end", `<t>a</v>`, "", "XML syntax error"},
		{"end without begin", `</v>`, "", "XML syntax error"},
		{"value without quotes", `<t a=1/>`, "", "XML syntax error"},
		{"value without end", `<t a="1><v/></t>`, "", "XML syntax error"},
		{"unknown entity", `<t>&b;</t>`, "", "XML syntax error"},
		{"document type", `<!DOCTYPE t [<!ENTITY b "c">]><t>&b;</t>`, "", "XML syntax error"},
		{"control character", "<t>\x00</t>", "", "XML syntax error"},
		{"half a character", "<t>\xe4\xb8</t>", "", "XML syntax error"},
	} {
		got, err := tokens(test.document)
		switch {
		case test.err == "" && (err != nil || got != test.want):
			t.Errorf("%s: got %s, %v, want %s", test.name, got, err, test.want)
		case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)):
			t.Errorf("%s: got %s, %v, want an error that says %q", test.name, got, err, test.err)
		}
	}
	long := strings.Repeat("word ", 50000) // longer than the buffer
	if got, err := tokens(`<t a="` + long + `">` + long + `</t>`); err != nil || strings.Count(got, "word") != 100000 {
		t.Errorf("a long text: %d, %v", len(got), err)
	}
}

// What the scanner takes, encoding/xml takes for the same.
func FuzzScan(f *testing.F) {
	for _, s := range []string{
		`<?xml version="1.0"?><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a &lt; b</t></is></c></row>`,
		`<a b="c>d" e='"'><!-- x --><![CDATA[y]]>&#10;&#x4e2d;</a>`,
		"<a>\r\n]]</a>", `<a:b c:d="e"/>`, `<a></a >`, `<a/ >`, `<a b="c"d="e"/>`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, document string) {
		got, err := tokens(document)
		if err != nil {
			return
		}
		want, err := tokensOfXML(document)
		if err != nil || got != want {
			t.Errorf("%q: got %s, want %s, %v", document, got, want, err)
		}
	})
}
