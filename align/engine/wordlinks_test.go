package engine_test

import (
	"slices"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/lexicon"
)

// linked returns the links of rows as pairs of words, likely ones alone.
func linked(rows []engine.WordRow, learned map[string]float64, lex *lexicon.Lexicon) (list [][]string) {
	const likely = 0.2
	for k, links := range engine.WordLinks(rows, learned, lex) {
		var pairs []string
		for _, l := range links {
			if l.P >= likely {
				pairs = append(pairs, rows[k].Text.EN[l.EN[0]:l.EN[1]]+" "+rows[k].Text.ZH[l.ZH[0]:l.ZH[1]])
			}
		}
		list = append(list, pairs)
	}
	return list
}

func TestWordLinks(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		en, zh  string
		links   []string
		none    []string
		because string
	}{
		{"The city raised its water tariff in 2024.", "2024年，这座城市提高了水价。",
			[]string{"city 城市", "raised 提高", "2024 2024"}, []string{"The 这", "city 提高"}, "the dictionary has them"},
		{"The teacher asked the doctor; the doctor asked the teacher.", "老師問醫生，醫生問老師。",
			[]string{"teacher 老師", "doctor 醫生"}, []string{"teacher 醫生"}, "traditional characters are simplified"},
		{"The children found a whistle.", "孩子找到了哨子。", []string{"children 孩子", "found 找到"}, nil, "child has children, and find has found"},
		{"He was a schoolteacher.", "他当过教师。", []string{"schoolteacher 教师"}, nil, "a word is made up of two"},
		{"They inspect one box in ten.", "每十個貨櫃抽驗一個。", []string{"inspect 抽驗"}, nil, "other headwords for inspect have 验"},
		{"Rain.", "城市", nil, []string{"Rain 城市"}, "nothing is known of them but that they are left over"},
		{"", "城市", nil, nil, "there is nothing"},
	}
	var rows []engine.WordRow
	for _, test := range tests {
		rows = append(rows, engine.WordRow{Text: align.TextPair{EN: test.en, ZH: test.zh}})
	}
	for k, got := range linked(rows, nil, lex) {
		for _, want := range tests[k].links {
			if !slices.Contains(got, want) {
				t.Errorf("%s: no %q, though %s: %q", tests[k].en, want, tests[k].because, got)
			}
		}
		for _, not := range tests[k].none {
			if slices.Contains(got, not) {
				t.Errorf("%s: %q: %s", tests[k].en, not, tests[k].because)
			}
		}
	}
}

// Of words that stand twice, those at the same place are the likelier ones; the probabilities of a word
// add up to 1 at most.
func TestWordLinksArePlaced(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	text := align.TextPair{EN: "The teacher asked the doctor; the doctor asked the teacher.", ZH: "老師問醫生，醫生問老師。"}
	best, sums := engine.WordLink{}, map[int]float64{}
	for _, l := range engine.WordLinks([]engine.WordRow{{Text: text}}, nil, lex)[0] {
		if l.EN[0] == strings.Index(text.EN, "teacher") && l.P > best.P {
			best = l
		}
		sums[l.ZH[0]] += l.P
	}
	if best.ZH[0] != 0 {
		t.Errorf("the first teacher is linked at %d", best.ZH[0])
	}
	for at, sum := range sums {
		if sum > 1.000001 {
			t.Errorf("the probabilities of the word at %d add up to %v", at, sum)
		}
	}
}

// What was learned of a word holds where it is sought, and there alone; a word that is sought is cut out
// of a longer one.
func TestWordLinksOfSought(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	text := align.TextPair{EN: "Zorvex opened today, and Quimbly opened as well.", ZH: "泽沃今天开业，昆布里也开业了。"}
	place := func(side align.Side, word string) [2]int {
		at := strings.Index(text.Side(side), word)
		return [2]int{at, at + len(word)}
	}
	rows := []engine.WordRow{{Text: text, Side: align.ZH, Sought: [][2]int{place(align.ZH, "昆布里")}}}
	if got := linked(rows, map[string]float64{"quimbl": 1000}, lex)[0]; !slices.Contains(got, "Quimbly 昆布") {
		t.Errorf("Quimbly was learned: %q", got)
	}
	rows = []engine.WordRow{{Text: align.TextPair{EN: "AI is intelligence.", ZH: "人工智能"}, Side: align.ZH, Sought: [][2]int{{6, 12}}}}
	if got := linked(rows, nil, lex)[0]; !slices.Contains(got, "intelligence 智能") {
		t.Errorf("智能 is sought: %q", got)
	}
}
