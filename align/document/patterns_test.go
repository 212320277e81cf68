package document

import (
	"slices"
	"testing"
)

// sorts are the rules by which lines are told, with lines that are not of the sort
// though their words are. Lines of a sort are of no other but those of also, and
// names, which are asked for only where a name has to stand.
var sorts = []struct {
	name string
	is   func(string) bool
	rule []lineRule
	also []string
	no   []string
}{
	{"byline", bylineRule.matches, []lineRule{bylineRule}, nil,
		[]string{"By noon the river had gone.", "By 2030 the bridge will stand.", "By contrast", "Lin Yue says no.", "作者在书中说，河不读地图。", "记者来了三次，一次也没有见到他。", "今天是少见的一天"}},
	{"name", nameRule.matches, []lineRule{nameRule}, []string{"signature"},
		[]string{"The river", "the river is high", "河不读地图，也不读预算"}},
	{"signature", signatureRule.matches, []lineRule{signatureRule}, nil,
		[]string{"渡口的灯", "河流", "Lin Yue"}},
	{"date", dateRule.matches, []lineRule{dateRule}, nil,
		[]string{"On May 6, 2025, the river rose.", "2025年5月6日，河水涨了。", "In 2025"}},
	{"caption", isCaption, []lineRule{captionStart, captionEnd}, nil,
		[]string{"Photos do not lie, people say, but the people who take them do.", "The photo by the door shows my father.", "图书馆关门了。", "图什么呢？"}},
	{"author note", authorNoteRule.matches, []lineRule{authorNoteRule}, []string{"byline", "named author"}, // told by where they stand
		[]string{"The author of the report never saw the river.", "The view from the bridge is good.", "作者在书中说，河不读地图。", "（这是后话）"}},
	{"named author", namedAuthorRule.matches, []lineRule{namedAuthorRule}, nil,
		[]string{"The river is a professor to those who listen.", "林月，你来了。"}},
	{"standfirst", standfirstRule.matches, []lineRule{standfirstRule}, nil,
		[]string{"In brief encounters nobody lies.", "导语写得好，文章就成了一半。"}},
	{"section number", sectionNumber.matches, []lineRule{sectionNumber}, nil,
		[]string{"1.5 million trees", "三个人", "20. may"}},
}

func TestLineRules(t *testing.T) {
	for _, s := range sorts {
		for _, r := range s.rule {
			for _, w := range r.wordings {
				alone := worded(w)
				if len(w.examples) == 0 {
					t.Errorf("%s, %s: no example", s.name, w.name)
				}
				for _, example := range w.examples {
					flat := flatten(example)
					if !s.is(flat) || !alone.matches(flat) {
						t.Errorf("%s, %s: %q does not match", s.name, w.name, example)
					}
					for _, other := range sorts {
						if other.name != s.name && other.name != "name" && other.is(flat) && !slices.Contains(s.also, other.name) {
							t.Errorf("%s, %s: %q is a %s, too", s.name, w.name, example, other.name)
						}
					}
				}
			}
		}
		for _, line := range s.no {
			if s.is(flatten(line)) {
				t.Errorf("%s: %q matches", s.name, line)
			}
		}
	}
}
