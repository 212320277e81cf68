package segment_test

import (
	"fmt"
	"os"
	"regexp"
	"slices"
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
	join, open := usual, false // open: the next sentence goes on with the paragraph
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

// lookalike matches marks that end sentences or might be taken to, not at the end of a text.
var lookalike = regexp.MustCompile(`[.!?…。！？．｡‧・·;；:：—–\n]+[^.!?…。！？．｡‧・·;；:：—–\n]`)

// judge compares the sentences of the paragraphs of a kind with gold, and shows each fault.
func judge(kind goldKind, lang align.Language) (s tally, faults []string) {
	for _, p := range kind.paragraphs {
		gold := map[int]bool{}
		for _, at := range p.borders {
			gold[at] = true
		}
		start := 0
		for _, end := range append(slices.Clone(p.borders), len(p.text)) {
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
				faults = append(faults, "no border: "+p.text[:at]+" ‖ "+p.text[at:])
			}
		}
		for _, at := range p.borders {
			if gold[at] {
				faults = append(faults, "a border: "+p.text[:at]+" ‖ "+p.text[at:])
			}
		}
	}
	return s, faults
}

// Borders marked by hand are found at least as well as when the floors were set, kind by kind.
func TestSentenceGold(t *testing.T) {
	for _, set := range []struct {
		file, join string
		lang       align.Language
		floors     map[string]float64 // of F1, by kind
	}{
		{"en.txt", " ", align.English, floorsEnglish},
		{"zh.txt", "", align.Chinese, floorsChinese},
	} {
		t.Run(set.file, func(t *testing.T) {
			kinds := readGold(t, set.file, set.join)
			if len(kinds)+1 != len(set.floors) {
				t.Errorf("%d floors for %d kinds and all", len(set.floors), len(kinds))
			}
			table := "\n| kind | borders | traps | precision | recall | F1 |\n| --- | --- | --- | --- | --- | --- |\n"
			var all tally
			row := func(name string, s tally, faults []string) {
				table += fmt.Sprintf("| %s | %d | %d | %.3f | %.3f | %.3f |\n", name, s.gold, s.traps, s.precision(), s.recall(), s.f1())
				t.Run(name, func(t *testing.T) {
					if floor, ok := set.floors[name]; !ok || s.f1() < floor {
						t.Errorf("F1 %.5f, want %.3f", s.f1(), floor)
					}
					if s.gold < 25 {
						t.Errorf("%d borders, want 25", s.gold)
					}
					for _, fault := range faults {
						t.Log(fault)
					}
				})
			}
			for _, kind := range kinds {
				s, faults := judge(kind, set.lang)
				row(kind.name, s, faults)
				all.add(s)
			}
			row("all", all, nil)
			t.Log(table)
		})
	}
}

// floorsEnglish has the floors of F1 of en.txt, rounded down.
var floorsEnglish = map[string]float64{
	"plain prose":                                  1.000,
	"titles before names":                          0.943,
	"abbreviations that end a sentence":            0.945,
	"letter abbreviations":                         0.901,
	"initials":                                     1.000,
	"decimals, versions and times":                 1.000,
	"numbers that begin a sentence":                0.523,
	"straight double quotation marks":              1.000,
	"straight single quotation marks":              1.000,
	"curly single quotation marks":                 0.981,
	"curly double quotation marks":                 1.000,
	"nested quotations":                            0.981,
	"attribution before and after speech":          0.981,
	"questions and exclamations inside a sentence": 1.000,
	"ellipses":                            0.943,
	"brackets":                            1.000,
	"footnote marks after the stop":       0.558,
	"titles and names that end in a mark": 0.945,
	"addresses and file names":            1.000,
	"lists and headings":                  0.938,
	"semicolons, colons and dashes":       1.000,
	"lower-case beginnings":               0.500,
	"dialogue with dashes":                0.312,
	"no blank after the stop":             0.571,
	"foreign words and guillemets":        0.931,
	"all":                                 0.900,
}

// floorsChinese has the floors of F1 of zh.txt, rounded down.
var floorsChinese = map[string]float64{
	"普通句子":         1.000,
	"双引号“ ”":       0.980,
	"单引号‘ ’":       0.877,
	"「」『』":         1.000,
	"直引号\" 和 '":    0.607,
	"其他引号〝〞 ＂ « »": 0.535,
	"书名号《》〈〉里的标点":  0.909,
	"说话人在前在后":      0.981,
	"句中的疑问和感叹":     0.885,
	"省略号":          0.945,
	"括号":           0.966,
	"人名里的．・·":      0.866,
	"中文里的英文名和缩写":   0.805,
	"小数、版本和时间":     1.000,
	"数字开头的句子":      1.000,
	"列举和小标题":       0.925,
	"分号、冒号和破折号":    1.000,
	"感叹词和重复的标点":    1.000,
	"网址、邮箱和文件名":    0.964,
	"句号后的注码":       0.592,
	"诗行和歌词":        0.980,
	"繁體中文":         0.982,
	"半角标点":         0.958,
	"句间有空格":        0.983,
	"all":          0.906,
}
