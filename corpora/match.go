package corpora

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// spans returns where a term stands in a text, as byte offsets, one behind the other. The
// units are those of the text.
func (t *Term) spans(text string, units []unit) (list [][2]int) {
	if t.pattern != nil {
		return t.patternSpans(text)
	}
	for k := 0; k < len(units); {
		end := t.end(units, k)
		if end < 0 {
			k++
			continue
		}
		list = append(list, [2]int{units[k].start, units[end-1].end})
		k = end
	}
	return list
}

// in reports whether a term stands in a text.
func (t *Term) in(text string, units []unit) bool {
	if t.pattern != nil {
		return t.pattern.MatchString(fold(text))
	}
	for k := range units {
		if t.end(units, k) >= 0 {
			return true
		}
	}
	return false
}

// standsIn reports whether a phrase stands in a text as it was given, which most texts show that
// have it, and which is quick to see.
func (t *Term) standsIn(text string) bool {
	if t.plain == "" {
		return false
	}
	k := strings.Index(text, t.plain)
	if k < 0 {
		return false
	}
	before, _ := utf8.DecodeLastRuneInString(text[:k])
	after, _ := utf8.DecodeRuneInString(text[k+len(t.plain):])
	goesOn := func(r rune) bool { return inWord(r) && !unicode.Is(unicode.Han, r) }
	return (t.elements[0].han || !goesOn(before)) && (t.elements[len(t.elements)-1].han || !goesOn(after))
}

// patternSpans returns where a regular expression matches a text.
func (t *Term) patternSpans(text string) (list [][2]int) {
	folded := fold(text)
	at, original := 0, 0 // the same place in both
	to := func(place int) int {
		for at < place {
			_, n := utf8.DecodeRuneInString(folded[at:])
			_, m := utf8.DecodeRuneInString(text[original:])
			at, original = at+n, original+m
		}
		return original
	}
	for _, m := range t.pattern.FindAllStringIndex(folded, -1) {
		if m[1] > m[0] {
			start := to(m[0])
			list = append(list, [2]int{start, to(m[1])})
		}
	}
	return list
}

// end returns where the shortest match of a term ends that begins at unit k, -1 if there is
// none.
func (t *Term) end(units []unit, k int) int {
	return shortest(len(units), k, len(t.elements), func(n int) (least, most int) { return t.elements[n].min, t.elements[n].max }, func(n, at int) bool {
		e := &t.elements[n]
		return (at == k || e.free || units[at].apart == e.apart) && e.matches(units[at])
	})
}

// shortest returns where the shortest match of a series of places ends that begins at word k of so many
// words, -1 if there is none. All words that a place can end at are followed at once, so the work
// is bounded by the gaps, whatever their order.
func shortest(words, k, places int, counts func(place int) (least, most int), fits func(place, word int) bool) int {
	var room [8]int
	ends := append(room[:0], k)
	for n := range places {
		least, most := counts(n)
		if least == 1 && most == 1 { // most are
			kept := ends[:0]
			for _, at := range ends {
				if at < words && fits(n, at) {
					kept = append(kept, at+1)
				}
			}
			ends = kept
		} else {
			var next []int
			for _, at := range ends {
				for count := 0; ; count++ {
					if count >= least {
						next = append(next, at)
					}
					if count == most || at == words || !fits(n, at) {
						break
					}
					at++
				}
			}
			slices.Sort(next)
			ends = slices.Compact(next)
		}
		if len(ends) == 0 {
			return -1
		}
	}
	for _, end := range ends {
		if end > k {
			return end
		}
	}
	return -1
}
