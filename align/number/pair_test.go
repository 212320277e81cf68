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
		{"a quarter of a million", "25万"}, {"a quarter-million people", "25万人"}, {"a million and a half", "150万"}, {"Total Exceeds 16 million", "超1600万"}, {"Martinez £101million", "Martinez 1.01 亿英镑"}, {"45,000 workers", "四万多员工"}, {"$7.4M", "7百多万美元"},
	}},
	{"points", [][2]string{{"0.3 of a percentage point", "0.3个百分点"}, {"0.3 of 1 percent", "0.3%"}, {"three tenths of a percent", "0.3%"}, {"two-tenths of 1 percent", "0.2%"}, {"two fifths of a million", "40万"}, {"50 basis points", "0.5个百分点"}, {"25bps", "0.25%"}, {"50 basis points", "50个基点"}, {"a 9-point lead", "领先9个百分点"}}},
	{"dozens", [][2]string{{"two dozen", "二十四"}, {"two dozen", "二三十"}, {"2 dozen", "二十多"}, {"three dozen", "三四十"}}},
	{"so many in ten", [][2]string{{"Four in ten", "四成"}, {"four of every 10", "四成"}, {"Four boxes in 10", "四成"}, {"two people in ten years", "十年两人"}, {"six of the 10 wells", "六成水井"}, {"a tenth the size", "一成"}}},
	{"years of school", [][2]string{{"Grade 12", "高三"}, {"Grade 9", "初三"}, {"Grade 10", "高一"}}},
	{"times more", [][2]string{{"doubled", "翻了一番"}, {"doubled", "增长了一倍"}, {"tripled", "上涨了两倍"}, {"tripled", "增至三倍"}, {"doubled", "是去年的两倍"}}},
	{"marks that are no numbers of the text", [][2]string{
		{"The oldest is Slackware.", "7.最老的是Slackware。"}, {"Wells are deep.", "十一、水井很深。"}, {"green-field projects", "绿地项目6，"}, {"hex", "十六进制"}, {"a SaaS provider", "第三方服务"},
		{"the next day", "第二天"}, {"Day 2 retention", "第二天的留存率"}, {"in November/December", "11和12月"}, {"more than 3 millions lines", "3 百万行"}, {"3.1Mb", "3.1 兆"}, {"Wells – Part 1/2", "水井（第一部分）"},
	}},
	{"thirds and third ones", [][2]string{{"one to dig and a third to write", "第三个用来写"}, {"a fourth to upload", "第四个"}}},
	{"multiples", [][2]string{{"grew tenfold", "增长九倍"}, {"a tenfold rise", "增至十倍"}, {"grew tenfold", "增长十倍"}, {"five times as large", "五倍"}, {"up fivefold", "增长四倍"}, {"doubled", "翻番"}, {"halved", "减少了一半"}, {"cut in half", "减少50%"}, {"rose by 150%", "增长了1.5倍"}}},
	{"quarters of the year", [][2]string{{"third-quarter profits", "三季度利润"}, {"in Q2 2021", "2021年二季度"}, {"the second quarter", "第二季度"}}},
	{"durations of two parts", [][2]string{{"one hour and 20 minutes", "80分钟"}, {"an hour and 20 minutes", "80分钟"}, {"80 minutes", "一小时二十分钟"}, {"3 years and 6 months", "三年半"}, {"42 months", "3年6个月"}, {"two days, 12 hours", "两天半"}}},
	{"more durations", [][2]string{{"60 seconds", "一分钟"}, {"ninety seconds", "一分半钟"}, {"a fortnight", "两周"}, {"a fortnight", "十四天"}, {"72 hours", "三天"}, {"half a century", "五十年"}}},
	{"years in two numerals", [][2]string{{"the 1989 events", "八九年"}, {"the class of 1977", "七七级"}, {"those born in the 1990s", "九零后"}, {"after 1997", "九七后"}}},
	{"words with numerals", [][2]string{{"in a mess", "七零八落"}, {"by all means", "千方百计"}, {"anxious", "七上八下"}, {"every family", "千家"}}},
	{"ratios", [][2]string{{"a 51-49 vote", "51比49"}, {"by 3 to 1", "3比1"}, {"a 2:1 ratio", "二比一"}, {"sets of 80%-20%", "8:2"}, {"70 percent and 30 percent", "7比3"}}},
	{"tens in a list", [][2]string{{"in your 20s or 30s", "你二、三十岁"}, {"2–3 months", "两三月"}}},
	{"parts of a whole", [][2]string{
		{"half a dozen eggs", "半打鸡蛋"}, {"two dozen eggs", "两打鸡蛋"}, {"quarter of a million", "25万"}, {"three quarters of a million", "75万"}, {"half a billion", "5亿"}, {"a quarter of an hour", "一刻钟"},
		{"three quarters of an hour", "45分钟"}, {"half an hour", "30分钟"}, {"a quarter point", "0.25个百分点"}, {"a quarter of a percentage point", "25个基点"}, {"three-quarters of a percentage point", "0.75个百分点"},
		{"half a point", "0.5个百分点"}, {"a half-century", "半个世纪"}, {"three quarters of growth", "三个季度的增长"}, {"nine months", "三个季度"}, {"a third off", "优惠三分之一"}, {"two thirds", "六成七"},
		{"fell to 1/10 of that", "降到十分之一"}, {"3/4 of it", "四分之三"}, {"1/10", "10%"}, {"on 1/10", "1月10日"}, {"on 2/5", "2月5日"}, {"24/7", "24/7"}, {"1/100", "百分之一"},
	}},
	{"days of the week", [][2]string{{"on Wednesday", "周三"}, {"Monday to Friday", "周一至周五"}, {"Sunday", "星期天"}, {"Thursday", "礼拜四"}, {"three times a week", "每周三次"}, {"six days a week", "每周六天"}}},
	{"quarters on the clock", [][2]string{{"a quarter to seven", "6点45分"}, {"at 6.45", "六点三刻"}, {"a quarter past six", "六点一刻"}, {"6:15", "六点一刻"}}},
	{"ages", [][2]string{{"a septuagenarian", "七十岁的老人"}, {"octogenarians", "八旬老人"}, {"a 70-year-old", "古稀老人"}, {"in her 70s", "年逾七旬"}, {"thirtysomethings", "三十多岁的人"}, {"a twenty-something", "二十多岁"}}},
	{"classes", [][2]string{{"a freshman", "大一学生"}, {"a sophomore", "大二学生"}, {"an eighth-grader", "初二学生"}, {"the eleventh grade", "高二"}, {"third-graders", "三年级学生"}}},
	{"names with a number", [][2]string{
		{"World War II", "二战"}, {"the First World War", "一战"}, {"the Belt and Road", "一带一路"}, {"Singles' Day", "双十一"}, {"Double 11", "双11"}, {"the May Fourth movement", "五四运动"}, {"September 11", "九一一"}, {"Sept. 11", "“9·11”"},
		{"7-Eleven", "7-11便利店"}, {"the 14th Five-Year Plan", "“十四五”规划"}, {"the Group of Seven", "七国集团"}, {"Samsung", "三星"}, {"Baidu", "百度"}, {"It never changed.", "一成不变。"},
	}},
	{"ten and a few", [][2]string{{"about a dozen people", "十二人左右"}, {"twenty-odd years", "二十多年"}, {"some 300 people", "三百来人"}, {"more than a thousand people", "上千人"}, {"hundreds of people", "上百人"}, {"millions", "上千万"}, {"tens of thousands", "成千上万"}}},
	{"coins", [][2]string{{"99 cents", "99美分"}, {"50 cents", "0.5美元"}, {"80 pence", "0.8英镑"}, {"just 99p", "只需99便士"}, {"a 1080p screen", "1080p屏幕"}}},
	{"units with two meanings", [][2]string{{"10 pounds", "10磅"}, {"10 pounds", "10英镑"}, {"$45,000", "4萬5千港元"}, {"$20", "20元"}, {"¥100", "100元"}, {"10 to 15 miles", "10至15英里"}, {"90 degrees", "90度"}, {"a 12-inch pizza", "12寸披萨"}, {"100 won", "百元"}}},
	{"feet and inches", [][2]string{{"5 feet 11 inches", "5英尺11英寸"}, {"the 6-foot-4 athlete", "身高6英尺4英寸"}}},
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
		{"Chapter XII", "第十三章"}, {"every 100 feet", "每隔300米"}, {"one in five", "六分之一"}, {"1/10 of it", "五分之一"},
		{"20 percent off this week", "打二折"}, {"a 30% discount", "打三折"}, {"prices doubled", "价格上涨了两倍"}, {"prices tripled", "价格上涨了三倍"}, {"18 months", "两年半"}, {"in 2019", "民國109年"},
		{"13,200", "13万2"}, {"50 basis points", "5个百分点"}, {"Grade 12", "高二"}, {"the F-16", "F15战机"}, {"an iPhone 5", "六部手机"}, {"three dozen", "四五百"}, {"six months", "为期五个月"}, {"seven years", "二年"},
		{"on Wednesday", "周五"}, {"Sunday", "周六"}, {"the trio", "四人组"}, {"a quadruple killing", "六人受害"}, {"fourth-graders", "六年级学生"}, {"an eighth-grader", "初三学生"}, {"a sophomore", "大三学生"}, {"octogenarians", "七旬老人"},
		{"World War II", "一战"}, {"hundreds of people", "上千人"}, {"output quadrupled", "产量翻一番"}, {"two dozen", "三四十"}, {"2 dozen wells", "三十多口井"}, {"half a dozen eggs", "五个鸡蛋"}, {"a quarter point", "0.5个百分点"}, {"a fortnight", "三周"}, {"up fivefold", "增长五倍"}, {"He asked at least three times.", "他至少问了七次。"}, {"Double Eleven", "双十五"}, {"three times as large", "五倍"}, {"third-quarter profits", "二季度利润"}, {"halved", "减少三分之一"}, {"ninety seconds", "两分半钟"}, {"one hour and 20 minutes", "90分钟"}, {"an hour and 20 minutes", "70分钟"}, {"a quarter to seven", "6点15分"}, {"four out of five", "七成"}, {"10% discount", "打一折"}, {"the 20th Congress", "十九大"},
		{"100 feet", "100米"}, {"6 miles", "6公里"}, {"$100 million", "1亿欧元"}, {"10 pounds of rice", "10公斤米"}, {"50 acres", "50亩"}, {"70 degrees Fahrenheit", "70摄氏度"}, {"20 miles", "20里"}, {"100 yuan", "100美元"}, {"50 cents", "50欧元"},
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

