package number

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"bitext/align/segment"
)

// Amounts of money and measures
//
// A translator may turn dollars into yuan and miles into kilometres. So an amount
// has the units that its sign or word may mean: "pounds" are money or weight, "$" and
// 元 the money of several countries. Amounts in units that exclude each other do not
// match, whatever their values; Convert tells whether one is the other converted.

// unitWords are the currencies and measures with the signs and words that stand
// before and behind an amount. A word in English letters has a plural too.
var unitWords = []struct {
	unit          string
	before, after []string
}{
	{"CNY", strings.Fields("RMB CNY CN¥ ¥ ￥ 人民币 人民幣"), []string{"yuan", "renminbi", "RMB", "CNY", "人民币", "人民幣", "元", "块", "塊", "圆", "圓"}},
	{"USD", strings.Fields("US$ USD $ 美元"), []string{"dollar", "U.S. dollar", "US dollar", "USD", "美元", "美金", "元", "块", "塊"}},
	{"HKD", strings.Fields("HK$ HKD $ 港币 港幣"), []string{"dollar", "Hong Kong dollar", "HKD", "港元", "港币", "港幣", "元", "块", "塊"}},
	{"TWD", strings.Fields("NT$ TWD $ 新台币 新臺幣 新台幣 台币 臺幣 台幣"), []string{"dollar", "Taiwan dollar", "New Taiwan dollar", "NT dollar", "TWD", "新台币", "新臺幣", "新台幣", "台币", "臺幣", "台幣", "元", "块", "塊"}},
	{"AUD", strings.Fields("A$ AU$ AUD $"), []string{"dollar", "Australian dollar", "AUD", "澳元", "澳币", "澳幣", "元"}},
	{"CAD", strings.Fields("C$ CA$ CAD $"), []string{"dollar", "Canadian dollar", "CAD", "加元", "加币", "加幣", "元"}},
	{"SGD", strings.Fields("S$ SGD $"), []string{"dollar", "Singapore dollar", "SGD", "新元", "新加坡元", "新币", "新幣", "元"}},
	{"JPY", strings.Fields("JP¥ JPY ¥ ￥"), []string{"yen", "JPY", "日元", "日圆", "日圓", "圆", "圓"}},
	{"KRW", strings.Fields("KRW ₩"), []string{"won", "KRW", "韩元", "韓元", "韩圆", "韓圜", "元"}},
	{"INR", strings.Fields("INR Rs Rs. ₹"), []string{"rupee", "INR", "卢比", "盧比"}},
	{"EUR", strings.Fields("EUR €"), []string{"euro", "EUR", "欧元", "歐元"}},
	{"GBP", strings.Fields("GBP £"), []string{"pound", "pound sterling", "sterling", "GBP", "quid", "英镑", "英鎊"}},
	{"CHF", strings.Fields("CHF"), []string{"franc", "Swiss franc", "CHF", "法郎"}},
	{"RUB", strings.Fields("RUB ₽"), []string{"ruble", "rouble", "RUB", "卢布", "盧布"}},

	{"mm", nil, []string{"mm", "millimeter", "millimetre", "毫米", "公厘"}},
	{"cm", nil, []string{"cm", "centimeter", "centimetre", "厘米", "釐米", "公分"}},
	{"metre", nil, []string{"meter", "metre", "米", "公尺"}},
	{"km", nil, []string{"km", "kmh", "kph", "km/h", "kilometer", "kilometre", "公里", "千米"}},
	{"inch", nil, []string{"inch", "inches", "英寸", "英吋", "吋", "寸"}},
	{"foot", nil, []string{"foot", "feet", "ft", "英尺", "英呎", "呎", "尺"}},
	{"yard", nil, []string{"yard", "码", "碼"}},
	{"mile", nil, []string{"mile", "mph", "英里", "英哩", "哩"}},
	{"nautical mile", nil, []string{"nautical mile", "海里", "浬"}},
	{"寸", nil, []string{"cun", "寸", "吋"}},
	{"尺", nil, []string{"chi", "尺"}},
	{"里", nil, []string{"li", "里", "华里", "華里"}},

	{"gram", nil, []string{"g", "gram", "gramme", "克"}},
	{"kg", nil, []string{"kg", "kgs", "kilo", "kilogram", "kilogramme", "公斤", "千克"}},
	{"tonne", nil, []string{"ton", "tonne", "metric ton", "吨", "噸", "公吨", "公噸"}},
	{"ounce", nil, []string{"oz", "ounce", "盎司", "安士"}},
	{"pound", nil, []string{"lb", "pound", "磅"}},
	{"carat", nil, []string{"carat", "克拉"}},
	{"斤", nil, []string{"jin", "catty", "catties", "斤", "市斤"}},

	{"square metre", nil, []string{"square meter", "square metre", "sq m", "sqm", "平方米", "平米", "平方公尺"}},
	{"square km", nil, []string{"square kilometer", "square kilometre", "sq km", "平方公里", "平方千米"}},
	{"square foot", nil, []string{"square foot", "square feet", "sq ft", "平方英尺", "平方呎", "平方尺", "呎"}},
	{"square mile", nil, []string{"square mile", "sq mi", "平方英里", "平方哩"}},
	{"acre", nil, []string{"acre", "英亩", "英畝"}},
	{"hectare", nil, []string{"hectare", "公顷", "公頃"}},
	{"亩", nil, []string{"mu", "亩", "畝", "市亩"}},
	{"坪", nil, []string{"ping", "坪"}},

	{"ml", nil, []string{"ml", "milliliter", "millilitre", "毫升"}},
	{"litre", nil, []string{"l", "liter", "litre", "升", "公升"}},
	{"pint", nil, []string{"pint", "品脱", "品脫"}},
	{"gallon", nil, []string{"gallon", "加仑", "加侖"}},
	{"imperial gallon", nil, []string{"gallon", "imperial gallon", "加仑", "加侖"}},
	{"barrel", nil, []string{"barrel", "桶"}},

	{"°C", []string{"摄氏", "攝氏"}, []string{"°C", "℃", "degree Celsius", "degrees Celsius", "degrees C", "degree centigrade", "degrees centigrade", "Celsius", "摄氏度", "攝氏度", "degree", "°", "度"}},
	{"°F", []string{"华氏", "華氏"}, []string{"°F", "℉", "degree Fahrenheit", "degrees Fahrenheit", "degrees F", "Fahrenheit", "华氏度", "華氏度", "degree", "°", "度"}},
}

