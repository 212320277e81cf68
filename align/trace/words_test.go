package trace

import (
	"testing"
)

func TestChanged(t *testing.T) {
	tests := []struct{ a, b, goneA, newB string }{
		{"The last bus leaves at nine.", "The last bus leaves at ten.", "nine", "ten"},
		{"earned 870,000 yuan", "earned 780,000 yuan in all", "870", "780|in all"},
		{"只收回87万元。", "只收回78万元。", "87", "78"},
		{"可是没有人问路灯", "没有人问过路灯", "可是", "过"},
		{"same  text", "same text", "", ""},
		{"", "new here", "", "new here"},
		{"don’t go", "do go", "don’t", "do"},
		{"bad \xff byte", "bad byte", "\xff", ""},
	}
	for _, tt := range tests {
		a, b := Changed(tt.a, tt.b)
		if got := parts(tt.a, a); got != tt.goneA {
			t.Errorf("%q → %q: %q is gone, want %q", tt.a, tt.b, got, tt.goneA)
		}
		if got := parts(tt.b, b); got != tt.newB {
			t.Errorf("%q → %q: %q is new, want %q", tt.a, tt.b, got, tt.newB)
		}
	}
}

func parts(s string, spans [][2]int) (out string) {
	for k, p := range spans {
		if k > 0 {
			out += "|"
		}
		out += s[p[0]:p[1]]
	}
	return out
}
