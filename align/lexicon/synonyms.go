package lexicon

import (
	"cmp"
	_ "embed"
	"fmt"
	"iter"
	"maps"
	"slices"
)

//go:generate go run ./internal/wordnetgen wordnet.table

// wordnet is the table of synonyms made from WordNet by internal/wordnetgen.
//
//go:embed wordnet.table
var wordnet string

// synonyms holds English stems and their synonyms, looked up as they lie, as in layout.go.
type synonyms struct {
	stems texts
	rows  lists // by stem: its synonyms and how near they are, the nearest first
}

// synonymMagic is the first section of a table of synonyms.
const synonymMagic = "align synonyms 1"

// openSynonyms returns the synonyms that a table holds.
func openSynonyms(table string) (synonyms, error) {
	var s synonyms
	if err := sections(table, synonymMagic, &s.stems.at, &s.stems.text, &s.rows.at, &s.rows.links); err != nil {
		return synonyms{}, fmt.Errorf("embedded synonyms: %w", err)
	}
	return s, nil
}

// of yields the synonyms of a stem.
func (s synonyms) of(stem string) iter.Seq2[int32, float64] {
	n, ok := s.stems.find(stem)
	if !ok {
		return func(func(int32, float64) bool) {}
	}
	return s.rows.of(n)
}

// SynonymTable returns the table that is built in: for each stem its synonyms and how near
// they are, 0 to 1. It fails if there are too many to be looked up. Each synonym is a stem
// of the table itself.
func SynonymTable(near map[string]map[string]float64) ([]byte, error) {
	stems := slices.Sorted(maps.Keys(near))
	if len(stems) > maxLinked {
		return nil, fmt.Errorf("there are over %d stems", maxLinked)
	}
	id := make(map[string]int, len(stems))
	for n, stem := range stems {
		id[stem] = n
	}
	rows := make([][]link, len(stems))
	for n, stem := range stems {
		row := near[stem]
		for _, other := range slices.SortedFunc(maps.Keys(row), func(a, b string) int {
			return cmp.Or(cmp.Compare(row[b], row[a]), cmp.Compare(a, b))
		}) {
			to, ok := id[other]
			if !ok {
				return nil, fmt.Errorf("the synonym %q has no synonyms", other)
			}
			rows[n] = append(rows[n], newLink(to, row[other]))
		}
	}
	var out writer
	out.section([]byte(synonymMagic))
	out.texts(stems)
	out.lists(rows)
	return out.bytes()
}
