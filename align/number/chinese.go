package number

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// Numbers in Chinese numerals
//
// Chinese numerals are ordinary characters that also make up words: 万一 (in
// case), 十分 (very), 四川, 百姓, 统一. So a run of numerals must earn its place:
//
//	三百二十      several numerals that follow the grammar of numbers count as they stand
//	三、百万      a lone numeral, or scales alone, need a measure behind them: 三个, 百万元
//	一           is an article and counts only in dates, shares and fractions
//	几十, 十几    are vague and do not count
//	二〇二四      digit by digit are only years and what holds a zero; 三四天 is three or four days

// chinese reads the numerals at i. Numerals that are no number are a weak one.
func (r *reader) chinese(i int) int {
	if end := r.crowd(i); end > i {
		return end
	}
	found := len(r.found)
	end := r.numerals(i)
	if len(r.found) == found {
		r.weakNumerals(i, numeralRun(r.text, i))
	}
	return end
}

// numerals adds the numbers that begin with the numerals at i.
func (r *reader) numerals(i int) int {
	text := r.text
	end := numeralRun(text, i)
	run, before, rest := text[i:end], text[:i], text[end:]
	first, size := utf8.DecodeRuneInString(run)
	lone := size == len(run) && first != '廿' && first != '卅'
	switch {
	case strings.HasPrefix(rest, "分之"):
		return r.fraction(i, end)
	case run == "百" && strings.HasPrefix(rest, "分百"):
		end += len("分百")
		r.add(i, end, "100", unit{kind: kindShare})
		return end
	case first == '一' && lone && strings.HasPrefix(rest, "半"):
		end += len("半")
		r.share(i, end, "50%")
		return end
	case run == "万一", run == "萬一", endsWithAny(before, "双雙"), startsWithAny(rest, "几幾"), scaleOf(first) > 0 && endsWithAny(before, "几幾数數上好成"),
		strings.HasPrefix(rest, "国集团"), strings.HasPrefix(rest, "國集團"), // a group, weak
		strings.HasPrefix(rest, "进制"), strings.HasPrefix(rest, "進制"), strings.HasPrefix(rest, "進位"), // 十六进制 is hexadecimal
		strings.HasSuffix(before, "第") && startsWithAny(rest, "方"), // third-party
		run == "七零八" && startsWithAny(rest, "落"), isListMark(before, rest):
		return end
	}
	value, ok := numeral(run)
	if !ok {
		return r.spelled(i, end)
	}
	value, end = point(text, end, value)
	if strings.HasSuffix(before, "第") {
		if value != "1" && value != "2" {
			r.add(i-len("第"), end, value, unit{kind: kindOrdinal})
		}
		return end
	}
	if tens, ok := r.listedTens(first, rest); ok && lone {
		r.add(i, end, tens, unit{})
		return end
	}
	u, _ := unitAt(text, end, value)
	switch {
	case u.kind == kindMonth && (first == '两' || first == '兩'): // two months
		r.add(i, end, value, unit{})
		return end
	case lone && u != (unit{}) && (digitOf(first) > 0 || first == '十') && !isNameOrDay(before, rest):
	case lone && end == i+size && !isCounted(first, before, text[end:]), scaleOf(first) > 1 && !isMeasured(text[end:]):
		return end
	}
	return r.withUnit(i, end, value)
}

// listedTens returns the tens of the first numeral of 二、三十岁.
func (r *reader) listedTens(first rune, rest string) (value string, ok bool) {
	next, found := strings.CutPrefix(rest, "、")
	c, n := utf8.DecodeRuneInString(next)
	scale, _ := utf8.DecodeRuneInString(next[n:])
	if !found || digitOf(first) < 1 || digitOf(c) != digitOf(first)+1 || scaleOf(scale) == 0 {
		return "", false
	}
	return shift(strconv.Itoa(digitOf(first)), scaleOf(scale)), true
}

