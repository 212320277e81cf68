package sheet

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/review"
	"bitext/align/sheet/internal/xlsx"
	"bitext/align/trace"
)

// The sheets of a comparison, besides hiddenSheet.
const (
	disagreementsSheet = "Disagreements"
	byOneSheet         = "Alone"
	agreementSheet     = "Agreement"
	reviewsSheet       = "_reviews" // hidden: what each of the reviewers left
)

// disagreementColumns are the columns of a comparison: what both say of one thing stands side
// by side.
var disagreementColumns = []column{
	{field: review.FieldNumber, head: "No.\n编号", width: 7},
	{field: "Differ in", head: "Differ in\n分歧", width: 13},
	{field: "Row", head: "Row\n行", width: 10},
	{field: review.FieldDecision, head: "Decision\n裁定", width: 14, fill: true},
	{field: "English A", head: "English, A\n英文（甲）", width: 40}, {field: "English B", head: "English, B\n英文（乙）", width: 40},
	{field: "Chinese A", head: "Chinese, A\n中文（甲）", width: 34}, {field: "Chinese B", head: "Chinese, B\n中文（乙）", width: 34},
	{field: "Status A", head: "Status, A\n状态（甲）", width: 16}, {field: "Status B", head: "Status, B\n状态（乙）", width: 16},
	{field: "Comment A", head: "Comment, A\n备注（甲）", width: 20}, {field: "Comment B", head: "Comment, B\n备注（乙）", width: 20},
}

// disagreementNames are the kinds of disagreement in both languages.
var disagreementNames = map[review.DisagreementKind]string{
	review.RowsDiffer: "rows 分行", review.StatusDiffers: "status 状态", review.TextDiffers: "text 文字", review.CommentDiffers: "comment 备注",
}

// WriteComparison writes a comparison of two reviews of al as a workbook: the disagreements
// side by side with a column for the decision, what one of them did alone, and the
// figures. Read reads it back as one review, that which was decided. Equal comparisons give equal bytes.
func WriteComparison(w io.Writer, c *review.Comparison, al *align.Alignment, reviews [2]review.Returned) error {
	layout, err := review.NewLayout(al)
	if err == nil {
		wb := newWorkbook(layout)
		err = wb.write(w, "Comparison of two reviews", []sheet{
			{name: disagreementsSheet, write: func() { wb.writeDisagreements(disagreementsSheet, c.Disagreements, 1) }},
			{name: byOneSheet, write: func() { wb.writeDisagreements(byOneSheet, c.ByOne, 1+len(c.Disagreements)) }},
			{name: agreementSheet, write: func() { wb.writeAgreement(c) }},
			{name: hiddenSheet, write: wb.writeHidden, hidden: true},
			{name: reviewsSheet, write: func() { wb.writeReviews(c, reviews) }, hidden: true},
		})
	}
	if err != nil {
		return fmt.Errorf("write comparison: %w", err)
	}
	return nil
}

func (wb *workbook) writeDisagreements(name string, list []review.Disagreement, number int) {
	lines := 1
	for _, d := range list {
		lines += max(len(d.A), len(d.B))
	}
	p := wb.open(name, checkInk, disagreementColumns, lines, true)
	if lines > 1 {
		p.choice(below(columnOf(disagreementColumns, review.FieldDecision), lines), "Decision 裁定", "Whose rows count? 以谁的为准？", review.Decisions)
	}
	frame := style{face: hansFace, size: 9, fill: shade, wrap: true, ruled: true, across: "center"}
	decision := style{face: hansFace, size: 10, wrap: true, ruled: true, across: "center", text: true, unlocked: true}
	for _, d := range list {
		var texts [][]string
		for k := range max(len(d.A), len(d.B)) {
			frame.opens, decision.opens = k == 0, k == 0
			kind, said := "", ""
			if k == 0 {
				kind = disagreementNames[d.Kind]
			}
			if j := slices.IndexFunc(review.Decisions, func(c review.Choice) bool { return c.English == string(d.By) }); j >= 0 && k == 0 {
				said = review.Decisions[j].In(wb.reader)
			}
			cells, shown := p.judgments(d, k)
			p.row(0, slices.Concat([]any{p.cell(frame, number), p.cell(frame, kind), p.cell(frame, strings.Join(d.Rows, ", ")), p.cell(decision, said)}, cells)...)
			texts = append(texts, shown)
		}
		wb.sums = append(wb.sums, sumOf(texts))
		number++
	}
	p.close()
}

