// Package glossary finds the terms of a bilingual term list in texts.
package glossary

import (
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/segment"
)

// Concept is one entry of a term list: the English and the Chinese terms that
// stand for one another.
type Concept struct{ EN, ZH []string }

// Glossary is a term list. Its concepts are known by their index.
type Glossary struct{ Concepts []Concept }

// New makes a glossary of entries. Entries that share an English term, if only by
// way of other entries, are one concept. Terms that are given again are left out, and
// entries without a term in both languages.
func New(entries []Concept) *Glossary {
	g := &Glossary{}
	of := map[string]int{} // by English term: its concept
	for _, e := range entries {
		e = Concept{terms(e.EN), terms(e.ZH)}
		if len(e.EN) == 0 || len(e.ZH) == 0 {
			continue
		}
		n := len(g.Concepts) // the first concept that has a term of the entry, or a new one
		for _, t := range e.EN {
			if k, ok := of[t]; ok {
				n = min(n, k)
			}
		}
		if n == len(g.Concepts) {
			g.Concepts = append(g.Concepts, Concept{})
		}
		c := &g.Concepts[n]
		for _, t := range e.EN {
			if k, ok := of[t]; ok && k != n {
				c.add(g.Concepts[k])
				g.Concepts[k] = Concept{}
			}
		}
		c.add(e)
		for _, t := range c.EN {
			of[t] = n
		}
	}
	g.Concepts = slices.DeleteFunc(g.Concepts, func(c Concept) bool { return len(c.EN) == 0 })
	return g
}

func (c *Concept) add(other Concept) {
	c.EN, c.ZH = terms(append(c.EN, other.EN...)), terms(append(c.ZH, other.ZH...))
}

// terms returns a list of terms, each once and with single spaces.
func terms(list []string) []string {
	var out []string
	for _, t := range list {
		if t = strings.Join(strings.Fields(t), " "); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// Finder finds terms in texts. It is safe for concurrent use.
type Finder struct {
	*Glossary
	simplify func(string) string
	en       map[string][]english // by first stem, the longest first
	zh       map[rune][]chinese   // by first character, the longest first
}

// english is a term as the stems of its words. Of a term in capitals exact holds the
// words too, so that it is not found in small letters (WHO, who).
type english struct {
	concept int
	stems   []string
	exact   []string
}

type chinese struct {
	concept int
	term    []rune
}

// Finder returns a finder of the terms. Simplify turns Chinese text into
// simplified characters, one for one, so that both scripts match; it may be nil.
func (g *Glossary) Finder(simplify func(string) string) *Finder {
	if simplify == nil {
		simplify = func(s string) string { return s }
	}
	f := &Finder{g, simplify, map[string][]english{}, map[rune][]chinese{}}
	for n, c := range g.Concepts {
		for _, term := range c.EN {
			e := english{concept: n}
			for _, w := range segment.Words(term) {
				e.stems = append(e.stems, segment.Stem(w.Norm))
				e.exact = append(e.exact, term[w.Start:w.End])
			}
			if len(e.stems) == 0 {
				continue
			}
			if strings.ToUpper(term) != term || !strings.ContainsFunc(term, unicode.IsLetter) {
				e.exact = nil
			}
			f.en[e.stems[0]] = append(f.en[e.stems[0]], e)
		}
		for _, term := range c.ZH {
			r := []rune(f.folded(term))
			f.zh[r[0]] = append(f.zh[r[0]], chinese{n, r})
		}
	}
	for _, list := range f.en {
		slices.SortStableFunc(list, func(a, b english) int { return len(b.stems) - len(a.stems) })
	}
	for _, list := range f.zh {
		slices.SortStableFunc(list, func(a, b chinese) int { return len(b.term) - len(a.term) })
	}
	return f
}

// folded returns a Chinese text as terms are compared: simplified, Latin letters small.
func (f *Finder) folded(text string) string { return strings.Map(unicode.ToLower, f.simplify(text)) }

// Match is a term found in a text.
type Match struct {
	Concept    int
	Start, End int // byte offsets
}

// Find returns the terms in a text of a language, from left to right. Of terms
// that overlap it takes the first, and of terms that begin together the longest.
func (f *Finder) Find(text string, lang align.Language) []Match {
	var found []Match
	end := 0
	f.each(text, lang, func(m Match) {
		if m.Start >= end {
			found = append(found, m)
			end = m.End
		}
	})
	return found
}

// ConceptsIn returns the concepts that a text holds any term of, overlapping or not.
func (f *Finder) ConceptsIn(text string, lang align.Language) map[int]bool {
	in := map[int]bool{}
	f.each(text, lang, func(m Match) { in[m.Concept] = true })
	return in
}

// each calls visit with every term in a text, from left to right and the longest
// first.
func (f *Finder) each(text string, lang align.Language, visit func(Match)) {
	if lang == align.Chinese {
		f.eachChinese(text, visit)
	} else {
		f.eachEnglish(text, visit)
	}
}

func (f *Finder) eachEnglish(text string, visit func(Match)) {
	words := segment.Words(text)
	stems := make([]string, len(words))
	for k, w := range words {
		stems[k] = segment.Stem(w.Norm)
	}
	for k := range words {
		for _, e := range f.en[stems[k]] {
			last := k + len(e.stems) - 1
			if last >= len(words) || !slices.Equal(stems[k:last+1], e.stems) {
				continue
			}
			same := true
			for x, exact := range e.exact {
				w := words[k+x]
				same = same && text[w.Start:w.End] == exact
			}
			if same {
				visit(Match{e.concept, words[k].Start, words[last].End})
			}
		}
	}
}

func (f *Finder) eachChinese(text string, visit func(Match)) {
	runes := []rune(f.folded(text))
	at := make([]int, 0, len(runes)+1) // the byte offset of each character of text
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	for k, r := range runes {
		for _, c := range f.zh[r] {
			if end := k + len(c.term); end <= len(runes) && slices.Equal(runes[k:end], c.term) {
				visit(Match{c.concept, at[k], at[end]})
			}
		}
	}
}
