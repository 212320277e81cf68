package number

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
	"bitext/align/segment"
)

// Shares and amounts that are written with more than one number
//
// Chinese adds the decimals of a number behind its unit: 三成五 is 35%, 两年半 two
// and a half years, 三块五 3.5 yuan.

// perMille reads the thousandths of 5‰, 5 per mille and 5 per thousand.
func perMille(text string, i int, _ string) (unit, int) {
	if sign := prefix(text[i:], "‰", " per mille", " per thousand"); sign != "" {
		return unit{zeros: -1, kind: kindShare}, i + len(sign)
	}
	return unit{}, i
}

// tenths reads 成 behind the number before i: 三成 (30%), 三成半, 三成五 (35%).
func tenths(text string, i int, _ string) (unit, int) {
	rest := strings.TrimPrefix(text[i:], " ")
	tail, ok := strings.CutPrefix(rest, "成")
	if !ok || startsWithAny(tail, "为為功了员員本立年长長交果都就绩績熟群品语語家") || prefix(tail, "不变", "不變", "分") != "" {
		return unit{}, i
	}
	u, end := unit{zeros: 1, kind: kindShare}, len(text)-len(tail)
	if c, n := utf8.DecodeRuneInString(tail); c == '半' {
		u.more, end = "5", end+n
	} else if d := digitOf(c); d > 0 && numeralRun(tail, 0) == n && !isMeasured(tail[n:]) {
		u.more, end = string(rune('0'+d)), end+n
	}
	return u, end
}

// basisPoints reads the hundredths of a percentage point of 50 basis points and 50个基点.
func basisPoints(text string, i int, _ string) (unit, int) {
	at := max(i, gapEnd(text, i))
	sign := prefix(text[at:], "basis points", "basis point", "basis-point", "bps", "bp", "个基点", "個基點", "个基本点", "個基本點", "基点", "基點")
	if sign == "" || sign[0] == 'b' && skip(text, at+len(sign), segment.IsLetter) > at+len(sign) {
		return unit{}, i
	}
	return unit{zeros: -2, kind: kindShare}, at + len(sign)
}

// discount reads 折 behind the number before i: 八折 and 80折 are 80% of the price.
func discount(text string, i int, value string) (unit, int) {
	if !isDiscount(text[:i], text[i:]) || len(value) > len("8.5") {
		return unit{}, i
	}
	zeros := 1
	if len(value) == 2 {
		zeros = 0
	}
	return unit{zeros: zeros, kind: kindShare}, i + len("折")
}

// isDiscount reports whether the 折 at the beginning of rest takes off a price:
// not 一波三折, 三折屏.
func isDiscount(before, rest string) bool {
	tail, ok := strings.CutPrefix(rest, "折")
	return ok && !startsWithAny(tail, "叠疊页頁线線腾騰磨射返断斷弯彎屏") && !strings.HasSuffix(strings.TrimRightFunc(before, isNumeral), "波")
}

// andHalf reads the half behind a measure: 两年半, 一个半小时.
func andHalf(text string, i int, value string) (unit, int) {
	if strings.Contains(value, ".") {
		return unit{}, i
	}
	for _, m := range halfMeasures {
		tail, is := strings.CutPrefix(strings.TrimPrefix(text[i:], " "), m.measure)
		tail, half := strings.CutPrefix(tail, "半")
		if is && half && startsWithAny(m.measure, "分个個") == startsWithAny(tail, m.next) {
			return unit{more: "5"}, len(text) - len(tail)
		}
	}
	return unit{}, i
}

// halfMeasures are the measures that a half may follow. Behind 分 and 个 the half needs
// one of these characters (两个半月, not 两个半球), behind the others it must have none
// of them (not 一年半载).
var halfMeasures = []struct{ measure, next string }{
	{"分", "钟鐘"}, {"个", "月小星钟鐘"}, {"個", "月小星钟鐘"}, {"年", "载載个個"}, {"天", "夜个個"}, {"倍", ""}, {"小时", ""}, {"小時", ""}, {"周", ""}, {"岁", ""}, {"歲", ""}, {"分钟", ""}, {"分鐘", ""},
}

