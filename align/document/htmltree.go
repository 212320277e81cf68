package document

import (
	"errors"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxNodes is how many nodes the tree of a web page may have: elements, their attributes,
// pieces of text, comments. Each takes some 200 bytes, and the largest page of a newspaper
// has 20,000.
const maxNodes = 600_000

// errLargeTree is the error for a page whose tree would have more than maxNodes nodes.
var errLargeTree = errors.New("the page has too many elements")

// parsePage parses a web page and counts its elements. A page whose tree would be too
// large is refused before the tree is built.
func parsePage(source string) (root *html.Node, elements int, err error) {
	elements, err = countElements(source)
	if err != nil {
		return nil, elements, err
	}
	root, err = html.Parse(strings.NewReader(source))
	return root, elements, err
}

// formatting are the elements that the parser opens again in every block until they end.
var formatting = []atom.Atom{
	atom.A, atom.B, atom.Big, atom.Code, atom.Em, atom.Font, atom.I, atom.Nobr, atom.S, atom.Small, atom.Strike, atom.Strong, atom.Tt, atom.U,
}

// countElements counts the elements of a page. It returns errLargeTree once the nodes of
// its tree may be more than maxNodes. Among them are the copies of formatting elements
// that have not ended: of those that are alike the parser opens three again.
func countElements(source string) (elements int, err error) {
	z := html.NewTokenizer(strings.NewReader(source))
	open := map[atom.Atom][]string{} // the tags that have not ended, by name
	alike := map[string]int{}        // how often each tag stands among them
	nodes, again := 0, 0             // again: elements that the next block or text opens again
	for {
		kind := z.Next()
		if nodes++; nodes > maxNodes {
			return elements, errLargeTree
		}
		switch kind {
		case html.ErrorToken:
			return elements, nil
		case html.TextToken:
			nodes += again
		case html.StartTagToken, html.SelfClosingTagToken:
			elements++
			nodes += again
			raw := z.Raw()
			name, more := z.TagName()
			for more {
				_, _, more = z.TagAttr()
				nodes++
			}
			if tag := atom.Lookup(name); slices.Contains(formatting, tag) {
				open[tag] = append(open[tag], string(raw))
				if alike[string(raw)]++; alike[string(raw)] <= 3 {
					again++
				}
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if n := len(open[tag]); n > 0 {
				raw := open[tag][n-1]
				open[tag] = open[tag][:n-1]
				if alike[raw]--; alike[raw] < 3 {
					again--
				}
			}
		}
	}
}
