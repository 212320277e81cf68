package sheet

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"bitext/align"
	"bitext/align/review"
)

// formatVersion is that of the hidden sheet's layout.
const formatVersion = 1

// writeHidden writes what is needed to have the alignment back exactly.
//
// A row is a record, its first cell says which:
//
//	align      version, "swapped" if the Chinese edition was given first
//	document   en|zh, name, format, encoding, language, script
//	paragraph  en|zh, id, kind, place, language, reason, text
//	source     en|zh, text before a reviewer edited it; of the paragraph above
//	origin     en|zh, "rest" or "added", text of the file that a reviewer cut; of the paragraph above
//	sentence   en|zh, id, paragraph, start, end
//	bead       ID of the row or "", English ids, Chinese ids, score, paragraph bead
//	flag       kind, detail; of the bead above
//	review     status, comment, "by hand" if a reviewer made it; of the bead above
//
// A bead is of level paragraph if its paragraph bead is empty. Numbers and ids
// are written as text. Strings are quoted as in Go, so that none is empty, none
// begins like a formula, and every byte survives; one that is longer than a
// cell goes on in the next cells until its quotation marks close.
func (wb *workbook) writeHidden() error {
	out, err := wb.file.NewStreamWriter(hiddenSheet)
	if err != nil {
		return err
	}
	n := 0
	write := func(fields ...string) error {
		if n++; n > maxRows {
			return fmt.Errorf("%d records are more than a sheet can hold", n)
		}
		var cells []any
		for _, f := range fields {
			for len(f) > 0 {
				end := review.Prefix(f, review.MaxText)
				cells = append(cells, f[:end])
				f = f[end:]
			}
		}
		return out.SetRow(fmt.Sprintf("A%d", n), cells)
	}
	return errors.Join(
		write("align", strconv.Itoa(formatVersion), quote(swapped(wb.Alignment))),
		hideDocument(write, align.EN, wb.Alignment.EN),
		hideDocument(write, align.ZH, wb.Alignment.ZH),
		wb.hideBeads(write),
		out.Flush())
}

func swapped(al *align.Alignment) string {
	if al.Swapped {
		return "swapped"
	}
	return ""
}

func byHand(b align.Bead) string {
	if b.ByHand {
		return "by hand"
	}
	return ""
}

func hideDocument(write func(...string) error, s align.Side, doc *align.Document) error {
	edition := string(s.Language())
	err := write("document", edition, quote(doc.Name), quote(doc.Format), quote(doc.Encoding),
		quote(string(doc.Language)), quote(string(doc.Script)))
	for i, p := range doc.Paragraphs {
		if err == nil {
			err = write("paragraph", edition, strconv.Itoa(i), quote(string(p.Kind)), strconv.Itoa(p.Pos),
				quote(string(p.Language)), quote(p.Reason), quote(p.Text))
		}
		if err == nil && p.Source != "" {
			err = write("source", edition, quote(p.Source))
		}
		if err == nil && (p.Origin != "" || p.Whole != "") {
			err = write("origin", edition, quote(string(p.Origin)), quote(p.Whole))
		}
	}
	for i, t := range doc.Sentences {
		if err == nil {
			err = write("sentence", edition, strconv.Itoa(i), strconv.Itoa(t.Paragraph),
				strconv.Itoa(t.Start), strconv.Itoa(t.End))
		}
	}
	return err
}

func (wb *workbook) hideBeads(write func(...string) error) error {
	bead := func(id string, b align.Bead, parent string) error {
		err := write("bead", quote(id), quote(join(b.EN)), quote(join(b.ZH)),
			strconv.FormatFloat(b.Score, 'g', -1, 64), quote(parent))
		for _, f := range b.Flags {
			if err == nil {
				err = write("flag", quote(string(f.Kind)), quote(f.Detail))
			}
		}
		if err == nil && (b.Status != "" || b.Comment != "" || b.ByHand) {
			err = write("review", quote(string(b.Status)), quote(b.Comment), quote(byHand(b)))
		}
		return err
	}
	ids := idsByBead(wb.Pairs)
	for i, b := range wb.Alignment.Beads {
		if err := bead(ids[i], b, ""); err != nil {
			return err
		}
	}
	ids = idsByBead(wb.Sentences)
	for i, b := range wb.Alignment.Sentences {
		if err := bead(ids[i], b, strconv.Itoa(b.Parent)); err != nil {
			return err
		}
	}
	return nil
}

// idsByBead returns the ids of rows by the index of their bead.
func idsByBead(rows []review.Row) map[int]string {
	ids := make(map[int]string, len(rows))
	for _, r := range rows {
		ids[r.Index] = r.ID
	}
	return ids
}

// quote writes a string as Go does, with _x broken up: spreadsheet programs
// spell characters by number with it.
func quote(s string) string {
	return strings.ReplaceAll(strconv.Quote(s), "_x", `_\x78`)
}

func join(ids []int) string {
	var words []string
	for _, id := range ids {
		words = append(words, strconv.Itoa(id))
	}
	return strings.Join(words, " ")
}
