package document

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
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
