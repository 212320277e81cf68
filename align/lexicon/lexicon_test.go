package lexicon

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func mustEmbedded(t testing.TB) *Lexicon {
	t.Helper()
	l, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func stems(l *Lexicon, list []Translation) []string {
	var out []string
	for _, tr := range list {
		out = append(out, l.Stem(tr.Stem))
	}
	return out
}

func TestTranslations(t *testing.T) {
	l := mustEmbedded(t)
	for word, want := range map[string][]string{
		"台湾": {"taiwan"}, "气候": {"climat"}, "说": {"say", "speak"}, "陈": {"chen"}, "前边儿": {"front"}, "人工智能": {"artifici", "intellig"},
	} {
		list := l.Translations(word)
		got := stems(l, list)
		sum := 0.0
		for _, tr := range list {
			sum += tr.Weight
		}
		for _, w := range want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: %q has no %q", word, got, w)
			}
		}
		if sum < 0.9 || sum > 1.1 {
			t.Errorf("%s: the shares add up to %v", word, sum)
		}
	}
	if got := l.Translations("不是一个词的词"); got != nil {
		t.Errorf("an unknown word has translations: %v", got)
	}
	if !strings.HasPrefix(l.Title(), "CC-CEDICT ") {
		t.Errorf("title %q", l.Title())
	}
}

func TestSegment(t *testing.T) {
	l := mustEmbedded(t)
	for run, want := range map[string][]string{
		"人工智能改变城市": {"人工智能", "改变", "城市"},
		"的":        {"的"},
		"":         {},
		"𠀀𠀀":       {"𠀀", "𠀀"},
	} {
		if diff := cmp.Diff(want, l.Segment(run)); diff != "" {
			t.Errorf("%s: want - got +:\n%s", run, diff)
		}
	}
}

