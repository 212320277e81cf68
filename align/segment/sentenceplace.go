package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// A place is where a sentence may end.
type place struct {
	*scanner
	start     int  // where the sentence begins
	mark, end int  // the marks that may end it: text[mark:end]
	at        int  // where the next sentence would begin, behind what closes and white space
	pair      int  // index of the opening mark of the outermost pair that closes between end and at; -1
	inside    int  // index of the opening mark of the innermost pair around the place; -1
	blank     bool // white space stands before at
	line      bool // a line break is in it

	word string // the Latin word before a full stop, with inner stops ("U.S"); "" before other marks
}

// A scanner goes from place to place.
type scanner struct {
	text   string
	lang   align.Language
	pairs  []bracket
	near   int  // index of the first bracket not before the place
	wide   bool // the text ends sentences with 。, ！ or ？
	dotted bool // the text ends sentences with ．
	listed bool // a sentence of the text began with a number of a list
	place  place
}

func newScanner(text string, lang align.Language) *scanner {
	s := &scanner{text: text, lang: lang, pairs: findPairs(text)}
	stops := strings.Contains(text, "。")
	s.wide = stops || strings.Contains(text, "！") || strings.Contains(text, "？")
	if !stops && !strings.Contains(text, "｡") {
		s.dotted = strings.HasSuffix(strings.TrimRight(strings.TrimRightFunc(text, unicode.IsSpace), closers), "．")
	}
	s.place.scanner = s
	s.listed = isListItem(text) || (strings.Contains(text, "②") || strings.Contains(text, "(2)") || strings.Contains(text, "（2）")) && listWithin().MatchString(text)
	return s
}

// begin begins a sentence at the place.
func (s *scanner) begin() {
	s.place.start, s.place.end = s.place.at, s.place.at
	s.listed = s.listed || isListItem(s.text[s.place.at:])
}

// isListItem reports whether a text begins with a number in brackets, before a bracket or
// in a circle.
func isListItem(text string) bool {
	text = head(text, 40)
	return strings.ContainsAny(head(text, 14), ")）]①②③④⑤⑥⑦⑧⑨❶.．、") && listItem().MatchString(text)
}

// next goes to the next place that may end a sentence; false if there is none.
func (s *scanner) next() bool {
	p := &s.place
	for i := p.end; i < len(s.text); {
		if hanAt(s.text, i) {
			i += 3
			continue
		}
		r, n := rune(s.text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s.text[i:])
		}
		ends := isMark(r) || brokenOff(r, s.text[i+n:])
		if !ends && !(isColon(r) && lineBreak().MatchString(head(s.text[i+n:], 20))) {
			i += n
			continue
		}
		p.mark, p.end = i, i+n
		if ends {
			p.end += marksLength(s.text[p.end:], r == '.')
		}
		i = p.end
		s.settle()
		if p.at < len(s.text) {
			return true
		}
	}
	return false
}

// isColon reports whether r is a colon or a semicolon.
func isColon(r rune) bool { return r == ':' || r == '：' || r == ';' || r == '；' }

// brokenOff reports whether r is a dash with which speech breaks off, before the quotation
// mark that closes.
func brokenOff(r rune, rest string) bool {
	return (r == '—' || r == '–' || r == '―') && rest != "" && strings.ContainsRune("”’」』〞»\"'＂", firstRune(rest))
}

// isMark reports whether r is a sentence terminal of Unicode or a dot of omission.
func isMark(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return r == '.' || r == '!' || r == '?'
	case '㐀' <= r && r <= '鿿':
		return false
	case r == '…' || r == '⋯':
		return true
	}
	return unicode.Is(unicode.STerm, r)
}

// marksLength returns the length of the marks that a text begins with; dots may stand
// apart (". . .") behind a dot.
func marksLength(text string, dots bool) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		switch {
		case isMark(r):
			n += size
			dots = dots && r == '.'
		case dots && apartDot().MatchString(head(text[n:], 8)):
			n += 2
		default:
			return n
		}
	}
	return n
}

