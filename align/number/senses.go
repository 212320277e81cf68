package number

import (
	"strconv"
	"strings"
)

// Other senses
//
// Some numbers have more than one sense: 98年 is 98 years or 1998, eight in the
// evening is 8 or 20. Their Value is the number as written; the values of the other
// senses are tried when numbers are compared.

// senses are rules, each with examples. A rule returns other values of the number
// n, which is spelled word and stands between the texts before and after.
var senses = []struct {
	example string
	read    func(n Number, word, before, after string) []string
}{
	{"8 p.m., 20点", hourSenses},
	{"98年, 95后", yearSenses},
	{"八折, 20 percent off; 半米, 0.5 meters", shareSenses},
	{"增长两倍, 200 percent, threefold", timesSenses},
	{"99 cents, 0.99美元", coinSenses},
	{"-20", negativeSenses},
	{"the 1900s, 20世纪; 60s, 60岁", decadeSenses},
	{"the eighth month, 5/4/2019", monthSenses},
	{"9月11日, 911事件", septemberSenses},
	{"100 feet, 30米", convertedSenses},
	{"18 months, 一年半", durationSenses},
	{"at 23.30, 23时30分", clockSenses},
	{"45,000, 四万多", moreSenses},
	{"two dozen, 二三十", dozenSenses},
	{"Grade 12, 高三", gradeSenses},
	{"a 9-point lead, 9个百分点", pointSenses},
}

func hourSenses(n Number, _, _, after string) []string {
	after = strings.TrimLeft(after, " \u00a0")
	if n.kind == kindCount && (startsWithAny(after, "点點时時") || startsWithWord(after, "a.m", "p.m", "am", "pm", "o'clock", "o’clock")) {
		return hours(n.Value)
	}
	return nil
}

func yearSenses(n Number, _, before, after string) []string {
	if endsWithWord(before, "民国", "民國") {
		return republicYear(n)
	}
	short := n.Value
	if n.kind != kindCount || len(short) > 2 || strings.Contains(short, ".") || short == "0" {
		return nil
	}
	if !startsWithAny(strings.TrimPrefix(after, " "), "年后後级級届屆") && !endsWithAny(before, "'‘’") {
		return nil
	}
	decade := decadeOf(short)
	years := []string{strings.TrimSuffix(decade, "s")}
	if strings.HasSuffix(short, "0") {
		years = append(years, decade)
	}
	return years
}

// republicYear returns the year or decade that a year or decade of the Republic of
// China is: 民國108年 is 2019.
func republicYear(n Number) []string {
	year, err := strconv.Atoi(strings.TrimSuffix(n.Value, "s"))
	switch {
	case err != nil || year > 2000:
	case n.kind == kindDecade && year > 1900: // 七十年代
		return []string{decadeOf(strconv.Itoa((year + 11) / 10 * 10))}
	case n.kind == kindCount && year < 200:
		return []string{strconv.Itoa(year + 1911)}
	}
	return nil
}

// durationSenses returns a length of time in minutes or in months, whatever it is
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

// durations are the measures of time, each with its length in minutes or months.
var durations = []struct {
	english, chinese []string
	factor           float64
	unit             string
}{
	{[]string{"minute", "minutes", "min", "mins"}, []string{"分钟", "分鐘"}, 1, " minutes"},
	{[]string{"hour", "hours", "hr", "hrs"}, []string{"小时", "小時", "个小时", "個小時", "个钟头", "個鐘頭"}, 60, " minutes"},
	{[]string{"day", "days"}, []string{"天", "日"}, 60 * 24, " minutes"},
	{[]string{"week", "weeks"}, []string{"周", "週", "星期", "个星期", "個星期", "礼拜", "个礼拜"}, 60 * 24 * 7, " minutes"},
	{[]string{"fortnight", "fortnights"}, nil, 60 * 24 * 14, " minutes"},
	{[]string{"month", "months"}, []string{"个月", "個月", "月"}, 1, " months"},
	{[]string{"year", "years"}, []string{"年", "周年", "岁", "歲"}, 12, " months"},
	{nil, []string{"个世纪", "個世紀"}, 1200, " months"},
}

