package engine

import (
	"cmp"
	"math"
	"runtime"
	"slices"
	"strings"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// rowWords is one side of rows: its words with their places.
type rowWords struct {
	units   [][]rowWord
	types   []string
	capital []bool    // by type; see tokenized
	grammar []bool    // by type: it carries grammar alone
	bases   [][]int32 // by type: the types of which it is a form or made up
}

type rowWord struct {
	kind       int32 // its type
	start, end int   // byte offsets
}

// unlinked returns the weight with which each word has no counterpart.
func (r *rowWords) unlinked(words []rowWord) []float64 {
	list := make([]float64, len(words))
	for k, w := range words {
		list[k] = unlinked
		if r.grammar[w.kind] {
			list[k] = unlinkedGrammar
		}
	}
	return list
}

// grammarHan are the Chinese words of one character that carry grammar alone.
const grammarHan = "的了着过是在有和与及或但而则且即若如因由于从自向往对把被将给让使令为以到至当比跟同并也都还又再才就只仅很最更太较极" +
	"这那此该其每各某本诸它他她我你您们之等者所吗呢吧啊呀么得地"

// isGrammar reports whether a word carries grammar alone; its form is the spelling of an English word.
func isGrammar(t token) bool {
	return t.form != "" && segment.IsStopWord(t.form) || utf8.RuneCountInString(t.norm) == 1 && strings.Contains(grammarHan, t.norm)
}

// readWords reads a side of rows.
func readWords(rows []WordRow, side align.Side, lex *lexicon.Lexicon) *rowWords {
	r := &rowWords{units: make([][]rowWord, len(rows))}
	read, id := newTokenizer(side.Language(), lex), map[string]int32{}
	add := func(t token) (kind int32, added bool) {
		kind, known := id[t.norm]
		if !known {
			kind = int32(len(r.types))
			id[t.norm] = kind
			r.types, r.capital, r.grammar, r.bases = append(r.types, t.norm), append(r.capital, true), append(r.grammar, isGrammar(t)), append(r.bases, nil)
		}
		r.capital[kind] = r.capital[kind] && t.capital
		return kind, !known
	}
	for k := range rows {
		var cuts []int
		if rows[k].Side == side {
			for _, place := range rows[k].Sought {
				cuts = append(cuts, place[0], place[1])
			}
		}
		for _, t := range read.tokensAt(rows[k].Text.Side(side), cuts) {
			kind, added := add(t)
			if added {
				for _, base := range basesOf(t, lex) {
					other, _ := add(token{norm: segment.Stem(base), form: base})
					r.bases[kind] = append(r.bases[kind], other)
				}
			}
			r.units[k] = append(r.units[k], rowWord{kind, t.start, t.end})
		}
	}
	return r
}

// basesOf returns the words of which an English word is an irregular form, and the two words of which
// one is made up that the lexicon does not have.
func basesOf(t token, lex *lexicon.Lexicon) (bases []string) {
	if t.form == "" {
		return nil
	}
	for _, lemma := range lexicon.Lemmas(t.form) {
		if segment.Stem(lemma) != t.norm {
			bases = append(bases, lemma)
		}
	}
	if _, ok := lex.StemID(t.norm); ok || len(bases) > 0 {
		return bases
	}
	const shortest = 3 // letters of a part
	for at := shortest; at <= len(t.form)-shortest; at++ {
		_, first := lex.StemID(segment.Stem(t.form[:at]))
		_, second := lex.StemID(segment.Stem(t.form[at:]))
		if first && second {
			return []string{t.form[:at], t.form[at:]}
		}
	}
	return nil
}

// tokensAt returns the tokens of a text, which end at the cuts.
func (t *tokenizer) tokensAt(text string, cuts []int) (tokens []token) {
	from := 0
	for _, cut := range append(cuts, len(text)) {
		for _, x := range t.tokens(text[from:cut]) {
			x.start, x.end = x.start+from, x.end+from
			tokens = append(tokens, x)
		}
		from = cut
	}
	return tokens
}

// ContentWord is a word that carries more than grammar.
type ContentWord struct {
	Norm       string // in the form that is compared: the stem of an English word, simplified characters
	Start, End int    // byte offsets
}

// ContentWords returns the words of a text that carry more than grammar.
func ContentWords(text string, lang align.Language, lex *lexicon.Lexicon) (list []ContentWord) {
	for _, t := range newTokenizer(lang, lex).tokens(text) {
		if !isGrammar(t) {
			list = append(list, ContentWord{t.norm, t.start, t.end})
		}
	}
	return list
}

const (
	// partMass is what the dictionary's translations of a part of a word count for, against 1 for
	// those of the word, times the part's share of its characters.
	partMass = 0.3

	// longestParted is how many characters a word has at most whose parts are looked up.
	longestParted = 8

	// headWeight is what a link counts for that characters of other headwords suggest.
	headWeight = 0.3

	// leastRatio is the likelihood ratio from which the dictionary says something of a link.
	leastRatio = 1
)

// ratioWeight returns the weight of a link of words that stand together so many times likelier
// than by chance. Its fourth root keeps weights of rare words within reach of others.
func ratioWeight(ratio float64) float64 { return math.Sqrt(math.Sqrt(ratio)) }

// wordWeights returns by Chinese type the weights of links to English ones, ascending. A link weighs
// the more, the more mass the dictionary (also of the parts of the word), thesaurus, equal spelling and pinyin
// give the English word against its share of all the meaning of headwords; see headRatios.
func wordWeights(en, zh *rowWords, share []float64, lex *lexicon.Lexicon) [][]entry {
	e := &tokenized{types: en.types, capital: en.capital}
	z := &tokenized{types: zh.types}
	rows := equalTypes(e, z)
	addDictionary(rows, e, z, lex, runtime.GOMAXPROCS(0))
	addParts(rows, en.types, zh.types, lex)
	forms := make([][]int32, len(en.types)) // by type: those of which it is a base
	for kind, bases := range en.bases {
		for _, base := range bases {
			forms[base] = append(forms[base], int32(kind))
		}
	}
	for k := range rows {
		var row []entry
		for _, x := range rows[k] {
			if ratio := float64(x.t) / share[x.to]; ratio >= leastRatio {
				row = append(row, entry{x.to, float32(ratioWeight(ratio))})
			}
		}
		for _, x := range row {
			for _, form := range forms[x.to] {
				row = append(row, entry{form, x.t})
			}
		}
		rows[k] = greatest(row)
	}
	return rows
}

// greatest returns a row in ascending order with the greatest of the weights of equal types.
func greatest(row []entry) []entry {
	slices.SortFunc(row, func(a, b entry) int { return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(b.t, a.t)) })
	return slices.CompactFunc(row, func(a, b entry) bool { return a.to == b.to })
}

