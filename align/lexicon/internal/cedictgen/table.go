package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align/segment"
)

// table is what package lexicon embeds; its format is described there.
type table struct {
	rows     map[string]map[string]float64 // simplified headword -> stem -> share of its meaning
	readings map[string]map[string]bool    // Han character -> its pinyin syllables, without tones
	simple   map[rune]map[rune]int         // traditional character -> simplified -> how many headwords say so
}

// maxHeadword is the length in characters over which a headword is a saying
// that texts seldom hold letter by letter.
const maxHeadword = 12

func build(entries []entry) *table {
	t := &table{map[string]map[string]float64{}, map[string]map[string]bool{}, map[rune]map[rune]int{}}
	senses := map[string][][]string{}
	refers := map[string][]string{}
	for _, e := range entries {
		t.addCharacters(e)
		if n := utf8.RuneCountInString(e.simplified); n > maxHeadword || !hanOnly(e.simplified) {
			continue
		}
		for _, g := range e.glosses {
			if to := referent(g); to != "" && to != e.simplified {
				refers[e.simplified] = append(refers[e.simplified], to)
			}
			senses[e.simplified] = append(senses[e.simplified], meanings(g)...)
		}
	}
	heads := slices.Collect(maps.Keys(senses))
	for h := range refers {
		if _, ok := senses[h]; !ok {
			heads = append(heads, h)
		}
	}
	for _, h := range heads {
		all := senses[h]
		for _, to := range refers[h] {
			all = append(all, senses[to]...)
		}
		row := map[string]float64{}
		for _, words := range all {
			for _, w := range words {
				row[w] += 1 / float64(len(words)) / float64(len(all))
			}
		}
		t.rows[h] = row
	}
	return t
}

// addCharacters learns readings and simplified forms from one entry.
func (t *table) addCharacters(e entry) {
	trad, simp := []rune(e.traditional), []rune(e.simplified)
	syllables := strings.Fields(strings.ToLower(e.pinyin))
	if len(trad) != len(simp) {
		return
	}
	for i, r := range trad {
		if !unicode.Is(unicode.Han, r) {
			continue
		}
		if t.simple[r] == nil {
			t.simple[r] = map[rune]int{}
		}
		t.simple[r][simp[i]]++
		if len(syllables) == len(simp) {
			s := strings.ReplaceAll(strings.TrimRight(syllables[i], "12345"), "u:", "v")
			if t.readings[string(simp[i])] == nil {
				t.readings[string(simp[i])] = map[string]bool{}
			}
			t.readings[string(simp[i])][s] = true
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

func (t *table) encode(title string) ([]byte, error) {
	stemSet := map[string]bool{}
	for _, row := range t.rows {
		for s := range row {
			stemSet[s] = true
		}
	}
	stems := slices.Sorted(maps.Keys(stemSet))
	id := make(map[string]uint64, len(stems))
	for i, s := range stems {
		id[s] = uint64(i)
	}
	heads := slices.Sorted(maps.Keys(t.rows))
	var rows []byte
	for _, h := range heads {
		row := t.rows[h]
		words := slices.SortedFunc(maps.Keys(row), func(a, b string) int {
			return cmp.Or(cmp.Compare(row[b], row[a]), cmp.Compare(a, b))
		})
		rows = binary.AppendUvarint(rows, uint64(len(words)))
		for _, w := range words {
			rows = binary.AppendUvarint(rows, id[w])
			rows = append(rows, byte(max(1, min(255, row[w]*255+.5))))
		}
	}
	var out bytes.Buffer
	zw, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	for _, section := range []string{title, strings.Join(stems, "\n"), strings.Join(heads, "\n"), t.encodeReadings(), t.encodeSimple(), string(rows)} {
		if _, err := zw.Write(append(binary.AppendUvarint(nil, uint64(len(section))), section...)); err != nil {
			return nil, err
		}
	}
	err = zw.Close()
	return out.Bytes(), err
}

func (t *table) encodeReadings() string {
	var lines []string
	for _, r := range slices.Sorted(maps.Keys(t.readings)) {
		lines = append(lines, r+" "+strings.Join(slices.Sorted(maps.Keys(t.readings[r])), " "))
	}
	return strings.Join(lines, "\n")
}

// encodeSimple writes the traditional characters whose simplified form is
// another one, each followed by the form most headwords give it.
func (t *table) encodeSimple() string {
	var b strings.Builder
	for _, r := range slices.Sorted(maps.Keys(t.simple)) {
		forms := t.simple[r]
		best := slices.MaxFunc(slices.Sorted(maps.Keys(forms)), func(a, b rune) int { return cmp.Compare(forms[a], forms[b]) })
		if best != r {
			b.WriteRune(r)
			b.WriteRune(best)
		}
	}
	return b.String()
}
