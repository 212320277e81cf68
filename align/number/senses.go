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
}

func hourSenses(n Number, _, _, after string) []string {
	after = strings.TrimLeft(after, " \u00a0")
	if n.kind == kindCount && (startsWithAny(after, "点點时時") || startsWithWord(after, "a.m", "p.m", "am", "pm", "o'clock", "o’clock")) {
		return hours(n.Value)
	}
	return nil
}

func yearSenses(n Number, _, before, after string) []string {
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

func timesSenses(n Number, _, _, after string) []string {
	after = strings.TrimPrefix(after, " ")
	switch {
	case n.kind != kindCount || len(n.Value) > 4:
		return nil
	case startsWithAny(after, "倍"):
		more, _ := strconv.ParseFloat(n.Value, 64)
		return []string{shift(n.Value, 2) + "%", strconv.FormatFloat(more+1, 'f', -1, 64)}
	case startsWithAny(after, "番"): // 翻两番
		doubled, err := strconv.Atoi(n.Value)
		if err != nil || doubled > 9 {
			return nil
		}
		return []string{strconv.Itoa(1 << doubled)}
	}
	return nil
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
