package sheet

import "slices"

// writeSentences writes the sentence beads, those of a paragraph bead together
// and under its ID. A stronger line stands above the first of each.
func (wb *workbook) writeSentences() error {
	columns := slices.Clone(reviewColumns)
	columns[colRefEN].head = "¶.S EN\n英文段.句"
	columns[colRefZH].head = "¶.S ZH\n中文段.句"
	return wb.writeRows(sentencesSheet, slate, columns, wb.sentences)
}
