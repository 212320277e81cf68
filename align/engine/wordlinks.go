package engine

import (
	"math"
	"runtime"
	"slices"
	"sync"

	"bitext/align"
	"bitext/align/internal/portable"
	"bitext/align/lexicon"
)

// WordLink says that a word of the English text of a row translates a word of the Chinese one.
type WordLink struct {
	EN, ZH [2]int              // where the words stand, as byte offsets: start and end
	Norm   [align.Sides]string // the words as they are compared; see ContentWord
	P      float64             // probability, 0 to 1
}

// WordRow is a pair of texts that translate each other, and places in one of them whose
// translations are sought.
type WordRow struct {
	Text   align.TextPair
	Side   align.Side // of Sought
	Sought [][2]int   // byte offsets, in order; no word reaches across their borders
}

// Constants of the matching. They were chosen on testdata/translations/dev.tsv. Halved or doubled, each of them moves the marks
// of a few of the 150 words, but unlinked: with less of it more words are marked, and fewer of these rightly.
const (
	// anyLink is the weight of a link of two words of which nothing is known, but that they
	// are no grammar: what is left over on both sides belongs together.
	anyLink = 0.025

	// grammarLink is what a link of a word that carries grammar alone counts for: "with" of a
	// noun whose dictionary entry has it.
	grammarLink = 0.2

	// linkDistance is how much likelier words are linked at the same place of both texts than
	// at the beginning of one and the end of the other, in natural logarithms.
	linkDistance = 2.0

	// unlinked and unlinkedGrammar are the weights with which a word has no counterpart.
	unlinked        = 1.0
	unlinkedGrammar = 2.0

	// matchings is how often the shares of a row are made up on both sides. More of them come
	// closer to a matching in which every word has its counterpart, which translations are not.
	matchings = 4

	// minLink is the probability from which a link is returned.
	minLink = 0.02

	// mostLinks is how many pairs of words of a row are looked at. Longer rows, which are no
	// sentences, have no links.
	mostLinks = 1 << 20
)

// WordLinks returns for each row which words of its texts translate each other, in the order of
// the English words. Learned has what is known beside the lexicon of the words that are
// sought: how many times likelier a word of the other text is where they stand, by its norm;
// see ContentWords.
//
// A link of two words weighs as much as wordWeights says, less with the distance of
// their places. These weights become probabilities as R. Sinkhorn makes a matrix doubly
// stochastic (A relationship between arbitrary positive matrices and doubly stochastic matrices,
// 1964), with a counterpart more on each side that stands for none: those of each word are
// made to add up to 1, those of the English words and those of the Chinese ones in turn. So a
// word takes part in a link the less the better another one explains its counterpart.
func WordLinks(rows []WordRow, learned map[string]float64, lex *lexicon.Lexicon) [][]WordLink {
	var sides [align.Sides]*rowWords
	var reading sync.WaitGroup
	for side := range align.Sides {
		reading.Go(func() { sides[side] = readWords(rows, side, lex) })
	}
	reading.Wait()
	l := linker{en: sides[align.EN], zh: sides[align.ZH], learned: learned}
	l.characters = newCharacters(l.zh.types)
	share, ratios := headRatios(l.en.types, l.characters, lex)
	l.weights, l.ratios = wordWeights(l.en, l.zh, share, lex), ratios
	out := make([][]WordLink, len(rows))
	var linking sync.WaitGroup
	jobs := runtime.GOMAXPROCS(0)
	for first := range jobs {
		linking.Go(func() {
			r := l.newRoom()
			for k := first; k < len(rows); k += jobs {
				out[k] = l.links(&rows[k], l.en.units[k], l.zh.units[k], r)
			}
		})
	}
	linking.Wait()
	return out
}

// linker links the words of rows.
type linker struct {
	en, zh     *rowWords
	characters *characters   // of Chinese types
	weights    [][]entry     // by Chinese type: of its links, as wordWeights has them
	ratios     [][]headRatio // by English type
	learned    map[string]float64
}

