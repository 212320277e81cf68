package pairing

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
	"bitext/align/document"
	"bitext/corpora/fetch"
)

// rows returns the texts of the rows of a pair of files.
func rows(t *testing.T, a, b string, opt Options) []align.TextPair {
	t.Helper()
	pair, err := AlignFiles(context.Background(), a, b, opt)
	if err != nil {
		t.Fatal(err)
	}
	var texts []align.TextPair
	for _, r := range pair.Rows(align.LevelSentence) {
		texts = append(texts, r.Text)
	}
	return texts
}

// A piece that other programs rendered into every format aligns exactly as its text.
func TestRenderedFormats(t *testing.T) {
	const folder = "../../testdata/formats"
	in := func(name string) string { return filepath.Join(folder, name) }
	opt := options(t)
	want := rows(t, in("en.txt"), in("zh.txt"), opt)
	if len(want) < 20 {
		t.Fatalf("%d rows of sentences", len(want))
	}
	_, err := exec.LookPath("soffice")
	office := err == nil
	for _, f := range [][2]string{
		{"en.docx", "zh.docx"}, {"en.odt", "zh.odt"}, {"en.epub", "zh.epub"}, {"en.html", "zh.html"}, {"en.pdf", "zh.pdf"},
		{"en-columns.pdf", "zh.txt"}, {"en-printed.pdf", "zh.txt"}, {"en.rtf", "zh.rtf"}, {"en.doc", "zh.doc"},
	} {
		t.Run(f[0], func(t *testing.T) {
			switch ext := filepath.Ext(f[0]); {
			case ext == ".pdf" && testing.Short():
				t.Skip("PDFium may have to be compiled")
			case (ext == ".rtf" || ext == ".doc") && (!office || testing.Short()):
				t.Skip("needs LibreOffice")
			}
			if diff := cmp.Diff(want, rows(t, in(f[0]), in(f[1]), opt)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Pages from a server align as files do, and know where they are from.
func TestFetchedPages(t *testing.T) {
	const folder = "../../testdata/formats"
	server := httptest.NewServer(http.FileServer(http.Dir(folder)))
	defer server.Close()
	opt := options(t)
	want := rows(t, filepath.Join(folder, "en.html"), filepath.Join(folder, "zh.html"), opt)
	var kept []string
	opt.Fetch, opt.Keep = fetch.NewClient(true), func(p *fetch.Page) error { kept = append(kept, p.Name); return nil }
	opt.Document = document.Options{}
	if diff := cmp.Diff(want, rows(t, server.URL+"/en.html", server.URL+"/zh.html", opt)); diff != "" {
		t.Error(diff)
	}
	if len(kept) != 2 {
		t.Errorf("kept %q, want two pages", kept)
	}
	pair, err := AlignFiles(context.Background(), server.URL+"/en.html", server.URL+"/zh.html", opt)
	if err != nil || pair.Alignment.EN.Meta.URL != server.URL+"/en.html" || strings.Contains(pair.Alignment.EN.Name, "/") {
		t.Errorf("%+v, %v", pair.Alignment.EN.Meta, err)
	}
}
