package sheet

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bitext/align"
	"bitext/align/review"
	"bitext/align/sheet/internal/xlsx"
)

// maxZipped is how long a workbook may be, in bytes.
const maxZipped = 1 << 28

// compoundFile begins every file of the format before .xlsx. Encrypted workbooks are
// packed into such a file.
const compoundFile = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

// Read reads a workbook that came back from a reviewer: the alignment that it was
// written for, and the rows that stand on its sheets now. Columns are found by their
// heading, sheets by name or heading. The error is an *align.InputError without
// Path if r is no workbook of Write's, or its sheets cannot be told.
func Read(r io.Reader) (*align.Alignment, review.Returned, error) {
	f, err := openWorkbook(r)
	if err != nil {
		return nil, review.Returned{}, err
	}
	if slices.Contains(f.Sheets(), reviewsSheet) {
		al, err := readHidden(f)
		if err != nil {
			return nil, review.Returned{}, err
		}
		returned, err := readDecided(f, al)
		return al, returned, err
	}
	var al *align.Alignment
	var returned review.Returned
	var errHidden, errTables error
	var wg sync.WaitGroup
	wg.Go(func() { al, errHidden = readHidden(f) })
	wg.Go(func() { returned, errTables = readTables(f) })
	wg.Wait()
	return al, returned, cmp.Or(errHidden, errTables)
}

// Apply reads a workbook that came back from a reviewer and applies it: see Read and
// review.Apply.
func Apply(r io.Reader) (*review.Reviewed, error) {
	al, returned, err := Read(r)
	if err != nil {
		return nil, err
	}
	return review.Apply(al, returned)
}

func openWorkbook(r io.Reader) (*xlsx.Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxZipped+1))
	if err != nil {
		return nil, fmt.Errorf("read workbook: %w", err)
	}
	switch {
	case len(data) > maxZipped:
		return nil, &align.InputError{Code: align.TooLarge, Op: "read workbook", Reason: fmt.Sprintf("it is larger than %d MB", maxZipped>>20), Hint: "no workbook that align pair wrote is"}
	case len(data) == 0:
		return nil, &align.InputError{Code: align.NoText, Op: "read workbook", Reason: "it is empty", Hint: "use a workbook that align pair wrote"}
	case bytes.HasPrefix(data, []byte(compoundFile)):
		return nil, &align.InputError{Code: align.Encrypted, Op: "read workbook", Reason: "it is protected with a password, or in the old format .xls", Hint: "open it, and save it as .xlsx without a password"}
	case openDocument(data):
		return nil, &align.InputError{Code: align.UnsupportedFormat, Op: "read workbook", Reason: "it is an OpenDocument file (.ods)", Hint: "open it, and save it as .xlsx"}
	case !bytes.HasPrefix(data, []byte("PK")):
		return nil, &align.InputError{Code: align.UnsupportedFormat, Op: "read workbook", Reason: "it is no workbook", Hint: "give the .xlsx that align pair wrote and a person reviewed; from .ods or .csv, save it as .xlsx first"}
	}
	b, err := xlsx.Open(data)
	if err != nil {
		return nil, refused("it is damaged, or no workbook", err)
	}
	b.Plain = grounds
	return b, nil
}

// openDocument reports whether a file is of LibreOffice's own format: its first
// entry says so, uncompressed.
func openDocument(data []byte) bool {
	const name, headerLength = "mimetypeapplication/vnd.oasis.opendocument", 30
	return len(data) > headerLength && bytes.HasPrefix(data[headerLength:], []byte(name))
}

func readHidden(f *xlsx.Book) (*align.Alignment, error) {
	if !slices.Contains(f.Sheets(), hiddenSheet) {
		return nil, refused("it has no sheet "+hiddenSheet+", so align did not write it or the sheet was deleted", nil)
	}
	rows, err := f.Rows(hiddenSheet)
	if err != nil {
		return nil, refused("sheet "+hiddenSheet+" cannot be read", err)
	}
	defer rows.Close()
	d := newDecoder()
	for rows.Next() {
		if err := d.record(rows.Cells); err != nil {
			return nil, refused(fmt.Sprintf("row %d of sheet %s is damaged", rows.Number, hiddenSheet), err)
		}
	}
	if err := cmp.Or(rows.Err(), d.al.Validate()); err != nil {
		return nil, refused("sheet "+hiddenSheet+" is damaged", err)
	}
	return d.al, nil
}

func refused(why string, err error) error {
	if err != nil {
		why += " (" + err.Error() + ")"
	}
	return &align.InputError{Code: align.NotOurWorkbook, Op: "read workbook", Reason: why, Hint: "use a workbook that align pair wrote, saved as .xlsx", Err: err}
}

// decoder puts an alignment together from the records of the hidden sheet.
type decoder struct {
	al     *align.Alignment
	fields []string // of the record at hand that are not read yet
	err    error
	last   *align.Bead // the bead that flags belong to
	packed bool        // whether a record stands in one cell
}