// unitsByWord are the units that each of unitWords may mean, in small letters, before
// and behind an amount.
var unitsByWord = sync.OnceValue(func() (words struct{ before, after map[string][]string }) {
	words.before, words.after = map[string][]string{}, map[string][]string{}
	add := func(to map[string][]string, word, unit string) {
		to[word] = append(to[word], unit)
	}
	for _, u := range unitWords {
		for _, word := range u.before {
			add(words.before, strings.ToLower(word), u.unit)
		}
		for _, word := range u.after {
			word = strings.ToLower(word)
			add(words.after, word, u.unit)
			if last, _ := utf8.DecodeLastRuneInString(word); 'a' <= last && last <= 'z' {
				add(words.after, word+"s", u.unit)
			}
		}
	}
	return words
})

// longestUnitWord is the length of the longest of unitWords and its plural, in bytes.
const longestUnitWord = len("degrees Fahrenheits")

// unitsOf returns the units of the amount that is spelled word and stands between two
// texts, nil if it has none. The unit may be inside the word: 449ft, 三块五.
func unitsOf(before, word, after string) []string {
	words := unitsByWord()
	if units := words.before[unitBefore(before)]; units != nil {
		return units
	}
	inside := strings.TrimLeftFunc(word, func(c rune) bool { return segment.IsDigit(c) || isNumeral(c) || strings.ContainsRune(".,，", c) })
	for _, text := range []string{inside, strings.TrimLeft(after, " -\u00a0多余餘来來")} {
		text = strings.ToLower(text[:min(len(text), longestUnitWord+1)])
		for end := len(text); end > 0; end-- {
			units := words.after[text[:end]]
			if last, _ := utf8.DecodeLastRuneInString(text[:end]); units != nil && (last > utf8.RuneSelf || skip(text, end, segment.IsLetter) == end) {
				return units
			}
		}
	}
	return nil
}

// unitBefore returns the longest sign or word of a unit at the end of text, in small
// letters.
func unitBefore(text string) string {
	text = strings.TrimRight(text, " \u00a0")
	text = strings.ToLower(text[max(0, len(text)-longestUnitWord):])
	for start := range text {
		word := text[start:]
		_, known := unitsByWord().before[word]
		if first, _ := utf8.DecodeRuneInString(word); known && !('a' <= first && first <= 'z' && lettersBefore(text[:start]) != "") {
			return word
		}
	}
	return ""
}

