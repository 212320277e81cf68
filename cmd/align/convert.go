package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/corpora/pairing"
)

// convertOptions are the options of align convert.
type convertOptions struct {
	*shared
	destination
	from string
}

func newConvert(s *shared) *cobra.Command {
	o := &convertOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "convert IN -o OUT",
		Short: "Turn an alignment from one format into another",
		Long: `Convert reads an alignment or a parallel corpus row by row and writes it in the
formats that -o and --to name. It says with counts what a format does not carry
(scores, comments, ids ...) and which rows were left out. The format of IN follows
its name, or its beginning; --from says it. Of a format of several files (Moses,
CWB, CoNLL-U) any one is named.

XCES and TEI link the units of two documents, whose texts are read where they lie
beside the links.

Formats:
` + formatList(),
		Example: `  align convert memory.tmx -o pairs.jsonl
  align convert pairs.jsonl -o memory.tmx --profile trados --min-score 0.9
  align convert corpus.en --from moses -o review.xlsx
  align convert table.xlsx -o bilingual.docx --layout stacked
  align convert pairs.jsonl -o set/news --to huggingface`,
		Args: exactly(1, "one alignment"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	f := cmd.Flags()
	o.destination.flags(f, s)
	f.StringVar(&o.from, "from", "", "`FORMAT` of IN instead of the one that its name or beginning tells")
	f.BoolVar(&o.force, "force", false, "replace existing files")
	return cmd
}

// formatList lists the formats, a line each.
func formatList() string {
	var b strings.Builder
	for _, f := range pairing.Formats() {
		ways := "in, out"
		switch {
		case !f.CanRead():
			ways = "out"
		case !f.CanWrite():
			ways = "in"
		}
		fmt.Fprintf(&b, "  %-12s %-9s %s\n", f.Name, ways, f.Title)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func (o *convertOptions) run(ctx context.Context, path string) error {
	outputs, err := o.plan("convert", "", o.json)
	if err != nil {
		return err
	}
	if len(outputs) == 0 {
		return usagef("convert: name an output with -o, or a format for stdout with --to")
	}
	in, err := o.open(path)
	if err != nil {
		return err
	}
	in.Close()
	w, err := newWriter(o.out, outputs, append(in.Paths, o.tokens), o.force)
	if err != nil {
		return err
	}
	if err := w.write(ctx, func(out []io.Writer, to output) error { return o.convert(ctx, path, out, to) }); err != nil {
		return err
	}
	return o.said(o.shared, outputs, " of "+in.Format.Name)
}

func (o *convertOptions) open(path string) (*pairing.Input, error) {
	return pairing.Open(path, o.from, align.Level(o.level))
}

// convert reads the input once for each output: no more than a row of it is in memory,
// but for formats of whole alignments.
func (o *convertOptions) convert(ctx context.Context, path string, w []io.Writer, to output) error {
	if to.report {
		return o.writeReport(w[0], to)
	}
	in, err := o.open(path)
	if err != nil {
		return err
	}
	defer in.Close()
	if to.format.Whole(o.options(to).Layout) {
		al, err := in.Whole()
		if err != nil {
			return err
		}
		return o.encode(w, to, al)
	}
	opt := o.options(to)
	if opt.Tokens, err = o.readTokens(); err != nil {
		return err
	}
	out, err := to.format.NewWriter(w, opt)
	if err != nil {
		return err
	}
	n := 0
	for r, err := range in.Ahead(ctx) {
		if err == nil {
			err = out.Write(r)
		}
		if err != nil {
			return err
		}
		n++
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if n == 0 {
		return &align.InputError{Code: align.NoText, Op: "convert", Path: path, Reason: "it has no row in English and Chinese", Hint: "look at it with align check"}
	}
	o.reports = append(o.reports, out.Report)
	return out.Close()
}
