package review

import (
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
)

// Choice is a word that a reviewer can choose from a list, in English and in Chinese.
type Choice struct{ English, Chinese string }

// In returns the word in both languages, that of the reader first: "ok 无误" or, for
// align.Chinese, "无误 ok".
func (c Choice) In(reader align.Language) string {
	if reader == align.Chinese {
		return c.Chinese + " " + c.English
	}
	return c.English + " " + c.Chinese
}

// Statuses are the words for a status. The first is that of a row nobody has looked at.
var Statuses = []Choice{
	{"open", "未审"}, {string(align.Confirmed), "无误"}, {string(align.Fixed), "已改"}, {string(align.Rejected), "不采用"},
}

// Actions lists the actions, in the order in which a reviewer is offered them.
var Actions = []Choice{
	{ActionMergeUp, "并入上行"}, {ActionSplit, "拆分"}, {ActionMoveUp, "上移"}, {ActionMoveDown, "下移"}, {ActionUnpair, "拆开配对"}, {ActionDrop, "删除"},
}

// Restores are the answers to whether a text on Removed is to be restored.
var Restores = []Choice{{restoreYes, "是"}}

// restoreYes is the answer that brings a text back.
const restoreYes = "yes"

// The words for what a reviewer did to a row.
var (
	EditedWord = Choice{"edited", "已改动"}
	ByHandWord = Choice{"rows changed", "分行已改"}
)

// StatusChoice returns the choice for a status. One that no list offers stands for itself.
func StatusChoice(s align.Status) Choice {
	word := StatusWord(s)
	if k := slices.IndexFunc(Statuses, func(c Choice) bool { return c.English == word }); k >= 0 {
		return Statuses[k]
	}
	return Choice{English: word}
}

// chosen returns the English word of the choice that a reviewer made: in English, in
// Chinese, or in both in any order, whatever the case and the white space. A text that is
// no choice is returned in lower case, without the white space around it.
func chosen(choices []Choice, said string) (word string, ok bool) {
	text := strings.ToLower(language.WithoutSpace(said))
	for _, c := range choices {
		en, zh := language.WithoutSpace(c.English), language.WithoutSpace(c.Chinese)
		if slices.Contains([]string{en, zh, en + zh, zh + en}, text) {
			return c.English, true
		}
	}
	return strings.ToLower(strings.TrimSpace(said)), false
}
