package document

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"bitext/align"
	"bitext/align/internal/lazyregexp"
)

// readMarkdown cuts a Markdown text into paragraphs: its headings, paragraphs,
// items of lists and quotations, cells of tables, blocks of code and footnotes, as they
// read when rendered. Of the front matter it takes title, subtitle, author and date; of
// an image the alternative text, as caption. A text that the parser would take too
// long for is read as plain text.
//
// Chinese text has no spaces, and the marks of Markdown may be its own. A line
// “[问]: 谁？” is no definition of a link, <The Times> is no tag, and a year before a
// full stop is no number of a list; package goldmark would drop all three.
func readMarkdown(s *source, doc *align.Document) ([]block, error) {
	source, ok := tame(s.text.Text)
	if !ok {
		doc.Format = textFormat
		return readText(s, doc)
	}
	front, said, body, skipped := frontMatter(source)
	doc.Meta = said.meta()
	w := markdownWalk{source: []byte(body), skipped: skipped}
	w.blocks(markdownParser().Parse(text.NewReader(w.source)))

	title := slices.IndexFunc(front, func(b block) bool { return b.kind == align.Title })
	titled := title >= 0
	if titled && len(w.found) > 0 && bareText(front[title].text) == bareText(w.found[0].text) {
		front = slices.Delete(front, title, title+1) // the piece repeats its title as first heading
		titled = false
	}
	for i := range w.found {
		b := &w.found[i]
		switch l := lineOf(b.text); {
		case b.level == 0, isByline(l), isDate(l):
		case !titled && b.level <= 2:
			b.kind, titled = align.Title, true
		default:
			b.kind = align.Heading
		}
	}
	return append(front, w.found...), nil
}

// The parser takes time with the square of a paragraph and of the brackets and
// quotation marks in it, and its tree takes many times the memory of the text. A text
// with more of them than these is no Markdown that a person wrote, and is read as plain
// text.
const (
	maxMarkdown = 64 << 10 // bytes in a run of lines without a blank line
	maxOpeners  = 2000     // [ and > in it
	maxMarks    = 500_000  // characters in the text that may be markup, each a node of a tree
	maxBlanks   = 500_000  // blank lines in the text
)

// embedded matches the data of an image that stands in the text itself.
var embedded = lazyregexp.New(`\(\s*<?data:[^)\s]*\)`)

// item matches the start of an item of a list, which is a paragraph of its own.
var item = lazyregexp.New(`^\s*(?:[-*+]|\d{1,9}[.)])\s`)

// tame returns a text without the data of embedded images, and whether it can be
// given to the parser.
func tame(source string) (string, bool) {
	source = embedded().ReplaceAllString(source, "()")
	size, openers, marks, blanks := 0, 0, 0, 0
	for _, l := range splitLines(source) {
		if isBlank(l) || item().MatchString(l) {
			size, openers = 0, 0
			if blanks++; blanks > maxBlanks {
				return source, false
			}
		}
		size += len(l)
		openers += strings.Count(l, "[") + strings.Count(l, ">")
		for _, c := range []byte(l) {
			if strings.IndexByte("|*_`[]()<>~!&#\\", c) >= 0 {
				marks++
			}
		}
		if size > maxMarkdown || openers > maxOpeners || marks > maxMarks {
			return source, false
		}
	}
	return source, true
}

// markdownWalk collects the blocks of a Markdown document.
type markdownWalk struct {
	source  []byte
	skipped int // lines of front matter before the source
	group   int
	found   []block

	list   *ast.List // the numbered list that is walked, and the number of its last item
	listed int

	counted, newlines int // the line breaks in source up to where they were counted
}

// blocks walks the block nodes. It does not recurse, as the parser bounds their nesting
// no further than the input does.
func (w *markdownWalk) blocks(document ast.Node) {
	for n := document; n != nil; n = following(n, document) {
		switch n := n.(type) {
		case *ast.Heading:
			w.group++
			w.add(n, block{level: n.Level})
		case *ast.Paragraph:
			w.group++
			w.add(n, block{})
		case *ast.TextBlock:
			w.add(n, block{})
		case *extast.Footnote:
			w.group++
		case *extast.TableCell:
			w.add(n, block{kind: align.Body})
		case *ast.List:
			w.group++
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			w.group++
			w.addText(n, string(n.Lines().Value(w.source)), align.CodeBlock)
		case *ast.HTMLBlock:
			w.group++
			w.addText(n, stripTags(string(n.Lines().Value(w.source))), "")
		}
	}
}

