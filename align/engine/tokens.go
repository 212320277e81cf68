package engine

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/glossary"
	"bitext/align/lexicon"
	"bitext/align/number"
	"bitext/align/segment"
)

// tokenized is one edition as the model sees it: units of tokens, a token being the
// number of a type.
type tokenized struct {
	units   [][]int32    // the tokens of each unit
	border  []bool       // whether a paragraph border lies before each unit; true after the last
	length  []float64    // length of each unit, in letters or characters
	kinds   []align.Kind // kind of each unit's paragraph
	marks   []marks      // at the ends of each unit
	types   []string     // the spelling of each type: a stem, a Chinese word, "#" and a number, "§" and a concept
	capital []bool       // by type: it was always seen with a capital, so perhaps it is a name
	post    [][]int32    // the units each type stands in, ascending, as often as it stands there
	prob    []float64    // probability of each type, from its share among all tokens
}

// maxSame is how often a type counts in one unit. A type that stands in two units is
// compared there as often as in one times as often as in the other; no sentence and
// hardly a paragraph has a word a thousand times.
const maxSame = 1000

// newTokenized reads the units of one edition.
func newTokenized(texts []string, kinds []align.Kind, border []bool, lang align.Language, lex *lexicon.Lexicon, terms *glossary.Finder) *tokenized {
	s := &tokenized{kinds: kinds, border: border}
	id, read := map[string]int32{}, newTokenizer(lang, lex)
	total := 0
	for u, text := range texts {
		tokens := read.tokens(text)
		if terms != nil {
			for _, m := range terms.Find(text, lang) { // one spelling in both languages makes them certain
				tokens = append(tokens, token{norm: "§" + strconv.Itoa(m.Concept)})
			}
		}
		unit := make([]int32, 0, len(tokens))
		for _, t := range tokens {
			n, known := id[t.norm]
			if !known {
				n = int32(len(s.types))
				id[t.norm] = n
				s.types = append(s.types, t.norm)
				s.capital = append(s.capital, true)
				s.post = append(s.post, nil)
			}
			s.capital[n] = s.capital[n] && t.capital
			if p := s.post[n]; len(p) >= maxSame && p[len(p)-maxSame] == int32(u) {
				continue
			}
			s.post[n] = append(s.post[n], int32(u))
			unit = append(unit, n)
		}
		total += len(unit)
		s.units = append(s.units, unit)
		s.length = append(s.length, align.Length(text, lang))
		s.marks = append(s.marks, marksOf(text))
	}
	s.prob = make([]float64, len(s.types))
	for n, p := range s.post {
		s.prob[n] = float64(len(p)) / (float64(total) + unseenText)
	}
	return s
}

// unseenText is how many tokens more an edition is thought to go on for: a word that
// stands once in a short piece is rarer than its share of the piece says. It was
// fitted on the edition sets.
const unseenText = 300.0

// token is one word or number of a unit in the spelling the model compares.
type token struct {
	norm       string
	form       string // of a word of letters: its normal form
	capital    bool
	start, end int // byte offsets in the text
}

// tokenizer finds the tokens of the texts of one edition, whose words it stems once.
type tokenizer struct {
	lang  align.Language
	lex   *lexicon.Lexicon
	stems map[string]string // by word in normal form
}

func newTokenizer(lang align.Language, lex *lexicon.Lexicon) *tokenizer {
	return &tokenizer{lang, lex, map[string]string{}}
}

// stem returns the stem of a word in normal form.
func (t *tokenizer) stem(norm string) string {
	stem, known := t.stems[norm]
	if !known {
		stem = segment.Stem(norm)
		t.stems[norm] = stem
	}
	return stem
}

// tokens returns the tokens of a text: stems of Latin words, dictionary words
// of Chinese, numbers by their value.
func (t *tokenizer) tokens(text string) []token {
	numbers := number.Find(text, t.lang)
	var tokens []token
	covered := 0 // up to here the text is part of a number
	for _, w := range segment.Words(text) {
		for len(numbers) > 0 && numbers[0].Start < w.End {
			tokens = append(tokens, token{norm: "#" + numbers[0].Value, start: numbers[0].Start, end: numbers[0].End})
			if from := max(w.Start, covered); w.Kind == segment.Han && numbers[0].Start > from {
				tokens = appendHan(tokens, text[from:numbers[0].Start], from, t.lex)
			}
			covered = max(covered, numbers[0].End)
			numbers = numbers[1:]
		}
		if w.End <= covered {
			continue
		}
		switch w.Kind {
		case segment.Han:
			from := max(w.Start, covered)
			tokens = appendHan(tokens, text[from:w.End], from, t.lex)
		case segment.Digits:
			tokens = append(tokens, token{norm: "#" + w.Norm, start: w.Start, end: w.End})
		case segment.Letters:
			tokens = append(tokens, token{t.stem(w.Norm), w.Norm, w.Capital, w.Start, w.End})
		}
	}
	return tokens
}

