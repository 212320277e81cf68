package document

import (
	"bytes"
	stdcmp "cmp"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"bitext/align"
	"bitext/align/document/charset"
	"bitext/align/language"
)

// Each page of testdata/pages is read without a lost and without a foreign paragraph.
// Its name says what is special about it; the paragraphs wanted stand beside it, one a
// line.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob("../../testdata/pages/*.html")
	if err != nil || len(pages) < 30 {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, path := range pages {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".html"), func(t *testing.T) {
			wanted, err := os.ReadFile(strings.TrimSuffix(path, ".html") + ".txt")
			if err != nil {
				t.Fatal(err)
			}
			doc, err := ReadFile(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(strings.TrimSpace(string(wanted)), "\n"), doc.Body()); diff != "" {
				t.Errorf("paragraphs (-want +got):\n%s", diff)
				for _, p := range doc.Paragraphs {
					if p.Kind == align.Boilerplate {
						t.Logf("removed as %s: %s", p.Reason, p.Text)
					}
				}
			}
		})
	}
}

// Nothing of a page disappears: the letters that another rendering of it shows are those
// of the paragraphs, kept or removed.
func TestNothingDisappears(t *testing.T) {
	pages, err := filepath.Glob("../../testdata/*/*.html")
	if err != nil {
		t.Fatal(err)
	}
	sources := map[string]string{"daily": dailyPage, "portal": portalPage,
		"hidden":  `<body><p>A<ruby>b<rp>(</rp><rt>c</rt></ruby>d <span style="visibility:hidden">e</span>f<div hidden>g<p>h</div><dialog>i</dialog><details><summary>j</summary>k</details><math><mi>l</mi></math>`,
		"tables":  `<body><table><caption>a<tr><th>b<td>c<table><td>d</table></table><select><option>e<option>f</select><button>g</button><fieldset><legend>h</legend></fieldset>`,
		"breaks":  "<body>a<br>b<br><br>c<hr>d<pre>e\n\nf</pre><p>g\nh<sup>i</sup><h2>j<br>k</h2><xmp>l</xmp>",
		"misnest": "<p>a<b>b<p>c</b>d<table>e<tr><td>f</table><a href=x>g<a href=y>h</a><li>i<dd>j<div>k</p>l",
	}
	for _, path := range pages {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := charset.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		sources[filepath.Base(filepath.Dir(path))+"/"+filepath.Base(path)] = text.Text
	}
	for name, source := range sources {
		shown := shownBy(source)
		doc, err := Read(strings.NewReader(source), "a.html", Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var read strings.Builder
		for _, p := range doc.Paragraphs {
			if p.Kind != align.Title || !strings.Contains(source, "<title") || strings.Contains(language.WithoutSpace(shown), language.WithoutSpace(p.Text)) {
				read.WriteString(p.Text) // not of a title that only the head has
			}
		}
		if diff := cmp.Diff(letters(shown), letters(read.String())); diff != "" {
			t.Errorf("%s: letters (-shown +read):\n%s", name, diff)
		}
	}
}

// shownBy returns the text of a page as the tokens of its source give it.
func shownBy(source string) string {
	var text strings.Builder
	silent := map[string]bool{"script": true, "style": true, "title": true, "rp": true}
	within := ""
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return text.String()
		case html.StartTagToken:
			if name, _ := z.TagName(); silent[string(name)] {
				within = string(name)
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == within {
				within = ""
			}
		case html.TextToken:
			if within == "" {
				text.WriteString(anyTag().ReplaceAllString(string(z.Text()), "")) // noscript is text to the tokenizer
			}
		}
	}
}

// letters returns how often each letter stands in a text.
func letters(text string) map[string]int {
	count := map[string]int{}
	for _, r := range text {
		if unicode.IsLetter(r) {
			count[string(r)]++
		}
	}
	return count
}

// BenchmarkPages reads the pages of testdata, or those of the folder that PAGES names
// (.html, .html.gz), and says how many times as long as parsing them it takes.
func BenchmarkPages(b *testing.B) {
	folder := stdcmp.Or(os.Getenv("PAGES"), "../../testdata/pages")
	paths, err := filepath.Glob(filepath.Join(folder, "*.html*"))
	if err != nil {
		b.Fatal(err)
	}
	var sources [][]byte
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if packed, bad := gzip.NewReader(bytes.NewReader(data)); bad == nil {
			data, err = io.ReadAll(packed)
		}
		if err != nil {
			b.Fatal(err)
		}
		sources = append(sources, data)
	}
	each := func(do func(data []byte)) time.Duration {
		start := time.Now()
		for _, data := range sources {
			do(data)
		}
		return time.Since(start)
	}
	var parsing, reading time.Duration
	for b.Loop() {
		parsing += each(func(data []byte) { html.Parse(bytes.NewReader(data)) })
		reading += each(func(data []byte) { Read(bytes.NewReader(data), "a.html", Options{}) })
	}
	b.ReportMetric(reading.Seconds()/parsing.Seconds(), "x-parse")
}