// fraction reads 三分之二, 百分之三十, 百分之3.5, 百分之七八十 and 百分之十到十五; the denominator
// stands from i to end.
func (r *reader) fraction(i, end int) int {
	denominator, ok := numeral(r.text[i:end])
	at := end + len("分之")
	numerator, stop := numberAt(r.text, at)
	if numerator == "" {
		stop = numeralRun(r.text, at)
		low, high, middle := neighbours([]rune(r.text[at:stop]))
		if low == "" || !ok {
			return end
		}
		r.share(i, at+middle, fraction(low, denominator))
		r.share(at+middle, stop, fraction(high, denominator))
		return stop
	}
	if !ok {
		return end
	}
	r.share(i, stop, fraction(numerator, denominator))
	if to := prefix(r.text[stop:], "到", "至", "-", "—"); to != "" {
		start := stop + len(to)
		if high, e := numberAt(r.text, start); high != "" && !strings.HasPrefix(r.text[e:], "分之") && !isMeasured(r.text[e:]) {
			r.share(start, e, fraction(high, denominator))
			return e
		}
	}
	return stop
}

// numberAt reads the number at i, in digits or numerals, without its unit; value
// is empty if there is none.
func numberAt(text string, i int) (value string, end int) {
	if startsWithDigit(text[i:]) {
		return decimal(text, i)
	}
	end = numeralRun(text, i)
	value, ok := numeral(text[i:end])
	if end == i || !ok {
		return "", i
	}
	return point(text, end, value)
}

// point reads the decimals behind the whole number that ends at i: 三点五. The 点
// of a time of day (三点五十分) and of 一点一滴 is no point.
func point(text string, i int, whole string) (value string, end int) {
	if !startsWithAny(text[i:], "点點") {
		return whole, i
	}
	start := i + len("点")
	end = start
	var decimals []byte
	for {
		c, n := utf8.DecodeRuneInString(text[end:])
		d := digitOf(c)
		if d < 0 {
			if len(decimals) == 0 || c == '十' || c == '滴' || c == '刻' || c == '分' && !strings.HasPrefix(text[end:], "分之") {
				return whole, i
			}
			return plain(whole + "." + string(decimals)), end
		}
		decimals, end = append(decimals, byte('0'+d)), end+n
	}
}

// spelled adds the numbers in a run that is not one number as a whole: the
// discount of 八五折, the two numbers of 二三十 and of 十四五 (the 14th Five-Year Plan).
// It returns where to go on.
func (r *reader) spelled(i, end int) int {
	runes := []rune(r.text[i:min(end, i+maxZeros*len("一"))])
	switch {
	case len(runes) == 2 && isDiscount(r.text[:i], r.text[end:]):
		r.share(i, end+len("折"), plain(digitString(runes))+"%")
		return end + len("折")
	case len(runes) == 3 && runes[0] == '十' && digitOf(runes[1]) > 0 && runes[2] == '五' && !isMeasured(r.text[end:]):
		r.add(i, end-len("五"), strconv.Itoa(10+digitOf(runes[1])), unit{})
		r.add(end-len("五"), end, "5", unit{})
	default:
		low, high, middle := neighbours(runes)
		u, stop := unitAt(r.text, end, high)
		if u.kind == kindMonth && startsWithAny(r.text[i:], "两兩") { // 两三月 are two or three months
			u, stop = unit{}, end
		}
		if low == "" || len(runes) == 2 && u == (unit{}) && !isMeasured(r.text[end:]) {
			break
		}
		alt := []string{u.apply(low), u.apply(high)} // "about 500" may be 五六百
		if len(runes) == 2 && startsWithAny(r.text[end:], "年") {
			alt = append(alt, strings.TrimSuffix(decadeOf(digitString(runes)), "s")) // 八九年 is also 1989
		}
		if len(runes) > 2 || runes[0] != '一' {
			r.add(i, i+middle, low, u, alt...)
		}
		r.add(i+middle, stop, high, u, alt...)
		return stop
	}
	return end
}

// neighbours returns the two numbers of 三四 (three or four), 二三十 (20 to 30) and
// 三五千 (3,000 to 5,000) and where the second begins.
func neighbours(runes []rune) (low, high string, middle int) {
	for k := range len(runes) - 1 {
		a, b := digitOf(runes[k]), digitOf(runes[k+1])
		if a < 1 || b != a+1 && (a != 3 || b != 5 || len(runes) == 2) {
			continue
		}
		low, ok := numeral(string(runes[:k+1]) + string(runes[k+2:]))
		high, valid := numeral(string(runes[:k]) + string(runes[k+1:]))
		if ok && valid {
			return low, high, len(string(runes[:k+1]))
		}
	}
	return "", "", 0
}

func digitString(runes []rune) string {
	var digits []byte
	for _, c := range runes {
		if d := digitOf(c); d >= 0 {
			digits = append(digits, byte('0'+d))
		}
	}
	return string(digits)
}
