package lexicon

import (
	"cmp"
	"slices"
)

// Thesaurus finds words that mean nearly the same as a word's translations. A
// dictionary gives a word few of the stems that stand for it in texts. Some of the missing
// ones are synonyms of its stems in WordNet, and some another headword has: so the
// Thesaurus also walks from the word to its stems, from these to the headwords that share
// them, and on to the stems of these headwords. It is not safe for concurrent use; Fork
// returns one for each goroutine.
type Thesaurus struct {
	lex     *Lexicon
	at      []uint32  // by head: where its ends start
	ends    []link    // by head: the places of its wanted stems, with their shares of it
	share   []float32 // of the weight of a link
	synonym []int32   // by stem of the synonyms: its place among the wanted, or -1
	total   []float32 // by stem of the lexicon: the sum of the heads' shares, once it was needed
	sum     []float32 // scratch, by wanted stem: how near it is
	reached []int32   // scratch: the wanted stems with a sum
}

// Near is a wanted stem that is near to the meaning of a word.
type Near struct {
	Place  int32   // of the stem among the wanted ones
	Weight float64 // how near it is; over 0, and about 1 for a word's only translation
}

// maxHeads is the number of headwords over which a stem ("make", "kind") is too
// vague to lead from one headword to another.
const maxHeads = 400

// minRelated is the nearness under which a stem is left out.
const minRelated = 0.002

// Thesaurus returns a new thesaurus over the lexicon that leads to the wanted
// stems, which are all different.
func (l *Lexicon) Thesaurus(wanted []string) *Thesaurus {
	t := &Thesaurus{share: make([]float32, 256), lex: l, at: make([]uint32, l.heads.len()+1), synonym: make([]int32, l.synonyms.stems.len()), total: make([]float32, l.stems.len()), sum: make([]float32, len(wanted))}
	for weight := range t.share {
		t.share[weight] = float32(float64(weight) / 255)
	}
	for n := range t.synonym {
		t.synonym[n] = -1
	}
	stems := make([]int32, len(wanted)) // of the lexicon, or -1
	for place, stem := range wanted {
		if n, ok := l.synonyms.stems.find(stem); ok {
			t.synonym[n] = int32(place)
		}
		stems[place] = -1
		if id, ok := l.StemID(stem); ok {
			stems[place] = id
			for head := range l.columns.of(int(id)) {
				t.at[head]++
			}
		}
	}
	total := uint32(0)
	for head, n := range t.at {
		total += n
		t.at[head] = total // where the ends stop, until they are filled in
	}
	t.ends = make([]link, total)
	for place, stem := range stems {
		if stem < 0 {
			continue
		}
		for head, weight := range l.columns.of(int(stem)) {
			t.at[head]--
			t.ends[t.at[head]] = newLink(place, weight)
		}
	}
	return t
}

// Fork returns a thesaurus over the same words for another goroutine.
func (t *Thesaurus) Fork() *Thesaurus {
	f := *t
	f.total, f.sum, f.reached = make([]float32, len(t.total)), make([]float32, len(t.sum)), nil
	return &f
}

// Related returns the wanted stems near to a Chinese word in simplified characters, in the
// order of their places. A stem is as near as the probability that the walk from the word
// ends there, and for each translation of which it is a synonym as near as they are,
// times the translation's share. The word's own stems are among them. Stems of less than 0.002
// are left out.
func (t *Thesaurus) Related(word string) []Near {
	h, ok := t.lex.heads.find(word)
	if !ok {
		return nil
	}
	t.reached = t.reached[:0]
	for stem, weight := range t.lex.rows.of(h) {
		for other, nearness := range t.lex.synonyms.of(t.lex.Stem(stem)) {
			if place := t.synonym[other]; place >= 0 {
				t.add(place, float32(weight)*float32(nearness))
			}
		}
		if t.lex.columns.size(int(stem)) > maxHeads {
			continue
		}
		if t.total[stem] == 0 {
			for _, share := range t.lex.columns.of(int(stem)) {
				t.total[stem] += float32(share)
			}
		}
		for other, share := range t.lex.columns.of(int(stem)) {
			t.addEnds(other, float32(weight)*float32(share)/t.total[stem])
		}
	}
	var out []Near
	for _, place := range t.reached {
		if p := t.sum[place]; p >= minRelated {
			out = append(out, Near{place, float64(p)})
		}
		t.sum[place] = 0
	}
	slices.SortFunc(out, func(a, b Near) int { return cmp.Compare(a.Place, b.Place) })
	return out
}

// addEnds goes the last step of the walk, from a head to its wanted stems.
func (t *Thesaurus) addEnds(head int32, probability float32) {
	for _, end := range t.ends[t.at[head]:t.at[head+1]] {
		t.add(int32(end>>8), probability*t.share[end&0xff])
	}
}

// add adds to the sum of a wanted stem.
func (t *Thesaurus) add(place int32, nearness float32) {
	if t.sum[place] == 0 {
		t.reached = append(t.reached, place)
	}
	t.sum[place] += float32(nearness)
}
