// Package document reads one edition of a piece from a file: plain text,
// Markdown, a saved web page, a Word document or subtitles.
//
// Everything that a reader of the file would see becomes a paragraph, exactly
// once and in order. Paragraphs that belong to the page and not to the piece
// (menus, share bars, related reading, copyright lines ...) are kept too, as
// boilerplate, each with the reason why it was taken for that.
//
// A format is a line in the table of formats.go and a reader (text.go,
// markdown.go, html.go, docx.go, subtitles.go). The reader only cuts the file into blocks and
// notes what the format says of each; kinds.go and furniture.go then tell title
// from body from furniture, by the same rules for all formats.
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
	maxFile       = 256 << 20 // bytes in a file: a Word document may hold pictures
	maxText       = 64 << 20  // bytes in a file that is text, web pages included
	maxParagraph  = 1 << 20   // bytes in a paragraph
	maxParagraphs = 1 << 17   // paragraphs in a document
	maxLines      = 1 << 20   // units in a segmented document
	maxTextLines  = 1 << 21   // lines in a text, blank ones included
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

// Open opens the file at path, following symbolic links, for all that is read of it.
//
// A file that is missing or may not be read gives a wrapped error of package os. A
// folder, a pipe, a device or a socket, which may never end, gives an *align.InputError.
// A file that says that it is empty is not read at all, as some in /proc never end.
func Open(path string) (io.ReadCloser, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return nil, refuse(align.NotAFile, path, "it is a folder", "name a file in it")
	case !mode.IsRegular():
		return nil, refuse(align.NotAFile, path, "it is not a regular file", "save its content to a file first")
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	if info.Size() == 0 {
		return struct {
			io.Reader
			io.Closer
		}{strings.NewReader(""), f}, nil
	}
	return f, nil
}

// ReadFile reads the edition in the file at path, which is opened as Open does.
//
// A file that is missing or may not be read gives a wrapped error of package
// os. A file that cannot be an edition (a directory or device, empty, damaged,
// of another format, too large) gives an *align.InputError.
func ReadFile(path string, opt Options) (*align.Document, error) {
	f, err := Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	name := filepath.Base(path)
	doc, err := Read(f, name, opt)
	if r, ok := errors.AsType[*align.InputError](err); ok {
		err = r.At(path + strings.TrimPrefix(r.Path, name))
	}
	return doc, err
}

// Read reads an edition from r to its end. The format follows the content and, for
// text, the extension of name. Errors and the document call the file by that name.
//
// An error of r is wrapped. Content that cannot be an edition gives an
// *align.InputError, as in ReadFile.
func Read(r io.Reader, name string, opt Options) (*align.Document, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxText+1))
	if err == nil && len(data) > maxText {
		if !startsAsZip(&source{data: data}) {
			return nil, tooLarge(name, maxText)
		}
		var rest []byte
		rest, err = io.ReadAll(io.LimitReader(r, maxFile-maxText))
		data = append(data, rest...)
	}
	switch {
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", name, err)
	case len(data) > maxFile:
		return nil, tooLarge(name, maxFile)
	case len(data) == 0:
		return nil, refuse(align.NoText, name, "it is empty", "")
	}
	s, err := newSource(name, data)
	if err != nil {
		return nil, err
	}
	f, err := s.format(!opt.Segmented)
	if err != nil {
		return nil, err
	}
	if f.unit == "line" && max(strings.Count(s.text.Text, "\n"), strings.Count(s.text.Text, "\r")) > maxTextLines {
		return nil, refuse(align.TooLarge, name, fmt.Sprintf("it has more than %d lines", maxTextLines), "split it into pieces")
	}
	doc := &align.Document{Name: name, Format: f.name, Encoding: s.text.Encoding, Notices: s.text.Notices()}
	if opt.Segmented && f.name != textFormat {
		return nil, refuse(align.UnsupportedFormat, name, "it is "+f.called+", not text with one unit a line", "save its text, one unit a line")
	}
	if opt.Segmented {
		return finish(doc, segmentedBlocks(s.text.Text), maxLines, opt)
	}
	blocks, err := f.read(s, doc)
	if err != nil {
		return nil, err
	}
	return finish(doc, presentBlocks(blocks), maxParagraphs, opt)
}

// finish types the blocks of a document, no more than limit, and makes its paragraphs
// of them.
func finish(doc *align.Document, blocks []block, limit int, opt Options) (*align.Document, error) {
	if err := checkBlocks(doc, blocks, limit); err != nil { // before the rules run over a line of 200 MB
		return nil, err
	}
	if !opt.Segmented && doc.Format != subtitlesFormat { // what is said is no furniture
		classify(blocks)
		completeMeta(&doc.Meta, blocks)
	}
	doc.Paragraphs = make([]align.Paragraph, len(blocks))
	for i, b := range blocks {
		if b.kind == align.Boilerplate && opt.KeepBoilerplate {
			b.kind = align.Body
		}
		doc.Paragraphs[i] = align.Paragraph{Text: b.text, Pos: b.pos, Kind: b.kind, Reason: b.reason, Start: b.start, End: b.end}
	}
	return doc, nil
}

// checkBlocks refuses a document with too many paragraphs, with too long a paragraph, or
// without text.
func checkBlocks(doc *align.Document, blocks []block, limit int) error {
	if len(blocks) > limit {
		return tooMany(doc.Name, limit)
	}
	empty := true
	for _, b := range blocks {
		if len(b.text) > maxParagraph {
			return refuse(align.TooLarge, fmt.Sprintf("%s: %s %d", doc.Name, PosUnit(doc.Format), b.pos),
				fmt.Sprintf("a paragraph of more than %d MB is no part of an article", maxParagraph>>20),
				"look whether its line breaks were lost")
		}
		empty = empty && b.text == ""
	}
	if empty {
		return refuse(align.NoText, doc.Name, "it has no text", "")
	}
	return nil
}

func refuse(code align.Code, where, why, do string) *align.InputError {
	return refuseFor(code, where, why, do, nil)
}

func refuseFor(code align.Code, where, why, do string, err error) *align.InputError {
	return &align.InputError{Code: code, Op: "read", Path: where, Reason: why, Hint: do, Err: err}
}

func tooMany(where string, limit int) *align.InputError {
	return refuse(align.TooLarge, where, fmt.Sprintf("it has more than %d paragraphs", limit), "split it into pieces")
}

func tooLarge(where string, limit int) *align.InputError {
	return refuse(align.TooLarge, where, fmt.Sprintf("it is larger than %d MB", limit>>20), "split it, or save only the article")
}

// at names the file in an error of a package that reads bytes.
func at(name string, err error) error {
	if refused, ok := errors.AsType[*align.InputError](err); ok {
		return refused.At(name)
	}
	return err
}
