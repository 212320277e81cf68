package document

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// page tells the article of a web page from the furniture around it.
//
// Package readability finds the article's paragraphs, by marks on a copy of the page. The
// article's element is the innermost one that holds nearly all of them. What readability
// keeps is content, and so is prose in the article's element that it left out; a short
// line there needs evidence. The markup may name a block as furniture (a nav element, a
// class "related"), unless that would take much of the piece; see evidence. A block
// outside of the article is furniture, but for title, standfirst, byline and date above
// it, the author note below, and a second container of the piece.
type page struct {
	blocks  []htmlBlock
	titles  []string            // as the head of the page names the piece, no more than maxTitles
	bare    []string            // the bare texts of the titles
	prose   map[*html.Node]int  // words of the article's prose in an element
	kept    map[*html.Node]bool // the elements in which readability keeps something
	leaves  map[leaf]bool       // the elements that it keeps text of, by parent and name
	links   map[*html.Node]bool // whether an element is mostly links
	seconds map[*html.Node]bool // whether an element is a second container of the piece
	article *html.Node
	*evidence
}

const maxTitles = 20 // of a page that are looked at

func newPage(root *html.Node, w *htmlWalk) *page {
	p := &page{
		blocks: w.found, titles: pageTitles(root), evidence: newEvidence(),
		prose: map[*html.Node]int{}, kept: map[*html.Node]bool{}, leaves: map[leaf]bool{}, links: map[*html.Node]bool{}, seconds: map[*html.Node]bool{},
	}
	for _, t := range p.titles {
		p.bare = append(p.bare, bareText(t))
	}
	folds := p.folds()
	markKept(root, w, folds, p.evidence)
	p.unfold(folds)
	p.findKept()
	p.findProse()
	p.sumProse(root)
	p.weigh(root, p.prose)
	p.article = p.findArticle(root)
	p.leaveOtherArticles()
	return p
}

// findKept finds the elements in which readability keeps something.
func (p *page) findKept() {
	for _, b := range p.blocks {
		if b.hidden != nil || !b.isKept() {
			continue
		}
		if !p.kept[b.node] && b.node.Parent != nil {
			p.leaves[leaf{b.node.Parent, b.node.DataAtom}] = true
		}
		for n := b.node; n != nil && !p.kept[n]; n = n.Parent {
			p.kept[n] = true
		}
	}
}

// sumProse adds to the prose of each element that of the elements in it.
func (p *page) sumProse(n *html.Node) int {
	for c := range n.ChildNodes() {
		if words := p.sumProse(c); words > 0 {
			p.prose[n] += words
		}
	}
	return p.prose[n]
}

// leaveOtherArticles narrows the article to the element of that name that the title
// stands in, on a page that shows several pieces.
func (p *page) leaveOtherArticles() {
	title := p.findTitle()
	if title < 0 {
		return
	}
	n := p.blocks[title].node
	for n != nil && n.DataAtom != atom.Article {
		n = n.Parent
	}
	if n == nil || n == p.article || !isIn(n, p.article) || p.prose[n]*5 < p.prose[p.article] {
		return
	}
	p.article = n
	for i := range p.blocks {
		b := &p.blocks[i]
		b.body = b.body && isIn(b.node, n)
	}
}

// folds returns the hidden elements that hold prose which the page shows nowhere else:
// they may be text that a script is to show.
func (p *page) folds() map[*html.Node]bool {
	folds := map[*html.Node]bool{}
	if !slices.ContainsFunc(p.blocks, func(b htmlBlock) bool { return b.hidden != nil && b.prose }) {
		return folds
	}
	shown, size := pieces{}, 0
	for _, b := range p.blocks {
		if b.hidden == nil && b.prose {
			shown.add(b.text)
			size += b.size
		}
	}
	hidden := map[*html.Node]int{}
	for _, b := range p.blocks {
		if b.hidden != nil && b.prose && !b.mostlyLinks() && !shown.hold(b.text) {
			hidden[b.hidden] += b.size
		}
	}
	for n, words := range hidden {
		folds[n] = !spare[n.DataAtom] || words*5 >= size // a page shows spare text if nothing else
	}
	return folds
}

// pieces is a set of pieces of text.
type pieces map[string]bool

const pieceSize = 24 // bytes, of letters and digits alone

// add adds all pieces of a text.
func (p pieces) add(text string) {
	bare := bareText(text)
	for i := range bare {
		p[bare[i:min(len(bare), i+pieceSize)]] = true
	}
}

