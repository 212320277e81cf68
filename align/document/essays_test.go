package document

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"golang.org/x/net/html"
)

// Every letter of an essay in Markdown that a browser would show, and those of pictures that it
// does not load, stands in a paragraph,
// furniture included. The essays are those of the benchmark, if BENCH names its folder.
func TestEssaysLoseNoText(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(os.Getenv("BENCH"), "data/essays/*/*.md"))
	if os.Getenv("BENCH") == "" || len(files) == 0 {
		t.Skip("BENCH names no folder with data/essays")
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := Read(bytes.NewReader(source), file, Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		var ours strings.Builder
		for _, p := range doc.Paragraphs {
			ours.WriteString(p.Text)
		}
		if lost := lostLetters(rendered(t, source), ours.String()); lost != "" {
			t.Errorf("%s lost %s", filepath.Base(file), lost)
		}
	}
}

// rendered returns the text that goldmark's HTML of a Markdown text shows.
func rendered(t *testing.T, source []byte) string {
	_, _, body, _ := frontMatter(string(source))
	var page bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.Footnote))
	if err := md.Convert([]byte(body), &page); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(&page)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		for _, a := range n.Attr {
			if n.Data == "img" && a.Key == "alt" { // a caption
				text.WriteString(a.Val)
			}
		}
	}
	return text.String()
}

// lostLetters says which letters a text has more often than another.
func lostLetters(a, b string) string {
	n := map[rune]int{}
	for _, r := range a {
		n[r]++
	}
	for _, r := range b {
		n[r]--
	}
	var lost []string
	for _, r := range slices.Sorted(maps.Keys(n)) {
		if n[r] > 0 && unicode.IsLetter(r) {
			lost = append(lost, fmt.Sprintf("%c %d times", r, n[r]))
		}
	}
	return strings.Join(lost, ", ")
}
