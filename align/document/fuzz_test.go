package document

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"bitext/align"
)

// check fails if a document breaks what every document promises.
func check(t *testing.T, name string, data []byte) {
	t.Helper()
	doc, err := Read(bytes.NewReader(data), name, Options{})
	if err != nil {
		if _, ok := errors.AsType[*align.InputError](err); !ok {
			t.Fatalf("error is no input error: %v", err)
		}
		return
	}
	if len(doc.Paragraphs) == 0 || doc.Format == "" || doc.Encoding == "" {
		t.Fatalf("%+v", doc)
	}
	for i, p := range doc.Paragraphs {
		switch {
		case p.Text == "", p.Text != strings.TrimSpace(p.Text), !utf8.ValidString(p.Text):
			t.Fatalf("paragraph %d: bad text %q", i, p.Text)
		case p.Kind == "":
			t.Fatalf("paragraph %d %q: no kind", i, p.Text)
		case (p.Kind == align.Boilerplate) != (p.Reason != ""):
			t.Fatalf("paragraph %d %q: kind %s, reason %q", i, p.Text, p.Kind, p.Reason)
		case p.Pos < 1:
			t.Fatalf("paragraph %d %q: place %d", i, p.Text, p.Pos)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"首页 > 评论\n\n标题\n\n作者：林月\n\n正文。\n\n相关阅读\n标题一\n标题二",
		"Home | World | Opinion\n\nA title\nBy Lin Yue | Daily\n\nText that\nruns on.\n\nMost Viewed\n1. One\n2. Two\n\n© 2025 Daily",
		"\xff\xfea\x00", "\xb9\xc7\xca\xfd", "a\rb\r\rc", "\ufeff\u200b\n\nx", "Share\n\nShare", "By A\n\nBy B",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.txt", data) })
}

func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"---\ntitle: x\ndate: 2025-01-01\n---\n# x\n\n> - a\n\n![c](d) text\n\n<div>x</div>\n", "+++\n+++\n", "---\n", "a|b\n-|-\n\\*|`c`\n", "&#0; &amp;", "\n    code\n\n    more",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.md", data) })
}

func FuzzHTML(f *testing.F) {
	for _, s := range []string{
		dailyPage, portalPage, "<p>a<br><br>b", "<table><td>x<td>y</table>", "<h1><h2>x", "<a>x</a><a>y</a>", "<body><frameset>", "<svg><p>x</svg>", "<pre>a\n\nb</pre>",
		`<div class="nav"><ul><li><a href=x>One</a><li><a href=y>Two</a></ul></div>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { check(t, "a.html", data) })
}

func FuzzDOCX(f *testing.F) {
	f.Add([]byte(`<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body>`), []byte(`<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>`))
	f.Add([]byte(`<w:p><w:p><w:r><w:br/><w:br/><w:t>x</w:t><w:br/><w:br/><w:t>y</w:t></w:r></w:p><w:r><w:t>z</w:t></w:r></w:p>`), []byte(``))
	f.Add([]byte(`<w:tbl><w:p><w:fldChar w:fldCharType="end"/><w:sym w:char="F041"/></w:p></w:tbl>`), []byte(`<w:style>`))
	f.Fuzz(func(t *testing.T, body, styles []byte) { check(t, "a.docx", docxFile(t, string(body), string(styles))) })
}
