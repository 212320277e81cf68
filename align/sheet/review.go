package sheet

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/review"
)

// The columns of Review and Sentences, by index: what a reviewer reads and fills in comes
// first, and is seen at once.
const (
	colID = iota
	colStatus
	colEN
	colZH
	colScore
	colFlags
	colAction
	colComment
	colRefEN
	colRefZH
	colShape
	colWordsEN
	colWordsZH
	colHash
)

var reviewColumns = []column{
	colID:      {field: review.FieldID, head: "ID\n编号", width: 8},
	colStatus:  {field: review.FieldStatus, head: "Status\n状态", width: 14, fill: true},
	colEN:      {field: review.FieldEN, head: "English\n英文", width: 51, fill: true},
	colZH:      {field: review.FieldZH, head: "Chinese\n中文", width: 56, fill: true},
	colScore:   {field: review.FieldScore, head: "Score\n可信度", width: 23},
	colFlags:   {field: review.FieldFlags, head: "Flags\n提示", width: 25},
	colAction:  {field: review.FieldAction, head: "Action\n操作", width: 16, fill: true},
	colComment: {field: review.FieldComment, head: "Comment\n备注", width: 24, fill: true},
	colRefEN:   {field: review.FieldRefEN, head: "¶ EN\n英文段", width: 13},
	colRefZH:   {field: review.FieldRefZH, head: "¶ ZH\n中文段", width: 13},
	colShape:   {field: review.FieldShape, head: "Type\n类型", width: 9},
	colWordsEN: {field: review.FieldWordsEN, head: "Words EN\n英文词数", width: 15},
	colWordsZH: {field: review.FieldWordsZH, head: "Chars ZH\n汉字数", width: 15},
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

// prompts are shown beside the cells of a drop-down when they are chosen.
var prompts = map[int][2]string{
	colStatus: {"Status 状态", "ok 无误: right as it is 正确\nfixed 已改: wrong, now put right 已改正\nrejected 不采用: not to be used 不宜采用\nopen 未审: not looked at yet 尚未看"},
	colAction: {"Action 操作", "Only where the rows are cut or matched wrongly; Help explains each. 仅在分段或配对不对时选择；说明见 Help。"},
}

// reviewable sets up the columns that a reviewer fills in, down to the last
// row, and the colours that go with them.
func (p *page) reviewable(last int) {
	p.choice(below(colStatus, last), prompts[colStatus][0], prompts[colStatus][1], review.Statuses)
	p.choice(below(colAction, last), prompts[colAction][0], prompts[colAction][1], review.Actions)
	alone := fmt.Sprintf(`LEN($%s2)*LEN($%s2)=0`, letter(colEN), letter(colZH))
	bands := []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: alone, Format: p.wb.conditional(void, faint), StopIfTrue: true}}
	for band, colours := range bandColours {
		bands = append(bands, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: ">=", Value: fmt.Sprint(align.Band(band).Min()), Format: p.wb.conditional(colours[0], colours[1]), StopIfTrue: true,
		})
	}
	p.wb.keep(p.wb.file.SetConditionalFormat(p.name, below(colScore, last), bands))
	status, action := "$"+letter(colStatus)+"2", "$"+letter(colAction)+"2"
	for _, c := range []struct {
		col         int
		formula     string // true for a cell in row 2 that is to be coloured
		ground, ink string
	}{
		{colStatus, says(status, align.Confirmed), sureGround, sureInk},
		{colStatus, says(status, align.Fixed), fixedGround, fixedInk},
		{colStatus, says(status, align.Rejected), doubtfulGround, doubtfulInk},
		{colAction, action + `<>""`, fixedGround, fixedInk},
	} {
		rule := []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: c.formula, Format: p.wb.conditional(c.ground, c.ink)}}
		p.wb.keep(p.wb.file.SetConditionalFormat(p.name, below(c.col, last), rule))
	}
}

// says is a formula that is true for a cell in which a status was chosen, in either language.
func says(cell string, s align.Status) string {
	c := review.StatusChoice(s)
	return fmt.Sprintf(`ISNUMBER(SEARCH("%s",%s))+ISNUMBER(SEARCH("%s",%s))`, c.English, cell, c.Chinese, cell)
}

