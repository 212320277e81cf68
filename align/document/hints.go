package document

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
)

// clue is a sign in the markup that an element holds furniture: its name, its role, or
// a word in its class or id.
type clue struct{ sign, reason string }

// hintClasses are the words in class names and ids that name furniture.
var hintClasses = clues("class", byWord(map[string]string{
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
	"newsletter subscribe subscription signup dingyue":                    "subscription prompt",
	"login toolbar tools toolbox searchbox searchbar searchform fontsize": "page tool",
	"qrcode appdownload applink ewm erweima weixin":                       "app prompt",
	"tags taglist keywords":                                               "tags",
	"pagination pager pagenav paging prevnext prenext":                    "page number",
}))

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
var hintElements = clues("element", map[atom.Atom]string{
	atom.Nav: "navigation", atom.Footer: "page footer", atom.Aside: "sidebar", atom.Form: "form",
	atom.Button: "button", atom.Select: "button",
})

// hintRoles are the ARIA roles that name furniture.
var hintRoles = clues("role", map[string]string{
	"navigation": "navigation", "contentinfo": "page footer", "complementary": "sidebar", "search": "search box",
	"menu": "navigation", "menubar": "navigation", "button": "button", "dialog": "dialog",
})

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

// clues returns a map from each key of a table to the clue that it is.
func clues[K ~string | ~uint32](kind string, table map[K]string) map[K]*clue {
	all := map[K]*clue{}
	for key, reason := range table {
		all[key] = &clue{fmt.Sprint(kind, " ", key), reason}
	}
	return all
}

// evidence judges what the markup says of furniture over the whole page. A clue that
// would take more than a fifth of the prose of the piece is mistaken or misread,
// wherever it stands; so is a reason whose clues together would.
type evidence struct {
	names   map[[2]string]*names   // what the class and the id of an element say
	clues   map[*html.Node][]*clue // of an element
	void    map[*clue]bool
	reasons map[string]bool // void reasons
	hints   map[*html.Node]string
}

// names holds what the words in the class and the id of an element say.
type names struct {
	clues []*clue
	kinds []kindClass
}

func newEvidence() *evidence {
	return &evidence{map[[2]string]*names{}, map[*html.Node][]*clue{}, map[*clue]bool{}, map[string]bool{}, map[*html.Node]string{}}
}

// weigh finds the clues and reasons that prove nothing on a page, given how much prose of
// the piece is in each of its elements.
func (e *evidence) weigh(root *html.Node, prose map[*html.Node]int) {
	byClue, byReason := map[*clue]int{}, map[string]int{}
	active := map[*clue]bool{} // of the elements around
	var weighClues func(n *html.Node)
	weighClues = func(n *html.Node) {
		var found []*clue
		for _, c := range e.cluesOf(n) {
			if !active[c] {
				byClue[c] += prose[n]
				found = append(found, c)
				active[c] = true
			}
		}
		for c := range n.ChildNodes() {
			if prose[c] > 0 {
				weighClues(c)
			}
		}
		for _, c := range found {
			active[c] = false
		}
	}
	weighClues(root)
	for c, words := range byClue {
		e.void[c] = words*5 > prose[root]
	}
	var weighReasons func(n *html.Node)
	weighReasons = func(n *html.Node) {
		for c := range n.ChildNodes() {
			if prose[c] == 0 {
				continue
			}
			if reason := e.hint(c); reason != "" {
				byReason[reason] += prose[c]
			} else {
				weighReasons(c)
			}
		}
	}
	weighReasons(root)
	for reason, words := range byReason {
		e.reasons[reason] = words*5 > prose[root]
	}
	clear(e.hints)
}

