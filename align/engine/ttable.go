package engine

import (
	"cmp"
	"slices"
	"sync"
	"unicode"
	"unicode/utf8"

	"bitext/align/lexicon"
)

// table is a translation table: by type of one edition its translations into types of
// the other, ascending, with t(to|type).
type table [][]entry

// tables holds the translation tables of both directions.
type tables struct{ enGivenZH, zhGivenEN table }

// entry is an entry of a row of a table.
type entry struct {
	to int32   // the other type
	t  float32 // probability of the translation, or its mass before the row is normalized
}

// sparse holds a number for each type, of which few are not zero.
type sparse struct {
	of      []float64
	touched []int32 // the types whose number is not zero
}

// add adds to a number.
func (s *sparse) add(k int32, x float64) {
	if s.of[k] == 0 {
		s.touched = append(s.touched, k)
	}
	s.of[k] += x
}

// reset makes all numbers zero.
func (s *sparse) reset() {
	for _, k := range s.touched {
		s.of[k] = 0
	}
	s.touched = s.touched[:0]
}

// mass holds Σ t(y|x) over the tokens x of a run of units, for each type y in a run of units
// of the other edition.
type mass struct {
	on     *tokenized
	of     []float64 // by type
	wanted []bool    // by type: it stands in the units
	tokens int       // how many x there are
}

func newMass(on *tokenized) mass {
	return mass{on: on, of: make([]float64, len(on.types)), wanted: make([]bool, len(on.types))}
}

// set takes the mass on some units of that of others, in one or several runs, in place of the
// mass before. The mass of types that do not stand in the units has no meaning.
func (m *mass) set(units span, from *tokenized, t table, runs ...span) {
	m.on.each(units, func(y int32) { m.of[y], m.wanted[y] = 0, true })
	m.tokens = 0
	for _, run := range runs {
		from.each(run, func(x int32) {
			m.tokens++
			for _, y := range t[x] {
				if m.wanted[y.to] {
					m.of[y.to] += float64(y.t)
				}
			}
		})
	}
	m.on.each(units, func(y int32) { m.wanted[y] = false })
}

// gain returns the gain of a token of the units that the mass is on.
func (m *mass) gain(y int32) float64 { return gain(m.of[y], m.tokens, m.on.prob[y]) }

// unseenMass is the mass that is kept for translations which the other edition does
// not hold, besides the mass of the translations that it holds.
const unseenMass = 0.2

// dictionaryTables returns the translation tables of an article before anything has
// been learned from it: what the lexicon, equal spelling, equal numbers and pinyin say.
func dictionaryTables(en, zh *tokenized, lex *lexicon.Lexicon, jobs int) tables {
	raw := equalTypes(en, zh)
	addDictionary(raw, en, zh, lex, jobs)
	return tables{normalize(raw, unseenMass), normalize(transpose(raw, len(en.types)), unseenMass)}
}

// addDictionary adds to the rows what the lexicon says, on the given number of
// goroutines.
func addDictionary(rows [][]entry, en, zh *tokenized, lex *lexicon.Lexicon, jobs int) {
	typeOf := make(map[int32]int32, len(en.types)) // by stem id
	for n, stem := range en.types {
		if id, ok := lex.StemID(stem); ok {
			typeOf[id] = int32(n)
		}
	}
	names, thesaurus := romanNames(en, lex), lex.Thesaurus(en.types)
	var wg sync.WaitGroup
	for first := range jobs {
		wg.Go(func() {
			thesaurus := thesaurus.Fork()
			for z := first; z < len(rows); z += jobs {
				word, row := zh.types[z], rows[z]
				for _, tr := range lex.Translations(word) {
					if e, ok := typeOf[tr.Stem]; ok {
						row = append(row, entry{e, float32(tr.Weight)})
					}
				}
				for _, near := range thesaurus.Related(word) {
					row = append(row, entry{near.Place, float32(relatedMass * near.Weight)})
				}
				rows[z] = merged(append(row, names.spelling(word)...))
			}
		})
	}
	wg.Wait()
}

// relatedMass is what a word that the thesaurus finds counts for, against 1 for
// the dictionary itself.
const relatedMass = 0.3

// equalTypes links types that are spelled alike on both sides: numbers, and
// Latin words in Chinese text.
func equalTypes(en, zh *tokenized) [][]entry {
	id := make(map[string]int32, len(en.types))
	for n, s := range en.types {
		id[s] = int32(n)
	}
	rows := make([][]entry, len(zh.types))
	for z, s := range zh.types {
		if e, ok := id[s]; ok {
			rows[z] = []entry{{e, 1}}
		}
	}
	return rows
}

// normalize turns masses into probabilities, with the mass rest kept back in
// each row, and drops entries too small to matter.
func normalize(rows [][]entry, rest float32) table {
	out := make(table, len(rows))
	for x, row := range rows {
		sum := rest
		for _, w := range row {
			sum += w.t
		}
		for _, w := range row {
			if t := w.t / sum; float64(t) > minProb {
				out[x] = append(out[x], entry{w.to, t})
			}
		}
	}
	return out
}

// merged returns a row in ascending order with the masses of equal types added,
// in the order of their size, so that the sum does not depend on how they came.
func merged(row []entry) []entry {
	slices.SortFunc(row, func(a, b entry) int { return cmp.Or(cmp.Compare(a.to, b.to), cmp.Compare(a.t, b.t)) })
	out := row[:0]
	for _, w := range row {
		if n := len(out); n > 0 && out[n-1].to == w.to {
			out[n-1].t += w.t
		} else {
			out = append(out, w)
		}
	}
	return out
}

// transpose returns the rows of the other direction.
func transpose(rows [][]entry, width int) [][]entry {
	out := make([][]entry, width)
	for x, row := range rows {
		for _, w := range row {
			out[w.to] = append(out[w.to], entry{int32(x), w.t})
		}
	}
	return out
}

// nameIndex finds the names in pinyin that a Chinese character may stand for.
type nameIndex struct {
	lex        *lexicon.Lexicon
	bySyllable map[string][]entry
}

// romanNames indexes the syllables of the English words that are always
// capitalised and fall into pinyin syllables: Qingyang, Shenzhen.
func romanNames(en *tokenized, lex *lexicon.Lexicon) nameIndex {
	ix := nameIndex{lex, map[string][]entry{}}
	for n, word := range en.types {
		if !en.capital[n] {
			continue
		}
		syllables := lex.Syllables(word)
		for _, s := range syllables {
			ix.bySyllable[s] = append(ix.bySyllable[s], entry{int32(n), 1 / float32(len(syllables))})
		}
	}
	return ix
}

// spelling returns the names that the characters of a word may spell.
func (ix nameIndex) spelling(word string) []entry {
	if len(ix.bySyllable) == 0 || utf8.RuneCountInString(word) > 3 {
		return nil
	}
	sum := map[int32]float32{}
	n := float32(utf8.RuneCountInString(word))
	for _, r := range word {
		if !unicode.Is(unicode.Han, r) {
			return nil
		}
		for _, s := range ix.lex.Readings(r) {
			for _, w := range ix.bySyllable[s] {
				sum[w.to] += w.t / n
			}
		}
	}
	var out []entry
	for to, t := range sum {
		if t*n > 0.99 || n == 1 {
			out = append(out, entry{to, t * pinyinMass})
		}
	}
	slices.SortFunc(out, func(a, b entry) int { return cmp.Compare(a.to, b.to) })
	return out
}

// pinyinMass is the mass of a name that a character or word may spell, against
// 1 for all the meanings the dictionary gives it.
const pinyinMass = 0.5
