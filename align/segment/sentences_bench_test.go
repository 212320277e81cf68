package segment_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bitext/align"
	"bitext/align/segment"
)

// benchSets are the sets of the benchmark that have a unit a line. Their lines are no gold of
// sentences (an editor joined and cut some), so a figure says only which of two versions is
// nearer to them. In news a line is a paragraph: its recall alone means something.
var benchSets = []struct {
	name, english, chinese string // folder of the benchmark, patterns of files in it
	floorEN, floorZH       float64
}{
	{"mac-dev", "*.en", "*.zh", 0, 0},
	{"nejm-dev", "*.en", "*.zh", 0, 0},
	{"long-dev", "*.en", "*.zh", 0, 0},
	{"news-dev.tsv", "", "", 0, 0},
	{"wmt22.tsv", "", "", 0, 0},
}

// The lines of each file of the benchmark that BENCH names, joined to one paragraph, are cut
// again no worse than when the floors of MAC dev were set. `.ci/sentences BENCH` runs it.
func TestSentenceBench(t *testing.T) {
	bench := os.Getenv("BENCH")
	if bench == "" {
		t.Skip("BENCH does not name the folder of the benchmark")
	}
	for _, set := range benchSets {
		for _, side := range []struct {
			lang    align.Language
			pattern string
			column  int
			join    string
			floor   float64
		}{{align.English, set.english, 1, " ", set.floorEN}, {align.Chinese, set.chinese, 2, "", set.floorZH}} {
			files, err := filepath.Glob(filepath.Join(bench, "data", set.name, side.pattern))
			if err != nil || len(files) == 0 {
				t.Fatalf("%s: no files: %v", set.name, err)
			}
			var all tally
			var bytes int
			var spent time.Duration
			for _, file := range files {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				p := goldParagraph{}
				for line := range strings.Lines(string(data)) {
					if set.english == "" {
						line = strings.Split(line, "\t")[side.column]
					}
					if line = strings.TrimSpace(line); line == "" {
						continue
					}
					if p.text != "" {
						p.text += side.join
						p.borders = append(p.borders, len(p.text))
					}
					p.text += line
				}
				began := time.Now()
				segment.Sentences(p.text, side.lang)
				spent += time.Since(began)
				bytes += len(p.text)
				s, faults := judge(goldKind{set.name, []goldParagraph{p}}, side.lang)
				all.add(s)
				show(t, set.name, side.lang, faults)
			}
			fmt.Printf("%-12s %s  borders %6d  found %6d  P %.4f  R %.4f  F1 %.4f  %.0f MB/s\n", set.name, side.lang, all.gold, all.found,
				all.precision(), all.recall(), all.f1(), float64(bytes)/1e6/spent.Seconds())
			if all.f1() < side.floor {
				t.Errorf("%s, %s: F1 %.4f, want %.4f", set.name, side.lang, all.f1(), side.floor)
			}
		}
	}
}

// show writes faults, shortened, for comparison.
func show(t *testing.T, set string, lang align.Language, faults []string) {
	out := os.Getenv("FAULTS")
	if out == "" {
		return
	}
	f, _ := os.OpenFile(out, os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	defer f.Close()
	for _, fault := range faults {
		l, r, _ := strings.Cut(fault[len("no border: "):], "‖")
		kind := fault[:9]
		lr, rr := []rune(l), []rune(r)
		fmt.Fprintf(f, "%s %s %s: %s‖%s\n", set, lang, kind, string(lr[max(0, len(lr)-50):]), string(rr[:min(len(rr), 50)]))
	}
}
