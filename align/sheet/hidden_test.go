package sheet

import (
	"bytes"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// original reads the hidden sheet of a workbook.
func original(r io.Reader) (*align.Alignment, error) {
	f, err := openWorkbook(r)
	if err != nil {
		return nil, err
	}
	return readHidden(f)
}

// parse has back the alignment that a workbook holds.
func parse(t testing.TB, f *excelize.File) *align.Alignment {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	al, err := original(&b)
	if err != nil {
		t.Fatal(err)
	}
	return al
}

// sameAlignment fails the test unless a workbook holds an alignment exactly.
func sameAlignment(t *testing.T, f *excelize.File, want *align.Alignment) {
	t.Helper()
	if d := cmp.Diff(want, parse(t, f), cmpopts.EquateEmpty()); d != "" {
		t.Errorf("hidden sheet (-want +got):\n%.4000s", d)
	}
}

func TestHiddenSheetHoldsEverything(t *testing.T) {
	al := sample()
	al.Swapped = true
	al.Beads[4].Flags = append(al.Beads[4].Flags, align.Flag{Kind: "=1+1", Detail: "\x00_x0041_\""})
	al.Beads[5].Status, al.Beads[5].Comment, al.Beads[5].ByHand = align.Fixed, "=1\r\n_x0041_", true
	al.Sentences[3].Status = align.Rejected
	al.EN.Paragraphs[4].Source = "as it was"
	f := open(t, al)
	if visible, err := f.GetSheetVisible(hiddenSheet); err != nil || visible {
		t.Errorf("visible = %v, %v", visible, err)
	}
	sameAlignment(t, f, al)
}

// hostile are texts that spreadsheets, XML or the marks of the sheets could
// damage.
var hostile = map[string]string{
	"equals":         "=HYPERLINK(\"http://example.com\",\"click\")",
	"plus":           "+1 (555) 0100",
	"minus":          "- an item of a list",
	"at":             "@SUM(A1:A9)",
	"wide equals":    "＝1＋1",
	"apostrophe":     "'Tis the season",
	"number":         "0012.50",
	"date":           "1-2",
	"escape":         "_x0041_ and _x000D_ and _xD800_ and _x005F_x0041_ and _xZZZZ_",
	"escape, half":   "_x0041",
	"vertical tab":   "one\vtwo",
	"line ends":      "one\r\ntwo\rthree\nfour\u2028five\u0085six",
	"tab":            "one\ttwo",
	"controls":       "\x00\x01\x08\x1f\x7f",
	"not UTF-8":      "a\xff\xfeb\xed\xa0\x80c",
	"no characters":  "\ufffe\uffff\ufffd",
	"emoji":          "👩‍👩‍👧 and 🇨🇳 and 🐼",
	"right to left":  "العربية \u202e123\u202c עברית",
	"zero width":     "a\u200bb\u200dc\ufeffd\u2060e",
	"split mark":     "a || b ||| c |\u2060| d",
	"border":         "one\n¶ two\n\u2060¶ three",
	"markup":         "<b>&amp;]]></t></is>",
	"quotes":         `"He said "no" \n"`,
	"inner spaces":   "a  b　c\u00a0d",
	"long":           strings.Repeat("Long enough to be cut. ", 3000),
	"long Chinese":   strings.Repeat("长得要截断。", 9000),
	"long emoji":     "x" + strings.Repeat("🐼", 20000),
	"long escapes":   strings.Repeat("_x0041_", 6000),
	"long quotes":    strings.Repeat(`"\`, 20000),
	"combining":      "e" + strings.Repeat("\u0301", 100),
	"a single space": " ",
	"empty":          "",
}

func TestHostileTexts(t *testing.T) {
	for name, text := range hostile {
		t.Run(name, func(t *testing.T) {
			al := of([]string{text, "plain"}, []string{"平常", text})
			al.EN.Name, al.ZH.Name = text, text
			pairSentences(al)
			f := open(t, al)
			sameAlignment(t, f, al)
			want, _ := review.ShowUnits([]string{text})
			for _, cell := range []string{"C2", "D3"} {
				if got := cellAt(t, f, reviewSheet, cell); got != want {
					t.Errorf("%s = %.80q, want %.80q", cell, got, want)
				}
				if formula, _ := f.GetCellFormula(reviewSheet, cell); formula != "" {
					t.Errorf("%s is a formula: %q", cell, formula)
				}
			}
		})
	}
}

// FuzzHiddenSheet puts a text into the records of the hidden sheet and has it back. That
// a workbook returns the cells as they are is for TestHostileTexts to see: here they hold
// nothing that a workbook or a spreadsheet program is known to change.
func FuzzHiddenSheet(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		al := of([]string{s}, []string{s})
		al.EN.Name = s
		d := newDecoder()
		hiddenRows(al, func(cells ...string) {
			for _, c := range cells {
				if n := len(utf16.Encode([]rune(c))); n == 0 || n > review.MaxText {
					t.Errorf("a cell has %d characters", n)
				}
				if strings.ContainsFunc(c, func(r rune) bool { return !unicode.IsPrint(r) }) || !utf8.ValidString(c) || strings.Contains(c, "_x") {
					t.Errorf("a cell holds %q", c)
				}
			}
			if err := d.record(cells); err != nil {
				t.Errorf("%q: %v", cells, err)
			}
		})
		if diff := cmp.Diff(al, d.al, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("want - got +:\n%.4000s", diff)
		}
	})
}

func TestFieldsOf(t *testing.T) {
	for record, want := range map[string][]string{
		"sentence|en|0|0|0|12": {"sentence", "en", "0", "0", "0", "12"},
		`source|en|"a|b"`:      {"source", "en", `"a|b"`},
		`flag|"x \"|\" y"|""`:  {"flag", `"x \"|\" y"`, `""`},
		`flag|"not closed|""`:  {"flag", `"not closed|""`}, // which cannot be unquoted
		"|":                    {"", ""},
		"":                     {""},
	} {
		if got := fieldsOf(record); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", record, got, want)
		}
	}
}

// A score is cut, never rounded up: what was shown of it stays as it was, and a score with
// few decimals comes back as it is.
func TestCut(t *testing.T) {
	for score, want := range map[float64]float64{0.99999999: 0.999999, 1: 1, 0: 0, 0.9: 0.9, 0.123456789: 0.123456, 0.5999999999: 0.599999} {
		if got := cut(score); got != want {
			t.Errorf("%v became %v, want %v", score, got, want)
		}
	}
	for n := range 10001 {
		if score := float64(n) / 10000; cut(score) != score || align.ShownScore(cut(score)) != align.ShownScore(score) {
			t.Errorf("%v became %v", score, cut(score))
		}
	}
}