// money reads the small coins behind the number of the big ones before i (三块五,
// 三元五角, 4元9角9分) and the centimetres of 1米75.
func money(text string, i int, value string) (unit, int) {
	rest := text[i:]
	if !startsWithAny(rest, "块塊元圆圓米") || strings.Contains(value, ".") {
		return unit{}, i
	}
	jiao, end := coin(text, i+len("元"))
	switch {
	case jiao == "":
		return unit{}, i
	case startsWithAny(text[end:], "角毛") && len(jiao) == 1:
		end += len("角")
		if fen, e := coin(text, end); len(fen) == 1 && startsWithAny(text[e:], "分") {
			return unit{more: jiao + fen}, e + len("分")
		}
	case startsWithAny(rest, "元圆圓"):
		return unit{}, i
	default: // not 两块三明治
		if c, _ := utf8.DecodeRuneInString(text[end:]); unicode.Is(unicode.Han, c) && !strings.ContainsRune("钱錢的", c) {
			return unit{}, i
		}
	}
	return unit{more: jiao}, end
}

// coin reads the one or two digits at i.
func coin(text string, i int) (digits string, end int) {
	if end = digitRun(text, i); end == i {
		end = numeralRun(text, i)
	}
	if end > i+2*len("一") {
		return "", i
	}
	for _, c := range text[i:end] {
		if d := digitOf(c); d >= 0 {
			c = rune('0' + d)
		}
		if c = language.Narrow(c); !segment.IsDigit(c) {
			return "", i
		}
		digits += string(c)
	}
	if len(digits) > 2 {
		return "", i
	}
	return digits, end
}

// outOf makes a share of two numbers that say one together: one in five, nine out
// of ten. It may also be both of them.
func (r *reader) outOf() {
	found := r.found[:0]
	for _, n := range r.found {
		if len(found) > 0 {
			low := &found[len(found)-1]
			between := r.text[low.End:n.Start]
			if (slices.Contains(outOfWords, between) || nounOutOf().MatchString(between)) && low.kind == kindCount && n.kind == kindCount && isWhole(n.Value) && less(low.Value, n.Value) {
				*low = Number{Start: low.Start, End: n.End, Value: fraction(low.Value, n.Value), Alt: append(low.Alt, low.Value, n.Value), kind: kindShare}
				continue
			}
		}
		found = append(found, n)
	}
	r.found = found
}

var outOfWords = []string{" in ", " in every ", " out of ", " out of every ", " of every ", " in each ", " of each ", " of ", " of the "}

// nounOutOf matches the words of four boxes in 10.
var nounOutOf = lazyregexp.New(`^ [a-z]+ (in|out of|in every|of every|out of every) $`)

// isWhole reports whether a share may be one of so many: of five, ten or twenty,
// but not of 2008.
func isWhole(value string) bool {
	return len(value) == 1 || value == "10" || value == "12" || value == "20" || value == "50" || value == "100" || value == "1000" || value == "10000"
}

func shareSenses(n Number, word, _, _ string) []string {
	switch n.Value { // rounded
	case "1/3":
		return []string{"33%", "33.3%"}
	case "2/3":
		return []string{"67%", "66.7%"}
	}
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

// coinSenses returns a number of small coins in the big one.
func coinSenses(n Number, _, _, after string) []string {
	after = strings.TrimLeft(after, " -")
	switch {
	case n.kind != kindCount:
	case startsWithAny(after, "角毛") || startsWithWord(after, "jiao"):
		return []string{shift(n.Value, -1)}
	case startsWithAny(after, "分") && !startsWithAny(strings.TrimPrefix(after, "分"), "钟鐘之"), startsWithWord(after, "fen"):
		return []string{shift(n.Value, -2)}
	}
	return nil
}

// coinUnits returns the currencies of which the coins in a number or before the text
// after are a hundredth, nil if there are none: cents, 美分, pence, 99p.
func coinUnits(word, after string) []string {
	after = strings.TrimLeft(after, " -")
	switch {
	case startsWithWord(after, "cent", "cents"):
		return append(slices.Clone(unitsByWord().before["$"]), "EUR")
	case strings.HasPrefix(after, "美分"):
		return []string{"USD"}
	case strings.HasPrefix(after, "欧分"), strings.HasPrefix(after, "歐分"):
		return []string{"EUR"}
	case strings.HasSuffix(word, "p"), startsWithWord(after, "pence", "penny"), strings.HasPrefix(after, "便士"):
		return []string{"GBP"}
	}
	return nil
}
