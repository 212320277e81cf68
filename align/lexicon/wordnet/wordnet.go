// Package wordnet reads WordNet (Fellbaum, 1998) as it is published.
package wordnet

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"bitext/align/segment"
)

// Synonyms reads the index of each part of speech (index.noun and so on), as wndb(5WN)
// describes it, and returns for each English stem the stems of its synonyms with their
// weights, 0 to 1. Synonyms are words that share a set of synonyms; the index has the sets
// of each word in the order of their frequency, so that no other file is needed. A set
// that is of rank r among those of a word, and of rank q among those of its synonym, both
// from 0, gives the synonym the weight 1/(1+r)/sqrt(1+q). Of several such weights the greatest counts. Terms of several
// words and words that carry grammar only are left out.
func Synonyms(indexes ...[]byte) (map[string]map[string]float64, error) {
	out := map[string]map[string]float64{}
	for _, index := range indexes {
		sets, err := setsOf(index)
		if err != nil {
			return nil, err
		}
		for _, set := range sets {
			for _, a := range set {
				for _, b := range set {
					if a.stem == b.stem {
						continue
					}
					if out[a.stem] == nil {
						out[a.stem] = map[string]float64{}
					}
					weight := 1 / float64(1+a.rank) / math.Sqrt(float64(1+b.rank))
					out[a.stem][b.stem] = max(out[a.stem][b.stem], weight)
				}
			}
		}
	}
	if len(out) == 0 {
		return nil, errors.New("there are no synonyms in it")
	}
	return out, nil
}

// member is a word of a set of synonyms, with the rank of the set among the word's senses.
type member struct {
	stem string
	rank int
}

// setsOf returns the sets of synonyms by the names that the index has for them.
func setsOf(index []byte) (map[string][]member, error) {
	sets := map[string][]member{}
	for line := range strings.Lines(string(index)) {
		if strings.HasPrefix(line, " ") { // the licence
			continue
		}
		// lemma pos sets pointers symbol... senses tagged offset...
		f := strings.Fields(line)
		if len(f) < 4 {
			return nil, fmt.Errorf("the line %q is too short", line)
		}
		n, err := strconv.Atoi(f[2])
		if err != nil || n < 1 || n > len(f)-4 {
			return nil, fmt.Errorf("%q has %q sets", f[0], f[2])
		}
		words := segment.Words(f[0])
		if len(words) != 1 || words[0].Kind != segment.Letters || words[0].End != len(f[0]) || segment.IsStopWord(words[0].Norm) {
			continue
		}
		for rank, set := range f[len(f)-n:] {
			sets[set] = append(sets[set], member{segment.Stem(words[0].Norm), rank})
		}
	}
	return sets, nil
}
