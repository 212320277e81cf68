package document

import (
	"bytes"
	"testing"

	"bitext/align"
)

const wordNames = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" ` +
	`xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`

// docxFile returns a Word document with the given body and styles.
func docxFile(t testing.TB, body, styles string) []byte {
	return docxParts(t, body, styles, nil)
}

func docxParts(t testing.TB, body, styles string, more map[string]string) []byte {
	members := map[string]string{
		"[Content_Types].xml": "<Types/>",
		"word/document.xml":   `<w:document ` + wordNames + `>` + body + `</w:document>`,
		"word/styles.xml":     `<w:styles ` + wordNames + `>` + styles + `</w:styles>`,
	}
	for name, content := range more {
		members[name] = content
	}
	return archive(t, members)
}

// entry is what tests look at of a paragraph.
type entry struct {
	Text   string
	Kind   align.Kind
	Reason string
}

func entries(t testing.TB, name string, data []byte) []entry {
	t.Helper()
	doc, err := Read(bytes.NewReader(data), name, Options{})
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	var out []entry
	for _, p := range doc.Paragraphs {
		out = append(out, entry{p.Text, p.Kind, p.Reason})
	}
	return out
}

func TestDOCX(t *testing.T) {
	p := func(s string) string { return `<w:p><w:r><w:t>` + s + `</w:t></w:r></w:p>` }
	styled := func(id, s string) string {
		return `<w:p><w:pPr><w:pStyle w:val="` + id + `"/></w:pPr><w:r><w:t>` + s + `</w:t></w:r></w:p>`
	}
	const styles = `<w:style w:styleId="a3"><w:name w:val="Title"/></w:style><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>` +
		`<w:style w:styleId="Kopf"><w:name w:val="Mine"/><w:basedOn w:val="1"/></w:style><w:style w:styleId="a5"><w:name w:val="Subtitle"/></w:style>`
	tests := []struct {
		name, body string
		want       []entry
	}{
		{"styles by name, derived ones too", styled("a3", "The river") + styled("a5", "On a town") + styled("1", "One") + p("Text.") + styled("Kopf", "Two") + p("Text."),
			[]entry{{"The river", align.Title, ""}, {"On a town", align.Standfirst, ""}, {"One", align.Heading, ""}, {"Text.", align.Body, ""}, {"Two", align.Heading, ""}, {"Text.", align.Body, ""}}},
		{"tracked changes", `<w:p><w:r><w:t>It </w:t></w:r><w:ins><w:r><w:t>never </w:t></w:r></w:ins><w:del><w:r><w:delText>always </w:delText></w:r></w:del><w:r><w:t>floods.</w:t></w:r></w:p>`,
			[]entry{{"It never floods.", align.Body, ""}}},
		{"a mark of a paragraph that was deleted", `<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t>It saves money every </w:t></w:r></w:p>` + p("year.") + p("Next."),
			[]entry{{"It saves money every year.", align.Body, ""}, {"Next.", align.Body, ""}}},
		{"the last mark of a cell was deleted", `<w:tbl><w:tr><w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Year</w:t></w:r></w:p></w:tc><w:tc>` + p("Homes") + `</w:tc></w:tr></w:tbl>`,
			[]entry{{"Year", align.Body, ""}, {"Homes", align.Body, ""}}},
		{"superscript", `<w:p><w:r><w:t>In 2016</w:t></w:r><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>2</w:t></w:r><w:r><w:t> it closed.</w:t></w:r></w:p>`,
			[]entry{{"In 2016² it closed.", align.Body, ""}}},
		{"hidden text", `<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>Open.</w:t></w:r></w:p>`,
			[]entry{{"Open.", align.Body, ""}, {"secret", align.Boilerplate, "hidden"}}},
		{"a hidden paragraph", p("Open.") + `<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>The </w:t></w:r></w:p><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret.</w:t></w:r></w:p>`,
			[]entry{{"Open.", align.Body, ""}, {"The secret.", align.Boilerplate, "hidden"}}},
		{"marks", `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:br/><w:t>e</w:t><w:sym w:font="Symbol" w:char="F041"/><w:t>.</w:t></w:r></w:p>`,
			[]entry{{"a\tb\u2011c\u00add eA.", align.Body, ""}}},
		{"fields show their result", `<w:p><w:r><w:t>See </w:t><w:fldChar w:fldCharType="begin"/><w:instrText>HYPERLINK x</w:instrText><w:t>no</w:t><w:fldChar w:fldCharType="separate"/><w:t>there</w:t><w:fldChar w:fldCharType="end"/><w:t>.</w:t></w:r></w:p>`,
			[]entry{{"See there.", align.Body, ""}}},
		{"text boxes once, after their paragraph", `<w:p><w:r><w:t>Before, </w:t><mc:AlternateContent><mc:Choice><w:txbxContent>` + p("Boxed.") + `</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>` + p("Boxed.") + `</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>after.</w:t></w:r></w:p>` + p("Next."),
			[]entry{{"Before, after.", align.Body, ""}, {"Boxed.", align.Body, ""}, {"Next.", align.Body, ""}}},
		{"cells of tables", `<w:tbl><w:tr><w:tc>` + p("Year") + `</w:tc><w:tc>` + p("Homes") + `</w:tc></w:tr></w:tbl>`,
			[]entry{{"Year", align.Body, ""}, {"Homes", align.Body, ""}}},
		{"text of drawings is not the document's", `<w:p><w:r><w:t>Text.</w:t><a:p><a:r><a:t>chart</a:t></a:r></a:p></w:r></w:p>`,
			[]entry{{"Text.", align.Body, ""}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			diffEntries(t, tt.want, entries(t, "a.docx", docxFile(t, "<w:body>"+tt.body+"</w:body>", styles)))
		})
	}
	t.Run("notes follow, page headers are furniture", func(t *testing.T) {
		root := func(name, s string) string { return "<w:" + name + " " + wordNames + ">" + s + "</w:" + name + ">" }
		got := entries(t, "a.docx", docxParts(t, "<w:body>"+p("Text.")+"</w:body>", "", map[string]string{
			"word/header1.xml":   root("hdr", p("The Daily")),
			"word/footer1.xml":   root("ftr", p("Page 7")),
			"word/footnotes.xml": root("footnotes", `<w:footnote w:type="separator" w:id="-1">`+p("---")+`</w:footnote><w:footnote w:id="1">`+p("A note.")+`</w:footnote>`),
		}))
		diffEntries(t, []entry{{"The Daily", align.Boilerplate, "page header"}, {"Text.", align.Body, ""}, {"A note.", align.Body, ""}, {"Page 7", align.Boilerplate, "page number"}}, got)
	})
}
