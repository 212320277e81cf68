// Package glossary finds the terms of a bilingual term list in texts.
package glossary

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/segment"
)

// Concept is one entry of a term list: the English and the Chinese terms that
// stand for one another.
type Concept struct{ EN, ZH []string }

// Terms returns the terms of a side.
func (c Concept) Terms(s align.Side) []string { return [align.Sides][]string{c.EN, c.ZH}[s] }

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
		if t = language.SingleSpaced(t); t != "" && !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out
}

// Finder finds terms in texts. It is safe for concurrent use.
type Finder struct {
	*Glossary
	simplify func(string) string
	terms    [align.Sides]map[string][]term // by the norm of the first piece, the longest first
}

// term is a term as the norms of its pieces. Of an English term in capitals exact holds
// the words too, so that it is not found in small letters (WHO, who).
type term struct {
	concept int
	norms   []string
	exact   []string
}

// piece is a part of a text that terms are made of: an English word or a Chinese
// character. Its norm is the stem of the word, or the character simplified; a Latin
// letter in Chinese text is small.
type piece struct {
	norm       string
	start, end int // byte offsets
}

// Finder returns a finder of the terms. Simplify turns Chinese text into
// simplified characters, one for one, so that both scripts match; it may be nil.
func (g *Glossary) Finder(simplify func(string) string) *Finder {
	if simplify == nil {
		simplify = func(s string) string { return s }
	}
	f := &Finder{g, simplify, [align.Sides]map[string][]term{{}, {}}}
	for n, c := range g.Concepts {
		for side := range align.Sides {
			for _, text := range c.Terms(side) {
				t := term{concept: n}
				for _, p := range f.pieces(text, side.Language()) {
					t.norms = append(t.norms, p.norm)
					t.exact = append(t.exact, text[p.start:p.end])
				}
				if len(t.norms) == 0 {
					continue
				}
				if side == align.ZH || strings.ToUpper(text) != text || !strings.ContainsFunc(text, unicode.IsLetter) {
					t.exact = nil
				}
				f.terms[side][t.norms[0]] = append(f.terms[side][t.norms[0]], t)
			}
		}
	}
	for _, terms := range f.terms {
		for _, list := range terms {
			slices.SortStableFunc(list, func(a, b term) int { return len(b.norms) - len(a.norms) })
		}
	}
	return f
}

// pieces cuts a text of a language into pieces.
func (f *Finder) pieces(text string, lang align.Language) []piece {
	var out []piece
	if lang != align.Chinese {
		for _, w := range segment.Words(text) {
			out = append(out, piece{segment.Stem(w.Norm), w.Start, w.End})
		}
		return out
	}
	norm := strings.Map(unicode.ToLower, f.simplify(text))
	for i := 0; i < len(text); {
		_, n := utf8.DecodeRuneInString(text[i:])
		_, width := utf8.DecodeRuneInString(norm)
		out = append(out, piece{norm[:width], i, i + n})
		i, norm = i+n, norm[width:]
	}
	return out
}

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
	terms := f.terms[align.EN]
	if lang == align.Chinese {
		terms = f.terms[align.ZH]
	}
	if len(terms) == 0 {
		return
	}
	pieces := f.pieces(text, lang)
	for k, first := range pieces {
		for _, t := range terms[first.norm] {
			if end := k + len(t.norms); end <= len(pieces) && t.is(text, pieces[k:end]) {
				visit(Match{t.concept, first.start, pieces[end-1].end})
			}
		}
	}
}

// is reports whether as many pieces of a text are the term.
func (t term) is(text string, pieces []piece) bool {
	for k, p := range pieces {
		if p.norm != t.norms[k] || t.exact != nil && text[p.start:p.end] != t.exact[k] {
			return false
		}
	}
	return true
}
