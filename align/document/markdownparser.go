package document

import (
	"bytes"
	"strings"
	"sync"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bitext/align/internal/lazyregexp"
	"bitext/align/language"
)

// markdownParser returns goldmark's parser with what Chinese text asks of it. What has
// a lower number comes first: goldmark's parser of links has 200, that of emphasis 500.
func markdownParser() parser.Parser {
	p := parser.NewParser(
		parser.WithAttribute(),
		parser.WithBlockParsers(append(parser.DefaultBlockParsers(), util.Prioritized(extension.NewFootnoteBlockParser(), 999))...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), util.Prioritized(noteMark{}, 101),
			util.Prioritized(chineseEmphasis{parser.NewEmphasisParser()}, 450))...),
		parser.WithParagraphTransformers(util.Prioritized(linkDefinitions{parser.LinkReferenceParagraphTransformer}, 100)),
	)
	return goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extension.Table, extension.Strikethrough)).Parser()
}

// noteMark parses the mark of a footnote, [^1], and leaves [1] of it. Goldmark's own
// parser looks through all notes for each mark, and drops notes without any.
type noteMark struct{}

func (noteMark) Trigger() []byte { return []byte{'['} }

var noteLabel = lazyregexp.New(`^\[\^([^\[\]\s]{1,50})\]`)

func (noteMark) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	m := noteLabel().FindSubmatch(line)
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	return ast.NewString([]byte("[" + string(m[1]) + "]"))
}

// linkDefinitions takes the definitions of links off the head of a paragraph, as
// CommonMark has them, up to a line that only looks like one: [问]: 谁来付钱？
type linkDefinitions struct{ parser.ParagraphTransformer }

var definition = lazyregexp.New(`^\s*\[[^\]]+\]:[ \t]*(\S+)`)

func (d linkDefinitions) Transform(p *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, n := p.Lines(), 0
	for n < lines.Len() {
		at := lines.At(n)
		line := string(bytes.TrimRight(at.Value(reader.Source()), "\r\n"))
		if m := definition().FindStringSubmatch(line); m != nil && !isDestination(m[1]) && !referenceEntry().MatchString(line) {
			break
		}
		n++
	}
	if n == 0 {
		return
	}
	rest := lines.Sliced(n, lines.Len())
	if len(rest) == 0 {
		d.ParagraphTransformer.Transform(p, reader, pc)
		return
	}
	parent, next, tail := p.Parent(), p.NextSibling(), text.NewSegments()
	tail.AppendAll(rest)
	lines.SetSliced(0, n)
	d.ParagraphTransformer.Transform(p, reader, pc)
	if p.Parent() != nil {
		p.Lines().AppendAll(rest)
		return
	}
	left := ast.NewParagraph()
	left.SetLines(tail)
	if next == nil {
		parent.AppendChild(parent, left)
	} else {
		parent.InsertBefore(parent, next, left)
	}
}

var (
	// address matches where a link may lead, by the beginning: a scheme, a path, a fragment.
	address = lazyregexp.New(`^(?:[A-Za-z][A-Za-z0-9+.-]*://|(?:data|doi|file|javascript|mailto|news|tel|urn):|#|\.{0,2}/|www\.)`)

	// fileName matches the name of a file, of a host or of a place in a file.
	fileName = lazyregexp.New(`\.[A-Za-z][A-Za-z0-9]{1,9}(?:[#?]\S*)?$`)

	// relative matches a path of plain characters.
	relative = lazyregexp.New(`^[!-~]+/[!-~]*[A-Za-z0-9/]$`)
)

// isDestination reports whether a word may be where a link leads, and is no sentence. An
// address within a sentence does not make a destination of it.
func isDestination(word string) bool {
	word = strings.Trim(word, "<>")
	switch {
	case strings.ContainsAny(word, "，。？！；"):
		return false
	case address().MatchString(word):
		return true
	case strings.ContainsAny(word, "：“”、《》[]()"):
		return false
	}
	return fileName().MatchString(word) || relative().MatchString(word)
}

// anyTag matches what has the form of a tag.
var anyTag = lazyregexp.New(`</?[A-Za-z][^<>]*>`)

// isTag reports whether a piece of inline HTML is a tag or a comment, and no text in
// angle brackets such as <The Times>.
func isTag(s string) bool {
	name := tagName(s)
	return name == "" || strings.Contains(name, "-") || elements()[name] || elements()[strings.ToLower(name)] && name == strings.ToUpper(name)
}

// tagName returns the name in a tag as it is written, "" for comments and the like.
func tagName(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "<"), "/")
	end := strings.IndexFunc(s, func(r rune) bool {
		return !('a' <= r|0x20 && r|0x20 <= 'z' || '0' <= r && r <= '9' || r == '-')
	})
	return s[:max(0, end)]
}

// elements returns the names of the elements of HTML, old ones too, and of the drawings
// and formulas that stand in it.
var elements = sync.OnceValue(func() map[string]bool {
	return byWord(map[string]bool{`a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br button canvas caption
		center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame frameset
		h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark marquee math menu meta meter nav nobr
		noframes noscript object ol optgroup option output p param picture pre progress q rb rp rt rtc ruby s samp script section select slot small source
		span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
		circle ellipse g line path polygon polyline rect text tspan use mi mn mo mrow msub msup mfrac msqrt`: true})
})

// chineseEmphasis lets asterisks open and close emphasis beside Chinese text, which
// has no spaces around it: in 很**重要。**大家 CommonMark takes the second pair for
// an opening one, as it follows a punctuation mark. The rule is that of the
// proposal for the standard (commonmark-spec, pull request 839).
type chineseEmphasis struct{ parser.InlineParser }

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
	switch {
	case d.Char != '*':
	case unicode.IsDigit(before) && unicode.IsDigit(after): // 5*3*2 multiplies
		d.CanOpen, d.CanClose = false, false
	case language.IsWide(before, true) || language.IsWide(after, true):
		d.CanOpen = !util.IsSpaceRune(after)
		d.CanClose = !util.IsSpaceRune(before)
	}
	return d
}
