package lexicon

import "unicode/utf8"

// Segment splits a run of simplified Han characters into words. Of all ways to
// cover the run with headwords and single characters it takes one with the
// fewest words, and of several such ways the one whose first words are longest.
func (l *Lexicon) Segment(run string) []string {
	starts := make([]int, 0, utf8.RuneCountInString(run)+1)
	for i := range run {
		starts = append(starts, i)
	}
	starts = append(starts, len(run))
	n := len(starts) - 1
	fewest := make([]int, n+1) // how many words cover the characters from i on
	take := make([]int, n)     // how many characters the first of these words takes
	for i := n - 1; i >= 0; i-- {
		fewest[i], take[i] = fewest[i+1]+1, 1
		heads := lookup{texts: l.heads}
		for k, more := 2, true; more && k <= l.longest && i+k <= n; k++ {
			var found bool
			if found, more = heads.find(run[starts[i]:starts[i+k]]); found && fewest[i+k]+1 <= fewest[i] {
				fewest[i], take[i] = fewest[i+k]+1, k
			}
		}
	}
	words := make([]string, 0, fewest[0])
	for i := 0; i < n; i += take[i] {
		words = append(words, run[starts[i]:starts[i+take[i]]])
	}
	return words
}

// longestName bounds the work on a word that falls into syllables in many ways.
const longestName = 24 // letters

// Syllables splits a lower-case word into toneless pinyin syllables, the longest
// first; nil if the word does not fall into syllables, or has over 24 letters.
func (l *Lexicon) Syllables(word string) []string {
	if len(word) > longestName {
		return nil
	}
	if word == "" {
		return []string{}
	}
	for n := min(len(word), len("zhuang")); n > 0; n-- {
		if _, ok := l.syllables.find(word[:n]); !ok {
			continue
		}
		if rest := l.Syllables(word[n:]); rest != nil {
			return append([]string{word[:n]}, rest...)
		}
	}
	return nil
}
