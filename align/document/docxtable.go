package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"

	"bitext/align"
	"bitext/align/internal/unzip"
)

// Tables reads a Word document for its tables: the rows of all of them, and the paragraphs
// that stand outside, empty ones too. A cell has its paragraphs a line each; a table in a
// cell belongs to the text of the cell. Text that was inserted as a tracked change is in,
// deleted and hidden text is out. A damaged document is refused with an *align.InputError.
func Tables(data []byte) (rows [][]string, paragraphs []string, err error) {
	archive, err := unzip.Open(data, docxLimits)
	if err != nil {
		return nil, nil, damagedDOCX(err)
	}
	d := &docx{archive: archive, styles: map[string]align.Kind{}}
	main, err := d.mainPart()
	if err != nil {
		return nil, nil, damagedDOCX(err)
	}
	part, err := archive.Read(main)
	if err != nil {
		return nil, nil, damagedDOCX(err)
	}
	t := tableReader{docxReader: docxReader{docx: d, decoder: xml.NewDecoder(bytes.NewReader(part))}}
	if err := t.read(); err != nil {
		return nil, nil, damagedDOCX(err)
	}
	return t.rows, t.paragraphs, nil
}

func damagedDOCX(err error) error {
	if _, large := errors.AsType[*unzip.LimitError](err); large {
		return &align.InputError{Code: align.TooLarge, Op: "read", Reason: "it unpacks to more than a Word document holds", Hint: "copy its text into a new document", Err: err}
	}
	return &align.InputError{Code: align.Damaged, Op: "read", Reason: "it is a damaged Word document (" + err.Error() + ")", Hint: "open it in Word and save it again", Err: err}
}

// tableReader reads a Word document, and keeps what belongs to which cell.
type tableReader struct {
	docxReader
	rows       [][]string
	paragraphs []string
	row, cell  []string // of the outermost table at hand: its cells, the paragraphs of a cell
}

func (t *tableReader) read() error {
	for {
		token, err := t.decoder.Token()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		switch e := token.(type) {
		case xml.StartElement:
			if t.depth++; t.depth > maxXMLNest {
				return errors.New("its elements are nested too deep")
			}
			err = t.start(e)
		case xml.EndElement:
			t.depth--
			t.finish(e.Name.Local)
			t.end(e.Name.Local)
		}
		if err != nil {
			return err
		}
	}
}

// finish takes in what an element that ends holds.
func (t *tableReader) finish(name string) {
	switch p := t.paragraph(); {
	case name == "p" && p != nil:
		text := strings.TrimSpace(p.text.String())
		if t.tables > 0 {
			t.cell = append(t.cell, text)
		} else {
			t.paragraphs = append(t.paragraphs, text)
		}
	case name == "tc" && t.tables == 1:
		t.row = append(t.row, strings.TrimSpace(strings.Join(t.cell, "\n")))
		t.cell = nil
	case name == "tr" && t.tables == 1:
		t.rows = append(t.rows, t.row)
		t.row = nil
	}
}
