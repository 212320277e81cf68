package sheet

import (
	"fmt"
	"io"
	"slices"

	"bitext/align/review"
)

// The sheets of a comparison.
const (
	disagreementsSheet = "Disagreements"
	agreementSheet     = "Agreement"
)

var disagreementColumns = []column{
	{head: "No.\n编号", width: 6}, {head: "Differ in\n分歧", width: 12},
	{head: "Row, A\n行（甲）", width: 10}, {head: "English, A\n英文（甲）", width: 44}, {head: "Chinese, A\n中文（甲）", width: 34}, {head: "Status, A\n状态（甲）", width: 11}, {head: "Comment, A\n备注（甲）", width: 20},
	{head: "Row, B\n行（乙）", width: 10}, {head: "English, B\n英文（乙）", width: 44}, {head: "Chinese, B\n中文（乙）", width: 34}, {head: "Status, B\n状态（乙）", width: 11}, {head: "Comment, B\n备注（乙）", width: 20},
}

// disagreementNames are the kinds of disagreement in both languages.
var disagreementNames = map[review.DisagreementKind]string{
	review.RowsDiffer: "rows 分行", review.StatusDiffers: "status 状态", review.TextDiffers: "text 文字", review.CommentDiffers: "comment 备注",
}

// WriteComparison writes a comparison as a workbook: the disagreements side by side, and the
// figures. Equal comparisons give equal bytes.
func WriteComparison(w io.Writer, c *review.Comparison) error {
	wb := newWorkbook(nil)
	err := wb.write(w, "Comparison of two reviews", []sheet{
		{name: disagreementsSheet, write: func() { wb.writeDisagreements(c) }},
		{name: agreementSheet, write: func() { wb.writeAgreement(c) }},
	})
	if err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

func (wb *workbook) writeDisagreements(c *review.Comparison) {
	lines := 1
	for _, d := range c.Disagreements {
		lines += max(len(d.A), len(d.B))
	}
	p := wb.open(disagreementsSheet, checkInk, disagreementColumns, lines, true)
	frame := style{face: hansFace, size: 9, fill: shade, wrap: true, ruled: true, across: "center"}
	for n, d := range c.Disagreements {
		for k := range max(len(d.A), len(d.B)) {
			frame.opens = k == 0
			number, kind := any(""), ""
			if k == 0 {
				number, kind = n+1, disagreementNames[d.Kind]
			}
			cells := []any{p.cell(frame, number), p.cell(frame, kind)}
			p.row(0, slices.Concat(cells, p.judgment(d.A, k), p.judgment(d.B, k))...)
		}
	}
	p.close()
}

// judgment makes the cells of the row at k of a reviewer, empty ones if there are fewer
// rows.
func (p *page) judgment(rows []review.Judgment, k int) []any {
	en := style{size: 10, wrap: true, ruled: true, text: true, indent: 1, opens: k == 0}
	zh := en
	zh.face = hansFace
	status := zh
	status.across, status.indent = "center", 0
	var j review.Judgment
	if k < len(rows) {
		j = rows[k]
	} else {
		en.fill, zh.fill, status.fill = void, void, void
	}
	said := j.Status
	if j.Dropped {
		said = "dropped 删除"
	}
	texts := [3]string{j.EN, j.ZH, j.Comment}
	for n, t := range texts {
		texts[n], _ = review.ShowUnits([]string{t})
	}
	return []any{p.cell(status, j.ID), p.cell(en, texts[0]), p.cell(zh, texts[1]), p.cell(status, said), p.cell(zh, texts[2])}
}

func (wb *workbook) writeAgreement(c *review.Comparison) {
	p := wb.open(agreementSheet, sureInk, []column{{width: 60}, {width: 14}}, 10, false)
	name, value := style{face: hansFace, size: 10, ruled: true, indent: 1}, style{size: 10, ruled: true, across: "center", number: "0.000"}
	whole := value
	whole.number = "0"
	rows := []struct {
		name  string
		value any
	}{
		{"Rows of reviewer A 审校甲的行数", c.RowsA}, {"Rows of reviewer B 审校乙的行数", c.RowsB},
		{"Rows with the same paragraphs 相同的行数", c.SameRows},
		{"Agreement on rows (0 to 1) 分行一致率", c.Agreement},
		{"Cohen's kappa on links 对应关系的 Kappa 系数", c.Kappa},
		{"Same rows that both judged 双方都给出状态的相同行", c.BothJudged}, {"of these, with the same status 其中状态相同", c.SameStatus},
		{"Disagreements 分歧数", len(c.Disagreements)},
	}
	for _, r := range rows {
		l := whole
		if _, ok := r.value.(float64); ok {
			l = value
		}
		p.row(18, p.cell(name, r.name), p.cell(l, r.value))
	}
	p.close()
}
