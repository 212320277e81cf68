package pairing

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/language"
	"bitext/corpora/exchange"
	"bitext/corpora/fetch"
)

// columns is the arrangement of a table with a column of each language.
const columns document.Arrangement = "two columns of a table"

// AlignFile reads a file that holds both editions of a piece, takes it apart and aligns
// them. Tables have a column of each language. Input that cannot be aligned is refused with
// an *align.InputError.
func AlignFile(ctx context.Context, path string, opt Options) (*Pair, error) {
	b, err := readBilingual(ctx, path, &opt)
	if err != nil {
		return nil, err
	}
	p := &Pair{Arrangement: b.arrangement}
	guesses := [align.Sides]*language.Guess{&p.EN, &p.ZH}
	for side, d := range b.docs {
		*guesses[side] = language.Guess{Language: d.Language, Script: d.Script, Confidence: 1}
		for _, id := range b.alone[side] {
			var alone align.Bead
			alone.SetUnits(align.Side(side), []int{id})
			opt.Align.Anchors = append(opt.Align.Anchors, alone)
		}
	}
	opt.log().Info("split", "file", path, "format", b.docs[align.EN].Format, "arrangement", b.arrangement,
		"english paragraphs", len(b.docs[align.EN].Paragraphs), "chinese paragraphs", len(b.docs[align.ZH].Paragraphs))
	if err := p.align(ctx, b.docs, b.first == align.ZH, b.evidence, opt); err != nil {
		return nil, err
	}
	return p, nil
}

// bilingual is a file that holds both editions, taken apart.
type bilingual struct {
	docs        [align.Sides]*align.Document
	first       align.Side // the edition that the file begins with
	arrangement document.Arrangement
	evidence    arrangement
	alone       [align.Sides][]int
}

// readBilingual reads a file that holds both editions.
func readBilingual(ctx context.Context, path string, opt *Options) (*bilingual, error) {
	if !fetch.IsURL(path) && isTable(path) {
		return readBilingualTable(path)
	}
	d, err := opt.read(ctx, path)
	if err != nil {
		return nil, err
	}
	guess := language.Document(d)
	split := document.SplitEditions(d)
	if !bothHave(split.Editions, split.Alone) {
		return nil, oneLanguage(path, guess)
	}
	b := &bilingual{docs: split.Editions, arrangement: split.Arrangement, evidence: inTurn{split}, alone: split.Alone, first: split.First()}
	return b, nil
}

// inTurn is the arrangement of a document in which the editions stand in turn. Which of
// them comes first in a pair is not known: a title in one language may stand before all.
type inTurn struct{ *document.Split }

func (s inTurn) readings(*align.Alignment) []reading {
	return []reading{{groups: s.Groups(align.EN)}, {groups: s.Groups(align.ZH)}}
}

// isTable reports whether a file is a table by its name.
func isTable(path string) bool {
	f, ok := formatOf(path)
	return ok && (f.Name == workbook.Name || f.Name == exchange.TSV.Name || f.Name == exchange.CSV.Name)
}

// readBilingualTable reads a table with a column of each language. Every line of a cell is a
// paragraph.
func readBilingualTable(path string) (*bilingual, error) {
	if IsReviewed(path) {
		return nil, &align.InputError{Code: align.UnsupportedFormat, Op: "read", Path: path, Reason: "it is a review workbook, which is aligned", Hint: "read it with align apply; to align its editions again, give both files and --anchors"}
	}
	in, err := Open(path, "", align.LevelParagraph)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	al, err := exchange.Alignment(in.All())
	if err != nil {
		return nil, err
	}
	b := &bilingual{docs: [align.Sides]*align.Document{al.EN, al.ZH}, arrangement: columns}
	if al.Swapped {
		b.first = align.ZH
	}
	for _, d := range b.docs {
		d.Name, d.Format = filepath.Base(path), in.Format.Name
	}
	al.ZH.Script = language.ScriptOf(al.ZH.Body())
	if !bothHave(b.docs, b.alone) {
		return nil, &align.InputError{Code: align.NoText, Op: "read", Path: path, Reason: "a column of it has no text", Hint: "name the columns en and zh in the first row"}
	}
	b.evidence = rowsOf(al.Beads)
	return b, nil
}

// minShare is the share of a file that either language has at the least. A Chinese essay that
// quotes English, or has its sources at the end, has less.
const minShare = 0.15

// bothHave reports whether both editions have text.
func bothHave(docs [align.Sides]*align.Document, alone [align.Sides][]int) bool {
	var size [align.Sides]float64 // in Han characters
	for side, d := range docs {
		for id, p := range d.Paragraphs {
			if p.Kind == align.Boilerplate || p.Kind == align.CodeBlock {
				continue
			}
			if _, found := slices.BinarySearch(alone[side], id); !found {
				size[side] += language.Weight(p.Text)
			}
		}
	}
	return min(size[align.EN], size[align.ZH]) > minShare*(size[align.EN]+size[align.ZH])
}

// oneLanguage refuses a file that does not hold both editions.
func oneLanguage(path string, guess language.Guess) error {
	refused := func(code align.Code, why, do string) error {
		return &align.InputError{Code: code, Op: "split", Path: path, Reason: why, Hint: do}
	}
	switch guess.Language {
	case align.English:
		return refused(align.OneLanguage, "it holds English only", "give the Chinese edition too")
	case align.Chinese:
		return refused(align.OneLanguage, "it holds Chinese only", "give the English edition too")
	case "":
		return refused(align.NoText, "there is no text to tell a language from", "give a file with both editions, or both files")
	}
	return refused(align.WrongLanguage, fmt.Sprintf("it looks %s (%s), not English and Chinese", language.Name(guess.Language), percent(guess.Confidence)), "give the English and the Chinese edition")
}

// ArrangementOf reports whether a document that was read holds both editions of a piece, and
// how it arranges them.
func ArrangementOf(d *align.Document) (document.Arrangement, bool) {
	if !language.RunningText(d.Body()).Bilingual() {
		return "", false
	}
	split := document.SplitEditions(d)
	return split.Arrangement, bothHave(split.Editions, split.Alone)
}
