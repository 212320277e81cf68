package number

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// Weak numbers
//
// "Both" is 2 if the Chinese has a 2, and a mere word if it has none. Weak are also
// numerals that make up words (十分, 一定), the digits of names (MH370), and vague
// numbers, whose value is their magnitude: hundreds and 数百 are both ~100.

// weakEnglish adds the weak number that the word from i to end may be.
func (r *reader) weakEnglish(i, end int, word string) {
	w := englishWords[word]
	value := strconv.Itoa(w.value)
	switch w.kind {
	case article, years:
		r.weak(i, end, kindCount, value)
	case ordinal:
		r.weak(i, end, kindOrdinal, value)
	case monthName:
		r.weak(i, end, kindMonth, "M"+value)
	case half:
		r.weak(i, end, kindShare, "50%")
	case quarter:
		r.weak(i, end, kindShare, "25%", "15")
	case scale:
		r.weak(i, end, kindCount, shift("1", w.value))
	case 0:
		if n := multiples[word]; n > 0 {
			r.weak(i, end, kindTimes, strconv.Itoa(n)+times, strconv.Itoa(100*(n-1))+"%")
		} else if values := weakWords[word]; values != nil {
			r.weak(i, end, kindCount, values[0], values[1:]...)
		} else if zeros := magnitudes[word]; zeros > 0 {
			r.magnitude(i, end, zeros)
		} else if n := strings.Fields(groups[strings.TrimSuffix(word, "s")]); len(n) > 0 {
			r.weak(i, end, kindCount, n[0], n[1:]...)
			r.found[len(r.found)-1].firm = true
		} else if n := classes[strings.TrimSuffix(word, "s")]; n != "" {
			r.weak(i, end, kindOrdinal, n)
		} else if n := ages[strings.TrimSuffix(word, "s")]; n != "" {
			r.weak(i, end, kindCount, n)
			r.found[len(r.found)-1].firm = true
		} else if stem, ok := strings.CutSuffix(word, "fold"); ok && englishWords[stem].kind == cardinal {
			n := englishWords[stem].value
			r.weak(i, end, kindTimes, strconv.Itoa(n)+times, strconv.Itoa(100*(n-1))+"%")
		} else if ok && englishWords[stem].kind == scale {
			r.weak(i, end, kindTimes, shift("1", englishWords[stem].value)+times)
		} else if stem := ageStem(word); stem.kind == cardinal {
			r.weak(i, end, kindCount, strconv.Itoa(stem.value))
		} else if v := roman()[r.text[i:end]]; v > 0 && (v > 1 || isNumbered(r.text[:i]) || strings.HasPrefix(r.text[end:], ". ")) {
			r.weak(i, end, kindOrdinal, strconv.Itoa(v))
		}
	}
}

// weakWords are English words that a number may stand for in Chinese.
var weakWords = map[string][]string{
	"both": {"2"}, "couple": {"2"}, "pair": {"2"}, "pairs": {"2"}, "twin": {"2"}, "twins": {"2"}, "dual": {"2"}, "duo": {"2"},
	"double": {"2", "2×", "200%"}, "triple": {"3", "3×", "300%"},
	"once": {"1"}, "single": {"1"}, "another": {"1"}, "firstly": {"1"}, "secondly": {"2"},
	"noon": {"12"}, "midday": {"12"}, "midnight": {"12", "0", "24"},
	"centenary": {"100"}, "centennial": {"100"}, "bicentennial": {"200"}, "millennium": {"1000"},
	"halved": {"50%"}, "halve": {"50%"}, "halving": {"50%"}, "halves": {"50%"},
	"no": {"0"}, "none": {"0"}, "nil": {"0"},
	"wwi": {"1"}, "wwii": {"2"},
}

// groups are words for so many of a kind (a fortnight for 14 days or two weeks), ages those for people of an age, classes those
// for students. The other language may leave the number out, but says no other one.
var (
	groups  = map[string]string{"trio": "3", "triad": "3", "triplet": "3", "trilogy": "3", "quadruple": "4", "quartet": "4", "foursome": "4", "quintet": "5", "sextet": "6", "fortnight": "14 2"}
	ages    = map[string]string{"sexagenarian": "60", "septuagenarian": "70", "octogenarian": "80", "nonagenarian": "90", "centenarian": "100"}
	classes = map[string]string{"freshman": "1", "freshmen": "1", "sophomore": "2"}
)

