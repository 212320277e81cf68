package document

import (
	"strings"
	"testing"

	"bitext/align/document/charset"

	"github.com/google/go-cmp/cmp"
)

func texts(blocks []block) []string {
	var s []string
	for _, b := range presentBlocks(blocks) {
		s = append(s, b.text)
	}
	return s
}

func TestReadText(t *testing.T) {
	long := strings.Repeat("Rivers do not read maps, and floods do not read budgets. ", 4)
	tests := []struct {
		name, text string
		want       []string
	}{
		{"a line each without blank lines", "one\ntwo\r\nthree\n", []string{"one", "two", "three"}},
		{"blank lines are borders", "one\n\ntwo\n \u3000\t\nthree", []string{"one", "two", "three"}},
		{"blank lines at the end only", "one\ntwo\n\n\n", []string{"one", "two"}},
		{"old Mac line ends", "one\r\rtwo", []string{"one", "two"}},
		{"every character stays", "a\u3000b\u200bc e\u0301  f\n\nx", []string{"a\u3000b\u200bc e\u0301  f", "x"}},
		{"hard-wrapped English",
			"The city planted forty thousand trees last year and will plant\nas many again this spring, though nobody has yet said who is\ngoing to water them when the summer comes.\n\nThat is a pity.",
			[]string{"The city planted forty thousand trees last year and will plant as many again this spring, though nobody has yet said who is going to water them when the summer comes.", "That is a pity."}},
		{"hard-wrapped Chinese",
			"去年这座城市种下了四万棵树，今年春天还要再种同样多的树，可是直到\n现在也没有人说得清楚，等夏天到来的时候，到底该由谁来给它们浇水，\n又该由谁来出这笔钱。\n\n这很可惜。",
			[]string{"去年这座城市种下了四万棵树，今年春天还要再种同样多的树，可是直到现在也没有人说得清楚，等夏天到来的时候，到底该由谁来给它们浇水，又该由谁来出这笔钱。", "这很可惜。"}},
		{"hard-wrapped Chinese whose paragraphs are indented",
			"谁来浇水\n　　去年这座城市种下了四万棵树，今年春天还要再种同样多的树，可是\n直到现在也没有人说得清楚，等夏天到来的时候，到底该由谁来给它们浇\n水，又该由谁来出这笔钱。\n　　这很可惜。\n　　市长说，钱已经花完了，要等到明年的预算里才会有，树却等不到那个\n时候，它们只有一个夏天。",
			[]string{"谁来浇水", "去年这座城市种下了四万棵树，今年春天还要再种同样多的树，可是直到现在也没有人说得清楚，等夏天到来的时候，到底该由谁来给它们浇水，又该由谁来出这笔钱。",
				"这很可惜。", "市长说，钱已经花完了，要等到明年的预算里才会有，树却等不到那个时候，它们只有一个夏天。"}},
		{"indented paragraphs on lines", "　　“好。”\n　　“走吧。”\n　　他们走了。\n题记", []string{"“好。”", "“走吧。”", "他们走了。", "题记"}},
		{"headings of a page are lines of their own",
			"Making the most of every drop of water is key to growth\nBy Lin Yue | Daily\n\n" + long,
			[]string{"Making the most of every drop of water is key to growth", "By Lin Yue | Daily", strings.TrimSpace(long)}},
		{"whole paragraphs on lines", "Title\n\n" + long + "\n" + long + long + "\n" + long,
			[]string{"Title", strings.TrimSpace(long), strings.TrimSpace(long + long), strings.TrimSpace(long)}},
		{"headline lists",
			"Body.\n\nWhy the river towns need new dykes now\nA better way to pay for village clinics\nWhat the bus strike taught a tired city\nSchools should open their doors in summer",
			[]string{"Body.", "Why the river towns need new dykes now", "A better way to pay for village clinics", "What the bus strike taught a tired city", "Schools should open their doors in summer"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			blocks, err := readText(&source{text: charset.Text{Text: tt.text}}, nil)
			if diff := cmp.Diff(tt.want, texts(blocks)); diff != "" || err != nil {
				t.Error(err, diff)
			}
		})
	}
}
