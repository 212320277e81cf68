package document

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
	"bitext/align/document/charset"
	"bitext/align/internal/lazyregexp"
	"bitext/align/internal/unzip"
)

// epubLimits are the limits of an e-book; its pictures are not unpacked.
var epubLimits = unzip.Limits{Member: maxText, All: 256 << 20, Ratio: 200, Free: 4 << 20}

// errLocked is the error for a book whose text is encrypted.
var errLocked = errors.New("its text is encrypted")

// readEPUB reads an e-book: the pages of its spine in their order, each as HTML. A page of
// a book is text, so nothing is taken for being outside of an article; tables of contents
// and the numbers of printed pages are boilerplate.
func readEPUB(s *source, doc *align.Document) ([]block, error) {
	archive, err := unzip.Open(s.data, epubLimits)
	var blocks []block
	if err == nil {
		e := epub{archive: archive, doc: doc}
		blocks, err = e.read()
	}
	_, large := errors.AsType[*unzip.LimitError](err)
	switch {
	case err == nil:
		return blocks, nil
	case errors.Is(err, errLocked):
		return nil, refuse(align.Encrypted, s.name, "the e-book is locked: "+err.Error(), "save it without copy protection")
	case errors.Is(err, errTooMany):
		return nil, tooMany(s.name, maxParagraphs)
	case large, errors.Is(err, errLargeTree):
		return nil, refuseFor(align.TooLarge, s.name, "it holds more than a book does: "+err.Error(), "split it into pieces", err)
	}
	return nil, refuseFor(align.Damaged, s.name, "it is a damaged e-book ("+err.Error()+")", "fetch it again", err)
}

// epub is an open e-book.
type epub struct {
	archive *unzip.Archive
	doc     *align.Document
	title   string // bare
	locked  []string
	size    int // bytes of the pages so far
}

// epubPackage is the package document, which lists the files and their order.
type epubPackage struct {
	Title     []string `xml:"metadata>title"`
	Creator   []string `xml:"metadata>creator"`
	Publisher []string `xml:"metadata>publisher"`
	Date      []string `xml:"metadata>date"`
	Rights    []string `xml:"metadata>rights"`
	Items     []struct {
		ID         string `xml:"id,attr"`
		Href       string `xml:"href,attr"`
		Type       string `xml:"media-type,attr"`
		Properties string `xml:"properties,attr"`
	} `xml:"manifest>item"`
	Spine []struct {
		Item string `xml:"idref,attr"`
	} `xml:"spine>itemref"`
}

func (e *epub) read() ([]block, error) {
	var container struct {
		Roots []struct {
			Path string `xml:"full-path,attr"`
		} `xml:"rootfiles>rootfile"`
	}
	if err := e.decode("META-INF/container.xml", &container); err != nil {
		return nil, err
	}
	if len(container.Roots) == 0 {
		return nil, errors.New("container.xml names no package")
	}
	root := container.Roots[0].Path
	var book epubPackage
	if err := e.decode(root, &book); err != nil {
		return nil, err
	}
	if err := e.findLocked(); err != nil {
		return nil, err
	}
	c := claims{"dc.title": known(book.Title), "dc.creator": known(book.Creator), "dc.publisher": book.Publisher, "dc.date": book.Date, "dc.rights": book.Rights}
	e.doc.Encoding, e.doc.Meta = "UTF-8", c.meta()
	e.title = bareText(e.doc.Meta.Title)
	items := map[string]int{}
	for i, item := range book.Items {
		items[item.ID] = i
	}
	var blocks []block
	read := map[string]bool{}
	for _, ref := range book.Spine {
		i, ok := items[ref.Item]
		if !ok || read[ref.Item] {
			continue
		}
		read[ref.Item] = true
		item := book.Items[i]
		if !strings.Contains(item.Type, "html") && !strings.Contains(item.Type, "dtbook") {
			continue // a picture as a page
		}
		href, err := url.PathUnescape(item.Href)
		if err != nil {
			href = item.Href
		}
		name := path.Join(path.Dir(root), href)
		if slices.Contains(e.locked, name) {
			return nil, errLocked
		}
		found, err := e.page(name)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path.Base(name), err)
		}
		contents := slices.Contains(strings.Fields(item.Properties), "nav")
		for _, b := range found {
			if contents && b.kind != align.Boilerplate {
				b.take(contentsReason)
			}
			b.group += len(blocks) // a page never continues a group
			b.pos = len(blocks) + 1
			blocks = append(blocks, b)
		}
		if len(blocks) > maxParagraphs {
			return nil, errTooMany
		}
	}
	if len(read) == 0 {
		return nil, errors.New("its spine lists no pages")
	}
	return blocks, nil
}

// known leaves out the values that programs fill in where the author gave none.
func known(values []string) []string {
	return slices.DeleteFunc(values, func(s string) bool { return strings.HasPrefix(s, "Unknown") })
}

const contentsReason = "table of contents"

