package document

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// Arrangement says how a document that holds both editions of a piece arranges them.
type Arrangement string

// The arrangements.
const (
	InTurn   Arrangement = "paragraphs in turn"
	Together Arrangement = "both languages in a paragraph"
	InBlocks Arrangement = "one language after the other"
)

// Split is a document that holds both editions of a piece, taken apart.
type Split struct {
	Editions    [align.Sides]*align.Document
	Arrangement Arrangement

	// Alone holds, by side, the paragraphs that are of neither edition: those in which the
	// languages are mixed, entries of word lists, and those without letters.
	Alone [align.Sides][]int

	pieces []piece
}

// piece is a part of a paragraph in one language; it is a paragraph of its edition.
type piece struct {
	side align.Side
	id   int
	from int  // id of the paragraph in the document
	free bool // it stands in no group: it is alone, or furniture
}

// SplitEditions takes a document apart that holds both editions of a piece, paragraphs in
// turn, both languages in one paragraph, or one edition after the other. Every paragraph keeps
// its place, kind and reason. A paragraph in which the languages cannot be told apart stays
// whole, in the edition that has most of it, and the editions have a notice of it.
//
// A paragraph is cut at line breaks between the languages, and between sentences, if what
// stands before and behind is as long as translations are. A heading in both languages,
// “The Bus 夜车”, is cut where the script changes if the document has more of these than
// headings in English alone. Between two paragraphs of which one translates the other such
// lines are entries of a word list and stay.
func SplitEditions(d *align.Document) *Split {
	s := &splitter{doc: d, split: &Split{}}
	for side := range align.Sides {
		e := *d
		e.Language, e.Script, e.Paragraphs, e.Sentences = side.Language(), "", nil, nil
		e.Notices = slices.Clone(d.Notices)
		s.split.Editions[side] = &e
	}
	s.stretches()
	s.takeHeadings()
	s.learn()
	for n := range s.found {
		s.place(n)
	}
	s.finish()
	return s.split
}

// First returns the side of the edition that the document begins with.
func (s *Split) First() align.Side {
	for _, p := range s.pieces {
		if !p.free {
			return p.side
		}
	}
	return align.EN
}

// Groups returns the groups of paragraphs that stand together if the edition of a side
// comes first in each: a paragraph that was cut, or a run of paragraphs of one language and
// the run of the other behind it. Paragraphs that are alone stand in none.
func (s *Split) Groups(first align.Side) []align.Bead {
	var groups []align.Bead
	var g align.Bead
	both := s.cut()
	last := -1 // the paragraph of the piece before
	for _, p := range s.pieces {
		if p.free {
			continue
		}
		turns := p.side == first && len(g.Units(1-first)) > 0
		if p.from != last && last >= 0 && (turns || both[p.from] || both[last]) {
			groups = appendTwoSided(groups, g)
			g = align.Bead{}
		}
		ids := g.Units(p.side)
		if n := len(ids); n > 0 { // neighbours, with what stands free between them
			for id := ids[n-1] + 1; id < p.id; id++ {
				ids = append(ids, id)
			}
		}
		g.SetUnits(p.side, append(ids, p.id))
		last = p.from
	}
	return appendTwoSided(groups, g)
}

func appendTwoSided(groups []align.Bead, g align.Bead) []align.Bead {
	if g.TwoSided() {
		return append(groups, g)
	}
	return groups
}

// cut returns the paragraphs of the document that have pieces of both sides.
func (s *Split) cut() map[int]bool {
	var has [align.Sides]map[int]bool
	for side := range has {
		has[side] = map[int]bool{}
	}
	both := map[int]bool{}
	for _, p := range s.pieces {
		if p.free {
			continue
		}
		has[p.side][p.from] = true
		if has[1-p.side][p.from] {
			both[p.from] = true
		}
	}
	return both
}

// splitter takes a document apart.
type splitter struct {
	doc        *align.Document
	paragraphs []align.Paragraph // of the document, headings of columns as furniture
	split      *Split
	found      []stretch

	first  align.Side // the language of the first running text
	headed bool       // headings are in both languages
	listed bool       // there are word lists
	mixed  []int      // ids of paragraphs in which the languages are mixed
}

// stretch is a run of lines of one paragraph that are all terms, or all none.
type stretch struct {
	from  int // id of the paragraph
	line  int // of the paragraph, from 0
	lines []string
	terms []term // of the lines, if they are terms
	parts []part // else
	mixed bool   // the languages cannot be told apart
}