var lineBreak = lazyregexp.New(`^[” \t\x{3000}]*[\n\r\v\f\x{85}\x{2028}\x{2029}]`)

var apartDot = lazyregexp.New(`^[ \x{a0}]\.(?:[\s"'”’)]|$)`)

// settle finds what stands around the marks of the place.
func (s *scanner) settle() {
	p := &s.place
	for s.near < len(s.pairs) && s.pairs[s.near].at < p.end {
		s.near++
	}
	p.at, p.pair, p.blank, p.line, p.word = p.end, -1, false, false, ""
	if p.isStop(".") {
		p.word = lastWord(p.left())
	}
	k := s.near
	for p.at < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[p.at:])
		for k < len(s.pairs) && s.pairs[k].at < p.at {
			k++
		}
		isPair := k < len(s.pairs) && s.pairs[k].at == p.at
		switch {
		case unicode.IsSpace(r):
			p.blank = true
			p.line = p.line || strings.ContainsRune("\n\r\v\f\u0085\u2028\u2029", r)
			p.at += n
			continue
		case isPair && s.pairs[k].mate >= 0 && !s.pairs[k].opens:
			p.pair = s.pairs[k].mate
		case isPair && !s.pairs[k].opens && (!p.blank || closesApart(s.text[p.at:])):
		default:
			if n = s.noteLength(); n == 0 {
				p.inside = s.around(k)
				return
			}
		}
		p.at += n
		p.blank = false
	}
	p.inside = s.around(k)
}

// closesApart reports whether a text begins with a quotation mark that can only close,
// with white space behind it.
func closesApart(text string) bool {
	r, n := utf8.DecodeRuneInString(text)
	return strings.ContainsRune("”」』〞»", r) && (len(text) == n || unicode.IsSpace(firstRune(text[n:])))
}

// around returns the index of the innermost pair around the place before bracket k; -1
// if there is none.
func (s *scanner) around(k int) int {
	if k == 0 {
		return -1
	}
	i := k - 1
	if !s.pairs[i].opens || s.pairs[i].mate < 0 {
		i = s.outer(i)
	}
	return i
}

// outer returns the index of the opening mark of the pair around bracket i; -1 if there is
// none, or pairDepth marks without a mate stand between.
func (s *scanner) outer(i int) int {
	for range pairDepth {
		if i = s.pairs[i].around; i < 0 || s.pairs[i].mate >= 0 {
			return i
		}
	}
	return -1
}

// noteLength returns the length of the mark of a note at p.at, behind the end of a
// sentence; 0 if there is none. A number in a circle or in round brackets is the mark of
// a note unless the text is a list of such numbers.
func (s *scanner) noteLength() int {
	p := &s.place
	rest := head(s.text[p.at:], 80)
	if r := firstRune(rest); IsLetter(r) || isHan(r) {
		return 0
	}
	if n := len(noteSign().FindString(rest)); n > 0 && (!p.blank || !strings.ContainsAny(rest[:n], "*†‡§¶")) {
		return n
	}
	asText := s.listed && firstRune(strings.TrimSpace(head(s.text, 20))) == firstRune(rest) // the list is numbered so
	if n := len(noteNumber().FindString(rest)); n > 0 && !asText {
		return n
	}
	if p.blank {
		return 0
	}
	if n := len(noteWords().FindString(rest)); n > 0 {
		return n
	}
	if m := noteListed().FindString(rest); m != "" && !s.listed {
		return len(m)
	}
	if m := noteDigits().FindStringSubmatch(rest); m != nil && unicode.IsLower(lastRune(strings.TrimRight(s.text[p.start:p.end], closers+".!?"))) && p.word != "p" && !numberedWords(p.word) {
		return len(m[1])
	}
	return 0
}

