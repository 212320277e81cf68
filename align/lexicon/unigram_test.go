package lexicon

import (
	"strings"
	"testing"
)

func TestWords(t *testing.T) {
	l, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ run, want string }{
		{"港口在等待", "港口 在 等待"},
		{"这个城市位于河边", "这 个 城市 位 于 河边"}, // treebanks part pronoun and measure, verb and preposition
		{"由于这些原因", "由于 这些 原因"},        // but not these
		{"博物馆和体育场", "博物 馆 和 体育 场"},    // a suffix is a word
		{"北京大学", "北京 大学"},             // words of two
		{"李小明说", "李 小 明 说"},           // 小 and 明 are free or alone
		{"施瓦茨说", "施瓦茨 说"},             // a name that the dictionary does not have
		{"也是最大的", "也是 最大 的"},          // 也 with 是, 最 with an adjective
		{"三百二十一人", "三百二十一 人"},         // numerals
		{"第三次", "第三 次"},               // an ordinal
		{"", ""},
	} {
		got := l.Words(test.run)
		if strings.Join(got, "") != test.run {
			t.Errorf("%s: %q is another text", test.run, got)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: got %q, want %q", test.run, got, test.want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("港口在等待")
	l, err := Embedded()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, run string) {
		if got := strings.Join(l.Words(run), ""); got != run {
			t.Errorf("%q became %q", run, got)
		}
	})
}
