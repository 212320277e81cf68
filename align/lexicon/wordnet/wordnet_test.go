package wordnet

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Written in the form of an index: the licence, then lemma, part of speech, number of
// sets, number of pointers, pointers, number of senses, tagged senses, sets.
const verbs = `  1 This is where the licence stands.
glisten v 1 1 @ 1 0 00000001
glitter v 2 2 @ ~ 2 1 00000002 00000001
shine v 2 1 @ 2 2 00000001 00000003
shine_up v 1 0 1 0 00000003
be v 1 0 1 0 00000003
`

func TestSynonyms(t *testing.T) {
	got, err := Synonyms([]byte(verbs))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"glisten", "glitter", "shine"}, slices.Sorted(maps.Keys(got))); diff != "" {
		t.Errorf("want - got +:\n%s", diff)
	}
	for _, c := range []struct {
		of, synonym string
		want        float64
	}{
		{"glisten", "shine", 1},       // the first sense of both
		{"glitter", "shine", .5},      // the second of glitter
		{"shine", "glitter", .707107}, // 1/sqrt(2)
		{"shine", "shine", 0},
	} {
		if w := got[c.of][c.synonym]; w < c.want-1e-6 || w > c.want+1e-6 {
			t.Errorf("%s is %v near to %s, not %v", c.synonym, w, c.of, c.want)
		}
	}
}

func TestNoIndex(t *testing.T) {
	for _, index := range []string{"", "glitter v\n", "glitter v many 0 1 1 00000001\n", "glitter v 2 0 2 1 00000001\n", "\n"} {
		if _, err := Synonyms([]byte(index)); err == nil {
			t.Errorf("%q was read", index)
		}
	}
}
