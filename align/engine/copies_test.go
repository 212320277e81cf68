package engine

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

// alignLines aligns lines as segmented units and returns the shapes of the beads.
func alignLines(t *testing.T, en, zh []string) []string {
	t.Helper()
	al, err := Align(context.Background(), document(align.English, en...), document(align.Chinese, zh...),
		Options{Lexicon: embedded(t), Segmented: true})
	if err != nil {
		t.Fatal(err)
	}
	return shapesOf(al.Beads)
}

func TestCopies(t *testing.T) {
	var en, zh []string
	for _, p := range pool[:8] {
		en, zh = append(en, p[0]), append(zh, p[1])
	}
	copied := slices.Insert(slices.Clone(zh), 6, zh[3]) // three units later
	want := []string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[4] [4]", "[5] [5]", "[] [6]", "[6] [7]", "[7] [8]"}
	if diff := cmp.Diff(want, alignLines(t, en, copied)); diff != "" {
		t.Errorf("a copy behind its original: want - got +:\n%s", diff)
	}
	copied = slices.Insert(slices.Clone(zh), 4, zh[3]) // next to it
	want = []string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[] [4]", "[4] [5]", "[5] [6]", "[6] [7]", "[7] [8]"}
	if diff := cmp.Diff(want, alignLines(t, en, copied)); diff != "" {
		t.Errorf("a copy next to its original: want - got +:\n%s", diff)
	}
	// Where both editions have it twice, both are paired.
	both := alignLines(t, slices.Insert(slices.Clone(en), 6, en[3]), slices.Insert(slices.Clone(zh), 6, zh[3]))
	want = []string{"[0] [0]", "[1] [1]", "[2] [2]", "[3] [3]", "[4] [4]", "[5] [5]", "[6] [6]", "[7] [7]", "[8] [8]"}
	if diff := cmp.Diff(want, both); diff != "" {
		t.Errorf("a copy in both: want - got +:\n%s", diff)
	}
}

// A sentence that the other edition lacks is joined to its neighbour at most with a flag.
func TestSentenceAlone(t *testing.T) {
	tests := []struct{ name, en, zh, alone string }{
		{"a long one",
			"The government promised 300 new buses. The mayor left the hall by the back door with two umbrellas and a small dog. The river flooded the market last year.",
			"政府承诺新增300辆公共汽车。去年河水淹没了市场。",
			"The mayor left the hall by the back door with two umbrellas and a…"},
		{"a short one, English",
			"The government promised 300 new buses. My aunt laughed at him. The river flooded the market last year.",
			"政府承诺新增300辆公共汽车。去年河水淹没了市场。",
			"My aunt laughed at him."},
		{"a short one, Chinese",
			"The government promised 300 new buses. The river flooded the market last year.",
			"政府承诺新增300辆公共汽车。姑妈笑话他。去年河水淹没了市场。",
			"姑妈笑话他。"},
		{"none", // one sentence of Chinese for two of English
			"The government promised 300 new buses. It never bought them. The river flooded the market last year.",
			"政府承诺新增300辆公共汽车，却从未购买。去年河水淹没了市场。",
			""},
	}
	for _, test := range tests {
		al, err := Align(context.Background(), document(align.English, test.en), document(align.Chinese, test.zh), Options{Lexicon: embedded(t)})
		if err != nil {
			t.Fatal(err)
		}
		var want []align.Flag
		if test.alone != "" {
			want = []align.Flag{{Kind: align.SentenceAlone, Detail: test.alone}}
		}
		if diff := cmp.Diff(want, al.Beads[0].Flags); diff != "" {
			t.Errorf("%s: want - got +:\n%s", test.name, diff)
		}
	}
}
