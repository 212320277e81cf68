package document

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// page tells the article of a web page from the furniture around it.
//
// Package readability finds the article's paragraphs. The article's element is
// the innermost one that holds nearly all of them. A block in it is content, even
// if readability left it out, unless the markup names it as furniture (a nav
// element, a class "related") or it is in a list of links. A block outside of it is
// furniture, but for title, standfirst, byline and date above it, and the author
// note below.
type page struct {
	blocks []htmlBlock
	titles []string // as the head of the page names the piece, no more than maxTitles

	bareTitles []string // the bare texts of the titles

	prose   map[*html.Node]int
	hints   map[*html.Node]string
	article *html.Node
}

const (
	maxElements  = 200_000 // in a page that readability, which looks at each often, is shown
	minCharacter = 80      // of an article for readability; its own 500 pass over short pieces
	maxTitles    = 20      // of a page that are looked at
	maxClasses   = 2000    // bytes of the class and of the id of an element that are looked at
)

func newPage(root *html.Node, source string, elements int, blocks []htmlBlock) *page {
	p := &page{blocks: blocks, titles: pageTitles(root), prose: map[*html.Node]int{}, hints: map[*html.Node]string{}}
	for _, t := range p.titles {
		p.bareTitles = append(p.bareTitles, bareText(t))
	}
	var kept map[string]bool
	if elements <= maxElements {
		kept = readable(source)
	}
	for i := range blocks {
		b := &blocks[i]
		b.line = lineOf(b.text)
		b.body = b.prose && kept[bareText(b.text)]
	}
	if !slices.ContainsFunc(blocks, func(b htmlBlock) bool { return b.body }) { // readability found nothing: any prose will do
		for i := range blocks {
			blocks[i].body = blocks[i].prose && !blocks[i].mostlyLinks()
		}
	}
	for _, b := range blocks {
		if !b.body {
			continue
		}
		for n := b.node; n != nil; n = n.Parent {
			p.prose[n] += b.size
		}
	}
	p.article = p.findArticle(root)
	return p
}

// readable returns the bare texts of the blocks that readability takes for the
// article.
func readable(source string) map[string]bool {
	parser := readability.NewParser()
	parser.CharThresholds = minCharacter
	article, err := parser.Parse(strings.NewReader(source), &url.URL{Scheme: "https", Host: "localhost"})
	if err != nil || article.Node == nil {
		return nil
	}
	kept := map[string]bool{}
	for _, b := range visibleText(article.Node) {
		kept[bareText(b.text)] = true
	}
	return kept
}

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
		case authors && i > start && (inside || i <= end+4):
			b.kind = align.AuthorNote
		case reason != "":
			b.take(reason)
		case inside && p.linkList(i):
			b.take("list of links")
		case i < title && !b.prose, i < start:
			b.take("outside the article")
		case inside:
			b.kind = p.markedKind(i, start)
		case i < end && title >= 0 && p.headKind(i) != "":
			b.kind = p.headKind(i)
		case b.prose && !b.mostlyLinks() && p.near(b.node):
		default:
			b.take("outside the article")
		}
	}
	if title < 0 {
		p.addTitle(start)
	}
}

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

