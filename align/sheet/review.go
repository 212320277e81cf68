package sheet

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// The columns of Review and Sentences, by index.
const (
	colID = iota
	colRefEN
	colRefZH
	colShape
	colEN
	colZH
	colScore
	colFlags
	colStatus
	colAction
	colComment
	colHash
)

var reviewColumns = []column{
	colID:      {field: review.FieldID, head: "ID\n编号", width: 8},
	colRefEN:   {field: review.FieldRefEN, head: "¶ EN\n英文段", width: 9},
	colRefZH:   {field: review.FieldRefZH, head: "¶ ZH\n中文段", width: 9},
	colShape:   {field: review.FieldShape, head: "Type\n类型", width: 7},
	colEN:      {field: review.FieldEN, head: "English\n英文", width: 58},
	colZH:      {field: review.FieldZH, head: "Chinese\n中文", width: 52},
	colScore:   {field: review.FieldScore, head: "Score\n可信度", width: 19},
	colFlags:   {field: review.FieldFlags, head: "Flags\n提示", width: 25},
	colStatus:  {field: review.FieldStatus, head: "Status\n状态", width: 11},
	colAction:  {field: review.FieldAction, head: "Action\n操作", width: 12},
	colComment: {field: review.FieldComment, head: "Comment\n备注", width: 24},
	colHash:    {field: review.FieldHash, head: "Hash\n校验", width: 18, hidden: true},
}

// textSizes are the font sizes tried for the texts of a row, until they go
// into the highest row there is. The last one has room for 3,500 letters or
// 1,500 Chinese characters.
var textSizes = []float64{10.5, 9, 7.5, 6.5}

// sentenceColumns are those of Review but for the numbers.
func sentenceColumns() []column {
	columns := slices.Clone(reviewColumns)
	columns[colRefEN].head = "¶.S EN\n英文段.句"
	columns[colRefZH].head = "¶.S ZH\n中文段.句"
	return columns
}

// writeRows writes a sheet of beads. Sentence beads stand together under the ID of their
// paragraph bead, with a stronger line above the first of each.
func (wb *workbook) writeRows(name string, columns []column, rows []review.Row) {
	p := wb.open(name, slate, columns, len(rows)+1, true)
	if len(rows) > 0 {
		p.reviewable(len(rows) + 1)
	}
	for _, r := range rows {
		p.bead(r)
	}
	p.close()
}

// reviewable sets up the columns that a reviewer fills in, down to the last
// row, and the colours that go with them.
func (p *page) reviewable(last int) {
	p.choice(below(colStatus, last), review.Statuses)
	p.choice(below(colAction, last), review.Actions)
	var bands []excelize.ConditionalFormatOptions
	for band, colours := range bandColours {
		bands = append(bands, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: ">=", Value: fmt.Sprint(align.Band(band).Min()), Format: p.wb.conditional(colours[0], colours[1]), StopIfTrue: true,
		})
	}
	p.wb.keep(p.wb.file.SetConditionalFormat(p.name, below(colScore, last), bands))
	for _, c := range []struct {
		col         int
		formula     string // true for a cell in row 2 that is to be coloured
		ground, ink string
	}{
		{colStatus, p.says("$I2", align.Confirmed), sureGround, sureInk},
		{colStatus, p.says("$I2", align.Fixed), fixedGround, fixedInk},
		{colStatus, p.says("$I2", align.Rejected), doubtfulGround, doubtfulInk},
		{colAction, `$J2<>""`, fixedGround, fixedInk},
	} {
		rule := []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: c.formula, Format: p.wb.conditional(c.ground, c.ink)}}
		p.wb.keep(p.wb.file.SetConditionalFormat(p.name, below(c.col, last), rule))
	}
}

// says is a formula that is true for a cell in which a status was chosen, in either language.
func (p *page) says(cell string, s align.Status) string {
	c := review.StatusChoice(s)
	return fmt.Sprintf(`ISNUMBER(SEARCH("%s",%s))+ISNUMBER(SEARCH("%s",%s))`, c.English, cell, c.Chinese, cell)
}

// below returns the range of the cells of a column from row 2 to the last.
func below(col, last int) string { return fmt.Sprintf("%[1]s2:%[1]s%[2]d", letter(col), last) }

// bead writes one row.
func (p *page) bead(r review.Row) {
	en, cutEN := review.ShowUnits(r.Units[align.EN])
	zh, cutZH := review.ShowUnits(r.Units[align.ZH])
	flags, comment := review.FlagText(r.Flags), review.ShowComment(r.Comment)
	size, height := fit(en, zh)
	frame := style{size: 9, color: faint, fill: shade, across: "center", wrap: true, ruled: true, opens: r.Opens}
	edited := style{size: 10, wrap: true, ruled: true, opens: r.Opens, text: true, unlocked: true}
	text := func(f face, s string, cut bool) excelize.Cell {
		l := edited
		l.face, l.size, l.indent, l.unlocked = f, size, 1, !cut
		if s == "" {
			l.fill = void
		}
		return p.cell(l, s)
	}
	id, score, chosen, hash := frame, frame, edited, frame
	id.bold, id.color = true, ink
	score.number, score.color = scoreFormat(), ink
	chosen.across, chosen.indent = "center", 0
	said := frame
	said.face, said.across, said.indent = hansFace, "left", 1
	height = max(height,
		textHeight(flags, reviewColumns[colFlags].width-indented, said.size),
		textHeight(comment, reviewColumns[colComment].width, edited.size),
		textHeight(r.Refs[align.EN], reviewColumns[colRefEN].width, frame.size),
		textHeight(r.Refs[align.ZH], reviewColumns[colRefZH].width, frame.size))
	p.row(height,
		p.cell(id, r.ID), p.cell(frame, r.Refs[align.EN]), p.cell(frame, r.Refs[align.ZH]), p.cell(frame, r.Shape()),
		text(latinFace, en, cutEN), text(faceOf(p.wb.Alignment.ZH.Script), zh, cutZH),
		p.cell(score, align.ShownScore(r.Score)), p.cell(said, flags),
		p.cell(chosen, review.StatusChoice(r.Status).In(p.wb.reader)), p.cell(chosen, ""), p.cell(edited, comment),
		p.cell(hash, r.Hash))
}

// fit returns the greatest font size at which two texts go into a row, and the
// height of that row. A text that is too long for all is cut off on the screen;
// the formula bar has it whole.
func fit(en, zh string) (size, height float64) {
	for _, size = range textSizes {
		height = max(
			textHeight(en, reviewColumns[colEN].width-indented, size),
			textHeight(zh, reviewColumns[colZH].width-indented, size))
		if height <= maxRowHeight {
			break
		}
	}
	return size, height
}
