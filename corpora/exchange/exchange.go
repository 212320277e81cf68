// Package exchange reads and writes alignments in the formats of the field, as streams
// of records in memory that does not grow with them. Each format is a codec in a file of
// its own, which ends in its entry for the table of formats; a format of another package
// joins the table in the same shape.
package exchange

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	encoding "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"bitext/align"
	"bitext/align/document/charset"
)

// Format is a format of files that hold an alignment. A format is written as a stream of
// records (NewEncoder), or from a whole alignment (EncodeWhole), or in one of both ways by
// its layout; it is read as a stream.
type Format struct {
	Name       string   // "tsv"
	Title      string   // "translation memory (TMX 1.4b)"
	Extensions []string // of its files, the usual one first: ".tsv"; none if it goes by its name alone
	Others     []string // extensions of files of other makers that are read as it: ".sdlxliff"

	Carries  Part
	Unread   Part            // what of that is not read back
	Without  map[string]Part // what a profile or a layout does not carry of that
	Profiles []string        // programs or clients that want it their way, the usual one first
	Layouts  []string        // ways to lay it out, the usual one first

	// Files returns the ends of the names of the files, if the format has several:
	// ".en", ".zh"; after a slash a name in the same folder. Nil stands for one file with
	// any name.
	Files func(profile string) []string

	// Sniff reports whether a file that begins like that is of the format; nil if that
	// cannot be told.
	Sniff func(head []byte) bool

	// Rules looks at a file for what readers pass over; nil if there is nothing.
	Rules func(r io.Reader, rules *Rules, found func(Finding))

	NewEncoder  func(w []io.Writer, opt WriteOptions) Encoder                  // a writer a file
	EncodeWhole func(w io.Writer, al *align.Alignment, opt WriteOptions) error // in its usual layout
	NewDecoder  func(r []io.Reader, opt ReadOptions) (Decoder, error)          // a reader a file
}

// Encoder writes records in a format.
type Encoder interface {
	Encode(r Record) error
	Close() error // writes what stands at the end; it does not close the files
}

// Decoder reads records. After the last one Decode returns io.EOF. An error in a file of
// text names the line.
type Decoder interface {
	Decode() (Record, error)
}

// WriteOptions say how to write an alignment. The zero value is the usual way.
type WriteOptions struct {
	Level   align.Level // of the rows, where a format has one level
	Profile string      // one of Format.Profiles; "" is the first
	Layout  string      // one of Format.Layouts; "" is the first

	MinScore     float64  // rows of a lower score are left out, and rows without one
	ReviewedOnly bool     // rows that no reviewer stands for are left out
	Filters      []Filter // further reasons to leave rows out, asked in this order of rows that would be written

	Protect bool           // a workbook: lock the cells that are not to be filled in
	Reader  align.Language // whose words come first in a workbook; "" is English

	Names  []string // of the files, without folders, where they name each other
	Tool   Tool     // what is named as the maker
	Tokens *Tokens  // where words end; nil: segmented here
}

// Filter leaves rows out of what is written.
type Filter struct {
	Name string // what they are, for the report: "duplicates"
	Drop func(r *Record) bool
}

// Tool says what made a file. Its texts are of one line; empty ones are left out.
type Tool struct {
	Version    string `json:"version,omitempty"`    // of align
	Dictionary string `json:"dictionary,omitempty"` // title of the dictionary
	Model      string `json:"model,omitempty"`      // title of the weights
}

// ReadOptions say how to read an alignment.
type ReadOptions struct {
	Level align.Level // of the rows, where a format has both levels

	// Open opens a file beside the one that is read, by its name; nil if there are none.
	Open func(name string) (io.ReadCloser, error)
}

// Formats returns the formats of this package.
func Formats() []Format {
	return []Format{
		HTML, TSV, CSV, JSONL, Beads, TMX, XLIFF, XLIFF2, DOCX, RTF, Lines, XCES, TEI, CWB,
		Vertical, Sketch, CoNLLU, HuggingFace, Hunalign, Ladder, Vecalign,
	}
}

