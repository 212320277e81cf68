package review

import (
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

func TestShow(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "Night buses 夜班公交", "Night buses 夜班公交"},
		{"line ends", "a\r\nb\rc\vd\fe\u0085f\u2028g", "a\nb\nc\nd\ne\nf\ng"},
		{"controls", "\x00\x1b\x7f", "␀␛␡"},
		{"no characters", "\xff\ufffe\uffff", "\ufffd\ufffd\ufffd"},
		{"split mark", "a||b|||c", "a|\u2060|b|\u2060|\u2060|c"},
		{"split mark with joiner", "|\u2060|", "|\u2060\u2060|"},
		{"single bars", "a | b | c", "a | b | c"},
		{"border", "a\n¶ b", "a\n\u2060¶ b"},
		{"pilcrow in a line", "see ¶ 3", "see ¶ 3"},
		{"escape", "_x0041_", "_\u2060x0041_"},
	}
	for _, tt := range tests {
		if got := Show(tt.in); got != tt.want {
			t.Errorf("%s: show(%q) = %q, want %q", tt.name, tt.in, got, tt.want)
		}
	}
}

// FuzzShow holds what is shown to what a cell needs.
func FuzzShow(f *testing.F) {
	for _, s := range []string{"_x0041_ and _x005F_x0041_", "one\r\ntwo\rthree\u2028four", "\x00\x1f\x7f\xff\xed\xa0\x80", "\ufffe\uffff\ufffd", "a || b ||| c |\u2060| d", "one\n¶ two\n\u2060¶ three", "👩‍👩‍👧"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Show(s)
		if !utf8.ValidString(got) {
			t.Errorf("show(%q) is not UTF-8", s)
		}
		if strings.ContainsFunc(got, func(r rune) bool { return r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF }) {
			t.Errorf("show(%q) = %q, which XML does not allow", s, got)
		}
		for _, mark := range []string{"||", "\n¶", "_x"} {
			if strings.Contains(got, mark) {
				t.Errorf("show(%q) = %q, which holds a mark", s, got)
			}
		}
	})
}

func TestShowUnits(t *testing.T) {
	if got, cut := ShowUnits([]string{"one. ", " two\u3000", "three"}); got != "one.\n¶ two\n¶ three" || cut {
		t.Errorf("showUnits = %q, %v", got, cut)
	}
	for _, unit := range []string{"x", "长", "🐼", "\x00"} {
		got, cut := ShowUnits([]string{strings.Repeat(unit, 33000)})
		if n := len(utf16.Encode([]rune(got))); n > 32767 || !cut || !strings.HasSuffix(got, cutNotice) {
			t.Errorf("%q: %d units, cut %v", unit, n, cut)
		}
	}
}

func TestPrefix(t *testing.T) {
	tests := []struct {
		s     string
		limit int
		want  string
	}{
		{"", 3, ""},
		{"abc", 3, "abc"},
		{"abcd", 3, "abc"},
		{"长长长长", 3, "长长长"},
		{"a🐼🐼", 3, "a🐼"},
		{"a🐼🐼", 4, "a🐼"},
		{"ab\xff\xff", 3, "ab\xff"},
	}
	for _, tt := range tests {
		if got := tt.s[:Prefix(tt.s, tt.limit)]; got != tt.want {
			t.Errorf("prefix(%q, %d) = %q, want %q", tt.s, tt.limit, got, tt.want)
		}
	}
}

func TestRanges(t *testing.T) {
	tests := []struct {
		prefix  string
		numbers []int
		want    string
	}{
		{"", nil, ""},
		{"", []int{3}, "3"},
		{"", []int{3, 4}, "3–4"},
		{"", []int{1, 3, 4, 5, 9}, "1, 3–5, 9"},
		{"2.", []int{1, 2, 4}, "2.1–2, 2.4"},
	}
	for _, tt := range tests {
		if got := ranges(tt.prefix, tt.numbers); got != tt.want {
			t.Errorf("ranges(%q, %v) = %q, want %q", tt.prefix, tt.numbers, got, tt.want)
		}
	}
}
