package align_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// order lists the packages; each may import those before it. A package that is not
// listed fails the test, so that its place is thought about.
var order = []string{
	"align/internal/unzip",
	"align/internal/lazyregexp",
	"align/internal/portable",
	"align",
	"align/language",
	"align/segment",
	"align/number",
	"align/lexicon",
	"align/lexicon/internal/npm",
	"align/lexicon/cedict",
	"align/lexicon/internal/cedictgen",
	"align/lexicon/internal/formsgen",
	"align/lexicon/wordnet",
	"align/lexicon/internal/wordnetgen",
	"align/glossary",
	"align/qa",
	"align/engine",
	"align/document/charset",
	"align/document/pdf",
	"align/document",
	"align/trace",
	"align/review",
	"align/sheet/internal/xlsx",
	"align/sheet",
	"align/eval",
	"corpora/exchange",
	"align/engine/internal/fitgen",
	"corpora/fetch",
	"corpora/pairing",
	"corpora/result",
	"corpora/statistic",
	"corpora/internal/wordgold",
	"corpora/internal/wordgold/draw",
	"corpora",
	"cmd/align",
}

// alone lists the large modules that a single package hides from the others.
var alone = map[string]string{
	"github.com/pemistahl/lingua-go":  "align/language",
	"github.com/klippa-app/go-pdfium": "align/document/pdf",
	"github.com/tetratelabs/wazero":   "align/document/pdf",
	"github.com/xuri/excelize/v2":     "align/sheet",
	"github.com/spf13/cobra":          "cmd/align",
	"github.com/spf13/pflag":          "cmd/align",
	"modernc.org/sqlite":              "corpora",
	"gonum.org/v1/gonum":              "align/engine",
}

// Packages import only packages that stand before them, and package align none.
func TestImports(t *testing.T) {
	root := ".."
	found := map[string]bool{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() && file != root && strings.HasPrefix(entry.Name(), ".") {
			return fs.SkipDir
		}
		if filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		relative, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		room := filepath.ToSlash(relative)
		found[room] = true
		at := slices.Index(order, room)
		if at < 0 {
			t.Errorf("%s: package %s has no place in the order", file, room)
			return nil
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if owner, ok := alone[name]; ok && owner != room && !strings.HasPrefix(room, owner+"/") {
				t.Errorf("%s imports %s, which only %s may", file, name, owner)
			}
			ours, ok := strings.CutPrefix(name, "bitext/")
			if ok && (room == "align" || slices.Index(order, ours) >= at) {
				t.Errorf("%s imports %s, which does not stand before %s", file, name, path.Join("bitext", room))
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, room := range order {
		if !found[room] {
			t.Errorf("there is no package %s", room)
		}
	}
}