// links returns the links of a row.
func (l *linker) links(row *WordRow, en, zh []rowWord, r *room) (links []WordLink) {
	if len(en) == 0 || len(zh) == 0 || len(en)*len(zh) > mostLinks {
		return nil
	}
	weights := l.matrix(row, en, zh, r)
	shares, others := l.en.unlinked(en), l.zh.unlinked(zh)
	noneEN, noneZH := slices.Clone(shares), slices.Clone(others)
	for z := range others {
		others[z] = 1
	}
	for range matchings {
		for e := range shares {
			sum := noneEN[e]
			for z, w := range weights[e*len(zh) : (e+1)*len(zh)] {
				sum += float64(w * others[z])
			}
			shares[e] = 1 / sum
		}
		copy(others, noneZH)
		for e, share := range shares {
			for z, w := range weights[e*len(zh) : (e+1)*len(zh)] {
				others[z] += float64(w * share)
			}
		}
		for z, sum := range others {
			others[z] = 1 / sum
		}
	}
	for e := range en {
		for z := range zh {
			if p := weights[e*len(zh)+z] * shares[e] * others[z]; p >= minLink {
				norm := [align.Sides]string{l.en.types[en[e].kind], l.zh.types[zh[z].kind]}
				links = append(links, WordLink{[2]int{en[e].start, en[e].end}, [2]int{zh[z].start, zh[z].end}, norm, p})
			}
		}
	}
	return links
}

// room is what a goroutine needs to make matrices.
type room struct {
	first []int32   // by English type: one more than the place of a word of the row
	next  []int32   // by place: one more than that of another word of the same type
	ratio []float32 // by character: the ratio of the word at hand
}

func (l *linker) newRoom() *room {
	return &room{first: make([]int32, len(l.en.types)), ratio: make([]float32, l.characters.count+1)}
}

// matrix returns the weights of the links of a row, by English word and then by Chinese one.
func (l *linker) matrix(row *WordRow, en, zh []rowWord, r *room) []float64 {
	weights := make([]float64, len(en)*len(zh))
	r.next = r.next[:0]
	for e, word := range en {
		r.next = append(r.next, r.first[word.kind])
		r.first[word.kind] = int32(e + 1)
	}
	for z, word := range zh {
		for _, x := range l.weights[word.kind] {
			for e := r.first[x.to]; e > 0; e = r.next[e-1] {
				weights[int(e-1)*len(zh)+z] = float64(x.t)
			}
		}
	}
	for _, word := range en {
		r.first[word.kind] = 0
	}
	soughtEN, soughtZH := l.sought(row, align.EN, en), l.sought(row, align.ZH, zh)
	for e, word := range en {
		for _, x := range l.ratios[word.kind] {
			r.ratio[x.char] = x.ratio
		}
		for z, other := range zh {
			w := &weights[e*len(zh)+z]
			grammar := l.en.grammar[word.kind] || l.zh.grammar[other.kind]
			if !grammar {
				*w = anyLink + max(*w, r.suggested(l.characters.of[other.kind]))
			}
			switch {
			case soughtZH != nil && soughtZH[z]:
				*w += ratioWeight(l.learned[l.en.types[word.kind]])
			case soughtEN != nil && soughtEN[e]:
				*w += ratioWeight(l.learned[l.zh.types[other.kind]])
			}
			if grammar {
				*w *= grammarLink
			}
			if *w > 0 {
				distance := math.Abs((float64(e)+.5)/float64(len(en)) - (float64(z)+.5)/float64(len(zh)))
				*w *= portable.Exp(-linkDistance * distance)
			}
		}
		for _, x := range l.ratios[word.kind] {
			r.ratio[x.char] = 0
		}
	}
	return weights
}

// suggested returns the weight of a link that the characters of a Chinese word suggest, by the
// mean of their ratios.
func (r *room) suggested(chars []int32) float64 {
	sum := 0.0
	for _, c := range chars {
		sum += float64(r.ratio[c]) / float64(len(chars))
	}
	return headWeight * ratioWeight(sum)
}

// sought says of each word of a side whether it is sought; nil if nothing was learned of that side.
func (l *linker) sought(row *WordRow, side align.Side, words []rowWord) []bool {
	if side != row.Side || len(l.learned) == 0 {
		return nil
	}
	is := make([]bool, len(words))
	for k, w := range words {
		for _, place := range row.Sought {
			is[k] = is[k] || w.start < place[1] && place[0] < w.end
		}
	}
	return is
}
