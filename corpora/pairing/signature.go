package pairing

import (
	"cmp"
	"hash/fnv"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/lexicon"
	"bitext/align/number"
	"bitext/align/segment"
)

// Signature is what an edition is found by among others: what both editions of a piece
// would have in common. It is a value without pointers into the document, so that a
// step of a dataflow engine can pass it on.
type Signature struct {
	Path     string // of the file, as the caller names it
	Language align.Language
	Length   float64 // align.Length of its text

	// Features are the words by their English stems, numbers and dates by value, and
	// addresses, in the order of their keys. A Chinese word counts as each of its
	// translations, with the share that it has of the word's meaning.
	Features []Feature

	// Sounds are the keys of the names that may be spelled in the text, ascending: of
	// English words with a capital and of all short runs of Chinese characters. Only
	// those that stand on both sides of a folder say something.
	Sounds []uint32
}

// Feature is one feature of an edition.
type Feature struct {
	Key   uint32  // hash of the feature
	Count float32 // how often it is expected to stand in the text
}

// Sign returns the signature of a document. The dictionary may be nil: then Latin words,
// numbers and addresses have to do. The document is left as it is.
func Sign(name string, doc *align.Document, lex *lexicon.Lexicon) *Signature {
	if lex == nil {
		lex = &lexicon.Lexicon{}
	}
	s := &signer{lex: lex, counts: map[uint32]float64{}, sounds: map[uint32]bool{}}
	sig := &Signature{Path: name, Language: languageOf(doc)}
	texts := append([]string{doc.Meta.Title, strings.Join(doc.Meta.Authors, ", "), doc.Meta.Translator}, doc.Body()...)
	for k, text := range texts {
		if k >= 3 {
			sig.Length += align.Length(text, sig.Language)
		}
		s.addresses(text)
		s.words(text, sig.Language)
	}
	s.addresses(doc.Meta.URL)
	s.fileName(name)
	for key, n := range s.counts {
		sig.Features = append(sig.Features, Feature{key, float32(n)})
	}
	slices.SortFunc(sig.Features, func(a, b Feature) int { return cmp.Compare(a.Key, b.Key) })
	for key := range s.sounds {
		sig.Sounds = append(sig.Sounds, key)
	}
	slices.Sort(sig.Sounds)
	return sig
}

// languageOf tells the language of most of the running text. A short text that may be
// English is: beside Chinese editions it most likely is.
func languageOf(doc *align.Document) align.Language {
	guess := language.Detect(doc.Body())
	if guess.Language != "" && guess.Language != align.Chinese && language.LikelyEnglish(doc, guess) {
		return align.English
	}
	return guess.Language
}

// signer collects the features of an edition.
type signer struct {
	lex    *lexicon.Lexicon
	counts map[uint32]float64
	sounds map[uint32]bool
}

// key is the hash of a feature of a kind.
func key(kind byte, text string) uint32 {
	h := fnv.New32a()
	h.Write([]byte{kind})
	h.Write([]byte(text))
	return h.Sum32()
}

// The kinds of feature.
const (
	wordFeature    = 'w' // an English stem
	numberFeature  = 'n' // a number by value
	addressFeature = 'a' // an address
	pinyinSound    = 'p' // a name by its pinyin
	foreignSound   = 'f' // a foreign name by its consonants
	fileFeature    = 'o' // a word or number of the file's name, as of a chapter
)

func (s *signer) add(kind byte, text string, n float64) { s.counts[key(kind, text)] += n }

// addressPattern matches an address on the web or of mail.
var addressPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`https?://[^\s<>"'()（）“”，。；、]+|[\w.+-]+@[\w-]+\.[\w.-]+\w`)
})

func (s *signer) addresses(text string) {
	for _, a := range addressPattern().FindAllString(text, -1) {
		s.add(addressFeature, strings.TrimRight(strings.ToLower(a), "/.,;:!?"), 1)
	}
}

// fileWeight is how often a word of a file's name counts as standing in the text: little,
// because files are often numbered in an order of their own.
const fileWeight = 0.5

// fileName takes in the words and numbers of a file's name, without those that name a
// language.
func (s *signer) fileName(name string) {
	name = strings.TrimSuffix(path.Base(name), path.Ext(name))
	for _, word := range fileWords().FindAllString(strings.ToLower(name), -1) {
		switch word = strings.TrimLeft(word, "0"); word {
		case "", "e", "z", "en", "eng", "english", "zh", "cn", "chi", "chinese", "hans", "hant", "tw", "hk", "英文", "中文":
		default:
			s.add(fileFeature, word, fileWeight)
		}
	}
}

// fileWords matches a run of digits or of letters.
var fileWords = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`\d+|\p{L}+`) })

// words takes in the words and numbers of a text.
func (s *signer) words(text string, lang align.Language) {
	numbers := number.Find(text, lang)
	for _, n := range numbers {
		for _, value := range append([]string{n.Value}, n.Alt...) {
			s.add(numberFeature, value, 1)
		}
	}
	for _, w := range segment.Words(text) {
		for len(numbers) > 0 && numbers[0].End <= w.Start {
			numbers = numbers[1:]
		}
		start, end := w.Start, w.End
		switch {
		case w.Kind == segment.Han:
			for _, n := range numbers { // its runs between the numbers
				if n.Start >= end {
					break
				}
				s.han(text[start:max(start, n.Start)])
				start = min(max(start, n.End), end)
			}
			s.han(text[start:end])
		case w.Kind == segment.Letters && !segment.IsStopWord(w.Norm):
			if len(numbers) > 0 && numbers[0].Start <= start {
				break // part of a number: million
			}
			s.add(wordFeature, segment.Stem(w.Norm), 1)
			if w.Capital && lang != align.Chinese {
				s.name(w.Norm)
			}
		}
	}
}

// han takes in a run of Han characters: its words, and the names that it may hold.
func (s *signer) han(run string) {
	if run == "" {
		return
	}
	run = s.lex.Simplify(run)
	for _, word := range s.lex.Segment(run) {
		for _, t := range s.lex.Translations(word) {
			if stem := s.lex.Stem(t.Stem); !segment.IsStopWord(stem) {
				s.add(wordFeature, stem, t.Weight)
			}
		}
	}
	s.hanNames([]rune(run))
}
