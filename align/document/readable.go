package document

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxElements = 200_000 // in a page that readability, which looks at each often, is shown

	// Readability is first asked for an article of enough characters, and if there is
	// none, as in short pieces, for one of few.
	enoughCharacters = 500
	fewCharacters    = 80
)

// markKept asks package readability for the article, and notes in each run how many of
// its characters are in it. Of hidden elements readability is shown those in folds.
//
// Readability is given a copy of the page in which each text node has an attribute, the
// number of its run. It keeps the attributes of the nodes that it keeps, whatever it
// makes of the elements around them.
func markKept(root *html.Node, w *htmlWalk, folds map[*html.Node]bool, e *evidence) {
	for _, enough := range []int{enoughCharacters, fewCharacters} {
		c := &copier{runOf: w.runOf, marks: map[*htmlRun]string{}, folds: folds, evidence: e}
		page := c.copy(root)
		parser := readability.NewParser()
		parser.DisableJSONLD = true
		parser.MaxElemsToParse = maxElements
		parser.CharThresholds = enough
		article, err := parser.ParseAndMutate(page, &url.URL{Scheme: "https", Host: "localhost"})
		for _, run := range c.runs {
			run.kept = 0
		}
		if err != nil || article.Node == nil {
			continue
		}
		total := 0
		for n := range article.Node.Descendants() {
			if n.Type == html.TextNode && len(n.Attr) == 1 {
				mark, _ := strconv.Atoi(n.Attr[0].Val)
				k := visibleCharacters(n.Data)
				c.runs[mark].kept += k
				total += k
			}
		}
		if total >= enough {
			return
		}
	}
}

// copier copies a page for readability.
type copier struct {
	runOf map[*html.Node]*htmlRun
	runs  []*htmlRun
	marks map[*htmlRun]string // the numbers of the runs
	folds map[*html.Node]bool
	*evidence
}

// copy copies a node and what is under it; nil if readability is not to see it.
func (c *copier) copy(n *html.Node) *html.Node {
	out := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data}
	switch n.Type {
	case html.TextNode:
		if run := c.runOf[n]; run != nil {
			out.Attr = []html.Attribute{{Key: "run", Val: c.mark(run)}}
		}
		return out
	case html.CommentNode, html.DoctypeNode:
		return nil
	case html.ElementNode:
		switch {
		case c.folds[n]:
			if !blockElements[n.DataAtom] {
				out.Data, out.DataAtom = "div", atom.Div
			}
		case n.DataAtom == atom.Script, n.DataAtom == atom.Style, spare[n.DataAtom], hidden(n):
			return nil
		}
		out.Attr = c.attributes(n)
	}
	for child := range n.ChildNodes() {
		if copied := c.copy(child); copied != nil {
			out.AppendChild(copied)
		}
	}
	return out
}

// mark returns the number of a run.
func (c *copier) mark(run *htmlRun) string {
	m, ok := c.marks[run]
	if !ok {
		m = strconv.Itoa(len(c.runs))
		c.marks[run] = m
		c.runs = append(c.runs, run)
	}
	return m
}

// attributes returns the attributes of an element that readability looks at, but for
// those that prove nothing.
func (c *copier) attributes(n *html.Node) []html.Attribute {
	var kept []html.Attribute
	for _, a := range n.Attr {
		switch a.Key {
		case "class", "id":
			if a.Val = telling(a.Val, n); isHeading(n) || a.Val == "" {
				continue
			}
		case "href":
			if !strings.HasPrefix(a.Val, "#") {
				continue
			}
		default:
			if !slices.Contains(readAttributes, a.Key) {
				continue
			}
		}
		kept = append(kept, a)
	}
	return kept
}

// readAttributes are attributes that readability looks at.
var readAttributes = []string{"role", "aria-hidden", "aria-modal", "rel", "itemprop", "name", "property", "content", "src", "srcset", "lang", "summary", "datatable", "colspan", "rowspan"}
