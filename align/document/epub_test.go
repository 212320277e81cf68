package document

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"bitext/align"
)

// epubFile returns an e-book with the given pages, in an order that is not that of their names.
func epubFile(t testing.TB, more map[string]string, pages ...string) []byte {
	var items, spine strings.Builder
	members := map[string]string{
		"mimetype":               "application/epub+zip",
		"META-INF/container.xml": `<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>`,
	}
	for k, page := range pages {
		name := fmt.Sprintf("%d page.xhtml", len(pages)-k)
		members["OEBPS/text/"+name] = page
		fmt.Fprintf(&items, `<item id="p%d" href="text/%s" media-type="application/xhtml+xml"/>`, k, strings.ReplaceAll(name, " ", "%20"))
		fmt.Fprintf(&spine, `<itemref idref="p%d"/>`, k)
	}
	members["OEBPS/book.opf"] = `<?xml version="1.0"?><package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>The Ferry</dc:title><dc:creator>Hanna Ruiz</dc:creator></metadata><manifest>` +
		items.String() + `</manifest><spine>` + spine.String() + `</spine></package>`
	for name, content := range more {
		members[name] = content
	}
	return archive(t, members)
}

func TestEPUB(t *testing.T) {
	page := func(body string) string {
		return `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>` + body + `</body></html>`
	}
	const text = "The ferry has left the quay at six every morning since the war, and nobody has ever asked it for a reason."
	got := entries(t, "a.epub", epubFile(t, nil,
		page(`<h1>The Ferry</h1><p>By Hanna Ruiz</p>`),
		page(`<nav epub:type="toc"><ol><li><a href="2.xhtml">One</a></li></ol></nav>`),
		page(`<h2><a id="one"/>One</h2><p>`+text+`<a epub:type="noteref" href="#n">1</a></p><p>Short.</p><aside epub:type="footnote" id="n"><p>It was late twice.</p></aside>`),
		page(`<h2>Two</h2><div class="sidebar"><p>`+text+`<span epub:type="pagebreak">12</span></p></div><p>So it goes.</p>`)))
	diffEntries(t, []entry{
		{"The Ferry", align.Title, ""}, {"By Hanna Ruiz", align.Byline, ""}, {"One", align.Boilerplate, "table of contents"},
		{"One", align.Heading, ""}, {text + "¹", align.Body, ""}, {"Short.", align.Body, ""}, {"It was late twice.", align.Body, ""},
		{"Two", align.Heading, ""}, {text, align.Body, ""}, {"So it goes.", align.Body, ""}, {"12", align.Boilerplate, "page number"},
	}, got)
}

func TestEPUBRefuses(t *testing.T) {
	locked := `<encryption><EncryptedData><CipherData><CipherReference URI="OEBPS/text/1%20page.xhtml"/></CipherData></EncryptedData></encryption>`
	font := strings.ReplaceAll(locked, "text/1%20page.xhtml", "font.otf")
	if got := entries(t, "a.epub", epubFile(t, map[string]string{"META-INF/encryption.xml": font}, "<p>x.</p>")); len(got) != 1 {
		t.Errorf("a book with a locked font: %v", got)
	}
	tests := []struct {
		name, says string
		data       []byte
		code       align.Code
	}{
		{"locked.epub", "locked", epubFile(t, map[string]string{"META-INF/encryption.xml": locked}, "<p>x.</p>"), align.Encrypted},
		{"none.epub", "names no package", archive(t, map[string]string{"META-INF/container.xml": "<container/>"}), align.Damaged},
		{"gone.epub", "missing", epubFile(t, map[string]string{"META-INF/container.xml": `<container><rootfiles><rootfile full-path="x"/></rootfiles></container>`}, "<p>x</p>"), align.Damaged},
		{"empty.epub", "lists no pages", epubFile(t, nil), align.Damaged},
		{"pictures.epub", "no text", epubFile(t, nil, `<img src="1.jpg"/>`), align.NoText},
		{"bomb.epub", "more than a book", epubFile(t, nil, "<p>"+strings.Repeat("a", 5<<20)), align.TooLarge},
	}
	for _, tt := range tests {
		_, err := Read(bytes.NewReader(tt.data), tt.name, Options{})
		if r, ok := errors.AsType[*align.InputError](err); !ok || r.Code != tt.code || !strings.Contains(r.Error(), tt.says) {
			t.Errorf("%s: %v, want %s saying %q", tt.name, err, tt.code, tt.says)
		}
	}
}

func FuzzEPUB(f *testing.F) {
	f.Add("<h1>x</h1><p>y<a id='z'/></p>", `<package><manifest><item id="a" href="../a" media-type="html"/></manifest><spine><itemref idref="a"/><itemref idref="a"/></spine></package>`)
	f.Add("<p epub:type=pagebreak>1<p role=doc-pagebreak>", "")
	f.Fuzz(func(t *testing.T, page, book string) {
		more := map[string]string{}
		if book != "" {
			more = map[string]string{"OEBPS/book.opf": book, "OEBPS/a": page}
		}
		check(t, "a.epub", epubFile(t, more, page))
	})
}