// ageStem returns the number word in thirtysomething and fortyish.
func ageStem(word string) englishWord {
	for _, ending := range []string{"something", "somethings", "ish"} {
		if stem, ok := strings.CutSuffix(word, ending); ok {
			return englishWords[stem]
		}
	}
	return englishWord{}
}

// multiples are the words for how many times larger something has become.
var multiples = map[string]int{
	"doubled": 2, "doubling": 2, "doubles": 2, "tripled": 3, "tripling": 3, "triples": 3, "trebled": 3, "quadrupled": 4, "quadrupling": 4, "quintupled": 5,
}

// magnitudes are the vague numbers with their zeros.
var magnitudes = map[string]int{
	"tens": 1, "dozens": 1, "hundreds": 2, "thousands": 3, "millions": 6, "billions": 9, "trillions": 12,
}

// magnitude adds a vague number. Tens of thousands are one number. Millions may be
// tens and hundreds of millions.
func (r *reader) magnitude(i, end, zeros int) {
	if k := len(r.found) - 1; k >= 0 && r.found[k].kind == kindMagnitude && r.text[r.found[k].End:i] == " of " {
		i, zeros = r.found[k].Start, zeros+len(r.found[k].Value)-len("~1")
		r.found = r.found[:k]
	}
	value := "~" + shift("1", zeros)
	if zeros < 6 {
		r.weak(i, end, kindMagnitude, value)
	} else {
		r.weak(i, end, kindMagnitude, value, value+"0", value+"00")
	}
}

// crowd adds 成千上万 and 成百上千, which begin before i, and returns where they end, i if
// they do not stand there. They are many, in the thousands.
func (r *reader) crowd(i int) int {
	end := numeralRun(r.text, i)
	if rest, ok := strings.CutPrefix(r.text[end:], "上"); ok && endsWithAny(r.text[:i], "成") {
		if stop := numeralRun(rest, 0); stop > 0 {
			end += len("上") + stop
			r.weak(i-len("成"), end, kindMagnitude, "~1000", "~100", "~10000", "~100000", "~1000000")
			return end
		}
	}
	return i
}

// weakNumerals adds the numerals from i to end, which are no number by themselves:
// 数百, 第一, 千万, 六四, 二战.
func (r *reader) weakNumerals(i, end int) {
	run, before := r.text[i:end], r.text[:i]
	value, ok := numeral(run)
	kind := kindCount
	switch first, _ := utf8.DecodeRuneInString(run); {
	case !ok:
		r.weakDigits(i, end)
		return
	case endsWithAny(before, "周週期拜") && weekdayOf(before, r.text[end:]) && digitOf(first) > 0:
		kind, value = kindWeekday, weekdayValue(value)
	case digitOf(first) > 0 && (endsWithAny(before, "大") || endsWithAny(r.text[end:], "战戰")):
		kind = kindOrdinal
	case scaleOf(first) > 1 && endsWithAny(before, "上") && value[0] == '1':
		r.weak(i-len("上"), end, kindMagnitude, "~"+value, value)
		return
	case scaleOf(first) > 0 && endsWithAny(before, "几幾数數好"):
		if kind, value = kindMagnitude, "~"+value; endsWithAny(strings.TrimRight(before, "几幾"), "十") { // 十几万
			value += "0"
		}
		i -= len("几")
	case strings.HasSuffix(before, "第"):
		if i -= len("第"); value != "2" || !startsWithAny(r.text[end:], "天日") { // 第二天 may be the next day
			kind = kindOrdinal
		}
	case strings.HasPrefix(r.text[end:], "国集团"), strings.HasPrefix(r.text[end:], "國集團"):
		kind = kindGroup
	case strings.HasPrefix(r.text[end:], "刻"): // 一刻钟
		if value = quarterHours[value]; value == "" {
			return
		}
	}
	r.weak(i, end, kind, value)
	r.found[len(r.found)-1].firm = endsWithAny(before, "双雙") // 双十一
}

var quarterHours = map[string]string{"1": "15", "3": "45"}

// weakDigits adds numerals that are spelled one by one: 九一一, the date 六四, the
// year 九八年, the list 一二三年级.
func (r *reader) weakDigits(i, end int) {
	run := []rune(r.text[i:min(end, i+maxZeros*len("一"))])
	digits := digitString(run)
	if digits == "" {
		return
	}
	var alt []string
	for _, d := range digits {
		alt = append(alt, string(d))
	}
	if len(digits) > 1 {
		alt = append(alt, "M"+digits[:1], plain(digits[1:]))
	}
	if len(digits) == 2 {
		alt = append(alt, strings.TrimSuffix(decadeOf(digits), "s"))
	}
	r.weak(i, end, kindCount, plain(digits), alt...)
}

