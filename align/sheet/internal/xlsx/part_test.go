package xlsx

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"
	"testing"
)

// tokens writes out what a part holds.
func tokens(t *testing.T, document string) (string, error) {
	p, err := bookOf(t, map[string]string{"part.xml": document}).openPart("part.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer p.close()
	var b strings.Builder
	for {
		token, err := p.next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch token := token.(type) {
		case xml.StartElement:
			fmt.Fprintf(&b, "<%s", token.Name.Local)
			for _, a := range token.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
			}
			b.WriteString(">")
		case xml.EndElement:
			fmt.Fprintf(&b, "</%s>", token.Name.Local)
		case xml.CharData:
			b.Write(token)
		}
	}
}

func TestPart(t *testing.T) {
	for _, test := range []struct{ name, document, want, err string }{
		{"a cell", `<?xml version="1.0" encoding="UTF-8"?><c r="A1" t='str'><v>x &amp; y</v></c>`, `<c r="A1" t="str"><v>x & y</v></c>`, ""},
		{"prefixes", `<x:c xmlns:x="u" x:r="A1"/>`, `<c x="u" r="A1"></c>`, ""},
		{"references", `<t a="&lt;&#10;&quot;">&#x4E2D;&#10;&gt;&apos;</t>`, "<t a=\"<\\n\\\"\">中\n>'</t>", ""},
		{"line ends", "<t>a\r\nb\rc\n</t>", "<t>a\nb\nc\n</t>", ""},
		{"CDATA and a comment", "<t><![CDATA[<&]]]]><!-- - > --></t>", "<t><&]]</t>", ""},
		{"> in a value", `<f a="1 > 2" b='">"'/>`, `<f a="1 > 2" b="\">\""></f>`, ""},
		{"an encoding", "<?xml version=\"1.0\" encoding=\"GBK\"?><t>\xd6\xd0</t>", "<t>中</t>", ""},
		{"two encodings", strings.Repeat(`<?xml version="1.0" encoding="GBK"?>`, 2) + "<t/>", "", "not the first encoding"},
		{"an unknown encoding", `<?xml version="1.0" encoding="klingon"?><t/>`, "", "klingon"},
		{"cut off in an element", `<t>a`, "", "the end of it is missing"},
		{"cut off in a tag", `<t>a</t`, "", "the end of it is missing"},
		{"cut off in CDATA", `<t><![CDATA[a`, "", "the end of it is missing"},
		{"nothing", ` `, "", "the end of it is missing"},
		{"wrong end", `<t>a</v>`, "", "XML syntax error"},
		{"end without begin", `</v>`, "", "XML syntax error"},
		{"value without quotes", `<t a=1/>`, "", "XML syntax error"},
		{"value without end", `<t a="1><v/></t>`, "", "XML syntax error"},
		{"unknown entity", `<t>&b;</t>`, "", "XML syntax error"},
		{"document type", `<!DOCTYPE t [<!ENTITY b "c">]><t>&b;</t>`, "", "XML syntax error"},
		{"control character", "<t>\x00</t>", "", "XML syntax error"},
		{"half a character", "<t>\xe4\xb8</t>", "", "XML syntax error"},
		{"deep", strings.Repeat("<a>", maxDepth+1), "", "inside of each other"},
		{"a long text", "<t>" + strings.Repeat(" ", 2*maxToken), "", "longer than"},
		{"a long tag", "<t" + strings.Repeat(" a=''", maxToken), "", "longer than"},
		{"a long document type", "<!D" + strings.Repeat(" <>", maxToken), "", "longer than"},
	} {
		got, err := tokens(t, test.document)
		switch {
		case test.err == "" && (err != nil || got != test.want):
			t.Errorf("%s: got %s, %v, want %s", test.name, got, err, test.want)
		case test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err) || len(err.Error()) > 200):
			t.Errorf("%s: got %.80s, %.200v, want an error that says %q", test.name, got, err, test.err)
		}
	}
	long := strings.Repeat("word ", 50000)
	if got, err := tokens(t, `<t a="`+long+`">`+long+`</t>`); err != nil || strings.Count(got, "word") != 100000 {
		t.Errorf("a long text: %d, %v", len(got), err)
	}
}
