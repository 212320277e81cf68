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
	"bitext/align/language"
)

// htmlBlock is a block of a web page with what the page's markup says of it.
type htmlBlock struct {
	block
	*htmlRun            // the text that the block was cut out of
	node     *html.Node // the innermost block element it stands in
	hidden   *html.Node // the outermost element around it that the page does not show; nil if it shows the block
	body     bool       // it is prose of the article
}

// htmlRun is text of a page without a block border in it; its line breaks may make
// several blocks of it.
type htmlRun struct {
	raw      []byte
	shown    int      // characters in it that are no white space
	linked   int      // those of them that are links
	kept     int      // those of them that readability takes for article text
	readings []string // how characters in it are read, which ruby text tells above them
}

// readHTML cuts a saved page into paragraphs: everything it shows, in order.
func readHTML(s *source, doc *align.Document) ([]block, error) {
	root, err := s.parsePage()
	if err != nil {
		return nil, err
	}
	doc.Meta = pageClaims(root).meta()
	return htmlBlocks(root), nil
}

// parsePage parses a decoded web page.
func (s *source) parsePage() (*html.Node, error) {
	root, _, err := parsePage(s.text.Text)
	switch {
	case err == errLargeTree:
		return nil, refuse(align.TooLarge, s.name, fmt.Sprintf("it is a web page of more than %d elements", maxNodes), "save only the article")
	case err != nil:
		return nil, refuseFor(align.Damaged, s.name, "it is not a web page that can be read", "save the page again, or copy its text", err)
	}
	return root, nil
}

// htmlBlocks cuts a parsed page into paragraphs. One block element is one
// paragraph; two line breaks are a border, too. Blocks outside of the article are
// boilerplate; see page.
func htmlBlocks(root *html.Node) []block {
	p := newPage(root, walkPage(root))
	p.decide()
	blocks := make([]block, len(p.blocks))
	for i, b := range p.blocks {
		b.pos = i + 1
		blocks[i] = b.block
	}
	return blocks
}

// walkPage collects the text of a page.
func walkPage(root *html.Node) *htmlWalk {
	w := &htmlWalk{runOf: map[*html.Node]*htmlRun{}, htmlRun: &htmlRun{}}
	w.children(root)
	w.flush()
	return w
}

// htmlWalk collects the text of a page. The parser bounds the depth of its tree, and
// so the depth of the recursion, to 512.
type htmlWalk struct {
	found []htmlBlock
	runOf map[*html.Node]*htmlRun // the run that each text node is part of

	*htmlRun            // the run that is not ended yet
	at       *html.Node // the innermost block element
	hidden   *html.Node // the outermost element that is not shown
	parsed   int        // elements in the content of spare elements
	unfolded bool       // a hidden element is read as if it were shown
	links    int        // depth of links
	group    int
	pre      bool
	level    int // of the heading around
}

// elementNames is a set of elements of HTML.
type elementNames map[atom.Atom]bool

func elementSet(names ...atom.Atom) elementNames {
	set := elementNames{}
	for _, n := range names {
		set[n] = true
	}
	return set
}

var (
	// unseen are the elements whose content is no text of the page.
	unseen = elementSet(atom.Script, atom.Style, atom.Head, atom.Title, atom.Desc, atom.Input, atom.Map, atom.Rp)

	// spare are the elements whose content a page shows only if it cannot do better, or
	// when a script wants it to.
	spare = elementSet(atom.Frame, atom.Noscript, atom.Noframes, atom.Noembed, atom.Template, atom.Textarea, atom.Iframe, atom.Object,
		atom.Canvas, atom.Audio, atom.Video, atom.Datalist)

	// unparsed are the elements whose content the parser leaves as it stands.
	unparsed = elementSet(atom.Noscript, atom.Noframes, atom.Noembed, atom.Textarea, atom.Iframe)

	// blockElements are the elements that start and end a paragraph.
	blockElements = elementSet(
		atom.Address, atom.Article, atom.Aside, atom.Blockquote, atom.Body, atom.Button, atom.Caption,
		atom.Center, atom.Dd, atom.Details, atom.Dialog, atom.Div, atom.Dl, atom.Dt, atom.Fieldset, atom.Figcaption,
		atom.Figure, atom.Footer, atom.Form, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Header, atom.Hr,
		atom.Html, atom.Legend, atom.Li, atom.Main, atom.Menu, atom.Nav, atom.Ol, atom.Option, atom.P, atom.Pre,
		atom.Section, atom.Select, atom.Summary, atom.Table, atom.Tbody, atom.Td, atom.Tfoot, atom.Th, atom.Thead,
		atom.Tr, atom.Ul)
)

