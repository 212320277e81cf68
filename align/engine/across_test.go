package engine

import (
	"testing"

	"bitext/align"
)

// Words next to a border speak against it where their counterpart is across it, and only there.
func TestCrossing(t *testing.T) {
	lex := embedded(t)
	at := func(en, zh [2]string) float64 {
		kinds, border := make([]align.Kind, 2), make([]bool, 3)
		e := newTokenized(en[:], kinds, border, align.English, lex, nil)
		z := newTokenized(zh[:], kinds, border, align.Chinese, lex, nil)
		s := newScorer(e, z, dictionaryTables(e, z, lex, 1), align.UsualRatio, Fitted())
		c := newCrossing(s)
		c.set(1)
		return c.at(1)
	}
	right := at([2]string{"The doctor closed the window.", "The dog slept in the garden."}, [2]string{"医生关上了窗户。", "狗睡在花园里。"})
	wrong := at([2]string{"The doctor closed the window.", "The dog slept in the garden."}, [2]string{"医生关上了窗户，狗睡了。", "在花园里。"})
	both := at([2]string{"The dog slept.", "The dog slept."}, [2]string{"狗睡了。", "狗睡了。"})
	if right != 0 || both != 0 || wrong <= 1 {
		t.Errorf("%v at the right border, %v between equal ones, %v at a wrong one", right, both, wrong)
	}
}

// A difference in the number of clauses counts the less the more there are, and has a most.
func TestClauseDifference(t *testing.T) {
	difference := func(en, zh string) float64 {
		kinds, border := make([]align.Kind, 1), make([]bool, 2)
		e := newTokenized([]string{en}, kinds, border, align.English, embedded(t), nil)
		z := newTokenized([]string{zh}, kinds, border, align.Chinese, embedded(t), nil)
		return newScorer(e, z, tables{make(table, len(z.types)), make(table, len(e.types))}, align.UsualRatio, Fitted()).clauseDifference(0, 0, shape{1, 1})
	}
	for _, test := range []struct {
		en, zh string
		want   float64
	}{{"We went home.", "我们回家了。", 0}, {"Late, but safe, we went home.", "我们回家了。", 1}, {"a, b, c, d, e, f.", "一，二，三，四。", .4}, {"a, b, c, d, e, f, g, h.", "一。", 3}} {
		if got := difference(test.en, test.zh); got != test.want {
			t.Errorf("%q and %q differ by %v, not %v", test.en, test.zh, got, test.want)
		}
	}
}
