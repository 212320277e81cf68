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
// none. All places that an element can end at are followed at once, so the work is bounded by the
// gaps, whatever their order.
func (t *Term) end(units []unit, k int) int {
	var room [8]int
	ends := append(room[:0], k)
	for n := range t.elements {
		e := &t.elements[n]
		if e.min == 1 && e.max == 1 { // most are
			kept := ends[:0]
			for _, at := range ends {
				if at < len(units) && e.follows(units[at], at > k) && e.matches(units[at]) {
					kept = append(kept, at+1)
				}
			}
			ends = kept
		} else {
			var next []int
			for _, at := range ends {
				for count := 0; ; count++ {
					if count >= e.min {
						next = append(next, at)
					}
					if count == e.max || at == len(units) || !e.follows(units[at], at > k) || !e.matches(units[at]) {
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

// follows reports whether a unit stands to the one before it as the element wants.
func (e *element) follows(u unit, inside bool) bool {
	return !inside || e.free || u.apart == e.apart
}