// following returns the node after n in document order within root; the inline
// nodes of a block are passed over.
func following(n, root ast.Node) ast.Node {
	if child := n.FirstChild(); child != nil && child.Type() != ast.TypeInline {
		return child
	}
	for ; n != nil && n != root; n = n.Parent() {
		if next := n.NextSibling(); next != nil {
			return next
		}
	}
	return nil
}

// add takes the inline content of a node as the text of a block, and the alternative
// texts of its images as captions.
func (w *markdownWalk) add(n ast.Node, b block) {
	var words strings.Builder
	var captions []string
	raised := -1 // where superscript text began in words
	words.WriteString(w.itemNumber(n))
	ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch c := c.(type) {
		case *ast.Image:
			captions = append(captions, plainText(c, w.source))
			return ast.WalkSkipChildren, nil
		case *ast.Text:
			words.Write(unescape(c.Segment.Value(w.source), c.IsRaw()))
			if c.HardLineBreak() || c.SoftLineBreak() {
				words.WriteByte('\n')
			}
		case *ast.String:
			words.Write(c.Value)
		case *ast.AutoLink:
			words.Write(c.Label(w.source))
		case *ast.RawHTML:
			switch tag := string(c.Segments.Value(w.source)); {
			case !isTag(tag):
				words.WriteString(tag)
			case tagName(tag) == "br":
				words.WriteByte('\n')
			case tagName(tag) == "sup" && tag[1] != '/':
				raised = words.Len()
			case tagName(tag) == "sup" && raised >= 0:
				text := words.String()
				words.Reset()
				words.WriteString(text[:raised] + superscript(text[raised:]))
				raised = -1
			}
		}
		return ast.WalkContinue, nil
	})
	b.text = attributes().ReplaceAllString(joinBroken(slices.DeleteFunc(strings.Split(words.String(), "\n"), isBlank)), "")
	w.put(n, b)
	for _, c := range captions {
		w.put(n, block{text: c, kind: align.Caption})
	}
}

// attributes matches the attributes of a block or a span at the end of its text, which
// some programs write: {#who-pays}, {.lead}, {: .note}.
var attributes = lazyregexp.New(`\s*\{:?\s*[#.][^{}\n]*\}\s*$`)

// addText takes the text of a block of code or HTML, cut at blank lines.
func (w *markdownWalk) addText(n ast.Node, text string, kind align.Kind) {
	for _, part := range blankLines().Split(text, -1) {
		b := block{text: part, kind: kind}
		if n.Kind() == ast.KindCodeBlock && lineOf(part).prose { // indented as prose is, too
			b.kind = ""
		}
		w.put(n, b)
	}
}

// number matches the mark of an item of a numbered list, before the text of the item.
var number = lazyregexp.New(`(\d{1,9}[.)])[ \t]+$`)

// lastNumber is the largest number that an item of a list is taken to have; a larger one
// is a year.
const lastNumber = 999

// itemNumber returns the number of an item of which n is the first block, if it is text:
// the number is that of a year, the item is the only one of its list, or the numbers of the
// list do not follow on one another. Otherwise it returns "".
func (w *markdownWalk) itemNumber(n ast.Node) string {
	parent, ok := n.Parent().(*ast.ListItem)
	if !ok || parent.FirstChild() != n || n.Lines().Len() == 0 {
		return ""
	}
	list, ok := parent.Parent().(*ast.List)
	if !ok || !list.IsOrdered() {
		return ""
	}
	start := n.Lines().At(0).Start
	line := w.source[bytes.LastIndexByte(w.source[:start], '\n')+1 : start]
	m := number().FindSubmatch(line)
	if m == nil {
		return ""
	}
	value, _ := strconv.Atoi(string(m[1][:len(m[1])-1])) // nine digits at most
	follows := w.list == list && value == w.listed+1
	first := parent.PreviousSibling() == nil
	w.list, w.listed = list, value
	if value > lastNumber || list.ChildCount() == 1 || !first && !follows {
		return string(m[1]) + " "
	}
	return ""
}

