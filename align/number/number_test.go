package number

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func values(text string, lang align.Language) []string {
	var out []string
	for _, n := range Find(text, lang) {
		out = append(out, n.Value)
	}
	return out
}

func languageOf(text string) align.Language {
	if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return align.Chinese
	}
	return align.English
}

// The two spellings of one value agree.
func TestNumbersAgree(t *testing.T) {
	tests := []struct{ en, zh, want string }{
		{"$87 billion", "870亿美元", "87000000000"},
		{"87bn dollars", "870億美元", "87000000000"},
		{"35,000 people", "3.5万人", "35000"},
		{"1.2 million homes", "一百二十万套住房", "1200000"},
		{"more than 300,000", "30多万", "300000"},
		{"2.5 trillion yuan", "2.5万亿元", "2500000000000"},
		{"30 percent", "三成", "30%"},
		{"30 per cent", "百分之三十", "30%"},
		{"30%", "30％", "30%"},
		{"thirty percent", "３０％", "30%"},
		{"3.5 percentage points", "3.5个百分点", "3.5%"},
		{"two-thirds", "三分之二", "2/3"},
		{"three quarters", "四分之三", "75%"},
		{"four fifths", "八成", "80%"},
		{"one-third", "三分之一", "1/3"},
		{"two parks", "两个公园", "2"},
		{"twelve schools", "十二所学校", "12"},
		{"twenty-five cities", "25个城市", "25"},
		{"a hundred and five", "一百零五", "105"},
		{"two hundred thousand", "二十万", "200000"},
		{"a third more", "三分之一", "1/3"},
		{"a third time", "第三次", "3"},
		{"the third time", "第三次", "3"},
		{"the 21st century", "21世纪", "21"},
		{"in 2024", "二〇二四年", "2024"},
		{"the 1990s", "上世纪九十年代", "1990s"},
		{"the 1990s", "20世纪90年代", "1990s"},
		{"May 6, 2024", "2024年5月6日", "M5 6 2024"},
		{"in December", "十二月", "M12"},
		{"two million five hundred thousand", "二百五十万", "2500000"},
		{"3.5 meters", "三点五米", "3.5"},
		{"007", "7", "7"},
		{"4.0", "4", "4"},
		{"10-15 years", "10至15年", "10 15"},
	}
	for _, test := range tests {
		want := strings.Fields(test.want)
		slices.Sort(want)
		for lang, text := range map[align.Language]string{align.English: test.en, align.Chinese: test.zh} {
			got := values(text, lang)
			slices.Sort(got)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: want - got +:\n%s", text, diff)
			}
		}
	}
}

func TestNotNumbers(t *testing.T) {
	for _, text := range []string{
		"No one knows. One might say so.", "You may go. May he rest.", "first, second", "COVID-19", "the G20", "5G and H1N1",
		"一个人", "一些", "万一下雨", "十分重要", "千万别去", "统一思想", "几十年", "数百人", "三三两两", "百万富翁", "G20峰会",
	} {
		if got := values(text, languageOf(text)); len(got) > 0 {
			t.Errorf("%s: %q", text, got)
		}
	}
}

func TestNumberSpans(t *testing.T) {
	text := "耗资870亿美元，占三成。"
	var got []string
	for _, n := range Find(text, align.Chinese) {
		got = append(got, text[n.Start:n.End])
	}
	if diff := cmp.Diff([]string{"870亿", "三成"}, got); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

func FuzzNumbers(f *testing.F) {
	f.Add("870亿 $87 billion 三分之二 二〇二四年 20世纪90年代 twenty-one hundred and five percent")
	f.Add("八五折 三成半 两年半 三块五毛二 18:00 2021-25年 上世纪八九十年代 贰万伍仟 1，234，567 2,06,737 20世纪60、70年代 一刻钟")
	f.Add("one in five, Louis XIV, RMB280 million, 9.11, .5 percent, nineteen eighty-four, 6 decades, tens of thousands, 5 per thousand, 449ft")
	f.Add("a ｌａｋｈ, nineteen ｔｅｎ, three ｌａｋｈ, ５．３０pm")
	f.Add("00000八九十 万 二三十万")
	f.Add("亿亿亿亿亿亿亿亿 million million 九九九九九九九九九万亿 三点点五")
	f.Fuzz(func(t *testing.T, text string) {
		for _, lang := range []align.Language{align.English, align.Chinese} {
			at := 0
			for _, n := range All(text, lang) {
				if n.Start < at || n.End <= n.Start || n.End > len(text) || n.Value == "" {
					t.Fatalf("%+v in %q", n, text)
				}
				at = n.End
			}
		}
	})
}
