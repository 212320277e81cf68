package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/align/review"
)

// The versions of the hidden sheet's layout. Both are read, the second is written.
const (
	fieldACell  = 1 // each field of a record stands in a cell of its own
	recordACell = 2 // a record stands in one cell, with a bar between its fields, but for the record "align"
)

// writeHidden writes the hidden sheet of the alignment.
func (wb *workbook) writeHidden() {
	wb.hide(hiddenSheet, func(row func(...string)) { hiddenRows(wb.Alignment, row) })
}

// hide writes a hidden sheet from its rows.
func (wb *workbook) hide(sheet string, rows func(row func(cells ...string))) {
	out, err := wb.file.NewStreamWriter(sheet)
	if err != nil {
		wb.keep(err)
		return
	}
	n := 0
	rows(func(cells ...string) {
		if n++; n > maxRows {
			wb.keep(fmt.Errorf("%d records are more than a sheet can hold", n))
		}
		if wb.err == nil {
			values := make([]any, len(cells))
			for k, c := range cells {
				values[k] = c
			}
			wb.keep(out.SetRow(fmt.Sprintf("A%d", n), values))
		}
	})
	wb.keep(out.Flush())
}

// record returns the cells of a record of some fields.
func record(fields ...string) (cells []string) {
	for record := strings.Join(fields, "|"); len(record) > 0; {
		end := review.Prefix(record, review.MaxText)
		cells = append(cells, record[:end])
		record = record[end:]
	}
	return cells
}

// hiddenRows calls row with the cells of each row of the hidden sheet: all that is needed
// to have the alignment back exactly, but for scores, which are cut to six decimals.
//
// A row is a record; its first field says of which kind:
//
//	align      version, "swapped" if the Chinese edition was given first
//	document   en|zh, name, format, encoding, language, script
//	paragraph  en|zh, id, kind, position, language, reason, text
//	source     en|zh, text before a reviewer edited it; of the paragraph above
//	origin     en|zh, "rest" or "added", text of the file that a reviewer cut; of the paragraph above
//	sentence   en|zh, id, paragraph, start, end
//	bead       ID of the row or "", English ids, Chinese ids, score, paragraph bead
//	flag       kind, detail; of the bead above
//	review     status, comment, "by hand" if a reviewer made it; of the bead above
//
// A bead is of level paragraph if its paragraph bead is empty. Numbers and ids
// are written as text. Strings are quoted as in Go, so that no cell is empty or
// begins like a formula, and every byte survives; a record that is longer than a
// cell goes on in the next cells.
func hiddenRows(al *align.Alignment, row func(cells ...string)) {
	write := func(fields ...string) { row(record(fields...)...) }
	row("align", strconv.Itoa(recordACell), quote(wordIf(al.Swapped, swapped)))
	for side := range align.Sides {
		hideDocument(write, side, al.Document(side))
	}
	for _, r := range al.AllRows(align.LevelParagraph) {
		hideBead(write, r, "")
	}
	if len(al.Sentences) > 0 {
		for _, r := range al.AllRows(align.LevelSentence) {
			hideBead(write, r, strconv.Itoa(r.Parent))
		}
	}
}

// cut cuts a score to six decimals, as align.ShownScore cuts it to two, which it leaves as
// they are.
func cut(score float64) float64 { return math.Floor(float64(score*1e6)+1e-5) / 1e6 }

// The words in a field that is empty otherwise.
const (
	swapped = "swapped"
	byHand  = "by hand"
)

func wordIf(is bool, word string) string {
	if is {
		return word
	}
	return ""
}

func hideDocument(write func(...string), side align.Side, doc *align.Document) {
	edition := string(side.Language())
	write("document", edition, quote(doc.Name), quote(doc.Format), quote(doc.Encoding),
		quote(string(doc.Language)), quote(string(doc.Script)))
	for i, p := range doc.Paragraphs {
		write("paragraph", edition, strconv.Itoa(i), quote(string(p.Kind)), strconv.Itoa(p.Pos),
			quote(string(p.Language)), quote(p.Reason), quote(p.Text))
		if p.Source != "" {
			write("source", edition, quote(p.Source))
		}
		if p.Origin != "" || p.Whole != "" {
			write("origin", edition, quote(string(p.Origin)), quote(p.Whole))
		}
	}
	for i, s := range doc.Sentences {
		write("sentence", edition, strconv.Itoa(i), strconv.Itoa(s.Paragraph), strconv.Itoa(s.Start), strconv.Itoa(s.End))
	}
}

func hideBead(write func(...string), r align.Row, parent string) {
	write("bead", quote(r.ID), quote(words(r.EN)), quote(words(r.ZH)),
		strconv.FormatFloat(cut(r.Score), 'g', -1, 64), quote(parent))
	for _, f := range r.Flags {
		write("flag", quote(string(f.Kind)), quote(f.Detail))
	}
	if r.Status != "" || r.Comment != "" || r.ByHand {
		write("review", quote(string(r.Status)), quote(r.Comment), quote(wordIf(r.ByHand, byHand)))
	}
}

// quote writes a string as Go does, with _x broken up: spreadsheet programs
// spell characters by number with it.
func quote(s string) string {
	return strings.ReplaceAll(strconv.Quote(s), "_x", `_\x78`)
}

// words writes ids with spaces between them.
func words(ids []int) string { return strings.Trim(fmt.Sprint(ids), "[]") }
