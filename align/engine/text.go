package engine

import (
	"context"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/lexicon"
)

// AlignText aligns an English and a Chinese plain text with the embedded lexicon. Each
// line is a paragraph of the body, without the white space around it; lines without
// text are left out, and the Pos of a paragraph is the number of its line. The texts are
// taken to be in the languages that the arguments name; whether the Chinese text is
// simplified or traditional is told from its characters.
//
// Package document reads files and finds titles, captions and page furniture; Align
// takes its Documents, and options.
//
// The error is an *align.InputError if a text has no text in any line, or ctx.Err().
func AlignText(ctx context.Context, en, zh string) (*align.Alignment, error) {
	lex, err := lexicon.Embedded()
	if err != nil {
		return nil, err
	}
	return Align(ctx, plainText("English text", en), plainText("Chinese text", zh), Options{Lexicon: lex})
}

// plainText returns a document with a paragraph for each line that has text.
func plainText(name, text string) *align.Document {
	d := &align.Document{Name: name, Format: "text", Encoding: "UTF-8"}
	for n, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			d.Paragraphs = append(d.Paragraphs, align.Paragraph{Text: line, Kind: align.Body, Pos: n + 1, Language: language.OfParagraph(line)})
		}
	}
	return d
}
