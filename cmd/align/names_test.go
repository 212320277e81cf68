package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestForbidden(t *testing.T) {
	for _, name := range []string{
		"con", "CON.txt", "aux.tar.gz", "Nul", "nul .txt", "com1", "LPT9.xlsx", "COM¹", "conin$",
		"a:b", `a"b`, "a<b", "a>b", "a|b", "a?", "*", "tab\tbed", "ends.", "ends ", "..",
	} {
		if forbidden(name) == "" {
			t.Errorf("%q is allowed", name)
		}
	}
	for _, name := range []string{"ports.xlsx", "审校 1.xlsx", "console.txt", "com10", "comma.txt", ".align", "a.b.c", "[1] copy.tmx", "naïve’s.txt"} {
		if why := forbidden(name); why != "" {
			t.Errorf("%q: %s", name, why)
		}
	}
}

// Patterns become the files that match them, sorted; all else stays.
func TestExpand(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"b.tmx", "a.tmx", "c.tsv", "[1] c.tmx", filepath.Join("sub", "记忆.tmx")} {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct{ args, want []string }{
		{[]string{"*.tmx"}, []string{"[1] c.tmx", "a.tmx", "b.tmx"}},
		{[]string{"x", "?.t*", "-"}, []string{"x", "a.tmx", "b.tmx", "c.tsv", "-"}},
		{[]string{filepath.Join("s*", "*忆.tmx")}, []string{filepath.Join("sub", "记忆.tmx")}},
		{[]string{"[1]*"}, []string{"[1] c.tmx"}},
		{[]string{"[a]*.tmx", "*.docx", "https://example.org/?q=*"}, []string{"[a]*.tmx", "*.docx", "https://example.org/?q=*"}},
		{nil, nil},
	} {
		if got := expand(tt.args); !slices.Equal(got, tt.want) {
			t.Errorf("%q: got %q, want %q", tt.args, got, tt.want)
		}
	}
}
