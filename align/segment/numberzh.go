package segment

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

// chinese reads the numerals at i.
func (r *numberReader) chinese(i int) int {
	text := r.text
	end := numeralRun(text, i)
	run, before, rest := text[i:end], text[:i], text[end:]
	first, size := utf8.DecodeRuneInString(run)
	lone := size == len(run)
	switch {
	case strings.HasPrefix(rest, "分之"):
		return r.fraction(i, end)
	case run == "百" && strings.HasPrefix(rest, "分百"):
		end += len("分百")
		r.add(i, end, "100", unit{0, hundredths})
		return end
	case first == '一' && lone && strings.HasPrefix(rest, "半"):
		end += len("半")
		r.add(i, end, "1/2", unit{})
		return end
	case startsWithAny(rest, "几幾"), scaleOf(first) > 0 && endsWithAny(before, "几幾数數上好成"),
		strings.HasPrefix(rest, "国集团"), strings.HasPrefix(rest, "國集團"):
		return end
	}
	value, ok := numeral(run)
	if !ok {
		r.neighbours(i, end)
		return end
	}
	value, end = point(text, end, value)
	if strings.HasSuffix(before, "第") {
		if value != "1" && value != "2" {
			r.add(i-len("第"), end, value, unit{})
		}
		return end
	}
	u, _ := unitAt(text, end, value)
	switch {
	case u.kind == month && (first == '两' || first == '兩'): // two months
		r.add(i, end, value, unit{})
		return end
	case lone && u != (unit{}) && (digitOf(first) > 0 || first == '十') && !isWeekday(before):
	case lone && end == i+size && !isCounted(first, before, text[end:]), scaleOf(first) > 1 && !isMeasured(text[end:]):
		return end
	}
	return r.withUnit(i, end, value)
}

// fraction reads 三分之二, 百分之三十 and 百分之3.5; the denominator stands from i
// to end.
func (r *numberReader) fraction(i, end int) int {
	denominator, ok := numeral(r.text[i:end])
	at := end + len("分之")
	var numerator string
	stop := at
	if startsWithDigit(r.text[at:]) {
		numerator, stop = decimal(r.text, at)
	} else if stop = numeralRun(r.text, at); stop > at {
		var valid bool
		if numerator, valid = numeral(r.text[at:stop]); !valid {
			return end
		}
		numerator, stop = point(r.text, stop, numerator)
	}
	switch {
	case !ok || stop == at:
		return end
	case denominator == "100":
		r.add(i, stop, numerator, unit{0, hundredths})
	default:
		r.add(i, stop, numerator+"/"+denominator, unit{})
	}
	return stop
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
			if len(decimals) == 0 || c == '十' || c == '滴' || c == '分' && !strings.HasPrefix(text[end:], "分之") {
				return whole, i
			}
			return plain(whole + "." + string(decimals)), end
		}
		decimals, end = append(decimals, byte('0'+d)), end+n
	}
}

// neighbours adds both numbers of 三四天 (three or four days), and those of the
// plans that are called 十四五 (the 14th Five-Year Plan).
func (r *numberReader) neighbours(i, end int) {
	runes := []rune(r.text[i:min(end, i+4*len("一"))])
	switch {
	case len(runes) == 2 && digitOf(runes[0])+1 == digitOf(runes[1]) && digitOf(runes[0]) > 0 && isMeasured(r.text[end:]):
		middle := i + len(string(runes[0]))
		if runes[0] != '一' {
			r.add(i, middle, strconv.Itoa(digitOf(runes[0])), unit{})
		}
		r.withUnit(middle, end, strconv.Itoa(digitOf(runes[1])))
	case len(runes) == 3 && runes[0] == '十' && digitOf(runes[1]) > 0 && runes[2] == '五':
		r.add(i, end-len("五"), strconv.Itoa(10+digitOf(runes[1])), unit{})
		r.add(end-len("五"), end, "5", unit{})
	}
}