// addParts adds to the rows of words of several characters what the lexicon says of their parts: 财力
// has money from 财.
func addParts(rows [][]entry, en, zh []string, lex *lexicon.Lexicon) {
	typeOf := make(map[int32]int32, len(en)) // by stem id
	for n, stem := range en {
		if id, ok := lex.StemID(stem); ok {
			typeOf[id] = int32(n)
		}
	}
	for z, word := range zh {
		chars := []rune(word)
		if len(chars) < 2 || len(chars) > longestParted {
			continue
		}
		row := rows[z]
		for from := range chars {
			for to := from + 1; to <= len(chars) && to-from < len(chars); to++ {
				for _, tr := range lex.Translations(string(chars[from:to])) {
					if e, ok := typeOf[tr.Stem]; ok {
						row = append(row, entry{e, float32(partMass * tr.Weight * float64(to-from) / float64(len(chars)))})
					}
				}
			}
		}
		rows[z] = merged(row)
	}
}

// characters numbers the characters of Chinese types.
type characters struct {
	numbers []int32   // by character: its number from 1 on, 0 of one that no type has
	count   int       // how many have a number
	of      [][]int32 // by type: the numbers of its characters
}

func newCharacters(types []string) *characters {
	const planes = 0x30000 // of Unicode that have Han characters
	c := &characters{numbers: make([]int32, planes), of: make([][]int32, len(types))}
	for kind, word := range types {
		for _, r := range word {
			r = min(r, planes-1)
			if c.numbers[r] == 0 {
				c.count++
				c.numbers[r] = int32(c.count)
			}
			c.of[kind] = append(c.of[kind], c.numbers[r])
		}
	}
	return c
}

// number returns the number of a character.
func (c *characters) number(r rune) int32 { return c.numbers[min(int(r), len(c.numbers)-1)] }

// headRatio is how many times more frequent a character is in the headwords that an English word
// translates than in all.
type headRatio struct {
	char  int32 // its number
	ratio float32
}

// Constants of headRatios: they keep stems of few headwords, and rare characters, from saying much.
const (
	unseenHeads = 3  // characters that are added to those of the headwords of a stem
	unseenChars = 20 // and to how often a character stands in all
)

// headRatios returns by English type its share of all the meaning of headwords, and the numbered
// characters of its headwords.
func headRatios(types []string, chars *characters, lex *lexicon.Lexicon) (share []float64, ratios [][]headRatio) {
	all, total := make([]float64, chars.count+1), 0
	for r := range lex.Characters() {
		all[chars.number(r)]++
		total++
	}
	share, ratios = make([]float64, len(types)), make([][]headRatio, len(types))
	sums := sparse{of: make([]float64, chars.count+1)}
	for kind, stem := range types {
		mass, sum := 1.0, float64(unseenHeads) // mass of a headword is unseen
		if id, ok := lex.StemID(stem); ok {
			for word, weight := range lex.EachHead(id) {
				mass += weight
				for _, r := range word {
					sums.add(chars.number(r), weight)
					sum += weight
				}
			}
		}
		for _, c := range sums.touched {
			if c > 0 {
				ratios[kind] = append(ratios[kind], headRatio{c, float32(sums.of[c] / sum * float64(total) / (all[c] + unseenChars))})
			}
		}
		sums.reset()
		share[kind] = mass / float64(lex.Len())
	}
	return share, ratios
}
