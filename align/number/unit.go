package number

import (
	"strings"
	"unicode/utf8"
)

// unit follows a number and is part of its value: zeros that are written as a word
// (million, 亿), decimals behind a measure (the half of 两年半), and the kind of number
// that they make.
type unit struct {
	zeros int
	kind  kind
	more  string // decimals of a whole number
}

// apply returns the value of a number with its unit.
func (u unit) apply(value string) string {
	if u.more != "" && !strings.Contains(value, ".") {
		value += "." + u.more
	}
	value = shift(value, u.zeros)
	switch u.kind {
	case kindShare:
		return value + "%"
	case kindMonth:
		return "M" + value
	case kindDecade:
		return decadeOf(value)
	}
	return value
}

// decadeOf returns the decade that begins with a year. One of two digits is taken
// for the latest that people would call so: 90s are the 1990s, 20s the 2020s.
func decadeOf(year string) string {
	switch {
	case len(year) > 2:
		return year + "s"
	case len(year) == 2 && year >= "30":
		return "19" + year + "s"
	case len(year) == 2:
		return "20" + year + "s"
	}
	return "200" + year + "s"
}

// unitAt reads the unit of the number with the given value that ends at i; end is
// i if there is none.
func unitAt(text string, i int, value string) (u unit, end int) {
	end = i
	if zeros, e := chineseScale(text, end); zeros > 0 {
		u.zeros, end = zeros, e
	} else if zeros, e := englishScale(text, end+len(prefix(text[end:], "+"))); zeros > 0 { // $100+ million
		u.zeros, end = zeros, e
	}
	if e := percentEnd(text, end); e > 0 {
		u.kind = kindShare
		return u, e
	}
	if u.zeros > 0 {
		return u, end
	}
	for _, read := range unitRules {
		if u, end = read(text, i, value); end > i {
			return u, end
		}
	}
	return unit{}, i
}

// unitRules read units that no scale stands before.
var unitRules = []func(text string, i int, value string) (unit, int){
	perMille,      // 5‰
	basisPoints,   // 50 basis points
	tenths,        // 三成, 三成半
	discount,      // 八折
	monthOrDecade, // 5月, 90年代
	andHalf,       // 两年半, 一个半小时
	money,         // 三块五, 4元9角9分
}

// monthOrDecade reads the unit of a month (5月) or a decade (90年代).
func monthOrDecade(text string, i int, value string) (unit, int) {
	rest := strings.TrimPrefix(text[i:], " ")
	switch after := len(text) - len(rest); {
	case strings.HasPrefix(rest, "月") && isMonth(value):
		return unit{kind: kindMonth}, after + len("月")
	case strings.HasPrefix(rest, "年代") && strings.HasSuffix(value, "0") && len(value) <= 4:
		return unit{kind: kindDecade}, after + len("年代")
	}
	return unit{}, i
}

func isMonth(value string) bool {
	return len(value) == 1 && value != "0" || value == "10" || value == "11" || value == "12"
}

// percentEnd returns where the percent sign or word behind i ends, 0 if there is
// none. One space or hyphen may stand between.
func percentEnd(text string, i int) int {
	i = max(i, gapEnd(text, i))
	if sign := prefix(text[i:], percents...); sign != "" {
		return i + len(sign)
	}
	return 0
}

var (
	gaps     = []string{" ", "-", "‑", "\u00a0", "\u202f"}
	percents = []string{"%", "％", "percentage point", "percent", "per cent", "per-cent", "pct", "个百分点", "個百分點", "百分点", "百分點",
		"of a percentage point", "of one percentage point", "of 1 percentage point", "of a percent", "of one percent", "of 1 percent", "of 1 per cent", "of 1%"} // 0.3 of a percent
)

// englishScale reads a word such as million behind the number that ends at i.
func englishScale(text string, i int) (zeros, end int) {
	next := nextWord(text, i)
	switch w := englishWords[next.Norm]; {
	case w.kind == scale:
		return w.value, next.End
	case next.Norm == "bn" || next.Norm == "mn" || next.Norm == "tn":
		return symbols[next.Norm], next.End
	case magnitudes[next.Norm] > 2: // 3 millions
		return magnitudes[next.Norm], next.End
	case next.Norm == "decades": // 6 decades
		return 1, next.End
	case next.Norm == "centuries":
		return 2, next.End
	}
	return 0, i
}

// gapEnd returns where the space or hyphen at i ends, 0 if there is none.
func gapEnd(text string, i int) int {
	if gap := prefix(text[i:], gaps...); gap != "" {
		return i + len(gap)
	}
	return 0
}

// chineseScale reads 万, 千万, 万亿 and the like behind the number that ends at i,
// with 多 or 余 before or in them (30多万, 7百多万). The 千 of 千米 and the
// 兆 of 兆瓦 are no scales.
func chineseScale(text string, i int) (zeros, end int) {
	at := i + len(text[i:]) - len(strings.TrimPrefix(text[i:], " "))
	end = at
	for {
		c, n := utf8.DecodeRuneInString(text[at:])
		if strings.ContainsRune("多余餘", c) && at == end && n > 0 {
			at += n
			c, n = utf8.DecodeRuneInString(text[at:])
		}
		z := scaleOf(c)
		if z == 0 || zeros+z > maxZeros || c == '千' && startsWithAny(text[at+n:], "米克瓦卡赫伏帕字") || c == '兆' && startsWithAny(text[at+n:], "焦瓦赫帕字欧") {
			break
		}
		zeros, at = zeros+z, at+n
		end = at
	}
	if zeros == 0 {
		return 0, i
	}
	return zeros, end
}

// maxZeros is more than any scale in earnest use has (万亿亿).
const maxZeros = 20