// part is a text in one language.
type part struct {
	side  align.Side
	texts []string // that follow on one another
	line  int      // of its paragraph, from 0
}

func (p part) text() string { return strings.Join(p.texts, "") }

// whole returns the lines of a stretch as one part.
func (f stretch) whole(side align.Side) part {
	return part{side, []string{strings.Join(f.lines, "\n")}, f.line}
}

// stretches finds the stretches of the paragraphs and what they are.
func (s *splitter) stretches() {
	for id, p := range s.doc.Paragraphs {
		lines := strings.Split(p.Text, "\n")
		for start := 0; start < len(lines); {
			found := stretch{from: id, line: start}
			_, terms := termOf(lines[start])
			end := start
			for ; end < len(lines); end++ {
				t, ok := termOf(lines[end])
				if ok != terms {
					break
				}
				if ok {
					found.terms = append(found.terms, t)
				}
			}
			found.lines = lines[start:end]
			if !terms {
				found.parts, found.mixed = partsOf(found.lines, start)
			}
			s.found = append(s.found, found)
			start = end
		}
	}
}

// columnHeading matches the heading of a column of a table that names its language or part.
var columnHeading = lazyregexp.New(`(?i)^(?:english|chinese|source|target|original|translation|(?:simplified|traditional) chinese|英[文语語]?|中[文语語]?|[汉漢][语語]|[原译譯][文语語]|(?:英[文语語]|中[文语語])?[原译譯]文)(?: ?(?:text|version|版|稿))?$`)

// rowNumber matches the number of a row, and the heading of the column of these.
var rowNumber = lazyregexp.New(`(?i)^(?:\d{1,6}[.．、]?|no\.?|nr\.?|#|id|序号|编号|編號)$`)

// headingsWithin is how many paragraphs may stand above the headings of a table.
const headingsWithin = 4

// takeHeadings makes the headings of two columns furniture, so that they are no pair, and with
// them the numbers of the rows.
func (s *splitter) takeHeadings() {
	s.paragraphs = slices.Clone(s.doc.Paragraphs)
	take := func(k int, reason string) { s.paragraphs[k].Kind, s.paragraphs[k].Reason = align.Boilerplate, reason }
	for k := 0; k+1 < len(s.paragraphs) && k <= headingsWithin; k++ {
		if !columnHeading().MatchString(s.paragraphs[k].Text) || !columnHeading().MatchString(s.paragraphs[k+1].Text) {
			continue
		}
		take(k, "heading of a column")
		take(k+1, "heading of a column")
		for id, p := range s.paragraphs {
			if rowNumber().MatchString(p.Text) {
				take(id, "number of a row")
			}
		}
		return
	}
}

// sureLists is how many word lists that are plain make single lines like theirs entries, too.
const sureLists = 3

// learn finds out what the document is like as a whole.
func (s *splitter) learn() {
	s.first = align.EN
	for _, f := range s.found {
		if len(f.parts) > 0 && ends(f.parts[0].text()) {
			s.first = f.parts[0].side
			break
		}
	}
	cut, english, lists := 0, 0, 0
	for n, f := range s.found {
		switch {
		case f.isList():
			lists++
		case f.isHeading() && !s.between(n):
			cut++
		case len(f.parts) == 1 && f.parts[0].side == align.EN && !ends(f.parts[0].text()):
			english++
		}
	}
	s.headed, s.listed = cut > english, lists >= sureLists
}

// isList reports whether the lines are plainly entries of a word list.
func (f stretch) isList() bool {
	return slices.ContainsFunc(f.terms, func(t term) bool { return t.entry })
}

// isHeading reports whether the lines say the same in both languages each.
func (f stretch) isHeading() bool {
	return len(f.terms) > 0 && !slices.ContainsFunc(f.terms, func(t term) bool { return t.entry || t.loose || !t.balanced() })
}

// between reports whether a stretch stands between a text and its translation, where no
// heading stands.
func (s *splitter) between(n int) bool {
	before, after := align.Side(-1), align.Side(-1)
	for k := n - 1; k >= 0 && before < 0; k-- {
		if parts := s.found[k].parts; len(parts) > 0 {
			before = parts[len(parts)-1].side
		} else if n-k > nearby {
			break
		}
	}
	for k := n + 1; k < len(s.found) && after < 0; k++ {
		if parts := s.found[k].parts; len(parts) > 0 {
			after = parts[0].side
		} else if k-n > nearby {
			break
		}
	}
	return before == s.first && after == 1-s.first
}