// judgments makes the cells of the row at k of both reviewers, empty ones where there are
// fewer rows, and returns their texts too. The words that differ are marked.
func (p *page) judgments(d review.Disagreement, k int) (cells []any, texts []string) {
	var a, b review.Judgment
	both := k < len(d.A) && k < len(d.B)
	if k < len(d.A) {
		a = d.A[k]
	}
	if k < len(d.B) {
		b = d.B[k]
	}
	said := func(j review.Judgment) string {
		if j.Dropped {
			return "dropped 删除"
		}
		return review.StatusChoice(align.Status(j.Status)).In(p.wb.reader)
	}
	chinese := faceOf(p.wb.Alignment.ZH.Script)
	for n, x := range []struct {
		look style
		a, b string
	}{
		{style{size: 10, indent: 1}, a.EN, b.EN}, {style{face: chinese, size: 10, indent: 1}, a.ZH, b.ZH},
		{style{face: hansFace, size: 10, across: "center"}, said(a), said(b)}, {style{face: hansFace, size: 10, indent: 1}, a.Comment, b.Comment},
	} {
		x.look.wrap, x.look.ruled, x.look.text, x.look.opens = true, true, true, k == 0
		var marks [2][][2]int
		if both && n != 2 {
			marks[0], marks[1] = trace.Changed(x.a, x.b)
		}
		for side, text := range []string{x.a, x.b} {
			look := x.look
			if k >= len([][]review.Judgment{d.A, d.B}[side]) {
				look.fill, text = void, ""
			}
			shown, _ := review.ShowUnits([]string{text})
			cells, texts = append(cells, p.marked(look, text, marks[side])), append(texts, shown)
		}
	}
	return cells, texts
}

// marked makes a cell of a text with marked places.
func (p *page) marked(look style, text string, marks [][2]int) excelize.Cell {
	shown, cut := review.ShowUnits([]string{text})
	if len(marks) == 0 || cut {
		return p.cell(look, shown)
	}
	mark := look.face.font(look.points(), doubtfulInk)
	mark.Bold = true
	look.quoted = looksLikeFormula(text)
	return excelize.Cell{StyleID: p.wb.style(look), Value: marked(text, marks, look.face.font(look.points(), ink), mark)}
}

// writeReviews writes the hidden sheet of what each of two reviewers left, in records as those
// of hiddenRows:
//
//	rows    number of the disagreement, IDs of its rows, sum of the texts beside the decision
//	sheet   0|1 for the reviewer, 0|1|2 for Review, Sentences and Removed, its name, the fields that are gone
//	entry   row, ID, hash, English, Chinese, status, action, comment, notes; of the sheet above
func (wb *workbook) writeReviews(c *review.Comparison, reviews [2]review.Returned) {
	wb.hide(reviewsSheet, func(row func(...string)) {
		for n, d := range slices.Concat(c.Disagreements, c.ByOne) {
			row(record("rows", strconv.Itoa(n+1), quote(strings.Join(d.Rows, " ")), wb.sums[n])...)
		}
		for k, r := range reviews {
			for i, s := range []*review.Sheet{r.Review, r.Sentences, r.Removed} {
				if s == nil {
					continue
				}
				gone := ""
				for _, f := range s.Gone {
					gone += string(f) + "|"
				}
				row(record("sheet", strconv.Itoa(k), strconv.Itoa(i), quote(s.Name), quote(gone))...)
				for _, re := range s.Entries {
					row(record("entry", strconv.Itoa(re.Row), quote(re.ID), quote(re.Hash), quote(re.EN), quote(re.ZH), quote(re.Status), quote(re.Action), quote(re.Comment), quote(re.Notes))...)
				}
			}
		}
	})
}

