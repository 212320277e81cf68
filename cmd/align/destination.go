package main

import (
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"bitext/align"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
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
	f.StringVar(&d.to, "to", "", "`FORMAT` instead of the one of the extension: "+list("or", name)+"; without -o, write to stdout")
	f.StringVar(&d.level, "level", string(align.LevelParagraph), "units of "+list("and", leveled)+": paragraph or sentence")
}

// formats returns the formats that an alignment can be written in.
func formats() []exchange.Format {
	return slices.DeleteFunc(pairing.Formats(), func(f exchange.Format) bool { return f.Encode == nil })
}

// list writes a word for each format as in a sentence, "tsv, csv and jsonl"; a format
// without a word is left out.
func list(last string, of func(exchange.Format) string) string {
	var words []string
	for _, f := range formats() {
		if word := of(f); word != "" {
			words = append(words, word)
		}
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
}

func name(f exchange.Format) string      { return f.Name }
func extension(f exchange.Format) string { return f.Extensions[0] }

// leveled is the name of a format that --level is for.
func leveled(f exchange.Format) string {
	if f.BothLevels {
		return ""
	}
	return f.Name
}

// parseLevel reads the value of --level.
func parseLevel(command, value string) (align.Level, error) {
	switch level := align.Level(value); level {
	case align.LevelParagraph, align.LevelSentence:
		return level, nil
	}
	return "", usagef("%s: --level %q: it is paragraph or sentence", command, value)
}

// plan says where the result of a command goes, and in which format. Without
// options it goes to the file usual, or nowhere if that is empty.
func (d *destination) plan(command, usual string, json bool) ([]output, error) {
	if _, err := parseLevel(command, d.level); err != nil {
		return nil, err
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
		format, err := d.format(command, path)
		if err != nil {
			return nil, err
		}
		if path == stdout && json {
			return nil, usagef("%s: --json and the result cannot both go to stdout; name a file with -o", command)
		}
		outputs = append(outputs, output{path, format})
	}
	return outputs, nil
}

// format returns the format that --to or the extension of an output names.
func (d *destination) format(command, path string) (exchange.Format, error) {
	for _, f := range formats() {
		if d.to == "" && f.HasExtension(path) || d.to == f.Name || slices.Contains(f.Extensions, "."+strings.ToLower(d.to)) {
			return f, nil
		}
	}
	switch {
	case d.to != "":
		return exchange.Format{}, usagef("%s: --to %q: the formats are %s", command, d.to, list("and", name))
	case path == stdout:
		return exchange.Format{}, usagef("%s: -o - needs --to, one of %s", command, list("and", name))
	}
	if isFolder(path) {
		return exchange.Format{}, usagef("%s: -o %s: it is a folder; name a file in it", command, path)
	}
	return exchange.Format{}, usagef("%s: -o %s: the extension names no format; use %s, or say --to", command, path, list("or", extension))
}

// encode writes an alignment in a format.
func (d *destination) encode(w io.Writer, format exchange.Format, al *align.Alignment) error {
	return format.Write(w, al, exchange.WriteOptions{Level: align.Level(d.level)})
}
