package sheet

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/review"
)

// maxFirst is how many rows Summary names to be looked at first.
const maxFirst = 40

// lineHeight is that of every row of Summary but the title, in points. The
// picture lies over such rows, so they must not differ.
const lineHeight = 18

// The columns of Summary: facts on the left, rows to look at on the right.
var summaryColumns = []column{
	{width: 42}, {width: 22}, {width: 22}, {width: 4},
	{width: 9}, {width: 8}, {width: 20}, {width: 34}, {width: 40}, {width: 40},
}

const rightHalf = 4 // index of the first column on the right

// line holds the cells of one row of one half of Summary.
type line []excelize.Cell

func (wb *workbook) writeSummary() {
	wb.keep(wb.file.SetSheetProps(summarySheet, &excelize.SheetPropsOptions{DefaultRowHeight: new(float64(lineHeight)), CustomHeight: new(true)}))
	p := wb.open(summarySheet, sureInk, summaryColumns, 50, false)
	title := style{face: hansFace, size: 16, bold: true, color: slate, middle: true}
	under := style{size: 10, color: faint, middle: true}
	names := language.Excerpt(review.Show(wb.Alignment.EN.Name), 80) + "  ↔  " + language.Excerpt(review.Show(wb.Alignment.ZH.Name), 80)
	p.row(30, p.cell(title, "Alignment review  对齐审校"))
	p.row(lineHeight, p.cell(under, names))
	p.row(lineHeight)
	left := wb.facts(p)
	right := append(wb.lookFirst(p), nil,
		p.title("Picture 对齐图"),
		line{p.cell(summaryStyle(), "Each box is a row of Review; across: English →, down: 中文 ↓. 每个方块是 Review 的一行；横向英文 →，纵向中文 ↓。")},
		line{p.cell(summaryStyle(), fmt.Sprintf("%s · %s · %s · no counterpart 无对应（标在轴上）", align.BandSure.Bilingual(), align.BandCheck.Bilingual(), align.BandDoubtful.Bilingual()))})
	wb.addPicture(fmt.Sprintf("%s%d", letter(rightHalf), p.next+len(right)))
	for i := range max(len(left), len(right)) {
		cells := make([]any, len(summaryColumns))
		for half, lines := range [][]line{left, right} {
			if i < len(lines) {
				for j, c := range lines[i] {
					cells[half*rightHalf+j] = c
				}
			}
		}
		p.row(lineHeight, cells...)
	}
	p.close()
}

func (wb *workbook) addPicture(cell string) {
	png, err := picture(wb.Layout)
	wb.keep(err)
	wb.keep(wb.file.AddPictureFromBytes(summarySheet, cell, &excelize.Picture{
		Extension: ".png",
		File:      png,
		Format: &excelize.GraphicOptions{
			Name:            "Alignment",
			AltText:         "The paragraphs of the English edition from left to right against those of the Chinese edition from top to bottom",
			ScaleX:          plotScale,
			ScaleY:          plotScale,
			Positioning:     "oneCell",
			LockAspectRatio: true,
		},
	}))
}

func summaryStyle() style { return style{face: hansFace, size: 10, middle: true} }

// title is a line with the name of a part.
func (p *page) title(name string) line {
	return line{p.cell(style{face: hansFace, size: 11, bold: true, color: slate, middle: true}, name)}
}

// section is a line of headings.
func (p *page) section(heads ...string) line {
	l := style{face: hansFace, bold: true, color: white, fill: slate, middle: true, indent: 1, ruled: true}
	var cells line
	for _, h := range heads {
		cells = append(cells, p.cell(l, h))
	}
	return cells
}

// fact is a line of a name and its values, numbers to the right.
func (p *page) fact(name string, values ...any) line {
	l := summaryStyle()
	l.ruled, l.indent = true, 1
	l.fill, l.color = shade, faint
	cells := line{p.cell(l, name)}
	l.fill, l.color = "", ink
	for _, v := range values {
		switch v.(type) {
		case string:
			l.across, l.number = "left", ""
		case float64:
			l.across, l.number = "right", "0.0%"
		default:
			l.across, l.number = "right", "#,##0"
		}
		cells = append(cells, p.cell(l, v))
	}
	return cells
}

