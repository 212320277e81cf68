package number

import (
	"slices"
	"testing"

	"bitext/align"
)

// numberPairs are texts whose numbers agree, by rule.
var numberPairs = []struct {
	rule  string
	pairs [][2]string
}{
	{"discounts", [][2]string{
		{"Coats are 20 percent off.", "大衣打八折。"}, {"It sells at 80% of the price.", "八折出售。"}, {"a 15% discount", "打八五折"}, {"15% off", "8.5折"},
	}},
	{"tenths", [][2]string{{"35% of the wells", "三成半的水井"}, {"35 percent", "三成五"}, {"Nine in ten wells", "九成水井"}}},
	{"fractions and percent", [][2]string{
		{"Half of the wells", "五成水井"}, {"Half of the wells", "50%的水井"}, {"25% of it", "四分之一"}, {"three out of four", "四分之三"},
		{"1 in 5 wells", "五分之一的水井"}, {"0.5 percent", "千分之五"}, {"0.05%", "万分之五"}, {"5 per thousand", "千分之五"}, {"a millionth", "百万分之一"},
		{"half a percentage point", "0.5个百分点"}, {"10 to 15 percent", "百分之十到十五"}, {"70% or 80%", "百分之七八十"}, {"20-per-cent", "20％"}, {".5 percent", "0.5%"},
	}},
	{"times", [][2]string{{"grew 100%", "增长一倍"}, {"rose threefold", "增加两倍"}, {"up 150 percent", "增长1.5倍"}, {"quadrupled", "翻两番"}}},
	{"time of day", [][2]string{
		{"The bus left at 18:00.", "班车18时开出。"}, {"at 6:00 p.m.", "下午6点"}, {"at 18:00", "下午六点"}, {"at 3:30", "三点半"}, {"at 15:30", "下午3时30分"},
		{"at noon", "12点"}, {"until midnight", "到二十四时"}, {"half past three", "三点半"}, {"fifteen minutes", "一刻钟"},
	}},
	{"years", [][2]string{
		{"the 2021-25 plan", "2021-2025年计划"}, {"1966–76", "1966至1976年"}, {"the 2018/19 season", "2018—2019赛季"}, {"in 1998", "98年"}, {"in 2008", "08年"},
		{"nineteen eighty-four", "1984"}, {"the nineteen-eighties", "1980年代"}, {"born after 1995", "95后"},
	}},
	{"dates", [][2]string{
		{"Sept. 11 attacks", "911袭击"}, {"the 9/11 attacks", "9·11袭击"}, {"5/4/2019", "2019年5月4日"}, {"in mid-May", "五月中旬"}, {"the June 4th vigil", "六四烛光会"},
		{"from May 9 to December 2", "5月9日至12月2日"},
	}},
	{"decades", [][2]string{
		{"the 1980s and 1990s", "上世纪八九十年代"}, {"the 1860s and 1870s", "19世纪60、70年代"}, {"the 1920s", "上世纪20年代"}, {"the early 1900s", "20世纪初"},
		{"6 decades", "60年"}, {"a quarter century", "25年"}, {"in her 40’s", "40多岁"},
	}},
	{"money", [][2]string{
		{"They raised £3million.", "筹得300万英镑。"}, {"RMB280 million", "2.8亿元"}, {"99 cents", "0.99美元"}, {"3.5 yuan", "三块五"}, {"3.52 yuan", "三块五毛二分"},
		{"3.50 yuan", "三元五角"}, {"10 crore", "1亿"},
	}},
	{"halves", [][2]string{
		{"2.5 years", "两年半"}, {"1.5 hours", "一个半小时"}, {"two and a half months", "两个半月"}, {"a year and a half", "一年半"}, {"0.5 meters", "半米"},
	}},
	{"ranges", [][2]string{
		{"20 to 30 people", "二三十人"}, {"30,000 to 40,000", "三四万"}, {"about 500 meters", "五六百米"}, {"15 or 16 years old", "十五六岁"}, {"3,000 to 5,000 yuan", "三五千元"},
	}},
	{"spellings", [][2]string{
		{"20 years", "廿年"}, {"25,341 yuan", "贰万伍仟叁佰肆拾壹元"}, {"1,234,567", "1，234，567"}, {"1 234 567", "1234567"}, {"2,06,737 cases", "206737例"}, {"24,801", "2万4801"}, {"over 7 million", "7百多万"},
		{"6,200 MJ", "6200多兆焦"},
	}},
	{"Roman numerals", [][2]string{{"Chapter XII", "第十二章"}, {"Louis XIV", "路易十四"}, {"World War II", "第二次世界大战"}, {"World War II", "二战"}, {"Phase III", "三期"}}},
	{"ordinals and lists", [][2]string{
		{"1. First of all", "一、第一点"}, {"(1) Wells", "（一）水井"}, {"Part 2", "第二部分"}, {"No. 1", "第一"}, {"the twenty-first century", "21世纪"}, {"Level 1 and 2", "一二级"},
		{"Q3", "第三季度"}, {"MH370", "马航370航班"}, {"the J-20 jet", "歼-20战机"}, {"10 million", "千万"}, {"the eighth month", "八月"},
	}},
	{"signs", [][2]string{{"minus 20 degrees", "零下20度"}, {"-20 degrees", "零下二十度"}, {"minus-18 degrees", "零下18度"}, {"20 degrees below zero", "零下20度"}}},
	{"conversions", [][2]string{{"every 100 feet", "每隔30米"}, {"six miles away", "10公里外"}, {"a 4-inch heel", "10公分的鞋跟"}, {"2 acres", "12亩"}, {"a 449ft bridge", "137米长的桥"}, {"1,000 hectares", "1.5万亩"}, {"1 kilogram", "两斤"}, {"90 degrees", "32度"}}},
	{"years of the Republic of China", [][2]string{{"in 2019", "民國108年"}, {"in 2022", "民國111年"}, {"in 1987", "民国七十六年"}, {"the 1980s", "民國七十年代"}}},
	{"times of day with a point", [][2]string{
		{"closes at 7.30pm", "晚上7点30分关门"}, {"closes at 11.30 p.m.", "晚上11点30分关门"}, {"begins at 7.15 a.m.", "七点一刻开始"}, {"leaves at 23.30 on Sundays", "23时30分开出"},
	}},
	{"durations", [][2]string{
		{"18 months", "一年半"}, {"eighteen months", "一年半"}, {"a year and a half", "18个月"}, {"24 months", "两年"}, {"half a century", "半个世纪"}, {"50 years", "半个世纪"}, {"six months", "半年"},
		{"90 minutes", "一个半小时"}, {"two weeks", "14天"}, {"48 hours", "两天"}, {"a century", "一个世纪"}, {"100 years", "一个世纪"}, {"2-½ years", "两年半"}, {"2½ years", "两年半"},
	}},
	{"scales", [][2]string{
		{"132,000", "13万2"}, {"NT$45,000", "4萬5"}, {"1,001 yuan", "1千零1元"}, {"100,500 yuan", "10万零500元"}, {"20,300,000", "2千零30万"}, {"Rmb10bn", "100亿元"}, {"$100+ million", "1亿美元"},
		{"a quarter of a million", "25万"}, {"a quarter-million people", "25万人"}, {"a million and a half", "150万"}, {"45,000 workers", "四万多员工"}, {"$7.4M", "7百多万美元"},
	}},
	{"points", [][2]string{{"50 basis points", "0.5个百分点"}, {"25bps", "0.25%"}, {"50 basis points", "50个基点"}, {"a 9-point lead", "领先9个百分点"}}},
	{"dozens", [][2]string{{"two dozen", "二十四"}, {"two dozen", "二三十"}, {"2 dozen", "二十多"}, {"three dozen", "三四十"}}},
	{"so many in ten", [][2]string{{"Four in ten", "四成"}, {"four of every 10", "四成"}, {"Four boxes in 10", "四成"}, {"two people in ten years", "十年两人"}, {"six of the 10 wells", "六成水井"}, {"a tenth the size", "一成"}}},
	{"years of school", [][2]string{{"Grade 12", "高三"}, {"Grade 9", "初三"}, {"Grade 10", "高一"}}},
	{"feet and inches", [][2]string{{"the 6-foot-4 athlete", "身高1米93"}, {"5 feet 11 inches", "1.8米"}}},
	{"times more", [][2]string{{"doubled", "翻了一番"}, {"doubled", "增长了一倍"}, {"tripled", "上涨了两倍"}, {"tripled", "增至三倍"}, {"doubled", "是去年的两倍"}}},
	{"vague numbers", [][2]string{{"tens of thousands", "数万"}, {"hundreds of millions", "几亿"}, {"dozens", "几十"}, {"hundreds of thousands", "十几万"}}},
}

