package cedict

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/lexicon"
	"bitext/align/segment"
)

// maxHeadword is the length in characters over which a headword is a saying
// that texts seldom hold letter by letter.
const maxHeadword = 12

// Build makes the table of a lexicon from entries.
func Build(title string, entries []Entry) *lexicon.Table {
	t := lexicon.NewTable(title)
	simple := map[rune]map[rune]int{} // character -> its simplified form -> how often headwords have it
	senses := map[string][][]string{}
	refers := map[string][]string{}
	for _, e := range entries {
		addCharacters(t.Readings, simple, e)
		if n := utf8.RuneCountInString(e.Simplified); n > maxHeadword || !hanOnly(e.Simplified) {
			continue
		}
		for _, g := range e.Glosses {
			if to := referent(g); to != "" && to != e.Simplified {
				refers[e.Simplified] = append(refers[e.Simplified], to)
			}
			senses[e.Simplified] = append(senses[e.Simplified], meanings(g)...)
		}
	}
	for h, all := range senses {
		for _, to := range refers[h] {
			all = append(all, senses[to]...)
		}
		row := map[string]float64{}
		for _, words := range all {
			for _, w := range words {
				row[w] += 1 / float64(len(words)) / float64(len(all))
			}
		}
		t.Rows[h] = row
	}
	for _, syllables := range t.Readings {
		slices.Sort(syllables)
	}
	for r, forms := range simple {
		best := slices.MaxFunc(slices.Sorted(maps.Keys(forms)), func(a, b rune) int { return cmp.Compare(forms[a], forms[b]) })
		if best != r {
			t.Simple[r] = best
		}
	}
	return t
}

// addCharacters adds what an entry says of its characters: the pinyin syllables of the
// simplified ones, without tones, and the simplified forms of the traditional ones. A simplified
// character is its own form, too: 么 is 幺 simplified, and far more often 麼.
func addCharacters(readings map[rune][]string, simple map[rune]map[rune]int, e Entry) {
	trad, simp := []rune(e.Traditional), []rune(e.Simplified)
	syllables := strings.Fields(strings.ToLower(e.Pinyin))
	if len(trad) != len(simp) {
		return
	}
	for i, r := range trad {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		for _, before := range slices.Compact([]rune{r, simp[i]}) {
			if simple[before] == nil {
				simple[before] = map[rune]int{}
			}
			simple[before][simp[i]]++
		}
		if len(syllables) != len(simp) {
			continue
		}
		s := strings.ReplaceAll(strings.TrimRight(syllables[i], "12345"), "u:", "v")
		if !slices.Contains(readings[simp[i]], s) {
			readings[simp[i]] = append(readings[simp[i]], s)
		}
	}
}

func hanOnly(s string) bool {
	for _, w := range segment.Words(s) {
		if w.Kind != segment.Han || w.End-w.Start != len(s) {
			return false
		}
	}
	return s != ""
}
