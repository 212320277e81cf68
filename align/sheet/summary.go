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

// lineHeight is that of every row of Summary but the first ones, in points. The
// picture lies over such rows, so they must not differ.
const lineHeight = 16

// The columns of Summary: rows to look at on the left, figures on the right.
var summaryColumns = []column{
	{width: 8}, {width: 23}, {width: 33}, {width: 22}, {width: 20}, {width: 2},
	{width: 30}, {width: 14}, {width: 16}, {width: 14},
}

const rightHalf = 6 // index of the first column on the right

// line holds the cells of one row of one half of Summary.
type line []excelize.Cell

// writeSummary writes what to do first, where the cursor stands, the figures and the picture.
func (wb *workbook) writeSummary() {
	wb.keep(wb.file.SetSheetProps(summarySheet, &excelize.SheetPropsOptions{DefaultRowHeight: new(float64(lineHeight)), CustomHeight: new(true)}))
	p := wb.open(summarySheet, sureInk, summaryColumns, 50, false)
	wb.keep(wb.file.SetSheetView(summarySheet, 0, &excelize.ViewOptions{ZoomScale: new(80.0)}))
	triage := wb.Alignment.Triage(align.ReviewTarget)
	cursor := "A3" // the advice
	if len(triage.Rows) > 0 {
		cursor = "A7" // the first link
	}
	wb.keep(p.out.SetPanes(&excelize.Panes{Selection: []excelize.Selection{{SQRef: cursor, ActiveCell: cursor}}}))
	title := style{face: hansFace, size: 16, bold: true, color: slate, middle: true}
	under := style{face: hansFace, size: 10, color: faint, middle: true}
	names := language.Excerpt(review.Show(wb.Alignment.EN.Name), 80) + "  ↔  " + language.Excerpt(review.Show(wb.Alignment.ZH.Name), 80)
	p.row(26, p.cell(title, wb.words("Alignment review  对齐审校")))
	p.row(lineHeight, p.cell(under, names))
	advice := style{face: hansFace, size: 12, bold: true, color: checkInk, middle: true, fill: checkGround}
	if len(triage.Rows) == 0 {
		advice.color, advice.fill = sureInk, sureGround
	}
	en, zh := triage.Advice()
	if wb.reader == align.Chinese {
		en, zh = zh, en
	}
	for _, text := range []string{en, zh} {
		cells := []any{p.cell(advice, text)}
		for range rightHalf - 2 {
			cells = append(cells, p.cell(advice, ""))
		}
		p.row(20, cells...)
	}
	p.row(lineHeight)
	left := append(wb.lookFirst(p, triage.Rows), nil,
		p.title("Picture 对齐图"),
		line{p.cell(summaryStyle(), wb.words("Each box is a row of Review: across English →, down Chinese ↓. 每个方块是 Review 的一行：横向为英文 →，纵向为中文 ↓。"))},
		line{p.cell(summaryStyle(), fmt.Sprintf("%s · %s · %s · %s (%s)", wb.words(align.BandSure.Bilingual()), wb.words(align.BandCheck.Bilingual()), wb.words(align.BandDoubtful.Bilingual()), wb.words("no counterpart 无对应"), wb.words("on an axis 标在轴上")))})
	right := wb.facts(p)
	wb.addPicture(fmt.Sprintf("A%d", p.next+len(left)))
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
	return line{p.cell(style{face: hansFace, size: 10, bold: true, color: slate, middle: true}, p.wb.words(name))}
}

// section is a line of headings.
func (p *page) section(heads ...string) line {
	l := style{face: hansFace, bold: true, color: white, fill: slate, middle: true, indent: 1, ruled: true}
	var cells line
	for _, h := range heads {
		cells = append(cells, p.cell(l, p.wb.words(h)))
	}
	return cells
}

// fact is a line of a name and its values, numbers to the right.
func (p *page) fact(name string, values ...any) line {
	l := summaryStyle()
	l.ruled, l.indent = true, 1
	l.fill, l.color = shade, faint
	cells := line{p.cell(l, p.wb.words(name))}
	l.fill, l.color = "", ink
	for _, v := range values {
		switch v.(type) {
		case string:
			l.across, l.number = "left", ""
		case float64:
			l.across, l.number = "right", "0%"
		default:
			l.across, l.number = "right", "#,##0"
		}
		cells = append(cells, p.cell(l, v))
	}
	return cells
}

