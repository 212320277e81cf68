// Draw draws the hits whose translations a reader is to answer, and writes them to
// standard output.
//
//	go run ./corpora/internal/wordgold/draw -seed N [-hits N] [-without FILE] FOLDER
//
// FOLDER has the beads. A hit is a content word: an English word that is on no stop list,
// or a Chinese one of the lexicon's segmentation. There are as many hits of each language,
// one of a bead at most and two of a word in all its forms. FILE names words that the
// reader has passed over, which draws others: lines of bead, language, TEXT@BYTE.
//
// The order is that of hashes of the seed and the place of a word, so it is the same
// everywhere, and a word passed over leaves the others in their order. Hits 1 and 2 of
// four are English and 3 and 4 Chinese: both languages have as many odd ids as even ones.
package main

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/segment"
	"bitext/corpora/internal/wordgold"
)

func main() {
	seed := flag.Int("seed", 1, "which of the draws")
	hits := flag.Int("hits", 300, "how many to draw, a multiple of 4")
	without := flag.String("without", "", "the file of words passed over")
	flag.Parse()
	if flag.NArg() != 1 || *hits < 0 || *hits%4 != 0 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), *without, *seed, *hits); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// word is a word that may be drawn.
type word struct {
	bead  int // from 1
	side  align.Side
	text  string
	start int    // byte offset in the bead's text
	form  string // which words count as the same
}

// String returns the word as the files have it.
func (w word) String() string {
	return fmt.Sprintf("%d\t%s\t%s@%d", w.bead, w.side.Language(), w.text, w.start)
}

func run(w io.Writer, folder, without string, seed, hits int) error {
	beads, err := wordgold.ReadBeads(folder)
	if err != nil {
		return err
	}
	var passed []string
	if without != "" {
		data, err := os.ReadFile(without)
		if err != nil {
			return err
		}
		passed = strings.Split(string(data), "\n")
	}
	lex, err := lexicon.Embedded()
	if err != nil {
		return err
	}
	var drawn [align.Sides][]word
	used := map[int]bool{} // beads
	for side, words := range [align.Sides]func(string) []word{englishWords, func(text string) []word { return chineseWords(text, lex) }} {
		var all []word
		for k, bead := range beads {
			for _, word := range words(bead.TextPair.Side(align.Side(side))) {
				word.bead, word.side = k+1, align.Side(side)
				if !slices.Contains(passed, word.String()) {
					all = append(all, word)
				}
			}
		}
		if drawn[side] = draw(all, used, seed, hits/2); len(drawn[side]) < hits/2 {
			return fmt.Errorf("%s: only %d hits to draw in the %s texts, want %d", folder, len(drawn[side]), align.Side(side).Language(), hits/2)
		}
	}
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "id\tbead\tlanguage\thit")
	for id := range hits {
		side, k := id%4/2, id/4*2+id%2
		fmt.Fprintf(out, "%d\t%s\n", id+1, drawn[side][k])
	}
	return out.Flush()
}

// draw returns n of the words, or fewer if there are not as many, each of a bead that is
// not used yet; it is then.
func draw(words []word, used map[int]bool, seed, n int) []word {
	rank := func(w word) string {
		sum := sha256.Sum256(fmt.Appendf(nil, "%d\t%s", seed, w))
		return string(sum[:])
	}
	slices.SortFunc(words, func(a, b word) int { return cmp.Compare(rank(a), rank(b)) })
	var drawn []word
	forms := map[string]int{}
	for _, w := range words {
		if len(drawn) == n {
			break
		}
		if !used[w.bead] && forms[w.form] < 2 {
			used[w.bead] = true
			forms[w.form]++
			drawn = append(drawn, w)
		}
	}
	return drawn
}