// Characters that are simplified ones stay, though another dictionary entry has them as traditional ones
// of rare meanings: 么 of 幺, 宁 of 㝉.
func TestSimplify(t *testing.T) {
	l := mustEmbedded(t)
	for text, want := range map[string]string{
		"臺灣的氣候變遷 abc": "台湾的气候变迁 abc", "為什麼": "为什么", "什么": "什么", "寧可": "宁可", "宁波": "宁波", "乾淨": "干净",
	} {
		if got := l.Simplify(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestSyllables(t *testing.T) {
	l := mustEmbedded(t)
	for word, want := range map[string][]string{"qingyang": {"qing", "yang"}, "xian": {"xian"}, "london": nil, "": {}} {
		if diff := cmp.Diff(want, l.Syllables(word)); diff != "" {
			t.Errorf("%s: want - got +:\n%s", word, diff)
		}
	}
	if got := l.Readings('清'); !slices.Contains(got, "qing") {
		t.Errorf("清 reads %q", got)
	}
}

// Words near to a translation are found that the dictionary does not give for the word:
// one that another headword has, and one that WordNet has.
func TestRelated(t *testing.T) {
	wanted := []string{"pretti", "tax", "gorgeous", "#12"}
	for word, want := range map[string][]string{"美丽": {"pretti", "gorgeous"}, "税": {"tax"}, "不是一个词的词": nil} {
		var got []string
		for _, near := range mustEmbedded(t).Thesaurus(wanted).Related(word) {
			got = append(got, wanted[near.Place])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: want - got +:\n%s", word, diff)
		}
	}
}

// Without synonyms the words that only WordNet has are gone, and the lexicon that it was made from has them.
func TestWithoutSynonyms(t *testing.T) {
	l := mustEmbedded(t)
	wanted := []string{"car", "auto"}
	for _, test := range []struct {
		lex  *Lexicon
		want int
	}{{l.WithoutSynonyms(), 1}, {l, 2}} {
		if got := test.lex.Thesaurus(wanted).Related("汽车"); len(got) != test.want {
			t.Errorf("%d words near to 汽车, want %d", len(got), test.want)
		}
	}
}

// smallTable returns a table of a few words as it is looked up.
func smallTable(t testing.TB) []byte {
	t.Helper()
	table := NewTable("small")
	table.Rows["公园"] = map[string]float64{"park": 0.75, "garden": 0.25}
	table.Rows["花园"] = map[string]float64{"garden": 1}
	table.Readings['长'] = []string{"chang", "zhang"}
	table.Simple['長'] = '长'
	data, err := table.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// The tables that are built in are whole: Embedded does not check them.
func TestEmbeddedIsWhole(t *testing.T) {
	l := mustEmbedded(t)
	n := l.synonyms.stems.len()
	for _, err := range []error{l.check(), l.synonyms.stems.check("synonyms"), l.synonyms.rows.check("rows of synonyms", n, n)} {
		if err != nil {
			t.Error(err)
		}
	}
	if n == 0 {
		t.Error("there are no synonyms")
	}
}

// A lexicon that was written is read as it was, and no half of it is.
func TestRead(t *testing.T) {
	l, err := open(string(smallTable(t)))
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := l.Table().Write(&file); err != nil {
		t.Fatal(err)
	}
	again, err := Read(bytes.NewReader(file.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(l, again, cmp.AllowUnexported(Lexicon{}, synonyms{}, texts{}, lists{})); diff != "" {
		t.Errorf("written - read +:\n%s", diff)
	}
	garden, _ := again.StemID("garden")
	if diff := cmp.Diff([]Head{{"花园", 1}, {"公园", 64. / 255}}, again.Heads(garden)); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	if r := again.Readings('長'); r != nil {
		t.Errorf("長 reads %q, which the table does not say", r)
	}
	if _, err := Read(bytes.NewReader(file.Bytes()[:file.Len()/2])); err == nil {
		t.Error("half a table was read")
	}
	if _, err := Read(strings.NewReader("no table")); err == nil {
		t.Error("no table was read")
	}
}

// Synonyms are found by their stems, the nearest first; each has to have a place.
func TestSynonymTable(t *testing.T) {
	table, err := SynonymTable(map[string]map[string]float64{"big": {"larg": 1, "grand": .2}, "grand": {"big": .4}, "larg": {"big": .6}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := openSynonyms(string(table))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for n, near := range s.of("big") {
		got = append(got, fmt.Sprintf("%s %.1f", s.stems.of(int(n)), near))
	}
	if diff := cmp.Diff([]string{"larg 1.0", "grand 0.2"}, got); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	for range s.of("small") {
		t.Error("small has a synonym")
	}
	if _, err := SynonymTable(map[string]map[string]float64{"big": {"larg": 1}}); err == nil {
		t.Error("a synonym without a place was written")
	}
}

// A table that passes the check can be asked for anything.
func FuzzTable(f *testing.F) {
	f.Add(string(smallTable(f)))
	f.Fuzz(func(t *testing.T, data string) {
		l, err := open(data)
		if err != nil || l.check() != nil {
			return
		}
		l.Translations("公园")
		l.Segment("公园花园")
		l.Simplify("長")
		l.Readings('长')
		l.Thesaurus(l.Stems()).Related("花园")
		for id := range l.Stems() {
			l.Heads(int32(id))
		}
		if _, err := l.Table().Lexicon(); err != nil {
			t.Error(err)
		}
	})
}

// Syllables is called with words of any length.
func FuzzSyllables(f *testing.F) {
	l := mustEmbedded(f)
	f.Add("zhangzhangzhang")
	f.Add("\xff")
	f.Fuzz(func(t *testing.T, word string) {
		if s := l.Syllables(word); s != nil && strings.Join(s, "") != word {
			t.Errorf("%q is not %q", s, word)
		}
	})
}

// One lexicon serves several at the same time.
func TestConcurrently(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			l, err := Embedded()
			if err != nil {
				t.Error(err)
				return
			}
			if got := l.Segment(l.Simplify("人工智能氣候")); !slices.Equal(got, []string{"人工智能", "气候"}) {
				t.Errorf("got %q", got)
			}
			if len(l.Translations("气候")) == 0 || len(l.Readings('气')) == 0 || l.Syllables("beijing") == nil {
				t.Error("a word is missing")
			}
		})
	}
	wg.Wait()
}
