package segment_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"bitext/align"
	"bitext/align/segment"
)

// The lines of each file of a set of the benchmark, joined to one paragraph, are cut again
// no worse than when the floors were set. Lines are no gold of sentences, since editors
// joined and cut some: a figure says only which of two versions is nearer to them. In news
// a line is a paragraph, and recall alone means something.
func TestSentenceBench(t *testing.T) {
	bench := os.Getenv("BENCH")
	if bench == "" {
		t.Skip("BENCH does not name the folder of the benchmark; see .ci/sentences")
	}
	for _, set := range []struct {
		name             string  // a folder of the benchmark, or a table with columns group, English, Chinese
		english, chinese float64 // floors of F1
	}{
		{"mac-dev", 0.995, 0.982},
		{"nejm-dev", 0.709, 0.942},
		{"long-dev", 0.916, 0.966},
		{"wmt22.tsv", 0.939, 0.885},
		{"news-dev.tsv", 0, 0},
	} {
		for _, side := range []struct {
			lang      align.Language
			extension string
			column    int
			join      string
			floor     float64
		}{{align.English, "en", 1, " ", set.english}, {align.Chinese, "zh", 2, "", set.chinese}} {
			path := filepath.Join(bench, "data", set.name)
			files, table := []string{path}, strings.HasSuffix(path, ".tsv")
			if !table {
				files, _ = filepath.Glob(filepath.Join(path, "*."+side.extension)) // fails on a wrong pattern alone
			}
			if len(files) == 0 {
				t.Fatalf("%s: no files", path)
			}
			var all tally
			for _, file := range files {
				data, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				var text strings.Builder
				gold := map[int]bool{}
				for line := range strings.Lines(string(data)) {
					if table {
						line = strings.Split(line, "\t")[side.column]
					}
					if line = strings.TrimSpace(line); line == "" {
						continue
					}
					if text.Len() > 0 {
						text.WriteString(side.join)
						gold[text.Len()] = true
					}
					text.WriteString(line)
				}
				all.gold += len(gold)
				for _, span := range segment.Sentences(text.String(), side.lang)[1:] {
					all.found++
					if gold[span.Start] {
						all.both++
					}
				}
			}
			fmt.Printf("%-12s %s  borders %6d  found %6d  P %.4f  R %.4f  F1 %.4f\n", set.name, side.lang, all.gold, all.found, all.precision(), all.recall(), all.f1())
			if all.f1() < side.floor {
				t.Errorf("%s, %s: F1 %.4f, want %.3f", set.name, side.lang, all.f1(), side.floor)
			}
		}
	}
}
