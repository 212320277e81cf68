package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/lexicon"
)

const folder = "../../../../testdata/translations"

// A draw is the same each time, has as many hits of each language, and no bead twice; a
// word passed over is not drawn.
func TestRun(t *testing.T) {
	drawn := func(without string) []string {
		t.Helper()
		var out bytes.Buffer
		if err := run(&out, folder, without, 16, 40); err != nil {
			t.Fatal(err)
		}
		return strings.Split(strings.TrimSpace(out.String()), "\n")[1:]
	}
	hits := drawn("")
	if again := drawn(""); strings.Join(again, "\n") != strings.Join(hits, "\n") {
		t.Errorf("drawn once %q, then %q", hits, again)
	}
	languages, beads := map[string]int{}, map[string]bool{}
	for _, hit := range hits {
		cells := strings.Split(hit, "\t")
		languages[cells[2]]++
		if beads[cells[1]] {
			t.Errorf("%q is of a bead that was drawn before", hit)
		}
		beads[cells[1]] = true
	}
	if languages["en"] != 20 || languages["zh"] != 20 {
		t.Errorf("hits by language: %v, want 20 each", languages)
	}
	_, first, _ := strings.Cut(hits[0], "\t")
	without := filepath.Join(t.TempDir(), "passed-over.tsv")
	if err := os.WriteFile(without, []byte(first+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if rest := strings.Join(drawn(without), "\n"); strings.Contains(rest, "\t"+first+"\n") {
		t.Errorf("%q was passed over and is drawn", first)
	}
	if err := run(&bytes.Buffer{}, folder, "", 16, 4000); err == nil {
		t.Error("4000 hits were drawn from fewer beads")
	}
}

// Content words stay, in the text's own script; words of grammar and numbers go.
func TestWords(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		side       align.Side
		text, want string
	}{
		{align.EN, "The women's faces could tell them, twice in 2024.", "women faces tell twice"},
		{align.ZH, "他們已經在三個碼頭等候貨車。", "碼頭 等候 貨車"},
	} {
		words := englishWords(test.text)
		if test.side == align.ZH {
			words = chineseWords(test.text, lex)
		}
		var got []string
		for _, w := range words {
			if !strings.HasPrefix(test.text[w.start:], w.text) {
				t.Errorf("%q does not stand at byte %d of %q", w.text, w.start, test.text)
			}
			got = append(got, w.text)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}
