package document

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"bitext/align"
)

func TestFolder(t *testing.T) {
	dir := t.TempDir()
	const text = "This is a whole sentence of a chapter, and it is long enough that nobody takes it for a heading."
	for name, content := range map[string]string{
		"10.txt": text, "2.txt": text, "1.md": "# The beginning\n\n" + text, "notes.html": "<h1>Notes</h1><p>" + text + "</p>",
		".hidden": "x", "cover.png": "\x89PNG\r\n\x1a\n\x00", "old/3.txt": text,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		os.MkdirAll(filepath.Dir(path), 0o700)
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	doc, err := ReadFile(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got []entry
	for i, p := range doc.Paragraphs {
		got = append(got, entry{p.Text, p.Kind, p.Reason})
		if p.Pos != i+1 {
			t.Errorf("paragraph %d has place %d", i, p.Pos)
		}
	}
	diffEntries(t, []entry{
		{"The beginning", align.Heading, ""}, {text, align.Body, ""}, {"2", align.Heading, ""}, {text, align.Body, ""}, {"10", align.Heading, ""}, {text, align.Body, ""},
		{"Notes", align.Heading, ""}, {text, align.Body, ""},
	}, got)
	if want := []string{"cover.png: left out: it is an image file", "old: left out: it is a folder"}; !slices.Equal(doc.Notices, want) {
		t.Errorf("notices %q, want %q", doc.Notices, want)
	}
	if _, err := ReadFile(dir, Options{Segmented: true}); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a segmented folder: %v", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "3.docx"), []byte("PK\x03\x04cut"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := ReadFile(dir, Options{}); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "3.docx")) {
		t.Errorf("a damaged file in a folder: %v", err)
	}
}

func TestNaturally(t *testing.T) {
	names := []string{"0.txt", "1.txt", "02.txt", "2b.txt", "10.txt", "第一章", "第二章", "第十章", "第十一章", "第二十章", "第一百零二章"}
	sorted := slices.Clone(names)
	slices.Reverse(sorted)
	slices.SortFunc(sorted, naturally)
	if !slices.Equal(sorted, names) {
		t.Errorf("sorted %q, want %q", sorted, names)
	}
}
