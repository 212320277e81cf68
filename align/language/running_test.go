package language

import (
	"strings"
	"testing"

	"bitext/align"
)

// A second language makes a document bilingual as running text, not as headings, code,
// names or quotations.
func TestBilingual(t *testing.T) {
	const (
		zh = "去年春天，这座城市种下了四万棵树，可是没有人说得清楚，等夏天到来的时候，到底该由谁来给它们浇水。"
		en = "Last spring the city planted forty thousand trees, and nobody could say who was going to water them when the summer came."
	)
	lines := func(s ...string) []string { return s }
	repeat := func(n int, s ...string) (out []string) {
		for range n {
			out = append(out, s...)
		}
		return out
	}
	for _, tt := range []struct {
		name       string
		paragraphs []string
		want       bool
	}{
		{"Chinese", repeat(3, zh), false},
		{"English", repeat(3, en), false},
		{"in turn", repeat(3, en, zh), true},
		{"in one paragraph", repeat(3, en+"\n"+zh), true},
		{"in one paragraph, joined", repeat(3, zh+en), true},
		{"one after the other", append(repeat(3, en), repeat(3, zh)...), true},
		{"an edition and half of the other", append(repeat(4, zh), repeat(2, en)...), true},
		{"headings of one language", repeat(5, "Installing the Server", zh, "The Bus"), false},
		{"code", repeat(4, zh, "func main() { fmt.Println(x) }\nfor i := 0; i < n; i++ { total += a[i] }", "$ go build -o align ./cmd/align && ./align pair a.txt b.txt"), false},
		{"links and captions", repeat(4, zh, "https://river.example/a/b/c", "Photo: Lin Yue / Harbour Daily"), false},
		{"a quotation", append(repeat(5, zh), "“"+en+"”"), false},
		{"names in the text", lines(strings.Repeat("作者用 Visual Studio Code 和 React Native 写了 Hello World，再用 GitHub Actions 发布到 Docker Hub。", 8)), false},
		{"an English article on Chinese words", append(repeat(4, en), "内卷 means a race that nobody wins, 躺平 means to lie down."), false},
	} {
		if r := RunningText(tt.paragraphs); r.Bilingual() != tt.want {
			t.Errorf("%s: %+v, bilingual %v", tt.name, r, r.Bilingual())
		}
	}
}

// A text in which Latin letters outnumber Chinese characters is Chinese if its prose is.
func TestChineseAmongCode(t *testing.T) {
	code := strings.Repeat("const total = items.map(item => item.price).reduce((a, b) => a + b, 0);\n", 6)
	var text []string
	for range 3 {
		text = append(text, "这段程序把每一件商品的价格加在一起，再把结果写进文件里。它有一个毛病：如果没有商品，程序就会停下来。", code)
	}
	if g := Detect(text); g.Language != align.Chinese {
		t.Errorf("got %+v", g)
	}
}

// Chinese on Japanese or Korean is Chinese, Japanese and Korean with many Chinese
// characters are not.
func TestKanaInChinese(t *testing.T) {
	for _, tt := range []struct {
		text string
		want align.Language
	}{
		{"第一课是五十音：あいうえお、かきくけこ、さしすせそ。老师说，ありがとう说得越长越有礼貌，我就是这样记住它的。", align.Chinese},
		{"後來我去東京，在コンビニ裡說すみません，店員用英語回答我，我才知道他們的「お待たせしました」是什麼意思。", align.Chinese},
		{"韩语里的안녕하세요和감사합니다，我学了三天还是说不好，老师就让我每天对着镜子念。", align.Chinese},
		{"政府委員会設置法改正案提出、与党内反対意見多数、可決成立困難との見方が強い。", "ja"},
		{"彼の鋭い指摘は、三日間の会議の間に承認された。", "ja"},
		{"東京特許許可局は本日、新規制度の導入を正式に発表した。", "ja"},
		{"정부는 法律 개정안을 제출했지만 國會 통과는 어렵다는 전망이 많다.", "ko"},
	} {
		if g := Detect([]string{tt.text}); g.Language != tt.want {
			t.Errorf("%s: got %+v", tt.text, g)
		}
	}
}
