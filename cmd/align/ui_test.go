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
	hole := regexp.MustCompile(`\{(\d)\}`)
	for english, chinese := range fixed {
		if hole.MatchString(chinese) {
			t.Errorf("%q: %q has a place for a text that there is not", english, chinese)
		}
	}
	for _, m := range others {
		for _, found := range hole.FindAllStringSubmatch(m.chinese, -1) {
			if n := int(found[1][0] - '0'); n < 1 || n > m.english.NumSubexp() {
				t.Errorf("%s: %q has a place for a text that there is not", m.english, m.chinese)
			}
		}
	}
}

func TestTranslator(t *testing.T) {
	var b strings.Builder
	w := uiLanguage("zh").in(&b)
	for _, text := range []string{"wrote out.xlsx\n", "  wrote 中文.xlsx\n", "align: read: a.txt: there is no such file; check the path\n", "no message of ours\n",
		"  Review 6: P5: moved: part of English ¶ 4 from P4\n", "  Removed 2: R1: restored: “letters from readers”\n",
		"  Review 11: P10: English ¶ 9 is gone: “Ask once”; put it back, or say that the row is right without it with the status fixed; the action drop leaves out the whole row [text-gone]\n",
		"half a line"} {
		if n, err := w.Write([]byte(text)); n != len(text) || err != nil {
			t.Errorf("%q: %d, %v", text, n, err)
		}
	}
	want := "已写入 out.xlsx\n  已写入 中文.xlsx\nalign: 读取: a.txt: 没有这个文件; 请检查路径\nno message of ours\n" +
		"  Review 6: P5: 移动: English ¶ 4 的一部分，来自 P4\n  Removed 2: R1: 恢复: “letters from readers”\n" +
		"  Review 11: P10: English ¶ 9 不见了: “Ask once”; 请放回；若此行确应如此，请将状态选为“已改”; 整行不要，请将操作选为“删除” [text-gone]\nhalf a line"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
	if w := uiLanguage("").in(&b); w != &b {
		t.Error("English is translated")
	}
}
