package trace

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// texts makes texts without white space of lines, one a row.
func texts(lines ...string) (list []Text) {
	for row, s := range lines {
		list = append(list, Text{[]rune(strings.ReplaceAll(s, " ", "")), row})
	}
	return list
}

// spelled writes what each new text was: the text and the characters of the old ones, and
// what is new between brackets.
func spelled(m *Map, k int) string {
	var b strings.Builder
	was := m.Was[k]
	for i := 0; i < len(was); {
		from := i
		for i++; i < len(was) && was[i].Text == was[i-1].Text && (was[i].Text < 0 || was[i].At == was[i-1].At+1); i++ {
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if p := was[from]; p.Text < 0 {
			fmt.Fprintf(&b, "[%s]", string(m.New[k].Runes[from:i]))
		} else {
			fmt.Fprintf(&b, "%d:%d-%d", p.Text, p.At, int(p.At)+i-from)
		}
	}
	return b.String()
}

func TestNew(t *testing.T) {
	const sea, hills, rivers = "The sea ends it.", "Hills rise. They are high. They are old.", "Rivers come second here."
	for _, tt := range []struct {
		name string
		old  []Text
		new  []Text
		want []string
	}{
		{"the same", texts(sea, hills), texts(sea, hills), []string{"0:0-13", "1:0-33"}},
		{"exchanged", texts(sea, hills), texts(hills, sea), []string{"1:0-33", "0:0-13"}},
		{"edited", texts(sea), texts("The sea begins it."), []string{"0:0-6 [begin] 0:9-13"}},
		{"a word of Chinese put in", texts("最后讲大海。"), texts("最后讲讲大海。"), []string{"0:0-3 [讲] 0:3-6"}},
		{"cut", texts(hills), []Text{{[]rune("Hillsrise."), 0}, {[]rune("Theyarehigh.Theyareold."), 0}}, []string{"0:0-10", "0:10-33"}},
		{"run together", texts(sea, rivers), texts(sea+rivers, ""), []string{"0:0-13 1:0-21", ""}},
		{"carried from the middle", texts(hills, sea), texts("Hills rise. They are old.", "They are high. "+sea), []string{"0:0-10 0:22-33", "0:10-22 1:0-13"}},
		{"copied: the nearest is it", texts(sea, hills, rivers), texts(sea+rivers, hills, rivers), []string{"0:0-13 [Riverscomesecondhere.]", "1:0-33", "2:0-21"}},
		{"nothing in common", texts(sea), texts("一二三"), []string{"[一二三]"}},
		{"a text that stood in no row", []Text{{[]rune("Subscribetoourletter"), -1}, {[]rune("Theseaendsit."), 0}}, texts(sea + " Subscribe to our letter"), []string{"1:0-13 0:0-20"}},
	} {
		m := New(tt.old, tt.new)
		var got []string
		for k := range tt.new {
			got = append(got, spelled(m, k))
		}
		if d := cmp.Diff(tt.want, got); d != "" {
			t.Errorf("%s: -want +got:\n%s", tt.name, d)
		}
	}
}

// A map is one to one, and its characters are the same on both sides.
func TestOneToOne(t *testing.T) {
	piece := rapid.SampledFrom([]string{"The sea ends it. ", "They are high. ", "They are old. ", "讲山。", "山很高。", "a", "b", "x", " "})
	text := rapid.Map(rapid.SliceOfN(piece, 0, 6), func(s []string) string { return strings.Join(s, "") })
	rapid.Check(t, func(t *rapid.T) {
		old, now := texts(rapid.SliceOfN(text, 0, 4).Draw(t, "old")...), texts(rapid.SliceOfN(text, 0, 4).Draw(t, "new")...)
		m := New(old, now)
		n := 0
		for k, places := range m.Was {
			for i, p := range places {
				if p.Text < 0 {
					continue
				}
				n++
				if back := m.Became[p.Text][p.At]; back != (Place{int32(k), int32(i)}) || old[p.Text].Runes[p.At] != now[k].Runes[i] {
					t.Fatalf("character %d of new text %d is %v, which is %v", i, k, p, back)
				}
			}
		}
		for _, places := range m.Became {
			for _, p := range places {
				if p.Text >= 0 {
					n--
				}
			}
		}
		if n != 0 {
			t.Fatalf("%d characters have a place on one side only", n)
		}
	})
}

// Untouched texts are found whole, in whatever order they come back.
func TestMoved(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var lines []string
		for i := range rapid.IntRange(0, 30).Draw(t, "rows") {
			lines = append(lines, fmt.Sprintf("Row %d of them all.", i))
		}
		m := New(texts(lines...), texts(rapid.Permutation(lines).Draw(t, "order")...))
		for k := range m.New {
			if len(Free(k, m.Was[k])) > 0 {
				t.Fatalf("a part of %q is new", string(m.New[k].Runes))
			}
		}
	})
}

func TestEndsSentence(t *testing.T) {
	for text, want := range map[string]bool{"It ends.": true, "“It ends.”": true, "完了。": true, "他说：“完了。”": true, "It ends": false, "(a)": false, "": false} {
		if got := EndsSentence([]rune(text)); got != want {
			t.Errorf("EndsSentence(%q) = %v", text, got)
		}
	}
}

// Texts that repeat themselves, or have a great many parts in one row, are traced.
func TestRepeating(t *testing.T) {
	a := strings.Repeat("a", 20000)
	many := make([]Text, 3000)
	for k := range many {
		many[k] = Text{[]rune(fmt.Sprintf("Thepartnumber%d.", k)), 0}
	}
	for _, tt := range []struct{ old, new []Text }{
		{texts(a), texts(a + "b" + a)},
		{texts(strings.Repeat("ab", 10000)), texts(strings.Repeat("ba", 9000) + "c")},
		{texts(strings.Repeat("”", 20000)), texts(strings.Repeat("”", 19000) + "." + strings.Repeat("”", 100))},
		{many, many[1:]},
	} {
		m := New(tt.old, tt.new)
		if n := len(Free(0, m.Was[0])); n > len(tt.new[0].Runes)/2 {
			t.Errorf("%d stretches of %.20q are new", n, string(tt.new[0].Runes))
		}
	}
}

// Repeated text takes no time out of proportion.
func TestRepeatsOfRepeats(t *testing.T) {
	old := texts(strings.Repeat("the same again ", 3000), "So ends the paragraph of all the rivers.")
	now := texts(strings.Repeat("again the same ", 3000)+"So ends the paragraph of all the rivers.", "")
	m := New(nil, now)
	found := false
	for _, r := range m.Repeats(old, Free(0, m.Was[0])) {
		found = found || r.Old.Text == 1 && r.Old.At == 0
	}
	if !found {
		t.Error("a text among repeated ones is not found")
	}
}