// isCurrencyCode reports whether letters are those of a currency: RMB, USD.
func isCurrencyCode(letters string) bool {
	_, known := unitsByWord().before[strings.ToLower(letters)]
	return known
}

// shareUnits gives the two ends of a range the unit that is written once: 10 to 15
// miles, $10–15.
func shareUnits(text string, numbers []Number) {
	for k := len(numbers) - 1; k > 0; k-- {
		low, high := &numbers[k-1], &numbers[k]
		if !isRange(text[low.End:high.Start]) || low.kind != kindCount || high.kind != kindCount {
			continue
		}
		if low.Units == nil {
			low.Units = high.Units
		} else if high.Units == nil {
			high.Units = low.Units
		}
	}
}

// joinFeet makes one amount of a length in feet and inches: 6-foot-4, 5英尺11英寸.
func joinFeet(text string, numbers []Number) []Number {
	joined := numbers[:0]
	for _, n := range numbers {
		if k := len(joined) - 1; k >= 0 && slices.Contains(joined[k].Units, "foot") && joined[k].kind == kindCount && slices.Contains(feet, text[joined[k].End:n.Start]) {
			feet, err := strconv.ParseFloat(joined[k].Value, 64)
			inches, bad := strconv.ParseFloat(n.Value, 64)
			if err == nil && bad == nil && inches < 12 {
				joined[k].Value, joined[k].End = strconv.FormatFloat(feet+inches/12, 'f', 4, 64), n.End
				continue
			}
		}
		joined = append(joined, n)
	}
	return joined
}

// feet are the words between feet and inches.
var feet = []string{"-foot-", "-feet-", " foot ", " feet ", " feet, ", " feet and ", "'", "’", "英尺", "英尺零", "呎", "尺"}

// SharesUnit reports whether two amounts have a unit in common. Numbers without units
// have none.
func (n Number) SharesUnit(o Number) bool {
	return slices.ContainsFunc(n.Units, func(unit string) bool { return slices.Contains(o.Units, unit) })
}

// agreeInUnits reports whether two amounts may be in the same unit.
func agreeInUnits(n, o Number) bool {
	return len(n.Units) == 0 || len(o.Units) == 0 || n.SharesUnit(o)
}

// Conversion is an amount in another unit.
type Conversion struct {
	Of, In string  // the units: USD, mile
	Rate   float64 // the units In that one unit Of is worth

	from, to string // the two values
}

// String returns what one unit is worth: 1 USD = 6.56 CNY. Degrees have no such rate:
// 90 °F = 32 °C.
func (c Conversion) String() string {
	if strings.HasPrefix(c.Of, "°") {
		return fmt.Sprintf("%s %s = %s %s", c.from, c.Of, c.to, c.In)
	}
	if c.Rate < 1 {
		return fmt.Sprintf("1 %s = %.3g %s", c.In, 1/c.Rate, c.Of)
	}
	return fmt.Sprintf("1 %s = %.3g %s", c.Of, c.Rate, c.In)
}

// Convert tells at what rate one of two amounts in different units is the other
// converted. It reports false if they are in the same unit or in one that cannot be
// converted, or if there was no such rate: for money the highest and lowest of the
// years 1980 to 2026 with a tenth to spare, for measures the exact one to 5 %.
func Convert(n, o Number) (c Conversion, ok bool) {
	a, err := strconv.ParseFloat(n.Value, 64)
	b, bad := strconv.ParseFloat(o.Value, 64)
	if err != nil || bad != nil {
		return c, false
	}
	for i, of := range n.Units {
		for k, in := range o.Units {
			if of == in || i+k > 0 && (sizes[of].size == 0 || sizes[in].size == 0) && of != "°F" && in != "°F" { // of money only the usual currencies
				continue
			}
			if isTemperature(a, b, of, in) || isTemperature(b, a, in, of) {
				return Conversion{of, in, b / a, n.Value, o.Value}, true
			}
			if a > 0 && b > 0 && (isRate(b/a, of, in) || isRate(a/b, in, of)) {
				return Conversion{of, in, b / a, n.Value, o.Value}, true
			}
		}
	}
	return c, false
}

