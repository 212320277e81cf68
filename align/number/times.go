package number

import (
	"strconv"
	"strings"
)

// Multiples
//
// English says how many times as large something has become (tripled), Chinese either
// that (增至三倍) or how many times it has gained (增长两倍): both are 3×. 翻番 doubles.

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
			alt = append(alt, more+times)
			if value < manyTimes {
				return alt
			}
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

// manyTimes is from where one more or less makes no difference: 增长十倍 is tenfold too.
const manyTimes = 10

// times ends the value that a multiple has beside its count: 2× for doubled, 3× for
// 上涨了两倍.
const times = "×"

// isTimes reports whether the number before this text is a multiple.
func isTimes(after string) bool {
	after = strings.TrimLeft(after, " -")
	if rest, ok := strings.CutPrefix(after, "times "); ok { // not three times a week
		return startsWithWord(rest, comparisons...)
	}
	return startsWithAny(after, "倍番") || startsWithWord(after, "fold")
}

// comparisons are the words behind times that make it a multiple.
var comparisons = strings.Fields("as larger bigger greater higher more longer faster stronger worse better smaller less lower the that what its his their those than")

// isIncrease reports whether the times behind this text are added: 增长两倍 is
// threefold, 增至两倍 and 是两倍 twofold.
func isIncrease(before string) bool {
	runes := []rune(before[strings.LastIndex(before, "倍")+1:]) // not 翻倍、三倍
	runes = runes[max(0, len(runes)-6):]
	return strings.ContainsAny(string(runes), "增加涨漲升长長提多快翻扩擴") && !endsWithAny(before, "到至为為成的")
}
