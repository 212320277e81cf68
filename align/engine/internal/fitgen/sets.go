package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/corpora/exchange"
)

// set is a set of gold in the benchmark.
type set struct {
	name   string
	lines  bool     // a unit stands on each line
	fitted bool     // the parameters are fitted on it
	make   []string // the command that makes it, with BENCH, OUT and ROOT (of the module) in it; nil: it lies in data/NAME
}

// sets are all sets. Those that are fitted on have other seeds, and most of them other texts,
// than those that are made to judge with: they are of the kinds of text that are there, with
// units that were joined, split, left out, repeated and taken in.
var sets = []set{
	{"mac-dev", true, true, nil},
	{"nejm-dev", true, true, nil},
	{"wmt21-edited", false, true, editions("wmt21.tsv", "edited", "40", "3")},
	{"wmt21-hard", false, true, editions("wmt21.tsv", "hard", "40", "3")},
	{"wmt22-hard", false, true, editions("wmt22.tsv", "hard", "40", "3")},
	{"news-hard", false, true, editions("news-train.tsv", "hard", "60", "3")},
	{"wmt22-lines", true, true, editions("wmt22.tsv", "hard", "40", "3")},
	{"wmt21-lines", true, true, editions("wmt21.tsv", "edited", "40", "3")},
	{"mac-removed", true, true, changed("mac-dev", "removed", "4")},
	{"mac-foreign", true, true, changed("mac-dev", "foreign", "4")},
	{"nejm-removed", true, true, changed("nejm-dev", "removed", "4")},
	{"nejm-foreign", true, true, changed("nejm-dev", "foreign", "4")},

	{"clean", false, false, editions("news-dev.tsv", "clean", "40", "1")},
	{"edited", false, false, editions("news-dev.tsv", "edited", "40", "1")},
	{"hard", false, false, editions("news-dev.tsv", "hard", "40", "1")},
	{"hard2", false, false, editions("news-train.tsv", "hard", "150", "7")},
	{"hard3", false, false, editions("news-dev.tsv", "hard", "120", "11")},
	{"removed", true, false, changed("mac-dev", "removed", "1,2,3")},
	{"repeated", true, false, changed("mac-dev", "repeated", "1,2,3")},
	{"foreign", true, false, changed("mac-dev", "foreign", "1,2,3")},
}

// editions makes editions of articles.
func editions(file, level, documents, seed string) []string {
	return []string{"BENCH/make_editions.py", "BENCH/data/" + file, "OUT", "--level", level, "--docs", documents, "--seed", seed}
}

// changed changes a set so that units have no counterpart.
func changed(name, how, seeds string) []string {
	return []string{"ROOT/.ci/nulls-change", "BENCH/data/" + name, how, "OUT", "1", seeds}
}

// seed says what the set was made with, if anything.
func (s set) seed() string {
	if s.make == nil {
		return ""
	}
	return ", seed " + s.make[len(s.make)-1]
}

// piece is a document of a set.
type piece struct {
	engine.Gold
	set string
	sum [sha256.Size]byte // hash of its files
}

// chapter returns the number of the document of MAC dev that a piece was made of, 0 for another.
func (p piece) chapter() (n int) {
	if strings.HasPrefix(p.set, "mac-") || slices.Contains([]string{"removed", "repeated", "foreign"}, p.set) {
		fmt.Sscanf(p.Name, p.set+"/%d", &n)
	}
	return n
}

// benchmark makes sets in a folder of its own and reads them.
type benchmark struct{ root, bench, dir string }

// read reads a set.
func (b benchmark) read(s set) ([]piece, error) {
	folder := filepath.Join(b.bench, "data", s.name)
	if s.make != nil {
		folder = filepath.Join(b.dir, s.name)
		if err := os.RemoveAll(folder); err != nil { // of a fit before
			return nil, err
		}
		args := slices.Clone(s.make)
		for k := range args {
			args[k] = strings.NewReplacer("BENCH", b.bench, "OUT", folder, "ROOT", b.root).Replace(args[k])
		}
		if text, err := exec.Command("python3", args...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("python3 %s: %w: %s", strings.Join(args, " "), err, text)
		}
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.align"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("%s: there is no gold in it (%w)", folder, err)
	}
	var pieces []piece
	for _, file := range files {
		p, err := s.piece(strings.TrimSuffix(file, ".align"))
		if err != nil {
			return nil, err
		}
		pieces = append(pieces, p)
	}
	return pieces, nil
}

// piece reads a document of a set.
func (s set) piece(stem string) (piece, error) {
	p := piece{Gold: engine.Gold{Name: s.name + "/" + filepath.Base(stem), Segmented: s.lines}, set: s.name}
	hash := sha256.New()
	for _, side := range []struct {
		ext      string
		language align.Language
		to       **align.Document
	}{{".zh", align.Chinese, &p.ZH}, {".en", align.English, &p.EN}} {
		data, err := os.ReadFile(stem + side.ext)
		if err != nil {
			return p, err
		}
		hash.Write(data)
		text := string(data)
		if s.lines {
			text = strings.ReplaceAll(text, "\n\n", "\n") // editions have an empty line between paragraphs
		}
		if *side.to, err = document.Read(strings.NewReader(text), stem+".txt", document.Options{Segmented: s.lines}); err != nil {
			return p, err
		}
		(*side.to).Language = side.language
	}
	f, err := os.Open(stem + ".align")
	if err != nil {
		return p, err
	}
	defer f.Close()
	rows, err := exchange.Beads.Read(f, exchange.ReadOptions{})
	if err != nil {
		return p, fmt.Errorf("%s.align: %w", stem, err)
	}
	for _, row := range rows {
		p.Beads = append(p.Beads, align.Bead{EN: row.ZH, ZH: row.EN}) // the gold has Chinese on the left
	}
	fmt.Fprint(hash, p.Beads)
	p.sum = [sha256.Size]byte(hash.Sum(nil))
	return p, nil
}
