package pairing

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/lexicon"
)

// goldRows returns the rows that a file of testdata/bilingual has to give; ⏎ stands for a
// line break.
func goldRows(t *testing.T, path string) [][2]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var rows [][2]string
	for line := range strings.Lines(string(data)) {
		en, zh, _ := strings.Cut(strings.ReplaceAll(strings.TrimSuffix(line, "\n"), "⏎", "\n"), "\t")
		rows = append(rows, [2]string{en, zh})
	}
	return byText(rows)
}

func byText(rows [][2]string) [][2]string {
	slices.SortFunc(rows, func(a, b [2]string) int { return strings.Compare(a[0]+"\t"+a[1], b[0]+"\t"+b[1]) })
	return rows
}

// rowsOfPair returns the rows of an alignment without furniture.
func rowsOfPair(p *Pair) (rows [][2]string) {
	for _, b := range p.Beads {
		if !p.Removed(b) {
			en, zh := p.Text(b)
			rows = append(rows, [2]string{en, zh})
		}
	}
	return byText(rows)
}

func withLexicon(t *testing.T) engine.Options {
	t.Helper()
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return engine.Options{Lexicon: lex}
}

// Every arrangement of two languages in a file comes out as its gold has it.
func TestAlignFile(t *testing.T) {
	golds, err := filepath.Glob("../../testdata/bilingual/*.gold.tsv")
	if err != nil || len(golds) < 10 {
		t.Fatalf("%d pieces, %v", len(golds), err)
	}
	for _, gold := range golds {
		name := strings.TrimSuffix(filepath.Base(gold), ".gold.tsv")
		if name == "film" { // two files
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files, err := filepath.Glob("../../testdata/bilingual/" + name + ".*")
			files = slices.DeleteFunc(files, func(f string) bool { return f == gold })
			if err != nil || len(files) != 1 {
				t.Fatalf("%q, %v", files, err)
			}
			p, err := AlignFile(t.Context(), files[0], Options{Align: withLexicon(t)})
			if err != nil {
				t.Fatal(err)
			}
			if err := p.Validate(); err != nil {
				t.Error(err)
			}
			if want, got := goldRows(t, gold), rowsOfPair(p); !cmp.Equal(want, got) {
				t.Error(cmp.Diff(want, got))
			}
		})
	}
}

// Subtitles in two files go by their times, whichever of the time lines is late.
func TestAlignSubtitles(t *testing.T) {
	want := goldRows(t, "../../testdata/bilingual/film.gold.tsv")
	for _, zh := range []string{"film.zh.srt", "film-late.zh.srt"} {
		p, err := AlignFiles(t.Context(), "../../testdata/bilingual/film.en.srt", "../../testdata/bilingual/"+zh, Options{Align: withLexicon(t)})
		if err != nil {
			t.Fatal(err)
		}
		if got := rowsOfPair(p); !cmp.Equal(want, got) {
			t.Errorf("%s: %s", zh, cmp.Diff(want, got))
		}
	}
}

// A file alone has to hold both languages.
func TestAlignFileRefuses(t *testing.T) {
	english := strings.Repeat("The ferry leaves at six in the morning, and it is full of people.\n\n", 5)
	chinese := strings.Repeat("渡船早上六点开，坐满了人，没有人问过住在岛上的人。\n\n", 5)
	for _, tt := range []struct {
		name, text string
		code       align.Code
		want       string
	}{
		{"en.txt", english, align.OneLanguage, "it holds English only; give the Chinese edition too"},
		{"zh.txt", chinese, align.OneLanguage, "it holds Chinese only; give the English edition too"},
		{"quoting.txt", strings.Repeat(chinese, 5) + "他说：“The ferry leaves at six.”\n\nThe ferry leaves at six in the morning.", align.OneLanguage, "it holds Chinese only"},
		{"fr.txt", strings.Repeat("Le bateau part à six heures du matin, et personne n'a demandé aux gens de l'île.\n\n", 5), align.WrongLanguage, "it looks French"},
		{"numbers.txt", "1234\n", align.NoText, "there is no text to tell a language from"},
		{"one-column.tsv", "English\t中文\nThe ferry\t\n", align.NoText, "a column of it has no text"},
		{"no-table.csv", "The ferry leaves,at six\n", align.Damaged, "no column of it is English and one Chinese"},
	} {
		path := filepath.Join(t.TempDir(), tt.name)
		if err := os.WriteFile(path, []byte(tt.text), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := AlignFile(t.Context(), path, Options{})
		r, ok := errors.AsType[*align.InputError](err)
		if !ok {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if !strings.Contains(err.Error(), tt.want) || r.Code != tt.code {
			t.Errorf("%s: %s: %v", tt.name, r.Code, err)
		}
	}
}

// A table whose columns slipped by a row is aligned by its words.
func TestSlippedTable(t *testing.T) {
	gold := goldRows(t, "../../testdata/bilingual/columns.gold.tsv")
	gold = slices.DeleteFunc(gold, func(r [2]string) bool { return r[0] == "" || r[1] == "" })
	var table strings.Builder
	table.WriteString("English\t中文\n" + gold[0][0] + "\t\n")
	for k := range gold[1:] {
		table.WriteString(gold[k+1][0] + "\t" + gold[k][1] + "\n")
	}
	table.WriteString("\t" + gold[len(gold)-1][1] + "\n")
	path := filepath.Join(t.TempDir(), "slipped.tsv")
	if err := os.WriteFile(path, []byte(table.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := AlignFile(t.Context(), path, Options{Align: withLexicon(t)})
	if err != nil {
		t.Fatal(err)
	}
	if got := rowsOfPair(p); !cmp.Equal(gold, got) {
		t.Error(cmp.Diff(gold, got))
	}
}

func TestLine(t *testing.T) {
	var x, y []float64
	for k := range 20 {
		x, y = append(x, float64(3*k)), append(y, 1.04*float64(3*k)+2.5)
	}
	y[3], y[11] = 500, 0 // pairs that are wrong
	slope, offset := line(x, y)
	if slope < 1.039 || slope > 1.041 || offset < 2.4 || offset > 2.6 {
		t.Errorf("slope %v, offset %v", slope, offset)
	}
}