// Whatever number that counts stands on one side, the other has one that may mean
// the same, and none of them contradict each other.
func TestNumberPairs(t *testing.T) {
	for _, test := range numberPairs {
		for _, pair := range test.pairs {
			en, zh := All(pair[0], align.English), All(pair[1], align.Chinese)
			for _, lone := range append(lone(en, zh), lone(zh, en)...) {
				if !lone.Weak {
					t.Errorf("%s: %s / %s: %+v has no counterpart", test.rule, pair[0], pair[1], lone)
				}
			}
		}
	}
}

func lone(numbers, others []Number) []Number {
	return slices.DeleteFunc(slices.Clone(numbers), func(n Number) bool { return slices.ContainsFunc(others, n.Matches) })
}

// Of two texts that say different numbers one has a number that stands alone and
// is more than weak, or two that contradict each other.
func TestNumberContradictions(t *testing.T) {
	for _, pair := range [][2]string{
		{"five wells", "六口井"}, {"three times", "四次"}, {"eleven years", "十年"}, {"a dozen people", "十人"},
		{"World War II", "第一次世界大战"}, {"the G20", "七国集团"}, {"hundreds of wells", "数千口井"}, {"dozens of wells", "数百口井"}, {"minus 20 degrees", "20度"},
		{"Coats are 20 percent off.", "大衣打七折。"}, {"half of the wells", "三成水井"}, {"nine percent", "九成"}, {"at 3:30 p.m.", "下午三点"},
		{"the 2021-25 plan", "2021—2026年计划"}, {"in 1998", "97年"}, {"2.5 years", "三年半"}, {"3.5 yuan", "三块六"}, {"20 to 30 people", "四五十人"},
		{"Chapter XII", "第十三章"}, {"every 100 feet", "每隔300米"}, {"one in five", "六分之一"},
		{"20 percent off this week", "打二折"}, {"a 30% discount", "打三折"}, {"prices doubled", "价格上涨了两倍"}, {"prices tripled", "价格上涨了三倍"}, {"18 months", "两年半"}, {"in 2019", "民國109年"},
		{"13,200", "13万2"}, {"50 basis points", "5个百分点"}, {"Grade 12", "高二"}, {"the F-16", "F15战机"}, {"an iPhone 5", "六部手机"}, {"three dozen", "四五百"}, {"six months", "为期五个月"}, {"seven years", "二年"},
	} {
		en, zh := All(pair[0], align.English), All(pair[1], align.Chinese)
		loneEN, loneZH := lone(en, zh), lone(zh, en)
		counts := func(n Number) bool { return !n.Weak }
		against := slices.ContainsFunc(loneEN, func(n Number) bool { return slices.ContainsFunc(loneZH, n.Contradicts) })
		if !against && !slices.ContainsFunc(loneEN, counts) && !slices.ContainsFunc(loneZH, counts) {
			t.Errorf("%s / %s: %+v, %+v", pair[0], pair[1], en, zh)
		}
	}
}

// Words that look like one of these numbers and are none.
func TestNotSpecialNumbers(t *testing.T) {
	for text, want := range map[string]string{
		"一波三折": "", "两个半球": "2", "一年半载": "", "两块三明治": "2", "收拾队伍": "", "陆续": "",
		"三星手机": "", "一成不变": "", "万一下雨": "", "千万不要": "", "这一成就": "", "百度搜索": "", "the night bus.[1] It": "", "the night bus.1 It saves": "", "420万元^1": "4200000",
		"iPhone 5": "", "Boeing 747": "", "60 Minutes": "", "won 74-51": "", "dies at 84": "", "双11": "", "May 6": "M5 6", "Over 300 people": "300", "vol.2": "2",
		"CD MIX": "", "I may go.": "", "nineteen twenty-year-olds": "19 20",
	} {
		var got string
		for _, n := range Find(text, languageOf(text)) {
			if got != "" {
				got += " "
			}
			got += n.Value
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