// facts is the right half.
func (wb *workbook) facts(p *page) []line {
	s := wb.Alignment.Summary()
	text := func(name string, of func(*align.Document) string) line {
		return p.fact(name, of(wb.Alignment.EN), of(wb.Alignment.ZH))
	}
	figure := func(name string, of func(align.EditionSummary) any) line {
		return p.fact(name, of(s.Editions[align.EN]), of(s.Editions[align.ZH]))
	}
	lines := append([]line{p.section("Progress on Review 审校进度", "Rows 行", "Words 英文词数", "Chars 中文字数")}, wb.progress(p)...)
	lines = append(lines, nil,
		p.section("Editions 版本", "English 英文", "Chinese 中文"),
		text("File 文件", func(d *align.Document) string { return language.Excerpt(review.Show(d.Name), 14) }),
		text("Language 语言", func(d *align.Document) string { return wb.words(languageName(d)) }),
		text("Script 文字", func(d *align.Document) string { return wb.words(scriptName(d)) }),
		text("Format 格式", func(d *align.Document) string { return language.Excerpt(review.Show(d.Format), 14) }),
		text("Encoding 编码", func(d *align.Document) string { return language.Excerpt(review.Show(d.Encoding), 14) }),
		figure("Paragraphs 段落", func(e align.EditionSummary) any { return e.Paragraphs }),
		figure("Removed furniture 剔除的页面杂项", func(e align.EditionSummary) any { return e.Removed }),
		figure("Dropped in review 审校时舍去", func(e align.EditionSummary) any { return e.Dropped }),
		figure("Sentences 句子", func(e align.EditionSummary) any { return e.Sentences }),
		figure("Words EN, chars ZH 英文词、中文字", func(e align.EditionSummary) any { return e.Words }),
		figure("Text with a counterpart 有对应的文字", func(e align.EditionSummary) any { return float64(align.Percent(e.Coverage)) / 100 }),
		nil,
		p.section("Confidence 可信度", "Review 段落行", "Sentences 句子行"))
	for b := range align.Bands {
		lines = append(lines, p.fact(wb.words(b.Bilingual())+"  "+bandRange(b), s.Paragraphs.Bands[b], s.Sentences.Bands[b]))
	}
	lines = append(lines,
		p.fact(align.Bead{}.Verdict(), s.Paragraphs.OneSided, s.Sentences.OneSided),
		p.fact("All rows 全部", s.Paragraphs.All, s.Sentences.All),
		nil, p.section("Types (English-Chinese) 类型", "Review 段落行", "Sentences 句子行"))
	return append(lines, wb.shapes(p)...)
}

// progress counts the rows of each status, and what stands in them, with formulas, so that it
// follows the review.
func (wb *workbook) progress(p *page) []line {
	column := func(col int) string {
		return fmt.Sprintf("%s!$%[2]s$2:$%[2]s$%d", reviewSheet, letter(col), len(wb.Pairs)+1)
	}
	var lines []line
	for _, status := range review.Statuses {
		var counts [3]int // rows, words, characters
		for i := range wb.Pairs {
			if r := &wb.Pairs[i]; review.StatusWord(r.Status) == status.English {
				counts[0]++
				counts[1] += r.Words[align.EN]
				counts[2] += r.Words[align.ZH]
			}
		}
		l := p.fact(status.In(wb.reader), counts[0], counts[1], counts[2])
		for k, formula := range []string{"COUNTIF(%s,%q)", "SUMIF(%s,%q," + column(colWordsEN) + ")", "SUMIF(%s,%q," + column(colWordsZH) + ")"} {
			count := func(word string) string { return fmt.Sprintf(formula, column(colStatus), word) }
			l[k+1].Formula = count("*"+status.English+"*") + "+" + count(status.Chinese)
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

// lookFirst begins the left half: the rows of Review that are worth a look, with links to the
// cells of their status.
func (wb *workbook) lookFirst(p *page, rows []align.Row) []line {
	if len(rows) == 0 {
		return nil
	}
	lines := []line{p.section("ID 编号", "Score 可信度", "Why 原因", "English 英文", "Chinese 中文")}
	plain := summaryStyle()
	plain.ruled, plain.indent = true, 1
	number, jump, zh := plain, plain, plain
	number.across, number.indent, number.size = "center", 0, 9
	jump.linked, jump.color, jump.across, jump.bold, jump.indent = true, link, "center", true, 0
	zh.face = faceOf(wb.Alignment.ZH.Script)
	at := make(map[int]int, len(wb.Pairs)) // by bead: its row on Review
	for i, r := range wb.Pairs {
		at[r.Index] = i + 2
	}
	shown := func(text string, width float64) string { return language.Excerpt(review.Show(text), width) }
	for _, r := range rows[:min(len(rows), maxFirst)] {
		wb.keep(wb.file.SetCellHyperLink(summarySheet, fmt.Sprintf("A%d", p.next+len(lines)),
			fmt.Sprintf("%s!%s%d", reviewSheet, letter(colStatus), at[r.Index]), "Location"))
		number.number = wb.scoreFormat(!r.TwoSided())
		lines = append(lines, line{
			p.cell(jump, r.ID), p.cell(number, align.ShownScore(r.Score)), p.cell(plain, shown(wb.list(r.Reasons(), "; "), 31)),
			p.cell(plain, shown(r.Text.EN, 21)), p.cell(zh, shown(r.Text.ZH, 18)),
		})
	}
	if more := len(rows) - maxFirst; more > 0 {
		lines = append(lines, line{p.cell(summaryStyle(), fmt.Sprintf("… and %d more: sort Review by Score, and look at its Flags. 另有 %d 行：请按可信度排序 Review，并看“提示”列。", more, more))})
	}
	return lines
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