// readDecided reads a comparison that came back from an arbiter as one review.
func readDecided(f *xlsx.Book, al *align.Alignment) (review.Returned, error) {
	rows, err := f.Rows(reviewsSheet)
	if err != nil {
		return review.Returned{}, refused("sheet "+reviewsSheet+" cannot be read", err)
	}
	defer rows.Close()
	var reviews [2]review.Returned
	var decisions []review.Decided
	var sums []string // by decision
	d := newDecoder()
	d.packed = true
	var last *review.Sheet
	for rows.Next() {
		switch d.begin(rows.Cells); d.text() {
		case "rows":
			d.expect(len(decisions) + 1)
			decisions = append(decisions, review.Decided{Sheet: disagreementsSheet, Rows: strings.Fields(d.text())})
			sum := ""
			if len(d.fields) > 0 { // workbooks of before have none
				sum = d.text()
			}
			sums = append(sums, sum)
		case "sheet":
			k, i := d.number(), d.number()
			if d.err != nil || k < 0 || k > 1 || i < 0 || i > 2 {
				d.fail(errors.New("there is no such sheet"))
				break
			}
			last = &review.Sheet{Name: d.text()}
			for f := range strings.SplitSeq(d.text(), "|") {
				last.Gone = append(last.Gone, review.Field(f))
			}
			*[]**review.Sheet{&reviews[k].Review, &reviews[k].Sentences, &reviews[k].Removed}[i] = last
			reviews[k].Names = append(reviews[k].Names, last.Name)
		case "entry":
			if last == nil {
				d.fail(errors.New("an entry stands before any sheet"))
				break
			}
			last.Entries = append(last.Entries, review.Entry{Sheet: last.Name, Row: d.number(), ID: d.text(), Hash: d.text(), EN: d.text(), ZH: d.text(),
				Status: d.text(), Action: d.text(), Comment: d.text(), Notes: d.text()})
		default:
			d.fail(errors.New("it is no record"))
		}
		if d.err != nil {
			return review.Returned{}, refused(fmt.Sprintf("row %d of sheet %s is damaged", rows.Number, reviewsSheet), d.err)
		}
	}
	if err := rows.Err(); err != nil {
		return review.Returned{}, refused("sheet "+reviewsSheet+" is damaged", err)
	}
	if reviews[0].Review == nil || reviews[1].Review == nil {
		return review.Returned{}, refused("sheet "+reviewsSheet+" has not both reviews", nil)
	}
	for _, name := range []string{disagreementsSheet, byOneSheet} {
		if err := readDecisions(f, name, decisions, sums); err != nil {
			return review.Returned{}, err
		}
	}
	return review.Arbitrate(al, reviews, decisions)
}

// readDecisions reads what an arbiter decided on a sheet.
func readDecisions(f *xlsx.Book, name string, decisions []review.Decided, sums []string) error {
	if !slices.Contains(f.Sheets(), name) {
		return nil
	}
	t, err := readTable(f, name, disagreementColumns, review.FieldNumber, review.FieldDecision)
	if err != nil {
		return err
	}
	firstText := columnOf(disagreementColumns, "English A") // texts, statuses and comments stand from there on
	lines := map[int][][]string{}                           // by decision: the texts of its lines
	for _, re := range t.Entries {
		number := 0
		texts := make([]string, len(disagreementColumns)-firstText)
		for _, v := range re.Locked {
			if v.Field == review.FieldNumber {
				number, _ = strconv.Atoi(strings.TrimSpace(v.Text))
			} else if k := columnOf(disagreementColumns, v.Field); k >= firstText {
				texts[k-firstText] = v.Text
			}
		}
		if number < 1 || number > len(decisions) {
			continue // no row of the sheet
		}
		d := &decisions[number-1]
		d.Said, d.Sheet, d.Row = append(d.Said, re.Action), name, cmp.Or(d.Row, re.Row)
		lines[number] = append(lines[number], texts)
	}
	for number, texts := range lines {
		decisions[number-1].Overtyped = sums[number-1] != "" && len(t.Gone) == 0 && sums[number-1] != sumOf(texts)
	}
	return nil
}

// sumOf is a sum of the texts of lines in any order, without white space and word joiners.
func sumOf(lines [][]string) string {
	list := make([]string, len(lines))
	for i, texts := range lines {
		for _, text := range texts {
			list[i] += strings.ReplaceAll(language.WithoutSpace(text), "\u2060", "") + "|"
		}
	}
	slices.Sort(list)
	h := fnv.New64a()
	h.Write([]byte(strings.Join(list, "\n")))
	return strconv.FormatUint(h.Sum64(), 16)
}

func (wb *workbook) writeAgreement(c *review.Comparison) {
	p := wb.open(agreementSheet, sureInk, []column{{width: 60}, {width: 14}}, 11, false)
	name, value := style{face: hansFace, size: 10, ruled: true, indent: 1, middle: true}, style{size: 10, ruled: true, across: "center", middle: true, number: "0.000"}
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
		{"Disagreements 分歧数", len(c.Disagreements)}, {"Rows that one alone has reached 仅一方审过的行", len(c.ByOne)},
	}
	for _, r := range rows {
		l := whole
		if _, ok := r.value.(float64); ok {
			l = value
		}
		p.row(18, p.cell(name, wb.words(r.name)), p.cell(l, r.value))
	}
	p.close()
}
