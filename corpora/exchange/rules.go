package exchange

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"bitext/align"
)

// Rules are what a client asks of a file beside that it is right. The zero value asks for
// nothing.
type Rules struct {
	Languages     []string         // codes that may be used, in any case of letters; nil: any
	MaxCharacters int              // of a text; 0: any
	MaxTokens     int              // words of an English text, characters of a Chinese one; 0: any
	MaxRatio      float64          // of these to each other; 0: any
	Forbidden     []*regexp.Regexp // in texts
	MinScore      float64
	Reviewed      bool // a reviewer stands for every row
	BothSides     bool // no row is without counterpart
}

// clientRules are the rules of programs, by name.
var clientRules = sync.OnceValue(func() map[string]Rules {
	return map[string]Rules{
		profileTrados: {Languages: []string{"en-US", "en-GB", "zh-CN", "zh-TW", "zh-HK", "zh-SG"}, BothSides: true},
		profileMemoQ:  {Languages: []string{"en", "zh", "en-US", "en-GB", "zh-CN", "zh-TW", "zh-HK", "zh-SG"}, BothSides: true},
		profileOmegaT: {BothSides: true},
		// As the script clean-corpus-n of Moses has them, and the characters that its decoder reads as marks.
		profileMoses: {MaxTokens: 80, MaxRatio: 9, BothSides: true, Forbidden: []*regexp.Regexp{regexp.MustCompile(`[|<>\[\]\t\n]`)}},
	}
})

// RuleNames returns the names of the rules of programs.
func RuleNames() []string {
	return []string{profileTrados, profileMemoQ, profileOmegaT, profileMoses}
}

// RulesOf returns the rules of a program, if there are any of the name.
func RulesOf(name string) (*Rules, bool) {
	r, ok := clientRules()[name]
	return &r, ok
}

// ReadRules reads the rules of a client from lines of the form "name: value". Empty lines and
// lines that begin with # are passed over. The names are languages (codes with blanks
// between), max-characters, max-tokens, max-ratio, forbidden (a regular expression, in
// several lines several), min-score, reviewed (yes), both-sides (yes).
func ReadRules(in io.Reader) (*Rules, error) {
	r := &Rules{}
	lines := newLineReader(in)
	for {
		line, err := lines.next()
		if err == io.EOF {
			return r, nil
		}
		if err != nil {
			return nil, err
		}
		text := strings.TrimSpace(string(line))
		if text == "" || text[0] == '#' {
			continue
		}
		name, value, _ := strings.Cut(text, ":")
		if err := r.set(strings.TrimSpace(name), strings.TrimSpace(value)); err != nil {
			return nil, lines.at(err)
		}
	}
}

func (r *Rules) set(name, value string) (err error) {
	switch name {
	case "languages":
		r.Languages = strings.Fields(value)
	case "max-characters":
		r.MaxCharacters, err = strconv.Atoi(value)
	case "max-tokens":
		r.MaxTokens, err = strconv.Atoi(value)
	case "max-ratio":
		r.MaxRatio, err = strconv.ParseFloat(value, 64)
	case "min-score":
		r.MinScore, err = strconv.ParseFloat(value, 64)
	case "reviewed":
		r.Reviewed = value == "yes"
	case "both-sides":
		r.BothSides = value == "yes"
	case "forbidden":
		var e *regexp.Regexp
		if e, err = regexp.Compile(value); err == nil {
			r.Forbidden = append(r.Forbidden, e)
		}
	default:
		err = fmt.Errorf("there is no rule %.40q; there are languages, max-characters, max-tokens, max-ratio, forbidden, min-score, reviewed and both-sides", name)
	}
	return err
}

// check says what of a row is against the rules.
func (r *Rules) check(row *Record, say func(detail string)) {
	if r == nil {
		return
	}
	var tokens [align.Sides]int
	for side := range align.Sides {
		text := row.Text.Side(side)
		tokens[side] = tokensIn(text)
		if n := utf8.RuneCountInString(text); r.MaxCharacters > 0 && n > r.MaxCharacters {
			say(fmt.Sprintf("%s: %d characters, over %d", side, n, r.MaxCharacters))
		}
		if n := tokens[side]; r.MaxTokens > 0 && n > r.MaxTokens {
			say(fmt.Sprintf("%s: %d words or characters, over %d", side, n, r.MaxTokens))
		}
		for _, e := range r.Forbidden {
			if m := e.FindString(text); m != "" {
				say(fmt.Sprintf("%s: %q", side, excerpt(m)))
			}
		}
	}
	more, less := max(tokens[align.EN], tokens[align.ZH]), min(tokens[align.EN], tokens[align.ZH])
	if r.MaxRatio > 0 && float64(more) > r.MaxRatio*float64(less) {
		say(fmt.Sprintf("%d to %d words and characters, over %g to 1", more, less, r.MaxRatio))
	}
	if r.MinScore > 0 && !(row.Score >= r.MinScore) {
		say("its score is lower than " + strconv.FormatFloat(r.MinScore, 'g', -1, 64))
	}
	if r.Reviewed && !row.Settled() {
		say("no reviewer stands for it")
	}
}

// allows reports whether the rules allow a language code.
func (r *Rules) allows(code string) bool {
	return r == nil || r.Languages == nil || slices.ContainsFunc(r.Languages, func(l string) bool { return strings.EqualFold(l, code) })
}