// nearby is how many stretches of terms are passed over in search of text.
const nearby = 20

// place puts a stretch into the editions.
func (s *splitter) place(n int) {
	f := s.found[n]
	most := majority(f.lines...)
	switch {
	case len(f.terms) == 0 && f.mixed:
		s.mixed = append(s.mixed, f.from)
		s.add(f, f.whole(most), true)
	case len(f.terms) == 0 && len(f.parts) == 0:
		s.add(f, f.whole(s.lastSide()), true)
	case len(f.terms) == 0:
		for _, p := range f.parts {
			s.add(f, p, false)
		}
	case s.headed && f.isHeading() && !s.between(n):
		for k, t := range f.terms {
			for _, p := range t.parts(f.line + k) {
				s.add(f, p, false)
			}
		}
	case f.isList() || s.between(n) && (s.listed || f.isHeading()):
		s.mixed = append(s.mixed, f.from)
		s.add(f, f.whole(most), true)
	default:
		s.add(f, f.whole(most), false)
	}
}

// lastSide returns the side of the last paragraph.
func (s *splitter) lastSide() align.Side {
	if n := len(s.split.pieces); n > 0 {
		return s.split.pieces[n-1].side
	}
	return s.first
}

// add appends a paragraph to the edition of its side.
func (s *splitter) add(f stretch, t part, alone bool) {
	p := s.paragraphs[f.from]
	p.Text, p.Language = strings.TrimSpace(t.text()), t.side.Language()
	if PosUnit(s.doc.Format) == "line" {
		p.Pos += t.line
	}
	e := s.split.Editions[t.side]
	id := len(e.Paragraphs)
	e.Paragraphs = append(e.Paragraphs, p)
	furniture := p.Kind == align.Boilerplate
	if alone && !furniture {
		s.split.Alone[t.side] = append(s.split.Alone[t.side], id)
	}
	s.split.pieces = append(s.split.pieces, piece{t.side, id, f.from, alone || furniture})
}

// maxPlaces is how many places a notice names.
const maxPlaces = 5

// finish tells the arrangement, the script and what was left whole.
func (s *splitter) finish() {
	zh := s.split.Editions[align.ZH]
	zh.Script = language.ScriptOf(zh.Body())
	both := s.split.cut()
	together, all, changes := 0, 0, 0
	last := align.Side(-1)
	for _, p := range s.split.pieces {
		if p.free {
			continue
		}
		if all++; both[p.from] {
			together++
		}
		if last >= 0 && p.side != last {
			changes++
		}
		last = p.side
	}
	const long = 4 // paragraphs in a row of one language
	switch s.split.Arrangement = InTurn; {
	case 2*together >= all:
		s.split.Arrangement = Together
	case changes <= 1 || all > long*(changes+1):
		s.split.Arrangement = InBlocks
	}
	s.mixed = slices.Compact(s.mixed)
	if len(s.mixed) == 0 {
		return
	}
	var places []string
	for _, id := range s.mixed[:min(len(s.mixed), maxPlaces)] {
		places = append(places, fmt.Sprint(s.doc.Paragraphs[id].Pos))
	}
	more := ""
	if len(s.mixed) > maxPlaces {
		more = " ..."
	}
	noun := "paragraphs have both languages mixed and stay whole"
	if len(s.mixed) == 1 {
		noun = "paragraph has both languages mixed and stays whole"
	}
	notice := fmt.Sprintf("%d %s, without counterpart: %s %s%s", len(s.mixed), noun, PosUnit(s.doc.Format), strings.Join(places, ", "), more)
	for _, e := range s.split.Editions {
		e.Notices = append(e.Notices, notice)
	}
}

// scripts counts the letters of a line by script.
type scripts struct {
	latin, han          int
	latinFirst, hanLast bool // of its letters
}

func scriptsOf(text string) (s scripts) {
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Han, r):
			s.han++
			s.hanLast = true
		case unicode.Is(unicode.Latin, r):
			if s.latin+s.han == 0 {
				s.latinFirst = true
			}
			s.latin++
			s.hanLast = false
		}
	}
	return s
}