// hold reports whether the better part of a text is in the set.
func (p pieces) hold(text string) bool {
	bare, n, held := bareText(text), 0, 0
	for i := range bare[:max(1, len(bare)-pieceSize)] {
		n++
		if p[bare[i:min(len(bare), i+pieceSize)]] {
			held++
		}
	}
	return held*2 >= n
}

// unfold takes the hidden elements whose prose readability keeps for text of the page,
// and the other ones for furniture.
func (p *page) unfold(folds map[*html.Node]bool) {
	prose, kept := map[*html.Node]int{}, map[*html.Node]int{}
	for _, b := range p.blocks {
		if b.hidden != nil && b.prose {
			prose[b.hidden] += b.size
			if b.isKept() {
				kept[b.hidden] += b.size
			}
		}
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		switch root := b.hidden; {
		case root == nil:
		case folds[root] && kept[root]*2 >= prose[root]:
			b.hidden = nil
		default:
			b.take("hidden")
		}
	}
}

// findProse finds the prose of the article: that which readability keeps, unless this is
// less than a third of the prose of the page that nothing calls furniture.
func (p *page) findProse() {
	all, kept := 0, 0
	plain := make([]bool, len(p.blocks))
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.hidden != nil || !b.prose {
			continue
		}
		if b.body = b.isKept(); b.body {
			kept += b.size
		}
		if plain[i] = !b.mostlyLinks() && p.hint(b.node) == ""; plain[i] {
			all += b.size
		}
	}
	clear(p.hints)
	for i := range p.blocks {
		b := &p.blocks[i]
		if kept*3 < all {
			b.body = plain[i]
		}
		if b.body {
			p.prose[b.node] += b.size
		}
	}
}

// isKept reports whether readability keeps the better part of a block.
func (b htmlBlock) isKept() bool { return b.kept*2 >= b.shown }

// findArticle returns the innermost element with nine tenths of the prose.
func (p *page) findArticle(root *html.Node) *html.Node {
	at, total := root, p.prose[root]
	for {
		next := (*html.Node)(nil)
		for c := range at.ChildNodes() {
			if p.prose[c]*10 >= total*9 && total > 0 {
				next = c
			}
		}
		if next == nil || next.DataAtom == atom.P || next.DataAtom == atom.Li {
			return at
		}
		at = next
	}
}

// pageTitles returns the titles that the head of a page names, the surest first.
func pageTitles(root *html.Node) []string {
	var meta, title []string
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.Meta && (attribute(n, "property") == "og:title" || attribute(n, "name") == "twitter:title" || attribute(n, "name") == "ArticleTitle"):
			meta = append(meta, strings.TrimSpace(attribute(n, "content")))
		case n.DataAtom == atom.Title && n.FirstChild != nil && n.Namespace == "":
			title = append(title, strings.TrimSpace(n.FirstChild.Data))
		}
	}
	titles := slices.DeleteFunc(append(meta, title...), isBlank)
	return titles[:min(maxTitles, len(titles))]
}

// decide gives the blocks their kinds, as far as the page tells.
func (p *page) decide() {
	title, shown := p.findTitle(), ""
	start, end := p.extent()
	if title >= 0 {
		start, shown = min(start, title), bareText(p.blocks[title].text)
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		inside := isIn(b.node, p.article)
		reason := p.hint(b.node)
		authors := authorNoteRule.matches(b.flat)
		switch {
		case i == title:
			b.kind = align.Title
		case title >= 0 && b.level > 0 && bareText(b.text) == shown:
			b.take("title repeated")
		case b.hidden != nil, b.kind != "":
		case authors && i > start && (inside || i <= end+4):
			b.kind = align.AuthorNote
		case reason != "":
			b.take(reason)
		case inside && b.level == 0 && b.size > 3 && b.mostlyLinks() && isUpper(b.flat):
			b.take("related reading") // a headline in capitals, all of it a link
		case inside && p.linkList(i):
			b.take("list of links")
		case b.body, inside && b.isKept():
			b.kind, b.sure = p.markedKind(i, start), !b.mostlyLinks()
		case i < title && !b.prose, i < start:
			b.take("outside the article")
		case inside && !p.belongs(i, start, end):
			b.take("beside the article")
		case inside:
			b.kind = p.markedKind(i, start)
		case i < end && title >= 0 && p.headKind(i) != "":
			b.kind = p.headKind(i)
		case b.prose && !b.mostlyLinks() && p.near(i):
		default:
			b.take("outside the article")
		}
	}
	p.takeRepeated()
	if title < 0 {
		p.addTitle(start)
	}
}

