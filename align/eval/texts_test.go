package eval

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

func TestFromTexts(t *testing.T) {
	pairs := func(list ...string) (out []align.Row) {
		for _, p := range list {
			en, zh, _ := strings.Cut(p, "|")
			out = append(out, align.Row{Text: align.TextPair{EN: en, ZH: zh}})
		}
		return out
	}
	tests := []struct {
		name       string
		gold, auto []align.Row
		wantG      string
		wantA      string
	}{
		{"the same", pairs("One.|一。", "Two.|二。"), pairs("One.|一。", "Two.|二。"), "[0]:[0] [1]:[1]", "[0]:[0] [1]:[1]"},
		{"white space is nothing", pairs("One  and.|一 。"), pairs("One and. |一。"), "[0]:[0]", "[0]:[0]"},
		{"merged", pairs("One.|一。", "Two.|二。"), pairs("One. Two.|一。二。"), "[0]:[0] [1]:[1]", "[0 1]:[0 1]"},
		{"a refrain that comes again", pairs("Row.|划。", "One.|一。", "Row.|划。"), pairs("Row.|划。", "One. Row.|一。划。"), "[0]:[0] [1]:[1] [2]:[2]", "[0]:[0] [1 2]:[1 2]"},
		{"one-sided units left out", pairs("One.|一。", "Cut this.|", "Two.|二。"), pairs("One.|一。", "Two.|二。"), "[0]:[0] [1]:[] [2]:[1]", "[0]:[0] [2]:[1]"},
		{"edited in one", pairs("The colour is red.|一。", "Two.|二。"), pairs("The color is red.|一。", "Two.|二。"), "[0]:[0] [1]:[1]", "[0]:[0] [1]:[1]"},
		{"an empty pair", pairs("One.|一。", "|"), pairs("One.|一。"), "[0]:[0]", "[0]:[0]"},
	}
	show := func(beads []align.Bead) string {
		var out []string
		for _, b := range beads {
			out = append(out, fmt.Sprintf("%v:%v", b.EN, b.ZH))
		}
		return strings.Join(out, " ")
	}
	for _, test := range tests {
		g, a, err := FromTexts(test.gold, test.auto)
		if err != nil {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if diff := cmp.Diff(test.wantG+" | "+test.wantA, show(g)+" | "+show(a)); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
	if _, _, err := FromTexts(pairs("Something else entirely.|一二三四。"), pairs("Yon moor frights mossy hulks.|五六七八")); err == nil {
		t.Error("two texts that have nothing in common were compared")
	}
}

// Long texts that have nothing in common are told apart at once.
func TestFromTextsUnrelated(t *testing.T) {
	var a, b []align.Row
	for k := range 3000 {
		a = append(a, align.Row{Text: align.TextPair{EN: fmt.Sprintf("The %d ferries to the island were late again.", k), ZH: fmt.Sprintf("去岛上的%d班渡船又来晚了，没有人在意。", k)}})
		b = append(b, align.Row{Text: align.TextPair{EN: fmt.Sprintf("Nobody has read all %d pages of that report.", k*7), ZH: fmt.Sprintf("那份报告有%d页，谁也没有从头到尾读过。", k*7)}})
	}
	if _, _, err := FromTexts(a, b); err == nil {
		t.Error("two texts without a common sentence are compared")
	}
}
