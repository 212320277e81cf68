package document

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	"golang.org/x/net/html"

	"bitext/align"
	"bitext/align/language"
)

// readMarkdown cuts a Markdown text into paragraphs: its headings, paragraphs,
// items of lists and quotations, cells of tables and blocks of code, as they read
// when rendered. Of the front matter it takes title, subtitle, author and date; of
// an image the alternative text, as caption. A text that the parser would take too
// long for is read as plain text.
func readMarkdown(s *source, doc *align.Document) ([]block, error) {
	source, ok := tame(s.text.Text)
	if !ok {
		doc.Format = textFormat
		return readText(s, doc)
	}
	front, said, body, skipped := frontMatter(source)
	doc.Meta = said.meta()
	w := markdownWalk{source: []byte(body), skipped: skipped}
	md := goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough), goldmark.WithParserOptions(
		parser.WithInlineParsers(util.Prioritized(chineseEmphasis{parser.NewEmphasisParser()}, priority)))).Parser()
	w.blocks(md.Parse(text.NewReader(w.source)))

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
// quotation marks in it. A text with more of them than these is no Markdown that
// a person wrote, and is read as plain text.
const (
	maxMarkdown = 64 << 10 // bytes in a run of lines without a blank line
	maxOpeners  = 2000     // [ and > in it
)

// embedded matches the data of an image that stands in the text itself.
var embedded = regexp.MustCompile(`\(\s*<?data:[^)\s]*\)`)

// tame returns a text without the data of embedded images, and whether it can be
// given to the parser.
func tame(source string) (string, bool) {
	source = embedded.ReplaceAllString(source, "()")
	size, openers := 0, 0
	for _, l := range splitLines(source) {
		if isBlank(l) {
			size, openers = 0, 0
			continue
		}
		size += len(l)
		openers += strings.Count(l, "[") + strings.Count(l, ">")
		if size > maxMarkdown || openers > maxOpeners {
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
		case *extast.TableCell:
			w.add(n, block{kind: align.Body})
		case *ast.List:
			w.group++
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			w.group++
			w.addText(n, string(n.Lines().Value(w.source)))
		case *ast.HTMLBlock:
			w.group++
			w.addText(n, stripTags(string(n.Lines().Value(w.source))))
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
			if bytes.HasPrefix(bytes.ToLower(c.Segments.Value(w.source)), []byte("<br")) {
				words.WriteByte('\n')
			}
		}
		return ast.WalkContinue, nil
	})
	b.text = joinLines(slices.DeleteFunc(strings.Split(words.String(), "\n"), isBlank))
	w.put(n, b)
	for _, c := range captions {
		w.put(n, block{text: c, kind: align.Caption})
	}
}

// addText takes the text of a block of code or HTML, cut at blank lines.
func (w *markdownWalk) addText(n ast.Node, text string) {
	for _, part := range blankLines.Split(text, -1) {
		w.put(n, block{text: part})
	}
}

// put appends a block of a node.
func (w *markdownWalk) put(n ast.Node, b block) {
	b.pos, b.group = w.pos(n), w.group
	w.found = append(w.found, b)
}

var blankLines = regexp.MustCompile(`\n[ \t]*\n`)

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

var backslash = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")

// unescape resolves the escapes and entities of Markdown text.
func unescape(b []byte, raw bool) []byte {
	if raw {
		return b
	}
	return []byte(html.UnescapeString(string(backslash.ReplaceAll(b, []byte("$1")))))
}

// stripTags returns the text of a piece of HTML; its blocks are set apart by
// blank lines.
func stripTags(source string) string {
	root, err := html.Parse(strings.NewReader(source))
	if err != nil {
		return ""
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

var frontEntry = regexp.MustCompile(`^([\p{L}_-]+)\s*[:=：]\s*(.+)$`)

// referenceEntry matches an entry of front matter that is written as the definition
// of a link, which no reader sees: [#]: author: (Lin Yue).
var referenceEntry = regexp.MustCompile(`^\[#\]: ([\p{L}_-]+): [("](.*)[)"]\s*$`)

// frontMatter cuts YAML ("---") or TOML ("+++") front matter off a text and
// returns the blocks in it, all that it says, the rest, and how many lines were cut
// off.
func frontMatter(source string) (front []block, said claims, body string, skipped int) {
	lines, said := splitLines(source), claims{}
	fence := strings.TrimSpace(lines[0])
	if fence != "---" && fence != "+++" {
		for _, l := range lines {
			m := referenceEntry.FindStringSubmatch(l)
			if m == nil {
				break
			}
			said.add(m[1], m[2])
		}
		return nil, said, source, 0
	}
	end := slices.IndexFunc(lines[1:], func(l string) bool { return strings.TrimSpace(l) == fence })
	if end < 0 {
		return nil, said, source, 0
	}
	for i, l := range lines[1 : end+1] {
		m := frontEntry.FindStringSubmatch(l)
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

// chineseEmphasis lets asterisks open and close emphasis beside Chinese text, which
// has no spaces around it: in 很**重要。**大家 CommonMark takes the second pair for
// an opening one, as it follows a punctuation mark. The rule is that of the
// proposal for the standard (commonmark-spec, pull request 839).
type chineseEmphasis struct{ parser.InlineParser }

// priority lets it come before the parser of emphasis that goldmark has, 500.
const priority = 450

// Parse parses a run of asterisks or underscores.
func (c chineseEmphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	before := block.PrecendingCharacter()
	d, ok := c.InlineParser.Parse(parent, block, pc).(*parser.Delimiter)
	if !ok {
		return nil
	}
	after := ' '
	if rest, _ := block.PeekLine(); len(rest) > 0 {
		after = util.ToRune(rest, 0)
	}
	if d.Char == '*' && (language.IsWide(before, true) || language.IsWide(after, true)) {
		d.CanOpen = !util.IsSpaceRune(after)
		d.CanClose = !util.IsSpaceRune(before)
	}
	return d
}