// numeral returns the value of a run of numerals, if it is well-formed.
func numeral(run string) (value string, ok bool) {
	if value, ok = digitByDigit(run); ok {
		return value, true
	}
	var n numerals
	for i, c := range run {
		if d := digitOf(c); d >= 0 {
			ok = n.digit(int64(d))
		} else {
			ok = n.scale(scaleOf(c), i == 0)
		}
		if !ok {
			return "", false
		}
	}
	return strconv.FormatInt(n.value(), 10), true
}

// digitByDigit reads a lone digit and what is spelled like a year.
func digitByDigit(run string) (value string, ok bool) {
	if len(run) > maxZeros*len("一") {
		return "", false
	}
	var digits []byte
	for _, c := range run {
		d := digitOf(c)
		if d < 0 {
			return "", false
		}
		digits = append(digits, byte('0'+d))
	}
	zero := strings.ContainsAny(run, "〇零")
	year := len(digits) == 4 && (digits[0] == '1' || digits[0] == '2')
	return plain(string(digits)), len(digits) == 1 || len(digits) > 2 && zero || year
}

// numerals adds up a number with scales: 三亿五千万.
type numerals struct {
	total   int64 // up to the last of 万, 亿 and 兆
	section int64 // since then
	pending int64 // a digit that waits for its scale
	small   int   // zeros of the last scale in the section, 0 at its beginning
	large   int   // zeros of the last of 万, 亿 and 兆
	last    int   // zeros of the scale just before, 0 behind a digit
	waiting bool  // pending is set
}

// digit takes the next digit; 零 only parts what stands around it.
func (n *numerals) digit(d int64) bool {
	if n.waiting && n.pending > 0 {
		return false
	}
	n.pending, n.waiting = d, true
	if d == 0 {
		n.last = 0
	}
	return true
}

// scale takes the next scale.
func (n *numerals) scale(zeros int, first bool) bool {
	if zeros < 4 {
		if n.small > 0 && zeros >= n.small {
			return false
		}
		if n.pending == 0 {
			if !first && zeros > 1 || n.waiting && n.total+n.section == 0 {
				return false
			}
			n.pending = 1
		}
		n.section += n.pending * power(zeros)
		n.small = zeros
	} else {
		count := n.section + n.pending
		switch {
		case count == 0 && !first && (n.large == 0 || zeros <= n.large):
			return false
		case first:
			count = 1
		}
		if n.large > 0 && zeros > n.large { // 五万亿
			count, n.total = n.total+count, 0
		}
		if count > maxNumeral/power(zeros) {
			return false
		}
		n.total += count * power(zeros)
		n.section, n.small, n.large = 0, 0, zeros
	}
	n.pending, n.waiting, n.last = 0, false, zeros
	return true
}

// value returns the sum. A digit at the end belongs to the scale below the last:
// 三万五 is 35,000.
func (n *numerals) value() int64 {
	if n.last > 1 {
		return n.total + n.section + n.pending*power(n.last-1)
	}
	return n.total + n.section + n.pending
}

// maxNumeral keeps the sum of two within 64 bits.
const maxNumeral = 1_000_000_000_000_000_000

// numeralRun returns where the numerals at i end.
func numeralRun(text string, i int) int { return runEnd(text, i, isNumeral) }

func isNumeral(c rune) bool { return digitOf(c) >= 0 || scaleOf(c) > 0 }

// digitOf returns the digit that a numeral stands for, -1 if it does for none.
func digitOf(c rune) int {
	switch c {
	case '〇', '零':
		return 0
	case '一':
		return 1
	case '二', '两', '兩':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// scaleOf returns the zeros of a scale, 0 if c is none.
func scaleOf(c rune) int {
	switch c {
	case '十':
		return 1
	case '百':
		return 2
	case '千':
		return 3
	case '万', '萬':
		return 4
	case '亿', '億':
		return 8
	case '兆':
		return 12
	}
	return 0
}
