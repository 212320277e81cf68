package pairing

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/align/glossary"
	"bitext/align/lexicon"
	"bitext/align/lexicon/cedict"
	"bitext/align/review"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// workbook is the review workbook as a format of alignments: its rows are read as a
// reviewer left them. Any other workbook is read as a table, and a clean table written.
var workbook = exchange.Format{
	Name: "xlsx", Title: "the review workbook", Extensions: []string{".xlsx"}, Others: []string{".xlsm"},
	Carries: exchange.Texts | exchange.RowIDs | exchange.UnitIDs | exchange.Units | exchange.Scores | exchange.Flags | exchange.Statuses |
		exchange.Rejects | exchange.Comments | exchange.Metadata | exchange.Nulls | exchange.Removed | exchange.TwoLevels | exchange.Breaks | exchange.Controls,
	Layouts: []string{"review", exchange.LayoutTable},
	Without: map[string]exchange.Part{exchange.LayoutTable: ^(exchange.Texts | exchange.Nulls | exchange.Breaks)},

	EncodeWhole: func(w io.Writer, al *align.Alignment, opt exchange.WriteOptions) error {
		return sheet.Write(w, al, sheet.Options{Reader: opt.Reader, Protect: opt.Protect})
	},
	NewEncoder: func(w []io.Writer, _ exchange.WriteOptions) exchange.Encoder {
		return tableEncoder{sheet.NewTableWriter(w[0], [2]string{"English", "中文"})}
	},
	NewDecoder: newWorkbookDecoder,
}

// tableEncoder writes a workbook with the two texts of each row and nothing else.
type tableEncoder struct{ *sheet.TableWriter }

func (e tableEncoder) Encode(r exchange.Record) error {
	return e.Write([2]string{r.Text.EN, r.Text.ZH})
}

// recordsDecoder hands out the records of an alignment that was read whole.
type recordsDecoder struct {
	next func() (exchange.Record, bool)
}

func (d recordsDecoder) Decode() (exchange.Record, error) {
	r, ok := d.next()
	if !ok {
		return r, io.EOF
	}
	return r, nil
}

// maxWorkbook is how long a workbook may be, in bytes.
const maxWorkbook = 1 << 28

// newWorkbookDecoder reads a review workbook without page furniture, or a workbook with a
// column of each language.
func newWorkbookDecoder(r []io.Reader, opt exchange.ReadOptions) (exchange.Decoder, error) {
	data, err := io.ReadAll(io.LimitReader(r[0], maxWorkbook+1))
	if err != nil {
		return nil, err
	}
	if !sheet.IsReview(data) {
		if table, err := sheet.ReadTable(data); err == nil {
			if d, err := exchange.NewTableDecoder(table.Next); err == nil {
				return d, nil
			}
		}
	}
	reviewed, err := readSettled(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	next, _ := iter.Pull(exchange.Records(reviewed.Alignment, opt.Level))
	return recordsDecoder{func() (exchange.Record, bool) {
		for {
			if r, ok := next(); !ok || !r.Removed {
				return r, ok
			}
		}
	}}, nil
}

// Formats returns the formats of alignment files: the workbook and those of package
// exchange.
func Formats() []exchange.Format { return append([]exchange.Format{workbook}, exchange.Formats()...) }

// formatOf returns the format that a file is read in, by its extension.
func formatOf(path string) (f exchange.Format, ok bool) {
	for _, f := range Formats() {
		if f.CanRead() && (f.HasExtension(path) || slices.Contains(f.Others, strings.ToLower(filepath.Ext(path)))) {
			return f, true
		}
	}
	return exchange.Format{}, false
}

// extensionsOf lists the extensions of the formats that are read and pass a test:
// ".csv .tsv".
func extensionsOf(has func(exchange.Format) bool) string {
	var extensions []string
	for _, f := range Formats() {
		if f.CanRead() && len(f.Extensions) > 0 && has(f) {
			extensions = append(extensions, f.Extensions[0])
		}
	}
	slices.Sort(extensions)
	return strings.Join(extensions, " ")
}

func isWorkbook(path string) bool {
	f, ok := formatOf(path)
	return ok && f.Name == workbook.Name
}

func hasIDs(f exchange.Format) bool   { return f.Has(exchange.UnitIDs) }
func hasTexts(f exchange.Format) bool { return f.Has(exchange.Texts &^ f.Unread) }
func hasRows(exchange.Format) bool    { return true }

// readBeads reads an alignment with the ids of its units.
func readBeads(path string, level align.Level) ([]align.Row, error) {
	rows, err := readRows(path, level, hasIDs)
	if err != nil {
		return nil, err
	}
	err = ofLevel(rows, level)
	if k := slices.IndexFunc(rows, withoutIDs); k >= 0 {
		err = fmt.Errorf("row %d has no en_ids or zh_ids", k+1)
	}
	if err != nil {
		return nil, &align.InputError{Code: align.OtherEditions, Op: "read", Path: path, Reason: err.Error(), Err: err}
	}
	return rows, nil
}

func withoutIDs(r align.Row) bool { return len(r.EN)+len(r.ZH) == 0 }

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
	rows, err := readRows(path, align.LevelSentence, hasTexts)
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
		return nil, &align.InputError{Code: align.NoText, Op: "read", Path: path, Reason: "no English text in it has a Chinese counterpart", Hint: "look whether it is parallel text in these languages"}
	}
	return pairs, nil
}