// isTemperature reports whether a in °F is b in °C, to 5 % or one degree.
func isTemperature(a, b float64, of, in string) bool {
	exact := (a - 32) * 5 / 9
	return of == "°F" && in == "°C" && math.Abs(b-exact) <= max(1, exactness*math.Abs(exact))
}

// isRate reports whether one unit may be worth so many of another.
func isRate(rate float64, of, in string) bool {
	m, w := sizes[of], sizes[in]
	if m.size > 0 && m.of == w.of {
		return math.Abs(float64(rate*w.size)-m.size) <= exactness*m.size
	}
	r := rates[[2]string{of, in}]
	return r.low <= rate && rate <= r.high
}

// exactness is how far a measure may be rounded when it is converted.
const exactness = 0.05

// sizes are the sizes of the measures in metres, kilograms, square metres and
// litres. The Chinese ones are those in use since 1930, the others international.
var sizes = map[string]struct {
	of   string
	size float64
}{
	"mm": {"length", 0.001}, "cm": {"length", 0.01}, "metre": {"length", 1}, "km": {"length", 1000},
	"inch": {"length", 0.0254}, "foot": {"length", 0.3048}, "yard": {"length", 0.9144}, "mile": {"length", 1609.344}, "nautical mile": {"length", 1852},
	"寸": {"length", 1. / 30}, "尺": {"length", 1. / 3}, "里": {"length", 500},
	"gram": {"mass", 0.001}, "kg": {"mass", 1}, "tonne": {"mass", 1000}, "ounce": {"mass", 0.02835}, "pound": {"mass", 0.4536}, "carat": {"mass", 0.0002}, "斤": {"mass", 0.5},
	"square metre": {"area", 1}, "square km": {"area", 1e6}, "square foot": {"area", 0.0929}, "square mile": {"area", 2.59e6},
	"acre": {"area", 4047}, "hectare": {"area", 1e4}, "亩": {"area", 1e4 / 15.}, "坪": {"area", 3.306},
	"ml": {"volume", 0.001}, "litre": {"volume", 1}, "pint": {"volume", 0.5}, "gallon": {"volume", 3.785}, "imperial gallon": {"volume", 4.546}, "barrel": {"volume", 159},
}

// rates are the lowest and the highest price of one unit of a currency in another of
// the years 1980 to 2026, with a tenth to spare; those of the euro from 1999 on, of
// the rouble from 1998 on. They are rounded to two digits: they tell a slip of the
// decimal point, not the year.
var rates = map[[2]string]struct{ low, high float64 }{
	{"USD", "CNY"}: {1.3, 9.6}, {"EUR", "CNY"}: {6.1, 12.4}, {"GBP", "CNY"}: {2.4, 17.2}, {"HKD", "CNY"}: {0.18, 1.24}, {"JPY", "CNY"}: {0.0051, 0.117},
	{"CNY", "TWD"}: {2.7, 27}, {"AUD", "CNY"}: {1.4, 8.5}, {"CAD", "CNY"}: {1.1, 9}, {"SGD", "CNY"}: {0.62, 6.5}, {"CHF", "CNY"}: {0.8, 10.2},
	{"INR", "CNY"}: {0.07, 0.33}, {"CNY", "KRW"}: {82, 460}, {"RUB", "CNY"}: {0.044, 1.55},
	{"USD", "HKD"}: {4.4, 10.6}, {"USD", "TWD"}: {22, 45}, {"USD", "JPY"}: {68, 306}, {"USD", "KRW"}: {520, 2200}, {"USD", "INR"}: {7, 105},
	{"USD", "CAD"}: {0.82, 1.78}, {"USD", "SGD"}: {1.08, 2.5}, {"USD", "CHF"}: {0.63, 3.2}, {"USD", "RUB"}: {5.3, 140},
	{"EUR", "USD"}: {0.74, 1.77}, {"GBP", "USD"}: {0.93, 2.7}, {"AUD", "USD"}: {0.43, 1.32},
	{"EUR", "GBP"}: {0.51, 1.08}, {"EUR", "JPY"}: {80, 205}, {"EUR", "HKD"}: {5.7, 13.8}, {"EUR", "TWD"}: {24, 53}, {"EUR", "CHF"}: {0.82, 1.85},
	{"GBP", "HKD"}: {7.2, 18.1}, {"GBP", "JPY"}: {105, 610}, {"GBP", "TWD"}: {34, 97}, {"HKD", "TWD"}: {2.8, 8.2}, {"JPY", "TWD"}: {0.11, 0.42},
}