func (e *epub) decode(name string, v any) error {
	data, err := e.archive.Read(name)
	if err != nil {
		return err
	}
	text, err := charset.Decode(data)
	if err != nil {
		return fmt.Errorf("%s: %w", path.Base(name), err)
	}
	d := xml.NewDecoder(strings.NewReader(text.Text))
	d.Strict = false
	d.CharsetReader = func(_ string, text io.Reader) (io.Reader, error) { return text, nil } // it is decoded
	if err := d.Decode(v); err != nil {
		return fmt.Errorf("%s: %w", path.Base(name), err)
	}
	return nil
}

// findLocked lists the files that are encrypted. Books without protection have fonts
// there.
func (e *epub) findLocked() error {
	const list = "META-INF/encryption.xml"
	if !e.archive.Has(list) {
		return nil
	}
	var encryption struct {
		Data []struct {
			Reference struct {
				URI string `xml:",attr"`
			} `xml:"CipherData>CipherReference"`
		} `xml:"EncryptedData"`
	}
	if err := e.decode(list, &encryption); err != nil {
		return err
	}
	for _, d := range encryption.Data {
		if uri, err := url.PathUnescape(d.Reference.URI); err == nil {
			e.locked = append(e.locked, path.Clean(uri))
		}
	}
	return nil
}

// selfClosed matches the elements without content that only XHTML can write so.
var selfClosed = lazyregexp.New(`<([A-Za-z][A-Za-z0-9:]*)((?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?)/>`)

var voidElements = elementSet(atom.Area, atom.Base, atom.Br, atom.Col, atom.Embed, atom.Hr, atom.Img, atom.Input, atom.Link, atom.Meta, atom.Param,
	atom.Source, atom.Track, atom.Wbr)

// asHTML writes the elements of XHTML that are empty as HTML does.
func asHTML(text string) string {
	re := selfClosed()
	return re.ReplaceAllStringFunc(text, func(tag string) string {
		m := re.FindStringSubmatch(tag)
		if voidElements[atom.Lookup([]byte(strings.ToLower(m[1])))] {
			return tag
		}
		return "<" + m[1] + m[2] + "></" + m[1] + ">"
	})
}

// page cuts a page of the book into blocks.
func (e *epub) page(name string) ([]block, error) {
	data, err := e.archive.Read(name)
	if err != nil {
		return nil, err
	}
	if e.size += len(data); e.size > maxText {
		return nil, fmt.Errorf("%w: %d MB of text", errLargeTree, maxText>>20)
	}
	text, err := charset.Decode(data)
	if err != nil {
		return nil, err
	}
	for _, n := range text.Notices() {
		e.doc.Notices = append(e.doc.Notices, path.Base(name)+": "+n)
	}
	root, _, err := parsePage(asHTML(text.Text))
	if err != nil {
		return nil, err
	}
	numbers := takePageNumbers(root)
	w := walkPage(root)
	contents := isContents(w.found)
	var blocks []block
	for _, b := range w.found {
		e.judge(&b, contents)
		blocks = append(blocks, b.block)
	}
	if len(numbers) > 0 {
		b := block{text: strings.Join(numbers, " ")}
		b.take("page number")
		blocks = append(blocks, b)
	}
	return blocks, nil
}

// judge gives a block of a page its kind, as far as the page tells.
func (e *epub) judge(b *htmlBlock, contents bool) {
	switch {
	case b.kind != "":
	case b.hidden != nil:
		b.take("hidden")
	case contents, inContents(b.node):
		b.take(contentsReason)
	case b.level > 0 && e.title != "" && bareText(b.text) == e.title:
		b.kind, e.title = align.Title, "" // once
	case b.level > 0:
		b.kind, b.sure = align.Heading, true
	case b.node.DataAtom == atom.Figcaption:
		b.kind = align.Caption
	case b.node.DataAtom == atom.Td || b.node.DataAtom == atom.Th:
		b.kind = align.Body // a short cell is no heading
	}
}

// inContents reports whether an element stands in a table of contents.
func inContents(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		types := strings.Fields(attribute(n, "epub:type"))
		if n.DataAtom == atom.Nav || slices.ContainsFunc(types, func(t string) bool { return t == "toc" || t == "landmarks" || t == "page-list" }) {
			return true
		}
	}
	return false
}

// isContents reports whether a page is a table of contents: nearly all of it is links.
func isContents(blocks []htmlBlock) bool {
	links, rest := 0, 0
	for _, b := range blocks {
		switch {
		case b.hidden != nil:
		case b.mostlyLinks():
			links++
		default:
			rest++
		}
	}
	return links >= 3 && rest <= 1+links/10
}

// takePageNumbers takes the numbers of the printed pages out of the text, and makes
// superscript of the marks of notes.
func takePageNumbers(root *html.Node) []string {
	var marks []*html.Node
	for n := range root.Descendants() {
		switch kind, role := attribute(n, "epub:type"), attribute(n, "role"); {
		case kind == "pagebreak", role == "doc-pagebreak":
			marks = append(marks, n)
		case kind == "noteref" && n.DataAtom == atom.A, role == "doc-noteref":
			n.DataAtom, n.Data = atom.Sup, "sup"
		}
	}
	var numbers []string
	for _, n := range marks {
		if text := strings.TrimSpace(nodeText(n)); text != "" && len(text) < 40 && n.Parent != nil {
			numbers = append(numbers, text)
			n.Parent.RemoveChild(n)
		}
	}
	return numbers
}
