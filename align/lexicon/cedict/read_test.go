package cedict

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"strings"
	"testing"

	"bitext/align/lexicon"
)

const small = `# CC-CEDICT
#! version=1
#! date=2026-08-01T00:00:00Z
公園 公园 [gong1 yuan2] /park (for public recreation)/CL:座[zuo4]/
賦能 赋能 [fu4 neng2] /to empower/to enable/
臺 台 [tai2] /platform/stage/
檯 台 [tai2] /variant of 臺|台[tai2]/
`

func gz(t testing.TB, text string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(text))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func zipped(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for k := 0; k < len(files); k += 2 {
		f, err := w.Create(files[k])
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(files[k+1]))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestRead(t *testing.T) {
	l, err := Read(strings.NewReader(small))
	if err != nil {
		t.Fatal(err)
	}
	var table bytes.Buffer
	if err := l.Table().Write(&table); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"text": []byte(small), "with a byte order mark and CR LF": []byte("\uFEFF" + strings.ReplaceAll(small, "\n", "\r\n")),
		"gzip": gz(t, small), "zip": zipped(t, "readme.md", "hello", "cedict_ts.u8", small), "table": table.Bytes(),
	} {
		l, err := Read(bytes.NewReader(data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if l.Title() != "CC-CEDICT 2026-08-01" || l.Len() != 3 {
			t.Errorf("%s: %q of %d words", name, l.Title(), l.Len())
		}
		if tr := l.Translations("赋能"); len(tr) != 2 || l.Stem(tr[0].Stem) != "empow" {
			t.Errorf("%s: 赋能 is %v", name, tr)
		}
		if s := l.Simplify("臺檯賦"); s != "台台赋" {
			t.Errorf("%s: simplified to %s", name, s)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	for want, data := range map[string][]byte{
		"no entries":               []byte("# nothing\n"),
		"line 2 is not":            []byte("# a note\nHello there.\n"),
		"line 1 is not":            gz(t, "Hello there.\n"),
		"ends in .u8 or .txt":      zipped(t, "a.md", "x"),
		"may be the dictionary":    zipped(t, "a.u8", small, "b.txt", small),
		"zip":                      []byte("PK\x03\x04 half a file"),
		"line 1: bufio.Scanner":    []byte(strings.Repeat("長", maxLine)),
		"unexpected EOF":           gz(t, small)[:100],
		"not \"Traditional Simpli": []byte("公園 公园 [gong1 yuan2] park\n"),
	} {
		if _, err := Read(bytes.NewReader(data)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// A table that was taken apart and put together is the same.
func TestTable(t *testing.T) {
	l, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	again, err := l.Table().Lexicon()
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"公园", "城市", "博物馆"} {
		a, b := l.Translations(word), again.Translations(word)
		if len(a) == 0 || len(a) != len(b) || l.Stem(a[0].Stem) != again.Stem(b[0].Stem) || a[0].Weight != b[0].Weight {
			t.Errorf("%s: %v and %v", word, a, b)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add([]byte(small))
	f.Add(gz(f, small))
	f.Add(zipped(f, "a.u8", small))
	f.Fuzz(func(t *testing.T, data []byte) {
		if l, err := Read(bytes.NewReader(data)); err == nil {
			l.Translations("公园")
			l.Segment("公园台")
		}
	})
}
