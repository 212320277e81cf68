package document

import (
	"archive/zip"
	"bytes"
	"net/http"
	"path/filepath"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/document/charset"
	"bitext/align/internal/lazyregexp"
)

// format is a format of files that is read.
type format struct {
	name       string             // Document.Format
	called     string             // the name in messages, with its article
	unit       string             // PosUnit
	extensions []string           // a text with one of these is in the format, whatever its content
	binary     bool               // a file in it is no text: its content tells, its extension does not
	sniff      func(*source) bool // whether the content of a file is in the format; nil if only its extension tells

	// read cuts a file into blocks, and fills in what the file says of itself.
	read func(*source, *align.Document) ([]block, error)
}

// formats holds the formats that are read, the first that fits is taken. Another
// format is another line here, and a file with its reader; see refused.
var formats = []format{
	{name: "docx", called: "a Word document", unit: "block", extensions: []string{".docx"}, binary: true,
		sniff: holding("word/document.xml", "[Content_Types].xml"), read: readDOCX},
	{name: "html", called: "a web page", unit: "block", extensions: []string{".htm", ".html", ".xhtml", ".shtml"},
		sniff: startsAsHTML, read: readHTML},
	{name: "mhtml", called: "a web archive", unit: "block", extensions: []string{".mhtml", ".mht"}, binary: true,
		sniff: isMHTML, read: readMHTML},
	{name: "markdown", called: "Markdown", unit: "line", extensions: []string{".md", ".markdown", ".mdown", ".mkd"},
		read: readMarkdown},
	{name: subtitlesFormat, called: "subtitles", unit: "line", extensions: []string{".srt", ".vtt"},
		sniff: startsAsSubtitles, read: readSubtitles},
	{name: textFormat, called: "text", unit: "line",
		sniff: func(*source) bool { return true }, read: readText},
}

// textFormat is the name of plain text, which any text can be taken for.
const textFormat = "text"

// subtitlesFormat is the name of subtitles, whose paragraphs have times.
const subtitlesFormat = "subtitles"

// refused holds the formats that are known but not read, and how to get at the
// text. It is asked before formats, so that no Word document is looked for in a
// workbook.
var refused = []struct {
	sniff      func(*source) bool
	is, remedy string
}{
	{starting("%PDF-"), "it is a PDF", "save it as text or Word first"},
	{starting("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "it is an Office 97-2003 document (.doc, .xls, .ppt)", asWord},
	{starting(`{\rtf`), "it is an RTF document", asWord},
	{starting("\x1f\x8b"), "it is a gzip archive", "unpack it first"},
	{starting("7z\xbc\xaf\x27\x1c"), "it is a 7-Zip archive", "unpack it first"},
	{starting("Rar!\x1a\x07"), "it is a RAR archive", "unpack it first"},
	{starting("bplist00"), "it is a Safari web archive", "save the page as page source"},
	{starting("SQLite format 3\x00"), "it is a database", ""},
	{starting("\x7fELF"), "it is a program", ""},
	{starting("MZ\x90\x00"), "it is a program", ""},
	{isDamagedZip, "it is a damaged zip file (a Word document or workbook)", "fetch or save it again"},
	{holding("xl/workbook.xml"), "it is an Excel workbook", "copy the text to a text file, one paragraph a line"},
	{holding("ppt/presentation.xml"), "it is a PowerPoint presentation", "copy the text to a text file"},
	{holding("META-INF/container.xml"), "it is an EPUB book", "save the chapter as text or HTML"},
	{holding("content.xml"), "it is an OpenDocument file", asWord},
	{media("image/"), "it is an image file", noText},
	{media("audio/"), "it is an audio file", noText},
	{media("video/"), "it is a video file", noText},
	{media("font/"), "it is a font file", noText},
}

const (
	asWord = "save it as Word (.docx) or as text first"
	noText = "the text in it cannot be read"
)

// PosUnit returns what Paragraph.Pos counts in documents of a format: "line" or
// "block".
func PosUnit(name string) string {
	for _, f := range formats {
		if f.name == name {
			return f.unit
		}
	}
	return "block"
}

// source is a file that is read.
type source struct {
	name    string
	data    []byte
	archive *zip.Reader // nil if the file is no zip archive

	text charset.Text // the decoded data; empty in a binary format
}

// newSource looks into a file, and refuses the formats that are known but not read.
func newSource(name string, data []byte) (*source, error) {
	s := &source{name: name, data: data}
	if startsAsZip(s) {
		s.archive, _ = zip.NewReader(bytes.NewReader(data), int64(len(data))) // damaged: see isDamagedZip
	}
	for _, r := range refused {
		if r.sniff(s) {
			return nil, refuse(align.UnsupportedFormat, name, r.is, r.remedy)
		}
	}
	return s, nil
}

// format finds the format of a file, by its content alone or by its extension,
// too, and decodes the text of a text format.
func (s *source) format(byName bool) (*format, error) {
	extension := strings.ToLower(filepath.Ext(s.name))
	named := func(f format) bool { return byName && !f.binary && slices.Contains(f.extensions, extension) }
	sniffed := func(f format) bool { return f.binary == (s.text.Encoding == "") && f.sniff != nil && f.sniff(s) }
	if i := slices.IndexFunc(formats, sniffed); i >= 0 {
		return &formats[i], nil
	}
	if s.archive != nil {
		return nil, refuse(align.UnsupportedFormat, s.name, "it is a zip archive", "unpack it first")
	}
	var err error
	if s.text, err = charset.Decode(s.data); err != nil {
		return nil, at(s.name, err)
	}
	i := slices.IndexFunc(formats, named)
	if i < 0 {
		i = slices.IndexFunc(formats, sniffed)
	}
	return &formats[i], nil
}

// starting returns a sniffer of files with a signature at the start.
func starting(signature string) func(*source) bool {
	return func(s *source) bool { return bytes.HasPrefix(s.data, []byte(signature)) }
}

// holding returns a sniffer of zip archives with one of the members.
func holding(members ...string) func(*source) bool {
	return func(s *source) bool {
		return s.archive != nil && slices.ContainsFunc(s.archive.File, func(f *zip.File) bool { return slices.Contains(members, f.Name) })
	}
}

// startsAsZip reports whether a file starts as a zip archive, or an empty one.
func startsAsZip(s *source) bool {
	return starting("PK\x03\x04")(s) || starting("PK\x05\x06")(s)
}

// isDamagedZip reports whether a file starts as a zip archive but cannot be opened.
func isDamagedZip(s *source) bool { return s.archive == nil && startsAsZip(s) }

var mhtml = lazyregexp.New(`(?is)^(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:`)

func isMHTML(s *source) bool { return mhtml().Match(s.data[:min(len(s.data), 2048)]) }

// media returns a sniffer of files whose MIME type starts so.
func media(kind string) func(*source) bool {
	return func(s *source) bool { return strings.HasPrefix(http.DetectContentType(s.data), kind) }
}

// htmlStart matches the start of a web page, with its comments and XML declaration,
// whatever its file is called.
var htmlStart = lazyregexp.New(`(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|section|main|header|nav|table|p|h1|span|script|style|link)[\s/>]`)

func startsAsHTML(s *source) bool {
	return htmlStart().MatchString(s.text.Text[:min(len(s.text.Text), 4096)])
}
