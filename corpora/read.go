package corpora

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// extensions are those of the files that hold alignments.
var extensions = []string{".align", ".jsonl", ".xlsx", ".tmx", ".tsv", ".csv"}

func extension(path string) string { return strings.ToLower(filepath.Ext(path)) }

// hasIDs reports whether a file names its units by their ids.
func hasIDs(path string) bool {
	return slices.Contains([]string{".align", ".jsonl", ".xlsx"}, extension(path))
}

// ReadBeads reads the beads of an alignment from a file of beads, JSONL, or a
// review workbook, by its extension.
func ReadBeads(path string, level exchange.Level) ([]align.Bead, error) {
	return read(path, map[string]func(io.Reader) ([]align.Bead, error){
		".align": exchange.ReadBeads,
		".jsonl": exchange.ReadJSONL,
		".xlsx": func(r io.Reader) ([]align.Bead, error) {
			al, err := readWorkbook(r)
			if err != nil {
				return nil, err
			}
			return beadsOf(al, level), nil
		},
	})
}

// ReadPairs reads parallel texts from TMX, a table (.tsv, .csv), JSONL, or a review
// workbook, by the extension: of a workbook its sentences, if it has them. Pairs
// with an empty side are left out; a file without any other is refused.
func ReadPairs(path string) ([]align.TextPair, error) {
	pairs, err := readPairs(path, exchange.Sentence)
	if err != nil {
		return nil, err
	}
	pairs = slices.DeleteFunc(pairs, func(p align.TextPair) bool {
		return strings.TrimSpace(p.EN) == "" || strings.TrimSpace(p.ZH) == ""
	})
	if len(pairs) == 0 {
		return nil, &align.Refusal{What: "read", Where: path, Why: "no English text in it has a Chinese counterpart", Do: "look whether it is parallel text in these languages"}
	}
	return pairs, nil
}

// readPairs reads the texts of an alignment, those with an empty side too.
func readPairs(path string, level exchange.Level) ([]align.TextPair, error) {
	return read(path, map[string]func(io.Reader) ([]align.TextPair, error){
		".tmx":   exchange.ReadTMX,
		".tsv":   exchange.ReadTSV,
		".csv":   exchange.ReadCSV,
		".jsonl": exchange.ReadJSONLPairs,
		".xlsx": func(r io.Reader) ([]align.TextPair, error) {
			al, err := readWorkbook(r)
			if err != nil {
				return nil, err
			}
			return textsOf(al, level), nil
		},
	})
}

// readWorkbook returns the alignment of a workbook as a reviewer left it.
func readWorkbook(r io.Reader) (*align.Alignment, error) {
	reviewed, err := sheet.Apply(r)
	if err != nil {
		return nil, err
	}
	if len(reviewed.Conflicts) > 0 {
		return nil, fmt.Errorf("it has conflicts, the first is %s; settle them first", reviewed.Conflicts[0])
	}
	return reviewed.Alignment, nil
}

// beadsOf returns the beads of a level; those of paragraphs if there is no other.
func beadsOf(al *align.Alignment, level exchange.Level) []align.Bead {
	if level == exchange.Sentence && len(al.Sentences) > 0 {
		return al.Sentences
	}
	return al.Beads
}

// textsOf returns the texts of the beads of a level, boilerplate left out.
func textsOf(al *align.Alignment, level exchange.Level) []align.TextPair {
	var pairs []align.TextPair
	if level == exchange.Sentence && len(al.Sentences) > 0 {
		for _, b := range al.Sentences {
			if !al.Removed(al.Beads[b.Parent]) {
				en, zh := al.SentenceText(b)
				pairs = append(pairs, align.TextPair{EN: en, ZH: zh})
			}
		}
		return pairs
	}
	for _, b := range al.Beads {
		if !al.Removed(b) {
			en, zh := al.Text(b)
			pairs = append(pairs, align.TextPair{EN: en, ZH: zh})
		}
	}
	return pairs
}

// read opens a file and reads it with the reader of its extension.
func read[T any](path string, readers map[string]func(io.Reader) (T, error)) (T, error) {
	var none T
	reader, ok := readers[extension(path)]
	if !ok {
		return none, noFormat(path, slices.Sorted(maps.Keys(readers)))
	}
	f, err := os.Open(path)
	if err != nil {
		return none, fmt.Errorf("read: %w", err)
	}
	defer f.Close()
	out, err := reader(f)
	if err != nil {
		return none, &align.Refusal{What: "read", Where: path, Why: err.Error(), Err: err}
	}
	return out, nil
}

func noFormat(path string, known []string) error {
	return &align.Refusal{What: "read", Where: path, Why: "its extension names no format that can be read here", Do: "give one of " + strings.Join(known, " ")}
}

// ReadGlossary reads a term list: a table (.tsv, .csv) with a column of English and
// one of Chinese terms, alternatives in a cell separated by | or ;, or a term base
// (.tbx).
func ReadGlossary(path string) ([]glossary.Concept, error) {
	table := func(read func(io.Reader) ([]align.TextPair, error)) func(io.Reader) ([]glossary.Concept, error) {
		return func(r io.Reader) ([]glossary.Concept, error) {
			pairs, err := read(r)
			if err != nil {
				return nil, err
			}
			var entries []glossary.Concept
			for _, p := range pairs {
				entries = append(entries, glossary.Concept{EN: alternatives(p.EN), ZH: alternatives(p.ZH)})
			}
			return entries, nil
		}
	}
	entries, err := read(path, map[string]func(io.Reader) ([]glossary.Concept, error){
		".tsv": table(exchange.ReadTSV),
		".csv": table(exchange.ReadCSV),
		".tbx": exchange.ReadTBX,
	})
	if err != nil {
		return nil, err
	}
	if len(glossary.New(entries).Concepts) == 0 {
		return nil, &align.Refusal{What: "read", Where: path, Why: "no term in it has both languages", Do: "give a list with an English and a Chinese column"}
	}
	return entries, nil
}

func alternatives(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("|;；", r) })
}
