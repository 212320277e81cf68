package sheet

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	tests := []struct {
		text  string
		width float64
		face  face
		want  int
	}{
		{"", 5, latinFace, 1},
		{"one", 5, latinFace, 1},
		{"one\ntwo\n", 5, latinFace, 3},
		{"aaaa aaaa aaaa", 5.1, latinFace, 2},           // a space may hang over
		{"aaaaaaaa aaaaaaaa", 5, latinFace, 2},          // a word is kept whole
		{"aaaa-aaaa", 3, latinFace, 2},                  // but for a hyphen
		{"aaaaaaaaaaaaaaaaaaaaaaaa", 4.6, latinFace, 3}, // unless it is longer than a line
		{"WWWWWW", 3, latinFace, 2},
		{"iiiiii", 3, latinFace, 1},
		{"iiiiiiiiiiiii", 3, hansFace, 2}, // Chinese fonts have wider letters
		{"iiiiiiiiiiiii", 3, latinFace, 1},
		{"一二三四五", 5, hansFace, 1},
		{"一二三四五六", 5, hansFace, 2},
		{"aaa一二三四五", 5, hansFace, 2},
		{"e\u0301e\u0301e\u0301", 2, latinFace, 1},
		{"x", 0, latinFace, 1},
	}
	for _, tt := range tests {
		if got := lines(tt.text, tt.width, tt.face); got != tt.want {
			t.Errorf("lines(%q, %g, %s) = %d, want %d", tt.text, tt.width, tt.face, got, tt.want)
		}
	}
}

func TestOrdinaryParagraphsFit(t *testing.T) {
	en := strings.Repeat("An ordinary sentence of an ordinary paragraph, with a comma. ", 1500/61+1)
	zh := strings.Repeat("一个平常段落里的平常句子，带一个逗号。", 500/19+1)
	if size, height := fit(en, zh, hansFace); size < 9 || height > maxRowHeight {
		t.Errorf("1,500 letters and 500 characters: %g points, row of %g", size, height)
	}
	if _, height := fit(strings.Repeat(en, 2), strings.Repeat(zh, 3), hansFace); height > maxRowHeight {
		t.Errorf("3,000 letters and 1,500 characters: row of %g", height)
	}
}
