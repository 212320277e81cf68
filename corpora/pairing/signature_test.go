package pairing

import (
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/language"
	"bitext/align/lexicon"
)

func embedded(t testing.TB) *lexicon.Lexicon {
	t.Helper()
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return lex
}

func signatureOf(t testing.TB, name, text string) *Signature {
	t.Helper()
	doc, err := document.Read(strings.NewReader(text), name, document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Sign(name, doc, embedded(t))
}

// What an English and a Chinese text have in common.
func TestSignFeatures(t *testing.T) {
	for _, test := range []struct{ what, en, zh string }{
		{"a word through the dictionary", "Their umbrella leaks here.", "他们的雨伞漏水。"},
		{"a date", "It happened on May 6 there.", "那件事发生在五月六日。"},
		{"a number by value", "They spent $87 billion there.", "他们花了870亿美元。"},
		{"a word in Latin letters", "We run Kubernetes for them.", "我们为他们运行 Kubernetes。"},
		{"an address", "See https://example.com/a/ for it.", "请看 https://example.com/a 那里。"},
		{"a traditional character", "Their umbrella leaks here.", "他們的雨傘漏水。"},
	} {
		en, zh := signatureOf(t, "a.txt", test.en), signatureOf(t, "b.txt", test.zh)
		has := map[uint32]bool{}
		for _, f := range en.Features {
			has[f.Key] = true
		}
		common := 0
		for _, f := range zh.Features {
			if has[f.Key] {
				common++
			}
		}
		if common == 0 {
			t.Errorf("%s: %q and %q have no feature in common", test.what, test.en, test.zh)
		}
	}
}

// Names are found by their sound, spelled as they may be.
func TestSignSounds(t *testing.T) {
	for _, test := range []struct {
		en, zh string
		want   bool
	}{
		{"They met Qingyuan there.", "他们见到了叶清源。", true},
		{"They met Bergmann there.", "他们见到了贝格曼。", true},
		{"They met Carter and Hollingworth there.", "他们见到了霍林沃思。", true},
		{"They met Kensington there.", "他们见到了肯辛顿。", true},
		{"They met Kensington there.", "他们见到了罗曼诺娃。", false},
		{"They met Qingyuan there.", "他们见到了钟浩然。", false},
	} {
		en, zh := signatureOf(t, "a.txt", test.en), signatureOf(t, "b.txt", test.zh)
		has, common := map[uint32]bool{}, false
		for _, k := range en.Sounds {
			has[k] = true
		}
		for _, k := range zh.Sounds {
			common = common || has[k]
		}
		if common != test.want {
			t.Errorf("%q and %q: a common name is %v, want %v", test.en, test.zh, common, test.want)
		}
	}
}

// The language is that of the running text.
func TestLanguageOf(t *testing.T) {
	code := strings.Repeat("func main() { fmt.Println(strings.Repeat(value, count)) }\n\n", 40)
	for _, test := range []struct {
		what, text string
		want       align.Language
	}{
		{"Chinese with much code", strings.Repeat("这个程序很简单，它打印一行文字，然后退出，没有别的事情要做。\n\n", 6) + code + "编译它，运行它，读它的输出。", align.Chinese},
		{"English with a Chinese poem", "The poem that he wrote to her is short, and it is the only one that we have of him.\n\n床前明月光\n\nIt was found in a box that had been in the cellar of the house for all of these years.", align.English},
		{"a Chinese text with its English original behind each paragraph", "我们去了海边，海上没有船，只有风和盐的味道。那天没有人说话。\n\nWe went to the sea.\n\n晚上我们回到城里，灯都亮了，街上的人都在等同一辆车。", align.Chinese},
		{"French", "Nous sommes allés à la mer, et il n'y avait pas de bateau, seulement le vent et le goût du sel sur nos lèvres.", "fr"},
		{"Japanese", "私たちは海へ行きました。船はなく、風と塩の匂いだけがありました。", "ja"},
	} {
		doc, err := document.Read(strings.NewReader(test.text), "a.txt", document.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := languageOf(doc); got != test.want {
			t.Errorf("%s is %q, want %q", test.what, got, test.want)
		}
		if test.want == align.English || test.want == align.Chinese {
			if _, err := edition("a.txt", doc, language.Document(doc), language.Guess{}, test.want); err != nil {
				t.Errorf("%s is refused: %v", test.what, err)
			}
		}
	}
}

// A signature depends on nothing but the document, which stays as it is.
func TestSignIsPure(t *testing.T) {
	doc, err := document.ReadFile("../../testdata/ports/zh.txt", document.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := *doc
	a := Sign("zh.txt", doc, embedded(t))
	if doc.Language != before.Language || doc.Script != before.Script || len(doc.Sentences) != len(before.Sentences) {
		t.Error("the document was changed")
	}
	if b := Sign("zh.txt", doc, embedded(t)); !equalJSON(t, a, b) {
		t.Error("a second signature differs")
	}
	if s := Sign("zh.txt", doc, nil); len(s.Features) == 0 {
		t.Error("without a dictionary there is nothing")
	}
}
