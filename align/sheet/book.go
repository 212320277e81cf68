package sheet

import (
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
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

// sheetRows goes through the rows of a sheet that have a value.
type sheetRows struct {
	b       *book
	part    string
	in      *openPart
	s       *scanner
	err     error
	number  int      // of the row, from 1
	cells   []string // its values, valid until the next call of next
	gaps    int      // cells without a value that were laid down so far
	numbers []int    // the columns whose values are numbers, not texts
	data    bool     // inside of sheetData
	text    richText // of the cell at hand
	value   []byte
}

var errNoSheet = errors.New("there is no such sheet")

// rows begins to read a sheet.
func (b *book) rows(sheet string) (*sheetRows, error) {
	for _, s := range b.sheets {
		if s.name == sheet {
			in, err := b.open(s.part)
			if err != nil {
				return nil, err
			}
			return &sheetRows{b: b, part: s.part, in: in, s: newScanner(in)}, nil
		}
	}
	return nil, errNoSheet
}

func (r *sheetRows) close() error { return r.in.Close() }

// next reads the next row that has a value. At the end, or at an error, which is left in
// err, it returns false.
func (r *sheetRows) next() bool {
	for r.err == nil {
		t, err := r.s.next()
		if err == io.EOF {
			return false
		}
		if r.err = err; err != nil || t == textFound {
			continue
		}
		switch string(r.s.name) {
		case "sheetData":
			r.data = t == elementBegins
		case "row":
			if r.data && t == elementBegins {
				if r.err = r.row(); r.err == nil && len(r.cells) > 0 {
					return true
				}
			}
		}
	}
	r.err = fmt.Errorf("%s: %w", path.Base(r.part), r.err)
	return false
}

// row reads a row to its end.
func (r *sheetRows) row() error {
	r.number++
	if n := r.s.attr("r"); n != nil {
		var err error
		if r.number, err = strconv.Atoi(string(n)); err != nil || r.number < 1 || r.number > maxRows {
			return fmt.Errorf("there is no row %.20q", n)
		}
	}
	clear(r.cells)
	r.cells, r.numbers = r.cells[:0], r.numbers[:0]
	for column := 0; ; column++ {
		t, err := r.s.next()
		switch {
		case err == io.EOF:
			return errCutOff
		case err != nil:
			return err
		case t == elementEnds && string(r.s.name) == "row":
			return nil
		case t != elementBegins || string(r.s.name) != "c":
			column--
			continue
		}
		if at := r.s.attr("r"); at != nil {
			if column, err = columnOf(at); err != nil {
				return err
			}
		}
		kind := string(r.s.attr("t"))
		value, err := r.cell()
		if err != nil {
			return fmt.Errorf("row %d: %w", r.number, err)
		}
		if value == "" {
			continue
		}
		if kind == "" || kind == "n" {
			r.numbers = append(r.numbers, column)
		}
		if r.gaps += max(0, column-len(r.cells)); r.gaps > maxGaps {
			return fmt.Errorf("row %d: its cells lie too far apart", r.number)
		}
		for len(r.cells) <= column {
			r.cells = append(r.cells, "")
		}
		r.cells[column] = value
	}
}

// cell reads a cell to its end.
func (r *sheetRows) cell() (string, error) {
	kind := string(r.s.attr("t"))
	r.text.text, r.value = r.text.text[:0], r.value[:0]
	inside := false // of an element v
	for {
		t, err := r.s.next()
		if err == io.EOF {
			return "", errCutOff
		}
		if err != nil {
			return "", err
		}
		r.text.take(r.s, t)
		switch {
		case t == textFound:
			if inside {
				r.value = append(r.value, r.s.text...)
			}
		case string(r.s.name) == "v":
			inside = t == elementBegins
		case t == elementEnds && string(r.s.name) == "c":
			switch kind {
			case "inlineStr":
				return r.text.done(), nil
			case "s":
				return r.b.sharedText(string(r.value))
			}
			return string(r.value), nil
		}
	}
}

// sharedText returns the text that a cell names by its number.
func (b *book) sharedText(number string) (string, error) {
	if number == "" {
		return "", nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 0 || n >= len(b.shared) {
		return "", fmt.Errorf("there is no text %.20q", number)
	}
	return b.shared[n], nil
}

// columnOf returns the index of the column of a cell, from 0: that of "B7" is 1.
func columnOf(cell []byte) (int, error) {
	const most = 1 << 14
	n := 0
	for _, c := range cell {
		switch {
		case 'A' <= c && c <= 'Z' && n <= most:
			n = 26*n + int(c-'A') + 1
		case 'a' <= c && c <= 'z' && n <= most:
			n = 26*n + int(c-'a') + 1
		default:
			if '0' <= c && c <= '9' && 0 < n && n <= most {
				return n - 1, nil
			}
			return 0, fmt.Errorf("there is no cell %.20q", cell)
		}
	}
	return 0, fmt.Errorf("there is no cell %.20q", cell)
}
