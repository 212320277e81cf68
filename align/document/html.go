package document

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// htmlBlock is a block of a web page with what the page's markup says of it.
type htmlBlock struct {
	block
	node   *html.Node // the innermost block element it stands in
	linked int        // how many of its characters are links
	body   bool       // readability takes it for article text
}

// readHTML cuts a saved page into paragraphs: everything it shows, in order.
func readHTML(s *source, doc *align.Document) ([]block, error) {
	root, elements, err := parsePage(s.text.Text)
	if err == errLargeTree {
		return nil, refuse(align.TooLarge, s.name, fmt.Sprintf("it is a web page of more than %d elements", maxNodes), "save only the article")
	}
	if err != nil {
		return nil, refuseFor(align.Damaged, s.name, "it is not a web page that can be read", "save the page again, or copy its text", err)
	}
	doc.Meta = pageClaims(root).meta()
	return htmlBlocks(root, s.text.Text, elements), nil
}

// htmlBlocks cuts a parsed page of a number of elements into paragraphs. One block
// element is one paragraph; two line breaks are a border, too. Blocks outside of the
// article are boilerplate; see page.
func htmlBlocks(root *html.Node, source string, elements int) []block {
	p := newPage(root, source, elements, visibleText(root))
	p.decide()
	blocks := make([]block, len(p.blocks))
	for i, b := range p.blocks {
		b.pos = i + 1
		blocks[i] = b.block
	}
	return blocks
}

// visibleText returns the blocks that are seen under a node of a page.
func visibleText(root *html.Node) []htmlBlock {
	var w htmlWalk
	w.children(root)
	w.flush()
	return w.found
}

// htmlWalk collects the visible text of a page. The parser bounds the depth of
// its tree, and so the depth of the recursion, to 512.
type htmlWalk struct {
	found []htmlBlock
	text  strings.Builder
	at    *html.Node // the innermost block element
	links int        // depth of links
	shown int        // characters in text that are no white space
	count int        // those of them that are linked
	group int
	pre   bool
	level int // of the heading around
}

// unseen are the elements whose content a page does not show.
var unseen = []atom.Atom{
	atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Head, atom.Title,
	atom.Object, atom.Textarea, atom.Input, atom.Canvas, atom.Math, atom.Datalist, atom.Audio, atom.Video, atom.Map,
	atom.Rp, atom.Rt,
}

// blockElements are the elements that start and end a paragraph.
var blockElements = []atom.Atom{
	atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption,
	atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
	atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr,
	atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Pre,
	atom.Section, atom.Select, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead,
	atom.Tr, atom.Ul,
}

func (w *htmlWalk) children(n *html.Node) {
	for c := range n.ChildNodes() {
		switch c.Type {
		case html.TextNode:
			w.words(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *htmlWalk) element(n *html.Node) {
	switch {
	case slices.Contains(unseen, n.DataAtom) || hidden(n):
	case n.DataAtom == atom.Br:
		w.text.WriteByte('\n')
	case slices.Contains(blockElements, n.DataAtom):
		w.flush()
		if n.DataAtom != atom.Li && n.DataAtom != atom.P {
			w.group++
		}
		at, pre, level := w.at, w.pre, w.level
		w.at, w.pre = n, pre || n.DataAtom == atom.Pre
		if len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' {
			w.level = int(n.Data[1] - '0')
		}
		w.children(n)
		w.flush()
		w.at, w.pre, w.level = at, pre, level
	case n.DataAtom == atom.A:
		if w.count > 0 && w.count == w.shown {
			w.text.WriteByte(' ') // links side by side are items of a menu
		}
		w.links++
		w.children(n)
		w.links--
	default:
		w.children(n)
	}
}

// words adds text; outside of pre any white space is one space.
func (w *htmlWalk) words(s string) {
	for _, r := range s {
		switch {
		case w.pre || !strings.ContainsRune(" \t\n\f\r", r):
			w.text.WriteRune(r)
			if unicode.IsSpace(r) {
				continue
			}
			if w.shown++; w.links > 0 {
				w.count++
			}
		default:
			w.text.WriteByte(' ')
		}
	}
}

// flush ends a paragraph.
func (w *htmlWalk) flush() {
	raw, linked := w.text.String(), w.count
	w.text.Reset()
	w.shown, w.count = 0, 0
	if isBlank(raw) {
		return
	}
	w.group++
	for _, text := range brokenLines(raw, w.pre, w.level > 0) {
		w.found = append(w.found, htmlBlock{block: block{text: text, group: w.group, level: w.level}, node: w.at, linked: linked})
	}
}

// brokenLines cuts the text of an element at those line breaks that are borders:
// two together, and one before an indented line, beside a numbered heading or
// after a line that is whole sentences. In a heading only two together are.
func brokenLines(raw string, pre, heading bool) []string {
	var paragraphs [][]string // their lines
	border, last := true, ""
	for l := range strings.SplitSeq(raw, "\n") {
		border = border || strings.HasPrefix(strings.TrimLeft(l, " \u00a0"), "\u3000\u3000") // an indented first line
		if !pre {
			l = spaces().ReplaceAllString(l, " ")
		}
		if l = strings.TrimSpace(l); isBlank(l) {
			border = true
			continue
		}
		if border || !heading && (lineOf(last).prose || sectionNumber.matches(last) || sectionNumber.matches(l)) {
			paragraphs = append(paragraphs, nil)
		}
		p := &paragraphs[len(paragraphs)-1]
		*p = append(*p, l)
		border, last = false, l
	}
	var out []string
	for _, lines := range paragraphs {
		out = append(out, joinLines(lines))
	}
	return out
}

var spaces = lazyregexp.New(`  +`)

var invisibleStyle = lazyregexp.New(`(?i)display *: *none|visibility *: *hidden`)

// hidden reports whether a page does not show an element.
func hidden(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool {
		return a.Key == "hidden" || a.Key == "style" && invisibleStyle().MatchString(a.Val)
	})
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// bareText returns the letters and digits of a text, in lower case.
func bareText(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
