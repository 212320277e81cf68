package document

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// How the kind of a paragraph is found.
//
// The prose of a piece, its whole sentences, shows where the piece is. Above
// the first paragraph of prose stand the title, its standfirst, byline and
// date, and the head of the page; below the last one the author note and the
// foot of the page. Within, a paragraph is furniture only if nothing else is
// possible:
//
//	HOME | WORLD | OPINION        furniture, anywhere
//	A river needs a budget        title: the first line left
//	By Lin Yue | Updated: ...     byline
//	Every spring the river ...    prose
//	Who pays?                     heading: a short line between prose
//	Advertisement                 furniture, anywhere
//	It is the towns that ...      prose
//	The author teaches law ...    author note: at the end
//	Related reading               furniture, and the headlines under it too
//	Towns that learned to float

// line is the text of a block as the rules see it.
type line struct {
	flat  string // see flatten
	size  int    // in words, a Chinese character counting as half a word
	prose bool   // a whole sentence or more
	whole bool   // a whole sentence, too long to be a prompt
	ended bool   // ends as a sentence does, with a full stop
}

// proseSize is how long a sentence has to be, in words, to show that a piece is
// there.
const proseSize = 14

func lineOf(text string) line {
	l := line{flat: flatten(text)}
	words := strings.FieldsFunc(l.flat, func(r rune) bool {
		return unicode.Is(unicode.Han, r) || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("'’-", r)
	})
	han := 0
	for _, r := range l.flat {
		if unicode.Is(unicode.Han, r) {
			han++
		}
	}
	l.size = len(words) + (han+1)/2
	tail := strings.TrimRight(withoutNotes(l.flat), "\"'”’」』)）]】 ")
	last, _ := utf8.DecodeLastRuneInString(tail)
	l.ended = strings.ContainsRune(".。．;；", last)
	l.whole = l.size >= 8 && (l.ended || strings.ContainsRune("?？", last)) && !strings.HasSuffix(tail, "..")
	l.prose = l.size >= proseSize && (l.ended || strings.ContainsRune("?!？！…:：—", last)) || l.size >= 4*proseSize
	return l
}

// notesAtEnd matches the marks of notes behind a sentence: ², ¹,³, [4].
var notesAtEnd = lazyregexp.New(`(?:\[\d{1,3}\]|[⁰¹²³⁴-⁹](?:[,，–-] ?[⁰¹²³⁴-⁹]+)?)+$`)

// withoutNotes returns a line without the marks of notes at its end.
func withoutNotes(flat string) string {
	const longest = 40 // bytes
	head := max(0, len(flat)-longest)
	return flat[:head] + notesAtEnd().ReplaceAllString(flat[head:], "")
}

// dropInvisible is a mapping that removes characters without width.
func dropInvisible(r rune) rune {
	if unicode.Is(unicode.Cf, r) {
		return -1
	}
	return r
}

// classifier holds the blocks of a document while their kinds are found.
type classifier struct {
	blocks      []block
	first, last int // the first and last block of prose; len(blocks) and -1 if there is none

	reasons map[zone]map[string]string // what match said of a line; menus repeat, and rules are asked again
}

// classify gives every block its kind. A kind that the format gave stays, except
// that furniture is furniture even if marked as heading or body.
func classify(blocks []block) {
	c := &classifier{blocks: blocks, reasons: map[zone]map[string]string{anywhere: {}, outside: {}}}
	for i := range blocks {
		if blocks[i].flat == "" {
			blocks[i].line = lineOf(blocks[i].text)
		}
	}
	c.apply(anywhere)
	c.takeLists()
	for range 2 { // each can uncover work for the other
		c.takeAuthorNotes()
		c.apply(outside)
	}
	c.takeBelow()
	c.takeHead()
	c.takeSignedNotes()
	for i := range c.blocks {
		if c.blocks[i].kind == "" {
			c.blocks[i].kind = c.innerKind(i)
		}
	}
}

// open reports whether furniture rules may decide on block i.
func (c *classifier) open(i int) bool {
	k := c.blocks[i].kind
	return k == "" || k == align.Body || k == align.Heading
}

func (c *classifier) furniture(i int) bool { return c.blocks[i].kind == align.Boilerplate }

