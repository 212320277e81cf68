// Package exchange writes alignments in the formats of the field, and reads
// them back where other programs need it.
package exchange

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	encoding "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"bitext/align"
)

// Format is a format by its name, which is also its file extension without the
// dot, but for Beads.
type Format string

// The formats.
const (
	TSV   Format = "tsv"   // a table with a header, tab between cells
	CSV   Format = "csv"   // the same for spreadsheet programs: commas, quotes, formula-safe
	JSONL Format = "jsonl" // a JSON object a line, as Hugging Face's translation sets have it
	HTML  Format = "html"  // a report for the browser, both levels in one page
	Beads Format = "beads" // "[a ids]:[b ids]:score" a line; extension .align
)

// Formats lists all formats.
var Formats = []Format{TSV, CSV, JSONL, HTML, Beads}

// FormatOf returns the format that a file extension such as ".tsv" stands for.
func FormatOf(extension string) (f Format, ok bool) {
	switch name := strings.ToLower(strings.TrimPrefix(extension, ".")); name {
	case "tsv", "csv", "jsonl", "html":
		return Format(name), true
	case "htm":
		return HTML, true
	case "align":
		return Beads, true
	}
	return "", false
}

// Write writes an alignment. Boilerplate is left out of all formats but Beads,
// where it stands as beads with an empty side.
func Write(w io.Writer, format Format, al *align.Alignment, level align.Level) error {
	var err error
	switch format {
	case TSV:
		err = writeTSV(w, al.Rows(level))
	case CSV:
		err = writeCSV(w, al.Rows(level))
	case JSONL:
		err = writeJSONL(w, al.Rows(level))
	case HTML:
		err = writeHTML(w, al)
	case Beads:
		err = writeBeads(w, al, level)
	default:
		return fmt.Errorf("write alignment: there is no format %q", format)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", format, err)
	}
	return nil
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
	texts := make([]string, len(ids))
	for k, id := range ids {
		texts[k] = strconv.Itoa(id)
	}
	return strings.Join(texts, ",")
}

// formatScore writes a probability with four decimals.
func formatScore(p float64) string { return strconv.FormatFloat(p, 'f', 4, 64) }

// longestLine is the longest line of a file of lines that is read, in bytes.
const longestLine = 16 << 20

// withoutBOM decodes UTF-8 and UTF-16 by their byte order mark, UTF-8 without one.
func withoutBOM(r io.Reader) io.Reader {
	return transform.NewReader(r, encoding.BOMOverride(transform.Nop))
}
