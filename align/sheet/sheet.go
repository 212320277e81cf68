// Package sheet writes an alignment as a workbook that people review in Excel,
// WPS or LibreOffice, and applies what they did to it.
//
// The sheets are Review (a row for each paragraph bead), Sentences (a row for
// each sentence bead), Removed (what was taken for page furniture), Summary
// and Help. A hidden sheet, _align, holds both editions and the alignment
// exactly as they were, so that what a reviewer changed can be told from what
// a spreadsheet program changed: the cells people see are made to be read,
// the hidden ones to be parsed.
package sheet

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
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

// workbook is the file being written and what all of its sheets share.
type workbook struct {
	*review.Layout
	file   *excelize.File
	styles *styles
}

// Write writes the review workbook of al to w. Equal alignments give equal
// bytes. It fails if al is not consistent (a unit that stands in no bead or in
// two), if there are more rows than a sheet can hold, or if w does.
func Write(w io.Writer, al *align.Alignment) error {
	if err := write(w, al); err != nil {
		return fmt.Errorf("write review workbook: %w", err)
	}
	return nil
}

func write(w io.Writer, al *align.Alignment) error {
	r, err := review.NewLayout(al)
	if err != nil {
		return err
	}
	for _, n := range []int{len(r.Pairs), len(r.Sentences), len(r.Removals)} {
		if n >= maxRows {
			return fmt.Errorf("%d rows are more than a sheet can hold (%d)", n, maxRows-1)
		}
	}
	f := excelize.NewFile()
	defer f.Close()
	wb := &workbook{Layout: r, file: f, styles: newStyles(f)}
	sheets := []struct {
		name  string
		write func() error
	}{
		{reviewSheet, wb.writeReview},
		{sentencesSheet, wb.writeSentences},
		{removedSheet, wb.writeRemoved},
		{summarySheet, wb.writeSummary},
		{helpSheet, wb.writeHelp},
		{hiddenSheet, wb.writeHidden},
	}
	if err := f.SetSheetName(f.GetSheetName(0), sheets[0].name); err != nil {
		return err
	}
	for _, s := range sheets[1:] {
		if _, err := f.NewSheet(s.name); err != nil {
			return err
		}
	}
	// Before any sheet is streamed: excelize reads them all in full for this.
	if err := f.SetSheetVisible(hiddenSheet, false, true); err != nil {
		return err
	}
	for _, s := range sheets {
		if err := errors.Join(s.write(), wb.styles.err); err != nil {
			return fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	return wb.save(w, "Alignment review")
}

// save writes the finished workbook to w.
func (wb *workbook) save(w io.Writer, title string) error {
	if wb.styles.err != nil {
		return wb.styles.err
	}
	f := wb.file
	props := &excelize.DocProperties{
		Title: title, Creator: "align", LastModifiedBy: "align",
		Created: created, Modified: created,
	}
	if err := f.SetDocProps(props); err != nil {
		return err
	}
	types := f.ContentTypes.Defaults // of pictures: excelize adds them in the order of a map
	sort.Slice(types, func(i, j int) bool { return types[i].Extension < types[j].Extension })
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter {
		zw := zip.NewWriter(w)
		zw.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, packing) })
		return zw
	})
	buf, err := f.WriteToBuffer()
	if err != nil {
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