// CanWrite reports whether the format is written.
func (f Format) CanWrite() bool { return f.NewEncoder != nil || f.EncodeWhole != nil }

// CanRead reports whether the format is read.
func (f Format) CanRead() bool { return f.NewDecoder != nil }

// CarriesIn returns the parts that a file holds which is written in that way.
func (f Format) CarriesIn(opt WriteOptions) Part {
	return f.Carries &^ f.Without[opt.Profile] &^ f.Without[opt.Layout]
}

// Has reports whether a file of the format holds a part of an alignment.
func (f Format) Has(p Part) bool { return f.Carries&p != 0 }

// Whole reports whether the format is written from a whole alignment in a layout.
func (f Format) Whole(layout string) bool {
	return f.EncodeWhole != nil && (f.NewEncoder == nil || layout == "" || layout == f.Layouts[0])
}

// Paths returns the files that stand for a path: itself, or, for a format of several
// files, those whose names begin with it. Path may end like one of these, or in an
// extension of the format.
func (f Format) Paths(path, profile string) []string {
	if f.Files == nil {
		return []string{path}
	}
	ends := f.Files(profile)
	base, folder := path, filepath.Dir(path)
	if end, ok := longestEnd(path, slices.Concat(ends, f.Extensions)); ok {
		base = path[:len(path)-len(end)]
	}
	paths := make([]string, len(ends))
	for k, end := range ends {
		if paths[k] = base + end; strings.HasPrefix(end, "/") {
			paths[k] = filepath.Join(folder, end)
		}
	}
	return paths
}

// longestEnd returns the longest of some ends that a path has, whatever the case of its
// letters, before which a name is left.
func longestEnd(path string, ends []string) (longest string, ok bool) {
	lower := strings.ToLower(path)
	for _, end := range ends {
		if strings.HasSuffix(lower, strings.ToLower(end)) && len(end) > len(longest) {
			longest = end
		}
	}
	return longest, longest != ""
}

// Write writes an alignment to one file.
func (f Format) Write(w io.Writer, al *align.Alignment, opt WriteOptions) error {
	_, err := f.WriteAll([]io.Writer{w}, al, opt)
	return err
}

// WriteAll writes an alignment to the files of a format, a writer each, and returns what
// became of its rows.
func (f Format) WriteAll(w []io.Writer, al *align.Alignment, opt WriteOptions) (*Report, error) {
	if f.Whole(opt.Layout) {
		report := newReport(f, opt)
		for r := range Records(al, opt.Level) {
			report.count(r, f)
		}
		if err := f.EncodeWhole(w[0], al, opt); err != nil {
			return nil, fmt.Errorf("write %s: %w", f.Name, err)
		}
		return report, nil
	}
	out, err := f.NewWriter(w, opt)
	if err != nil {
		return nil, err
	}
	for r := range Records(al, opt.Level) {
		if err := out.Write(r); err != nil {
			return nil, err
		}
	}
	return out.Report, out.Close()
}

// Writer writes records to the files of a format. It leaves out the rows that the
// options or the format leave out, and counts.
type Writer struct {
	Report *Report // so far

	format  Format
	opt     WriteOptions
	encoder Encoder
}

// NewWriter begins to write files of a format, a writer each.
func (f Format) NewWriter(w []io.Writer, opt WriteOptions) (*Writer, error) {
	if f.NewEncoder == nil {
		return nil, fmt.Errorf("write %s: %w", f.Name, errors.ErrUnsupported)
	}
	if f.Files != nil && len(w) != len(f.Files(opt.Profile)) || f.Files == nil && len(w) != 1 {
		return nil, fmt.Errorf("write %s: it has other files than the %d given", f.Name, len(w))
	}
	return &Writer{newReport(f, opt), f, opt, f.NewEncoder(w, opt)}, nil
}

// Write writes a record.
func (w *Writer) Write(r Record) error {
	if !w.Report.count(r, w.format) {
		return nil
	}
	if err := w.encoder.Encode(r); err != nil {
		return fmt.Errorf("write %s: %w", w.format.Name, err)
	}
	return nil
}