// put appends a block of a node.
func (w *markdownWalk) put(n ast.Node, b block) {
	b.pos, b.group = w.pos(n), w.group
	w.found = append(w.found, b)
}

var blankLines = lazyregexp.New(`\n[ \t]*\n`)

// pos returns the line on which a block starts.
func (w *markdownWalk) pos(n ast.Node) int {
	for c := n; c != nil; c = c.Parent() {
		if c.Type() == ast.TypeInline {
			continue
		}
		if lines := c.Lines(); lines != nil && lines.Len() > 0 {
			at := lines.At(0).Start
			if at < w.counted { // blocks come in order but for a few
				w.counted, w.newlines = 0, 0
			}
			at = min(at, len(w.source))
			w.newlines += bytes.Count(w.source[w.counted:at], []byte("\n"))
			w.counted = at
			return w.skipped + w.newlines + 1
		}
	}
	return w.skipped + 1
}

// plainText returns the text under an inline node.
func plainText(n ast.Node, source []byte) string {
	var s strings.Builder
	ast.Walk(n, func(c ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok && entering {
			s.Write(unescape(t.Segment.Value(source), t.IsRaw()))
		}
		return ast.WalkContinue, nil
	})
	return s.String()
}

var backslash = lazyregexp.New("\\\\([!-/:-@\\[-`{-~])")

// unescape resolves the escapes and entities of Markdown text.
func unescape(b []byte, raw bool) []byte {
	if raw {
		return b
	}
	return []byte(html.UnescapeString(string(backslash().ReplaceAll(b, []byte("$1")))))
}

// stripTags returns the text of a piece of HTML; its blocks are set apart by
// blank lines. A piece that cannot be parsed is text as it stands.
func stripTags(source string) string {
	source = anyTag().ReplaceAllStringFunc(source, func(tag string) string {
		if isTag(tag) {
			return tag
		}
		return html.EscapeString(tag)
	})
	root, _, err := parsePage(source)
	if err != nil {
		return source
	}
	var s []string
	for _, b := range walkPage(root).found {
		s = append(s, b.text)
	}
	return strings.Join(s, "\n\n")
}

// frontKinds are the kinds of the entries of front matter that readers see.
var frontKinds = byWord(map[string]align.Kind{
	"title 标题": align.Title,
	"subtitle description summary standfirst 副标题 摘要": align.Standfirst,
	"author authors by 作者":                           align.Byline,
	"date 日期":                                        align.Date,
})

var frontEntry = lazyregexp.New(`^([\p{L}_-]+)\s*[:=：]\s*(.+)$`)

// referenceEntry matches an entry of front matter that is written as the definition
// of a link, which no reader sees: [#]: author: (Lin Yue).
var referenceEntry = lazyregexp.New(`^\[#\]: ([\p{L}_-]+): [("](.*)[)"]\s*$`)

// frontMatter cuts YAML ("---") or TOML ("+++") front matter off a text and
// returns the blocks in it, all that it says, the rest, and how many lines were cut
// off.
func frontMatter(source string) (front []block, said claims, body string, skipped int) {
	lines, said := splitLines(source), claims{}
	fence := strings.TrimSpace(lines[0])
	if fence != "---" && fence != "+++" {
		for _, l := range lines {
			m := referenceEntry().FindStringSubmatch(l)
			if m == nil {
				break
			}
			said.add(m[1], m[2])
		}
		return nil, said, source, 0
	}
	end := slices.IndexFunc(lines[1:], func(l string) bool {
		l = strings.TrimSpace(l)
		return l == fence || fence == "---" && l == "..." // which ends a document of YAML
	})
	if end < 0 {
		return nil, said, source, 0
	}
	for i, l := range lines[1 : end+1] {
		m := frontEntry().FindStringSubmatch(l)
		if m == nil {
			continue
		}
		value := strings.Trim(strings.TrimSpace(m[2]), `"'[]`)
		said.add(m[1], value)
		if kind := frontKinds[strings.ToLower(m[1])]; kind != "" {
			front = append(front, block{text: value, pos: i + 2, group: -1, kind: kind})
		}
	}
	if len(said) == 0 {
		return nil, said, source, 0
	}
	return front, said, strings.Join(lines[end+2:], "\n"), end + 2
}
