package exchange

import (
	"fmt"
	"hash/fnv"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/language"
)

// Finding is something in a file that a person has to look at.
type Finding struct {
	Line   int    `json:"line,omitempty"` // from 1; 0 if the file has no lines
	Row    string `json:"row,omitempty"`  // its ID
	Kind   string `json:"kind"`           // "missing side"
	Detail string `json:"detail,omitempty"`
}

// String returns the finding in words, without its line.
func (f Finding) String() string {
	parts := slices.DeleteFunc([]string{f.Row, f.Kind, f.Detail}, func(s string) bool { return s == "" })
	return strings.Join(parts, ": ")
}

// The kinds of findings.
const (
	Malformed      = "malformed"
	BadLanguage    = "wrong language code"
	BadCode        = "codes do not pair"
	BadRule        = "against the format"
	NoLanguages    = "neither English nor Chinese"
	MissingSide    = "missing side"
	EmptySegment   = "empty segment"
	SwallowedMark  = "markup in the text"
	Duplicate      = "duplicate"
	OddLength      = "suspicious length"
	BadEncoding    = "damaged characters"
	ControlInText  = "control character"
	NotTranslated  = "same text on both sides"
	WrongLanguage  = "other language"
	SpaceAround    = "white space at an end"
	AgainstProfile = "against the profile"
)

// Check reads the rows of files of a format, a reader each, and calls found with everything
// that a person has to look at. Rules are those of a client, and may be nil. What cannot be
// read is a finding too. It returns the number of rows.
func (f Format) Check(r []io.Reader, opt ReadOptions, rules *Rules, found func(Finding)) int {
	in, err := f.Open(r, opt)
	if err != nil {
		found(malformed(f, err))
		return 0
	}
	c := &checker{format: f, rules: rules, found: found, seen: map[uint64]int{}}
	for {
		r, err := in.Decode()
		if err == io.EOF {
			return c.rows
		}
		if err != nil {
			found(malformed(f, err))
			return c.rows
		}
		c.row(&r)
	}
}

var lineOfError = compiled(`line (\d+): `)

// malformed returns the finding for a file that cannot be read on.
func malformed(f Format, err error) Finding {
	text := strings.TrimPrefix(err.Error(), "read "+f.Name+": ")
	finding := Finding{Kind: Malformed, Detail: text}
	if m := lineOfError().FindStringSubmatchIndex(text); m != nil {
		finding.Line, _ = strconv.Atoi(text[m[2]:m[3]])
		finding.Detail = text[:m[0]] + text[m[1]:]
	}
	return finding
}

// compiled returns a function that returns the regular expression of a pattern, which the
// first call compiles.
func compiled(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}

// checker looks at the rows of a file.
type checker struct {
	format Format
	rules  *Rules
	found  func(Finding)
	rows   int
	seen   map[uint64]int // the row or line of each pair of texts, by its hash
}

// maxSeen is how many pairs are kept to find those that stand twice.
const maxSeen = 1 << 22

var (
	// A tag, or the ways in which one is written by mistake. A lone < between numbers is none.
	tagInText = compiled(`</?[A-Za-z][A-Za-z0-9:_-]{0,30}(?:\s[^<>]{0,200})?/?>|&(?:lt|gt|amp|quot|nbsp|#\d{1,6}|#x[0-9A-Fa-f]{1,6});|\{\\?[A-Za-z]+\d*\s?\}`)

	// UTF-8 read as Windows-1252, and as GBK; the character that stands for damage.
	damage = compiled(`\x{FFFD}|â€[™œ\x{9d}“”¦]|Ã[©¨¤¶¼±]|锟斤拷|烫烫烫|ï¼Œ`)
)