// takeRepeated leaves one of each caption: galleries show captions with small pictures
// and again with the large ones.
func (p *page) takeRepeated() {
	seen := map[string]bool{}
	for i := range p.blocks {
		b := &p.blocks[i]
		if b.kind != align.Caption && (b.kind != "" || !isCaption(b.flat)) {
			continue
		}
		bare := bareText(b.text)
		if seen[bare] {
			b.take("caption repeated")
		}
		seen[bare] = true
	}
}

// leaf stands for the elements of a name in another that hold text which readability
// keeps.
type leaf struct {
	parent *html.Node
	name   atom.Atom
}

// belongs reports whether a block of the article's element is text of the piece though
// readability left it out. A short line has to stand as lines that it kept do, or be in a
// list, table or quotation of the piece.
func (p *page) belongs(i, start, end int) bool {
	b := p.blocks[i]
	whole := p.leftOut(b.node, p.article)
	if b.prose && !b.mostlyLinks() {
		return i < end || whole == b.node || p.second(i, whole)
	}
	if k := p.markedKind(i, start); k != "" && k != align.Heading && k != align.Body {
		return true
	}
	if bylineRule.matches(b.flat) || dateRule.matches(b.flat) || isCaption(b.flat) {
		return true
	}
	if isHeading(whole) || wholes[whole.DataAtom] && !p.isLinks(i, whole) {
		return true
	}
	for n := b.node; n != whole; n = n.Parent {
		if n.DataAtom == atom.Blockquote {
			return true
		}
	}
	return whole == b.node && p.leaves[leaf{whole.Parent, whole.DataAtom}]
}

// isLinks reports whether the better part of an element is links, given a block in it.
func (p *page) isLinks(i int, whole *html.Node) bool {
	if known, ok := p.links[whole]; ok {
		return known
	}
	first, linked, shown := i, 0, 0
	for first > 0 && isIn(p.blocks[first-1].node, whole) {
		first--
	}
	for _, b := range p.blocks[first:] {
		if !isIn(b.node, whole) {
			break
		}
		linked += b.linked
		shown += b.shown
	}
	p.links[whole] = linked*2 >= shown
	return p.links[whole]
}

// wholes are the elements that structure a text: readability may leave them out as a
// whole for having few words.
var wholes = elementSet(atom.P, atom.Ul, atom.Ol, atom.Dl, atom.Li, atom.Dt, atom.Dd, atom.Table, atom.Tr, atom.Td, atom.Th, atom.Blockquote, atom.Pre, atom.Figure, atom.Figcaption)

// extent returns the first and last block of the article's prose.
func (p *page) extent() (start, end int) {
	start, end = len(p.blocks), -1
	for i, b := range p.blocks {
		if b.body && isIn(b.node, p.article) {
			start, end = min(start, i), i
		}
	}
	if end < 0 {
		return 0, len(p.blocks)
	}
	for start > 0 && isIn(p.blocks[start-1].node, p.article) { // short lines above the prose, in the same element
		start--
	}
	return start, end
}

// isIn reports whether n is an element or stands in it.
func isIn(n, element *html.Node) bool {
	for n != nil && n != element {
		n = n.Parent
	}
	return n != nil
}

// near reports whether a block is in a second container of the piece that stands in one
// of the two elements around the article's.
func (p *page) near(i int) bool {
	around := p.article
	for range 2 {
		if around.Parent != nil && around.Parent.DataAtom != atom.Body {
			around = around.Parent
		}
	}
	if around == p.article || !isIn(p.blocks[i].node, around) {
		return false
	}
	return p.second(i, p.leftOut(p.blocks[i].node, around))
}

// second reports whether an element that readability left out is a second container of
// the piece, given a block in it: it has running text, at least a fifth of what the piece
// has.
func (p *page) second(i int, whole *html.Node) bool {
	if known, ok := p.seconds[whole]; ok {
		return known
	}
	first := i
	for first > 0 && isIn(p.blocks[first-1].node, whole) {
		first--
	}
	parent, paragraphs, size := (*html.Node)(nil), 0, 0
	for _, b := range p.blocks[first:] {
		if !isIn(b.node, whole) {
			break
		}
		if b.prose && !b.mostlyLinks() && b.hidden == nil && p.hint(b.node) == "" {
			if b.node.Parent != parent {
				parent, paragraphs, size = b.node.Parent, 0, 0
			}
			paragraphs++
			size += b.size
		}
	}
	p.seconds[whole] = paragraphs > 1 && whole.DataAtom != atom.Article && size*5 >= p.prose[p.article]
	return p.seconds[whole]
}

