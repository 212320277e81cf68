package document

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"bitext/align"
)

// editions reads a text and splits it; its paragraphs in the notation e:…, z:… with a star
// if they are alone.
func editions(t *testing.T, name, text string) (*Split, []string) {
	t.Helper()
	d, err := Read(strings.NewReader(text), name, Options{})
	if err != nil {
		t.Fatal(err)
	}
	s := SplitEditions(d)
	var got []string
	for _, p := range s.pieces {
		mark := [align.Sides]string{"e:", "z:"}[p.side]
		if slices.Contains(s.Alone[p.side], p.id) {
			mark = "*" + mark
		}
		if s.Editions[p.side].Paragraphs[p.id].Kind == align.Boilerplate {
			mark = "-" + mark
		}
		got = append(got, mark+s.Editions[p.side].Paragraphs[p.id].Text)
	}
	return s, got
}

func TestSplitEditions(t *testing.T) {
	const (
		e1, z1 = "The ferry leaves at six in the morning, and it is full.", "渡船早上六点开，坐满了人。"
		e2, z2 = "Nobody has asked the people who live on the island.", "没有人问过住在岛上的人。"
	)
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"by line break", e1 + "\n" + z1 + "\n\n" + e2 + "\n" + z2, []string{"e:" + e1, "z:" + z1, "e:" + e2, "z:" + z2}},
		{"on one line", e1 + " " + z1 + "\n\n" + z2 + e2, []string{"e:" + e1, "z:" + z1, "z:" + z2, "e:" + e2}},
		{"sentence by sentence", e1 + z1 + " " + e2 + z2, []string{"e:" + e1, "z:" + z1, "e:" + e2, "z:" + z2}},
		{"a Chinese sentence that begins with a name", e1 + " NASA去年也问过，渡船是不是太满了。", []string{"e:" + e1, "z:NASA去年也问过，渡船是不是太满了。"}},
		{"names in a Chinese paragraph", "杰克·沙利文（Jake Sullivan）在 CNN 说，渡船太满。\n\n" + e1, []string{"z:杰克·沙利文（Jake Sullivan）在 CNN 说，渡船太满。", "e:" + e1}},
		{"a Chinese word in an English paragraph", "The word for ferry is 渡船, and nobody here uses any other.\n\n" + z1, []string{"e:The word for ferry is 渡船, and nobody here uses any other.", "z:" + z1}},
		{"a quotation", "他说：“I am not going to leave.”然后他走了，再也没有人在岛上见过他，也没有人问起过他。\n\n" + e1, []string{"z:他说：“I am not going to leave.”然后他走了，再也没有人在岛上见过他，也没有人问起过他。", "e:" + e1}},
		{"a heading on one line", "# The Ferry 渡船\n\n" + e1 + "\n\n" + z1, []string{"e:The Ferry", "z:渡船", "e:" + e1, "z:" + z1}},
		{"a heading with a bar", "# 渡船 | The Ferry\n\n" + e1 + "\n\n" + z1, []string{"z:渡船", "e:The Ferry", "e:" + e1, "z:" + z1}},
		{"a heading of a name and its verb", "# NASA 的新渡船\n\n## NASA’s new ferry\n\n" + e1 + "\n\n" + z1, []string{"z:NASA 的新渡船", "e:NASA’s new ferry", "e:" + e1, "z:" + z1}},
		{"a word list", e1 + "\n\nferry[ˈferi] 渡船；摆渡\nfull 满的；充分的\n\n" + z1, []string{"e:" + e1, "*z:ferry[ˈferi] 渡船；摆渡", "*z:full 满的；充分的", "z:" + z1}},
		{"numbers and stars", e1 + "\n\n" + z1 + "\n\n***\n\n" + e2 + "\n\n" + z2, []string{"e:" + e1, "z:" + z1, "*z:***", "e:" + e2, "z:" + z2}},
		{"headings of columns", "English\n\n中文\n\n" + e1 + "\n\n" + z1, []string{"-e:English", "-z:中文", "e:" + e1, "z:" + z1}},
		{"numbers of rows", "No.\n\nEnglish\n\n中文\n\n1\n\n" + e1 + "\n\n" + z1, []string{"-e:No.", "-e:English", "-z:中文", "-z:1", "e:" + e1, "z:" + z1}},
		{"in brackets", e1 + "（" + z1 + "）\n\n" + e2 + " (" + z2 + ")", []string{"e:" + e1, "z:（" + z1 + "）", "e:" + e2, "z:(" + z2 + ")"}},
		{"a question and its answer", "Q: Why? 问：为什么？\n\n" + e1 + "\n\n" + z1, []string{"e:Q: Why?", "z:问：为什么？", "e:" + e1, "z:" + z1}},
	} {
		name := "x.txt"
		if strings.HasPrefix(tt.text, "#") {
			name = "x.md"
		}
		if _, got := editions(t, name, tt.text); !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %s", tt.name, cmp.Diff(tt.want, got))
		}
	}
}

