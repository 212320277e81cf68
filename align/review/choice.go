package review

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode"

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

// InOrder returns words that stand in English and then in Chinese, with or without a detail
// after a colon, with the language of the reader first: "numbers differ 数字不一致: 6 / 7" or,
// for align.Chinese, "数字不一致 numbers differ: 6 / 7".
func InOrder(words string, reader align.Language) string {
	at := strings.IndexFunc(words, func(r rune) bool { return unicode.Is(unicode.Han, r) })
	if at <= 0 || reader != align.Chinese {
		return words
	}
	chinese, detail := words[at:], ""
	if end := strings.IndexByte(chinese, ':'); end >= 0 {
		chinese, detail = chinese[:end], chinese[end:]
	}
	return chinese + " " + strings.TrimSpace(words[:at]) + detail
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

// Decisions are what an arbiter can say of rows that two reviewers left differently.
var Decisions = []Choice{{string(ReviewerA), "甲"}, {string(ReviewerB), "乙"}, {"neither", "都不用"}}

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

// further has words that reviewers write in place of those of a list, by what they mean:
// in lower case, simplified and without white space.
var further = [...]struct {
	choices *[]Choice
	words   map[string]string // by the English word of the choice, with spaces between them
}{
	{&Statuses, map[string]string{
		Statuses[0].English: "todo pending unreviewed notreviewed notchecked 未审校 未审核 未核对 未看 未确认 未处理 未完成 待审 待审校 待审核 待核对 待定 待确认 待处理 待办",
		Statuses[1].English: "okay k yes y right correct good fine done approve approved accept accepted confirm confirmed reviewed checked verified pass passed √ ✓ ✔ ☑ ✅ 👍 " +
			"正确 对 对的 好 好的 可 可以 行 是 没问题 无问题 没错 无错 无错误 确认 已确认 确认无误 核对无误 审核无误 检查无误 通过 已通过 审核通过 审校通过 已审 已审校 已审核 已核 已核对 已校对 已检查 已阅 接受 采用 已采用 采纳 同意 完成 已完成 无需修改",
		Statuses[2].English: "fix edit edited change changed correctedit corrected modify modified revise revised update updated amended repaired " +
			"改 改了 改过 改好 已改好 修改 已修改 修正 已修正 更正 已更正 改正 已改正 订正 已订正 纠正 已纠正 校正 已校正 修订 已修订 编辑 已编辑 调整 已调整 更新 已更新 已修复",
		Statuses[3].English: "reject refuse refused no n wrong bad incorrect notok × ✗ ✘ ✕ ✖ ❌ ☒ 👎 " +
			"不用 不要 不可 不行 不好 不对 不通过 未通过 审核不通过 不接受 不采纳 未采用 未采纳 不认可 不同意 不正确 拒绝 已拒绝 驳回 已驳回 否决 退回 弃用 作废 否 错 错误 有错 有误 误",
	}},
	{&Actions, map[string]string{
		ActionMergeUp: "merge merged mergewithabove mergewithrowabove mergeintoabove mergeabove join joinup combine " +
			"合并 与上合并 合并上行 合并到上行 合并至上行 合并到上一行 合并至上一行 合并入上行 合并上一行 与上行合并 与上一行合并 和上一行合并 和上行合并 向上合并 上并 并上 并入上一行 并入上段 并到上行 并到上一行 并入前行 与前一行合并",
		ActionSplit:    "splitrow splitup cut divide 分割 拆 切分 切开 分开 分拆 分行 拆行 拆成两行 拆分成两行 分成两行 分为两行 分段 断行",
		ActionMoveUp:   "up moveupwards 向上移 上移一行 移到上行 移至上行 移到上一行 移至上一行 移上 上调",
		ActionMoveDown: "down movedownwards 向下移 下移一行 移到下行 移至下行 移到下一行 移至下一行 移下 下调",
		ActionUnpair:   "unlink unmatch separate 取消配对 解除配对 拆对 拆配对 不配对 解配 取消对应 解除对应 不对应 取消匹配 解除匹配 拆开",
		ActionDrop:     "dropped delete deleted del remove removed omit exclude discard 删 删去 删掉 删了 删行 删除行 删除此行 删除该行 删除本行 去掉 去除 移除 剔除 舍弃 丢弃 不要 不用",
		noAction:       "none nothing noaction keep leave - – — / 无 无操作 不操作 不变 不动 保留 留空",
	}},
	{&Decisions, map[string]string{
		Decisions[0].English: "1 first reviewera 甲方 审校甲 用甲 取甲",
		Decisions[1].English: "2 second reviewerb 乙方 审校乙 用乙 取乙",
		Decisions[2].English: "none 都不 都不要 均不用 保持原样 原样",
	}},
	{&Restores, map[string]string{
		restoreYes: "y ok true restore restored x √ ✓ ✔ ☑ ✅ 1 恢复 还原 要 要恢复 对 好 需要 取回 找回 保留",
		restoreNo:  "n false none keepremoved 0 - – — / × ✗ 不 不恢复 不要 不还原 不需要 无 否",
	}},
}

// Answers that ask for nothing.
const noAction, restoreNo = "", "no"

// dictionary has what reviewers write for the choices of a list, by the list: each word as
// key finds it.
var dictionary = sync.OnceValue(func() map[*[]Choice]map[string]string {
	all := map[*[]Choice]map[string]string{}
	for _, list := range further {
		words := map[string]string{}
		for _, c := range *list.choices {
			for _, w := range []string{c.English, c.Chinese, c.In(align.English), c.In(align.Chinese)} {
				words[w], words[key(w)] = c.English, c.English
			}
		}
		for means, more := range list.words {
			for w := range strings.FieldsSeq(more) {
				words[key(w)] = means
			}
		}
		all[list.choices] = words
	}
	return all
})

// PlainWord is a word of a list or a heading without what makes no difference: case, width,
// white space, the script, and the selector of an emoji.
func PlainWord(word string) string {
	word = strings.ToLower(strings.Map(language.Narrow, language.Simplified(language.WithoutSpace(word))))
	return formsOfWords.Replace(word)
}

// formsOfWords has the traditional forms in words of lists and headings that are too rare in
// articles for language.Simplified.
var formsOfWords = strings.NewReplacer("\ufe0f", "", "併", "并", "採", "采", "駁", "驳", "棄", "弃", "捨", "舍", "丟", "丢", "註", "注", "查覈", "查核")

// key is a PlainWord without the punctuation around it.
func key(word string) string {
	word = PlainWord(word)
	return cmp.Or(strings.Trim(word, ".,:;!()[]{}'\"*/|-–—·•。，、：；！（）【】《》“”‘’"), word)
}

// chosen returns the English word of the choice that a reviewer made from a list: in English
// or in Chinese, or in both, in one of the words of the list or another with its meaning. A
// text that is no choice is returned as it is, without the white space around it.
func chosen(choices *[]Choice, said string) (word string, ok bool) {
	words := dictionary()[choices]
	if word, ok = words[said]; ok {
		return word, true
	}
	if said = strings.TrimSpace(said); said == "" {
		return "", false
	}
	if word, ok = words[key(said)]; ok {
		return word, true
	}
	han := func(r rune) bool { return unicode.Is(unicode.Han, r) }
	en := strings.FieldsFunc(said, han)
	zh := strings.FieldsFunc(said, func(r rune) bool { return !han(r) })
	word, ok = words[key(strings.Join(en, ""))]
	if other, also := words[key(strings.Join(zh, ""))]; ok && also && word == other { // a word of each language
		return word, true
	}
	return said, false
}

// offered lists the words of a list for a message.
func offered(choices []Choice) string {
	var words []string
	for _, c := range choices {
		words = append(words, c.In(align.English))
	}
	return strings.Join(words, ", ")
}
