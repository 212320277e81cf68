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

// Level says which units a format holds.
type Level string

// The levels.
const (
	Paragraph Level = "paragraph"
	Sentence  Level = "sentence"
)

// Write writes an alignment. Boilerplate is left out of all formats but Beads,
// where it stands as beads with an empty side.
func Write(w io.Writer, format Format, al *align.Alignment, level Level) error {
	var err error
	switch format {
	case TSV:
		err = writeTSV(w, rows(al, level))
	case CSV:
		err = writeCSV(w, rows(al, level))
	case JSONL:
		err = writeJSONL(w, rows(al, level))
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

// Row is one pair of an alignment as a file has it.
type Row struct {
	Text  align.TextPair // empty if the file has ids alone
	Bead  align.Bead     // without units if the file has texts alone
	Level Level          // "" if the file does not say
}

// row is one bead as the table formats show it.
type row struct {
	id           string // P12 of a paragraph bead, P12.3 of a sentence bead, as in the review workbook
	enIDs, zhIDs []int
	en, zh       string
	score        float64
	flags        []align.Flag
	status       align.Status
	comment      string
}

// shape is the type of the bead: "1-1", "2-1", "1-0".
func (r row) shape() string { return fmt.Sprintf("%d-%d", len(r.enIDs), len(r.zhIDs)) }

// flagText lists the flags in words: "numbers differ: 87 / 78; unusual length".
func (r row) flagText() string {
	texts := make([]string, len(r.flags))
	for k, f := range r.flags {
		texts[k] = string(f.Kind)
		if f.Detail != "" {
			texts[k] += ": " + f.Detail
		}
	}
	return strings.Join(texts, "; ")
}

func rows(al *align.Alignment, level Level) []row {
	ids := make([]string, len(al.Beads))
	var out []row
	for n, b := range al.Beads {
		if al.Removed(b) {
			continue
		}
		ids[n] = "P" + strconv.Itoa(len(out)+1)
		en, zh := al.Text(b)
		out = append(out, row{ids[n], b.EN, b.ZH, en, zh, b.Score, b.Flags, b.Status, b.Comment})
	}
	if level == Paragraph || len(al.Sentences) == 0 {
		return out
	}
	out = out[:0:0]
	number := make([]int, len(al.Beads)) // of sentence rows so far
	for _, b := range al.Sentences {
		if ids[b.Parent] == "" {
			continue
		}
		number[b.Parent]++
		en, zh := al.SentenceText(b)
		out = append(out, row{fmt.Sprintf("%s.%d", ids[b.Parent], number[b.Parent]), b.EN, b.ZH, en, zh, b.Score, b.Flags, b.Status, b.Comment})
	}
	return out
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