// appendHan appends the words of a run of Han characters, which starts at a byte of the text.
func appendHan(tokens []token, run string, start int, lex *lexicon.Lexicon) []token {
	for _, w := range lex.Segment(lex.Simplify(run)) {
		length := 0 // of the word as it stands in the run
		for range w {
			_, n := utf8.DecodeRuneInString(run[length:])
			length += n
		}
		tokens = append(tokens, token{norm: w, start: start, end: start + length})
		run, start = run[length:], start+length
	}
	return tokens
}

// unitSums are sums over the units before each unit; the last entries are those of the
// whole edition.
type unitSums struct {
	length  []float64
	tokens  []int
	clauses []int // marks between clauses
	borders []int // how many of the units have a paragraph border before them
	alike   []int // by unit: where the run of units of the same kind ends that it stands in
}

func (s *tokenized) sums() unitSums {
	n := len(s.units)
	x := unitSums{make([]float64, n+1), make([]int, n+1), make([]int, n+1), make([]int, n+1), make([]int, n)}
	for u := range s.units {
		x.length[u+1] = x.length[u] + s.length[u]
		x.tokens[u+1] = x.tokens[u] + len(s.units[u])
		x.clauses[u+1] = x.clauses[u] + s.marks[u].clauses
		x.borders[u+1] = x.borders[u]
		if s.border[u] {
			x.borders[u+1]++
		}
	}
	for u := n - 1; u >= 0; u-- {
		x.alike[u] = u + 1
		if u+1 < n && s.kinds[u+1] == s.kinds[u] {
			x.alike[u] = x.alike[u+1]
		}
	}
	return x
}

// count returns the number of tokens of a run of units.
func (s *tokenized) count(units span) int {
	n := 0
	s.each(units, func(int32) { n++ })
	return n
}

// each calls f with each token of a run of units.
func (s *tokenized) each(units span, f func(token int32)) {
	for _, unit := range s.units[units.start:units.end] {
		for _, t := range unit {
			f(t)
		}
	}
}

// window is an index of the types in a run of units. Of the many translations
// of a word only a few stand near the node at hand, and only these are looked at.
type window struct {
	types []int32 // the types in the window; the place of a type is its index here
	place []int32 // by type: its place, -1 if it does not stand in the window
	start []int32 // by place: its units are units[start[place]:start[place+1]]
	units []int32 // ascending for each type, as often as the type stands there
}

func newWindow(s *tokenized) window {
	w := window{place: make([]int32, len(s.types))}
	for t := range w.place {
		w.place[t] = -1
	}
	return w
}

// set indexes the units from lo to below hi of an edition.
func (w *window) set(s *tokenized, lo, hi int) {
	for _, t := range w.types {
		w.place[t] = -1
	}
	w.types, w.start = w.types[:0], append(w.start[:0], 0, 0)
	for _, unit := range s.units[lo:hi] {
		for _, t := range unit {
			if w.place[t] < 0 {
				w.place[t] = int32(len(w.types))
				w.types, w.start = append(w.types, t), append(w.start, 0)
			}
			w.start[w.place[t]+2]++ // two behind its place: how many units a type has
		}
	}
	for p := 1; p < len(w.start); p++ { // one behind: where they start
		w.start[p] += w.start[p-1]
	}
	total := int(w.start[len(w.start)-1])
	w.units = slices.Grow(w.units[:0], total)[:total]
	for u := lo; u < hi; u++ {
		for _, t := range s.units[u] {
			at := &w.start[w.place[t]+1] // where the next of them goes, and in the end the next type starts
			w.units[*at] = int32(u)
			*at++
		}
	}
}

// of returns the units of a type, none if it does not stand in the window.
func (w *window) of(t int32) []int32 {
	if p := w.place[t]; p >= 0 {
		return w.at(p)
	}
	return nil
}

// at returns the units of the type at a place.
func (w *window) at(place int32) []int32 { return w.units[w.start[place]:w.start[place+1]] }
