package number

import (
	"math"
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
	{"八折, 20 percent off; 半米, 0.5 meters; two thirds, 六成七", shareSenses},
	{"增长两倍, 200 percent, threefold", timesSenses},
	{"99 cents, 0.99美元", coinSenses},
	{"-20", negativeSenses},
	{"the 1900s, 20世纪; 60s, 60岁", decadeSenses},
	{"the eighth month, 5/4/2019", monthSenses},
	{"9月11日, 911事件", septemberSenses},
	{"18 months, 一年半", durationSenses},
	{"at 23.30, 23时30分", clockSenses},
	{"45,000, 四万多", moreSenses},
	{"two dozen, 二三十, 两打", dozenSenses},
	{"in his 70s, 七旬", ageSenses},
	{"Grade 12, 高三", gradeSenses},
	{"80% to 20%, 8:2", ratioSenses},
	{"3.1 MB, 3.1兆", megabyteSenses},
	{"a 9-point lead, 9个百分点", pointSenses},
}

// Other senses that are no single value
//
// 40多万 is any value from 400,000 up to 500,000, 去年 any year.
const (
	over    = ">"
	anyYear = "YYYY"
)

// alike reports whether a value is that of another number's sense.
func alike(value, sense string) bool {
	if sense == anyYear {
		return len(value) == 4 && "1900" <= value && value < "2100"
	}
	number, open := strings.CutPrefix(sense, over)
	if !open {
		return value == sense
	}
	v, err := strconv.ParseFloat(value, 64)
	least, bad := strconv.ParseFloat(number, 64)
	zeros := len(number) - len(strings.TrimRight(number, "0"))
	return err == nil && bad == nil && least <= v && v < least+math.Pow10(zeros)
}

// moreSenses returns the values that a number with 多 or 余 stands for.
func moreSenses(n Number, word, _, after string) []string {
	if n.kind == kindCount && (strings.ContainsAny(word, "多余餘") || startsWithAny(after, "多余餘")) {
		return []string{over + n.Value}
	}
	return nil
}

// dozenSenses returns the tens that a number of dozens is about, and the pieces in
// a number of 打; one dozen is exact.
func dozenSenses(n Number, word, _, after string) []string {
	value, err := strconv.Atoi(n.Value)
	switch {
	case err != nil:
	case value >= 24 && endsWithWord(word, "dozen"):
		return []string{strconv.Itoa(value / 10 * 10), strconv.Itoa((value + 5) / 10 * 10)}
	case strings.HasPrefix(after, "打") && value < 1000:
		return []string{strconv.Itoa(12 * value)}
	}
	return nil
}

// ageSenses returns the years of a number of 旬, of which each has ten.
func ageSenses(n Number, _, _, after string) []string {
	if startsWithAny(after, "旬") && len(n.Value) == 1 {
		return []string{n.Value + "0"}
	}
	return nil
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

// ratioSenses returns the percentage that a part of a ratio of tenths is.
func ratioSenses(n Number, _, before, after string) []string {
	beside := startsWithAny(after, ":：比") && startsWithDigit(after[len(prefix(after, ":", "：", "比")):]) || endsWithAny(before, ":：比")
	if n.kind == kindCount && len(n.Value) == 1 && n.Value != "0" && beside {
		return []string{n.Value + "0%"}
	}
	return nil
}

// megabyteSenses returns the megabytes that 兆 may be short for.
func megabyteSenses(n Number, word, _, _ string) []string {
	if n.kind == kindCount && strings.HasSuffix(word, "兆") {
		return []string{shift(n.Value, -12)}
	}
	return nil
}

// isGrade reports whether the number of this value between two texts is a year of
// school or a quarter of the year: Grade 6, 六年级, 高三, 二季度; not 身高3米.
func isGrade(value, before, after string) bool {
	return endsWithWord(before, "grade ") || prefix(after, "年级", "年級", "季度") != "" || endsWithAny(before, "高初") && value <= "3" && len(value) == 1 && !isMeasured(after)
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
	return startsWithWord(after, belowZero...)
}

// belowZero are the words behind a temperature below zero.
var belowZero = []string{
	"below zero", "degrees below zero", "degrees celsius below zero", "°C below zero", "° below zero",
	"below freezing", "degrees below freezing", "degrees celsius below freezing", "°C below freezing", "° below freezing",
}