// facts is the left half.
func (wb *workbook) facts(p *page) []line {
	s := wb.Alignment.Summary()
	text := func(name string, of func(*align.Document) string) line {
		return p.fact(name, of(wb.Alignment.EN), of(wb.Alignment.ZH))
	}
	figure := func(name string, of func(align.EditionSummary) any) line {
		return p.fact(name, of(s.Editions[align.EN]), of(s.Editions[align.ZH]))
	}
	lines := []line{
		p.section("Editions 版本", "English 英文", "Chinese 中文"),
		text("File 文件", func(d *align.Document) string { return language.Excerpt(review.Show(d.Name), 20) }),
		text("Language 语言", languageName),
		text("Script 文字", scriptName),
		text("Format 格式", func(d *align.Document) string { return language.Excerpt(review.Show(d.Format), 20) }),
		text("Encoding 编码", func(d *align.Document) string { return language.Excerpt(review.Show(d.Encoding), 20) }),
		figure("Paragraphs 段落", func(e align.EditionSummary) any { return e.Paragraphs }),
		figure("Removed as page furniture 剔除的页面杂项", func(e align.EditionSummary) any { return e.Removed }),
		figure("Dropped in review 审校时舍去", func(e align.EditionSummary) any { return e.Dropped }),
		figure("Sentences 句子", func(e align.EditionSummary) any { return e.Sentences }),
		figure("Characters 字符", func(e align.EditionSummary) any { return e.Characters }),
		figure("Paragraphs with a counterpart 有对应的段落", func(e align.EditionSummary) any { return share(e.Paired, e.Paragraphs) }),
		figure("Text with a counterpart 有对应的文字", func(e align.EditionSummary) any { return e.Coverage }),
		nil,
		p.section("Confidence 可信度", "Review 段落行", "Sentences 句子行"),
	}
	for b := range align.Bands {
		lines = append(lines, p.fact(b.Bilingual()+"  "+bandRange(b), s.Paragraphs.Bands[b], s.Sentences.Bands[b]))
	}
	lines = append(lines,
		p.fact("All rows 全部", s.Paragraphs.All, s.Sentences.All),
		p.fact("To check: doubtful or flagged 待检查", s.Paragraphs.ToCheck, s.Sentences.ToCheck),
		nil, p.section("Types (English-Chinese) 类型", "Review 段落行", "Sentences 句子行"))
	lines = append(lines, wb.shapes(p)...)
	lines = append(lines, nil, p.section("Progress 审校进度", "Review 段落行", "Sentences 句子行"))
	return append(lines, wb.progress(p)...)
}

// progress counts the statuses with formulas, so that it follows the review.
func (wb *workbook) progress(p *page) []line {
	var lines []line
	for _, status := range review.Statuses {
		l := p.fact(status.In(wb.reader), 0, 0)
		for j, s := range []struct {
			name string
			rows []review.Row
		}{{reviewSheet, wb.Pairs}, {sentencesSheet, wb.Sentences}} {
			n := 0
			for _, r := range s.rows {
				if review.StatusWord(r.Status) == status.English {
					n++
				}
			}
			l[j+1].Value = n
			col := letter(colStatus)
			l[j+1].Formula = fmt.Sprintf(`COUNTIF(%s!$%s$2:$%s$%d,"*%s*")`, s.name, col, col, len(s.rows)+1, status.English)
		}
		lines = append(lines, l)
	}
	return lines
}

// shapes counts the rows of each type, the simplest first.
func (wb *workbook) shapes(p *page) []line {
	counts := make(map[string][2]int)
	for level, rows := range [][]review.Row{wb.Pairs, wb.Sentences} {
		for _, r := range rows {
			c := counts[r.Shape()]
			c[level]++
			counts[r.Shape()] = c
		}
	}
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b][0]-counts[a][0], counts[b][1]-counts[a][1], strings.Compare(a, b))
	})
	const most = 10
	var lines []line
	for _, name := range names[:min(len(names), most)] {
		lines = append(lines, p.fact(name, counts[name][0], counts[name][1]))
	}
	if len(names) > most {
		var rest [2]int
		for _, name := range names[most:] {
			rest[0] += counts[name][0]
			rest[1] += counts[name][1]
		}
		lines = append(lines, p.fact("others 其他", rest[0], rest[1]))
	}
	return lines
}