func (w *htmlWalk) children(n *html.Node) {
	for c := range n.ChildNodes() {
		switch c.Type {
		case html.TextNode:
			w.runOf[c] = w.htmlRun
			w.words(c.Data)
		case html.ElementNode:
			w.element(c)
		}
	}
}

func (w *htmlWalk) element(n *html.Node) {
	switch {
	case unseen[n.DataAtom]:
	case spare[n.DataAtom]:
		w.spare(n)
	case w.hidden == nil && !w.unfolded && hidden(n):
		w.fold(n)
	case blockElements[n.DataAtom]:
		w.block(n)
	case n.DataAtom == atom.Br:
		w.raw = append(w.raw, '\n')
	case n.DataAtom == atom.Rt:
		w.readings = append(w.readings, nodeText(n))
	case n.DataAtom == atom.Sup:
		run, start := w.htmlRun, len(w.raw)
		w.children(n)
		if w.htmlRun == run {
			w.raw = append(w.raw[:start], superscript(string(w.raw[start:]))...)
		}
	case n.DataAtom == atom.A:
		if w.linked > 0 && w.linked == w.shown {
			w.raw = append(w.raw, ' ') // links side by side are items of a menu
		}
		w.links++
		w.children(n)
		w.links--
	default:
		w.children(n)
	}
}

// block walks a block element, a paragraph or several.
func (w *htmlWalk) block(n *html.Node) {
	w.flush()
	if n.DataAtom != atom.Li && n.DataAtom != atom.P {
		w.group++
	}
	at, pre, level := w.at, w.pre, w.level
	w.at, w.pre = n, pre || n.DataAtom == atom.Pre
	if isHeading(n) {
		w.level = int(n.Data[1] - '0')
	}
	w.children(n)
	w.flush()
	w.at, w.pre, w.level = at, pre, level
}

// isHeading reports whether n is an element h1 to h6.
func isHeading(n *html.Node) bool {
	return len(n.Data) == 2 && n.Data[0] == 'h' && '1' <= n.Data[1] && n.Data[1] <= '6' && n.Type == html.ElementNode
}

// fold walks an element that the page does not show. Whole sentences that are hidden
// inside a paragraph are the rest of it.
func (w *htmlWalk) fold(n *html.Node) {
	if !blockElements[n.DataAtom] && w.shown > 0 && lineOf(nodeText(n)).prose {
		w.unfolded = true
		w.children(n)
		w.unfolded = false
		return
	}
	w.aside(n)
}

// spare walks a spare element; its content counts only if there are whole sentences in
// it.
func (w *htmlWalk) spare(n *html.Node) {
	if w.hidden == nil {
		w.parseSpare(n)
	}
	start := len(w.found)
	w.aside(n)
	if !slices.ContainsFunc(w.found[start:], func(b htmlBlock) bool { return b.prose }) {
		w.found = w.found[:start]
	}
}

// parseSpare parses the content of an element that the parser left as it stands.
func (w *htmlWalk) parseSpare(n *html.Node) {
	source := attribute(n, "srcdoc")
	if n.FirstChild != nil && unparsed[n.DataAtom] && source == "" {
		source = n.FirstChild.Data
	}
	if !strings.Contains(source, "<") {
		return
	}
	elements, err := countElements(source)
	if w.parsed += elements; err != nil || w.parsed > maxNodes {
		return
	}
	nodes, err := html.ParseFragment(strings.NewReader(source), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return
	}
	for n.FirstChild != nil {
		n.RemoveChild(n.FirstChild)
	}
	for _, c := range nodes {
		n.AppendChild(c)
	}
}

