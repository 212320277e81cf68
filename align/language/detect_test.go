package language

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"bitext/align"
)

func TestDetect(t *testing.T) {
	tests := []struct {
		name string
		text string
		want align.Language
		scr  align.Script
	}{
		{"English", "The city has promised to plant ten thousand trees before the end of the decade.", align.English, ""},
		{"English title", "Why cities need trees", align.English, ""},
		{"simplified", "这座城市承诺在本世纪二十年代结束前种一万棵树。", align.Chinese, align.Hans},
		{"traditional", "這座城市承諾在本世紀二十年代結束前種一萬棵樹。", align.Chinese, align.Hant},
		{"French", "La ville a promis de planter dix mille arbres avant la fin de la décennie, mais personne n'y croit.", "fr", ""},
		{"German", "Die Stadt hat versprochen, bis zum Ende des Jahrzehnts zehntausend Bäume zu pflanzen.", "de", ""},
		{"Spanish", "La ciudad ha prometido plantar diez mil árboles antes de que termine la década.", "es", ""},
		{"Japanese", "市は十年以内に一万本の木を植えると約束したが、誰も信じていない。", "ja", ""},
		{"Korean", "시는 10년 안에 나무 만 그루를 심겠다고 약속했다.", "ko", ""},
		{"Russian", "Город обещал посадить десять тысяч деревьев до конца десятилетия.", "ru", ""},
		{"Chinese that quotes Japanese", "日本人把这种感觉叫作“もったいない”，意思是可惜。" + strings.Repeat("城市需要更多的树木。", 20), align.Chinese, align.Hans},
		{"Chinese that quotes English", "他说：“We need more trees.”可是没有人听他的话，城市里的树越来越少，夏天越来越热，老人不敢出门。", align.Chinese, align.Hans},
		{"Chinese full of English words", strings.Repeat("最近我用 FastAPI 和 PyTorch 搭了一个 inference server，跑在 AWS EC2 的 g5.xlarge 上，前面挂了 Nginx reverse proxy。\n", 4), align.Chinese, align.Hans},
		{"English full of Chinese words", strings.Repeat("The word 我们 means us, the word 我的 is mine, and 他说 is what they say when someone speaks to them.\n", 12), align.English, ""},
		{"English that quotes Chinese", "They call it 内卷, a word for a race that nobody wins however hard everybody runs.", align.English, ""},
		{"digits", "12345 67890\n3.14", "", ""},
		{"empty", "", "", ""},
		{"punctuation", "——！？...", "", ""},
	}
	for _, test := range tests {
		g := Detect(strings.Split(test.text, "\n"))
		if g.Language != test.want || g.Script != test.scr {
			t.Errorf("%s: got %+v, want %s %s", test.name, g, test.want, test.scr)
		}
		if (g.Language == "") != (g.Confidence == 0) || g.Confidence > 1 {
			t.Errorf("%s: confidence %v", test.name, g.Confidence)
		}
	}
}

// The small words of English settle what is English, and leave every other language to
// lingua, with English quotations in it or not, and any text that is short.
func TestPlainlyEnglish(t *testing.T) {
	article, err := os.ReadFile("../../testdata/ports/en.txt")
	if err != nil {
		t.Fatal(err)
	}
	english := string(article[:1200])
	foreign := map[align.Language]string{
		"fr": "La ville a promis de planter dix mille arbres avant la fin de la décennie, mais personne n'y croit plus. ",
		"de": "Die Stadt will bis zum Ende des Jahrzehnts zehntausend Bäume pflanzen, aber niemand will her und wieder hin, und not tut es. ",
		"es": "La ciudad ha prometido plantar diez mil árboles antes de que termine la década, y yo no he visto ninguno. ",
		"pt": "A cidade prometeu plantar dez mil árvores antes do fim da década, mas ninguém acredita nisso. ",
		"it": "La città ha promesso di piantare diecimila alberi prima della fine del decennio, ma nessuno ci crede. ",
		"nl": "De stad heeft beloofd tienduizend bomen te planten voor het einde van het decennium, of het er nu van komt of niet. ",
		"vi": "Thành phố hứa trồng mười nghìn cây to trước khi thập kỷ kết thúc, nhưng chẳng ai tin điều đó cả. ",
		"id": "Kota itu berjanji menanam sepuluh ribu pohon sebelum akhir dasawarsa, tetapi tidak ada yang percaya. ",
	}
	if !plainlyEnglish(english) {
		t.Error("an English article is not plainly English")
	}
	if plainlyEnglish(english[:200]) {
		t.Error("a few words are plainly English")
	}
	for l, text := range foreign {
		text = strings.Repeat(text, 1+2*len(english)/len(text))
		if plainlyEnglish(text) || plainlyEnglish(text+english) {
			t.Errorf("%s: a text is plainly English", l)
		}
		if g := Detect([]string{text}); g.Language != l {
			t.Errorf("%s: got %+v", l, g)
		}
	}
}

// The same text gives the same guess to the last digit.
func TestDetectAgain(t *testing.T) {
	text := []string{"Ten thousand trees, then more of them. Une ville sans arbres."}
	first := Detect(text)
	for range 50 {
		if g := Detect(text); g != first {
			t.Fatalf("got %+v, then %+v", first, g)
		}
	}
}

// Released programs have the models of the languages that are asked, and no others.
func TestReleasedModels(t *testing.T) {
	script, err := os.ReadFile("../../.ci/release")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, l := range asked {
		codes = append(codes, strings.ToLower(l.IsoCode639_1().String()))
	}
	slices.Sort(codes)
	if line := fmt.Sprintf("\nmodels=%q\n", strings.Join(codes, " ")); !strings.Contains(string(script), line) {
		t.Errorf(".ci/release has no line %s", line)
	}
}

// Lingua is asked from several goroutines at the same time. Go test -race sees what lingua shares: a
// table that it lengthens as texts get longer.
func TestDetectConcurrently(t *testing.T) {
	article, err := os.ReadFile("../../testdata/ports/en.txt")
	if err != nil {
		t.Fatal(err)
	}
	Detect([]string{"Why cities need trees"}) // loads the models
	var wg sync.WaitGroup
	for n := 1000; n < len(article); n += 150 {
		wg.Go(func() {
			if g := byModels(string(article[:n])); g.Language != align.English {
				t.Errorf("the first %d bytes: got %+v", n, g)
			}
		})
	}
	wg.Wait()
}

func TestOfParagraph(t *testing.T) {
	for text, want := range map[string]align.Language{
		"Trees": align.English, "树": align.Chinese, "1998": "", "木を植える": "ja", "나무": "ko", "他说OK": align.Chinese, "": "",
	} {
		if got := OfParagraph(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func FuzzDetect(f *testing.F) {
	f.Add("Trees 树 木を 나무")
	f.Add("\xff\xfe")
	f.Fuzz(func(t *testing.T, text string) {
		g := Detect([]string{text})
		if !(g.Confidence >= 0 && g.Confidence <= 1) {
			t.Errorf("confidence %v", g.Confidence)
		}
		OfParagraph(text)
	})
}

func BenchmarkDetectEnglish(b *testing.B) {
	text := []string{strings.Repeat("The city has promised to plant ten thousand trees before the end of the decade. ", 60)}
	for b.Loop() {
		Detect(text)
	}
}