var (
	noteSign   = lazyregexp.New(`^[¹²³⁰⁴-⁹*†‡§¶]+(?:[,，–-] ?[¹²³⁰⁴-⁹]+)*`)
	noteNumber = lazyregexp.New(`^(?:\[|［|【|〔)(?:注|註|注释|註釋|译注|譯註|note |n\. ?)?[0-9０-９]{1,3}(?:[-–,，、] ?[0-9]{1,3})*(?:\]|］|】|〕)`)
	noteWords  = lazyregexp.New(`^(?:\[[^\[\].!?。！？，：:]{1,24}\]|［[^［］.!?。！？，：:]{1,12}］)`)
	noteListed = lazyregexp.New(`^(?:[①-⓿❶-➓]|\([0-9]{1,3}\)|（[0-9０-９]{1,3}）)`)
	noteDigits = lazyregexp.New(`^([0-9]{1,3}(?:[,–-][0-9]{1,3})*)(?:\s+["'“‘(]?\p{Lu}|\s*$)`)
	listItem   = lazyregexp.New(`^\s*(?:[①-⓿❶-➓]|[(（]?(?:[0-9０-９]{1,3}|[一二三四五六七八九十]{1,3}|[A-Za-z]|[ivxIVX]{1,5})[)）]|[0-9０-９]{1,3}[.．、]\s*[^0-9０-９\s]|[一二三四五六七八九十]{1,3}、|\[[0-9]{1,3}\])`)
	listWithin = lazyregexp.New(`[，,；;、]\s*(?:②|[(（]2[)）])`)
)

// marks returns the marks of the place.
func (p *place) marks() string { return p.text[p.mark:p.end] }

// left and right return what stands before the marks and what begins at the place.
func (p *place) left() string  { return tail(p.text[p.start:p.mark], 200) }
func (p *place) right() string { return head(p.text[p.at:], 200) }

// after returns the character that the next sentence would begin with, bare what stands behind
// opening quotation marks and brackets.
func (p *place) after() rune { return firstRune(p.text[p.at:]) }
func (p *place) bare() string {
	return strings.TrimLeft(p.right(), "“‘「『｢〝«‹(（[［【〔\"'＂＇¿¡")
}

// isStop reports whether the mark is a single full stop, whose form is dot.
func (p *place) isStop(dots string) bool {
	r, n := utf8.DecodeRuneInString(p.marks())
	return n == p.end-p.mark && strings.ContainsRune(dots, r)
}

// isOmission reports whether the marks are dots of omission alone.
func (p *place) isOmission() bool {
	m := p.marks()
	if strings.HasPrefix(m, "…") || strings.HasPrefix(m, "⋯") || strings.HasPrefix(m, "..") || strings.HasPrefix(m, ". .") || strings.HasPrefix(m, "。。") {
		return !strings.ContainsAny(m, "!?！？") && m != "……。" && m != "…。"
	}
	return false
}

// asks reports whether the marks ask or exclaim.
func (p *place) asks() bool { return strings.ContainsAny(p.marks(), "!?！？‼⁇⁈⁉") }

// lastWord returns the Latin letters and inner full stops that a text ends with.
func lastWord(text string) string {
	text = strings.TrimRight(text, " ")
	before := strings.TrimRightFunc(text, func(r rune) bool { return IsLetter(r) || strings.ContainsRune(".'’", r) })
	word := strings.Trim(text[len(before):], ".'’")
	if len(word) == 1 && IsDigit(lastRune(before)) {
		return ""
	}
	return word
}

// nextWord returns the Latin word that the next sentence would begin with.
func (p *place) nextWord() string {
	bare := p.bare()
	return bare[:len(bare)-len(strings.TrimLeftFunc(bare, IsLetter))]
}

// before returns the character before pair k, without blanks; 0 if the sentence begins
// there.
func (p *place) before(k int) rune {
	at := p.pairs[k].at
	if at <= p.start {
		return 0
	}
	left := strings.TrimRightFunc(tail(p.text[p.start:at], 40), unicode.IsSpace)
	if r := lastRune(left); left != "" && closingOf[r] == 0 {
		return r
	}
	return 0
}
