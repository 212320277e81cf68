package language

import "testing"

func TestIsWide(t *testing.T) {
	for _, tt := range []struct {
		chars            string
		english, chinese bool
	}{
		{"aZ ~ô\u00a0\x00\uff71", false, false},
		{"树樹𠮷あア한，。「」！Ａ\u3000🌳", true, true},
		{"“”‘’—…·", false, true},
	} {
		for _, r := range tt.chars {
			if IsWide(r, false) != tt.english || IsWide(r, true) != tt.chinese {
				t.Errorf("%q: got %v, in Chinese %v", r, IsWide(r, false), IsWide(r, true))
			}
		}
	}
}

func TestColumns(t *testing.T) {
	for line, want := range map[string]int{
		"": 0, "a tree": 6, "“a tree”": 8, "“一棵树”": 10, "e\u0301\u200b": 1, "树 tree": 7,
	} {
		if got := Columns(line); got != want {
			t.Errorf("%q: got %d, want %d", line, got, want)
		}
	}
}

func TestCells(t *testing.T) {
	for line, want := range map[string]int{"“a tree”": 8, "“一棵树”——…": 11, "e\u0301\u200b": 1, "树 tree，": 9} {
		if got := Cells(line); got != want {
			t.Errorf("%q: got %d, want %d", line, got, want)
		}
	}
}
