package document

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

// archive returns a zip archive of the given members.
func archive(t testing.TB, members map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, content := range members {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// refusal is a file that is refused.
type refusal struct {
	name, why string
	data      []byte
}

// large returns files that are beyond a limit on the sum of small parts.
func large(t testing.TB) []refusal {
	return []refusal{
		{"many.docx", "paragraphs", docxFile(t, "<w:body>"+strings.Repeat("<w:p><w:t>x</w:t></w:p>", maxParagraphs+1)+"</w:body>", "")},
		{"big.txt", "larger than 64 MB", bytes.Repeat([]byte("a"), maxText+1)},
		{"lines.txt", "lines", bytes.Repeat([]byte("\n"), maxTextLines+1)},
		{"many.html", "elements", []byte("<html>" + strings.Repeat("<p>", maxNodes))},
		{"attributes.html", "elements", []byte("<html><p" + manyAttributes(maxNodes) + ">")},
		{"formatting.html", "elements", []byte("<html>" + manyOpen(400) + strings.Repeat("<p>x", maxNodes/800))},
	}
}

// manyOpen returns formatting elements that do not end.
func manyOpen(n int) string {
	var s strings.Builder
	for k := range n {
		fmt.Fprintf(&s, "<b id=%d>", k)
	}
	return s.String()
}

// manyAttributes returns attributes of different names.
func manyAttributes(n int) string {
	var s []byte
	for k := range n {
		s = strconv.AppendInt(append(s, " a"...), int64(k), 36)
	}
	return string(s)
}

// Formatting elements that are alike, or have ended, are not opened again.
func TestCountElements(t *testing.T) {
	for _, source := range []string{strings.Repeat("<b>", 100), strings.Repeat("<b id=1></b>", 1000)} {
		if _, err := countElements(source + strings.Repeat("<p>x", maxNodes/10)); err != nil {
			t.Errorf("%.20s: %v", source, err)
		}
	}
}

func TestInputErrors(t *testing.T) {
	tests := []refusal{
		{"empty.txt", "is empty", nil},
		{"blank.txt", "has no text", []byte(" \n\n\u3000\r\n\ufeff")},
		{"blank.html", "has no text", []byte("<html><body><script>var x</script></body></html>")},
		{"blank.md", "has no text", []byte("\n\n\n")},
		{"a.pdf", "PDF", []byte("%PDF-1.7\n...")},
		{"a.txt", "image", []byte("\x89PNG\r\n\x1a\n\x00\x00")},
		{"a.jpg", "image", []byte("\xff\xd8\xff\xe0\x00\x10JFIF")},
		{"a.doc", "Office 97", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00")},
		{"a.rtf", "RTF", []byte(`{\rtf1\ansi Hello}`)},
		{"a.gz", "gzip", []byte("\x1f\x8b\x08\x00")},
		{"a.mhtml", "without a page", []byte("From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nMIME-Version: 1.0\r\n\r\nx")},
		{"b.mhtml", "damaged web archive", []byte("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Ty")},
		{"a.bin", "NUL", []byte("abc\x00\x01\x02\x00def\x00")},
		{"bad.txt", "not valid UTF-8", []byte("good line\nbad \x81\x20\xff\x8d line")},
		{"cut.txt", "damaged: read as UTF-16LE", []byte("\xff\xfeA\x00B")},
		{"a.xlsx", "Excel", archive(t, map[string]string{"[Content_Types].xml": "", "xl/workbook.xml": ""})},
		{"a.epub", "EPUB", archive(t, map[string]string{"META-INF/container.xml": ""})},
		{"a.zip", "zip archive", archive(t, map[string]string{"a.txt": "x"})},
		{"cut.docx", "damaged", archive(t, map[string]string{"word/document.xml": "<w/>"})[:60]},
		{"none.docx", "damaged", archive(t, map[string]string{"[Content_Types].xml": "<x/>"})},
		{"bad.docx", "damaged", docxFile(t, `<w:p><w:r><w:t>cut`, "")},
		{"void.docx", "has no text", docxFile(t, `<w:body><w:p/></w:body>`, "")},
		{"bomb.docx", "unpacks to more", docxFile(t, "<w:body><w:p><w:r><w:t>"+strings.Repeat("a", 5<<20)+"</w:t></w:r></w:p></w:body>", "")},
		{"deep.docx", "nested too deep", docxFile(t, strings.Repeat("<w:x>", 2000), "")},
		{"long.txt", "no part of an article", bytes.Repeat([]byte("long "), maxParagraph/4)},
		{"long.md", "no part of an article", bytes.Repeat([]byte("long "), maxParagraph/4)},
		{"many.txt", "paragraphs", bytes.Repeat([]byte("a\n"), maxParagraphs+1)},
	}
	if !testing.Short() {
		tests = append(tests, large(t)...)
	}
	for _, tt := range tests {
		doc, err := Read(bytes.NewReader(tt.data), tt.name, Options{})
		r, ok := errors.AsType[*align.InputError](err)
		if !ok {
			t.Errorf("%s: got %v, %v, want an input error", tt.name, doc, err)
			continue
		}
		if !strings.Contains(r.Reason, tt.why) || !strings.HasPrefix(r.Path, tt.name) || r.Op != "read" {
			t.Errorf("%s: %v, want %q", tt.name, r, tt.why)
		}
	}
}

func TestFormats(t *testing.T) {
	page := "<div><p>" + strings.Repeat("A line of a page. ", 20) + "</p></div>"
	for _, tt := range []struct{ name, text, want string }{
		{"a.txt", "One.", "text"}, {"a", "One.", "text"}, {"a.docx", "One.", "text"},
		{"a.MD", "One.", "markdown"}, {"a.md", page, "markdown"}, {"a.md", strings.Repeat("[", 2*maxOpeners), "text"},
		{"a.htm", "One.", "html"}, {"a.txt", page, "html"}, {"a", "<?xml version='1.0'?><!-- x --><html>One.", "html"},
	} {
		doc, err := Read(strings.NewReader(tt.text), tt.name, Options{})
		if err != nil || doc.Format != tt.want {
			t.Errorf("%s, %.20s: got %+v, %v, want %s", tt.name, tt.text, doc, err, tt.want)
		}
	}
	seen := map[string]bool{}
	for _, f := range formats {
		for _, key := range append(f.extensions, f.name) {
			if seen[key] || key != strings.ToLower(key) {
				t.Errorf("%s: %s stands twice, or has capitals", f.name, key)
			}
			seen[key] = true
		}
	}
}

// A reader that fails is no inputErr.
func TestReadError(t *testing.T) {
	_, err := Read(iotest.ErrReader(io.ErrUnexpectedEOF), "a.txt", Options{})
	if !errors.Is(err, io.ErrUnexpectedEOF) || !strings.Contains(err.Error(), "a.txt") {
		t.Errorf("got %v", err)
	}
}

func TestReadFiles(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "a.txt")
	if err := os.WriteFile(file, []byte("One.\n\nTwo.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link.txt")
	if err := os.Symlink(file, link); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, link} {
		doc, err := ReadFile(path, Options{})
		if err != nil || len(doc.Paragraphs) != 2 || doc.Name != filepath.Base(path) || doc.Format != "text" || doc.Encoding != "UTF-8" {
			t.Errorf("%s: %+v, %v", path, doc, err)
		}
	}
	if _, err := ReadFile(filepath.Join(dir, "none"), Options{}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	inputErrorOfPath(t, dir)
	inputErrorOfPath(t, os.DevNull)
}

// inputErrorOfPath fails if a path that names no regular file is not refused.
func inputErrorOfPath(t *testing.T, path string) {
	t.Helper()
	_, err := ReadFile(path, Options{})
	if r, ok := errors.AsType[*align.InputError](err); !ok || r.Path != path {
		t.Errorf("%s: %v, want an input error", path, err)
	}
}

func TestSegmented(t *testing.T) {
	doc, err := Read(strings.NewReader("Home\r\n\r\n  Share \nAdvertisement\n\n"), "a.html", Options{Segmented: true})
	if err != nil {
		t.Fatal(err)
	}
	want := []align.Paragraph{
		{Text: "Home", Kind: align.Body, Pos: 1},
		{Kind: align.Body, Pos: 2},
		{Text: "Share", Kind: align.Body, Pos: 3},
		{Text: "Advertisement", Kind: align.Body, Pos: 4},
		{Kind: align.Body, Pos: 5},
	}
	if diff := cmp.Diff(want, doc.Paragraphs); diff != "" {
		t.Error(diff)
	}
}

// A web page has no unit on each line, whatever its name is.
func TestSegmentedRefuses(t *testing.T) {
	_, err := Read(strings.NewReader("<!DOCTYPE html>\n<p>One.</p>\n"), "a.txt", Options{Segmented: true})
	if r, ok := errors.AsType[*align.InputError](err); !ok || !strings.Contains(r.Reason, "web page") {
		t.Errorf("got %v", err)
	}
}

func TestKeepBoilerplate(t *testing.T) {
	doc, err := Read(strings.NewReader("Title of it\n\nAdvertisement\n\nText."), "a.txt", Options{KeepBoilerplate: true})
	if err != nil {
		t.Fatal(err)
	}
	if p := doc.Paragraphs[1]; p.Kind != align.Body || p.Reason != "advertisement" {
		t.Errorf("got %+v", p)
	}
}

// The same bytes are read at the same time as one document, in every format.
func TestReadConcurrently(t *testing.T) {
	for _, name := range []string{"ports/en.txt", "homework/zh.md", "museum/en.html", "rent/zh.docx"} {
		data, err := os.ReadFile(filepath.Join("../../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		docs := make([]*align.Document, 4)
		var wg sync.WaitGroup
		for k := range docs {
			wg.Go(func() {
				var err error
				if docs[k], err = Read(bytes.NewReader(data), name, Options{}); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, doc := range docs[1:] {
			if diff := cmp.Diff(docs[0], doc); diff != "" {
				t.Errorf("%s: one - another +:\n%s", name, diff)
			}
		}
	}
}
