package document

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxLinkedData is the size of the largest JSON-LD script that is read, in bytes.
const maxLinkedData = 1 << 20

// pageClaims returns the claims of a web page: its meta elements (plain, Open
// Graph, Dublin Core, Highwire), JSON-LD, links to the canonical page and the
// licence, the time in the article, and the line that browsers put into a page that
// they save.
func pageClaims(root *html.Node) claims {
	c, article := claims{}, (*html.Node)(nil)
	for n := range root.Descendants() {
		switch {
		case n.Type == html.CommentNode:
			if _, address, ok := strings.Cut(n.Data, "saved from url=("); ok && len(address) < maxAddress {
				_, address, _ = strings.Cut(address, ")")
				c.add("saved-from", address)
			}
		case n.DataAtom == atom.Meta:
			key := cmp.Or(attribute(n, "property"), attribute(n, "name"), attribute(n, "itemprop"))
			c.add(key, attribute(n, "content"))
		case n.DataAtom == atom.Link || n.DataAtom == atom.A:
			for rel := range strings.FieldsSeq(attribute(n, "rel")) {
				if rel = strings.ToLower(rel); rel == "canonical" || rel == "license" {
					c.add(rel, attribute(n, "href"))
				}
			}
		case article == nil && (n.DataAtom == atom.Article || n.DataAtom == atom.Main):
			article = n
			for t := range n.Descendants() {
				if t.DataAtom == atom.Time {
					c.add("time", attribute(t, "datetime"))
				}
			}
		case n.DataAtom == atom.Script && n.FirstChild != nil && attribute(n, "type") == "application/ld+json":
			var data any
			if source := n.FirstChild.Data; len(source) <= maxLinkedData && json.Unmarshal([]byte(source), &data) == nil {
				c.addLinkedData(data)
			}
		}
	}
	return c
}

// addLinkedData adds the claims of the first object that has a headline, and reports
// whether there is one.
func (c claims) addLinkedData(data any) bool {
	switch data := data.(type) {
	case []any:
		return slices.ContainsFunc(data, c.addLinkedData)
	case map[string]any:
		if data["headline"] == nil {
			return c.addLinkedData(data["@graph"])
		}
		if c["ld:headline"] == nil {
			for _, key := range slices.Sorted(maps.Keys(data)) {
				c.add("ld:"+key, linkedValues(data[key])...)
			}
			if original, ok := data["translationOfWork"].(map[string]any); ok {
				c.add("original_language", linkedValues(original["inLanguage"])...)
			}
		}
		return true
	}
	return false
}

// linkedValues returns the strings in a value of JSON-LD; of an object its name.
func linkedValues(value any) (all []string) {
	switch value := value.(type) {
	case string:
		return []string{value}
	case []any:
		for _, v := range value {
			all = append(all, linkedValues(v)...)
		}
	case map[string]any:
		if name, ok := value["name"].(string); ok {
			return []string{name}
		}
	}
	return all
}
