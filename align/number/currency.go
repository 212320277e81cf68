package number

import "strings"

// currencySigns are the signs and words that stand beside an amount, by currency.
var currencySigns = []struct {
	code          string
	before, after []string
}{
	{"HKD", []string{"HK$", "HKD"}, []string{"Hong Kong dollar", "港元", "港币", "港幣"}},
	{"TWD", []string{"NT$", "TWD"}, []string{"Taiwan dollar", "New Taiwan dollar", "新台币", "新臺幣", "台币"}},
	{"USD", []string{"USD", "$"}, []string{"dollar", "U.S. dollar", "US dollar", "美元", "美金"}},
	{"EUR", []string{"€", "EUR"}, []string{"euro", "欧元", "歐元"}},
	{"GBP", []string{"£", "GBP"}, []string{"pounds sterling", "sterling", "英镑", "英鎊"}},
	{"JPY", []string{"JPY"}, []string{"yen", "日元", "日圆", "日圓"}},
	{"CNY", []string{"RMB", "CNY"}, []string{"yuan", "renminbi", "人民币", "人民幣", "元", "块钱", "塊錢"}},
}

// currencyOf returns the currency of the amount between two texts, "" if it has none.
func currencyOf(before, after string) string {
	before = strings.TrimRight(before, " ")
	after = strings.TrimLeft(after, " -多余餘")
	for _, c := range currencySigns {
		if endsWithWord(before, c.before...) {
			return c.code
		}
		for _, word := range c.after {
			if startsWithWord(after, word, word+"s") || word[0] > 0x7f && strings.HasPrefix(after, word) {
				return c.code
			}
		}
	}
	return ""
}
