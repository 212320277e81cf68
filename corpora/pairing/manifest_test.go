package pairing

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"bitext/align"
)

// A manifest is read as it was written, columns of the user's too.
func TestManifestRoundTrip(t *testing.T) {
	text := "english\tchinese\tprobability\tstatus\twhy\tshelf\n" +
		"\tzh/one.txt\t\tstranger\tthe nearest is far\t\n" +
		"en/a\\tb.txt\tzh/two.txt\t0.9800\tpair\tsimilarity 0.61, 3.2 times the next\t7B\n"
	m, err := ReadManifest(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if l := m.Lines[1]; l.English != "en/a\tb.txt" || l.Probability != 0.98 || l.Status != Paired || l.More[0] != "7B" {
		t.Errorf("%+v", l)
	}
	var b bytes.Buffer
	if err := m.Write(&b); err != nil || b.String() != text {
		t.Errorf("%q (%v)", &b, err)
	}
}

// Lists that people and spreadsheet programs make.
func TestReadManifest(t *testing.T) {
	for _, test := range []struct{ what, text, english, chinese string }{
		{"two columns", "b.txt\tc.txt\n", "b.txt", "c.txt"},
		{"columns in another order", "\ufeffChinese\tNote\tEnglish\r\nc.txt\tx\tb.txt\r\n", "b.txt", "c.txt"},
		{"a short row", "english\tchinese\tstatus\nb.txt\tc.txt\n\n", "b.txt", "c.txt"},
		{"cells in quotation marks", "english\tchinese\twhy\n\"b, \"\"1\"\".txt\"\t\"c,1.txt\"\t\"no \"end\n", `b, "1".txt`, "c,1.txt"},
	} {
		m, err := ReadManifest(strings.NewReader(test.text))
		if err != nil || len(m.Lines) != 1 || m.Lines[0].English != test.english || m.Lines[0].Chinese != test.chinese {
			t.Errorf("%s: %+v (%v)", test.what, m, err)
		}
	}
	if m, err := ReadManifest(strings.NewReader("english\tchinese\na\n\tb\nc\td\n")); err != nil || statuses(m) != "stranger stranger " {
		t.Errorf("%+v (%v)", m, err)
	}
	for _, test := range []struct{ text, why string }{
		{"", "it lists no files"},
		{"english\tchinese\n", "it lists no files"},
		{"english\tfile\na\tb\n", "row 1: no column is called chinese"},
		{"english\tchinese\tenglish\na\tb\tc\n", "row 1: two columns are called english"},
		{"english\tchinese\tprobability\na\tb\tmuch\n", `row 2: probability "much"`},
		{"english\tchinese\tprobability\na\tb\tNaN\n", `row 2: probability "NaN"`},
		{"english\tchinese\tstatus\na\tb\tfine\n", `row 2: status "fine"`},
		{"english,chinese\na,b\n", "row 1: it has no tab"},
		{"a\tb\nc d\n", "row 2: it has no tab"},
		{"a\tb\na\tb\n", "row 2: it names the same files as row 1"},
		{"a\tb\n\t\n", "row 2: it names no file"},
	} {
		_, err := ReadManifest(strings.NewReader(test.text))
		if refused, ok := errors.AsType[*align.InputError](err); !ok || !strings.HasPrefix(refused.Reason, test.why) {
			t.Errorf("%q: error %v, want %q", test.text, err, test.why)
		}
	}
}

// Whatever is read is read again as it was written.
func FuzzReadManifest(f *testing.F) {
	f.Add("english\tchinese\tprobability\tstatus\twhy\na\tb\t0.5\tpair\t\n")
	f.Add("a\tb\n\\t\t\\\\\n")
	f.Add("a\tb\n\"\"\"c\"\"\"\t\"\"\n")
	f.Add("chinese\tENGLISH\tx\tx\r\nb\r\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ReadManifest(strings.NewReader(text))
		if err != nil {
			return
		}
		var a, b bytes.Buffer
		if err := m.Write(&a); err != nil {
			t.Fatal(err)
		}
		again, err := ReadManifest(bytes.NewReader(a.Bytes()))
		if err != nil {
			t.Fatalf("%q: %v", &a, err)
		}
		if err := again.Write(&b); err != nil || a.String() != b.String() {
			t.Errorf("%q is written as %q (%v)", &a, &b, err)
		}
	})
}

func FuzzReadMetadata(f *testing.F) {
	f.Add("id 编号\tgenre\na\tcolumn\n")
	f.Add("英文文件\tchinese\tshelf\na\tb\tc\n")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := ReadMetadata(strings.NewReader(text))
		if err != nil {
			return
		}
		var a bytes.Buffer
		if err := m.Write(&a); err != nil {
			t.Fatal(err)
		}
		if _, err := ReadMetadata(bytes.NewReader(a.Bytes())); err != nil && len(m.Rows) > 0 {
			t.Fatalf("%q: %v", &a, err)
		}
	})
}