// readRows reads an alignment in a format that passes a test.
func readRows(path string, level align.Level, has func(exchange.Format) bool) ([]align.Row, error) {
	f, ok := formatOf(path)
	if !ok || !has(f) {
		return nil, noFormat(path, extensionsOf(has))
	}
	in, err := openAs(path, f, level, exchange.LimitFile)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	rows, err := exchange.Collect(in)
	if err != nil {
		err = refusedAt(path, err)
	}
	return rows, err
}

// IsReviewed reports whether a file is a workbook that a person has reviewed or can review, by its
// extension and its sheets.
func IsReviewed(path string) bool {
	if !isWorkbook(path) {
		return false
	}
	data, err := os.ReadFile(path)
	return err == nil && sheet.IsReview(data)
}

// ReadReviewed reads a workbook that a person has reviewed. If dropDeleted, the texts of rows
// that were deleted are left out.
func ReadReviewed(path string, dropDeleted bool) (*review.Reviewed, error) {
	r, err := ReadReview(path, dropDeleted)
	return r.Reviewed, err
}

// Review is a workbook that a person has reviewed: as it came back, and as it was understood.
type Review struct {
	Returned review.Returned
	*review.Reviewed
}

// ReadReview reads a workbook that a person has reviewed; see ReadReviewed.
func ReadReview(path string, dropDeleted bool) (Review, error) {
	return open(path, func(r io.Reader) (Review, error) {
		al, returned, err := sheet.Read(r)
		if err != nil {
			return Review{}, err
		}
		returned.DropDeleted = dropDeleted
		reviewed, err := review.Apply(al, returned)
		return Review{returned, reviewed}, err
	})
}

// MarkReviewed writes a copy of a reviewed workbook with its conflicts marked; see sheet.Mark.
func MarkReviewed(w io.Writer, path string, conflicts []review.Conflict) error {
	_, err := open(path, func(r io.Reader) (struct{}, error) { return struct{}{}, sheet.Mark(w, r, conflicts) })
	return err
}

// ReadParams reads the parameters of the model, as engine.Params.Write wrote them, and their
// title.
func ReadParams(path string) (*engine.Params, string, error) {
	type titled struct {
		params *engine.Params
		title  string
	}
	t, err := read(path, func(r io.Reader) (titled, error) {
		p, title, err := engine.ReadParams(r)
		return titled{p, title}, err
	})
	return t.params, t.title, err
}

// ReadGold reads a reviewed workbook as gold to fit the model on: its paragraph rows, or
// units if it was made of units, as the reviewer left them.
func ReadGold(path string) (engine.Gold, error) {
	r, err := open(path, readSettled)
	if err != nil {
		return engine.Gold{}, err
	}
	al := r.Alignment
	return engine.Gold{Name: path, EN: al.EN, ZH: al.ZH, Beads: al.Beads, Segmented: len(al.Sentences) == 0}, nil
}

