package lexicon

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"bitext/align/segment"
)

//go:generate go run ./internal/formsgen /usr/share/wordnet forms.table

// formsTable has a line for each irregular form, "form lemma...", and for each noun that only
// looks like a form of another word, "news news". It is made from WordNet by internal/formsgen.
//
//go:embed forms.table
var formsTable string

// irregular holds the irregular forms in both directions.
type irregular struct {
	lemmas map[string][]string // by form
	forms  map[string][]string // by lemma
}

var irregulars = sync.OnceValue(func() irregular {
	x := irregular{map[string][]string{}, map[string][]string{}}
	for line := range strings.Lines(formsTable) {
		f := strings.Fields(line)
		x.lemmas[f[0]] = f[1:]
		for _, lemma := range f[1:] {
			x.forms[lemma] = append(x.forms[lemma], f[0])
		}
	}
	return x
})

// Lemmas returns the words of which an English word in lower case is an irregular form:
// child of children.
func Lemmas(form string) []string { return irregulars().lemmas[form] }

// Forms returns the inflected forms of an English word in lower case, in order and the word
// itself among them: of "child" and of "children" both, of "run" also runs, running and ran.
// A noun that looks like a form of another word (building, news) has its own forms only. Irregular
// forms are those of WordNet's lists of exceptions; regular ones end in -s, -ed or -ing, by the
// rules of spelling, and have the stem of their word (Snowball English). Not every form that
// the rules allow is a word.
func Forms(word string) []string {
	x := irregulars()
	lemmas := append([]string{word}, x.lemmas[word]...)
	if len(lemmas) == 1 {
		for _, base := range Bases(word) {
			if segment.Stem(base) == segment.Stem(word) || slices.Contains(sibilants(base), word) {
				lemmas = append(lemmas, base)
			}
		}
	}
	var forms []string
	for _, lemma := range lemmas {
		forms = append(append(forms, lemma), x.forms[lemma]...)
		for _, form := range inflect(lemma) {
			if segment.Stem(form) == segment.Stem(lemma) {
				forms = append(forms, form)
			}
		}
		forms = append(forms, sibilants(lemma)...)
	}
	slices.Sort(forms)
	return slices.Compact(forms)
}

// inflect returns the regular forms that a word may have: with -s, -ed and -ing, the last
// consonant doubled or not.
func inflect(word string) []string {
	n := len(word)
	if n < 2 || !segment.IsLetter(rune(word[n-1])) {
		return nil
	}
	last, before := word[n-1], word[n-2]
	switch {
	case last == 'e':
		return []string{word + "s", word + "d", word[:n-1] + "ing", word + "ing"}
	case last == 'y' && !isVowel(before):
		return []string{word[:n-1] + "ies", word[:n-1] + "ied", word + "ing"}
	case !isVowel(last) && isVowel(before) && !strings.ContainsRune("wxy", rune(last)):
		doubled := word + string(last)
		return []string{word + "s", word + "ed", word + "ing", doubled + "ed", doubled + "ing"}
	}
	return []string{word + "s", word + "ed", word + "ing"}
}

// sibilants returns the form with -es of a word that takes it: boxes, goes.
func sibilants(word string) []string {
	for _, ending := range []string{"s", "x", "z", "ch", "sh", "o"} {
		if strings.HasSuffix(word, ending) {
			return []string{word + "es"}
		}
	}
	return nil
}

// Bases returns the words of which a word may be a regular form, by the endings -s, -ed and -ing.
// A base has a vowel.
func Bases(word string) []string {
	var bases []string
	add := func(base string) {
		if len(base) > 1 && strings.ContainsFunc(base, func(r rune) bool { return r == 'y' || r < 0x80 && isVowel(byte(r)) }) {
			bases = append(bases, base)
		}
	}
	if stem, ok := strings.CutSuffix(word, "s"); ok && !strings.HasSuffix(stem, "s") {
		add(stem)
		if head, ok := strings.CutSuffix(stem, "ie"); ok {
			add(head + "y")
		}
		if head, ok := strings.CutSuffix(stem, "e"); ok && slices.Equal(sibilants(head), []string{word}) {
			add(head)
		}
	}
	if head, ok := strings.CutSuffix(word, "ied"); ok {
		add(head + "y")
	}
	for _, ending := range []string{"ed", "ing"} {
		stem, ok := strings.CutSuffix(word, ending)
		if !ok {
			continue
		}
		add(stem)
		add(stem + "e")
		if n := len(stem); n > 2 && stem[n-1] == stem[n-2] && !isVowel(stem[n-1]) {
			add(stem[:n-1])
		}
	}
	return bases
}

func isVowel(letter byte) bool { return strings.IndexByte("aeiou", letter) >= 0 }
