package lexicon_test

import (
	"slices"
	"testing"

	"bitext/align/lexicon"
)

func TestForms(t *testing.T) {
	for _, test := range []struct {
		word string
		has  []string
		not  []string
	}{
		{"child", []string{"child", "children"}, nil},
		{"children", []string{"child", "children"}, nil},
		{"run", []string{"ran", "run", "running", "runs"}, []string{"runner"}},
		{"ran", []string{"run", "runs"}, nil},
		{"tariffs", []string{"tariff"}, nil},
		{"hope", []string{"hoped", "hoping", "hopes"}, []string{"hop", "hopped"}},
		{"hopping", []string{"hop", "hops"}, nil},
		{"try", []string{"tries", "tried", "trying"}, nil},
		{"goes", []string{"go", "went", "gone", "going"}, nil},
		{"boxes", []string{"box"}, nil},
		{"be", []string{"am", "are", "is", "was", "were", "been", "being"}, nil},
		{"news", []string{"news"}, []string{"new"}},
		{"new", []string{"new"}, []string{"news"}},
		{"building", []string{"buildings"}, []string{"build"}},
		{"build", []string{"built", "building", "builds"}, nil},
		{"organ", []string{"organs"}, []string{"organization"}},
		{"university", []string{"universities"}, []string{"universe"}},
		{"better", []string{"good"}, nil},
		{"sing", []string{"sang", "sung"}, []string{"s"}},
		{"x", []string{"x"}, nil},
		{"", []string{""}, nil},
		{"2025", []string{"2025"}, []string{"2025s"}},
		{"café", []string{"café"}, nil},
	} {
		got := lexicon.Forms(test.word)
		for _, w := range test.has {
			if !slices.Contains(got, w) {
				t.Errorf("%q: %q lacks %q", test.word, got, w)
			}
		}
		for _, w := range test.not {
			if slices.Contains(got, w) {
				t.Errorf("%q: %q has %q", test.word, got, w)
			}
		}
	}
}
