package corpora

import "testing"

// Characters that are the same in one script are the same in the other, and a form is its own form.
func TestSimplified(t *testing.T) {
	for hant, hans := range map[string]string{"貨櫃": "货柜", "什麼": "什么", "後天": "后天", "乾淨": "干净", "頭髮": "头发", "出發": "出发", "裏面": "里面", "裡面": "里面", "餘下": "余下", "water": "water"} {
		if simplified(hant) != simplified(hans) {
			t.Errorf("%s is %s, and %s is %s", hant, simplified(hant), hans, simplified(hans))
		}
	}
	for k, form := range simplifiedHan() {
		if firstHan <= form && form <= lastHan && simplifiedHan()[form-firstHan] != form {
			t.Errorf("%c is %c, which is another", rune(firstHan+k), form)
		}
	}
}
