package exchange

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/lexicon"
)

// Token is a word or a mark in a text.
type Token struct {
	Form       string
	Lemma, Tag string // empty if not known
	Glued      bool   // no space stands after it
}

// Tokens says where words end in the texts of formats that want to know: in English by the
// word borders of Unicode (UAX #29), in Chinese by the segmenter of the embedded
// dictionary, and in texts that a CoNLL-U file has as that file says.
type Tokens struct {
	lexicon *lexicon.Lexicon
	given   map[string][]Token // by text without white space
}

// NewTokens returns the tokens of the embedded dictionary.
func NewTokens() (*Tokens, error) {
	l, err := lexicon.Embedded()
	if err != nil {
		return nil, err
	}
	return &Tokens{lexicon: l}, nil
}

// maxGiven is how many words are read from a file, and kept.
const maxGiven = 1 << 21

// Read takes the words, lemmas and tags of the sentences of a CoNLL-U file in.
func (t *Tokens) Read(r io.Reader) error {
	in := &conlluReader{in: newLineReader(LimitFile(r))}
	for n := 0; ; {
		s, err := in.next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("read tokens: %w", err)
		}
		if n += len(s.tokens); n > maxGiven {
			return fmt.Errorf("read tokens: %w", tooLarge("it has more than %d words; split it", maxGiven))
		}
		t.Add(s.text, s.tokens)
	}
}

// Given returns the tokens of a text that was read or added; ok is false if it was not.
func (t *Tokens) Given(text string) (list []Token, ok bool) {
	list, ok = t.given[language.WithoutSpace(text)]
	return list, ok
}

// Add says what the tokens of a text are.
func (t *Tokens) Add(text string, list []Token) {
	if t.given == nil {
		t.given = map[string][]Token{}
	}
	t.given[language.WithoutSpace(text)] = list
}

// Of returns the tokens of a text.
func (t *Tokens) Of(text string, side align.Side) []Token {
	if given, ok := t.Given(text); ok {
		return given
	}
	var list []Token
	for text != "" {
		if n := len(list); n > 0 && side == align.ZH && list[n-1].Glued { // 第6, 20万
			if k := numberAfter(list[n-1].Form, text); k > 0 {
				list[n-1].Form += text[:k]
				text = text[k:]
				continue
			}
		}
		k := len(text)
		if side == align.ZH {
			k = strings.IndexFunc(text, isHan)
		}
		if k == 0 {
			k = len(text) - len(strings.TrimLeftFunc(text, isHan))
			list = t.han(list, text[:k])
			text = text[k:]
			continue
		}
		if k < 0 {
			k = len(text)
		}
		for seg := words.FromString(text[:k]); seg.Next(); {
			switch w := seg.Value(); {
			case strings.TrimFunc(w, blank) != "":
				list = append(list, Token{Form: strings.Map(printed, w), Glued: true})
			case len(list) > 0:
				list[len(list)-1].Glued = false
			}
		}
		text = text[k:]
	}
	return list
}

// numberAfter returns how many bytes at the beginning of a text continue a number: digits
// after 第, and 百, 千, 万, 亿 and % after digits.
func numberAfter(word, text string) int {
	isDigit := func(r rune) bool { return '0' <= r && r <= '9' }
	if word == "第" {
		return len(text) - len(strings.TrimLeftFunc(text, isDigit))
	}
	if last := word[len(word)-1]; !isDigit(rune(last)) || strings.Trim(word, "0123456789.,") != "" {
		return 0
	}
	return len(text) - len(strings.TrimLeft(text, "百千万亿%"))
}

// han appends the words of a run of Han characters.
func (t *Tokens) han(list []Token, run string) []Token {
	simple := run
	if language.ScriptOf([]string{run}) == align.Hant { // 著名 is no 着名
		simple = t.lexicon.Simplify(run)
	}
	for _, w := range t.lexicon.Words(simple) {
		n := 0 // bytes of it before it was simplified
		for range utf8.RuneCountInString(w) {
			_, size := utf8.DecodeRuneInString(run[n:])
			n += size
		}
		list = append(list, Token{Form: run[:n], Glued: true})
		run = run[n:]
	}
	return list
}

// isHan is unicode.Is of the Han characters, with their largest block told first.
func isHan(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x2E80 && unicode.Is(unicode.Han, r)
}

// blank reports whether a character has no place in a token: white space and what formats of
// a token a line cannot hold.
func blank(r rune) bool {
	return unicode.IsSpace(r) || isControl(r) || strings.ContainsRune(lineBreaks, r)
}

// printed leaves blank characters out of a token.
func printed(r rune) rune {
	if blank(r) {
		return -1
	}
	return r
}

// tokensOf returns the tokens that options say, or those of the embedded dictionary.
func tokensOf(opt WriteOptions) (*Tokens, error) {
	if opt.Tokens != nil {
		return opt.Tokens, nil
	}
	return NewTokens()
}

// tokenNote says by what Chinese words were found, for the heads of files.
const tokenNote = "English tokens by UAX #29; Chinese words by the unigram segmenter of the embedded dictionary, F " + lexicon.WordsF + " on the test set of UD_Chinese-GSDSimp, or as --tokens gave them"
