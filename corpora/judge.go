package corpora

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/eval"
	"bitext/corpora/exchange"
)

// Judged is one document that was compared with its gold.
type Judged struct {
	Name   string
	Counts *eval.Counts
}

// Judge compares alignments with gold ones: two files, or two folders, in which
// the files of one name are compared, whatever their extension. Files may be
// beads (.align), JSONL, review workbooks, TMX, or tables (.tsv, .csv); the last
// two have no ids and are compared by their texts. Level tells which beads of a
// workbook count.
func Judge(gold, auto string, level exchange.Level) ([]Judged, error) {
	g, err := documents(gold)
	if err != nil {
		return nil, err
	}
	a, err := documents(auto)
	if err != nil {
		return nil, err
	}
	if len(g) == 1 && len(a) == 1 { // two files need not have the same name
		a[0].stem = g[0].stem
	}
	files := map[string]string{}
	for _, d := range a {
		if other, ok := files[d.stem]; ok {
			return nil, &align.Refusal{What: "eval", Where: auto, Why: fmt.Sprintf("both %s and %s are alignments of %s", filepath.Base(other), filepath.Base(d.path), d.stem), Do: "keep one"}
		}
		files[d.stem] = d.path
	}
	var out []Judged
	for _, d := range g {
		path, ok := files[d.stem]
		if !ok {
			return nil, &align.Refusal{What: "eval", Where: auto, Why: "there is no alignment of " + d.stem, Do: "a file of that name has to stand there, with one of the extensions " + strings.Join(extensions, " ")}
		}
		c, err := judge(d.path, path, level)
		if err != nil {
			return nil, err
		}
		out = append(out, Judged{d.stem, c})
	}
	return out, nil
}

// judge compares two files by the ids of their units if both have them and they
// are the same units, or else by their texts: a reviewer may have split paragraphs.
func judge(gold, auto string, level exchange.Level) (*eval.Counts, error) {
	var byIDs error
	if hasIDs(gold) && hasIDs(auto) {
		g, err := readBeads(gold, level)
		if err != nil {
			return nil, err
		}
		a, err := readBeads(auto, level)
		if err != nil {
			return nil, err
		}
		c, err := eval.Compare(beads(g), beads(a))
		if err == nil {
			return c, nil
		}
		byIDs = notComparable(gold, auto, err)
	}
	for _, path := range []string{auto, gold} {
		if !slices.Contains(extensions, extension(path)) {
			return nil, noFormat(path, extensions)
		}
		if extension(path) == ".align" {
			return nil, cmp.Or[error](byIDs, &align.Refusal{What: "eval", Where: path, Why: "it has the ids of units but not their texts, and the other file has no ids", Do: "give this alignment as .jsonl or .xlsx"})
		}
	}
	goldRows, err := readTexts(gold, level)
	if err != nil {
		return nil, err
	}
	autoRows, err := readTexts(auto, level)
	if err != nil {
		return nil, err
	}
	var scores []float64
	for _, r := range autoRows {
		scores = append(scores, r.Bead.Score)
	}
	g, a, err := eval.FromTexts(texts(goldRows), texts(autoRows), scores)
	if err != nil {
		return nil, notComparable(gold, auto, err)
	}
	c, err := eval.Compare(g, a)
	if err != nil {
		return nil, notComparable(gold, auto, err)
	}
	return c, nil
}

func beads(rows []exchange.Row) []align.Bead {
	out := make([]align.Bead, len(rows))
	for k, r := range rows {
		out[k] = r.Bead
	}
	return out
}

func texts(rows []exchange.Row) []align.TextPair {
	out := make([]align.TextPair, len(rows))
	for k, r := range rows {
		out[k] = r.Text
	}
	return out
}

func notComparable(gold, auto string, err error) error {
	return &align.Refusal{What: "eval", Where: gold + " and " + auto, Why: err.Error(), Do: "both have to align the same two files", Err: err}
}

// documentFile is one alignment file; stem is what its pair is found by.
type documentFile struct{ stem, path string }

// documents lists the alignment files that a path stands for: itself, or those
// of a folder in the order of their names.
func documents(path string) ([]documentFile, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	stem := func(p string) string { return strings.TrimSuffix(filepath.Base(p), filepath.Ext(p)) }
	if !info.IsDir() {
		return []documentFile{{stem(path), path}}, nil
	}
	entries, err := os.ReadDir(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	var files []documentFile
	for _, e := range entries {
		if slices.Contains(extensions, extension(e.Name())) && !hidden(e.Name()) {
			files = append(files, documentFile{stem(e.Name()), filepath.Join(path, e.Name())})
		}
	}
	if len(files) == 0 {
		return nil, &align.Refusal{What: "eval", Where: path, Why: "there are no alignments in the folder", Do: "it should hold files with one of the extensions " + strings.Join(extensions, " ")}
	}
	return files, nil
}