// below returns the range of the cells of a column from row 2 to the last.
func below(col, last int) string { return fmt.Sprintf("%[1]s2:%[1]s%[2]d", letter(col), last) }

// bead writes one row.
func (p *page) bead(r review.Row) {
	en, cutEN := review.ShowUnits(r.Units[align.EN])
	zh, cutZH := review.ShowUnits(r.Units[align.ZH])
	frame := style{size: 9, color: faint, fill: shade, across: "center", wrap: true, ruled: true, opens: r.Opens}
	edited := style{size: 10, wrap: true, ruled: true, opens: r.Opens, text: true, unlocked: true}
	size, height := fit(en, zh, faceOf(p.wb.Alignment.ZH.Script))
	text := func(side align.Side, f face, s string, cut bool) excelize.Cell {
		l := edited
		l.face, l.size, l.indent, l.unlocked = f, size, 1, !cut
		if s == "" {
			l.fill = void
		}
		c := p.cell(l, s)
		if runs := changedRuns(r, side, s, l); runs != nil {
			c.Value = runs
		}
		return c
	}
	id, score, chosen := frame, frame, edited
	id.bold, id.color = true, ink
	score.number, score.color = p.wb.scoreFormat(!r.TwoSided()), ink
	chosen.face, chosen.across = hansFace, "center"
	said, comment := frame, edited
	said.face, said.across, said.indent = hansFace, "left", 1
	comment.face = hansFace
	hash := frame
	hash.wrap = false
	words := func(side align.Side) any {
		if len(r.Units[side]) == 0 {
			return nil
		}
		return r.Words[side]
	}
	cells := []any{
		p.cell(id, r.ID), p.cell(chosen, review.StatusChoice(r.Status).In(p.wb.reader)),
		text(align.EN, latinFace, en, cutEN), text(align.ZH, faceOf(p.wb.Alignment.ZH.Script), zh, cutZH),
		p.cell(score, align.ShownScore(r.Score)), p.cell(said, p.wb.list(r.Said(), "\n")),
		p.cell(chosen, ""), p.cell(comment, review.ShowComment(r.Comment)),
		p.cell(frame, r.Refs[align.EN]), p.cell(frame, r.Refs[align.ZH]), p.cell(frame, r.Shape()),
		p.cell(frame, words(align.EN)), p.cell(frame, words(align.ZH)), p.cell(hash, r.Hash),
	}
	p.row(max(height, p.height(cells, colEN, colZH)), cells...)
}

// changedRuns returns the text of a side with the words marked that a reviewer has changed;
// nil if there are none, or if they cannot be marked without another text.
func changedRuns(r review.Row, side align.Side, text string, l style) (runs []excelize.RichTextRun) {
	if !slices.ContainsFunc(r.Changed[side], func(m [][2]int) bool { return len(m) > 0 }) {
		return nil
	}
	plain, mark := l.face.font(l.size, ink), l.face.font(l.size, fixedInk)
	mark.Bold, mark.Underline = true, "single"
	for k, unit := range r.Units[side] {
		if k > 0 {
			runs = append(runs, excelize.RichTextRun{Text: "\n¶ ", Font: plain})
		}
		trimmed := strings.TrimSpace(unit)
		lead := strings.Index(unit, trimmed)
		var marks [][2]int
		for _, m := range r.Changed[side][k] {
			if from, to := max(m[0]-lead, 0), min(m[1]-lead, len(trimmed)); from < to {
				marks = append(marks, [2]int{from, to})
			}
		}
		runs = append(runs, marked(trimmed, marks, plain, mark)...)
	}
	if textOf(runs) != text {
		return nil
	}
	return runs
}

// fit returns the greatest font size at which two texts go into the highest row, and the
// height that they need. A text that is too long for all is cut off on the screen; the formula
// bar has it whole.
func fit(en, zh string, chinese face) (size, height float64) {
	for _, size = range textSizes {
		l := style{size: size, indent: 1}
		height = l.height(en, reviewColumns[colEN].width)
		l.face = chinese
		if height = max(height, l.height(zh, reviewColumns[colZH].width)); height <= maxRowHeight {
			break
		}
	}
	return size, height
}
