package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
)

// book is a workbook to read from: the values of cells, as text, and nothing else.
// Excelize knows more of a workbook, but for that it unpacks all of it, what is large
// into temporary files, and takes four times as long.
type book struct {
	parts  map[string]*zip.File // by name, in lower case
	sheets []bookSheet          // in the order in which they stand
	shared []string             // the texts that cells name by number
}

type bookSheet struct{ name, part string }

// Limits on what a workbook may unpack to. Those that align wrote pack to between a
// fifth and a seventh, saved again by LibreOffice to an eleventh, and one of 100,000
// rows that are all the same to a fifteenth. An archive that was made to fill the
// memory packs to a thousandth.
const (
	maxRatio      = 100
	freeUnzipped  = 1 << 26 // bytes that any workbook may unpack to
	maxUnzipped   = 1 << 30 // bytes of the parts that are read, together
	maxSharedText = 1 << 28 // bytes of the part with the texts of cells: it is kept
	maxGaps       = 1 << 23 // cells without a value, to the left of one that has one
)

// openBook reads what all sheets share.
func openBook(data []byte) (*book, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	b := &book{parts: map[string]*zip.File{}}
	unzipped := uint64(0)
	for _, f := range archive.File {
		b.parts[partName(f.Name)] = f
		unzipped += f.UncompressedSize64
		if f.UncompressedSize64 > maxUnzipped || unzipped > maxUnzipped || unzipped > max(freeUnzipped, maxRatio*uint64(len(data))) {
			return nil, fmt.Errorf("its %d kB unpack to over %d MB", len(data)>>10, unzipped>>20)
		}
	}
	workbook, err := b.related("", "officeDocument", "xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	if err := b.readSheets(workbook); err != nil {
		return nil, err
	}
	texts, err := b.related(workbook, "sharedStrings", "xl/sharedStrings.xml")
	if err == nil && b.parts[texts] != nil {
		err = b.readShared(texts)
	}
	return b, err
}

// partName is how a part is looked up, whatever a program makes of slashes.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// scan calls a function for each token of a part until it returns an error; io.EOF
// is none.
func (b *book) scan(part string, each func(*scanner, xmlToken) error) error {
	r, err := b.open(part)
	if err != nil {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	for {
		t, err := s.next()
		if err == nil {
			err = each(s, t)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path.Base(part), err)
		}
	}
}

// declaration is that of the encoding of a part.
var declaration = regexp.MustCompile(`^(?:\x{FEFF})?<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']`)

// openPart is a part that is being read.
type openPart struct {
	io.Reader
	io.Closer
}

// open opens a part, decoded.
func (b *book) open(name string) (*openPart, error) {
	f := b.parts[name]
	if f == nil {
		return nil, fmt.Errorf("it has no part %s", name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	in := bufio.NewReader(io.LimitReader(r, int64(f.UncompressedSize64)))
	head, _ := in.Peek(200)
	m := declaration.FindSubmatch(head)
	if m == nil || strings.EqualFold(string(m[1]), "utf-8") {
		return &openPart{in, r}, nil
	}
	decoded, err := charset.NewReaderLabel(string(m[1]), in)
	if err != nil {
		r.Close()
		return nil, err
	}
	return &openPart{decoded, r}, nil
}

// relations returns where the relations of a part lead, by their ids, and the target
// of the first of each type.
func (b *book) relations(of string) (byID, byType map[string]string, err error) {
	byID, byType = map[string]string{}, map[string]string{}
	folder, file := path.Split(of)
	rels := partName(folder + "_rels/" + file + ".rels")
	if b.parts[rels] == nil {
		return byID, byType, nil
	}
	err = b.scan(rels, func(s *scanner, t xmlToken) error {
		if t != elementBegins || string(s.name) != "Relationship" || string(s.attr("TargetMode")) == "External" {
			return nil
		}
		target := string(s.attr("Target"))
		if !strings.HasPrefix(target, "/") {
			target = folder + target
		}
		byID[string(s.attr("Id"))] = partName(target)
		if kind := path.Base(string(s.attr("Type"))); byType[kind] == "" {
			byType[kind] = partName(target)
		}
		return nil
	})
	return byID, byType, err
}

// related returns the part of a type that another names, or its usual name.
func (b *book) related(of, kind, usual string) (string, error) {
	_, byType, err := b.relations(of)
	if err != nil {
		return "", err
	}
	if p := byType[kind]; p != "" {
		return p, nil
	}
	return partName(usual), nil
}

// readSheets reads the names of the sheets.
func (b *book) readSheets(workbook string) error {
	byID, _, err := b.relations(workbook)
	if err != nil {
		return err
	}
	return b.scan(workbook, func(s *scanner, t xmlToken) error {
		if t == elementBegins && string(s.name) == "sheet" {
			b.sheets = append(b.sheets, bookSheet{string(s.attr("name")), byID[string(s.attr("id"))]})
		}
		return nil
	})
}

// readShared reads the texts that cells name by number.
func (b *book) readShared(part string) error {
	if b.parts[part].UncompressedSize64 > maxSharedText {
		return fmt.Errorf("%s unpacks to over %d MB", path.Base(part), maxSharedText>>20)
	}
	var text richText
	return b.scan(part, func(s *scanner, t xmlToken) error {
		if text.take(s, t); t == elementEnds && string(s.name) == "si" {
			b.shared = append(b.shared, text.done())
		}
		return nil
	})
}

// names returns the names of the sheets in their order.
func (b *book) names() []string {
	names := make([]string, len(b.sheets))
	for k, s := range b.sheets {
		names[k] = s.name
	}
	return names
}

// richText puts a text together from its runs; what tells how to pronounce it is
// left out.
type richText struct {
	text     []byte
	inside   bool // of an element t
	phonetic bool
}

func (r *richText) take(s *scanner, t xmlToken) {
	switch {
	case t == textFound:
		if r.inside && !r.phonetic {
			r.text = append(r.text, s.text...)
		}
	case string(s.name) == "t":
		r.inside = t == elementBegins
	case string(s.name) == "rPh":
		r.phonetic = t == elementBegins
	}
}

// done returns the text and begins the next one.
func (r *richText) done() string {
	text := spelled(string(r.text))
	r.text = r.text[:0]
	return text
}

var byNumber = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// spelled replaces characters that are spelled by number, _x000D_.
func spelled(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	return byNumber.ReplaceAllStringFunc(text, func(s string) string {
		n, _ := strconv.ParseUint(s[2:6], 16, 32)
		return string(rune(n))
	})
}
