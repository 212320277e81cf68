package sheet

import (
	"bitext/align"
	"bitext/align/review"
)

var removedColumns = []column{
	{field: review.FieldID, head: "ID\n编号", width: 8},
	{field: review.FieldRestore, head: "Restore\n恢复", width: 12, fill: true},
	{field: review.FieldText, head: "Text\n文字", width: 94},
	{field: review.FieldReason, head: "Reason\n原因", width: 31},
	{field: review.FieldEdition, head: "Edition\n版本", width: 16},
	{field: review.FieldPlace, head: "Place\n位置", width: 30},
	{field: review.FieldComment, head: "Comment\n备注", width: 24, fill: true},
	{field: review.FieldHash, head: "Hash\n校验", width: 18, hidden: true},
}

// minRun is how many rows of one reason are folded under the first of them.
const minRun = 4

// writeRemoved writes the texts that stand in no row: paragraphs that were taken for page
// furniture or dropped, and texts as they were before a reviewer edited them, each
// with a cell to restore it. The comment is that of the row it stood in. Runs of rows of one
// reason, menus say, are folded.
func (wb *workbook) writeRemoved() {
	p := wb.open(removedSheet, faint, removedColumns, len(wb.Removals)+1, true)
	if n := len(wb.Removals); n > 0 {
		p.choice(below(columnOf(removedColumns, review.FieldRestore), n+1), "Restore 恢复", "Choose yes to have this text back. 选“是”恢复这段文字。", review.Restores)
	}
	frame := style{face: hansFace, size: 9, color: faint, fill: shade, wrap: true, ruled: true, indent: 1}
	id, restore := frame, style{face: hansFace, size: 10, across: "center", ruled: true, text: true, unlocked: true}
	id.bold, id.color, id.across, id.indent = true, ink, "center", 0
	hash := frame
	hash.wrap = false
	levels := runs(wb.Removals)
	for k, m := range wb.Removals {
		body := style{size: 10, fill: shade, wrap: true, ruled: true, text: true, indent: 1}
		said := style{face: hansFace, size: 10, wrap: true, ruled: true, text: true, unlocked: !m.Source}
		if m.Source {
			said.fill = shade
		}
		if m.Side == align.ZH {
			body.face = faceOf(wb.Alignment.ZH.Script)
		}
		p.rowAt(levels[k], 0,
			p.cell(id, m.ID), p.cell(restore, ""), p.cell(body, m.Text()), p.cell(frame, m.Reason()),
			p.cell(frame, m.Edition()), p.cell(frame, m.Place()), p.cell(said, review.ShowComment(m.Comment)), p.cell(hash, m.Hash))
	}
	p.close()
}

// runs returns the level of each row: 1 for those that are folded under the first of a run.
func runs(list []review.Removal) []int {
	levels := make([]int, len(list))
	for from := 0; from < len(list); {
		to := from + 1
		for to < len(list) && !list[from].Source && list[to].Side == list[from].Side && list[to].Reason() == list[from].Reason() {
			to++
		}
		for k := from + 1; k < to && to-from >= minRun; k++ {
			levels[k] = 1
		}
		from = to
	}
	return levels
}
