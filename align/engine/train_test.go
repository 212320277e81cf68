package engine

import (
	"context"
	"testing"

	"bitext/align"
	"bitext/align/lexicon"
)

// A translation that the dictionary does not have is learned from pairs that
// have it, and what the dictionary has is kept.
func TestTrain(t *testing.T) {
	base := embedded(t)
	weight := func(l *lexicon.Lexicon, word, stem string) float64 {
		for _, tr := range l.Translations(word) {
			if l.Stem(tr.Stem) == stem {
				return tr.Weight
			}
		}
		return 0
	}
	pairs := []align.TextPair{
		{EN: "The veranda was empty.", ZH: "露台空着。"}, {EN: "She sat on the veranda.", ZH: "她坐在露台上。"},
		{EN: "A veranda faces the lake.", ZH: "露台面对着湖。"}, {EN: "The house is old.", ZH: "房子很旧。"},
	}
	if w := weight(base, "露台", "veranda"); w > 0 {
		t.Fatalf("the dictionary has it already: %v", w)
	}
	l, err := Train(context.Background(), pairs, TrainOptions{Base: base, Jobs: 2})
	if err != nil {
		t.Fatal(err)
	}
	if w := weight(l, "露台", "veranda"); w < 0.1 {
		t.Errorf("veranda was learned with %v", w)
	}
	if before, after := weight(base, "露台", "balconi"), weight(l, "露台", "balconi"); after < before/3 {
		t.Errorf("balcony went from %v to %v", before, after)
	}
	if before, after := weight(base, "公园", "park"), weight(l, "公园", "park"); before != after {
		t.Errorf("park, which the pairs do not have, went from %v to %v", before, after)
	}
}

func TestTrainCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Train(ctx, []align.TextPair{{EN: "One.", ZH: "一。"}}, TrainOptions{Base: embedded(t)}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}
