package engine

import (
	"context"
	"fmt"
	"testing"

	"bitext/align"
)

// TestLongListOnOneSide aligns a letter with its translation, which lacks the list of its
// signatures: no paragraph bead takes in a part of the list.
func TestLongListOnOneSide(t *testing.T) {
	first := []string{"Alma", "Bruno", "Clara", "Dario", "Edith", "Falk", "Greta"}
	family := []string{"Ahorn", "Birke", "Esche", "Fichte", "Kiefer", "Linde", "Pappel", "Ulme", "Weide"}
	var list []string
	for k := range 400 {
		list = append(list, fmt.Sprintf("%s %s (member since %d)", first[k%len(first)], family[k%len(family)], 1950+k%70))
	}
	letter := [][]int{{0, 1}, {2}, {3, 4}, {5}}
	en, zh := pooled(align.English, letter...), pooled(align.Chinese, letter...)
	en.Paragraphs = append(en.Paragraphs, document(align.English, list...).Paragraphs...)
	zh.Paragraphs = append(zh.Paragraphs, document(align.Chinese, "签名：").Paragraphs...)
	al, err := Align(context.Background(), en, zh, Options{Lexicon: embedded(t)})
	if err != nil {
		t.Fatal(err)
	}
	for k, b := range al.Beads {
		switch {
		case k < len(letter) && (len(b.EN) != 1 || len(b.ZH) != 1):
			t.Errorf("a paragraph of the letter has the bead %v %v", b.EN, b.ZH)
		case k >= len(letter) && len(b.EN)+len(b.ZH) > 2:
			t.Errorf("a bead of %d paragraphs of the list with %d of the other edition", len(b.EN), len(b.ZH))
		}
	}
}

// TestJudge holds that a paragraph bead is at most as probable as much of its text pairs,
// however sure its corners are.
func TestJudge(t *testing.T) {
	lengths := func(n ...float64) *tokenized { return &tokenized{length: n} }
	tests := []struct {
		name      string
		sentences []scoredBead
		want      float64
	}{
		{"all pair", []scoredBead{
			{en: span{0, 1}, zh: span{0, 1}, score: 0.9}, {en: span{1, 2}, zh: span{1, 2}, score: 0.9}}, 0.99},
		{"a short one pairs, badly", []scoredBead{
			{en: span{0, 1}, score: 0.9}, {zh: span{0, 1}, score: 0.9}, {en: span{1, 2}, zh: span{1, 2}, score: 0.3}}, 0.3 * 10 / (minPaired * 100)},
		{"none pairs", []scoredBead{
			{en: span{0, 1}, score: 0.9}, {zh: span{0, 1}, score: 0.9}, {en: span{1, 2}, score: 0.9}, {zh: span{1, 2}, score: 0.9}}, 0},
	}
	for _, test := range tests {
		m := &model{en: lengths(90, 10), zh: lengths(45, 5), constraints: &constraints{}}
		paragraphs := []scoredBead{{en: span{0, 2}, zh: span{0, 2}, score: 0.99}}
		m.judge(paragraphs, test.sentences)
		if got := paragraphs[0].score; got < test.want-1e-9 || got > test.want+1e-9 {
			t.Errorf("%s: a score of %.3f, want %.3f", test.name, got, test.want)
		}
	}
}
