package number

import (
	"strconv"
	"strings"
)

// Lengths of time
//
// 18 months and 一年半 are one length of time, and so are two weeks and 14天. What is
// counted in seconds to weeks is compared in seconds, what is counted in months and
// years in months; no one says how many days a month has.

// durationSenses returns a length of time in seconds or in months, whatever it is
// written in.
func durationSenses(n Number, word, _, after string) []string {
	value, err := strconv.ParseFloat(n.Value, 64)
	if n.Value == "50%" && endsWithWord(word, "half", "半") {
		value, err = 0.5, nil
	}
	if err != nil || n.kind != kindCount && n.kind != kindShare {
		return nil
	}
	if endsWithWord(word, "decade", "decades", "century", "centuries", "世纪", "世紀") { // these are counted in years
		return []string{strconv.FormatFloat(12*value, 'f', -1, 64) + " months"}
	}
	after = strings.TrimLeft(after, " -")
	after = strings.TrimPrefix(strings.TrimPrefix(after, "a "), "an ")
	for _, d := range durations {
		glued := strings.TrimSuffix(word, "半")
		if startsWithWord(after, d.english...) || prefix(after, d.chinese...) != "" || glued != word && endsWithWord(glued, d.chinese...) ||
			strings.HasSuffix(word, " and a half") && endsWithWord(strings.TrimSuffix(word, " and a half"), d.english...) {
			return []string{strconv.FormatFloat(value*d.factor, 'f', -1, 64) + d.unit}
		}
	}
	return nil
}

// durations are the measures of time, each with its length in seconds or months.
var durations = []struct {
	english, chinese []string
	factor           float64
	unit             string
}{
	{[]string{"second", "seconds", "sec", "secs"}, []string{"秒", "秒钟", "秒鐘"}, 1, " seconds"},
	{[]string{"minute", "minutes", "min", "mins"}, []string{"分钟", "分鐘", "分"}, 60, " seconds"},
	{[]string{"hour", "hours", "hr", "hrs"}, []string{"小时", "小時", "个小时", "個小時", "个钟头", "個鐘頭"}, 3600, " seconds"},
	{[]string{"day", "days"}, []string{"天", "日"}, 86400, " seconds"},
	{[]string{"week", "weeks"}, []string{"周", "週", "星期", "个星期", "個星期", "礼拜", "个礼拜"}, 7 * 86400, " seconds"},
	{[]string{"fortnight", "fortnights"}, nil, 14 * 86400, " seconds"},
	{[]string{"month", "months"}, []string{"个月", "個月", "月"}, 1, " months"},
	{nil, []string{"个季度", "個季度", "季度"}, 3, " months"},
	{[]string{"year", "years"}, []string{"年", "周年", "岁", "歲"}, 12, " months"},
	{nil, []string{"个世纪", "個世紀"}, 1200, " months"},
}
