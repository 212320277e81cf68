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
