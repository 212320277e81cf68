package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"bitext/align/lexicon"
	"bitext/align/segment"
)

func newShow(s *shared) *cobra.Command {
	var name string
	cmd := &cobra.Command{
		Use:   "show WORD...",
		Short: "Show how words translate",
		Long: `Show looks English or Chinese words up, each way: the translations with their share
of the word's meaning, and near synonyms, which the aligner reaches through
other words. English words stand as stems ("compani" for company and companies).
Chinese text is split into words as the aligner splits it.`,
		Example: `  align lexicon show 公园
  align lexicon show park --json
  align lexicon show 公共游泳池 --lexicon ours.lex`,
		Args: atLeastOne("one word"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if name == noLexicon {
				return usagef("show: --lexicon none: there is nothing to show")
			}
			l, err := lexiconFlag(name).load()
			if err != nil {
				return err
			}
			d := dictionary{l, sync.OnceValue(func() *lexicon.Thesaurus { return l.Thesaurus(l.Stems()) })}
			var words []shownWord
			var missing []string
			for _, word := range args {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				if strings.TrimSpace(word) == "" {
					return usagef("show: a word is empty")
				}
				found := d.lookUp(word)
				if len(found) == 0 {
					missing = append(missing, word)
				}
				words = append(words, found...)
			}
			if err := s.showWords(l, words); err != nil {
				return err
			}
			if len(missing) > 0 {
				return fmt.Errorf("show: %s: not in the dictionary, %s", strings.Join(missing, ", "), l.Title())
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&name, "lexicon", "", lexiconUsage)
	return cmd
}

type shownLexicon struct {
	Title string      `json:"lexicon"`
	Words []shownWord `json:"words"`
}

// shownWord is one word as show prints it.
type shownWord struct {
	Word         string             `json:"word"`
	Pinyin       [][]string         `json:"pinyin,omitempty"` // the readings of each character
	Translations []shownTranslation `json:"translations"`
	Near         []shownTranslation `json:"near,omitempty"`
}

type shownTranslation struct {
	Word   string  `json:"word"`
	Weight float64 `json:"weight"`
}

func (s *shared) showWords(l *lexicon.Lexicon, words []shownWord) error {
	switch {
	case len(words) == 0:
		return nil
	case s.json:
		return s.printJSON(shownLexicon{l.Title(), words})
	}
	return printWords(s.out, words)
}

// dictionary is a lexicon with near synonyms.
type dictionary struct {
	*lexicon.Lexicon
	thesaurus func() *lexicon.Thesaurus // made when first asked for
}

// lookUp finds the words of a text; none if the dictionary has none of them.
func (d dictionary) lookUp(text string) []shownWord {
	var out []shownWord
	for _, w := range segment.Words(text) {
		switch w.Kind {
		case segment.Han:
			for _, word := range d.Segment(d.Simplify(text[w.Start:w.End])) {
				out = append(out, d.chinese(word))
			}
		case segment.Letters:
			out = append(out, d.english(text[w.Start:w.End], w.Norm))
		}
	}
	if !slices.ContainsFunc(out, func(w shownWord) bool { return len(w.Translations) > 0 }) {
		return nil
	}
	return out
}

func (d dictionary) chinese(word string) shownWord {
	s := shownWord{Word: word}
	for _, r := range word {
		s.Pinyin = append(s.Pinyin, d.Readings(r))
	}
	translations := d.Translations(word)
	var near []lexicon.Translation
	for _, n := range d.thesaurus().Related(word) {
		if !slices.ContainsFunc(translations, func(t lexicon.Translation) bool { return t.Stem == n.Place }) {
			near = append(near, lexicon.Translation{Stem: n.Place, Weight: n.Weight}) // the thesaurus leads to all stems, by their ids
		}
	}
	slices.SortStableFunc(near, func(a, b lexicon.Translation) int { return cmp.Compare(b.Weight, a.Weight) })
	s.Translations, s.Near = d.shown(translations), d.shown(near)
	return s
}

func (d dictionary) english(word, norm string) shownWord {
	s := shownWord{Word: word}
	if id, ok := d.StemID(segment.Stem(norm)); ok {
		heads := d.Heads(id)
		for _, h := range heads[:min(len(heads), most)] {
			s.Translations = append(s.Translations, shownTranslation(h))
		}
	}
	return s
}

// most is how many translations are shown of a word.
const most = 12

func (d dictionary) shown(list []lexicon.Translation) (out []shownTranslation) {
	for _, t := range list[:min(len(list), most)] {
		out = append(out, shownTranslation{d.Stem(t.Stem), t.Weight})
	}
	return out
}

func printWords(w io.Writer, words []shownWord) error {
	p := printer{w: w}
	translations := func(list []shownTranslation) {
		for _, t := range list {
			p.printf("  %s  %s\n", strings.TrimPrefix(fmt.Sprintf("%.2f", t.Weight), "0"), t.Word)
		}
	}
	for _, word := range words {
		line := word.Word
		for _, readings := range word.Pinyin {
			line += " " + strings.Join(readings, "/")
		}
		if len(word.Translations) == 0 {
			line += ": not in the dictionary"
		}
		p.printf("%s\n", oneLine(line))
		translations(word.Translations)
		if len(word.Near) > 0 {
			p.printf("  near synonyms:\n")
			translations(word.Near)
		}
	}
	return p.err
}
