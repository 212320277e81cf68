package lexicon

import "slices"

// Thesaurus finds stems that mean nearly the same as a word's translations. A
// dictionary gives a word few of the stems that stand for it in texts, but
// another headword often has the missing stem. So the Thesaurus walks from the word to
// its stems, from these to the headwords that share them, and on to the stems of these
// headwords. It is not safe for concurrent use; Fork returns one for each goroutine.
type Thesaurus struct {
	lex     *Lexicon
	at      []uint32  // by head: where its ends start
	ends    []end     // by head: its wanted stems
	sum     []float32 // scratch, by stem: what the walk brings
	reached []int32   // scratch: the stems with a sum
}

// end is a wanted stem, with its share of the head that the walk came to.
type end struct {
	stem  int32
	share float32
}

// maxHeads is the number of headwords over which a stem ("make", "kind") is too
// vague to lead from one headword to another.
const maxHeads = 400

// minRelated is the probability under which the end of a walk is left out.
const minRelated = 0.002

// Thesaurus returns a new thesaurus over the lexicon that leads to the wanted
// stems.
func (l *Lexicon) Thesaurus(wanted []int32) *Thesaurus {
	t := &Thesaurus{lex: l, at: make([]uint32, l.heads.len()+1), sum: make([]float32, l.stems.len())}
	for _, stem := range wanted {
		for head := range l.columns.of(int(stem)) {
			t.at[head]++
		}
	}
	total := uint32(0)
	for head, n := range t.at {
		total += n
		t.at[head] = total // where the ends stop, until they are filled in
	}
	t.ends = make([]end, total)
	for _, stem := range wanted {
		for head, weight := range l.columns.of(int(stem)) {
			t.at[head]--
			t.ends[t.at[head]] = end{stem, float32(weight)}
		}
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
	h, ok := t.lex.heads.find(word)
	if !ok {
		return nil
	}
	t.reached = t.reached[:0]
	for stem, weight := range t.lex.rows.of(h) {
		if t.lex.columns.size(int(stem)) > maxHeads {
			continue
		}
		total := float32(0)
		for _, share := range t.lex.columns.of(int(stem)) {
			total += float32(share)
		}
		for other, share := range t.lex.columns.of(int(stem)) {
			step := float32(weight) * float32(share) / total
			for _, end := range t.ends[t.at[other]:t.at[other+1]] {
				if t.sum[end.stem] == 0 {
					t.reached = append(t.reached, end.stem)
				}
				t.sum[end.stem] += float32(step * end.share)
			}
		}
	}
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
