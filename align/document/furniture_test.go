package document

import (
	"testing"

	"bitext/align"
)

// around puts a line where its rule looks.
func around(where zone, example string) []block {
	const prose = "Every spring the river comes up to the second step of the old customs house, and every spring the town counts what it has lost, and pays."
	blocks := []block{{text: prose}, {text: prose}, {text: example}, {text: prose}}
	if where == outside {
		blocks = blocks[:3]
	}
	for i := range blocks {
		blocks[i].group = i
	}
	return blocks
}

func TestFurnitureExamples(t *testing.T) {
	for _, r := range furniture {
		if len(r.en)+len(r.zh) == 0 {
			t.Errorf("%s: no example", r.reason)
		}
		for _, example := range append(r.en[:len(r.en):len(r.en)], r.zh...) {
			if !r.matches(lineOf(block{text: example})) {
				t.Errorf("%s: %q does not match", r.reason, example)
			}
			blocks := around(r.where, example)
			classify(blocks)
			if got := blocks[2]; got.kind != align.Boilerplate {
				t.Errorf("%s: %q is %s", r.reason, example, got.kind)
			}
			for _, i := range []int{0, 1} {
				if blocks[i].kind != align.Body {
					t.Errorf("%s: prose beside %q is %s (%s)", r.reason, example, blocks[i].kind, blocks[i].reason)
				}
			}
		}
	}
}