// leftOut returns the outermost element around n, inside another, of which readability
// kept nothing.
func (p *page) leftOut(n, inside *html.Node) *html.Node {
	for n != inside && n.Parent != inside && n.Parent != nil && !p.kept[n.Parent] {
		n = n.Parent
	}
	return n
}

// findTitle returns the block that shows the title, -1 if none does: a heading
// that the head of the page names, else any block it names, else the heading of
// first level that is nearest above the prose.
func (p *page) findTitle() int {
	_, end := p.extent()
	named, heading := -1, -1
	for i, b := range p.blocks {
		if i > end && end >= 0 {
			break
		}
		if b.level == 1 && !b.prose {
			heading = i
		}
		if b.hidden != nil || !p.isNamed(b.text) || b.size < 2 {
			continue
		}
		if b.level > 0 && b.level <= 3 {
			return i
		}
		if named < 0 && p.hint(b.node) == "" {
			named = i
		}
	}
	if named >= 0 {
		return named
	}
	return heading
}

// isNamed reports whether one of the page's titles is text, or starts with it.
func (p *page) isNamed(text string) bool {
	bare := bareText(text)
	return slices.ContainsFunc(p.bare, func(full string) bool {
		return full == bare || len(bare) >= 12 && strings.HasPrefix(full, bare)
	})
}

var siteSuffix = lazyregexp.New(`\s*(?:[|_–—»]|\s-\s?|--).{1,40}$`)

// addTitle puts the title that only the head of the page has before the article.
func (p *page) addTitle(start int) {
	if len(p.titles) == 0 {
		return
	}
	text := cmp.Or(siteSuffix().ReplaceAllString(p.titles[0], ""), p.titles[0])
	start = min(start, len(p.blocks))
	p.blocks = slices.Insert(p.blocks, start, htmlBlock{block: block{text: text, kind: align.Title, group: -1}, htmlRun: &htmlRun{}})
}

// isUpper reports whether a text is in capitals.
func isUpper(s string) bool { return strings.ToUpper(s) == s && strings.ToLower(s) != s }

// mostlyLinks reports whether the better part of a block is links.
func (b htmlBlock) mostlyLinks() bool { return b.linked*10 >= b.shown*8 && b.linked > 0 }

// linkList reports whether a block is an item of a list of links that readability left
// out: two linked blocks side by side that are no sentences.
func (p *page) linkList(i int) bool {
	item := func(i int) bool {
		return i >= 0 && i < len(p.blocks) && p.blocks[i].mostlyLinks() && !p.blocks[i].isKept() && !p.blocks[i].ended && p.blocks[i].level == 0
	}
	return item(i) && (item(i-1) || item(i+1))
}

// markedKind returns the kind that the markup gives a block of the article.
func (p *page) markedKind(i, start int) align.Kind {
	b := p.blocks[i]
	for n, up := b.node, 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Figcaption {
			return align.Caption
		}
		for _, k := range p.namesOf(n).kinds {
			head := k.kind == align.Caption || i <= start+6
			if head && b.size <= k.size && p.prose[n] <= 2*k.size {
				return k.kind
			}
		}
	}
	if b.level > 0 {
		if bylineRule.matches(b.flat) || dateRule.matches(b.flat) {
			return ""
		}
		return align.Heading
	}
	if (b.node.DataAtom == atom.Td || b.node.DataAtom == atom.Th) && p.prose[b.node] == 0 {
		return align.Body // a short cell is no heading
	}
	return ""
}

// headKind returns the kind of a block between the title and the article's element, ""
// for a block outside both.
func (p *page) headKind(i int) align.Kind {
	b := p.blocks[i]
	switch k := p.markedKind(i, i); {
	case b.size <= 40 && bylineRule.matches(b.flat):
		return align.Byline
	case b.size <= 40 && dateRule.matches(b.flat):
		return align.Date
	case k == align.Byline, k == align.Date, k == align.Standfirst, k == align.Caption:
		return k
	case b.mostlyLinks():
	case b.level > 0 && b.level < 4, b.prose:
		return align.Standfirst
	case isCaption(b.flat):
		return align.Caption
	}
	return ""
}
