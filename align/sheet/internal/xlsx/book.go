// Package xlsx reads the cells of a workbook as text, and nothing else. Excelize knows
// more of a workbook; to read one it unpacks all of it, large parts into temporary files,
// and passes over damage.
package xlsx

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"
	"sync"

	"github.com/xuri/excelize/v2"

	"bitext/align/internal/unzip"
)

// Book is an open workbook. Several goroutines may read it.
type Book struct {
	archive *unzip.Archive
	sheets  []sheet
	shared  []string     // the texts that cells name by number
	struck  map[int]bool // the numbers of those with a run that is struck through
	styles  []style
	Plain   []string // colours of grounds that mean nothing, as RRGGBB
	kept    int      // bytes of all names and texts here

	from1904 bool           // whether days are counted from 1904
	canvas   *excelize.File // draws numbers in their formats; made when needed
	drawing  sync.Mutex     // held by who uses it
}

type sheet struct{ name, part string }

// limits on the size to which a workbook may unpack. Workbooks that align wrote pack to
// between a fifth and a seventh, saved again by LibreOffice to an eleventh, and a workbook
// of 100,000 rows that are all the same to a fifteenth. An archive that was made to fill the
// memory packs to a thousandth.
var limits = unzip.Limits{Member: 1 << 30, Ratio: 100, Free: 1 << 26}

// maxKept is how many bytes of names and shared texts a Book may keep.
const maxKept = 1 << 28

// Open reads the names of the sheets of a workbook and the texts that they share.
func Open(data []byte) (*Book, error) {
	archive, err := unzip.Open(data, limits)
	if err != nil {
		return nil, err
	}
	b := &Book{archive: archive, struck: map[int]bool{}}
	_, byType, err := b.relations("")
	if err != nil {
		return nil, err
	}
	workbook := cmp.Or(byType["officeDocument"], "xl/workbook.xml")
	byID, byType, err := b.relations(workbook)
	if err != nil {
		return nil, err
	}
	if err := b.readSheets(workbook, byID); err != nil {
		return nil, err
	}
	if styles := cmp.Or(byType["styles"], "xl/styles.xml"); b.archive.Has(styles) {
		if err := b.readStyles(styles); err != nil {
			return nil, err
		}
	}
	shared := cmp.Or(byType["sharedStrings"], "xl/sharedStrings.xml")
	if b.archive.Has(shared) {
		err = b.readShared(shared)
	}
	return b, err
}

// Sheets returns the names of the sheets in their order.
func (b *Book) Sheets() []string {
	names := make([]string, len(b.sheets))
	for k, s := range b.sheets {
		names[k] = s.name
	}
	return names
}

// each calls a function for every token of a part until it returns an error.
func (b *Book) each(name string, take func(xml.Token) error) error {
	p, err := b.openPart(name)
	if err != nil {
		return err
	}
	defer p.close()
	for {
		t, err := p.next()
		if err == nil {
			err = take(t)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", p.name, err)
		}
	}
}

// relations returns where the relations of a part lead, by their ids, and the target
// of the first of each type.
func (b *Book) relations(of string) (byID, byType map[string]string, err error) {
	byID, byType = map[string]string{}, map[string]string{}
	folder, file := path.Split(of)
	name := folder + "_rels/" + file + ".rels"
	if !b.archive.Has(name) {
		return byID, byType, nil
	}
	err = b.each(name, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" {
			return nil
		}
		target := attr(e, "Target")
		if !strings.HasPrefix(target, "/") {
			target = folder + target
		}
		id, kind := attr(e, "Id"), path.Base(attr(e, "Type"))
		byID[id] = target
		if byType[kind] == "" {
			byType[kind] = target
		}
		return b.keep(id, kind, target)
	})
	return byID, byType, err
}

// readSheets reads the names of the sheets and where their parts are.
func (b *Book) readSheets(workbook string, byID map[string]string) error {
	taken := map[string]bool{} // the parts that are a sheet
	return b.each(workbook, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "workbookPr" {
			b.from1904 = attr(e, "date1904") == "1" || attr(e, "date1904") == "true"
		}
		if !ok || e.Name.Local != "sheet" {
			return nil
		}
		s := sheet{attr(e, "name"), byID[attr(e, "id")]}
		if taken[s.part] && s.part != "" {
			return fmt.Errorf("two sheets are the same part, %.60q", path.Base(s.part))
		}
		taken[s.part] = true
		b.sheets = append(b.sheets, s)
		return b.keep(s.name, s.part)
	})
}

// readShared reads the texts that cells name by number.
func (b *Book) readShared(name string) error {
	text := text{element: "t"}
	return b.each(name, func(t xml.Token) error {
		if err := text.take(t); err != nil {
			return err
		}
		if e, ok := t.(xml.EndElement); !ok || e.Name.Local != "si" {
			return nil
		}
		if text.struck {
			b.struck[len(b.shared)], text.struck = true, false
		}
		s := text.done()
		b.shared = append(b.shared, s)
		return b.keep(s)
	})
}

// keep counts the bytes of the texts that the Book keeps.
func (b *Book) keep(texts ...string) error {
	const header = 16 // bytes of a string beside its text
	for _, s := range texts {
		b.kept += len(s) + header
	}
	if b.kept > maxKept {
		return fmt.Errorf("its texts are over %d MB", maxKept>>20)
	}
	return nil
}

// sharedText returns the text that a cell names by its number, and whether a part of it
// is struck through.
func (b *Book) sharedText(number string) (text string, struck bool, err error) {
	if number == "" {
		return "", false, nil
	}
	n, err := strconv.Atoi(strings.TrimSpace(number))
	if err != nil || n < 0 || n >= len(b.shared) {
		return "", false, fmt.Errorf("there is no text %.20q", number)
	}
	return b.shared[n], b.struck[n], nil
}
