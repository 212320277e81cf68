package main

import (
	"regexp"
	"strings"
	"testing"
)

// Every message of the catalogue has its Chinese, which uses each text once that the English
// has a place for.
func TestCatalogue(t *testing.T) {
	fixed, others := catalogue()
	if len(fixed) == 0 || len(others) == 0 {
		t.Fatalf("%d and %d messages", len(fixed), len(others))
	}
	place := regexp.MustCompile(`\{(\d)\}`)
	for english, chinese := range fixed {
		if place.MatchString(chinese) {
			t.Errorf("%q: %q has a place for a text that there is not", english, chinese)
		}
	}
	for _, m := range others {
		for _, found := range place.FindAllStringSubmatch(m.chinese, -1) {
			if n := int(found[1][0] - '0'); n < 1 || n > len(m.said) {
				t.Errorf("%s: %q has a place for a text that there is not", m.english, m.chinese)
			}
		}
	}
}

func TestTranslator(t *testing.T) {
	var b strings.Builder
	w := uiLanguage("zh").in(&b)
	for _, text := range []string{"wrote out.xlsx\n", "  wrote 中文.xlsx\n", "align: read: a.txt: there is no such file; check the path\n", "no message of ours\n",
		"  Review 8: P7: dropped: English ¶ 8, part of Chinese ¶ 7\n", "  Review 5: P4: edited: English ¶ 4: “read: it” → “a, b”\n", "  Review: P15: Chinese ¶ 13 is gone: “其次”; put it back, or leave out all rows that were deleted with --deleted drop [text-gone]\n",
		"half a line"} {
		if n, err := w.Write([]byte(text)); n != len(text) || err != nil {
			t.Errorf("%q: %d, %v", text, n, err)
		}
	}
	want := "已写入 out.xlsx\n  已写入 中文.xlsx\nalign：读取：a.txt：没有这个文件；请检查路径\nno message of ours\n" +
		"  Review 第 8 行：P7：删除：英文第 8 段、中文第 7 段的一部分\n  Review 第 5 行：P4：改字：英文第 4 段：“read: it” → “a, b”\n  Review：P15：缺少中文第 13 段：“其次”；请放回，或用 --deleted drop 舍去所有已删除的行 [text-gone]\nhalf a line"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	if w := uiLanguage("").in(&b); w != &b {
		t.Error("English is translated")
	}
}
