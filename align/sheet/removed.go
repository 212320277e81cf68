package sheet

import (
	"bitext/align"
	"bitext/align/review"
)

// The columns of Removed, by index.
const (
	removedID = iota
	removedEdition
	removedPlace
	removedReason
	removedText
	removedRestore
	removedComment
	removedHash
)

var removedColumns = []column{
	removedID:      {field: review.FieldID, head: "ID\n编号", width: 8},
	removedEdition: {field: review.FieldEdition, head: "Edition\n版本", width: 14},
	removedPlace:   {field: review.FieldPlace, head: "Place\n位置", width: 22},
	removedReason:  {field: review.FieldReason, head: "Reason\n原因", width: 26},
	removedText:    {field: review.FieldText, head: "Text\n文字", width: 100},
	removedRestore: {field: review.FieldRestore, head: "Restore\n恢复", width: 12},
	removedComment: {field: review.FieldComment, head: "Comment\n备注", width: 24},
	removedHash:    {field: review.FieldHash, head: "Hash\n校验", width: 18, hidden: true},
}

// writeRemoved writes the texts that stand in no row: paragraphs that were taken for page
// furniture or dropped, and texts as they were before a reviewer edited them, each
// with a cell to restore it. The comment is that of the row it stood in.
func (wb *workbook) writeRemoved() {
	p := wb.open(removedSheet, faint, removedColumns, len(wb.Removals)+1, true)
	if n := len(wb.Removals); n > 0 {
		p.choice(below(removedRestore, n+1), review.Restores)
	}
	frame := style{face: hansFace, size: 9, color: faint, fill: shade, wrap: true, ruled: true, indent: 1}
	id, restore := frame, style{size: 10, across: "center", ruled: true, text: true, unlocked: true}
	id.bold, id.color, id.across, id.indent = true, ink, "center", 0
	for _, m := range wb.Removals {
		edition, place, reason, text := m.Locked[0].Text, m.Locked[1].Text, m.Locked[2].Text, m.Locked[3].Text
		comment := review.ShowComment(m.Comment)
		body := style{size: 10, fill: shade, wrap: true, ruled: true, text: true, indent: 1}
		said := style{size: 10, wrap: true, ruled: true, text: true, unlocked: !m.Source}
		if m.Source {
			said.fill = shade
		}
		if m.Side == align.ZH {
			body.face = faceOf(wb.Alignment.ZH.Script)
		}
		height := max(
			textHeight(text, removedColumns[removedText].width-indented, body.size),
			textHeight(reason, removedColumns[removedReason].width-indented, frame.size),
			textHeight(place, removedColumns[removedPlace].width-indented, frame.size),
			textHeight(comment, removedColumns[removedComment].width, restore.size))
		p.row(height,
			p.cell(id, m.ID), p.cell(frame, edition), p.cell(frame, place), p.cell(frame, reason),
			p.cell(body, text), p.cell(restore, ""), p.cell(said, comment), p.cell(frame, m.Hash))
	}
	p.close()
}
