package document

import (
	"archive/zip"
	"bytes"
	"net/http"
	"path/filepath"
	"regexp"
	"strings"
)

// found is what the first bytes of a file, or the index of a zip archive, tell.
type found struct {
	zip     bool   // a zip archive to be opened as a Word document
	refusal string // why the file cannot be read; "" if it can
	remedy  string // what to do about that
}

const (
	asWord  = "save it as Word (.docx) or as text first"
	asTable = "copy the text to a text file, one paragraph a line"
)

// signatures name the binary formats by how their files start.
var signatures = []struct{ magic, is, remedy string }{
	{"%PDF-", "is a PDF", "save it as text or Word first"},
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is an Office 97-2003 document (.doc, .xls, .ppt)", asWord},
	{`{\rtf`, "is an RTF document", asWord},
	{"\x1f\x8b", "is a gzip archive", "unpack it first"},
	{"7z\xbc\xaf\x27\x1c", "is a 7-Zip archive", "unpack it first"},
	{"Rar!\x1a\x07", "is a RAR archive", "unpack it first"},
	{"bplist00", "is a Safari web archive", "save the page as page source"},
	{"SQLite format 3\x00", "is a database", ""},
	{"\x7fELF", "is a program", ""},
	{"MZ\x90\x00", "is a program", ""},
}

// zipFormats name the documents that are zip archives by a member all have.
var zipFormats = []struct{ member, is, remedy string }{
	{"xl/workbook.xml", "is an Excel workbook", asTable},
	{"ppt/presentation.xml", "is a PowerPoint presentation", "copy the text to a text file"},
	{"META-INF/container.xml", "is an EPUB book", "save the chapter as text or HTML"},
	{"content.xml", "is an OpenDocument file", asWord},
}

var mhtml = regexp.MustCompile(`(?is)^(?:[a-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version:`)

// sniff tells from its content whether a file can be read.
func sniff(data []byte) found {
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return found{refusal: s.is, remedy: s.remedy}
		}
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) {
		return sniffZip(data)
	}
	head := data[:min(len(data), 2048)]
	if mhtml.Match(head) {
		return found{refusal: "is a web archive (MHTML)", remedy: "save the page as 'web page, HTML only'"}
	}
	switch major, _, _ := strings.Cut(http.DetectContentType(head), "/"); major {
	case "image", "audio", "video", "font":
		article := "a "
		if strings.ContainsAny(major[:1], "ai") {
			article = "an "
		}
		return found{refusal: "is " + article + major + " file", remedy: "the text in it cannot be read"}
	}
	return found{}
}

// sniffZip tells a Word document from the other archives.
func sniffZip(data []byte) found {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return found{refusal: "is a damaged Word document or zip archive", remedy: "fetch or save it again"}
	}
	members := make(map[string]bool, len(archive.File))
	for _, f := range archive.File {
		members[f.Name] = true
	}
	for _, f := range zipFormats {
		if members[f.member] {
			return found{refusal: f.is, remedy: f.remedy}
		}
	}
	if members["[Content_Types].xml"] || members["word/document.xml"] {
		return found{zip: true}
	}
	return found{refusal: "is a zip archive", remedy: "unpack it first"}
}

// A web page starts with one of these once comments and an XML declaration are
// passed over, whatever its file is called; or its tags outnumber what stands
// by accident in a text.
var htmlStart = regexp.MustCompile(`(?is)^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div|section|main|header|nav|table|p|h1|span|script|style|link)[\s/>]`)

// textFormat returns the format of a decoded text.
func textFormat(name, text string) string {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".htm", ".html", ".xhtml", ".shtml":
		return formatHTML
	case ".md", ".markdown", ".mdown", ".mkd":
		return formatMarkdown
	}
	if htmlStart.MatchString(text[:min(len(text), 4096)]) {
		return formatHTML
	}
	return formatText
}
