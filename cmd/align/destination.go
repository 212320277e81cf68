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
	f.StringVar(&d.to, "to", "", "`FORMAT` instead of the one of the extension: "+list(formatNames(), "or")+"; without -o, write to stdout")
	f.StringVar(&d.level, "level", string(align.LevelParagraph), "units of "+list(oneLevelNames(), "and")+": paragraph or sentence")
}

// formats are those that an alignment can be written in.
func formats() []exchange.Format {
	return slices.DeleteFunc(pairing.Formats(), func(f exchange.Format) bool { return f.Encode == nil })
}

func formatNames() (names []string) {
	for _, f := range formats() {
		names = append(names, f.Name)
	}
	return names
}

// oneLevelNames are the names of the formats that --level is for.
func oneLevelNames() (names []string) {
	for _, f := range formats() {
		if !f.BothLevels {
			names = append(names, f.Name)
		}
	}
	return names
}

// list writes words as in a sentence: "a, b and c".
func list(words []string, last string) string {
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + " " + last + " " + words[n]
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
	var to exchange.Format
	if d.to != "" {
		known := formats()
		k := slices.IndexFunc(known, func(f exchange.Format) bool { return f.Name == d.to || f.HasExtension("."+d.to) })
		if k < 0 {
			return nil, usagef("%s: --to %q: the formats are %s", command, d.to, list(formatNames(), "and"))
		}
		to = known[k]
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
		format := to
		if d.to == "" {
			var err error
			if format, err = formatOf(command, path); err != nil {
				return nil, err
			}
		}
		if path == stdout && json {
			return nil, usagef("%s: --json and the result cannot both go to stdout; name a file with -o", command)
		}
		outputs = append(outputs, output{path, format})
	}
	return outputs, nil
}

// formatOf returns the format that the extension of an output names.
func formatOf(command, path string) (exchange.Format, error) {
	var usual []string
	for _, f := range formats() {
		if f.HasExtension(path) {
			return f, nil
		}
		usual = append(usual, f.Extensions[0])
	}
	if path == stdout {
		return exchange.Format{}, usagef("%s: -o - needs --to, one of %s", command, list(formatNames(), "and"))
	}
	return exchange.Format{}, usagef("%s: -o %s: the extension names no format; use %s, or say --to", command, path, list(usual, "or"))
}

// encode writes an alignment in a format.
func (d *destination) encode(w io.Writer, format exchange.Format, al *align.Alignment) error {
	return format.Write(w, al, exchange.WriteOptions{Level: align.Level(d.level)})
}
