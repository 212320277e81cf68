package main

import (
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"bitext/align"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// destination are the options that say where an alignment goes, in which format, and
// how much of it.
type destination struct {
	style
	outputs  []string
	to       string
	reportTo string
	tokens   string
	force    bool

	reports []*exchange.Report // of what was written
}

// style are the options that say how formats are written.
type style struct {
	level        string
	profile      string
	layout       string
	minScore     float64
	reviewedOnly bool
	protect      bool
	reader       *uiLanguage
}

func (w *style) flags(f *pflag.FlagSet, s *shared) {
	w.reader = &s.ui
	f.BoolVar(&w.protect, "protect", false, "lock all cells of a review workbook but those to fill in")
	f.StringVar(&w.level, "level", string(align.LevelParagraph), "the units in formats of one level: paragraph or sentence")
	f.StringVar(&w.profile, "profile", "", "the program or client that the file is for: "+choices(func(f exchange.Format) []string { return f.Profiles }))
	f.StringVar(&w.layout, "layout", "", "how the output is laid out: "+choices(func(f exchange.Format) []string { return f.Layouts }))
	f.Float64Var(&w.minScore, "min-score", 0, "leave out rows whose score is lower than `P`, from 0 to 1")
	f.BoolVar(&w.reviewedOnly, "reviewed-only", false, "leave out rows that no reviewer stands for")
}

func (d *destination) flags(f *pflag.FlagSet, s *shared) {
	f.StringArrayVarP(&d.outputs, "output", "o", nil, "write to `FILE`, or - for stdout; may be given several times")
	f.StringVar(&d.to, "to", "", "`FORMAT` instead of the one that the extension names: "+list("or", name)+"; without -o, write to stdout")
	d.style.flags(f, s)
	f.StringVar(&d.reportTo, "report", "", "say in `FILE` (.json, or text) what was written, left out and not carried, or - for stdout")
	f.StringVar(&d.tokens, "tokens", "", "take words, lemmas and tags for formats of tokens from `FILE` (CoNLL-U)")
}

// choices lists what formats have to choose from: "tmx: trados, memoq".
func choices(of func(exchange.Format) []string) string {
	var words []string
	for _, f := range formats() {
		if list := of(f); len(list) > 0 {
			words = append(words, f.Name+": "+strings.Join(list, ", "))
		}
	}
	return strings.Join(words, "; ")
}

// formats returns the formats that an alignment can be written in.
func formats() []exchange.Format {
	return slices.DeleteFunc(pairing.Formats(), func(f exchange.Format) bool { return !f.CanWrite() })
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

func name(f exchange.Format) string { return f.Name }

// extension is the usual extension of a format, "" if it goes by its name alone.
func extension(f exchange.Format) string {
	if len(f.Extensions) == 0 {
		return ""
	}
	return f.Extensions[0]
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
		o := output{path: path, format: format}
		if format.Files != nil {
			if path == stdout {
				return nil, usagef("%s: %s is a format of several files; name them with -o", command, format.Name)
			}
			o.files = format.Paths(path, d.profile)
		}
		outputs = append(outputs, o)
	}
	written := make([]exchange.Format, len(outputs))
	for k, o := range outputs {
		written[k] = o.format
	}
	if err := d.check(command, written); err != nil {
		return nil, err
	}
	if d.reportTo != "" {
		if d.reportTo == stdout && (json || slices.ContainsFunc(outputs, func(o output) bool { return o.path == stdout })) {
			return nil, usagef("%s: the report and something else cannot both go to stdout; name a file with --report", command)
		}
		outputs = append(outputs, output{path: d.reportTo, report: true})
	}
	return outputs, nil
}

// check makes sure that the values are known, and that an option which some formats have is
// for one of those that are written.
func (w *style) check(command string, written []exchange.Format) error {
	if _, err := parseLevel(command, w.level); err != nil {
		return err
	}
	if !(w.minScore >= 0 && w.minScore <= 1) {
		return usagef("%s: --min-score %v: it is from 0 to 1", command, w.minScore)
	}
	for _, c := range []struct {
		flag, value string
		of          func(exchange.Format) []string
	}{
		{"--profile", w.profile, func(f exchange.Format) []string { return f.Profiles }},
		{"--layout", w.layout, func(f exchange.Format) []string { return f.Layouts }},
	} {
		if c.value == "" {
			continue
		}
		if !slices.ContainsFunc(written, func(f exchange.Format) bool { return slices.Contains(c.of(f), c.value) }) {
			return usagef("%s: %s %q: none of the outputs has it; there are %s", command, c.flag, c.value, choices(c.of))
		}
	}
	for _, f := range written {
		if (w.minScore > 0 || w.reviewedOnly) && f.Whole(w.options(f).Layout) {
			return usagef("%s: %s has all rows of an alignment; --min-score and --reviewed-only are for other formats", command, f.Name)
		}
	}
	return nil
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

// options returns how to write a format.
func (w *style) options(f exchange.Format) exchange.WriteOptions {
	opt := exchange.WriteOptions{Level: align.Level(w.level), MinScore: w.minScore, ReviewedOnly: w.reviewedOnly, Protect: w.protect, Reader: align.Language(*w.reader), Tool: tool()}
	if slices.Contains(f.Profiles, w.profile) {
		opt.Profile = w.profile
	}
	if slices.Contains(f.Layouts, w.layout) {
		opt.Layout = w.layout
	}
	return opt
}

// options returns how to write an output.
func (d *destination) options(o output) exchange.WriteOptions {
	opt := d.style.options(o.format)
	for _, path := range o.files {
		opt.Names = append(opt.Names, filepath.Base(path))
	}
	return opt
}

// readTokens reads the file of --tokens; nil if there is none.
func (d *destination) readTokens() (*exchange.Tokens, error) {
	if d.tokens == "" {
		return nil, nil
	}
	return pairing.ReadTokens(d.tokens)
}

// encode writes an alignment to an output, or the report about the outputs before.
func (d *destination) encode(w []io.Writer, o output, al *align.Alignment) error {
	if o.report {
		return d.writeReport(w[0], o)
	}
	opt := d.options(o)
	var err error
	if opt.Tokens, err = d.readTokens(); err != nil {
		return err
	}
	report, err := o.format.WriteAll(w, al, opt)
	if err == nil {
		d.reports = append(d.reports, report)
	}
	return err
}

// writeReport writes the report, as its extension says.
func (d *destination) writeReport(w io.Writer, o output) error {
	if strings.EqualFold(filepath.Ext(o.path), ".json") {
		return exchange.WriteReports(w, d.reports)
	}
	for k, r := range d.reports {
		if k > 0 {
			if _, err := io.WriteString(w, "\n"); err != nil {
				return err
			}
		}
		if err := r.WriteText(w); err != nil {
			return err
		}
	}
	return nil
}

// said says how many rows were written, and of which format they come: for machines as the
// reports, for people in a line for each output.
func (d *destination) said(s *shared, outputs []output, of string) error {
	if s.json {
		return s.printJSON(struct {
			Reports []*exchange.Report `json:"reports"`
			Outputs []string           `json:"outputs"`
		}{exchange.Finished(d.reports), paths(outputs)})
	}
	if s.quiet {
		return nil
	}
	s.wrote(outputs)
	p := printer{w: s.err}
	for _, r := range d.reports {
		name := r.Format
		if r.Part != "" {
			name += ", " + r.Part
		}
		p.printf("%s: %s%s\n", name, count(r.Written, "row"), of)
	}
	d.saidLeftOut(&p, true)
	return p.err
}

// saidLeftOut says on a printer what the options and formats left out of each output.
func (d *destination) saidLeftOut(p *printer, losses bool) {
	for _, r := range d.reports {
		if left := r.LeftOut(); left != "" {
			p.printf("%s: %d of %d rows written; left out: %s\n", r.Format, r.Written, r.Read, left)
		}
		if lost := r.Losses(); losses && lost != "" {
			p.printf("%s does not carry %s\n", r.Format, lost)
		}
	}
}
