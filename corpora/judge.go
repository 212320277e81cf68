package corpora

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bitext/align"
	"bitext/align/eval"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// Judged is one document that was compared with its gold.
type Judged struct {
	Name   string
	Counts *eval.Counts
}

// Judge compares alignments with gold ones: two files, or two folders, in which
// the files of one name are compared, whatever their extension. Files may be
// beads (.align), JSONL, or review workbooks. Level tells which beads of a workbook
// count.
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
			return nil, &align.Refusal{What: "eval", Where: auto, Why: "there is no alignment of " + d.stem, Do: "a file of that name with .align, .jsonl or .xlsx has to stand there"}
		}
		c, err := judge(d.path, path, level)
		if err != nil {
			return nil, err
		}
		out = append(out, Judged{d.stem, c})
	}
	return out, nil
}

func judge(gold, auto string, level exchange.Level) (*eval.Counts, error) {
	g, err := ReadBeads(gold, level)
	if err != nil {
		return nil, err
	}
	a, err := ReadBeads(auto, level)
	if err != nil {
		return nil, err
	}
	c, err := eval.Compare(g, a)
	if err != nil {
		return nil, &align.Refusal{What: "eval", Where: gold + " and " + auto, Why: err.Error(), Do: "both have to align the same two files"}
	}
	return c, nil
}

// ReadBeads reads the beads of an alignment from a file of beads, JSONL, or a
// review workbook, by its extension.
func ReadBeads(path string, level exchange.Level) ([]align.Bead, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	defer f.Close()
	var beads []align.Bead
	switch strings.ToLower(filepath.Ext(path)) {
	case ".align":
		beads, err = exchange.ReadBeads(f)
	case ".jsonl":
		beads, err = exchange.ReadJSONL(f)
	case ".xlsx":
		var al *align.Alignment
		if al, err = sheet.Read(f); err == nil {
			if beads = al.Beads; level == exchange.Sentence {
				beads = al.Sentences
			}
		}
	default:
		return nil, &align.Refusal{What: "read", Where: path, Why: "its extension names no format of alignments", Do: "give .align, .jsonl or .xlsx"}
	}
	if err != nil {
		return nil, &align.Refusal{What: "read", Where: path, Why: err.Error(), Err: err}
	}
	return beads, nil
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
		switch strings.ToLower(filepath.Ext(e.Name())) {
		case ".align", ".jsonl", ".xlsx":
			files = append(files, documentFile{stem(e.Name()), filepath.Join(path, e.Name())})
		}
	}
	if len(files) == 0 {
		return nil, &align.Refusal{What: "eval", Where: path, Why: "there are no alignments in the folder", Do: "it should hold files with .align, .jsonl or .xlsx"}
	}
	return files, nil
}
