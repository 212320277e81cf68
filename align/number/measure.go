package number

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Measures
//
// The word behind a lone numeral tells whether the numeral counts: 三个 is three,
// 三角 is a triangle. The lists hold measure words and units of both scripts, without
// the measures that make fixed words with a numeral (面 of 四面, 角 of 三角, 方 of 八方).

// isCounted reports whether the lone numeral c between two texts is a number.
func isCounted(c rune, before, rest string) bool {
	if isNameOrDay(before, rest) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(rest)
	switch c {
	case '一':
		return strings.HasSuffix(before, "月") && startsWithAny(rest, "日号號") || isHalfMore(rest)
	case '二':
		return startsWithAny(rest, "日号號级級层層楼樓期届屆孩胎章节節条條至到") || startsWithAny(rest, "季") || startsWithAny(rest, "次") && !startsWithAny(strings.TrimPrefix(rest, "次"), "元曲函方世大战戰") ||
			startsWithAny(rest, "年个個名人项項种種位岁歲倍元天家") && !startsWithAny(strings.TrimPrefix(rest, "人"), "转轉")
	case '两', '兩':
		return unicode.Is(unicode.Han, next) && !startsWithAny(rest, "岸会會难難极極广廣栖棲") && !endsWithAny(before, "斤银銀几幾半")
	case '百', '千', '万', '萬': // not 百度, 百家
		return isMeasured(rest) && !startsWithAny(rest, "度家层層代国國")
	case '零', '〇':
		return unicode.Is(unicode.Han, next) && !startsWithAny(rest, "下售件食星碎散钱錢用部工头頭落") && !endsWithAny(before, "凋飘飄")
	}
	return isMeasured(rest)
}

// isNameOrDay reports whether a numeral between two texts is the name of a day of the
// week, or of a person or a class of school.
func isNameOrDay(before, rest string) bool {
	return endsWithAny(before, "老初张張李王") || weekdayOf(before, rest)
}

// weekdayOf reports whether a numeral between two texts is a day of the week: 周三, not
// 一周三次.
func weekdayOf(before, rest string) bool {
	if startsWithAny(rest, "次回趟") || startsWithAny(rest, "天") && strings.HasSuffix(before, "每周") {
		return false
	}
	return endsWithAny(before, "周週拜") || strings.HasSuffix(before, "星期")
}

// weekdayValue returns the value of a day of the week by its number, Monday is 1.
func weekdayValue(number string) string { return "W" + number }

// isMeasured reports whether a measure word or a unit, or the other end of a
// range, stands at the beginning of rest.
func isMeasured(rest string) bool {
	if startsWithAny(rest, measures) {
		return !strings.HasPrefix(rest, "家店") && !strings.HasPrefix(rest, "国演")
	}
	if prefix(rest, longMeasures...) != "" {
		return true
	}
	if startsWithAny(rest, "至到") {
		next := rest[len("至"):]
		c, _ := utf8.DecodeRuneInString(next)
		return isNumeral(c) || startsWithDigit(next)
	}
	return false
}

const measures = "年月日天号號时時秒点點周週季" +
	"个個家名人位员員户戶次回遍趟轮輪届屆场場种種类類项項条條件级級层層楼樓座栋棟间間所处處岁歲代" +
	"元块塊吨噸斤米亩畝尺升度倍只隻艘架辆輛台臺部本册冊篇章节節段句页頁张張份封首幅支枝根颗顆粒片瓶杯盒箱碗盘盤桌套双雙对對" +
	"副組组批群队隊国國省市县縣区區镇鎮门門科大期笔筆宗起例道步颱多余餘旬"

var longMeasures = []string{
	"美元", "欧元", "歐元", "英镑", "英鎊", "日元", "日圆", "港元", "澳元", "加元", "韩元", "卢布", "盧布", "卢比", "盧比", "法郎",
	"英里", "英尺", "英寸", "公里", "公斤", "公顷", "公頃", "海里", "千米", "毫米", "厘米", "平方", "立方",
	"小时", "小時", "星期", "分钟", "分鐘", "世纪", "世紀", "中全会", "中全會", "孩政策", "胎政策",
}

// isHalfMore reports whether rest begins with a measure and a half: 一年半.
func isHalfMore(rest string) bool {
	measure := prefix(rest, "年", "个", "個", "天", "倍", "分")
	tail, ok := strings.CutPrefix(rest, measure+"半")
	return ok && measure != "" && !startsWithAny(tail, "载載")
}

// chineseHalf reads the 半 at i: 半年, 半数, 上半场; not 半导体.
func (r *reader) chineseHalf(i int) int {
	text := r.text
	end := i + len("半")
	before, rest := text[:i], text[end:]
	if century := prefix(rest, "个世纪", "個世紀", "世纪", "世紀"); century != "" {
		r.add(i, end+len(century), "50", unit{})
		return end + len(century)
	}
	switch {
	case strings.HasPrefix(rest, "打"): // half a dozen
		r.weak(i, end+len("打"), kindCount, "6")
		return end + len("打")
	case percentEnd(text, end) > 0: // 半个百分点
		e := percentEnd(text, end)
		r.add(i, e, "0.5", unit{kind: kindShare})
		return e
	case endsWithAny(before, "点點时時") && len(r.found) > 0 && r.found[len(r.found)-1].End == i-len("点"): // 三点半
		r.add(i, end, "30", unit{})
	case startsWithAny(rest, "个個年数數天月价價") || strings.HasPrefix(rest, "小时") || strings.HasPrefix(rest, "小時") ||
		endsWithAny(before, "过過近") || endsWithAny(before, "上下前后後") && startsWithAny(rest, "场場叶葉段期程"):
		r.share(i, end, "50%")
	default:
		r.weak(i, end, kindShare, "50%")
	}
	return end
}
