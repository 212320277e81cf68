package sheet

import (
	"slices"

	"bitext/align"
)

var helpColumns = []column{{width: 22}, {width: 78}, {width: 68}}

// topic is one entry of Help. One without text is a heading.
type topic struct{ name, en, zh string }

var topics = []topic{
	{"The sheets 工作表", "", ""},
	{reviewSheet,
		"One row for each pair of paragraphs. This is the sheet to work through, from top to bottom or the doubtful rows first.",
		"每行是一对相互对应的段落。从上往下审，或先审存疑的行。"},
	{sentencesSheet,
		"The sentences of each pair, in the same columns. P12.3 is the third row of P12. A stronger line stands above the first row of each paragraph.",
		"每对段落中的句子，各列相同。P12.3 是 P12 的第三行。每段第一行上方的线较深。"},
	{removedSheet,
		"What was taken for page furniture (menus, share bars, related reading ...) and left out, what a reviewer dropped, and texts as they were before a reviewer edited them. Choose yes under Restore to have a paragraph, or its text, back. The comment is that of the row it stood in.",
		"被视为页面杂项（菜单、分享栏、相关阅读等）而剔除的段落、审校时舍去的段落，以及编辑前的原文。要恢复某段或其原文，在“恢复”列选 yes。备注即该段原所在行的备注。"},
	{summarySheet,
		"The two editions, counts, a picture of the alignment, and links to the rows to look at first. The progress is counted as you work.",
		"两个版本的情况、统计、对齐图，以及应先看的行的链接。审校进度随审随计。"},
	{"How to review 如何审校", "", ""},
	{"1  Read 读",
		"Compare English and Chinese in a row. Colour and word tell how sure the program is: sure, check or doubtful. Flags say why to look; they are explained below.",
		"比较一行中的英文与中文。颜色与文字表示程序的把握：可靠、核对、存疑。“提示”说明为何要看，各项解释见下。"},
	{"2  Decide 判断",
		"Choose a Status. If the rows are cut or matched wrongly, choose an Action. Write what others should know into Comment.",
		"选择“状态”。如果分段或配对不对，选择“操作”。需要告诉别人的写入“备注”。"},
	{"3  Correct 改字",
		"English and Chinese can be edited in place. A side on grey ground is empty: the other edition does not have this passage.",
		"英文和中文单元格可以直接修改。灰底的空格表示另一版本没有这段。"},
	{"4  Send back 交回",
		"Save as .xlsx and return the file; align apply reads it. Rows are known by their ID: sorting, filtering, hiding and moving rows, columns or sheets does no harm. Leave the columns ID and Hash as they are.",
		"存为 .xlsx 后交回，由 align apply 读取。程序按编号识别各行：排序、筛选、隐藏或移动行、列、工作表都不影响结果。请勿改动“编号”与“校验”两列。"},
	{"By hand 手动调整",
		"Text may be cut from one cell and pasted into another, whole or in part; begin a line with ¶ before it if it is not to be taken for an edit. A row may be deleted once its text stands in another row; to leave text out choose drop, otherwise its loss is reported as a conflict. A row may be inserted; leave its ID and Hash empty.",
		"可把文字整段或部分剪切到另一单元格；若担心被当作改字，粘贴时另起一行并以 ¶ 开头。文字移走后可删除该行；若要舍去文字请选 drop，否则会报为冲突。可插入新行，其编号与校验留空。"},
	{"On Sentences 句子表",
		"All of this works on Sentences too, within one row of Review; what crosses rows is done on Review. Edit a text on one of the two sheets only. Drop takes the sentences out of their paragraph, whose text before is listed on Removed afterwards; comments on them go to the row of Review.",
		"句子表中同样可行，但限于 Review 的同一行之内；跨行的调整在 Review 中进行。同一段文字只在一张表中修改。drop 把句子从段落中删去，该段的原文之后列在 Removed 中，句子的备注并入 Review 的相应行。"},
	{"Status 状态", "", ""},
	{"open", "Nobody has looked at it yet.", "尚未审校。"},
	{"ok", "Right as it is.", "无误。"},
	{"fixed", "It was wrong; text, action or both now make it right.", "原来有误，已通过改字或操作改正。"},
	{"rejected", "The two texts do not belong together, or the pair should not be used.", "两段文字不对应，或此对不宜采用。"},
	{"Action 操作", "", ""},
	{"Above and below 上行与下行",
		"The row above is always the one with the ID before, the row below the one after, however the sheet is sorted.",
		"“上行”总是编号在前的一行，“下行”总是编号在后的一行，与当前排序无关。"},
	{"merge up", "Joins this row to the row above, both sides. The status of that row stays; comments are put together.",
		"本行两侧都并入上一行。保留上一行的状态，备注合并。"},
	{"split", "Splits this row at each ||. Put || into both texts, as often in one as in the other, where they are to be cut; at the very end of a text if all of it belongs to the first part. Without any ||, a row of two and two paragraphs becomes two rows, three and three become three. || alone, without an action, splits too.",
		"在每个 || 处拆开本行。在两侧要断开处写入 ||，次数须相同；若某侧全部属于前一部分，写在其末尾。没有 || 时，两侧段数相同的行逐段拆开。只写 || 而不选操作，也会拆分。"},
	{"move up", "What stands before || goes to the end of the same side of the row above. Without ||, the side that has more paragraphs gives its first one. To move a whole side, put || at its end.",
		"|| 之前的文字移到上一行同侧的末尾。没有 || 时，段数较多的一侧移走第一段。要移整侧，在其末尾写入 ||。"},
	{"move down", "What stands after || goes to the beginning of the same side of the row below. Without ||, the side that has more paragraphs gives its last one. To move a whole side, put || at its beginning.",
		"|| 之后的文字移到下一行同侧的开头。没有 || 时，段数较多的一侧移走最后一段。要移整侧，在其开头写入 ||。"},
	{"unpair", "Takes the two sides apart: each gets a row of its own without a counterpart.", "拆开配对：两侧各成一行，均无对应。"},
	{"drop", "Leaves this row out of the result. Its paragraphs are listed on Removed afterwards and can be restored.",
		"结果中不要本行。其段落之后列在 Removed 中，仍可恢复。"},
	{"Marks 标记", "", ""},
	{"||", "Typed by you: here the text is to be cut; the wide ｜｜ counts too. Text that has || of its own is not affected.",
		"由您输入：在此断开；全角 ｜｜ 亦可。原文自带的 || 不受影响。"},
	{"¶", "At the start of a line: here the next paragraph begins (on Sentences: the next sentence).",
		"位于行首：从这里起是下一段（在 Sentences 中是下一句）。"},
	{"Type 类型", "How many English and Chinese paragraphs stand in the row: 2-1 is two English for one Chinese, 1-0 has no Chinese.",
		"本行英文与中文各有几段：2-1 是两段英文对一段中文，1-0 没有中文。"},
	{"¶ EN, ¶ ZH", "Numbers of the paragraphs in their edition, from 1, without those that were removed. 3.2 on Sentences is the second sentence of paragraph 3.",
		"段落在各自版本中的序号，从 1 起，不计剔除的段落。Sentences 中的 3.2 是第 3 段第 2 句。"},
	{"Protection 保护", "Only cells to be filled in can be changed. There is no password: Review › Unprotect Sheet. Excel asks for that before it sorts, inserts or deletes rows; filters always work.",
		"只有待填写的单元格可改。未设密码：“审阅”›“撤消工作表保护”。Excel 排序、插入或删除行之前须先撤消保护；筛选随时可用。"},
}