// apply tries the rules of a zone on the blocks in it. Furniture that the format
// knows no better name for gets that of the rule.
func (c *classifier) apply(where zone) {
	if where == anywhere {
		for i := range c.blocks {
			c.judge(i, where)
		}
		return
	}
	for i := range c.blocks {
		if c.judge(i, where); c.isProse(i) {
			break
		}
	}
	for i := len(c.blocks) - 1; i >= 0; i-- {
		if c.judge(i, where); c.isProse(i) {
			break
		}
	}
	for i := range c.blocks {
		if c.furniture(i) {
			c.judge(i, where)
		}
	}
}

// judge makes block i furniture if a rule of a zone takes it for that.
func (c *classifier) judge(i int, where zone) {
	b := &c.blocks[i]
	cell := where == outside && b.kind == align.Body
	if vague := vagueReasons[b.reason]; !vague && (cell || !c.open(i)) {
		return
	}
	if reason := c.match(b.line, where); reason != "" && !isCaption(b.flat) && !c.headsProse(i) {
		b.take(reason)
	}
}

// headsProse reports whether block i is a heading of the piece in the words of page
// furniture: Share, over a paragraph about sharing.
func (c *classifier) headsProse(i int) bool {
	b := c.blocks[i]
	return b.sure && b.kind == align.Heading && i+1 < len(c.blocks) && c.blocks[i+1].sure && c.blocks[i+1].prose && !headsList(b.line)
}

// vagueReasons are the reasons that only tell where on the page a block stands.
var vagueReasons = map[string]bool{"outside the article": true, "page footer": true, "sidebar": true, "list of links": true, "form": true, "button": true}

// match returns the reason of the first rule of a zone that matches, "" if none.
func (c *classifier) match(l line, where zone) string {
	known, ok := c.reasons[where][l.flat]
	if ok {
		return known
	}
	reason := ""
	if i := slices.IndexFunc(furniture, func(r *rule) bool { return r.where == where && r.matches(l) }); i >= 0 {
		reason = furniture[i].reason
	}
	c.reasons[where][l.flat] = reason
	return reason
}

// measure finds the first and the last block of prose that is not furniture.
func (c *classifier) measure() {
	c.first, c.last = len(c.blocks), -1
	for i := range c.blocks {
		if c.isProse(i) {
			c.first = min(c.first, i)
			c.last = i
		}
	}
}

// isProse reports whether block i is prose of the piece, as far as is known.
func (c *classifier) isProse(i int) bool {
	b := c.blocks[i]
	return b.prose && (b.kind == "" || b.kind == align.Body) && !isByline(b.line)
}

// takeLists takes the headlines that stand under "Related reading", "Most
// popular" and the like, up to the next prose. Headlines without a blank line
// between are a list that ends with the next blank line. A heading of the piece
// after the list stays if the format or its number tells that it is one.
func (c *classifier) takeLists() {
	prose := c.lastProse()
	for i := 0; i < len(c.blocks); i++ {
		if !c.furniture(i) || !headsList(c.blocks[i].line) {
			continue
		}
		reason := c.blocks[i].reason
		ended := func(j int) bool { return c.blocks[j].group != c.blocks[i].group && j <= prose }
		grouped := i+1 < len(c.blocks) && c.blocks[i+1].group == c.blocks[i].group
		j := i + 1
		for ; j < len(c.blocks); j++ {
			b := &c.blocks[j]
			if grouped && ended(j) || headsList(b.line) {
				break
			}
			if c.furniture(j) {
				if b.reason == "outside the article" && headline(b.line) {
					b.take(reason)
				}
				continue
			}
			if other := c.match(b.line, outside); other != "" {
				b.take(other)
				continue
			}
			heading := j+1 < len(c.blocks) && c.blocks[j+1].prose && (b.kind == align.Heading || sectionNumber.matches(b.flat))
			if heading || b.sure && reason != "subscription prompt" || !c.open(j) || !headline(b.line) || authorNoteRule.matches(b.flat) || isCaption(b.flat) {
				break
			}
			b.take(reason)
		}
		i = j - 1
	}
}

// lastProse returns the last block of prose that is not about the author, -1 if
// there is none.
func (c *classifier) lastProse() int {
	for i := len(c.blocks) - 1; i >= 0; i-- {
		if c.blocks[i].prose && !c.furniture(i) && !authorNoteRule.matches(c.blocks[i].flat) {
			return i
		}
	}
	return -1
}