// weakWord adds the Chinese word that begins with c from i to end and that a
// number may stand for in English. It returns where to go on.
func (r *reader) weakWord(i, end int, c rune) int {
	for _, w := range weakChinese[c] {
		stop := i + len(w.word)
		if !strings.HasPrefix(r.text[i:], w.word) {
			continue
		}
		if century := strings.TrimSuffix(strings.TrimSuffix(w.word, "世纪"), "世紀"); len(century) < len(w.word) {
			if e := r.decades(i, i+len(century), w.values[0]); e > 0 {
				return e
			}
		}
		kind := kindCount
		if strings.HasPrefix(w.values[0], "W") {
			kind = kindWeekday
		}
		r.weak(i, stop, kind, w.values[0], w.values[1:]...)
		return stop
	}
	return end
}

// weakChinese are Chinese words that a number may stand for in English, by their
// first character.
var weakChinese = map[rune][]struct {
	word   string
	values []string
}{
	'上': {{"上世纪", []string{"20"}}, {"上世紀", []string{"20"}}, {"上个世纪", []string{"20"}}, {"上個世紀", []string{"20"}}},
	'本': {{"本世纪", []string{"21"}}, {"本世紀", []string{"21"}}},
	'中': {{"中午", []string{"12"}}},
	'正': {{"正午", []string{"12"}}},
	'午': {{"午夜", []string{"12", "0", "24"}}},
	'元': {{"元月", []string{"M1"}}, {"元旦", []string{"M1", "1"}}},
	'俩': {{"俩", []string{"2"}}},
	'倆': {{"倆", []string{"2"}}},
	'仨': {{"仨", []string{"3"}}},
	'周': {{"周日", []string{"W7"}}},
	'週': {{"週日", []string{"W7"}}},
	'星': {{"星期日", []string{"W7"}}, {"星期天", []string{"W7"}}},
	'礼': {{"礼拜日", []string{"W7"}}, {"礼拜天", []string{"W7"}}},
	'禮': {{"禮拜日", []string{"W7"}}, {"禮拜天", []string{"W7"}}},
	'花': {{"花甲", []string{"60"}}},
	'古': {{"古稀", []string{"70"}}},
	'耄': {{"耄耋", []string{"80", "90"}}},
	'而': {{"而立", []string{"30"}}},
	'不': {{"不惑", []string{"40"}}},
	'双': {{"双倍", []string{"2", "2×"}}, {"双", []string{"2"}}},
	'雙': {{"雙倍", []string{"2", "2×"}}, {"雙", []string{"2"}}},
	'首': {{"首", []string{"1"}}},
	'单': {{"单", []string{"1"}}},
	'單': {{"單", []string{"1"}}},
	'翻': {{"翻番", []string{"2", "2×"}}, {"翻倍", []string{"2", "2×"}}},
	'倍': {{"倍增", []string{"2", "2×"}}},
	'加': {{"加倍", []string{"2", "2×"}}},
	'去': {{"去年", []string{anyYear, anyYear}}},
	'今': {{"今年", []string{anyYear, anyYear}}},
	'明': {{"明年", []string{anyYear, anyYear}}},
	'前': {{"前年", []string{anyYear, anyYear}}},
	'当': {{"当年", []string{anyYear, anyYear}}},
	'當': {{"當年", []string{anyYear, anyYear}}},
	'全': {{"全天候", []string{"24", "7"}}},
}

// roman returns the values of Roman numerals. Larger ones are rare, and many are
// words (CD, MIX).
var roman = sync.OnceValue(func() map[string]int {
	values := map[string]int{}
	for t, ten := range []string{"", "X", "XX", "XXX"} {
		for o, ones := range []string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"} {
			if 10*t+o > 0 {
				values[ten+ones] = 10*t + o
			}
		}
	}
	return values
})

// isNumbered reports whether text ends with a word that a number follows: World
// War I.
func isNumbered(text string) bool {
	words := []string{"war", "part", "chapter", "phase", "type", "volume", "vol", "book", "class", "grade", "stage", "section", "level", "act",
		"article", "day", "figure", "figures", "item", "lesson", "line", "lines", "month", "no", "note", "opus", "page", "pages", "psalm", "room", "route", "rule", "step", "table", "unit", "verse",
		"version", "week", "year", "years", "children", "days", "hours", "men", "people", "women"}
	return slices.Contains(words, strings.ToLower(lettersBefore(strings.TrimRight(text, " "))))
}
