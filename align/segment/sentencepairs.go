package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A bracket is a quotation mark or a bracket in a text.
type bracket struct {
	at, end int // byte offsets
	kind    rune
	opens   bool
	mate    int // index of the other mark of the pair; -1 if there is none
	around  int // index of the opening mark before it that was not closed yet; -1 if there is none
}

// pairDepth is how many marks may be open at a time; the oldest is given up. Prose has
// four: a title in a quotation in a quotation in brackets.
const pairDepth = 8

// closingOf maps the marks that open to the marks that close them. Quotation marks whose
// form does not say what they do map to themselves.
var closingOf = map[rune]rune{
	'“': '”', '‘': '’', '「': '」', '『': '』', '｢': '｣', '〝': '〞', '«': '»', '»': '«', '‹': '›', '›': '‹', '„': '“', '‚': '‘',
	'《': '》', '〈': '〉', '(': ')', '（': '）', '[': ']', '［': '］', '【': '】', '〔': '〕', '{': '}', '｛': '｝', '〖': '〗',
	'"': '"', '＂': '＂', '\'': '\'', '＇': '＇',
}

// reversed maps marks that close in some languages and open in others to those that open
// where they close.
var reversed = map[rune]rune{'“': '„', '‘': '‚', '«': '»', '‹': '›', '»': '«', '›': '‹'}

// closers are the marks that close a pair, whatever their form.
const closers = "”’」』｣〞〟»›》〉)）]］】〕}｝〗\"＂'＇"

// titleMarks open the title of a work.
const titleMarks = "《〈"

// roundMarks open brackets, not quotations.
const roundMarks = "(（[［【〔{｛〖"

// findPairs returns the quotation marks and brackets of a text in order, those of a pair
// mated.
func findPairs(text string) []bracket {
	var all []bracket
	var open []int // indexes of those not closed yet, at most pairDepth
	before := rune(0)
	for i := 0; i < len(text); {
		if hanAt(text, i) {
			before = '一' // as good as any
			i += 3
			continue
		}
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		at := i
		i += n
		if r < '"' || 'a' <= r && r <= 'z' || r == '，' || r == '。' || r == '、' {
			before = r
			continue
		}
		closing, opens := closingOf[r]
		if !opens && !strings.ContainsRune(closers, r) {
			before = r
			continue
		}
		after := firstRune(text[i:])
		if closing == r || r == '’' {
			if apostrophe(text[i:], r, before, after) {
				before = r
				continue
			}
			if closing == r {
				opens = opensHere(isOpen(all, open, r), before, after)
			}
		}
		if reverse, ok := reversed[r]; ok { // „…“ and »…« as in German
			opens = !isOpen(all, open, reverse) && (r != '»' && r != '›' || before == 0 || unicode.IsSpace(before))
		}
		b := bracket{at: at, end: i, kind: r, opens: opens, mate: -1, around: -1}
		if !opens {
			for k := len(open) - 1; k >= 0; k-- {
				if closingOf[all[open[k]].kind] == r || r == '〟' && all[open[k]].kind == '〝' {
					b.mate = open[k]
					all[open[k]].mate = len(all)
					open = open[:k]
					break
				}
			}
		}
		if len(open) > 0 {
			b.around = open[len(open)-1]
		}
		if opens {
			if len(open) == pairDepth {
				open = open[:copy(open, open[1:])]
			}
			open = append(open, len(all))
		}
		all = append(all, b)
		before = r
	}
	return all
}

// hanAt reports whether a character of the block of Han from U+4000 to U+9FFF stands at
// byte i of a text; it has three bytes.
func hanAt(text string, i int) bool {
	return 0xe4 <= text[i] && text[i] <= 0xe9 && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80
}

// isOpen reports whether a mark of a kind is among the open ones.
func isOpen(all []bracket, open []int, kind rune) bool {
	for _, k := range open {
		if all[k].kind == kind {
			return true
		}
	}
	return false
}

// opensHere reports whether a quotation mark that is the same on both sides opens:
// white space on one side alone says so, else whether one is open.
func opensHere(isOpen bool, before, after rune) bool {
	spaceBefore := before == 0 || unicode.IsSpace(before)
	spaceAfter := after == utf8.RuneError || unicode.IsSpace(after)
	if spaceBefore != spaceAfter {
		return spaceBefore
	}
	return !isOpen
}

// apostrophe reports whether a single quotation mark stands in a word or before one that
// has lost its beginning ('90s, 'twas).
func apostrophe(rest string, r, before, after rune) bool {
	if r != '\'' && r != '’' {
		return false
	}
	if IsLetter(before) && IsLetter(after) {
		return true
	}
	if before != 0 && !unicode.IsSpace(before) || !IsLetter(after) && !IsDigit(after) {
		return false
	}
	return r == '’' || IsDigit(after) || clipped(strings.ToLower(latinWord(rest)))
}

var clipped = wordSet("twas tis twere twill til em cause bout")

// latinWord returns the letters that a text begins with.
func latinWord(text string) string {
	return text[:len(text)-len(strings.TrimLeftFunc(text, IsLetter))]
}