// perHan is how many Latin letters say as much as one Han character.
const perHan = 3

func (s scripts) english() bool { return s.latin > 0 && s.han == 0 }
func (s scripts) chinese() bool { return s.han > 0 && perHan*s.han >= s.latin }
func (s scripts) glosses() bool { return s.latinFirst && s.hanLast }

// translates reports whether a text has as many Latin letters beside Han characters as a
// text and its translation have, within limits.
func (s scripts) translates(least, most float64) bool {
	ratio := float64(s.latin) / float64(max(s.han, 1))
	return s.han > 0 && least <= ratio && ratio <= most
}

// majority returns the side of the language that most of some texts is in.
func majority(texts ...string) align.Side {
	var all scripts
	for _, t := range texts {
		s := scriptsOf(t)
		all.latin, all.han = all.latin+s.latin, all.han+s.han
	}
	if all.chinese() {
		return align.ZH
	}
	return align.EN
}

// partsOf cuts lines into the parts in one language that follow on one another. Mixed tells
// that a line holds running text of both languages, and its parts are not known.
func partsOf(lines []string, first int) (parts []part, mixed bool) {
	for k, line := range lines {
		cut, ok := cutSentences(line)
		if !ok {
			return nil, true
		}
		for _, p := range cut {
			if n := len(parts); n > 0 && parts[n-1].side == p.side {
				parts[n-1].texts = append(append(parts[n-1].texts, "\n"), p.texts...)
				continue
			}
			p.line = first + k
			parts = append(parts, p)
		}
	}
	return parts, false
}

// The letters for a Han character in a text and its translation. In 1,100 pairs of newspaper
// paragraphs 99 of 100 have 2 to 7; short sentences differ more.
const (
	fewLetters, manyLetters = 1.5, 9
	fewest, most            = 0.8, 12
)

// cutSentences cuts a line between sentences of different languages, if these are as long as
// translations of one another. It returns the line as one part if it is in one language, no
// part if it has no letters, and false if it has running text of both languages, but not as
// translations.
func cutSentences(line string) ([]part, bool) {
	whole := scriptsOf(line)
	switch {
	case whole.latin+whole.han == 0:
		return nil, true
	case whole.latin == 0 || whole.han == 0:
		return oneOf(majority(line), line), true
	}
	var parts []part
	for _, sentence := range sentences(line) {
		for _, p := range cutSentence(sentence) {
			if n := len(parts); n > 0 && (parts[n-1].side == p.side || scriptsOf(sentence) == scripts{}) {
				parts[n-1].texts = append(parts[n-1].texts, p.texts...)
				continue
			}
			parts = append(parts, p)
		}
	}
	if len(parts) == 2 && pure(parts) && ends(parts[0].text()) && whole.translates(fewest, most) {
		return parts, true
	}
	paired := len(parts)%2 == 0 && pure(parts)
	for k := 0; paired && k < len(parts); k += 2 {
		paired = scriptsOf(parts[k].text()+parts[k+1].text()).translates(fewLetters, manyLetters)
	}
	switch {
	case paired:
		return parts, true
	case language.RunningText([]string{line}).Bilingual():
		return nil, false
	}
	return oneOf(majority(line), line), true
}

// oneOf returns a text as one part.
func oneOf(side align.Side, text string) []part { return []part{{side: side, texts: []string{text}}} }

// pure reports whether the English parts have hardly a Han character, and the Chinese ones no
// running text in English. Names in Latin letters they may have.
func pure(parts []part) bool {
	return !slices.ContainsFunc(parts, func(p part) bool {
		text := p.text()
		if p.side == align.ZH {
			return language.RunningText([]string{text}).English > 0
		}
		s := scriptsOf(text)
		return 10*perHan*s.han > s.latin
	})
}

// sentenceEnd matches a mark that ends a sentence, and what closes it. A border that is none
// does no harm: the sentence goes on in its language.
var sentenceEnd = lazyregexp.New(`[.!?][.!?]*["'”’)\]]*(?:\s+|$)|[.!?]["'”’)\]]*([（(【《“「『—]*\p{Han})|[。！？…]+[”’」』）)"'\]]*\s*`)

// sentences cuts a line in any language behind the ends of sentences.
func sentences(line string) []string {
	var out []string
	start := 0
	for _, m := range sentenceEnd().FindAllStringSubmatchIndex(line, -1) {
		end := m[1]
		if m[2] >= 0 { // the Han character, and what opens before it, is of the next sentence
			end = m[2]
		}
		out = append(out, line[start:end])
		start = end
	}
	if start < len(line) {
		out = append(out, line[start:])
	}
	return out
}

