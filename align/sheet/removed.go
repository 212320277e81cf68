package sheet

import (
	"fmt"

	"bitext/align/document"
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
	removedID:      {head: "ID\n编号", width: 8},
	removedEdition: {head: "Edition\n版本", width: 14},
	removedPlace:   {head: "Place\n位置", width: 22},
	removedReason:  {head: "Reason\n原因", width: 26},
	removedText:    {head: "Text\n文字", width: 100, prose: true},
	removedRestore: {head: "Restore\n恢复", width: 12},
	removedComment: {head: "Comment\n备注", width: 24, prose: true},
	removedHash:    {head: "Hash\n校验", width: 18, hidden: true},
}

// sourceReason is the reason of a text that a paragraph had before it was edited.
const sourceReason = "text before it was edited 编辑前的原文"

// writeRemoved writes what stands in no row: paragraphs that were taken for page
// furniture or dropped, and texts as they were before a reviewer edited them, each
// with a cell to restore it. The comment is that of the row it stood in.
func (wb *workbook) writeRemoved() error {
	p, err := wb.open(removedSheet, faint, removedColumns, len(wb.removed)+1, true)
	if err != nil {
		return err
	}
	if n := len(wb.removed); n > 0 {
		cells := fmt.Sprintf("F2:F%d", n+1)
		if err := p.choice(cells, []string{"yes"}, "yes 恢复; or empty 或留空"); err != nil {
			return err
		}
	}
	frame := look{face: hansFace, size: 9, color: faint, fill: shade, wrap: true, ruled: true, indent: 1}
	id, restore := frame, look{size: 10, across: "center", ruled: true, text: true, unlocked: true}
	id.bold, id.color, id.across, id.indent = true, ink, "center", 0
	for _, m := range wb.removed {
		n := wb.edition(m.side)
		place, reason, text := wb.removalTexts(m)
		comment := showComment(m.comment)
		body := look{size: 10, fill: shade, wrap: true, ruled: true, text: true, indent: 1}
		said := look{size: 10, wrap: true, ruled: true, text: true, unlocked: !m.source}
		if m.source {
			said.fill = shade
		}
		if m.side == chinese {
			body.face = faceOf(n.doc.Script)
		}
		height := max(
			textHeight(text, removedColumns[removedText].width-indented, body.size),
			textHeight(reason, removedColumns[removedReason].width-indented, frame.size),
			textHeight(place, removedColumns[removedPlace].width-indented, frame.size),
			textHeight(comment, removedColumns[removedComment].width, restore.size))
		err := p.row(height,
			p.cell(id, m.id), p.cell(frame, sideNames[m.side]), p.cell(frame, place), p.cell(frame, reason),
			p.cell(body, text), p.cell(restore, ""), p.cell(said, comment), p.cell(frame, m.hash))
		if err != nil {
			return err
		}
	}
	return p.close()
}

// removalTexts returns what the cells of a row of Removed say.
func (r *review) removalTexts(m removal) (place, reason, text string) {
	n := r.edition(m.side)
	paragraph := n.doc.Paragraphs[m.paragraph]
	place = fmt.Sprintf("%s %d\n%s", placeNames[document.PosUnit(n.doc.Format)], paragraph.Pos, placeIn(n, m))
	if reason = show(paragraph.Reason); m.source {
		reason = sourceReason
	}
	text, _ = showUnits([]string{m.text})
	return place, reason, text
}

var sideNames = map[side]string{english: "English 英文", chinese: "Chinese 中文"}

// placeNames say what Paragraph.Pos counts, by document.PosUnit.
var placeNames = map[string]string{"line": "line 行", "block": "block 块"}

// placeIn says which paragraph a text is of, or where a removed paragraph stood
// among those that were kept.
func placeIn(n *numbering, m removal) string {
	switch before := n.paragraph[m.paragraph]; {
	case m.source:
		return fmt.Sprintf("of 属于 ¶ %d", before)
	case before == 0:
		return "before 在前 ¶ 1"
	default:
		return fmt.Sprintf("after 在后 ¶ %d", before)
	}
}
