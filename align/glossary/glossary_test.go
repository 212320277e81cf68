package glossary

import (
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

var list = New([]Concept{
	{EN: []string{"carbon tariff"}, ZH: []string{"碳关税"}},
	{EN: []string{"tariff"}, ZH: []string{"关税"}},
	{EN: []string{"tariff", "duty"}, ZH: []string{"税费"}},
	{EN: []string{"WHO"}, ZH: []string{"世卫组织", "世界卫生组织"}},
	{EN: []string{"5G network"}, ZH: []string{"5G网络"}},
	{EN: []string{"nothing"}},
	{EN: []string{""}, ZH: []string{"空"}},
})

func TestNew(t *testing.T) {
	want := []Concept{
		{[]string{"carbon tariff"}, []string{"碳关税"}},
		{[]string{"tariff", "duty"}, []string{"关税", "税费"}},
		{[]string{"WHO"}, []string{"世卫组织", "世界卫生组织"}},
		{[]string{"5G network"}, []string{"5G网络"}},
	}
	if diff := cmp.Diff(want, list.Concepts); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

// An entry that shares terms with two concepts makes them one.
func TestNewJoinsConcepts(t *testing.T) {
	museum, gallery := Concept{[]string{"museum"}, []string{"博物馆"}}, Concept{[]string{"gallery"}, []string{"美术馆"}}
	park, both := Concept{[]string{"park"}, []string{"公园"}}, Concept{[]string{"gallery", "museum"}, []string{"展馆"}}
	hall := Concept{[]string{"gallery", "hall"}, []string{"展厅"}}
	want := []Concept{{[]string{"museum", "gallery", "hall"}, []string{"博物馆", "美术馆", "展馆", "展厅"}}, park}
	got := New([]Concept{museum, gallery, park, both, hall}).Concepts
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

func TestFind(t *testing.T) {
	traditional := strings.NewReplacer("關", "关", "稅", "税", "碳", "碳").Replace
	tests := []struct {
		name string
		lang align.Language
		text string
		want string // the terms as they stand, separated by |
	}{
		{"a word", align.English, "A tariff again.", "tariff"},
		{"the longest, inflected, in any case", align.English, "Carbon tariffs and duties.", "Carbon tariffs|duties"},
		{"capitals are not small letters", align.English, "The WHO asks who pays.", "WHO"},
		{"across a line end", align.English, "a carbon\ntariff", "carbon\ntariff"},
		{"no part of a word", align.English, "nontariff", ""},
		{"letters and digits", align.English, "the 5G networks", "5G networks"},
		{"Chinese, the longest", align.Chinese, "碳关税不是关税。", "碳关税|关税"},
		{"traditional", align.Chinese, "碳關稅", "碳關稅"},
		{"Latin letters in Chinese", align.Chinese, "建5g网络", "5g网络"},
		{"nothing", align.Chinese, "", ""},
	}
	for _, test := range tests {
		var got []string
		for _, m := range list.Finder(traditional).Find(test.text, test.lang) {
			got = append(got, test.text[m.Start:m.End])
		}
		if got := strings.Join(got, "|"); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

func TestConceptsIn(t *testing.T) {
	got := list.Finder(nil).ConceptsIn("碳关税", align.Chinese)
	if diff := cmp.Diff(map[int]bool{0: true, 1: true}, got); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
}

func FuzzFind(f *testing.F) {
	finder := list.Finder(nil)
	f.Add("Carbon tariffs", "碳关税5G网络")
	f.Fuzz(func(t *testing.T, en, zh string) {
		for _, m := range finder.Find(en, align.English) {
			_ = en[m.Start:m.End]
		}
		for _, m := range finder.Find(zh, align.Chinese) {
			_ = zh[m.Start:m.End]
		}
	})
}

// One finder serves several at the same time.
func TestFinderConcurrently(t *testing.T) {
	f := list.Finder(nil)
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := f.Find("关税和碳关税", align.Chinese); len(got) != 2 {
				t.Errorf("got %v", got)
			}
			if got := f.ConceptsIn("A carbon tariff.", align.English); len(got) != 2 {
				t.Errorf("got %v", got)
			}
		})
	}
	wg.Wait()
}

// Concepts and matches are found in steps that grow as the list does, though one term
// stands in all of it.
func TestWorkGrowsAsTheList(t *testing.T) {
	for name, entry := range map[string]func(k int) Concept{
		"one English term": func(k int) Concept { return Concept{[]string{"N/A"}, []string{"词" + strconv.Itoa(k)}} },
		"a chain": func(k int) Concept {
			return Concept{[]string{"t" + strconv.Itoa(k), "t" + strconv.Itoa(k+1)}, []string{"词"}}
		},
	} {
		work := func(n int) float64 {
			var entries []Concept
			for k := range n {
				entries = append(entries, entry(k))
			}
			return testing.AllocsPerRun(1, func() { New(entries) })
		}
		if one, two := work(1000), work(2000); two > 2.5*one {
			t.Errorf("%s: %.0f allocations, and %.0f for a list of twice the length", name, one, two)
		}
	}
}

// A text of many words is no term.
func TestLongTerm(t *testing.T) {
	long := strings.Repeat("reef ", longestTerm)
	f := New([]Concept{{[]string{long}, []string{"礁"}}, {[]string{long + "x"}, []string{"石"}}}).Finder(nil)
	if got := f.Find(long+"x", align.English); len(got) != 1 || got[0].Concept != 0 {
		t.Errorf("got %v", got)
	}
}
