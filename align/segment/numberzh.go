package segment

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// chineseUnit reads what may follow digits in Chinese text: a scale (870亿), a
// share (3成), a date (5月), a decade (20世纪90年代).
func chineseUnit(value, rest string) (v string, size int, ok bool) {
	zeros, size := chineseScale(rest)
	if size > 0 {
		value = shift(value, zeros)
		if n := percent(rest[size:]); n > 0 {
			return value + "%", size + n, true
		}
		return value, size, true
	}
	switch {
	case strings.HasPrefix(rest, "成"):
		return shift(value, 1) + "%", len("成"), true
	case strings.HasPrefix(rest, "月"):
		return "M" + value, len("月"), true
	case strings.HasPrefix(rest, "年代"):
		return decade(value), len("年代"), true
	case strings.HasPrefix(rest, "世纪"), strings.HasPrefix(rest, "世紀"):
		tail := rest[len("世纪"):]
		if end := digitsEnd(tail, 0); end > 0 && strings.HasPrefix(tail[end:], "年代") {
			return decade(plainDigits(tail[:end])), len("世纪") + end + len("年代"), true
		}
		if run := numeralRun(tail); run > 0 && strings.HasPrefix(tail[run:], "年代") {
			if v, ok := numeral(tail[:run]); ok {
				return decade(v), len("世纪") + run + len("年代"), true
			}
		}
		return value, len("世纪"), true
	case strings.HasPrefix(rest, "分之"):
		tail := rest[len("分之"):]
		if end := digitsEnd(tail, 0); end > 0 {
			return plainDigits(tail[:end]) + "/" + value, len("分之") + end, true
		}
	}
	return "", 0, false
}

// chineseScale reads 万, 亿, 千万, 万亿 and the like, with 多 or 余 before it.
func chineseScale(rest string) (zeros, size int) {
	for size < len(rest) {
		r, n := utf8.DecodeRuneInString(rest[size:])
		z, isScale := chineseScales[r]
		if !isScale && !(zeros == 0 && size == 0 && strings.ContainsRune("多余餘", r)) || zeros+z > 20 {
			break
		}
		zeros += z
		size += n
	}
	if zeros == 0 {
		return 0, 0
	}
	return zeros, size
}

var chineseScales = map[rune]int{'十': 1, '百': 2, '千': 3, '万': 4, '萬': 4, '亿': 8, '億': 8, '兆': 12}

// chineseNumbers returns the numbers written in numerals in a run of Han
// characters.
func chineseNumbers(text string, w Word) []Number {
	var found []Number
	for i := w.Start; i < w.End; {
		size := numeralRun(text[i:w.End])
		if size == 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			i += n
			continue
		}
		if n, ok := chineseNumber(text, w, i, i+size); ok {
			found = append(found, n)
			i = max(i+size, n.End)
		} else {
			i += size
		}
	}
	return found
}

// chineseNumber reads the numerals from start to end.
func chineseNumber(text string, w Word, start, end int) (Number, bool) {
	run, before, rest := text[start:end], text[w.Start:start], text[end:]
	value, ok := numeral(run)
	if !ok || approximate(before) {
		return Number{}, false
	}
	if strings.HasPrefix(rest, "分之") {
		tail := rest[len("分之"):]
		top := numeralRun(tail)
		if v, ok := numeral(tail[:top]); ok {
			stop := end + len("分之") + top
			if run == "百" || run == "一百" {
				return Number{start, stop, v + "%"}, true
			}
			return Number{start, stop, v + "/" + value}, true
		}
	}
	characters := utf8.RuneCountInString(run)
	if strings.HasSuffix(before, "第") {
		return Number{start - len("第"), end, value}, value != "1" && value != "2"
	}
	if v, size, ok := chineseUnit(value, rest); ok && (characters > 1 || countable(run)) {
		return Number{start, end + size, v}, true
	}
	if characters == 1 && !(countable(run) && measured(rest)) || notNumbers[run] {
		return Number{}, false
	}
	return Number{start, end, value}, true
}

// approximate reports whether the numerals after this text are no exact number
// (几十, 数百, 上千) or part of a word (统一, 万一).
func approximate(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return strings.ContainsRune("几幾数數上好成统統唯专專同之", r) && before != ""
}