func TestSplitArrangement(t *testing.T) {
	const e, z = "The ferry leaves at six in the morning.", "渡船早上六点开，坐满了人。"
	for _, tt := range []struct {
		text string
		want Arrangement
	}{
		{e + " " + z + "\n\n" + e + " " + z, Together},
		{strings.Repeat(e+"\n\n"+z+"\n\n", 4), InTurn},
		{strings.Repeat(e+"\n\n", 6) + strings.Repeat(z+"\n\n", 6), InBlocks},
		{e + "\n\n" + z, InBlocks},
	} {
		if s, got := editions(t, "x.txt", tt.text); s.Arrangement != tt.want {
			t.Errorf("%q: %q of %q", s.Arrangement, tt.want, got)
		}
	}
}

// A mixed paragraph stays whole, and is named by its line.
func TestSplitNotice(t *testing.T) {
	const mixed = "They say that 渡船早上六点开，坐满了人 and that nobody has asked the people 没有人问过住在岛上的人 of the island."
	s, _ := editions(t, "x.txt", "The ferry leaves at six.\n\n渡船六点开。\n\n"+mixed+"\n")
	want := []string{"1 paragraph has both languages mixed and stays whole, without counterpart: line 5"}
	if got := s.Editions[align.EN].Notices; !cmp.Equal(got, want) {
		t.Errorf("notices %q", got)
	}
	if n := len(s.Alone[align.EN]) + len(s.Alone[align.ZH]); n != 1 {
		t.Errorf("%d paragraphs are alone", n)
	}
}

func TestSplitGroups(t *testing.T) {
	const e, z = "The ferry leaves at six in the morning.", "渡船早上六点开，坐满了人。"
	bead := func(en, zh []int) align.Bead { return align.Bead{EN: en, ZH: zh} }
	for _, tt := range []struct {
		name, text string
		first      align.Side
		want       []align.Bead
	}{
		{"in turn", "eezezz", align.EN, []align.Bead{bead([]int{0, 1}, []int{0}), bead([]int{2}, []int{1, 2})}},
		{"read the other way", "ezez", align.ZH, []align.Bead{bead([]int{1}, []int{0})}},
		{"a title before", "zezez", align.EN, []align.Bead{bead([]int{0}, []int{1}), bead([]int{1}, []int{2})}},
		{"cut paragraphs among others", "bebz", align.EN, []align.Bead{bead([]int{0}, []int{0}), bead([]int{2}, []int{1})}},
	} {
		var text strings.Builder
		for _, c := range tt.text {
			text.WriteString(map[rune]string{'e': e, 'z': z, 'b': e + z}[c] + "\n\n")
		}
		s, _ := editions(t, "x.txt", text.String())
		if got := s.Groups(tt.first); !cmp.Equal(got, tt.want) {
			t.Errorf("%s: %s", tt.name, cmp.Diff(tt.want, got))
		}
	}
}

// No letter is lost, and none comes twice.
func FuzzSplitEditions(f *testing.F) {
	f.Add("The Bus 夜车\n\nIt is late. 很晚了。\nferry[ˈferi] 渡船；摆渡\n\n***")
	f.Add("English\n中文\nQ: Why? 问：为什么？NASA 的 “x” 。。。")
	f.Fuzz(func(t *testing.T, text string) {
		d, err := Read(strings.NewReader(text), "x.md", Options{})
		if err != nil {
			return
		}
		s := SplitEditions(d)
		letters := func(into map[rune]int, ps []align.Paragraph) {
			for _, p := range ps {
				for _, r := range p.Text {
					if unicode.IsLetter(r) {
						into[r]++
					}
				}
			}
		}
		before, after := map[rune]int{}, map[rune]int{}
		letters(before, d.Paragraphs)
		for side, e := range s.Editions {
			letters(after, e.Paragraphs)
			for _, first := range []align.Side{align.EN, align.ZH} {
				last := -1
				for _, g := range s.Groups(first) {
					ids := g.Units(align.Side(side))
					if ids[0] <= last || ids[len(ids)-1] >= len(e.Paragraphs) {
						t.Fatalf("group %v comes after paragraph %d", g, last)
					}
					last = ids[len(ids)-1]
				}
			}
		}
		if !cmp.Equal(before, after) {
			t.Fatal(cmp.Diff(before, after))
		}
	})
}