// triageRows returns the indices of the rows of Review that are worth a look, and a
// title that says so: first the rows that lead to align.ReviewTarget, then those that
// are flagged or not sure.
func (wb *workbook) triageRows() (order []int, title string) {
	first, now := wb.Alignment.Triage(align.ReviewTarget)
	at := make(map[int]int, len(wb.Pairs)) // by bead: its row
	for i, r := range wb.Pairs {
		at[r.Index] = i
	}
	for _, r := range first {
		order = append(order, at[r.Index])
		delete(at, r.Index)
	}
	var rest []int
	for i, r := range wb.Pairs {
		if _, left := at[r.Index]; left && r.Status == "" && (align.BandOf(r.Score) > align.BandSure || len(r.Flags) > 0) {
			rest = append(rest, i)
		}
	}
	slices.SortStableFunc(rest, func(a, b int) int {
		return cmp.Compare(align.ShownScore(wb.Pairs[a].Score), align.ShownScore(wb.Pairs[b].Score))
	})
	title = "Look here first 先看这些行"
	if n := len(first); n > 0 {
		title += fmt.Sprintf(": the first %d bring the rows that are right from %.1f %% to %.0f %% 审完前 %d 行，预期正确率由 %.1f %% 升至 %.0f %%",
			n, 100*now, 100*align.ReviewTarget, n, 100*now, 100*align.ReviewTarget)
	}
	return append(order, rest...), title
}

// lookFirst begins the right half: the rows of Review that are worth a look, and
// links to them.
func (wb *workbook) lookFirst(p *page) []line {
	order, title := wb.triageRows()
	lines := []line{p.title(title)}
	if len(order) == 0 {
		return append(lines, line{p.cell(summaryStyle(), "No row is doubtful. 没有存疑的行。")})
	}
	lines = append(lines, p.section("ID 编号", "Type", "Score 可信度", "Flags 提示", "English 英文", "Chinese 中文"))
	plain := summaryStyle()
	plain.ruled = true
	centred, number, jump := plain, plain, plain
	plain.indent = 1
	centred.across, number.across = "center", "center"
	number.number = scoreFormat()
	jump.linked, jump.color, jump.across, jump.bold = true, link, "center", true
	zh := plain
	zh.face = faceOf(wb.Alignment.ZH.Script)
	for _, i := range order[:min(len(order), maxFirst)] {
		r := wb.Pairs[i]
		cell := fmt.Sprintf("%s%d", letter(rightHalf), p.next+len(lines))
		target := fmt.Sprintf("%s!A%d", reviewSheet, i+2)
		wb.keep(wb.file.SetCellHyperLink(summarySheet, cell, target, "Location"))
		en, _ := review.ShowUnits(r.Units[align.EN])
		cn, _ := review.ShowUnits(r.Units[align.ZH])
		lines = append(lines, line{
			p.cell(jump, r.ID), p.cell(centred, r.Shape()), p.cell(number, align.ShownScore(r.Score)),
			p.cell(plain, language.Excerpt(strings.ReplaceAll(review.FlagText(r.Flags), "\n", " · "), 30)),
			p.cell(plain, language.Excerpt(en, 36)), p.cell(zh, language.Excerpt(cn, 36)),
		})
	}
	return lines
}

// share returns part of all as a fraction, or "–" of nothing.
func share(part, all int) any {
	if all == 0 {
		return "–"
	}
	return float64(part) / float64(all)
}

// bandRange says between which scores a band lies.
func bandRange(b align.Band) string {
	switch b {
	case align.BandSure:
		return fmt.Sprintf("≥ %.2f", b.Min())
	case align.BandDoubtful:
		return fmt.Sprintf("< %.2f", (b - 1).Min())
	}
	return fmt.Sprintf("%.2f – %.2f", b.Min(), (b-1).Min()-0.01)
}

func languageName(d *align.Document) string {
	switch d.Language {
	case align.English:
		return "English 英语"
	case align.Chinese:
		return "Chinese 汉语"
	case "":
		return "–"
	}
	return review.Show(string(d.Language))
}

func scriptName(d *align.Document) string {
	switch d.Script {
	case align.Hans:
		return "Simplified 简体"
	case align.Hant:
		return "Traditional 繁體"
	}
	return "–"
}