// flagTopics are the explanations of the flags.
func flagTopics() []topic {
	list := []topic{{"Flags 提示", "", ""}}
	for _, kind := range align.FlagKinds() {
		en, zh := kind.Explain()
		list = append(list, topic{string(kind) + " " + kind.Chinese(), en, zh})
	}
	return list
}

func (wb *workbook) writeHelp() {
	topics := slices.Concat(topics, flagTopics())
	p := wb.open(helpSheet, faint, helpColumns, len(topics)+1, false)
	title := style{face: hansFace, size: 16, bold: true, color: slate, middle: true}
	p.row(34, p.cell(title, "How to review an alignment  审校说明"))
	head := style{face: hansFace, size: 11, bold: true, color: white, fill: slate, middle: true}
	name := style{face: hansFace, size: 10, bold: true, fill: shade, wrap: true, ruled: true}
	en := style{size: 10, wrap: true, ruled: true, indent: 1}
	zh := en
	zh.face = hansFace
	for _, t := range topics {
		if t.en == "" {
			p.row(24, p.cell(head, t.name), p.cell(head, ""), p.cell(head, ""))
			continue
		}
		height := max(
			textHeight(t.en, helpColumns[1].width-indented, en.size),
			textHeight(t.zh, helpColumns[2].width-indented, zh.size))
		p.row(height, p.cell(name, t.name), p.cell(en, t.en), p.cell(zh, t.zh))
	}
	p.close()
}
