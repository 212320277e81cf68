package align

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"bitext/align/language"
	"bitext/align/lexicon"
)

func readUnits(t testing.TB, name string, lines bool) []string {
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	s := strings.TrimSuffix(string(b), "\n")
	if lines {
		return strings.Split(s, "\n")
	}
	return strings.Split(s, "\n\n")
}

var beadRE = regexp.MustCompile(`^\s*\[([\d, ]*)\]\s*:\s*\[([\d, ]*)\]`)

func readGold(t testing.TB, name string) map[string]bool {
	b, _ := os.ReadFile(name)
	g := map[string]bool{}
	for _, line := range strings.Split(string(b), "\n") {
		m := beadRE.FindStringSubmatch(line)
		if m != nil {
			g[strings.ReplaceAll(m[1], " ", "")+":"+strings.ReplaceAll(m[2], " ", "")] = true
		}
	}
	return g
}

func ids(n []int) string {
	var s []string
	for _, k := range n {
		s = append(s, fmt.Sprint(k))
	}
	return strings.Join(s, ",")
}

func TestBench(t *testing.T) {
	lex, err := lexicon.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range []struct {
		dir   string
		lines bool
	}{{"/tmp/ed/clean", false}, {"/tmp/ed/edited", false}, {"/tmp/ed/hard", false}, {"../../shared/bench/data/mac-dev", true}, {"../../shared/bench/data/nejm-dev", true}} {
		files, _ := filepath.Glob(set.dir + "/*.align")
		tp, ng, na, ntp, nng, nna := 0, 0, 0, 0, 0, 0
		per := ""
		for _, f := range files {
			stem := strings.TrimSuffix(f, ".align")
			zt, et := readUnits(t, stem+".zh", set.lines), readUnits(t, stem+".en", set.lines)
			zh := &Document{Language: language.Chinese}
			en := &Document{Language: language.English}
			for _, x := range zt {
				zh.Paragraphs = append(zh.Paragraphs, Paragraph{Text: x, Kind: Body})
			}
			for _, x := range et {
				en.Paragraphs = append(en.Paragraphs, Paragraph{Text: x, Kind: Body})
			}
			al, err := Align(context.Background(), en, zh, Options{Lexicon: lex, Segmented: set.lines})
			if err != nil {
				t.Fatal(err)
			}
			gold := readGold(t, f)
			dtp, dn := 0, 0
			for _, s := range al.Beads {
				key := ids(s.ZH) + ":" + ids(s.EN)
				null := len(s.ZH) == 0 || len(s.EN) == 0
				if null {
					nna++
				} else {
					na++
				}
				if gold[key] {
					if null {
						ntp++
					} else {
						tp++
						dtp++
					}
				}
				if os.Getenv("SHOW") != "" && !gold[key] && strings.Contains(set.dir, os.Getenv("SHOW")) {
					fmt.Printf("%s %s %.2f\n  %s\n  %s\n", f, key, s.Score, zh.paragraphs(s.ZH), en.paragraphs(s.EN))
				}
			}
			for k := range gold {
				if strings.HasPrefix(k, ":") || strings.HasSuffix(k, ":") {
					nng += strings.Count(k, ",") + 1
				} else {
					ng++
					dn++
				}
			}
			if len(files) < 10 {
				per += fmt.Sprintf(" %.3f", float64(dtp)/float64(dn))
			}
		}
		p, r := float64(tp)/float64(na), float64(tp)/float64(ng)
		fmt.Printf("%-40s F1 %.4f  P %.4f R %.4f null %d/%d/%d %s\n", set.dir, 2*p*r/(p+r), p, r, ntp, nng, nna, per)
	}
}