// clockSenses returns the hour and the minutes of a time of day with a point.
func clockSenses(n Number, word, before, after string) []string {
	hour, minutes, ok := strings.Cut(word, ".")
	if !ok || n.kind != kindCount || len(hour) > 2 || len(minutes) != 2 || minutes > "59" || hours(plain(hour)) == nil {
		return nil
	}
	after = strings.TrimPrefix(after, " ")
	if startsWithWord(after, "a.m", "p.m", "am", "pm") ||
		endsWithWord(before, " at ", " from ", " until ", " till ", " by ", " before ", " after ", " to ") && !startsWithAny(after, "%$") {
		return append(hours(plain(hour)), plain(hour), plain(minutes))
	}
	return nil
}

// moreSenses returns the values that a number with 多 or 余 stands for.
func moreSenses(n Number, word, _, after string) []string {
	if n.kind == kindCount && (strings.ContainsAny(word, "多余餘") || startsWithAny(after, "多余餘")) {
		return []string{over + n.Value}
	}
	return nil
}

// dozenSenses returns the tens round a number of dozens; one dozen is exact.
func dozenSenses(n Number, word, _, _ string) []string {
	value, err := strconv.Atoi(n.Value)
	if err != nil || value < 24 || !endsWithWord(word, "dozen") {
		return nil
	}
	return []string{strconv.Itoa(value / 10 * 10), strconv.Itoa((value + 9) / 10 * 10)}
}

// gradeSenses returns the year of school that a year of middle or high school is.
func gradeSenses(n Number, _, before, _ string) []string {
	value, err := strconv.Atoi(n.Value)
	switch {
	case err != nil || value < 1 || value > 3:
	case strings.HasSuffix(before, "高"):
		return []string{strconv.Itoa(value + 9)}
	case strings.HasSuffix(before, "初"):
		return []string{strconv.Itoa(value + 6)}
	}
	return nil
}

func pointSenses(n Number, _, _, after string) []string {
	if n.kind == kindCount && startsWithWord(strings.TrimLeft(after, " -"), "point", "points") {
		return []string{n.Value + "%"}
	}
	return nil
}

// pricePart returns the part of a price that a share is.
func pricePart(n Number, word, before, after string) price {
	after = strings.TrimLeft(after, " -")
	switch {
	case n.kind != kindShare:
	case strings.HasSuffix(word, "折"):
		return pricePaid
	case startsWithWord(after, "off", "discount", "discounts", "cheaper", "reduction", "markdown", "price cut", "less", "lower"),
		endsWithWord(before, "discount of ", "discounted by ", "discounted ", "reduced by ", "cut by ", "down by ", "cut prices ", "reduction of "):
		return priceOff
	}
	return priceUnknown
}

func shareSenses(n Number, word, _, _ string) []string {
	percent := strings.TrimSuffix(n.Value, "%")
	value, err := strconv.ParseFloat(percent, 64)
	switch {
	case n.kind != kindShare || err != nil:
	case strings.HasSuffix(word, "折"):
		return []string{strconv.FormatFloat(100-value, 'f', -1, 64) + "%"}
	case endsWithWord(word, "thousand"): // 5 per thousand
		return []string{shift(percent, 1)}
	case percent == "50" && !strings.ContainsAny(word, "0123456789"):
		return []string{"0.5"}
	}
	return nil
}

func timesSenses(n Number, _, before, after string) []string {
	after = strings.TrimPrefix(after, " ")
	switch {
	case n.kind != kindCount || len(n.Value) > 4:
		return nil
	case startsWithAny(after, "倍"):
		value, _ := strconv.ParseFloat(n.Value, 64)
		more := strconv.FormatFloat(value+1, 'f', -1, 64)
		alt := []string{shift(n.Value, 2) + "%", more}
		if n.Value == "1" || isIncrease(before) {
			return append(alt, more+times)
		}
		return append(alt, n.Value+times)
	case startsWithAny(after, "番"): // 翻两番
		doubled, err := strconv.Atoi(n.Value)
		if err != nil || doubled > 9 {
			return nil
		}
		return []string{strconv.Itoa(1 << doubled), strconv.Itoa(1<<doubled) + times}
	}
	return nil
}

