package review

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
)

// ChangeKind says what a reviewer did to a row.
type ChangeKind string

// What a reviewer can do. Those from Merged to Unpaired, Restored and Added
// change which units stand together.
const (
	Confirmed ChangeKind = "confirmed"   // status ok
	Fixed     ChangeKind = "fixed"       // status fixed
	Rejected  ChangeKind = "rejected"    // status rejected
	Reopened  ChangeKind = "reopened"    // status open, which was another before
	Edited    ChangeKind = "edited"      // text was changed
	Merged    ChangeKind = "merged"      // the row is part of another now
	Split     ChangeKind = "split"       // a row, or a unit, is two or more now
	Moved     ChangeKind = "moved"       // units went to another row
	Unpaired  ChangeKind = "unpaired"    // the two sides were taken apart
	Dropped   ChangeKind = "dropped"     // the row is left out of the result
	Commented ChangeKind = "commented"   // a comment was written, changed or deleted
	Restored  ChangeKind = "restored"    // a paragraph was taken back from Removed
	Added     ChangeKind = "added"       // a row or text that was in neither edition
	Deleted   ChangeKind = "row deleted" // the row is not in the sheet any more
	Touched   ChangeKind = "overtyped"   // what is not the reviewer's was changed; it counts as it was
	Ignored   ChangeKind = "no effect"   // what was done changes nothing; the detail says why
)

// operations are the kinds of change to what stands together, not to texts, statuses
// and comments.
var operations = []ChangeKind{Merged, Split, Moved, Unpaired, Dropped, Restored, Added}

// Change is one thing that a reviewer did.
type Change struct {
	Sheet  string     `json:"sheet"`
	Row    int        `json:"row,omitempty"` // number of the row in the sheet, from 1; 0 if it is not there
	ID     string     `json:"id,omitempty"`  // empty for a row that was added
	Kind   ChangeKind `json:"kind"`
	Detail string     `json:"detail,omitempty"`
	Before string     `json:"before,omitempty"` // of an edit, or of a comment: the whole text
	After  string     `json:"after,omitempty"`
}

// String returns the change on one line: "Review 12: P11: edited: ...".
func (c Change) String() string { return sentence(c.Sheet, c.Row, c.ID, string(c.Kind), c.Detail) }

// Conflict is an edit that cannot be understood. The row, or the field in conflict,
// counts as it was.
type Conflict struct {
	Code  align.Code `json:"code"` // one of ConflictCodes
	Sheet string     `json:"sheet"`
	Row   int        `json:"row,omitempty"` // 0 if it is no row of the sheet
	ID    string     `json:"id,omitempty"`
	What  string     `json:"what"`
	Why   string     `json:"why"`
}

// The codes of conflicts.
const (
	sheetTwice    align.Code = "sheet-twice"
	columnGone    align.Code = "column-gone"
	columnSorted  align.Code = "column-sorted"
	unknownRow    align.Code = "unknown-row"
	rowTwice      align.Code = "row-twice"
	idMismatch    align.Code = "id-mismatch"
	unknownStatus align.Code = "unknown-status"
	unknownAction align.Code = "unknown-action"
	actionInVain  align.Code = "action-in-vain"
	unclearMark   align.Code = "unclear-mark"
	standsTwice   align.Code = "stands-twice"
	textGone      align.Code = "text-gone"
	textAdded     align.Code = "text-added"
	textCut       align.Code = "text-cut"
	editedTwice   align.Code = "edited-twice"
	crossesRows   align.Code = "crosses-rows"
	noText        align.Code = "unread-cell"
	wrongLanguage align.Code = "other-column"
	undecided     align.Code = "undecided"
)

