package document

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bitext/align/language"
)

// chineseEmphasis lets asterisks open and close emphasis beside Chinese text, which
// has no spaces around it: in 很**重要。**大家 CommonMark takes the second pair for
// an opening one, as it follows a punctuation mark. The rule is that of the
// proposal for the standard (commonmark-spec, pull request 839).
type chineseEmphasis struct{ parser.InlineParser }

// priority lets it come before the parser of emphasis that goldmark has, 500.
const priority = 450

func withChineseEmphasis() parser.Option {
	return parser.WithInlineParsers(util.Prioritized(chineseEmphasis{parser.NewEmphasisParser()}, priority))
}

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
