package qa

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func TestFlags(t *testing.T) {
	tests := []struct {
		en, zh string
		want   []align.Flag
	}{
		{"It cost $87 billion.", "耗资870亿美元。", nil},
		{"It cost $78 billion.", "耗资870亿美元。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "78 billion / 870亿"}}},
		{"Two men came.", "来了个人。", nil},
		{"Two men and 14 women came.", "来了三个人。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "Two, 14 / 三"}}},
		{"Twenty-two men came.", "来了个人。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "Twenty-two / –"}}},
		{"All rights reserved.", "All rights reserved.", []align.Flag{{Kind: align.Untranslated}}},
		{"OpenAI", "OpenAI", nil},
		{"They raised $122 million.", "他们筹得8亿元。", []align.Flag{{Kind: align.Converted, Detail: "122 million / 8亿 (1 USD = 6.56 CNY)"}}},
		{"They raised $122 million.", "他们筹得80亿元。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "122 million / 80亿"}}},
		{"They walked six miles.", "他们走了10公里。", []align.Flag{{Kind: align.Converted, Detail: "six / 10 (1 mile = 1.67 km)"}}},
		{"They walked six miles.", "他们走了六公里。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "six / 六"}}},
		{"The yacht is 459 feet long.", "游艇长459英尺（约合140米）。", nil},
		{"It has 2,600 acres (1,052 hectares).", "占地2600英亩（1052公顷）。", nil},
		{"It has 2,600 acres (1,052 hectares).", "占地2600英亩（1082公顷）。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "1,052 / 1082"}}},
		{"It has 2,600 acres (1,052 hectares).", "占地2680英亩（1052公顷）。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "2,600 / 2680"}}},
		{"Or", "或者", nil},
		{"FAQ", "常见问题", nil},
		{"ICO = IPO", "ICO = IPO", nil},
		{"fmt.Println(x)", "fmt.Println(x)", nil},
		{"if (ready) { run(); }", "if (ready) { run(); }", nil},
		{"See https://example.org/a.", "https://example.org/a", nil},
		{"@harbour_town @quay", "@harbour_town @quay", nil},
		{"Write to post@example.org", "post@example.org", nil},
		{"Marsh, A. (2004). On wells. Well Journal, 12(3), 4-9.", "Marsh, A. (2004). On wells. Well Journal, 12(3), 4-9.", nil},
		{"In 2004 the council closed the wells.", "In 2004 the council closed the wells.", []align.Flag{{Kind: align.Untranslated}}},
		{"Photo by Dana Marsh on Unsplash", "Photo by Dana Marsh on Unsplash", nil},
		{"Image credit: Quay Museum", "Image credit: Quay Museum", nil},
		{"via: https://example.org/wells", "via: https://example.org/wells", nil},
		{"Lord of the Wells", "Lord of the Wells", nil},
		{"Well CMS 3.4.8", "Well CMS 3.4.8", nil},
		{"WordPress 4.9 + WooCommerce 3.3", "WordPress 4.9 + WooCommerce 3.3", nil},
		{"docker run -p 3307:3306 --name=wells -d quay/wells", "docker run -p 3307:3306 --name=wells -d quay/wells", nil},
		{"curl -O https://example.org/wells.tar.gz", "curl -O https://example.org/wells.tar.gz", nil},
		{"return final_matrix", "return final_matrix", nil},
		{"wells = [w for w in towns if w.deep]", "wells = [w for w in towns if w.deep]", nil},
		{"SELECT depth FROM wells WHERE town = 'Quay';", "SELECT depth FROM wells WHERE town = 'Quay';", nil},
		{"#wells #quay #OpenWater", "#wells #quay #OpenWater", nil},
		{"[3] Marsh, A., Reed, B.: On wells. In: Proc. of Wells, 2017.", "[3] Marsh, A., Reed, B.: On wells. In: Proc. of Wells, 2017.", nil},
		{"Marsh, Anna. \"On Wells.\" Well Journal 3.2 (2010): 1-20.", "Marsh, Anna. \"On Wells.\" Well Journal 3.2 (2010): 1-20.", nil},
		{"A Short History of Wells and of the Towns Around Them", "A Short History of Wells and of the Towns Around Them", []align.Flag{{Kind: align.Untranslated}}},
		{"import Well from 'wells'", "import Well from 'wells'", nil},
		{"def dig_well():\n    # do stuff\n    return \"ok\"", "def dig_well():\n    # do stuff\n    return \"ok\"", nil},
		{"var greeting = \"Hello, well\"", "var greeting = \"Hello, well\"", nil},
		{"animation: rotate 600ms infinite linear;", "animation: rotate 600ms infinite linear;", nil},
		{"public class Well {", "public class Well {", nil},
		{"import os\nimport wells as w", "import os\nimport wells as w", nil},
		{"vertical-align", "vertical-align", nil},
		{"#quay .wells li a:visited", "#quay .wells li a:visited", nil},
		{"译者：Dana　校对：quay01", "译者：Dana　校对：quay01", nil},
		{"本文由 Quay 原创编译，荣誉推出", "本文由 Quay 原创编译，荣誉推出", nil},
		{"我们用 GitHub 写作，也用它存图。", "我们用 GitHub 写作，也用它存图。", []align.Flag{{Kind: align.Untranslated}}},
		{"Show well details", "Show well details", []align.Flag{{Kind: align.Untranslated}}},
		{"Nobody knows.", "Nobody knows.", []align.Flag{{Kind: align.Untranslated}}},
		{"The new flag --deep digs the well to twice the depth.", "The new flag --deep digs the well to twice the depth.", []align.Flag{{Kind: align.Untranslated}}},
		{"If you don’t know, just ask somebody", "不懂就问", nil},
		{"They dug a well.", "他们挖了一口井（2019年又挖了两口，见第3章，此处从略，详情请参阅原作者网站）。", []align.Flag{{Kind: align.NumbersDiffer, Detail: "– / 2019, 两, 3"}, {Kind: align.UnusualLength}}},
		{"每口井都有一个故事。 Wells", "每口井都有一个故事。 Wells", []align.Flag{{Kind: align.Untranslated}}},
		{"未译的一句。", "未译的一句。", []align.Flag{{Kind: align.Untranslated}}},
		{"Nothing.", "", []align.Flag{{Kind: align.NoCounterpart}}},
		{strings.Repeat("Far too long a sentence. ", 5), "太短了。", []align.Flag{{Kind: align.UnusualLength}}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Flags(test.en, test.zh, nil)); diff != "" {
			t.Errorf("%s / %s: want - got +:\n%s", test.en, test.zh, diff)
		}
	}
}