// englishWords returns the content words of an English text.
func englishWords(text string) []word {
	var words []word
	for _, w := range segment.Words(text) {
		if w.Kind == segment.Letters && len(w.Norm) > 1 && !segment.IsStopWord(w.Norm) && !slices.Contains(strings.Fields(englishGrammar), w.Norm) {
			end := w.Start + strings.IndexFunc(text[w.Start:w.End]+"'", func(r rune) bool { return r == '\'' || r == '’' })
			words = append(words, word{text: text[w.Start:end], start: w.Start, form: segment.Stem(w.Norm)})
		}
	}
	return words
}

// chineseWords returns the content words of a Chinese text.
func chineseWords(text string, lex *lexicon.Lexicon) []word {
	var words []word
	for _, w := range segment.Words(text) {
		if w.Kind != segment.Han {
			continue
		}
		at := w.Start
		for _, simplified := range lex.Words(lex.Simplify(text[w.Start:w.End])) {
			end := at
			for range utf8.RuneCountInString(simplified) {
				_, size := utf8.DecodeRuneInString(text[end:])
				end += size
			}
			if !slices.Contains(strings.Fields(chineseGrammar), simplified) && strings.Trim(simplified, "零〇一二两三四五六七八九十百千万亿半几") != "" {
				words = append(words, word{text: text[at:end], start: at, form: simplified})
			}
			at = end
		}
	}
	return words
}

// englishGrammar are words of grammar, and numbers, that Snowball's list does not have.
const englishGrammar = `
	across also although among another anybody anyone anything around away back became become can could even ever every everybody everyone everything far get gets
	got however just less let lets like made make many may might more most much must never nobody none nothing now often one onto others per quite rather
	shall since so-called some somebody someone something still such though thus till together too toward towards two three four five six seven eight nine
	ten eleven twelve thirty forty fifty hundred thousand million billion trillion first second third half unless until upon us used whatever whenever
	whether whoever will with within without would yet by of mr ms`

// chineseGrammar are words of grammar as lexicon.Simplify writes them: pronouns, prepositions,
// particles, conjunctions, measure words, helping verbs and adverbs of negation and degree.
const chineseGrammar = `
	的 地 得 了 着 过 们 吗 呢 吧 啊 嘛 之 其 所 者 而 且 与 和 及 以 或 但 却 则 也 都 就 才 又 再 还 更 最 很 太 不 没 没有 别 未 无 非 勿 并 只 仅 已 已经 曾 曾经 正 正在
	在 于 从 自 由 向 往 到 至 对 给 跟 同 把 被 将 让 使 叫 令 比 按 据 靠 因 为 为了 因为 所以 因此 于是 如果 要是 若 假如 虽然 尽管 可是 但是 不过 然而 而且 并且 还是 或者 以及 那么 只是
	只能 更是 而言 甚么 什幺 多少 有多少 分之 百分之 只有 只要 既 即 即使 就是 便 凡 凡是 除了 随着 我 你 您 他 她 它 我们 你们 他们 她们 它们 咱们 自己 大家 别人 人家 谁 什么 哪 哪里 哪个 怎么 怎样 怎么样 这 那 这个 那个 这些 那些
	这里 那里 这样 那样 这种 某 各 每 每个 本 该 此 其他 其中 有 有的 有些 是 能 能够 可以 可 会 要 应 应该 应当 必须 须 得以 肯 敢 不能 不会 不要 不是 不必 不得 个 只 件 条 张 把 位 名
	座 家 次 遍 回 种 套 份 本 间 块 台 片 群 双 对 副 辆 艘 户 口 道 句 项 部 层 页 岁 元 年 月 日 时 点 号 第 约 多 少 几 些 一些 来 去 上 下 里 中 内 外 前 后 之前 之后 以前 以后 以上 以下
	之间 之内 之外 起 等 等等 如此 甚至 究竟 到底 其实 一样 一点 一个 一直 似的 那 时候 当 当中 就算 无论 不管 除此 如何 何 为何 哪怕 连 竟 竟然 原来 毕竟 而是 不仅 不但 乃至 尤其 地方 那儿
	这儿 哪儿 倒 总 都是 就会`