// countable reports whether a lone numeral can be a number: 一 is an article, 百,
// 千 and 万 are "many".
func countable(numeral string) bool {
	return strings.Contains("二三四五六七八九十两兩", numeral)
}

// measured reports whether a measure word or a unit follows.
func measured(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return strings.ContainsRune("年月日天个個家名人位次种種条條项項层層座岁歲元倍件所间間场場届屆周週块塊吨噸米里亩畝页頁本张張辆輛台臺只隻艘份篇首道代点點类類大国國省市州县縣校门門步封小成", r)
}

// notNumbers are runs of numerals that are words.
var notNumbers = map[string]bool{"万一": true, "萬一": true, "十分": true, "千万": true, "千萬": true, "百万": true, "百萬": true, "一一": true, "三三两两": true, "三三兩兩": true, "千百": true, "百千": true, "亿万": true, "億萬": true, "十万": true, "一百一": true, "一两": true, "一兩": true, "两三": true, "三两": true, "七八": true, "五六": true, "三四": true, "八九": true, "六七": true, "四五": true, "三五": true, "一千零一": true}

const numerals = "〇零一二三四五六七八九十百千万萬亿億兆两兩点點"

// numeralRun returns the length of the run of numerals that text begins with. A
// 点 counts only between two digits.
func numeralRun(text string) int {
	end := 0
	for end < len(text) {
		r, n := utf8.DecodeRuneInString(text[end:])
		if !strings.ContainsRune(numerals, r) {
			break
		}
		if r == '点' || r == '點' {
			next, _ := utf8.DecodeRuneInString(text[end+n:])
			if _, digit := chineseDigits[next]; end == 0 || !digit {
				break
			}
		}
		end += n
	}
	return end
}

var chineseDigits = map[rune]uint64{'〇': 0, '零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '两': 2, '兩': 2}

// numeral returns the value of a run of numerals: digit by digit (二〇二四) or
// with scales (一百二十万), with a fraction after 点.
func numeral(run string) (string, bool) {
	whole, fraction, point := run, "", false
	if i := strings.IndexAny(run, "点點"); i > 0 {
		whole, fraction, point = run[:i], run[i+len("点"):], true
	}
	if whole == "" || utf8.RuneCountInString(run) > 24 {
		return "", false
	}
	if point {
		zeros := 0
		if i := strings.IndexFunc(fraction, func(r rune) bool { _, ok := chineseScales[r]; return ok }); i > 0 {
			zeros, _ = chineseScale(fraction[i:])
			fraction = fraction[:i]
		}
		w, ok := numeral(whole)
		f, ok2 := digitByDigit(fraction)
		return shift(w+"."+f, zeros), ok && ok2
	}
	if d, ok := digitByDigit(whole); ok {
		return plain(d), true
	}
	v, ok := scaled(whole)
	return strconv.FormatUint(v, 10), ok
}

// maxNumeral keeps numerals within 64 bits.
const maxNumeral = 1_000_000_000_000_000_000

func digitByDigit(run string) (string, bool) {
	var b strings.Builder
	for _, r := range run {
		d, ok := chineseDigits[r]
		if !ok {
			return "", false
		}
		b.WriteByte(byte('0' + d))
	}
	return b.String(), run != ""
}

// scaled adds up a numeral with scales, from the largest scale down.
func scaled(run string) (uint64, bool) {
	var total, section, digit uint64
	last := rune(0)
	for _, r := range run {
		if d, ok := chineseDigits[r]; ok {
			if _, again := chineseDigits[last]; again && last != '零' && last != '〇' {
				return 0, false
			}
			digit, last = d, r
			continue
		}
		zeros := chineseScales[r]
		if total+section+digit > maxNumeral/pow10(zeros) {
			return 0, false
		}
		if digit == 0 && section == 0 && total == 0 {
			digit = 1 // 十二, 百万
		}
		switch {
		case zeros < 4:
			if digit == 0 {
				digit = 1
			}
			section, digit = section+digit*pow10(zeros), 0
		default:
			total = (total + section + digit) * pow10(zeros)
			section, digit = 0, 0
		}
		last = r
	}
	return total + section + digit, true
}
