package pairing

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const folders = "../../testdata/folders/"

func pairFolder(t testing.TB, folder string) *Manifest {
	t.Helper()
	paths, err := List(folder, "")
	if err != nil {
		t.Fatal(err)
	}
	m, err := Files(context.Background(), folder, paths, FilesOptions{Lexicon: embedded(t)})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Each set of testdata/folders is paired up right.
func TestFolders(t *testing.T) {
	for folder, want := range map[string][]string{
		"book": { // chapters by chapter, and a preface that one edition lacks
			" zh/0.md stranger", "en/chapter-01.md zh/1.md pair", "en/chapter-02.md zh/2.md pair", "en/chapter-03.md zh/3.md pair",
			"en/chapter-04.md zh/4.md pair", "en/chapter-05.md zh/5.md pair", "en/chapter-06.md zh/6.md pair", "en/chapter-07.md zh/7.md pair",
			"en/chapter-08.md zh/8.md pair", "en/chapter-09.md zh/9.md pair", "en/chapter-10.md zh/10.md pair",
		},
		"notices": { // all alike but for names and dates
			" b1.txt stranger", "a1.txt b4.txt pair", "a2.txt b3.txt pair", "a3.txt b6.txt pair", "a4.txt b2.txt pair",
			"a5.txt b8.txt pair", "a6.txt b7.txt pair", "a8.txt  stranger",
		},
		"reprint": { // a corrected reprint
			"bus.txt nachtbus.txt pair", "calories.txt reka.txt pair", "zz-calories-reprint.txt reka.txt version of calories.txt",
		},
		"translations": { // two translations of one piece
			"bus.txt chezi.txt pair", "calories.txt first.txt pair", "calories.txt second.txt version of first.txt",
		},
	} {
		var got []string
		for _, l := range pairFolder(t, folders+folder).Lines {
			said := string(l.Status)
			if l.Status == OtherVersion {
				said = l.Why
			}
			got = append(got, l.English+" "+l.Chinese+" "+said)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n%s\nwant\n%s", folder, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
}

// The only two files of a folder are not a pair for want of others.
func TestTwoStrangers(t *testing.T) {
	dir := t.TempDir()
	for from, to := range map[string]string{"ports/en.txt": "a.txt", "pensions/zh.txt": "b.txt"} {
		copyFile(t, "../../testdata/"+from, filepath.Join(dir, to))
	}
	for _, l := range pairFolder(t, dir).Lines {
		if l.Status != Stranger {
			t.Errorf("%+v", l)
		}
	}
}

func TestList(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"b.txt", "a/c.md", ".hidden", ".git/config", "~$b.docx", "pairs.tsv", "old.xlsx", "page.html", "page_files/script.js", "own_files/d.txt", "out/e.txt", "noextension",
	} {
		writeText(t, filepath.Join(dir, name), "text")
	}
	if err := os.Symlink("nowhere", filepath.Join(dir, "loose.txt")); err != nil {
		t.Skip(err)
	}
	got, err := List(dir, filepath.Join(dir, "out"))
	if want := []string{"a/c.md", "b.txt", "loose.txt", "noextension", "own_files/d.txt", "page.html"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
	if _, err := List(filepath.Join(dir, "b.txt"), ""); err == nil {
		t.Error("a file is listed as a folder")
	}
}

// A file that is no edition has a line that says why.
func TestFilesSaysWhy(t *testing.T) {
	dir := t.TempDir()
	copyFile(t, "../../testdata/ports/en.txt", filepath.Join(dir, "en.txt"))
	copyFile(t, "../../testdata/ports/zh.txt", filepath.Join(dir, "zh.txt"))
	writeText(t, filepath.Join(dir, "bad.docx"), "PK\x03\x04 cut short")
	writeText(t, filepath.Join(dir, "empty.txt"), "")
	writeText(t, filepath.Join(dir, "picture.png"), "\x89PNG\r\n\x1a\n\x00\x00")
	writeText(t, filepath.Join(dir, "fr.txt"), "Nous sommes allés à la mer, et il n'y avait pas de bateau, seulement le vent et le goût du sel sur nos lèvres.")
	got := map[string]string{}
	for _, l := range pairFolder(t, dir).Lines {
		got[l.English] = string(l.Status) + ": " + l.Why
	}
	for name, want := range map[string]string{
		"bad.docx": "failed: read: it is a damaged zip", "empty.txt": "failed: read: it is empty", "picture.png": "skipped: read: it is an image",
		"fr.txt": "skipped: it looks French", "en.txt": "pair: ",
	} {
		if !strings.HasPrefix(got[name], want) {
			t.Errorf("%s: %q, want %q", name, got[name], want)
		}
	}
}

func writeText(t testing.TB, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func copyFile(t testing.TB, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	writeText(t, to, string(data))
}
