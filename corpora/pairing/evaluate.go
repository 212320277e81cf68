package pairing

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"bitext/align"
	"bitext/align/eval"
	"bitext/corpora/exchange"
)

// Evaluated is one document that was compared with its gold.
type Evaluated struct {
	Name   string
	Counts *eval.Counts
}

// Evaluate compares alignments with gold ones: two files, or two folders, in which
// the files of one name are compared, whatever their extension. Files may be
// beads (.align), JSONL, review workbooks, TMX, or tables (.tsv, .csv). They are
// compared by the ids of their units where these are known to be the same, as the ids
// of a workbook and of the files made along with it are, whatever the reviewer split
// since; else by their texts. Level tells which beads of a workbook count.
func Evaluate(gold, auto string, level align.Level) ([]Evaluated, error) {
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
			return nil, &align.InputError{Code: align.AmbiguousFiles, Op: "eval", Path: auto, Reason: fmt.Sprintf("both %s and %s are alignments of %s", filepath.Base(other), filepath.Base(d.path), d.stem), Hint: "keep one"}
		}
		files[d.stem] = d.path
	}
	var out []Evaluated
	for _, d := range g {
		path, ok := files[d.stem]
		if !ok {
			return nil, &align.InputError{Code: align.MissingFile, Op: "eval", Path: auto, Reason: "there is no alignment of " + d.stem, Hint: "a file of that name has to stand there, with one of the extensions " + extensionsOf(hasRows)}
		}
		c, err := evaluate(d.path, path, level)
		if err != nil {
			return nil, err
		}
		out = append(out, Evaluated{d.stem, c})
	}
	return out, nil
}

// evaluate compares two files by the ids of their units if these can be told to be of
// the same units, or else by their texts.
func evaluate(gold, auto string, level align.Level) (*eval.Counts, error) {
	removed := func(path string) bool { f, _ := formatOf(path); return f.Has(exchange.Removed) }
	withRemoved := removed(gold) && removed(auto)
	g, err := readAlignmentFile(gold, level, withRemoved)
	if err != nil {
		return nil, err
	}
	a, err := readAlignmentFile(auto, level, withRemoved)
	if err != nil {
		return nil, err
	}
	same, err := sameUnits(g, a)
	if err != nil {
		return nil, err
	}
	if same {
		c, err := eval.Compare(beads(g.rows), beads(a.rows))
		if err == nil {
			return c, nil
		}
		if !g.texts || !a.texts {
			return nil, notComparable(gold, auto, err)
		}
	}
	for _, x := range []*alignmentFile{a, g} {
		if !x.texts {
			return nil, &align.InputError{Code: align.OtherEditions, Op: "eval", Path: x.path, Reason: "it has the ids of units but not their texts, and the other file has other units or no ids", Hint: "give this alignment as .jsonl or .xlsx"}
		}
	}
	goldBeads, autoBeads, err := eval.FromTexts(g.rows, a.rows)
	if err != nil {
		return nil, notComparable(gold, auto, err)
	}
	c, err := eval.Compare(goldBeads, autoBeads)
	if err != nil {
		return nil, notComparable(gold, auto, err)
	}
	return c, nil
}

func beads(rows []align.Row) []align.Bead {
	out := make([]align.Bead, len(rows))
	for k, r := range rows {
		out[k] = r.Bead
	}
	return out
}

func notComparable(gold, auto string, err error) error {
	return &align.InputError{Code: align.OtherEditions, Op: "eval", Path: gold + " and " + auto, Reason: err.Error(), Hint: "both have to align the same two files", Err: err}
}

// documentFile is one alignment file; its pair is found by the stem of its name.
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
		temporary := strings.HasPrefix(e.Name(), ".") || strings.HasPrefix(e.Name(), "~$") // Excel's, while it has a workbook open
		if _, ok := formatOf(e.Name()); ok && !temporary {
			files = append(files, documentFile{stem(e.Name()), filepath.Join(path, e.Name())})
		}
	}
	if len(files) == 0 {
		return nil, &align.InputError{Code: align.MissingFile, Op: "eval", Path: path, Reason: "there are no alignments in the folder", Hint: "it should hold files with one of the extensions " + extensionsOf(hasRows)}
	}
	return files, nil
}
