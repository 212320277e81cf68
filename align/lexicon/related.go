package lexicon

import (
	"cmp"
	"slices"
)

// Thesaurus finds stems that mean nearly the same as a word's translations: a
// dictionary gives a word few of the stems that stand for it in texts, but
// another headword often has the missing one. It walks from the word to its
// stems, from these to the headwords that share them, and on to the stems of
// those. It is not safe for concurrent use.
type Thesaurus struct {
	lex   *Lexicon
	at    []uint32  // by stem: where its headwords start in heads
	heads []uint32  // the headwords of each stem
	share []float32 // the stem's share of each of these headwords
	sum   []float64 // scratch: by stem, what the walk brings
}

// maxHeads is the number of headwords over which a stem ("make", "kind") is too
// vague to lead from one headword to another.
const maxHeads = 400

// Thesaurus returns a new thesaurus over the lexicon.
func (l *Lexicon) Thesaurus() *Thesaurus {
	t := &Thesaurus{lex: l, at: make([]uint32, len(l.stems)+1), sum: make([]float64, len(l.stems))}
	for h := range l.heads {
		l.eachStem(h, func(stem int32, _ float64) { t.at[stem+1]++ })
	}
	for s := range l.stems {
		t.at[s+1] += t.at[s]
	}
	total := t.at[len(l.stems)]
	t.heads, t.share = make([]uint32, total), make([]float32, total)
	next := slices.Clone(t.at)
	for h := range l.heads {
		l.eachStem(h, func(stem int32, weight float64) {
			t.heads[next[stem]], t.share[next[stem]] = uint32(h), float32(weight)
			next[stem]++
		})
	}
	return t
}

// Related returns the stems that the walk from a Chinese word in simplified
// characters comes to, in the order of their ids, with the probability that it
// ends there. The word's own stems are among them.
func (t *Thesaurus) Related(word string) []Translation {
	h, ok := slices.BinarySearch(t.lex.heads, word)
	if !ok {
		return nil
	}
	var reached []int32
	t.lex.eachStem(h, func(stem int32, weight float64) {
		from, to := t.at[stem], t.at[stem+1]
		if to-from > maxHeads {
			return
		}
		all := 0.0
		for _, s := range t.share[from:to] {
			all += float64(s)
		}
		for k := from; k < to; k++ {
			step := weight * float64(t.share[k]) / all
			t.lex.eachStem(int(t.heads[k]), func(stem int32, weight float64) {
				if t.sum[stem] == 0 {
					reached = append(reached, stem)
				}
				t.sum[stem] += step * weight
			})
		}
	})
	slices.SortFunc(reached, cmp.Compare[int32])
	out := make([]Translation, len(reached))
	for k, stem := range reached {
		out[k] = Translation{stem, t.sum[stem]}
		t.sum[stem] = 0
	}
	return out
}