// hint returns the reason that the markup around n gives to take it for furniture, ""
// for none.
func (e *evidence) hint(n *html.Node) string {
	if n == nil || n.Type != html.ElementNode {
		return ""
	}
	if known, ok := e.hints[n]; ok {
		return known
	}
	reason := ""
	for _, c := range e.cluesOf(n) {
		if !e.void[c] && !e.reasons[c.reason] {
			reason = c.reason
			break
		}
	}
	if reason == "" {
		reason = e.hint(n.Parent)
	}
	if n.DataAtom == atom.Blockquote && reason == "share bar" { // a post that the piece quotes
		reason = ""
	}
	e.hints[n] = reason
	return reason
}

// cluesOf returns the clues of an element itself.
func (e *evidence) cluesOf(n *html.Node) []*clue {
	if known, ok := e.clues[n]; ok || n.Type != html.ElementNode {
		return known
	}
	var found []*clue
	if c := hintElements[n.DataAtom]; c != nil {
		found = append(found, c)
	}
	if c := hintRoles[attribute(n, "role")]; c != nil {
		found = append(found, c)
	}
	if !isHeading(n) {
		found = append(found, e.namesOf(n).clues...)
	}
	e.clues[n] = found
	return found
}

// namesOf returns what the class and the id of an element say. Names that are made of
// the heading that the element starts with say nothing, nor do ids that are sentences.
func (e *evidence) namesOf(n *html.Node) *names {
	class, id := attribute(n, "class"), attribute(n, "id")
	class, id = class[:min(len(class), maxNamesSize)], id[:min(len(id), maxNamesSize)]
	said := e.read(class, id)
	if len(said.clues) == 0 && len(said.kinds) == 0 {
		return said
	}
	return e.read(telling(class, n), telling(id, n))
}

// read returns what a class and an id say.
func (e *evidence) read(class, id string) *names {
	key := [2]string{class, id}
	if known := e.names[key]; known != nil {
		return known
	}
	said := &names{}
	if len(strings.FieldsFunc(id, isNameBorder)) > maxIDWords {
		id = ""
	}
	for _, word := range classWords(class + " " + id) {
		if c := hintClasses[word]; c != nil {
			said.clues = append(said.clues, c)
		}
		if k, ok := kindClasses[word]; ok {
			said.kinds = append(said.kinds, k)
		}
	}
	e.names[key] = said
	return said
}

// maxNamesSize is how many bytes of the class and of the id of an element are looked at.
const maxNamesSize = 2000

// maxIDWords is the most words in an id that a template gave; those made of headings
// have more.
const maxIDWords = 3

// telling returns the names of an element that are not made of the heading that it
// starts with, as Markdown, Sphinx and many others make them, perhaps with a number
// behind.
func telling(names string, n *html.Node) string {
	for n != nil && !isHeading(n) {
		n = firstElement(n)
	}
	if n == nil {
		return names
	}
	heading := bareText(nodeText(n))
	made := func(name string) bool {
		rest, found := strings.CutPrefix(bareText(name), heading)
		return found && strings.Trim(rest, "0123456789") == ""
	}
	return strings.Join(slices.DeleteFunc(strings.Fields(names), made), " ")
}

// firstElement returns the first element in another, nil if there is none.
func firstElement(n *html.Node) *html.Node {
	for c := range n.ChildNodes() {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

func isNameBorder(r rune) bool { return r == ' ' || r == '-' || r == '_' || r == '\t' || r == '\n' }

// classWords returns the words that the names of an element are made of, and the names
// themselves.
func classWords(names string) []string {
	var apart strings.Builder // pageFooter is two words, too
	lower := false
	for _, r := range names {
		if lower && 'A' <= r && r <= 'Z' {
			apart.WriteByte(' ')
		}
		lower = 'a' <= r && r <= 'z'
		apart.WriteRune(r)
	}
	words := strings.FieldsFunc(strings.ToLower(apart.String()), isNameBorder)
	for whole := range strings.FieldsSeq(strings.ToLower(names)) {
		if strings.ContainsAny(whole, "-_") {
			whole = strings.NewReplacer("-", "", "_", "").Replace(whole)
		}
		words = append(words, whole)
	}
	return words
}
