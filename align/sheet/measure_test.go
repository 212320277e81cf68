package sheet

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	tests := []struct {
		text  string
		width float64
		want  int
	}{
		{"", 10, 1},
		{"one", 10, 1},
		{"one\ntwo\n", 10, 3},
		{"aaaa aaaa aaaa", 10, 2},          // a space may hang over
		{"aaaaaaaa aaaaaaaa", 10, 2},       // a word is kept whole
		{"aaaaaaaaaaaaaaaaaaaaaaaa", 9, 3}, // unless it is longer than a line
		{"一二三四五", 10, 1},
		{"一二三四五六", 10, 2},
		{"aaa一二三四五", 10, 2},
		{"e\u0301e\u0301e\u0301", 4, 1},
		{"x", 0, 1},
	}
	for _, tt := range tests {
		if got := lines(tt.text, tt.width); got != tt.want {
			t.Errorf("lines(%q, %g) = %d, want %d", tt.text, tt.width, got, tt.want)
		}
	}
}

func TestOrdinaryParagraphsFit(t *testing.T) {
	en := strings.Repeat("An ordinary sentence of an ordinary paragraph, with a comma. ", 1500/61+1)
	zh := strings.Repeat("一个平常段落里的平常句子，带一个逗号。", 500/19+1)
	if size, height := fit(en, zh); size < 9 || height > maxRowHeight {
		t.Errorf("1,500 letters and 500 characters: %g points, row of %g", size, height)
	}
	if _, height := fit(strings.Repeat(en, 2), strings.Repeat(zh, 3)); height > maxRowHeight {
		t.Errorf("3,000 letters and 1,500 characters: row of %g", height)
	}
}