func headsList(l line) bool {
	return slices.ContainsFunc(furniture, func(r *rule) bool { return r.heads && r.matches(l) })
}

// headline reports whether a line could be an item of a list of headlines.
func headline(l line) bool {
	return l.size <= 24 && (!l.ended || strings.HasSuffix(l.flat, "..."))
}

// takeAuthorNotes types the notes on the author at the end of the piece, and a
// disclaimer beside them.
func (c *classifier) takeAuthorNotes() {
	for i := len(c.blocks) - 1; i >= 0; i-- {
		if c.furniture(i) || !c.open(i) || c.blocks[i].size > 110 {
			if c.furniture(i) || c.blocks[i].kind == align.AuthorNote {
				continue
			}
			return
		}
		flat := c.blocks[i].flat
		switch {
		case authorNoteRule.matches(flat), namedAuthorRule.matches(flat) && c.blocks[i].size <= 70:
			c.blocks[i].kind = align.AuthorNote
		case c.blocks[i].prose && !strings.HasPrefix(flat, "译注") && !strings.HasPrefix(flat, "译者注"):
			return
		}
	}
}

// takeBelow takes the blocks left under the line that ends the page's article: the
// editor, the copyright, the licence. Teasers of other pieces stand there.
func (c *classifier) takeBelow() {
	prose, end := 0, -1
	for i, b := range c.blocks {
		switch {
		case c.furniture(i) && endsArticle[b.reason] && prose >= 3:
			if end < 0 {
				end, prose = i, -prose/4
			}
		case b.prose && !c.furniture(i) && c.open(i):
			prose++
		}
	}
	if end < 0 || prose > 0 {
		return
	}
	for i := end + 1; i < len(c.blocks); i++ {
		if c.open(i) && c.blocks[i].size <= 60 {
			c.blocks[i].take("below the article")
		}
	}
}

// endsArticle holds the reasons of furniture that stands under an article.
var endsArticle = map[string]bool{"editor contact": true, "copyright": true, "licence number": true}

// takeHead types title, standfirst, byline and date above the prose, and
// bylines and dates below it.
func (c *classifier) takeHead() {
	c.measure()
	title := c.findTitle()
	credit, under := c.lastCredit(title), -1
	if found := c.below(title); title >= 0 && len(found) > 0 {
		under = found[0]
	}
	for i := range c.blocks {
		inside := c.first <= i && i <= c.last && i > credit
		if inside || !c.open(i) || i == title {
			continue
		}
		l := c.blocks[i].line
		between := title >= 0 && i > title && i < credit
		switch {
		case isByline(l), between && nameRule.matches(l.flat), under == i && signatureRule.matches(l.flat):
			c.blocks[i].kind = align.Byline
		case isDate(l):
			c.blocks[i].kind = align.Date
		case isCaption(l.flat):
			c.blocks[i].kind = align.Caption
		case between && l.size <= 70:
			c.blocks[i].kind = align.Standfirst
		}
	}
	for k, i := range c.below(title) {
		if k < 3 && c.open(i) && c.blocks[i].size <= 90 && standfirstRule.matches(c.blocks[i].flat) {
			c.blocks[i].kind = align.Standfirst
		}
	}
}

// findTitle returns the block that is the title, -1 if there is none. Where the
// format names none it is the first heading above the prose, else the first
// line there that can be one.
func (c *classifier) findTitle() int {
	if i := slices.IndexFunc(c.blocks, func(b block) bool { return b.kind == align.Title }); i >= 0 {
		return i
	}
	guess := -1
	for i, b := range c.blocks {
		l := c.blocks[i].line
		switch {
		case guess >= 0 && i < c.first && headsPage[b.reason] && c.titleBelow(i):
			c.blocks[guess].take("page header") // the name of the site, above its menu
			guess = -1
		case i >= c.first || guess >= 0 || isByline(l) || isDate(l) || isCaption(l.flat):
		case b.kind == align.Heading, b.kind == "" && titleLike(l):
			guess = i
		}
	}
	if guess >= 0 {
		c.blocks[guess].kind = align.Title
	}
	return guess
}

// headsPage holds the reasons of furniture that stands above the title.
var headsPage = map[string]bool{"navigation": true, "breadcrumb": true, "login": true, "search box": true}