func (c *checker) row(r *Record) {
	c.rows++
	if r.Text == (align.TextPair{}) {
		if c.format.Has(Texts) && !r.TwoSided() && len(r.EN)+len(r.ZH) == 0 {
			c.say(r, EmptySegment, "")
		}
		return // ids alone
	}
	for side := range align.Sides {
		c.text(r, side, r.Text.Side(side))
	}
	if r.null() {
		if c.rules != nil && c.rules.BothSides {
			c.say(r, AgainstProfile, "it has no counterpart")
		}
		return
	}
	if r.Text.EN == r.Text.ZH && strings.IndexFunc(r.Text.EN, unicode.IsLetter) >= 0 {
		c.say(r, NotTranslated, excerpt(r.Text.EN))
	} else {
		c.languages(r)
	}
	c.lengths(r)
	c.twice(r)
	c.rules.check(r, func(detail string) { c.say(r, AgainstProfile, detail) })
}

func (c *checker) say(r *Record, kind, detail string) {
	c.found(Finding{Line: r.Line, Row: r.ID, Kind: kind, Detail: detail})
}

// excerpt is the beginning of a text, for a message.
func excerpt(text string) string {
	const columns = 30
	return language.Excerpt(spaced(text), columns)
}

// text looks at one side.
func (c *checker) text(r *Record, side align.Side, text string) {
	if strings.TrimSpace(text) == "" {
		if alone := len(r.EN)+len(r.ZH) > 0 && len(r.Bead.Units(side)) == 0; !alone { // as its ids say
			c.say(r, MissingSide, side.String())
		}
		return
	}
	if m := tagInText().FindString(text); m != "" {
		c.say(r, SwallowedMark, fmt.Sprintf("%s: %s", side, excerpt(m)))
	}
	if m := damage().FindString(text); m != "" || !utf8.ValidString(text) {
		c.say(r, BadEncoding, fmt.Sprintf("%s: %q", side, m))
	}
	if k := strings.IndexFunc(text, func(r rune) bool { return isControl(r) || unicode.Is(unicode.Co, r) }); k >= 0 {
		bad, _ := utf8.DecodeRuneInString(text[k:])
		c.say(r, ControlInText, fmt.Sprintf("%s: %U", side, bad))
	}
	if strings.TrimSpace(text) != text {
		c.say(r, SpaceAround, side.String())
	}
}

// languages looks whether each side is in the letters of its language.
func (c *checker) languages(r *Record) {
	const enough = 12 // letters
	if han, latin := letters(r.Text.EN); han > latin {
		c.say(r, WrongLanguage, "English: "+excerpt(r.Text.EN))
	}
	if han, latin := letters(r.Text.ZH); han == 0 && latin >= enough {
		c.say(r, WrongLanguage, "Chinese: "+excerpt(r.Text.ZH))
	}
}

// Limits on the lengths of a pair, of the length that a translation usually has. In the
// benchmark's news one right pair in a thousand lies outside.
const (
	oddRatio   = 3.5
	longEnough = 40 // English letters: shorter rows say nothing
)

func (c *checker) lengths(r *Record) {
	en := align.Length(r.Text.EN, align.English)
	zh := align.Length(r.Text.ZH, align.Chinese) * align.UsualRatio
	if max(en, zh) < longEnough {
		return
	}
	if ratio := en / max(zh, 1); ratio > oddRatio || ratio < 1/oddRatio {
		c.say(r, OddLength, fmt.Sprintf("%.0f English letters, %.0f Chinese characters", en, zh/align.UsualRatio))
	}
}

func (c *checker) twice(r *Record) {
	h := fnv.New64a()
	io.WriteString(h, r.Text.EN)
	h.Write([]byte{0})
	io.WriteString(h, r.Text.ZH)
	key := h.Sum64()
	first, again := c.seen[key]
	switch {
	case again && r.Line > 0:
		c.say(r, Duplicate, fmt.Sprintf("of line %d: %s", first, excerpt(r.Text.EN)))
	case again:
		c.say(r, Duplicate, fmt.Sprintf("of row %d: %s", first, excerpt(r.Text.EN)))
	case len(c.seen) < maxSeen:
		c.seen[key] = c.rows
		if r.Line > 0 {
			c.seen[key] = r.Line
		}
	}
}
