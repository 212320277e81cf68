// Package document reads one edition of a piece from a file: plain text,
// Markdown, a saved web page or a Word document.
//
// Everything that a reader of the file would see becomes a paragraph, exactly
// once and in order. What belongs to the page and not to the piece (menus,
// share bars, related reading, copyright lines ...) is kept too, as
// boilerplate with the reason why it was taken for that.
//
// A format's reader (text.go, markdown.go, html.go, docx.go) only cuts the file
// into blocks and notes what the format says of each; kinds.go and furniture.go
// then tell title from body from furniture, by the same rules for all formats.
package document

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"bitext/align"
)

// The limits within which a file can be an article. They are far beyond any
// real one; a file outside of them is refused before it costs time and memory.
const (
	MaxFile       = 256 << 20 // bytes in a file
	MaxHTML       = 64 << 20  // bytes in a web page, whose tree takes many times its size
	MaxParagraph  = 1 << 20   // bytes in a paragraph
	MaxParagraphs = 1 << 17   // paragraphs in a document
	MaxLines      = 1 << 20   // units in a segmented document
)

// The formats, as Document.Format names them.
const (
	formatText     = "text"
	formatMarkdown = "markdown"
	formatHTML     = "html"
	formatDOCX     = "docx"
)

// Options says how to read.
type Options struct {
	// KeepBoilerplate gives page furniture the kind Body, so that it is
	// aligned. Its Reason stays.
	KeepBoilerplate bool

	// Segmented takes the file for plain text with one unit a line. Empty
	// lines are units too; nothing is taken for furniture.
	Segmented bool
}

// Read reads the edition in the file at path, following symbolic links.
//
// A file that is missing or may not be read gives a wrapped error of package
// os. A file that cannot be an edition (a directory or device, empty, damaged,
// of another format, too large) gives an *align.InputError.
func Read(path string, opt Options) (*align.Document, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return nil, refuse(path, "is a folder", "name the file in it that holds the edition")
	case !mode.IsRegular():
		return nil, refuse(path, "is not a regular file", "save the text to a file first")
	case info.Size() > MaxFile:
		return nil, tooLarge(path, MaxFile)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	doc, err := Decode(name, data, opt)
	if r, ok := errors.AsType[*align.InputError](err); ok {
		err = r.At(path + strings.TrimPrefix(r.Path, name))
	}
	return doc, err
}

// Decode reads an edition from memory. The format follows the content and, for
// text, the extension of name. It refuses what Read refuses.
func Decode(name string, data []byte, opt Options) (*align.Document, error) {
	if len(data) > MaxFile {
		return nil, tooLarge(name, MaxFile)
	}
	if len(data) == 0 {
		return nil, refuse(name, "is empty", "")
	}
	kind := sniff(data)
	if kind.refusal != "" {
		return nil, refuse(name, kind.refusal, kind.remedy)
	}
	if kind.zip {
		if opt.Segmented {
			return nil, refuse(name, "is a zip archive, not text with one unit a line", "save it as plain text")
		}
		return decodeDOCX(name, data, opt)
	}
	text, encoding, err := decodeText(name, data)
	if err != nil {
		return nil, err
	}
	doc := &align.Document{Name: name, Format: formatText, Encoding: encoding}
	if opt.Segmented {
		if htmlStart.MatchString(text[:min(len(text), 4096)]) {
			return nil, refuse(name, "is a web page, not text with one unit a line", "save its text, one unit a line")
		}
		if doc.Paragraphs = segmentedParagraphs(text); len(doc.Paragraphs) > MaxLines {
			return nil, tooMany(name, MaxLines)
		}
		if err := checkParagraphs(doc); err != nil {
			return nil, err
		}
		return doc, nil
	}
	var blocks []block
	switch doc.Format = textFormat(name, text); doc.Format {
	case formatHTML:
		if len(data) > MaxHTML {
			return nil, tooLarge(name, MaxHTML)
		}
		if blocks, err = htmlBlocks(text); err != nil {
			return nil, refuseFor(name, "is not a web page that can be read", "save the page again, or copy its text", err)
		}
	case formatMarkdown:
		source, ok := tame(text)
		if !ok {
			doc.Format, blocks = formatText, textBlocks(text)
			break
		}
		blocks = markdownBlocks(source)
	default:
		blocks = textBlocks(text)
	}
	return finish(doc, blocks, opt)
}

// finish types the blocks of a document and makes its paragraphs of them.
func finish(doc *align.Document, blocks []block, opt Options) (*align.Document, error) {
	if blocks = presentBlocks(blocks); len(blocks) > MaxParagraphs {
		return nil, tooMany(doc.Name, MaxParagraphs)
	}
	doc.Paragraphs = make([]align.Paragraph, len(blocks))
	for i, b := range blocks {
		doc.Paragraphs[i] = align.Paragraph{Text: b.text, Pos: b.place}
	}
	if err := checkParagraphs(doc); err != nil { // before the rules run over a line of 200 MB
		return nil, err
	}
	classify(blocks)
	for i, b := range blocks {
		p := &doc.Paragraphs[i]
		if p.Kind, p.Reason = b.kind, b.reason; p.Kind == align.Boilerplate && opt.KeepBoilerplate {
			p.Kind = align.Body
		}
	}
	return doc, nil
}

// checkParagraphs refuses a document without text, or with too long a paragraph.
func checkParagraphs(doc *align.Document) error {
	empty := true
	for _, p := range doc.Paragraphs {
		if len(p.Text) > MaxParagraph {
			unit := "line"
			if doc.Format == formatHTML || doc.Format == formatDOCX {
				unit = "block"
			}
			return refuse(fmt.Sprintf("%s: %s %d", doc.Name, unit, p.Pos),
				fmt.Sprintf("a paragraph of more than %d MB is no part of an article", MaxParagraph>>20),
				"look whether its line breaks were lost")
		}
		empty = empty && p.Text == ""
	}
	if empty {
		return refuse(doc.Name, "has no text", "")
	}
	return nil
}

func refuse(where, why, do string) *align.InputError { return refuseFor(where, why, do, nil) }

func refuseFor(where, why, do string, err error) *align.InputError {
	return &align.InputError{Op: "read", Path: where, Reason: why, Hint: do, Err: err}
}

func tooMany(where string, limit int) *align.InputError {
	return refuse(where, fmt.Sprintf("has more than %d paragraphs", limit), "split it into pieces")
}

func tooLarge(where string, limit int) *align.InputError {
	return refuse(where, fmt.Sprintf("is larger than %d MB", limit>>20), "split it, or save only the article")
}
