package sheet

import "slices"

// writeSentences writes the sentence beads, those of a paragraph bead together
// and under its ID. A stronger line stands above the first of each.
func (wb *workbook) writeSentences() error {
	return wb.writeRows(sentencesSheet, slate, sentenceColumns(), wb.Sentences)
}

// sentenceColumns are those of Review but for the numbers.
func sentenceColumns() []column {
	columns := slices.Clone(reviewColumns)
	columns[colRefEN].head = "¶.S EN\n英文段.句"
	columns[colRefZH].head = "¶.S ZH\n中文段.句"
	return columns
}
