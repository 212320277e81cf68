// Package exchange reads and writes alignments in the formats of the field. Each
// format is a codec in a file of its own, which ends in its entry for the table of
// formats; a format of another package joins the table in the same shape.
package exchange

import (
	"bufio"
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
)

// Format is a format of files that hold an alignment.
type Format struct {
	Name       string   // "tsv"
	Extensions []string // of its files, the usual one first: ".tsv"

	IDs        bool // its rows are read with the ids of their units
	Texts      bool // its rows have texts
	Removed    bool // it lists boilerplate, which other formats leave out
	BothLevels bool // a file has paragraphs and sentences; in other formats it has one of them

	Encode func(w io.Writer, al *align.Alignment, opt WriteOptions) error   // nil: it is not written
	Decode func(r io.Reader, opt ReadOptions) (rows []align.Row, err error) // nil: it is not read
}

// WriteOptions say how to write an alignment.
type WriteOptions struct {
	Level align.Level // of the rows, where a format has one level
}

// ReadOptions say how to read an alignment.
type ReadOptions struct {
	Level align.Level // of the rows, where a format has both levels
}

// Formats returns the formats of this package.
func Formats() []Format { return []Format{HTML, TSV, CSV, JSONL, Beads, TMX} }

// Write writes an alignment.
func (f Format) Write(w io.Writer, al *align.Alignment, opt WriteOptions) error {
	if f.Encode == nil {
		return fmt.Errorf("write %s: %w", f.Name, errors.ErrUnsupported)
	}
	if err := f.Encode(w, al, opt); err != nil {
		return fmt.Errorf("write %s: %w", f.Name, err)
	}
	return nil
}

// Read reads the rows of an alignment, with texts, ids of units, or both, as the format
// has them. The score of a row is NaN if the file has none.
func (f Format) Read(r io.Reader, opt ReadOptions) ([]align.Row, error) {
	if f.Decode == nil {
		return nil, fmt.Errorf("read %s: %w", f.Name, errors.ErrUnsupported)
	}
	rows, err := f.Decode(r, opt)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", f.Name, err)
	}
	return rows, nil
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
func joinIDs(ids []int) string {
	return strings.ReplaceAll(strings.Trim(fmt.Sprint(ids), "[]"), " ", ",")
}

// formatScore writes a probability with four decimals.
func formatScore(p float64) string { return strconv.FormatFloat(p, 'f', 4, 64) }

// eachLine calls take with every line of a file. An error has the number of its line.
func eachLine(r io.Reader, take func(line []byte) error) error {
	limits := newLimited(r)
	in := bufio.NewScanner(withoutBOM(limits))
	in.Buffer(nil, 2*maxPiece)
	n := 1
	for ; in.Scan(); n++ {
		err := limits.err // of a line that was cut off
		if err == nil {
			err = take(in.Bytes())
		}
		if err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
		limits.next()
	}
	if err := in.Err(); err != nil {
		return fmt.Errorf("line %d: %w", n, err)
	}
	return nil
}

// withoutBOM decodes UTF-8 and UTF-16 by their byte order mark, UTF-8 without one.
func withoutBOM(r io.Reader) io.Reader {
	return transform.NewReader(r, encoding.BOMOverride(transform.Nop))
}