// Close writes the end of the files.
func (w *Writer) Close() error {
	if err := w.encoder.Close(); err != nil {
		return fmt.Errorf("write %s: %w", w.format.Name, err)
	}
	return nil
}

// Open begins to read the files of a format, a reader each.
func (f Format) Open(r []io.Reader, opt ReadOptions) (Decoder, error) {
	if f.NewDecoder == nil {
		return nil, fmt.Errorf("read %s: %w", f.Name, errors.ErrUnsupported)
	}
	in, err := f.NewDecoder(r, opt)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Name, err)
	}
	return decoderOf{in, f.Name}, nil
}

// decoderOf is a Decoder whose errors name the format.
type decoderOf struct {
	Decoder
	name string
}

func (d decoderOf) Decode() (Record, error) {
	r, err := d.Decoder.Decode()
	if err != nil && err != io.EOF {
		err = fmt.Errorf("read %s: %w", d.name, err)
	}
	return r, err
}

// Read reads the rows of an alignment of one file, with texts, ids of units, or both, as
// the format has them. The score of a row is NaN if the file has none.
func (f Format) Read(r io.Reader, opt ReadOptions) ([]align.Row, error) {
	in, err := f.Open([]io.Reader{LimitFile(r)}, opt)
	if err != nil {
		return nil, err
	}
	return Collect(in)
}

// HasExtension reports whether files with a name like that are of the format,
// whatever the case of its letters.
func (f Format) HasExtension(path string) bool {
	return slices.Contains(f.Extensions, strings.ToLower(filepath.Ext(path)))
}

// flagText lists the flags of a row in words: "numbers differ: 87 / 78; unusual length".
func flagText(flags []align.Flag) string {
	texts := make([]string, len(flags))
	for k, f := range flags {
		texts[k] = f.String()
	}
	return strings.Join(texts, "; ")
}

// joinIDs writes unit ids: "3,4".
func joinIDs(ids []int) string { return listIDs(ids, ',') }

// listIDs writes unit ids with a character between them.
func listIDs(ids []int, between byte) string {
	var b []byte
	for k, id := range ids {
		if k > 0 {
			b = append(b, between)
		}
		b = strconv.AppendInt(b, int64(id), 10)
	}
	return string(b)
}

// formatScore writes a probability with four decimals.
func formatScore(p float64) string { return strconv.FormatFloat(p, 'f', 4, 64) }

// lineReader reads a file of lines one after another.
type lineReader struct {
	in     *bufio.Scanner
	limits *limited
	number int // of the line at hand, from 1
}

// newLineReader reads a file in UTF-8, or in UTF-16 with a byte order mark.
func newLineReader(r io.Reader) *lineReader { return linesOf(withoutBOM(r)) }

// newTextReader reads a file that a person may have saved, in any encoding that an edition
// is read in.
func newTextReader(r io.Reader) (*lineReader, error) {
	text, err := charset.NewReader(r)
	if err != nil {
		return nil, err
	}
	return linesOf(text), nil
}

func linesOf(text io.Reader) *lineReader {
	limits := newLimited(text)
	in := bufio.NewScanner(limits)
	in.Buffer(nil, 2*maxPiece)
	return &lineReader{in: in, limits: limits}
}

// next returns the next line, which is valid until the call after it; io.EOF after the
// last.
func (l *lineReader) next() ([]byte, error) {
	l.number++
	l.limits.next()
	if l.in.Scan() && l.limits.err == nil { // no line that was cut off
		return l.in.Bytes(), nil
	}
	if err := cmp.Or(l.limits.err, l.in.Err()); err != nil {
		return nil, l.at(err)
	}
	return nil, io.EOF
}

// at returns an error with the number of the line at hand.
func (l *lineReader) at(err error) error { return fmt.Errorf("line %d: %w", l.number, err) }

// withoutBOM decodes UTF-8 and UTF-16 by their byte order mark, UTF-8 without one.
func withoutBOM(r io.Reader) io.Reader {
	return transform.NewReader(r, encoding.BOMOverride(transform.Nop))
}
