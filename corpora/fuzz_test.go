package corpora

import (
	"strings"
	"testing"
)

// Units lie in their text one after the other, every phrase of a text is found in it, and a
// token of the index has no character that is none.
func FuzzUnits(f *testing.F) {
	f.Add("China's GDP grew 5.2%, 中国，人民 ½ ㎏ Ｆｕｌｌ\nline 水價")
	f.Fuzz(func(t *testing.T, text string) {
		list, last := unitsOf(nil, text), 0
		for _, u := range list {
			if u.start < last || u.end <= u.start || u.end > len(text) || u.norm == "" {
				t.Fatalf("%q: %+v", text, list)
			}
			if strings.ContainsFunc(u.norm, func(r rune) bool { return r < 0x80 && !inWord(r) }) {
				t.Fatalf("%q: unit %q", text, u.norm)
			}
			last = u.end
		}
		for k := range list {
			if end := min(len(list), k+3); find(list, unitsOf(nil, text[list[k].start:list[end-1].end]), 0) < 0 {
				t.Errorf("%q: %q is not found", text, text[list[k].start:list[end-1].end])
			}
		}
	})
}
