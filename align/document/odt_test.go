package document

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"bitext/align"
)

const odtNames = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"`

// odtFile returns an OpenDocument text with the given body and styles.
func odtFile(t testing.TB, body, styles string) []byte {
	return archive(t, map[string]string{
		"mimetype":    "application/vnd.oasis.opendocument.text",
		"content.xml": `<office:document-content ` + odtNames + `><office:automatic-styles><style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="T2"><style:text-properties text:display="none"/></style:style></office:automatic-styles><office:body><office:text>` + body + `</office:text></office:body></office:document-content>`,
		"styles.xml":  `<office:document-styles ` + odtNames + `>` + styles + `</office:document-styles>`,
	})
}

func TestODT(t *testing.T) {
	p := func(s string) string { return "<text:p>" + s + "</text:p>" }
	const styles = `<office:styles><style:style style:name="Title"/><style:style style:name="P7" style:parent-style-name="Sub"/><style:style style:name="Sub" style:display-name="Subtitle"/></office:styles>` +
		`<office:master-styles><style:master-page><style:header><text:p>The Daily</text:p></style:header><style:footer><text:p>Page <text:page-number>7</text:page-number></text:p></style:footer></style:master-page></office:master-styles>`
	tests := []struct {
		name, body string
		want       []entry
	}{
		{"styles, headings, head and foot of the page", `<text:p text:style-name="Title">The river</text:p><text:p text:style-name="P7">On a town</text:p><text:h text:outline-level="1">One</text:h>` + p("Text."),
			[]entry{{"The daily", "", ""}, {"The river", align.Title, ""}, {"On a town", align.Standfirst, ""}, {"One", align.Heading, ""}, {"Text.", align.Body, ""}, {"", "", ""}}},
		{"tracked changes", `<text:tracked-changes><text:changed-region><text:deletion><text:p>always</text:p></text:deletion></text:changed-region></text:tracked-changes>` + p(`It <text:change-start/>never<text:change-end/><text:change/> floods.`),
			[]entry{{"It never floods.", align.Body, ""}}},
		{"notes follow", p(`A town<text:note><text:note-citation>1</text:note-citation><text:note-body>`+p("A note.")+`</text:note-body></text:note> floods.`) + p("Next."),
			[]entry{{"A town floods.", align.Body, ""}, {"Next.", align.Body, ""}, {"A note.", align.Body, ""}}},
		{"comments, hidden text", p(`Open<office:annotation>` + p("why?") + `</office:annotation><text:span text:style-name="T2">secret</text:span>.`),
			[]entry{{"Open.", align.Body, ""}}},
		{"spaces, tabs, superscript", p("a<text:s text:c=\"2\"/>b<text:tab/>c\n  d in 2016<text:span text:style-name=\"T1\">2</text:span>."),
			[]entry{{"a  b\tc d in 2016².", align.Body, ""}}},
		{"cells of tables, text boxes", `<table:table><table:table-row><table:table-cell>` + p("Year") + `</table:table-cell><table:table-cell>` + p("Homes") + `</table:table-cell></table:table-row></table:table>` + p(`Before, <draw:frame><draw:text-box>`+p("Boxed.")+`</draw:text-box></draw:frame>after.`),
			[]entry{{"Year", align.Body, ""}, {"Homes", align.Body, ""}, {"Before, after.", align.Body, ""}, {"Boxed.", align.Body, ""}}},
		{"a table of contents", `<text:table-of-content><text:index-body>` + p("One 1") + `</text:index-body></text:table-of-content>` + p("Text."),
			[]entry{{"One 1", align.Boilerplate, "table of contents"}, {"Text.", align.Body, ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := entries(t, "a.odt", odtFile(t, tt.body, styles))
			last := len(got) - 1
			if got[0].Reason != "page header" || !strings.HasPrefix(got[last].Text, "Page 7") || got[last].Kind != align.Boilerplate {
				t.Fatalf("head and foot of the page: %v", got)
			}
			want := tt.want
			if want[0].Kind == "" {
				want = want[1 : len(want)-1]
			}
			diffEntries(t, want, got[1:last])
		})
	}
}

func TestODTRefuses(t *testing.T) {
	tests := []struct {
		name, says string
		data       []byte
		code       align.Code
	}{
		{"cut.odt", "damaged OpenDocument", odtFile(t, `<text:p>cut`, ""), align.Damaged},
		{"deep.odt", "nested too deep", odtFile(t, strings.Repeat("<text:x>", 2000), ""), align.Damaged},
		{"locked.odt", "password", archive(t, map[string]string{"content.xml": "x", "META-INF/manifest.xml": "<manifest:encryption-data/>"}), align.Encrypted},
		{"a.ods", "no text", archive(t, map[string]string{"content.xml": "x", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), align.UnsupportedFormat},
		{"bomb.odt", "unpacks to more", odtFile(t, "<text:p>"+strings.Repeat("a", 5<<20)+"</text:p>", ""), align.TooLarge},
	}
	for _, tt := range tests {
		_, err := Read(bytes.NewReader(tt.data), tt.name, Options{})
		if r, ok := errors.AsType[*align.InputError](err); !ok || r.Code != tt.code || !strings.Contains(r.Error(), tt.says) {
			t.Errorf("%s: %v, want %s saying %q", tt.name, err, tt.code, tt.says)
		}
	}
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>x<text:note><text:note-body><text:p>y</text:p></text:note-body></text:note></text:p>`, `<style:style style:name="a" style:parent-style-name="a"/>`)
	f.Add(`<text:h><text:span><text:s text:c="-1"/></text:p></text:h>`, `<style:header><text:p>x`)
	f.Fuzz(func(t *testing.T, body, styles string) { check(t, "a.odt", odtFile(t, body, styles)) })
}
