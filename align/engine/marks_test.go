package engine

import "testing"

func TestMarksOf(t *testing.T) {
	tests := map[string]marks{
		"":                       {},
		"He went home.":          {},
		"“Did he?” she asked.":   {opens: true},
		"“Did he?”":              {opens: true, closes: true, mood: question},
		"他回家了吗？":                 {mood: question},
		"「回家了！」":                 {opens: true, closes: true, mood: exclamation},
		" ``Go!'' ":              {opens: true, closes: true, mood: exclamation},
		"(Was it his?)":          {mood: question},
		"It was late — “quiet.”": {closes: true, clauses: 1},
		"他说，苹果、梨和桃：三样；": {clauses: 4},
		"”": {closes: true},
	}
	for text, want := range tests {
		if got := marksOf(text); got != want {
			t.Errorf("%q: %+v, want %+v", text, got, want)
		}
	}
}

// A middle sentence goes to the bead whose speech it ends, though the words say
// nothing of it.
func TestMarksPlaceBorder(t *testing.T) {
	speech := Fitted().markScore(marksOf("“走吧。"), marksOf("现在就走！”"), marksOf("“Go."), marksOf("Now!”"))
	cut := Fitted().markScore(marksOf("“走吧。"), marksOf("“走吧。"), marksOf("“Go."), marksOf("Now!”"))
	if speech <= cut {
		t.Errorf("a whole speech scores %v, one that is cut %v", speech, cut)
	}
}
