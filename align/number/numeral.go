package number

import (
	"strconv"
	"strings"

	"bitext/align/internal/lazyregexp"
)

// numeral returns the value of a run of numerals, if it is well-formed.
func numeral(run string) (value string, ok bool) {
	run = twenties.Replace(run)
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

// digitByDigit reads a lone digit and digits spelled like a year.
func digitByDigit(run string) (value string, ok bool) {
	digits := digitString([]rune(run))
	if len(run) > maxZeros*len("一") || len(run) > len(digits)*len("一") {
		return "", false
	}
	zero := strings.ContainsAny(run, "〇零")
	year := len(digits) == 4 && (digits[0] == '1' || digits[0] == '2')
	return plain(digits), len(digits) == 1 || len(digits) > 2 && zero || year
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
func numeralRun(text string, i int) int { return skip(text, i, isNumeral) }

func isNumeral(c rune) bool { return digitOf(c) >= 0 || scaleOf(c) > 0 || c == '廿' || c == '卅' }

// twenties spells the numerals that stand for two.
var twenties = strings.NewReplacer("廿", "二十", "卅", "三十")

// plainNumerals puts plain numerals for those of bank notes (贰万伍仟), which
// are as long, where two or more stand together: one alone is a name or a verb.
func plainNumerals(text string) string {
	if !strings.ContainsAny(text, "壹贰貳叁參肆伍陆陸柒捌玖") {
		return text
	}
	return formalRun().ReplaceAllStringFunc(text, formal.Replace)
}

var (
	formalRun = lazyregexp.New(`[壹贰貳叁參肆伍陆陸柒捌玖][零壹贰貳叁參肆伍陆陸柒捌玖拾佰仟万萬亿億]+`)
	formal    = strings.NewReplacer("壹", "一", "贰", "二", "貳", "二", "叁", "三", "參", "三", "肆", "四", "伍", "五",
		"陆", "六", "陸", "六", "柒", "七", "捌", "八", "玖", "九", "拾", "十", "佰", "百", "仟", "千")
)

// digitOf returns the digit that a numeral stands for, -1 if it stands for none.
func digitOf(c rune) int {
	if d, ok := numeralDigits[c]; ok {
		return d
	}
	return -1
}

var numeralDigits = map[rune]int{
	'〇': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9, '零': 0, '两': 2, '兩': 2,
}

// scaleOf returns the zeros of a scale, 0 if c is no scale.
func scaleOf(c rune) int { return numeralScales[c] }

var numeralScales = map[rune]int{'十': 1, '百': 2, '千': 3, '万': 4, '萬': 4, '亿': 8, '億': 8, '兆': 12}
