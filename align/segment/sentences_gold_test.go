package segment_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"bitext/align"
	"bitext/align/segment"
)

// A goldKind is what the paragraphs below one "# kind:" of a gold file put to the test.
type goldKind struct {
	name       string
	paragraphs []goldParagraph
}

// A goldParagraph is a text and the byte offsets at which its sentences begin, but the first.
type goldParagraph struct {
	text    string
	borders []int
}

// readGold reads a file of testdata/sentences; en.txt explains the format. Sentences are joined
// with usual where the file says nothing else.
func readGold(t *testing.T, file, usual string) []goldKind {
	t.Helper()
	data, err := os.ReadFile("../../testdata/sentences/" + file)
	if err != nil {
		t.Fatal(err)
	}
	joins := map[string]string{"blank": " ", "none": "", "break": "\n", "wide": "\u3000"}
	var kinds []goldKind
	join, open := usual, false
	for _, line := range strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n") {
		if name, ok := strings.CutPrefix(line, "# kind: "); ok {
			kinds = append(kinds, goldKind{name: name})
			join, open = usual, false
			continue
		}
		if name, ok := strings.CutPrefix(line, "# join: "); ok {
			if join, ok = joins[name]; !ok {
				t.Fatalf("%s: no such join: %q", file, name)
			}
			open = false
			continue
		}
		if line == "" || strings.HasPrefix(line, "#") {
			open = false
			continue
		}
		sentence := strings.ReplaceAll(line, "⏎", "\n")
		kind := &kinds[len(kinds)-1]
		if !open {
			kind.paragraphs = append(kind.paragraphs, goldParagraph{text: sentence})
			open = true
			continue
		}
		p := &kind.paragraphs[len(kind.paragraphs)-1]
		p.text += join
		p.borders = append(p.borders, len(p.text))
		p.text += sentence
	}
	return kinds
}

// A tally counts borders.
type tally struct {
	gold, found, both int
	traps             int // places that look like borders and are none
}

func (s *tally) add(other tally) {
	s.gold += other.gold
	s.found += other.found
	s.both += other.both
	s.traps += other.traps
}

func (s tally) precision() float64 { return float64(s.both) / float64(max(s.found, 1)) }
func (s tally) recall() float64    { return float64(s.both) / float64(max(s.gold, 1)) }
func (s tally) f1() float64        { return 2 * float64(s.both) / float64(max(s.gold+s.found, 1)) }

func (s tally) row(name string) string {
	return fmt.Sprintf("| %s | %d | %d | %.3f | %.3f | %.3f |\n", name, s.gold, s.traps, s.precision(), s.recall(), s.f1())
}

// lookalike matches marks that end sentences or might be taken to, not at the end of a text.
var lookalike = regexp.MustCompile(`[.!?…。！？．｡‧・·;；:：—–\n]+[^.!?…。！？．｡‧・·;；:：—–\n]`)

// judge compares the sentences of the paragraphs of a kind with gold, and logs each fault.
func judge(t *testing.T, kind goldKind, lang align.Language) tally {
	t.Helper()
	var s tally
	for _, p := range kind.paragraphs {
		gold := map[int]bool{}
		for _, at := range p.borders {
			gold[at] = true
		}
		start := 0
		for _, end := range append(p.borders, len(p.text)) {
			sentence := strings.TrimRight(p.text[start:end], "\"'’”」』〞＂»)）]］】〕 \n\u3000")
			s.traps += len(lookalike.FindAllString(sentence, -1))
			start = end
		}
		s.gold += len(gold)
		for _, span := range segment.Sentences(p.text, lang) {
			rest := strings.TrimLeftFunc(p.text[span.Start:], unicode.IsSpace)
			at := len(p.text) - len(rest)
			if span.Start == 0 || at == len(p.text) {
				continue
			}
			s.found++
			if gold[at] {
				s.both++
				delete(gold, at)
			} else {
				t.Logf("no border: %s ‖ %s", p.text[:at], p.text[at:])
			}
		}
		for _, at := range p.borders {
			if gold[at] {
				t.Logf("a border: %s ‖ %s", p.text[:at], p.text[at:])
			}
		}
	}
	return s
}

// Borders marked by hand are found as often as when the floors were set, kind by kind.
func TestSentenceGold(t *testing.T) {
	for _, set := range []struct {
		file, join string
		lang       align.Language
		all        float64 // floor of F1 over all kinds
		floors     map[string]float64
	}{
		{"en.txt", " ", align.English, 0, floorsEnglish},
		{"zh.txt", "", align.Chinese, 0, floorsChinese},
	} {
		t.Run(set.file, func(t *testing.T) {
			kinds := readGold(t, set.file, set.join)
			if len(kinds) != len(set.floors) {
				t.Errorf("%d kinds and %d floors", len(kinds), len(set.floors))
			}
			table := "\n| kind | borders | traps | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |\n"
			var all tally
			for _, kind := range kinds {
				s := judge(t, kind, set.lang)
				all.add(s)
				table += s.row(kind.name)
				if s.gold+s.traps < 25 {
					t.Errorf("%s: %d borders and traps, want 25", kind.name, s.gold+s.traps)
				}
				if floor, ok := set.floors[kind.name]; !ok || s.f1() < floor {
					t.Errorf("%s: F1 %.4f, want %.3f", kind.name, s.f1(), floor)
				}
			}
			if all.f1() < set.all {
				t.Errorf("all kinds: F1 %.4f, want %.3f", all.f1(), set.all)
			}
			t.Log(table + all.row("all"))
		})
	}
}

var floorsEnglish = map[string]float64{}
var floorsChinese = map[string]float64{}
