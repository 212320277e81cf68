package lexicon

import "slices"

// Thesaurus finds stems that mean nearly the same as a word's translations. A
// dictionary gives a word few of the stems that stand for it in texts, but
// another headword often has the missing stem. So the Thesaurus walks from the word to
// its stems, from these to the headwords that share them, and on to the stems of these
// headwords. It is not safe for concurrent use; Fork returns one for each goroutine.
type Thesaurus struct {
	lex     *Lexicon
	heads   lists     // by stem: the headwords that have the stem, and its share of each
	stems   lists     // by headword: its wanted stems, and their shares of it
	total   []float32 // by stem: its shares added up
	sum     []float32 // scratch, by stem: what the walk brings
	reached []int32   // scratch: the stems with a sum
}

// lists holds many short lists of links in one piece.
type lists struct {
	at    []uint32 // where each list starts in links
	links []link
}

type link struct {
	to    int32
	share float32
}

// of returns list n.
func (l *lists) of(n int32) []link { return l.links[l.at[n]:l.at[n+1]] }

// maxHeads is the number of headwords over which a stem ("make", "kind") is too
// vague to lead from one headword to another.
const maxHeads = 400

// minRelated is the probability under which the end of a walk is left out.
const minRelated = 0.002

// Thesaurus returns a new thesaurus over the lexicon that leads to the wanted
// stems.
func (l *Lexicon) Thesaurus(wanted []int32) *Thesaurus {
	want := make([]bool, len(l.stems))
	for _, s := range wanted {
		want[s] = true
	}
	t := &Thesaurus{lex: l, total: make([]float32, len(l.stems)), sum: make([]float32, len(l.stems))}
	t.heads.at, t.stems.at = make([]uint32, len(l.stems)+1), make([]uint32, len(l.heads)+1)
	for h := range l.heads {
		l.eachStem(h, func(stem int32, weight float64) {
			t.heads.at[stem+1]++
			t.total[stem] += float32(weight)
			if want[stem] {
				t.stems.at[h+1]++
			}
		})
	}
	for _, at := range [][]uint32{t.heads.at, t.stems.at} {
		for n := 1; n < len(at); n++ {
			at[n] += at[n-1]
		}
	}
	t.heads.links = make([]link, t.heads.at[len(l.stems)])
	t.stems.links = make([]link, 0, t.stems.at[len(l.heads)])
	next := slices.Clone(t.heads.at)
	for h := range l.heads {
		l.eachStem(h, func(stem int32, weight float64) {
			t.heads.links[next[stem]] = link{int32(h), float32(weight)}
			next[stem]++
			if want[stem] {
				t.stems.links = append(t.stems.links, link{stem, float32(weight)})
			}
		})
	}
	return t
}

// Fork returns a thesaurus over the same words for another goroutine.
func (t *Thesaurus) Fork() *Thesaurus {
	f := *t
	f.sum, f.reached = make([]float32, len(t.sum)), nil
	return &f
}

// Related returns the wanted stems that the walk from a Chinese word in
// simplified characters comes to, in the order of their ids, with the probability
// that it ends there. The word's own stems are among them. Stems less likely than 0.002
// are left out.
func (t *Thesaurus) Related(word string) []Translation {
	h, ok := slices.BinarySearch(t.lex.heads, word)
	if !ok {
		return nil
	}
	t.reached = t.reached[:0]
	t.lex.eachStem(h, func(stem int32, weight float64) {
		heads := t.heads.of(stem)
		if len(heads) > maxHeads {
			return
		}
		for _, other := range heads {
			step := float32(weight) * other.share / t.total[stem]
			for _, end := range t.stems.of(other.to) {
				if t.sum[end.to] == 0 {
					t.reached = append(t.reached, end.to)
				}
				t.sum[end.to] += step * end.share
			}
		}
	})
	slices.Sort(t.reached)
	var out []Translation
	for _, stem := range t.reached {
		if p := t.sum[stem]; p >= minRelated {
			out = append(out, Translation{stem, float64(p)})
		}
		t.sum[stem] = 0
	}
	return out
}
