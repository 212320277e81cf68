package pairing

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/review"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// extensions are those of the files that hold alignments.
var extensions = []string{".align", ".jsonl", ".xlsx", ".tmx", ".tsv", ".csv"}

// extension returns the extension of a file in lower case. Workbooks with macros
// (.xlsm) are read like those without.
func extension(path string) string {
	ext := strings.ToLower(filepath.Ext(path))
	if ext == ".xlsm" {
		return ".xlsx"
	}
	return ext
}

// isTemporary reports whether a program put a file into a folder, and no person did: Excel
// keeps ~$name.xlsx while name.xlsx is open.
func isTemporary(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$")
}

// readBeads reads the beads of an alignment from a file of beads, JSONL, or a
// review workbook, by its extension. Those of beads have no texts.
func readBeads(path string, level align.Level) ([]align.Row, error) {
	return read(path, map[string]func(io.Reader) ([]align.Row, error){
		".align": func(r io.Reader) ([]align.Row, error) {
			beads, err := exchange.ReadBeads(r)
			var rows []align.Row
			for _, b := range beads {
				rows = append(rows, align.Row{Bead: b})
			}
			return rows, err
		},
		".jsonl": func(r io.Reader) ([]align.Row, error) {
			rows, err := exchange.ReadJSONL(r)
			if err != nil {
				return nil, err
			}
			for k, row := range rows {
				if len(row.Bead.EN)+len(row.Bead.ZH) == 0 {
					return nil, fmt.Errorf("row %d has no en_ids or zh_ids", k+1)
				}
			}
			return rows, ofLevel(rows, level)
		},
		".xlsx": workbookRows(level, true),
	})
}

// ofLevel returns an error if rows say that their ids are those of another level.
func ofLevel(rows []align.Row, level align.Level) error {
	for _, row := range rows {
		if row.Level() != "" && row.Level() != level {
			return fmt.Errorf("its ids are those of %ss; say so with --level %[1]s", row.Level())
		}
	}
	return nil
}

// ReadPairs reads parallel texts from TMX, a table (.tsv, .csv), JSONL, or a review
// workbook, by the extension: of a workbook its sentences, if it has them. Pairs
// with an empty side are left out; a file without any other is refused.
func ReadPairs(path string) ([]align.TextPair, error) {
	rows, err := readTexts(path, align.LevelSentence)
	if err != nil {
		return nil, err
	}
	var pairs []align.TextPair
	for _, r := range rows {
		if strings.TrimSpace(r.Text.EN) != "" && strings.TrimSpace(r.Text.ZH) != "" {
			pairs = append(pairs, r.Text)
		}
	}
	if len(pairs) == 0 {
		return nil, &align.InputError{Op: "read", Path: path, Reason: "no English text in it has a Chinese counterpart", Hint: "look whether it is parallel text in these languages"}
	}
	return pairs, nil
}

// readTexts reads the texts of an alignment, those with an empty side too.
func readTexts(path string, level align.Level) ([]align.Row, error) {
	return read(path, map[string]func(io.Reader) ([]align.Row, error){
		".tmx":   exchange.ReadTMX,
		".tsv":   exchange.ReadTSV,
		".csv":   exchange.ReadCSV,
		".jsonl": exchange.ReadJSONL,
		".xlsx":  workbookRows(level, false),
	})
}

// workbookRows returns a reader of the rows of a workbook as a reviewer left it, with
// or without those that were removed as boilerplate.
func workbookRows(level align.Level, withRemoved bool) func(io.Reader) ([]align.Row, error) {
	return func(r io.Reader) ([]align.Row, error) {
		reviewed, err := readSettled(r)
		if err != nil {
			return nil, err
		}
		return rowsOf(reviewed.Alignment, level, withRemoved), nil
	}
}

// ReadReviewed reads a workbook that a person has reviewed.
func ReadReviewed(path string) (*review.Reviewed, error) {
	f, err := openFile(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := sheet.Apply(f)
	if refused, ok := errors.AsType[*align.InputError](err); ok {
		return nil, refused.At(path)
	}
	return r, err
}

// readSettled reads a reviewed workbook without conflicts.
func readSettled(r io.Reader) (*review.Reviewed, error) {
	reviewed, err := sheet.Apply(r)
	if err == nil && len(reviewed.Conflicts) > 0 {
		return nil, fmt.Errorf("it has conflicts, the first is %s; settle them first", reviewed.Conflicts[0])
	}
	return reviewed, err
}

// rowsOf returns the rows of an alignment, with or without those that were removed
// as boilerplate.
func rowsOf(al *align.Alignment, level align.Level, withRemoved bool) []align.Row {
	if !withRemoved {
		return al.Rows(level)
	}
	text := al.Text
	if level == align.LevelSentence && len(al.Sentences) > 0 {
		text = al.SentenceText
	}
	var rows []align.Row
	for n, b := range al.BeadsAt(level) {
		en, zh := text(b)
		rows = append(rows, align.Row{Index: n, Bead: b, Text: align.TextPair{EN: en, ZH: zh}})
	}
	return rows
}

// read opens a file and reads it with the reader of its extension.
func read[T any](path string, readers map[string]func(io.Reader) (T, error)) (T, error) {
	var none T
	reader, ok := readers[extension(path)]
	if !ok {
		return none, noFormat(path, slices.Sorted(maps.Keys(readers)))
	}
	f, err := openFile(path)
	if err != nil {
		return none, err
	}
	defer f.Close()
	out, err := reader(f)
	if r, ok := errors.AsType[*align.InputError](err); ok {
		return none, r.At(path)
	}
	if err != nil {
		return none, &align.InputError{Op: "read", Path: path, Reason: err.Error(), Err: err}
	}
	return out, nil
}

// openFile opens a file; a folder is refused.
func openFile(path string) (*os.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if info.IsDir() {
		return nil, &align.InputError{Op: "read", Path: path, Reason: "it is a folder", Hint: "name a file in it"}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	return f, nil
}

func noFormat(path string, known []string) error {
	return &align.InputError{Op: "read", Path: path, Reason: "its extension names no format that can be read here", Hint: "give one of " + strings.Join(known, " ")}
}

// ReadGlossary reads a term list: a table (.tsv, .csv) with a column of English and
// one of Chinese terms, alternatives in a cell separated by | or ;, or a term base
// (.tbx).
func ReadGlossary(path string) ([]glossary.Concept, error) {
	table := func(read func(io.Reader) ([]align.Row, error)) func(io.Reader) ([]glossary.Concept, error) {
		return func(r io.Reader) ([]glossary.Concept, error) {
			rows, err := read(r)
			if err != nil {
				return nil, err
			}
			var entries []glossary.Concept
			for _, row := range rows {
				entries = append(entries, glossary.Concept{EN: alternatives(row.Text.EN), ZH: alternatives(row.Text.ZH)})
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
		return nil, &align.InputError{Op: "read", Path: path, Reason: "no term in it has both languages", Hint: "give a list with an English and a Chinese column"}
	}
	return entries, nil
}

func alternatives(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("|;；", r) })
}
