package document

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

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

var camelCase = regexp.MustCompile(`([a-z])([A-Z])`)

// classWords returns the words that the class and id of an element are made of.
func classWords(n *html.Node) []string {
	names := attribute(n, "class") + " " + attribute(n, "id")
	words := strings.FieldsFunc(strings.ToLower(camelCase.ReplaceAllString(names, "$1 $2")), func(r rune) bool {
		return r == ' ' || r == '-' || r == '_' || r == '\t' || r == '\n'
	})
	for _, whole := range strings.Fields(strings.ToLower(names)) {
		words = append(words, strings.NewReplacer("-", "", "_", "").Replace(whole))
	}
	return words
}
