package lexicon

import (
	"bytes"
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

func TestSimplify(t *testing.T) {
	if got := mustEmbedded(t).Simplify("臺灣的氣候變遷 abc"); got != "台湾的气候变迁 abc" {
		t.Error(got)
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

// A near synonym that the dictionary does not give for the word is found.
func TestRelated(t *testing.T) {
	l := mustEmbedded(t)
	var wanted []int32
	for _, stem := range []string{"pretti", "tax"} {
		id, ok := l.StemID(stem)
		if !ok {
			t.Fatalf("there is no stem %q", stem)
		}
		wanted = append(wanted, id)
	}
	if diff := cmp.Diff([]string{"pretti"}, stems(l, l.Thesaurus(wanted).Related("美丽"))); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
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

// The table that is built in is whole: Embedded does not check it.
func TestEmbeddedIsWhole(t *testing.T) {
	if err := mustEmbedded(t).check(); err != nil {
		t.Error(err)
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
	if diff := cmp.Diff(l, again, cmp.AllowUnexported(Lexicon{}, texts{}, lists{})); diff != "" {
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
		for _, s := range l.Stems() {
			l.Heads(s)
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
