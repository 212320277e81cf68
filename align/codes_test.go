package align_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/review"
)

// Every refusal and every conflict in the source has a code, and every code that the
// source declares is listed with a meaning, once.
func TestCodes(t *testing.T) {
	listed := map[align.Code]bool{}
	for _, c := range append(align.RefusalCodes(), review.ConflictCodes()...) {
		if listed[c.Code] || c.Meaning == "" {
			t.Errorf("code %q is listed twice or has no meaning", c.Code)
		}
		listed[c.Code] = true
	}
	files := token.NewFileSet()
	err := filepath.WalkDir("..", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		tree, err := parser.ParseFile(files, file, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CompositeLit:
				if name := typeName(n.Type); (name == "InputError" || name == "Conflict") && !hasCode(n) {
					t.Errorf("%s: an %s without a code", files.Position(n.Pos()), name)
				}
			case *ast.ValueSpec:
				if typeName(n.Type) != "Code" {
					break
				}
				for _, v := range n.Values {
					code, err := strconv.Unquote(v.(*ast.BasicLit).Value)
					if err != nil || !listed[align.Code(code)] {
						t.Errorf("%s: code %s is not listed", files.Position(v.Pos()), code)
					}
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// typeName returns the name of a type, without its package.
func typeName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// hasCode reports whether a literal of a struct that begins with its code has one.
func hasCode(l *ast.CompositeLit) bool {
	for k, e := range l.Elts {
		field, ok := e.(*ast.KeyValueExpr)
		if !ok && k == 0 || ok && typeName(field.Key) == "Code" {
			return true
		}
	}
	return false
}
