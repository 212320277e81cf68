package engine

import (
	"math"
	"runtime"
	"slices"
	"sync"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/internal/portable"
	"bitext/align/lexicon"
	"bitext/align/segment"
)

// WordLink says that a word of the English text of a row translates a word of the Chinese one.
type WordLink struct {
	EN, ZH [2]int  // where the words stand, as byte offsets: start and end
	P      float64 // probability, 0 to 1
}

const (
	// minLink is the probability from which a link is returned.
	minLink = 0.05

	// linkDistance is how much likelier words are linked at the same place of both texts than
	// at the beginning of one and the end of the other, in natural logarithms. Equal words that
	// stand twice are told apart by it.
	linkDistance = 2.0

	// unlinked is the mass with which a word has no counterpart: that of a translation which is
	// one of seven meanings of a word.
	unlinked = 0.15
)

// WordLinks returns for each row which words of its texts translate each other, in the order of
// the English words. Rows are looked at one by one: the mass that dictionary, thesaurus,
// spelling and pinyin give a pair of words (see dictionaryTables), and the characters of Chinese ones, falling with the distance of
// their places, is shared out among the words of the other text and the chance that there is
// no counterpart; the probability of a link is the geometric mean of its shares in
// both directions. Words that carry grammar alone are linked to none.
func WordLinks(rows []align.TextPair, lex *lexicon.Lexicon) [][]WordLink {
	var sides [align.Sides]placed
	var reading sync.WaitGroup
	for side := range align.Sides {
		reading.Go(func() {
			texts := make([]string, len(rows))
			for k, row := range rows {
				texts[k] = row.Side(side)
			}
			sides[side] = newPlaced(texts, side.Language(), lex)
		})
	}
	reading.Wait()
	en, zh := &sides[align.EN], &sides[align.ZH]
	mass := equalTypes(&tokenized{types: en.types}, &tokenized{types: zh.types})
	addDictionary(mass, &tokenized{types: en.types, capital: en.capital}, &tokenized{types: zh.types}, lex, runtime.GOMAXPROCS(0))
	addCharacters(mass, en.types, zh.types, lex)
	out := make([][]WordLink, len(rows))
	for k := range rows {
		out[k] = linksOf(en.units[k], zh.units[k], mass)
	}
	return out
}

// characterMass is what a translation of one of the characters of a word counts for, against 1
// for one of the word: 财力 has money from 财.
const characterMass = 0.3

// addCharacters adds to the rows of words of several characters what the lexicon says of each.
func addCharacters(rows [][]entry, en, zh []string, lex *lexicon.Lexicon) {
	typeOf := make(map[int32]int32, len(en)) // by stem id
	for n, stem := range en {
		if id, ok := lex.StemID(stem); ok {
			typeOf[id] = int32(n)
		}
	}
	for z, word := range zh {
		if utf8.RuneCountInString(word) < 2 {
			continue
		}
		row := rows[z]
		for _, r := range word {
			for _, tr := range lex.Translations(string(r)) {
				if e, ok := typeOf[tr.Stem]; ok {
					row = append(row, entry{e, float32(characterMass * tr.Weight)})
				}
			}
		}
		rows[z] = merged(row)
	}
}

// placed is one side of rows: its words with their places.
type placed struct {
	units   [][]placedWord
	types   []string
	capital []bool // by type; see tokenized
}

type placedWord struct {
	kind       int32
	start, end int
}

func newPlaced(texts []string, lang align.Language, lex *lexicon.Lexicon) placed {
	p := placed{units: make([][]placedWord, len(texts))}
	id, read := map[string]int32{}, newTokenizer(lang, lex)
	for k, text := range texts {
		for _, t := range read.tokens(text) {
			if lang == align.English && segment.IsStopWord(t.norm) {
				continue
			}
			n, known := id[t.norm]
			if !known {
				n = int32(len(p.types))
				id[t.norm] = n
				p.types, p.capital = append(p.types, t.norm), append(p.capital, true)
			}
			p.capital[n] = p.capital[n] && t.capital
			p.units[k] = append(p.units[k], placedWord{n, t.start, t.end})
		}
	}
	return p
}

// linksOf returns the links of a row.
func linksOf(en, zh []placedWord, mass [][]entry) (links []WordLink) {
	if len(en) == 0 || len(zh) == 0 || len(en)*len(zh) > mostLinks {
		return nil
	}
	type cell struct {
		e, z   int
		weight float64
	}
	var cells []cell
	sumEN, sumZH := make([]float64, len(en)), make([]float64, len(zh))
	for z, word := range zh {
		row := mass[word.kind]
		if len(row) == 0 {
			continue
		}
		for e, other := range en {
			at, ok := slices.BinarySearchFunc(row, other.kind, func(x entry, to int32) int { return int(x.to - to) })
			if !ok {
				continue
			}
			distance := math.Abs(float64(e)/float64(len(en)) - float64(z)/float64(len(zh)))
			weight := float64(float64(row[at].t) * portable.Exp(-linkDistance*distance))
			cells = append(cells, cell{e, z, weight})
			sumEN[e] += weight
			sumZH[z] += weight
		}
	}
	for _, c := range cells {
		p := math.Sqrt(c.weight / (sumEN[c.e] + unlinked) * c.weight / (sumZH[c.z] + unlinked))
		if p >= minLink {
			e, z := en[c.e], zh[c.z]
			links = append(links, WordLink{[2]int{e.start, e.end}, [2]int{z.start, z.end}, p})
		}
	}
	slices.SortStableFunc(links, func(a, b WordLink) int { return a.EN[0] - b.EN[0] })
	return links
}

// mostLinks is how many pairs of words of a row are looked at. Longer rows, which are no
// sentences, have no links.
const mostLinks = 1 << 20