// aside walks a hidden element. Text hidden inside a paragraph stands before it.
func (w *htmlWalk) aside(n *html.Node) {
	if blockElements[n.DataAtom] {
		w.flush()
	}
	around, at, hidden := w.htmlRun, w.at, w.hidden
	w.htmlRun, w.at = &htmlRun{}, n
	if hidden == nil {
		w.hidden = n
	}
	w.block(n)
	w.htmlRun, w.at, w.hidden = around, at, hidden
}

// nodeText returns the text under a node.
func nodeText(n *html.Node) string {
	var s strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			s.WriteString(d.Data)
		}
	}
	return s.String()
}

// softBreak stands in the text of a run for white space with a line break in it, which
// is no space between Chinese characters.
const softBreak = '\r'

// words adds text. Outside of pre any white space is one space, or a soft break.
func (w *htmlWalk) words(s string) {
	blank := isBlank(s) // between two elements
	for s != "" {
		end := strings.IndexAny(s, " \t\n\f\r")
		if w.pre || end < 0 {
			end = len(s)
		}
		if word := s[:end]; word != "" {
			w.raw = append(w.raw, word...)
			n := visibleCharacters(word)
			w.shown += n
			if w.links > 0 {
				w.linked += n
			}
		}
		rest := strings.TrimLeft(s[end:], " \t\n\f\r")
		switch space := s[end : len(s)-len(rest)]; {
		case space == "":
		case !blank && strings.Contains(space, "\n"):
			w.raw = append(w.raw, softBreak)
		default:
			w.raw = append(w.raw, ' ')
		}
		s = rest
	}
}

// visibleCharacters returns how many characters of a text are no white space.
func visibleCharacters(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.IsSpace(r) {
			n++
		}
	}
	return n
}

// flush ends a paragraph.
func (w *htmlWalk) flush() {
	if w.shown == 0 {
		w.raw = w.raw[:0]
		return
	}
	run := w.htmlRun
	w.htmlRun = &htmlRun{}
	w.group++
	add := func(text, reason string) {
		b := htmlBlock{block: block{text: text, group: w.group, level: w.level, line: lineOf(text)}, htmlRun: run, node: w.at, hidden: w.hidden}
		if reason != "" {
			b.take(reason)
		}
		w.found = append(w.found, b)
	}
	for _, text := range brokenLines(string(run.raw), w.pre, w.level > 0) {
		add(text, "")
	}
	if len(run.readings) > 0 {
		add(language.SingleSpaced(strings.Join(run.readings, " ")), "reading of characters")
	}
}

// brokenLines cuts the text of an element at those line breaks that are borders:
// two together, and one before an indented line, beside a numbered heading or
// after a line that is whole sentences. In a heading only two together are.
func brokenLines(raw string, pre, heading bool) []string {
	var paragraphs [][]string // their lines
	border, last := true, ""
	for l := range strings.SplitSeq(raw, "\n") {
		border = border || strings.HasPrefix(strings.TrimLeft(l, " \u00a0\r"), "\u3000\u3000") // an indented first line
		if !pre {
			l = unbroken(l)
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
		out = append(out, joinBroken(lines))
	}
	return out
}

// unbroken returns a line of the page without soft breaks and double spaces.
func unbroken(l string) string {
	if strings.IndexByte(l, softBreak) >= 0 {
		l = joinLines(strings.FieldsFunc(softSpaces().ReplaceAllString(l, " "), func(r rune) bool { return r == softBreak }))
	}
	return spaces().ReplaceAllString(l, " ")
}

var (
	spaces         = lazyregexp.New(`  +`)
	softSpaces     = lazyregexp.New(` [ \r]+|\r+ [ \r]*`) // a space beside a soft break is one between elements
	invisibleStyle = lazyregexp.New(`(?i)display *: *none|visibility *: *hidden`)
)

// hidden reports whether a page does not show an element.
func hidden(n *html.Node) bool {
	open := n.DataAtom != atom.Dialog
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if invisibleStyle().MatchString(a.Val) {
				return true
			}
		case "open":
			open = true
		}
	}
	return !open
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