// conflictKinds has what each code means, and what it is and what to do, in Chinese.
var conflictKinds = []struct {
	code            align.Code
	meaning, advice string
}{
	{sheetTwice, "a sheet stands in the workbook a second time", "此工作表像是另一表的副本，其中的改动不会读取：请把改动移到原表，再删除副本。"},
	{columnGone, "a column that is filled in was deleted", "缺少应填写的一列：请恢复该列标题，或删除多余的列。"},
	{columnSorted, "a column was sorted without the others", "有的列被单独排序：请与其他列一起恢复原来的顺序；若状态、备注已在正确的文字旁，请清空编号列。"},
	{unknownRow, "a row is not of this workbook", "此行不属于本工作簿：请粘贴到没有编号和校验的新行，或删除。"},
	{rowTwice, "a row stands twice", "同一行出现两次：请删除其一。"},
	{idMismatch, "ID and hash of a row are those of two rows", "编号与校验属于不同的行：请恢复正确的编号。"},
	{unknownStatus, "there is no such status", "没有这种状态：请从列表中选择“未审、无误、已改、不采用”。"},
	{unknownAction, "there is no such action or answer", "没有这种操作：请从列表中选择，或留空。"},
	{actionInVain, "an action has no row, or no text, to act on", "此操作没有可作用的行或文字：请改选，或留空。"},
	{unclearMark, "the marks || do not say where to cut", "无法确定在何处切分：请在两侧文字的切分处各写 ||，次数相同。"},
	{standsTwice, "a text of an edition stands in two rows", "同一段原文出现两次（复制而非剪切）：请删去其一。"},
	{textGone, "a text of an edition stands in no row", "有一段原文不见了：请放回；若此行确应如此，状态请选“已改”；若整行不要，操作请选“删除”。"},
	{textAdded, "a text stands in neither edition", "此处的文字不属于任何一个版本：请写到 Review 表的行中。"},
	{textCut, "a text is longer than a cell holds and cannot be edited or moved there", "文字超过单元格容量，不能在此编辑或移动：请恢复原样，用操作来移动。"},
	{editedTwice, "a text was changed in two ways", "同一文字被改成两种样子：请保留一种。"},
	{crossesRows, "a row of sentences holds sentences of several rows", "一行句子不能跨越 Review 表的多行：请在 Review 表合并或移动。"},
	{noText, "a program made a date of a text, or a formula has no value", "单元格不是文字（日期、公式无值或出错）：请设为文本格式，写上应有的文字。"},
	{undecided, "two reviewers differ, and there is no decision", "两位审校者意见不同，尚未裁定：请在 Decision 列填写；其余各列不读取。"},
	{wrongLanguage, "a text is in the language of the other column", "文字的语言与本列不符：请移到对应语言的列，并在此填写本列语言的文字。"},
}

// ConflictCodes returns every code that a Conflict can have, with its meaning.
func ConflictCodes() (list []align.CodeMeaning) {
	for _, k := range conflictKinds {
		list = append(list, align.CodeMeaning{Code: k.code, Meaning: k.meaning})
	}
	return list
}

// Field returns the field that a conflict is about, FieldID if it is about the whole row.
func (c Conflict) Field() Field {
	switch c.Code {
	case unknownStatus:
		return FieldStatus
	case unknownAction, actionInVain, unclearMark:
		return FieldAction
	case undecided:
		return FieldDecision
	}
	for _, f := range []Field{FieldEN, FieldZH, FieldStatus, FieldAction, FieldComment} {
		if strings.HasPrefix(c.What, string(f)) {
			return f
		}
	}
	return FieldID
}

// Chinese says in Chinese what kind of conflict it is, and what to do.
func (c Conflict) Chinese() string {
	if c.Code == textGone && c.Row == 0 {
		return "此行已被删除：请放回；若确要删除，请用 --deleted drop 再次运行 apply。"
	}
	for _, k := range conflictKinds {
		if k.code == c.Code {
			return k.advice
		}
	}
	return ""
}

// String returns the conflict on one line: "Review 12: P11: what: why".
func (c Conflict) String() string { return sentence(c.Sheet, c.Row, c.ID, c.What, c.Why) }

func sentence(sheet string, row int, parts ...string) string {
	if row > 0 {
		sheet = fmt.Sprintf("%s %d", sheet, row)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return sheet + ": " + strings.Join(parts, ": ")
}

// findings collects changes and conflicts.
type findings struct {
	changes   []Change
	conflicts []Conflict
}

// retract takes changes back that a conflict undoes.
func (f *findings) retract(undone func(Change) bool) {
	f.changes = slices.DeleteFunc(f.changes, undone)
}

// quoted returns the beginning of a text in quotation marks.
func quoted(s string) string { return "“" + language.Excerpt(plain(s), 60) + "”" }

// changed says on one line how a text was changed: what differs with what stands
// around it, before and after. White space that is no single blank is drawn.
func changed(before, after string) string {
	before, after = drawn.Replace(plain(before)), drawn.Replace(plain(after))
	b, a := []rune(before), []rune(after)
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	part := func(s []rune) string {
		from, to := max(0, head-12), min(len(s), len(s)-tail+12)
		text := language.Excerpt(string(s[from:to]), 120)
		if from > 0 {
			text = "…" + text
		}
		if to < len(s) {
			text += "…"
		}
		return "“" + text + "”"
	}
	return part(b) + " → " + part(a)
}

// drawn has signs for white space that is not a single blank, and for characters without
// width but the joiner of emojis.
var drawn = strings.NewReplacer("\n", "⏎", "\t", "⇥", "  ", "␣␣", "\u00a0", "⍽", "\u202f", "⍽", "\u2009", "⍽", "\u2002", "⍽", "\u2003", "⍽", "\u3000", "□",
	"\u200b", "⟨200B⟩", "\u200c", "⟨200C⟩", "\u200e", "⟨200E⟩", "\u200f", "⟨200F⟩", "\ufeff", "⟨FEFF⟩", "\u00ad", "⟨00AD⟩")

// breakNotice follows an edit that puts in a line break.
const breakNotice = "; a line break does not split: write || or ¶"
