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
	var kept []Concept
	var groups []int          // by entry: an earlier entry of its concept, or itself
	first := map[string]int{} // by English term: the first entry with it
	for _, e := range entries {
		e = Concept{terms(e.EN), terms(e.ZH)}
		if len(e.EN) == 0 || len(e.ZH) == 0 {
			continue
		}
		n := len(kept)
		kept, groups = append(kept, e), append(groups, n)
		for _, t := range e.EN {
			if k, ok := first[t]; ok {
				join(groups, k, n)
			} else {
				first[t] = n
			}
		}
	}
	g := &Glossary{}
	of := map[int]int{} // by the first entry of a concept: its index
	for n, e := range kept {
		k, ok := of[root(groups, n)]
		if !ok {
			k = len(g.Concepts)
			of[root(groups, n)] = k
			g.Concepts = append(g.Concepts, Concept{})
		}
		c := &g.Concepts[k]
		c.EN, c.ZH = append(c.EN, e.EN...), append(c.ZH, e.ZH...)
	}
	for k, c := range g.Concepts {
		g.Concepts[k] = Concept{terms(c.EN), terms(c.ZH)}
	}
	return g
}

// join makes one group of those of two entries. The group of the later entry goes to
// the earlier one.
func join(groups []int, a, b int) {
	a, b = root(groups, a), root(groups, b)
	groups[max(a, b)] = min(a, b)
}

// root returns the first entry of the group of entry n, and shortens the way to it.
func root(groups []int, n int) int {
	for groups[n] != n {
		groups[n] = groups[groups[n]]
		n = groups[n]
	}
	return n
}

// terms returns a list of terms, each once and with single spaces.
func terms(list []string) []string {
	var out []string
	seen := make(map[string]bool, len(list))
	for _, t := range list {
		if t = language.SingleSpaced(t); t != "" && !seen[t] {
			seen[t] = true
			out = append(out, t)
		}
	}
	return out
}

// longestTerm is how many pieces a term may have; a longer text is no term and is never
// found.
const longestTerm = 64

// Finder finds terms in texts. It is safe for concurrent use.
type Finder struct {
	*Glossary
	simplify func(string) string
	terms    [align.Sides]trie
}

// trie holds the terms of a side by their pieces. A node stands for the pieces that
// terms begin with; node 0 for none.
type trie struct {
	next  map[step]int
	terms [][]term // by node: the terms of just its pieces
}

// step leads from a node by the norm of the next piece.
type step struct {
	from int
	norm string
}

// term is a term of a concept. Of an English term in capitals exact holds the words, so
// that it is not found in small letters (WHO, who).
type term struct {
	concept int
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
	f := &Finder{Glossary: g, simplify: simplify}
	for side := range f.terms {
		f.terms[side] = trie{map[step]int{}, make([][]term, 1)}
	}
	for n, c := range g.Concepts {
		for side := range align.Sides {
			for _, text := range c.Terms(side) {
				pieces := f.pieces(text, side.Language())
				if len(pieces) == 0 || len(pieces) > longestTerm {
					continue
				}
				t := term{concept: n}
				if side == align.EN && strings.ToUpper(text) == text && strings.ContainsFunc(text, unicode.IsLetter) {
					for _, p := range pieces {
						t.exact = append(t.exact, text[p.start:p.end])
					}
				}
				f.terms[side].add(pieces, t)
			}
		}
	}
	return f
}

// add lays a term down under its pieces.
func (t *trie) add(pieces []piece, x term) {
	at := 0
	for _, p := range pieces {
		s := step{at, p.norm}
		if at = t.next[s]; at == 0 {
			at = len(t.terms)
			t.next[s] = at
			t.terms = append(t.terms, nil)
		}
	}
	t.terms[at] = append(t.terms[at], x)
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
	f.each(text, lang, func(pieces []piece, terms []term) bool {
		if pieces[0].start < end {
			return true
		}
		k := slices.IndexFunc(terms, func(t term) bool { return t.is(text, pieces) })
		if k < 0 {
			return false
		}
		m := Match{terms[k].concept, pieces[0].start, pieces[len(pieces)-1].end}
		found, end = append(found, m), m.End
		return true
	})
	return found
}

// ConceptsIn returns the concepts that a text holds any term of, overlapping or not.
func (f *Finder) ConceptsIn(text string, lang align.Language) map[int]bool {
	in := map[int]bool{}
	seen := map[*term]bool{} // the first of some terms of the same pieces that are all in the text
	f.each(text, lang, func(pieces []piece, terms []term) bool {
		if seen[&terms[0]] {
			return false
		}
		all := true
		for _, t := range terms {
			if t.is(text, pieces) {
				in[t.concept] = true
			} else {
				all = false
			}
		}
		seen[&terms[0]] = all
		return false
	})
	return in
}

// each calls visit with pieces of a text and the terms of such pieces, from left to right
// and the longest first. Once visit returns true the shorter ones that begin at the same
// piece are passed over.
func (f *Finder) each(text string, lang align.Language, visit func([]piece, []term) bool) {
	t := f.terms[align.EN]
	if lang == align.Chinese {
		t = f.terms[align.ZH]
	}
	if len(t.next) == 0 {
		return
	}
	pieces := f.pieces(text, lang)
	var path [longestTerm]int
	for k := range pieces {
		length := 0
		for at := 0; k+length < len(pieces); length++ {
			if at = t.next[step{at, pieces[k+length].norm}]; at == 0 {
				break
			}
			path[length] = at
		}
		for ; length > 0; length-- {
			if terms := t.terms[path[length-1]]; len(terms) > 0 && visit(pieces[k:k+length], terms) {
				break
			}
		}
	}
}

// is reports whether pieces of a text with the norms of a term are the term.
func (t term) is(text string, pieces []piece) bool {
	for k, word := range t.exact {
		if p := pieces[k]; text[p.start:p.end] != word {
			return false
		}
	}
	return true
}
