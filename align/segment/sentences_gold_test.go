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
				faults = append(faults, "no border: "+excerpt(p.text, at))
			}
		}
		for _, at := range p.borders {
			if gold[at] {
				faults = append(faults, "a border: "+excerpt(p.text, at))
			}
		}
	}
	return s, faults
}

// excerpt shows what stands around a place of a text.
func excerpt(text string, at int) string {
	from, to := max(0, at-150), min(len(text), at+150)
	return strings.ToValidUTF8(text[from:at], "") + " ‖ " + strings.ToValidUTF8(text[at:to], "")
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
	"titles before names":                          1.000,
	"abbreviations that end a sentence":            1.000,
	"letter abbreviations":                         1.000,
	"initials":                                     1.000,
	"decimals, versions and times":                 1.000,
	"numbers that begin a sentence":                1.000,
	"straight double quotation marks":              1.000,
	"straight single quotation marks":              1.000,
	"curly single quotation marks":                 1.000,
	"curly double quotation marks":                 1.000,
	"nested quotations":                            1.000,
	"attribution before and after speech":          1.000,
	"questions and exclamations inside a sentence": 1.000,
	"ellipses":                            1.000,
	"brackets":                            1.000,
	"footnote marks after the stop":       1.000,
	"titles and names that end in a mark": 1.000,
	"addresses and file names":            1.000,
	"lists and headings":                  1.000,
	"semicolons, colons and dashes":       1.000,
	"lower-case beginnings":               1.000,
	"dialogue with dashes":                1.000,
	"no blank after the stop":             1.000,
	"foreign words and guillemets":        1.000,
	"all":                                 1.000,
}

// floorsChinese has the floors of F1 of zh.txt, rounded down.
var floorsChinese = map[string]float64{
	"普通句子":         1.000,
	"双引号“ ”":       1.000,
	"单引号‘ ’":       1.000,
	"「」『』":         1.000,
	"直引号\" 和 '":    1.000,
	"其他引号〝〞 ＂ « »": 0.979,
	"书名号《》〈〉里的标点":  1.000,
	"说话人在前在后":      1.000,
	"句中的疑问和感叹":     1.000,
	"省略号":          1.000,
	"括号":           1.000,
	"人名里的．・·":      1.000,
	"中文里的英文名和缩写":   1.000,
	"小数、版本和时间":     1.000,
	"数字开头的句子":      1.000,
	"列举和小标题":       1.000,
	"分号、冒号和破折号":    1.000,
	"感叹词和重复的标点":    1.000,
	"网址、邮箱和文件名":    1.000,
	"句号后的注码":       1.000,
	"诗行和歌词":        1.000,
	"繁體中文":         1.000,
	"半角标点":         1.000,
	"句间有空格":        1.000,
	"all":          0.998,
}
