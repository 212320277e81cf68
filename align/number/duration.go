package number

import (
	"strconv"
	"strings"

	"bitext/align/internal/lazyregexp"
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
		return []string{lengthSense(12*value, " months")}
	}
	after = strings.TrimLeft(after, " -")
	after = strings.TrimPrefix(strings.TrimPrefix(after, "a "), "an ")
	for _, d := range durations {
		glued := strings.TrimSuffix(word, "半")
		if startsWithWord(after, d.english...) || prefix(after, d.chinese...) != "" || glued != word && endsWithWord(glued, d.chinese...) ||
			strings.HasSuffix(word, " and a half") && endsWithWord(strings.TrimSuffix(word, " and a half"), d.english...) {
			return []string{lengthSense(value*d.factor, d.unit)}
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

// joinedLengths matches between two numbers what makes one length of time of them; the
// first may be "an", with the word in the second group.
var (
	joinedLengths = lazyregexp.New(`^[ -]?(?:(?:hour|hr|minute|min|day|week|month|year)s?(?:,? and |, | )|(?:个?小时|個?小時|个钟头|分钟?|天|周|星期|个?月|個?月|年)[零又，]?)$`)
	oneLength     = lazyregexp.New(`\ban? (hour|minute|day|week|month|year) and $`)
)

// sumLengths gives numbers that make one length of time, which stand side by side, the
// sense of the sum: one hour and 20 minutes is 80分钟.
func sumLengths(text string, numbers []Number) {
	for k, n := range numbers {
		length, unit := lengthOf(n)
		if unit == "" {
			continue
		}
		if m := oneLength().FindStringSubmatch(tail(text[:n.Start], reach)); m != nil {
			one, oneUnit := lengthOf(Number{Alt: durationSenses(Number{Value: "1"}, "", "", " "+m[1])})
			if oneUnit == unit && one > length {
				numbers[k].Alt = append(numbers[k].Alt, lengthSense(one+length, unit))
			}
		}
		if k+1 == len(numbers) || numbers[k+1].Start < n.End || !joinedLengths().MatchString(head(text[n.End:numbers[k+1].Start], reach)) {
			continue
		}
		next, nextUnit := lengthOf(numbers[k+1])
		if nextUnit == unit && length > next {
			sum := lengthSense(length+next, unit)
			numbers[k].Alt, numbers[k+1].Alt = append(numbers[k].Alt, sum), append(numbers[k+1].Alt, sum)
		}
	}
}

// lengthOf returns the length of time that a number is, and " seconds" or " months"; ""
// if it is none.
func lengthOf(n Number) (length float64, unit string) {
	for _, sense := range n.Alt {
		if value, measure, found := strings.Cut(sense, " "); found && (measure == "seconds" || measure == "months") {
			length, _ = strconv.ParseFloat(value, 64)
			return length, " " + measure
		}
	}
	return 0, ""
}

func lengthSense(length float64, unit string) string {
	return strconv.FormatFloat(length, 'f', -1, 64) + unit
}
