package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"bitext/align"
	"bitext/align/sheet"
	"bitext/corpora/exchange"
)

// destination are the options that say where an alignment goes, and in which
// format.
type destination struct {
	outputs []string
	to      string
	level   string
	force   bool
}

func (d *destination) flags(f *pflag.FlagSet) {
	f.StringArrayVarP(&d.outputs, "output", "o", nil, "write to `FILE`, or - for stdout; may be given several times")
	f.StringVar(&d.to, "to", "", "`FORMAT` instead of the one of the extension: xlsx, html, tsv, csv, jsonl or beads; without -o, write to stdout")
	f.StringVar(&d.level, "level", "paragraph", "units of tsv, csv, jsonl and beads: paragraph or sentence")
}

// formatXLSX is the one format that package exchange does not have.
const formatXLSX = "xlsx"

// plan says where the result of a command goes, and in which format. Without
// options it goes to the file usual, or nowhere if that is empty.
func (d *destination) plan(command, usual string, json bool) ([]output, error) {
	if d.level != string(align.LevelParagraph) && d.level != string(align.LevelSentence) {
		return nil, usagef("%s: --level %q: it is paragraph or sentence", command, d.level)
	}
	if strings.EqualFold(d.to, "align") { // the extension of beads
		d.to = string(exchange.Beads)
	}
	if d.to != "" && d.to != formatXLSX && !slices.Contains(exchange.Formats, exchange.Format(d.to)) {
		return nil, usagef("%s: --to %q: the formats are xlsx, html, tsv, csv, jsonl and beads", command, d.to)
	}
	paths := d.outputs
	switch {
	case len(paths) > 0:
	case d.to != "":
		paths = []string{stdout}
	case usual != "":
		paths = []string{usual}
	}
	var outputs []output
	for _, path := range paths {
		format := d.to
		if format == "" {
			extension := filepath.Ext(path)
			switch f, ok := exchange.FormatOf(extension); {
			case ok:
				format = string(f)
			case strings.EqualFold(extension, ".xlsx"):
				format = formatXLSX
			case path == stdout:
				return nil, usagef("%s: -o - needs --to, one of xlsx, html, tsv, csv, jsonl and beads", command)
			default:
				return nil, usagef("%s: -o %s: the extension names no format; use .xlsx, .html, .tsv, .csv, .jsonl or .align, or say --to", command, path)
			}
		}
		if path == stdout && json {
			return nil, usagef("%s: --json and the result cannot both go to stdout; name a file with -o", command)
		}
		outputs = append(outputs, output{path, format})
	}
	return outputs, nil
}

// encode writes an alignment in a format.
func (d *destination) encode(w io.Writer, format string, al *align.Alignment) error {
	if format == formatXLSX {
		return sheet.Write(w, al)
	}
	return exchange.Write(w, exchange.Format(format), al, align.Level(d.level))
}
