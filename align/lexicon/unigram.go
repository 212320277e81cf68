package lexicon

import (
	"strings"
	"unicode/utf8"
)

// WordsF is the F measure of Words on the test set of UD_Chinese-GSDSimp.
const WordsF = ".894"

// Words splits a run of simplified Han characters into words as treebanks have them: a
// unigram segmenter. Of all ways to cover the run with headwords and single characters it
// takes the one of the least cost, which is the sum of the costs of its words; the cost of
// a word stands for the negative logarithm of its probability, of which the dictionary tells
// the class alone. Then characters that nothing covers and that are no words by themselves
// are put together: they are names and compounds that the dictionary does not have.
func (l *Lexicon) Words(run string) []string {
	starts := make([]int, 0, utf8.RuneCountInString(run)+1)
	for i := range run {
		starts = append(starts, i)
	}
	starts = append(starts, len(run))
	n := len(starts) - 1
	least := make([]float64, n+1) // the cost of the characters from i on
	take := make([]int, n)        // how many characters the first of their words takes
	for i := n - 1; i >= 0; i-- {
		least[i], take[i] = least[i+1]+singleCost(run[starts[i]:starts[i+1]]), 1
		heads := lookup{texts: l.heads}
		for k, more := 2, true; more && k <= l.longest && i+k <= n; k++ {
			word := run[starts[i]:starts[i+k]]
			var found bool
			if found, more = heads.find(word); !found {
				continue
			}
			if c := least[i+k] + wordCost(word, k); c <= least[i] {
				least[i], take[i] = c, k
			}
		}
	}
	var words []string
	for i := 0; i < n; i += take[i] {
		words = append(words, run[starts[i]:starts[i+take[i]]])
	}
	return joined(run, words)
}

// Costs of words by their class. They were chosen on the development set of
// UD_Chinese-GSDSimp.
const (
	freeCost   = 1.0  // a character that is often a word
	boundCost  = 1.7  // another character
	pairCost   = 1.0  // a headword of two characters
	looseCost  = 2.8  // of two that treebanks take for two words
	tripleCost = 2.1  // of three: two words cost less if one is often a word
	quadCost   = 2.05 // of four: two words of two cost less
	longCost   = 3.1  // of more
)

func singleCost(char string) float64 {
	if strings.Contains(freeChars, char) {
		return freeCost
	}
	return boundCost
}

func wordCost(word string, n int) float64 {
	switch n {
	case 2:
		if loose(word) {
			return looseCost
		}
		return pairCost
	case 3:
		return tripleCost
	case 4:
		return quadCost
	}
	return longCost
}

// loose reports whether treebanks take a headword of two characters for two words: 位于 and
// 这个 are of a verb and a preposition, a pronoun and a measure.
func loose(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	second := word[size:]
	return strings.Contains(looseWords, word) || strings.Contains(looseEnds, second) && !strings.Contains(tightWords, word) ||
		strings.ContainsRune(looseStarts, first) && strings.Contains(measures, second)
}

// Classes of characters and words.
const (
	// Characters that are often words: of grammar, before and after other words.
	freeChars = "的了着过是在有和与及或但而则即若如因由于从自向往对把被将给让使令为以到至当比跟同并也都还又再才就只仅很最更太较极非不没未无勿莫" +
		"这那此该其每各某本诸另他她它我你您们谁何一二三四五六七八九十百千万亿两零〇个位名次种条只件座所家间台部张场届年月日时分秒元号岁人区县市省乡镇村路街里" +
		"内外上下前后中间等之者说称叫会能可要应须想来去出入起开做用后大小多少新老副总全前古东西南北" +
		"长员院馆站局厅队军团党社会业学语法性化式型类率量力机器车船厂店室楼园岛山河湖江海城国洲族王帝教派者界级层线网色版" + "物品币费税款权罪案法令书报刊剧片"
	looseEnds   = "为于此了着"
	tightWords  = "由于 因为 对于 关于 至于 终于 认为 以为 行为 更为 尤为 较为 为了"
	looseWords  = "来自 早在 正在 旨在 之一 及其 还有 有人 不再 只是 并不 都会 即将 是以 与其 为主"
	looseStarts = "一二三四五六七八九十百千万这那每各该某两几多数"
	measures    = "个位名次种条只件座所家间台部张场届年月日时分秒元号岁人区片句段类"
)

// joined puts words together that the dictionary does not have as one: characters that are
// no words by themselves, numerals, 很 and 最 with an adjective of a character, 也 with 是. A
// surname stays apart from a given name.
func joined(run string, words []string) []string {
	out := words[:0]
	from, at := 0, 0 // where the last word of out begins in the run, and where w does
	names := 0       // characters of the name or compound that the last word is; 0 if it cannot be continued
	number := false  // the last word is of numerals
	for k, w := range words {
		single := utf8.RuneCountInString(w) == 1
		bound := single && !strings.Contains(freeChars, w)
		last := run[from:at]
		digits := numeral(w)
		join := false
		switch {
		case last != "" && digits && (number || last == "第"),
			last != "" && w == "是" && strings.Contains(beforeIs, last),
			last != "" && (bound || single && strings.Contains(adjectives, w)) && strings.Contains(degrees, last):
			join, names = true, 0
		case bound && names == 1 && strings.Contains(surnames, last) && !boundAt(words, k+2):
			names = 2 // a given name begins
		case bound && names > 0:
			join = true
			names++
		case bound:
			names = 1
		default:
			names = 0
		}
		number = digits
		if join {
			out[len(out)-1] = run[from : at+len(w)]
		} else {
			out, from = append(out, w), at
		}
		at += len(w)
	}
	return out
}

// boundAt reports whether the word at k is a character that is no word by itself.
func boundAt(words []string, k int) bool {
	return k < len(words) && utf8.RuneCountInString(words[k]) == 1 && !strings.Contains(freeChars, words[k])
}

// numeral reports whether a word is of numerals alone.
func numeral(word string) bool {
	return strings.Trim(word, "〇零一二三四五六七八九十百千万亿") == ""
}

const (
	degrees    = "很最更较极太甚"
	adjectives = "大小多少新老"
	beforeIs   = "也都则仍就即便"
	surnames   = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林郑谢梁宋唐许韩冯邓曹彭曾田董袁潘蒋蔡余杜叶程魏吕任沈姚卢姜崔钟谭陆汪范廖贾夏韦邹孟熊秦邱尹薛段侯陶黎贺顾毛郝龚邵钱严戴孔汤"
)