func newDecoder() *decoder {
	return &decoder{al: &align.Alignment{EN: new(align.Document), ZH: new(align.Document)}}
}

// begin begins a record.
func (d *decoder) begin(cells []string) {
	d.fields, d.err = cells, nil
	if d.packed {
		d.fields = fieldsOf(strings.Join(cells, ""))
	}
}

// record takes one record in.
func (d *decoder) record(cells []string) error {
	d.begin(cells)
	switch kind := d.text(); kind {
	case "align":
		v := d.number()
		if d.err == nil && v != fieldACell && v != recordACell {
			return fmt.Errorf("it is of version %d, not %d", v, recordACell)
		}
		d.packed = v == recordACell
		d.al.Swapped = d.text() == swapped
	case "document":
		doc := d.document()
		doc.Name, doc.Format, doc.Encoding = d.text(), d.text(), d.text()
		doc.Language, doc.Script = align.Language(d.text()), align.Script(d.text())
	case "paragraph":
		doc := d.document()
		d.expect(len(doc.Paragraphs))
		p := align.Paragraph{Kind: align.Kind(d.text()), Pos: d.number()}
		p.Language, p.Reason, p.Text = align.Language(d.text()), d.text(), d.text()
		doc.Paragraphs = append(doc.Paragraphs, p)
	case "source", "origin":
		doc := d.document()
		if len(doc.Paragraphs) == 0 {
			return fmt.Errorf("%s stands before any paragraph", kind)
		}
		p := &doc.Paragraphs[len(doc.Paragraphs)-1]
		if kind == "source" {
			p.Source = d.text()
		} else {
			p.Origin, p.Whole = align.Origin(d.text()), d.text()
		}
	case "sentence":
		doc := d.document()
		d.expect(len(doc.Sentences))
		doc.Sentences = append(doc.Sentences, align.Sentence{Paragraph: d.number(), Start: d.number(), End: d.number()})
	case "bead":
		d.bead()
	case "flag":
		if d.last == nil {
			return errors.New("a flag stands before any bead")
		}
		d.last.Flags = append(d.last.Flags, align.Flag{Kind: align.FlagKind(d.text()), Detail: d.text()})
	case "review":
		if d.last == nil {
			return errors.New("a review stands before any bead")
		}
		d.last.Status, d.last.Comment, d.last.ByHand = align.Status(d.text()), d.text(), d.text() == byHand
	default:
		return fmt.Errorf("%.40q is no record", kind)
	}
	return d.err
}

// fieldsOf cuts a record at the bars outside of quotation marks.
func fieldsOf(record string) (fields []string) {
	for {
		quoted, _ := strconv.QuotedPrefix(record)
		end := strings.IndexByte(record[len(quoted):], '|')
		if end < 0 {
			return append(fields, record)
		}
		end += len(quoted)
		fields, record = append(fields, record[:end]), record[end+1:]
	}
}

func (d *decoder) bead() {
	d.text() // the row's ID, which follows from the rest
	b := align.Bead{EN: d.ids(), ZH: d.ids()}
	score, err := strconv.ParseFloat(d.text(), 64)
	d.fail(err)
	b.Score = score
	list := &d.al.Beads
	if parent := d.text(); parent != "" {
		n, err := strconv.Atoi(parent)
		d.fail(err)
		b.Parent, list = n, &d.al.Sentences
	}
	*list = append(*list, b)
	d.last = &(*list)[len(*list)-1]
}

// fail keeps the first error of a record.
func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err = err
	}
}

// text returns the next field. A quoted one may go on in the cells that follow.
func (d *decoder) text() string {
	if len(d.fields) == 0 {
		d.fail(errors.New("a field is missing"))
		return ""
	}
	if !strings.HasPrefix(d.fields[0], `"`) {
		f := d.fields[0]
		d.fields = d.fields[1:]
		return f
	}
	var b strings.Builder
	for len(d.fields) > 0 {
		b.WriteString(d.fields[0])
		d.fields = d.fields[1:]
		if s, err := strconv.Unquote(b.String()); err == nil {
			return s
		}
	}
	d.fail(fmt.Errorf("%.40q is not closed", b.String()))
	return ""
}

func (d *decoder) number() int {
	n, err := strconv.Atoi(d.text())
	d.fail(err)
	return n
}

// expect reads an id, which has to be the next one.
func (d *decoder) expect(id int) {
	if n := d.number(); n != id {
		d.fail(fmt.Errorf("id %d stands where %d should", n, id))
	}
}

// document reads which edition a record is about.
func (d *decoder) document() *align.Document {
	switch s := align.Language(d.text()); s {
	case align.English:
		return d.al.EN
	case align.Chinese:
		return d.al.ZH
	default:
		d.fail(fmt.Errorf("%.40q is no edition", s))
		return new(align.Document)
	}
}

func (d *decoder) ids() []int {
	var ids []int
	for f := range strings.FieldsSeq(d.text()) {
		n, err := strconv.Atoi(f)
		d.fail(err)
		ids = append(ids, n)
	}
	return ids
}
