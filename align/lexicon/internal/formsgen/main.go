// Formsgen writes the embedded table of irregular forms of package lexicon from the lists of
// exceptions and the indexes of WordNet 3.0 (WordNet licence), as Debian has them in its package
// wordnet-base.
//
//	go run ./internal/formsgen /usr/share/wordnet OUT
package main

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align/lexicon"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: formsgen FOLDER OUT")
		os.Exit(2)
	}
	if err := run(os.Args[1], os.Args[2]); err != nil {
		fmt.Fprintln(os.Stderr, "formsgen:", err)
		os.Exit(1)
	}
}

func run(folder, out string) error {
	lemmas := map[string]map[string]bool{} // by form
	add := func(form, lemma string) {
		if lemmas[form] == nil {
			lemmas[form] = map[string]bool{}
		}
		lemmas[form][lemma] = true
	}
	for _, part := range []string{"noun", "verb", "adj", "adv"} {
		lines, err := read(folder, part+".exc")
		if err != nil {
			return err
		}
		for _, f := range lines {
			for _, lemma := range f[1:] {
				if plain(f[0]) && plain(lemma) {
					add(f[0], lemma)
				}
			}
		}
	}
	known := map[string]bool{}
	nouns := map[string]bool{}
	for _, part := range []string{"noun", "verb", "adj"} {
		lines, err := read(folder, "index."+part)
		if err != nil {
			return err
		}
		for _, f := range lines {
			known[f[0]] = true
			nouns[f[0]] = nouns[f[0]] || part == "noun"
		}
	}
	for word := range nouns { // building, news: no forms of build and new
		if plain(word) && lemmas[word] == nil && slices.ContainsFunc(lexicon.Bases(word), func(b string) bool { return known[b] }) {
			add(word, word)
		}
	}
	var b strings.Builder
	for _, form := range slices.Sorted(maps.Keys(lemmas)) {
		fmt.Fprintln(&b, form, strings.Join(slices.Sorted(maps.Keys(lemmas[form])), " "))
	}
	return os.WriteFile(out, []byte(b.String()), 0o644)
}

// read returns the fields of the lines of a file, without those of its licence.
func read(folder, name string) (lines [][]string, err error) {
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); !strings.HasPrefix(line, " ") && len(f) > 1 {
			lines = append(lines, f)
		}
	}
	return lines, nil
}

// plain reports whether a word is of lower-case letters only.
func plain(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool { return r < 'a' || r > 'z' })
}
