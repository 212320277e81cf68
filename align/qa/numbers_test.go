package qa_test

import (
	"testing"

	"bitext/align"
	"bitext/align/qa"
)

// A small number in one word is a reason to look only where the other side has a
// lone one that contradicts it; a weak number is never named.
func TestNumbersDiffer(t *testing.T) {
	for _, test := range []struct{ en, zh, want string }{
		{"Five people dug a well.", "六人挖了一口井。", "Five / 六"},
		{"Two of them dug a well.", "他们挖了一口井。", ""},
		{"They dug a well.", "三人挖了一口井。", ""},
		{"Hundreds of people dug wells.", "数千人挖了井。", "Hundreds / 数千"},
		{"Hundreds of people dug wells.", "许多人挖了井。", ""},
		{"He dug wells in World War II.", "他在第一次世界大战中挖井。", "II / 第一"},
		{"First he dug a well.", "他挖了一口井。", ""},
		{"The bus left at 18:00.", "班车18时开出。", ""},
		{"The bus left at 18:20.", "班车18时30分开出。", "20 / 30"},
		{"Flight MH12 left.", "航班开出。", ""},
	} {
		got := ""
		for _, f := range qa.Flags(test.en, test.zh, nil) {
			if f.Kind == align.NumbersDiffer {
				got = f.Detail
			}
		}
		if got != test.want {
			t.Errorf("%s / %s: %q, want %q", test.en, test.zh, got, test.want)
		}
	}
}