// times ends the value that a multiple has beside its count: 2× for doubled, 3× for
// 上涨了两倍.
const times = "×"

// isTimes reports whether the number before this text is a multiple.
func isTimes(after string) bool {
	after = strings.TrimLeft(after, " -")
	return startsWithAny(after, "倍") || startsWithWord(after, "times", "fold")
}

// isIncrease reports whether the times behind this text are added: 增长两倍 is
// threefold, 增至两倍 and 是两倍 twofold.
func isIncrease(before string) bool {
	runes := []rune(before[strings.LastIndex(before, "倍")+1:]) // not 翻倍、三倍
	runes = runes[max(0, len(runes)-6):]
	return strings.ContainsAny(string(runes), "增加涨漲升长長提多快翻扩擴") && !endsWithAny(before, "到至为為成的")
}

func coinSenses(n Number, _, _, after string) []string {
	after = strings.TrimLeft(after, " -")
	switch {
	case n.kind != kindCount:
	case startsWithAny(after, "角毛") || startsWithWord(after, "jiao"):
		return []string{shift(n.Value, -1)}
	case strings.HasPrefix(after, "美分") || startsWithAny(after, "分") && !startsWithAny(strings.TrimPrefix(after, "分"), "钟鐘之"),
		startsWithWord(after, "cent", "cents", "pence", "fen"):
		return []string{shift(n.Value, -2)}
	}
	return nil
}

func negativeSenses(n Number, _, before, _ string) []string {
	if (n.kind == kindCount || n.kind == kindShare) && !strings.HasPrefix(n.Value, "-") && hasMinus(before) {
		return []string{"-" + n.Value}
	}
	return nil
}

// hasMinus reports whether a minus, or a hyphen that may be one, ends text.
func hasMinus(text string) bool {
	if endsWithWord(text, "minus ", "minus-", "negative ") || endsWithAny(text, "负負") {
		return true
	}
	head := strings.TrimRight(text, "-−–")
	return len(head) < len(text) && (head == "" || endsWithAny(head, " (（"))
}

// isBelowZero reports whether the number between two texts is a temperature below
// zero: minus 20 degrees, 零下20度, 20 degrees below zero.
func isBelowZero(before, after string) bool {
	if strings.HasSuffix(before, "零下") {
		return true
	}
	after = strings.TrimPrefix(after, " ")
	if endsWithWord(before, "minus ", "minus-", "negative ") || endsWithAny(before, "负負") {
		return startsWithAny(after, "°℃度") || startsWithWord(after, "degrees", "c", "celsius")
	}
	for _, degrees := range []string{"degrees", "degrees celsius", "°C", "°"} {
		if startsWithWord(after, degrees+" below zero", degrees+" below freezing") {
			return true
		}
	}
	return false
}

func decadeSenses(n Number, word, _, _ string) []string {
	if n.kind == kindDecade && digitRun(word, 0) == 2 {
		return []string{word[:2]}
	}
	if hundreds, ok := strings.CutSuffix(n.Value, "00s"); ok && n.kind == kindDecade {
		if c, err := strconv.Atoi(hundreds); err == nil {
			return []string{strconv.Itoa(c + 1)}
		}
	}
	return nil
}

func monthSenses(n Number, _, before, after string) []string {
	if !isMonth(n.Value) {
		return nil
	}
	next := strings.TrimPrefix(strings.TrimPrefix(after, " "), "lunar ")
	slash := strings.HasPrefix(after, "/") && startsWithDigit(after[1:]) || strings.HasSuffix(before, "/")
	dot := startsWithAny(after, "·•.．") // 9·11
	if slash || dot || n.kind == kindOrdinal && strings.HasPrefix(next, "month") {
		return []string{"M" + n.Value}
	}
	return nil
}

func septemberSenses(_ Number, word, _, _ string) []string {
	if word == "911" || word == "9.11" {
		return []string{"9", "11", "M9"}
	}
	return nil
}
