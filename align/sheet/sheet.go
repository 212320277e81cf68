// Package sheet writes an alignment as a workbook that people review in Excel,
// WPS or LibreOffice, and reads what they did to it.
//
// The sheets are Summary (what to do first, figures and a picture), Review (a row for each
// paragraph bead), Sentences (a row for each sentence bead), Removed (paragraphs that were
// taken for page furniture) and Help. A hidden sheet, _align, holds both editions and the alignment
// exactly as they were, so that the changes of a reviewer can be told from those of
// a spreadsheet program: the cells people see are made to be read, the hidden cells
// to be parsed.
package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// The names of the sheets, in the order in which they stand.
const (
	reviewSheet    = review.ReviewSheet
	sentencesSheet = review.SentencesSheet
	removedSheet   = review.RemovedSheet
	summarySheet   = "Summary"
	helpSheet      = "Help"
	hiddenSheet    = "_align"
)

// maxRows is the number of rows that a sheet can hold, its heading included.
const maxRows = 1 << 20

// created is the date that every workbook carries, so that equal input gives
// equal bytes.
const created = "2000-01-01T00:00:00Z"

// packing is the level of compression of a workbook. The usual level 6 takes twice
// the time of level 3 and saves a twelfth of the size.
const packing = 3

// workbook is the file being written, and the styles and the error that its sheets share.
type workbook struct {
	*review.Layout
	reader  align.Language // whose words come first
	file    *excelize.File
	styles  map[style]int // the number of each style so far
	looks   map[int]style // the same the other way round
	protect bool          // whether cells that are not to be filled in are locked
	sums    []string      // of the texts of each disagreement
	err     error         // the first that occurred
}

// Options say how a workbook is written.
type Options struct {
	Reader  align.Language // whose words come first on lists and headings; "" is English
	Protect bool           // lock the cells that are not to be filled in
}

// Write writes the review workbook of al to w. Equal alignments and options give equal
// bytes. It fails if al is not consistent (a unit that stands in no bead or in
// two), if there are more rows than a sheet can hold, or if w does.
func Write(w io.Writer, al *align.Alignment, opt Options) error {
	layout, err := review.NewLayout(al)
	if err == nil {
		wb := newWorkbook(layout)
		wb.reader, wb.protect = opt.Reader, opt.Protect
		err = wb.write(w, "Alignment review", []sheet{
			{name: summarySheet, write: wb.writeSummary},
			{name: reviewSheet, write: func() { wb.writeRows(reviewSheet, reviewColumns, wb.Pairs) }},
			{name: sentencesSheet, write: func() { wb.writeRows(sentencesSheet, sentenceColumns(), wb.Sentences) }},
			{name: removedSheet, write: wb.writeRemoved},
			{name: helpSheet, write: wb.writeHelp},
			{name: hiddenSheet, write: wb.writeHidden, hidden: true},
		})
	}
	if err != nil {
		return fmt.Errorf("write review workbook: %w", err)
	}
	return nil
}

// newWorkbook returns a workbook with Arial at 10 points as its standard font, whose
// digits are the unit of column widths: it has the same widths everywhere, which that
// of excelize, Calibri, has not.
func newWorkbook(layout *review.Layout) *workbook {
	wb := &workbook{Layout: layout, file: excelize.NewFile(), styles: make(map[style]int), looks: make(map[int]style)}
	wb.keep(wb.file.SetDefaultFont(string(latinFace)))
	standard := wb.file.Styles.Fonts.Font[0]
	standard.Sz.Val = new(10.0)
	standard.Scheme = nil // else the theme says which font
	return wb
}

// words returns words in both languages with that of the reader first.
func (wb *workbook) words(s string) string { return review.InOrder(s, wb.reader) }

// list returns words in both languages, of which several stand apart.
func (wb *workbook) list(s, separator string) string {
	parts := strings.Split(s, separator)
	for i := range parts {
		parts[i] = wb.words(parts[i])
	}
	return strings.Join(parts, separator)
}

// keep keeps the first error, so that the steps of writing need not look at theirs.
func (wb *workbook) keep(err error) { wb.err = cmp.Or(wb.err, err) }

// sheet is a sheet of a workbook and the function that writes it.
type sheet struct {
	name   string
	write  func()
	hidden bool
}

// write writes the sheets, and the finished workbook to w.
func (wb *workbook) write(w io.Writer, title string, sheets []sheet) error {
	f := wb.file
	defer f.Close()
	wb.keep(f.SetSheetName(f.GetSheetName(0), sheets[0].name))
	for _, s := range sheets[1:] {
		_, err := f.NewSheet(s.name)
		wb.keep(err)
		if s.hidden { // before any sheet is streamed: excelize reads them all in full for this
			wb.keep(f.SetSheetVisible(s.name, false, true))
		}
	}
	for _, s := range sheets {
		if s.write(); wb.err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, wb.err)
		}
	}
	wb.keep(f.SetDocProps(&excelize.DocProperties{
		Title: title, Creator: "align", LastModifiedBy: "align",
		Created: created, Modified: created,
	}))
	types := f.ContentTypes.Defaults // of pictures: excelize adds them in the order of a map
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		zw := zip.NewWriter(w)
		zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, packing) })
		return zw
	})
	buf, err := f.WriteToBuffer()
	if err = cmp.Or(wb.err, err); err != nil {
		return err
	}
	return writeSorted(w, buf.Bytes())
}

// writeSorted copies a zip file to w with its entries in the order of their
// names. Excelize writes streamed sheets in the order of a map, which differs
// from run to run.
func writeSorted(w io.Writer, data []byte) error {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	slices.SortFunc(zr.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	zw := zip.NewWriter(w)
	for _, f := range zr.File {
		if err := zw.Copy(f); err != nil {
			return err
		}
	}
	return zw.Close()
}