// An amount in another currency or measure is known by the rate that it implies.
func TestConvert(t *testing.T) {
	for _, test := range []struct{ en, zh, want string }{
		{"$122 million", "8亿元", "1 USD = 6.56 CNY"},
		{"RMB8 billion", "12亿美元", "1 USD = 6.67 CNY"},
		{"£20", "25欧元", "1 GBP = 1.25 EUR"},
		{"¥700", "100美元", "1 USD = 7 CNY"},
		{"50 cents", "三元钱", "1 USD = 6 CNY"},
		{"NT$45,000", "1万元人民币", "1 CNY = 4.5 TWD"},
		{"HK$100", "10元", ""}, // 0.1 CNY
		{"$122 million", "80亿元", ""},
		{"six miles away", "10公里外", "1 mile = 1.67 km"},
		{"20 miles away", "30公里外", ""}, // 32 km
		{"1,000 miles", "3200里", "1 mile = 3.2 里"},
		{"every 100 feet", "每隔30米", "1 metre = 3.33 foot"},
		{"the 6-foot-4 athlete", "身高1米93", "1 metre = 3.28 foot"},
		{"a 449ft bridge", "137米长的桥", "1 metre = 3.28 foot"},
		{"a 4-inch heel", "10公分的鞋跟", "1 inch = 2.5 cm"},
		{"2 acres", "12亩", "1 acre = 6 亩"},
		{"180 acres", "73公顷", "1 hectare = 2.47 acre"},
		{"13,000 square miles", "3.3万平方公里", "1 square mile = 2.54 square km"},
		{"48 square feet", "4.5平方米", "1 square metre = 10.7 square foot"},
		{"1 kilogram", "两斤", "1 kg = 2 斤"},
		{"170 pounds", "77公斤", "1 kg = 2.21 pound"},
		{"170 pounds", "85公斤", ""},
		{"2 ounces", "57克", "1 ounce = 28.5 gram"},
		{"five gallons", "19升", "1 gallon = 3.8 litre"},
		{"five imperial gallons", "19升", ""},
		{"90 degrees", "32度", "90 °F = 32 °C"},
		{"华氏48度", "8.89摄氏度", "48 °F = 8.89 °C"},
		{"14 degrees Fahrenheit", "零下10摄氏度", "14 °F = -10 °C"},
		{"90 degrees Fahrenheit", "39摄氏度", ""},
		{"100 yards", "100米", ""},
		{"20 people", "30公里", ""},
	} {
		got := ""
		isWeak := func(n Number) bool { return n.Weak }
		en, zh := slices.DeleteFunc(All(test.en, languageOf(test.en)), isWeak), slices.DeleteFunc(All(test.zh, align.Chinese), isWeak)
		if c, ok := Convert(en[0], zh[0]); ok {
			got = c.String()
		}
		if got != test.want {
			t.Errorf("%s / %s: %q, want %q", test.en, test.zh, got, test.want)
		}
	}
}