// titleBelow reports whether a line under block i, above the prose, can be the
// title.
func (c *classifier) titleBelow(i int) bool {
	for _, j := range c.below(i) {
		if j < c.first && c.open(j) && titleLike(c.blocks[j].line) && !isByline(c.blocks[j].line) && !isDate(c.blocks[j].line) {
			return true
		}
	}
	return false
}

// lastCredit returns the last byline or date among the few blocks under the
// title, -1 if there is none. A standfirst may stand between.
func (c *classifier) lastCredit(title int) int {
	last := -1
	if title < 0 {
		return last
	}
	for k, i := range c.below(title) {
		if k >= 5 || k >= 2 && last < 0 && i > c.first || c.blocks[i].size > 70 {
			break
		}
		if k := c.blocks[i].kind; k == align.Byline || k == align.Date || c.open(i) && (isByline(c.blocks[i].line) || isDate(c.blocks[i].line)) {
			last = i
		}
	}
	return last
}

// below returns the few blocks close under block i that are no furniture.
func (c *classifier) below(i int) []int {
	var found []int
	for j := i + 1; j < min(len(c.blocks), i+100) && len(found) < 6; j++ {
		if !c.furniture(j) {
			found = append(found, j)
		}
	}
	return found
}

func isByline(l line) bool { return l.size <= 30 && bylineRule.matches(l.flat) }

func isDate(l line) bool { return l.size <= 30 && dateRule.matches(l.flat) }

// takeSignedNotes types the paragraphs at the end of the piece that start with the
// name in the byline: they are about the author.
func (c *classifier) takeSignedNotes() {
	var names []string
	for _, b := range c.blocks {
		if b.kind == align.Byline {
			names = append(names, authorNames(b.flat)...)
		}
	}
	for i := len(c.blocks) - 1; i >= 0; i-- {
		if c.furniture(i) && !vagueReasons[c.blocks[i].reason] {
			continue
		}
		l := c.blocks[i].line
		about := l.size <= 80 && slices.ContainsFunc(names, func(n string) bool {
			return len(l.flat) > len(n)+8 && strings.EqualFold(l.flat[:len(n)], n)
		})
		switch {
		case about:
			c.blocks[i].kind, c.blocks[i].reason = align.AuthorNote, ""
		case l.prose && !c.furniture(i) && c.blocks[i].kind != align.AuthorNote:
			return
		}
	}
}

var nameInByline = lazyregexp.New(`(?:\p{Lu}[\p{L}.'’-]+ ){1,3}\p{Lu}[\p{L}.'’-]+|` + foreignName + `|\p{Han}{2,4}`)

// authorNames returns the names in a byline.
func authorNames(byline string) []string {
	byline, _, _ = strings.Cut(byline, "|")
	for _, prefix := range []string{"By ", "BY ", "作者", "文", "记者", "撰文"} {
		byline = strings.TrimLeft(strings.TrimPrefix(byline, prefix), ":：/／ ")
	}
	return nameInByline().FindAllString(byline, 4)
}

// innerKind types a block that is neither furniture nor head.
func (c *classifier) innerKind(i int) align.Kind {
	l := c.blocks[i].line
	switch {
	case isCaption(l.flat):
		return align.Caption
	case !c.proseNext(i):
	case headingLike(l), sectionNumber.matches(l.flat) && l.size <= 20 && !l.ended:
		return align.Heading
	}
	return align.Body
}

// proseNext reports whether the next block that is no furniture is prose or a
// heading of its own.
func (c *classifier) proseNext(i int) bool {
	for _, j := range c.below(i) {
		return c.blocks[j].prose || c.blocks[j].kind == align.Heading || c.blocks[j].kind == align.Caption
	}
	return false
}

// titleLike reports whether a line could be the title of a piece.
func titleLike(l line) bool {
	first, _ := utf8.DecodeRuneInString(l.flat)
	return l.size >= 2 && l.size <= 28 && !l.ended && !unicode.IsLower(first) && !strings.HasSuffix(l.flat, ",") && !strings.HasSuffix(l.flat, "，")
}

// headingLike reports whether a line could head a section.
func headingLike(l line) bool {
	last, _ := utf8.DecodeLastRuneInString(l.flat)
	return titleLike(l) && l.size <= 12 && !strings.ContainsAny(l.flat, "“”\"「」。") && !strings.ContainsRune(",，:：—…", last)
}