// ends reports whether a text ends as a sentence does.
func ends(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimSpace(text))
	return strings.ContainsRune(".!?。！？…”’\"』」", last)
}

// cutSentence cuts a sentence without an end mark off the one in the other language behind it.
func cutSentence(text string) []part {
	if t, ok := termOf(text); ok && !t.loose && t.balanced() && language.RunningText([]string{t.english + "."}).English > 0 {
		return t.parts(0)
	}
	return oneOf(majority(text), text)
}

// term is a line of two texts, one in each language: a heading, or an entry of a word list.
type term struct {
	english, chinese string
	first            align.Side
	entry            bool // it has a pronunciation, a part of speech or several translations
	loose            bool // its Chinese may be the rest of a sentence that begins with a name
}

var (
	// switches matches a line with one change of script.
	toChinese = lazyregexp.New(`^([^\p{Han}]*\p{Latin}[^\p{Han}]*?)([\s|/:：—–-]*)([(（《“「]*\p{Han}.*)$`)
	toEnglish = lazyregexp.New(`^(\P{Latin}*\p{Han}\P{Latin}*?)([\s|/:：—–-]+)([(（"“‘']*\p{Latin}\P{Han}*)$`)

	pronunciation = lazyregexp.New(`\[[^\]\p{Han}]*\]|/[^/\p{Han}]{2,}/`)
	partOfSpeech  = lazyregexp.New(`(?:^|[\s\]/；;，,])(?:n|v|vt|vi|adj|adv|a|ad|prep|pron|conj|int|phr|num|abbr)\.`)
)

const (
	maxTermWords = 14  // English words of a term
	maxTerm      = 200 // bytes in one
)

// particles begin the rest of a Chinese sentence behind a name in Latin letters.
const particles = "的了是在和与及等将被让也都就还会有对把从向为於于之式版系号年月日"

// termOf reads a line as a term.
func termOf(line string) (t term, ok bool) {
	line = strings.TrimSpace(line)
	if len(line) > maxTerm {
		return t, false
	}
	if m := toChinese().FindStringSubmatch(line); m != nil {
		bare := pronunciation().ReplaceAllString(m[1], " ")
		t = term{english: m[1], chinese: m[3], first: align.EN,
			entry: bare != m[1] || partOfSpeech().MatchString(bare) || severalTranslations(m[3])}
		begin, _ := utf8.DecodeRuneInString(m[3])
		t.loose = !t.entry && (strings.ContainsRune(particles, begin) || strings.ContainsAny(m[3], "，,"))
		if !t.entry && (m[2] == "" || scriptsOf(m[3]).latin > 0) {
			return t, false
		}
		ok = len(strings.Fields(bare)) <= maxTermWords && !strings.ContainsAny(bare, "!?,，") && !strings.Contains(bare, ". ")
	} else if m := toEnglish().FindStringSubmatch(line); m != nil {
		t = term{english: m[3], chinese: m[1], first: align.ZH}
		ok = len(strings.Fields(m[3])) <= maxTermWords && !strings.ContainsAny(m[3], "!?,，") && !ends(m[3])
	}
	return t, ok && !strings.ContainsAny(t.chinese, "。！？")
}

// severalTranslations reports whether a Chinese text is a list of short ones.
func severalTranslations(text string) bool {
	const short = 6 // Han characters
	text = partOfSpeech().ReplaceAllString(text, ";")
	if scriptsOf(text).latin > 0 {
		return false
	}
	if strings.ContainsAny(text, "；;") {
		return true
	}
	all := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("，,、", r) })
	return len(all) > 1 && !slices.ContainsFunc(all, func(t string) bool { return scriptsOf(t).han > short })
}

// balanced reports whether the texts are as long as translations are.
func (t term) balanced() bool {
	return scriptsOf(t.english+t.chinese).translates(fewLetters, manyLetters)
}

// parts returns the texts in order, on a line of a paragraph.
func (t term) parts(line int) []part {
	parts := []part{{align.EN, []string{t.english}, line}, {align.ZH, []string{t.chinese}, line}}
	if t.first == align.ZH {
		slices.Reverse(parts)
	}
	return parts
}