// readSettled reads a reviewed workbook without conflicts.
func readSettled(r io.Reader) (*review.Reviewed, error) {
	reviewed, err := sheet.Apply(r)
	if err == nil && len(reviewed.Conflicts) > 0 {
		return nil, &align.InputError{Code: align.OpenConflicts, Op: "read", Reason: fmt.Sprintf("it has conflicts, the first is %s", reviewed.Conflicts[0]), Hint: "settle them first"}
	}
	return reviewed, err
}

// read opens a file and reads it. Whatever is wrong with its content is an input error.
func read[T any](path string, reader func(io.Reader) (T, error)) (T, error) {
	return open(path, func(r io.Reader) (T, error) {
		out, err := reader(r)
		if _, ok := errors.AsType[*align.InputError](err); err != nil && !ok {
			err = &align.InputError{Code: codeOf(err), Op: "read", Reason: err.Error(), Err: err}
		}
		return out, err
	})
}

// open opens a file and reads it; see document.Open. An input error names the file.
func open[T any](path string, reader func(io.Reader) (T, error)) (out T, err error) {
	f, err := document.Open(path)
	if err != nil {
		return out, err
	}
	defer f.Close()
	out, err = reader(f)
	if refused, ok := errors.AsType[*align.InputError](err); ok {
		err = refused.At(path)
	}
	return out, err
}

func noFormat(path, known string) error {
	return &align.InputError{Code: align.UnsupportedFormat, Op: "read", Path: path, Reason: "its extension names no format that can be read here", Hint: "give one of " + known}
}

// ReadGlossary reads a term list: a table (.tsv, .csv) with a column of English and
// one of Chinese terms, alternatives in a cell separated by | or ;, or a term base
// (.tbx).
func ReadGlossary(path string) ([]glossary.Concept, error) {
	var reader func(io.Reader) ([]glossary.Concept, error)
	switch {
	case exchange.TSV.HasExtension(path):
		reader = termTable(exchange.TSV)
	case exchange.CSV.HasExtension(path):
		reader = termTable(exchange.CSV)
	case strings.EqualFold(filepath.Ext(path), ".tbx"):
		reader = exchange.ReadTBX
	default:
		return nil, noFormat(path, ".csv .tbx .tsv")
	}
	entries, err := read(path, reader)
	if err != nil {
		return nil, err
	}
	if len(glossary.New(entries).Concepts) == 0 {
		return nil, &align.InputError{Code: align.NoText, Op: "read", Path: path, Reason: "no term in it has both languages", Hint: "give a list with an English and a Chinese column"}
	}
	return entries, nil
}

// ReadLexicon reads a dictionary: see cedict.Read.
func ReadLexicon(path string) (*lexicon.Lexicon, error) {
	return open(path, func(r io.Reader) (*lexicon.Lexicon, error) {
		l, err := cedict.Read(r)
		if _, ok := errors.AsType[*fs.PathError](err); err != nil && !ok {
			err = &align.InputError{Code: align.Damaged, Op: "read", Reason: err.Error(), Hint: "give CC-CEDICT as published (text, .gz or .zip) or a file that align lexicon train wrote", Err: err}
		}
		return l, err
	})
}

// codeOf returns the code for a file whose content cannot be read.
func codeOf(err error) align.Code {
	if errors.Is(err, exchange.ErrTooLarge) {
		return align.TooLarge
	}
	return align.Damaged
}

// termTable returns a reader of terms from a table of a format.
func termTable(f exchange.Format) func(io.Reader) ([]glossary.Concept, error) {
	return func(r io.Reader) ([]glossary.Concept, error) {
		rows, err := f.Read(r, exchange.ReadOptions{})
		var entries []glossary.Concept
		for _, row := range rows {
			entries = append(entries, glossary.Concept{EN: alternatives(row.Text.EN), ZH: alternatives(row.Text.ZH)})
		}
		return entries, err
	}
}

func alternatives(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("|;；", r) })
}