// near reports whether n shares one of the two elements around the article's.
func (p *page) near(n *html.Node) bool {
	around := p.article
	for range 2 {
		if around.Parent != nil && around.Parent.DataAtom != atom.Body {
			around = around.Parent
		}
	}
	return around != p.article && isIn(n, around)
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
		if !p.names(b.text) || b.size < 2 {
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

// names reports whether one of the page's titles is text, or starts with it.
func (p *page) names(text string) bool {
	bare := bareText(text)
	return slices.ContainsFunc(p.bareTitles, func(full string) bool {
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
	p.blocks = slices.Insert(p.blocks, start, htmlBlock{block: block{text: text, kind: align.Title, group: -1}})
}

// mostlyLinks reports whether the better part of a block is links.
func (b htmlBlock) mostlyLinks() bool {
	return b.linked*10 >= 8*len([]rune(bareText(b.text))) && b.linked > 0
}

// linkList reports whether a block is an item of a list of links: two linked
// blocks side by side that are no sentences.
func (p *page) linkList(i int) bool {
	item := func(i int) bool {
		return i >= 0 && i < len(p.blocks) && p.blocks[i].mostlyLinks() && !p.blocks[i].ended && p.blocks[i].level == 0
	}
	return item(i) && (item(i-1) || item(i+1))
}

// kindClass is a kind that a class name tells, and the most words in a block of it.
type kindClass struct {
	kind align.Kind
	size int
}

// kindClasses are the words in class names that name a kind.
var kindClasses = byWord(map[string]kindClass{
	"caption figcaption imgdesc picdesc pictext credit":                              {align.Caption, 120},
	"byline author writer reporter zuozhe":                                           {align.Byline, 24},
	"date dateline time pubtime pubdate timestamp published publishtime":             {align.Date, 24},
	"standfirst subtitle subhead dek deck summary abstract lead intro zhaiyao daodu": {align.Standfirst, 90},
})

// markedKind returns the kind that the markup gives a block of the article.
func (p *page) markedKind(i, start int) align.Kind {
	b := p.blocks[i]
	for n, up := b.node, 0; n != nil && up < 2; n, up = n.Parent, up+1 {
		if n.DataAtom == atom.Figcaption {
			return align.Caption
		}
		for _, word := range classWords(n) {
			k, known := kindClasses[word]
			head := k.kind == align.Caption || i <= start+6
			if known && head && b.size <= k.size && p.prose[n] <= 2*k.size {
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
	case b.level > 0 && b.level < 4, b.prose && !b.mostlyLinks():
		return align.Standfirst
	case isCaption(b.flat):
		return align.Caption
	}
	return ""
}

// hintClasses are the words in class names and ids that name furniture.
var hintClasses = byWord(map[string]string{
	"share sharing sharebar sharebox social sns bdsharebuttonbox bshare jiathis fenxiang":                                                  "share bar",
	"breadcrumb breadcrumbs crumb crumbs bread mianbaoxie":                                                                                 "breadcrumb",
	"nav navi navbar navigation menu topnav subnav mainnav topbar daohang channel channels":                                                "navigation",
	"related relate relatednews recommend recommended recommendation recommendations recirc readmore morenews tuijian xgxw xgyd xiangguan": "related reading",
	"rank ranks ranking ranklist hotnews hotlist popular mostread mostviewed mostpopular trending paihang phb":                             "ranking",
	"comment comments commentlist disqus respond pinglun liuyan":                                                                           "comment box",
	"ad ads adv adbox advert adverts advertisement advertising sponsor sponsored promo adsense dfp guanggao":                               "advertisement",
	"footer foot pagefooter sitefooter copyright colophon banquan":                                                                         "page footer",
	"sidebar aside rail rightbar sidecol rightrail":                                                                                        "sidebar",
	"cookie cookies gdpr consent":                                         "cookie notice",
	"newsletter subscribe subscription signup paywall dingyue":            "subscription prompt",
	"login toolbar tools toolbox searchbox searchbar searchform fontsize": "page tool",
	"qrcode appdownload applink ewm erweima weixin":                       "app prompt",
	"tags taglist keywords":                                               "tags",
	"pagination pager pagenav paging prevnext prenext":                    "page number",
})

// byWord returns a map from each word in the keys of a table, words with spaces
// between, to its value.
func byWord[T any](table map[string]T) map[string]T {
	words := map[string]T{}
	for key, value := range table {
		for word := range strings.FieldsSeq(key) {
			words[word] = value
		}
	}
	return words
}

// hintElements are the elements that hold furniture.
var hintElements = map[atom.Atom]string{
	atom.Nav: "navigation", atom.Footer: "page footer", atom.Aside: "sidebar", atom.Form: "form",
	atom.Button: "button", atom.Select: "button",
}

// hintRoles are the ARIA roles that name furniture.
var hintRoles = map[string]string{
	"navigation": "navigation", "contentinfo": "page footer", "complementary": "sidebar", "search": "search box",
	"menu": "navigation", "menubar": "navigation", "button": "button", "dialog": "dialog",
}

// hint returns the reason that the markup around n gives to take it for
// furniture, "" for none. Markup around a good part of the article's prose is
// mistaken or misread, whatever it says.
func (p *page) hint(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	if known, ok := p.hints[n]; ok {
		return known
	}
	reason := ""
	if total := p.prose[p.article]; p.prose[n]*5 <= total*2 {
		reason = p.ownHint(n)
	}
	if reason == "" && n != p.article {
		reason = p.hint(n.Parent)
	}
	p.hints[n] = reason
	return reason
}

func (p *page) ownHint(n *html.Node) string {
	if reason := hintElements[n.DataAtom]; reason != "" {
		return reason
	}
	if reason := hintRoles[attribute(n, "role")]; reason != "" {
		return reason
	}
	for _, word := range classWords(n) {
		if reason := hintClasses[word]; reason != "" {
			return reason
		}
	}
	return ""
}

var camelCase = lazyregexp.New(`([a-z])([A-Z])`)

// classWords returns the words that the class and id of an element are made of.
func classWords(n *html.Node) []string {
	class, id := attribute(n, "class"), attribute(n, "id")
	names := class[:min(len(class), maxClasses)] + " " + id[:min(len(id), maxClasses)]
	words := strings.FieldsFunc(strings.ToLower(camelCase().ReplaceAllString(names, "$1 $2")), func(r rune) bool {
		return r == ' ' || r == '-' || r == '_' || r == '\t' || r == '\n'
	})
	for _, whole := range strings.Fields(strings.ToLower(names)) {
		words = append(words, strings.NewReplacer("-", "", "_", "").Replace(whole))
	}
	return words
}
