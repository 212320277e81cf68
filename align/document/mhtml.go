package document

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bitext/align"
	"bitext/align/document/charset"
)

// A web archive (RFC 2557) is a mail message with a part for each file of a page. The
// page is the part that the message names as its start, else its first page; the other
// pages in it are what its frames show.

// maxNesting bounds how deep parts stand in parts.
const maxNesting = 4

// archivedPage is a page in a web archive.
type archivedPage struct {
	id, location string // by which frames name it
	text         charset.Text
}

// readMHTML cuts the page in a web archive into paragraphs.
func readMHTML(s *source, doc *align.Document) ([]block, error) {
	damaged := func(err error) error {
		return refuseFor(align.Damaged, s.name, "it is a damaged web archive (MHTML)", "save the page again", err)
	}
	message, err := mail.ReadMessage(bytes.NewReader(s.data))
	if err != nil {
		return nil, damaged(err)
	}
	var pages []archivedPage
	err = archivedPages(textproto.MIMEHeader(message.Header), message.Body, maxNesting, &pages)
	if len(pages) == 0 && err != nil {
		return nil, damaged(err)
	}
	if len(pages) == 0 {
		return nil, refuse(align.NoText, s.name, "it is a web archive (MHTML) without a page", "save the page again")
	}
	_, params, _ := mime.ParseMediaType(message.Header.Get("Content-Type"))
	first := 0
	for i, p := range pages {
		if p.id != "" && p.id == strings.Trim(params["start"], "<>") {
			first = i
		}
	}
	s.text = pages[first].text
	doc.Encoding, doc.Notices = s.text.Encoding, s.text.Notices()
	root, err := s.parsePage()
	if err != nil {
		return nil, err
	}
	fillFrames(root, append(pages[:first:first], pages[first+1:]...))
	doc.Meta = pageClaims(root).meta()
	return htmlBlocks(root), nil
}

// archivedPages appends the pages in a part of a message to pages.
func archivedPages(header textproto.MIMEHeader, body io.Reader, depth int, pages *[]archivedPage) error {
	kind, params, _ := mime.ParseMediaType(header.Get("Content-Type"))
	if strings.HasPrefix(kind, "multipart/") && depth > 0 {
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextPart() // it decodes quoted-printable
			if err == io.EOF {
				return nil
			}
			if err != nil {
				return err
			}
			if err := archivedPages(part.Header, part, depth-1, pages); err != nil {
				return err
			}
		}
	}
	if kind != "text/html" && kind != "application/xhtml+xml" {
		return nil
	}
	switch strings.ToLower(header.Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	data, err := io.ReadAll(body)
	if name := params["charset"]; name != "" && !utf8.Valid(data) {
		data = append([]byte(`<meta charset="`+name+`">`), data...) // where a page says it
	}
	text, bad := charset.Decode(data)
	if bad != nil {
		return cmp.Or(err, bad)
	}
	*pages = append(*pages, archivedPage{strings.Trim(header.Get("Content-ID"), "<>"), header.Get("Content-Location"), text})
	return err
}

// fillFrames puts the pages that the frames of a page show into these.
func fillFrames(root *html.Node, pages []archivedPage) {
	var frames []*html.Node
	for n := range root.Descendants() {
		if n.DataAtom == atom.Iframe || n.DataAtom == atom.Frame {
			frames = append(frames, n)
		}
	}
	for _, frame := range frames {
		source := attribute(frame, "src")
		if source == "" {
			continue
		}
		i := slices.IndexFunc(pages, func(p archivedPage) bool { return "cid:"+p.id == source || p.location == source })
		if i < 0 {
			continue
		}
		frame.Attr = append(frame.Attr, html.Attribute{Key: "srcdoc", Val: pages[i].text.Text})
		pages = slices.Delete(pages, i, i+1) // one frame a page, so that the text cannot multiply
	}
}
