package main

import (
	"context"
	"io"
	"iter"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/corpora"
	"bitext/corpora/exchange"
)

// corpusExportOptions are the options of align corpus export.
type corpusExportOptions struct {
	*shared
	destination
	where   []string
	filters corpora.Filters
	split   string
	seed    uint64
}

func newCorpusExport(s *shared) *cobra.Command {
	o := &corpusExportOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "export DIR -o OUT",
		Short: "Write a corpus in the formats of the field",
		Long: `Export writes the rows of a corpus, piece by piece, in the formats that -o and --to
name: those of align convert. Filters leave rows out; --report says how many each
took. A row that a reviewer stands for is never left out for a doubt about its length,
numbers or language.

With --split the pieces are divided into files for training, development and test:
OUT.train, OUT.dev and OUT.test before the extension. Pieces that are near-duplicates
stand in one of them, and a piece stays where it is when the corpus grows.

Rows have the IDs of the corpus where several pieces are written, and those of its
file where it is one.`,
		Example: `  align corpus export news -o news.tmx --profile trados
  align corpus export news -o news.en --to moses --max-ratio 3 --min-tokens 3 --no-duplicates --report report.json
  align corpus export news -o set.jsonl --split 80/10/10 --seed 1
  align corpus export news -o confirmed.jsonl --reviewed-only --where 'piece=2024/*'`,
		Args: exactly(1, "a corpus"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	f := cmd.Flags()
	o.destination.flags(f, s)
	o.level = string(align.LevelSentence)
	f.Lookup("level").DefValue = o.level
	whereFlag(cmd, &o.where)
	f.Float64Var(&o.filters.MaxRatio, "max-ratio", 0, "leave out pairs one side of which is over `N` times as long as the other, a Chinese character counted as 3.2 letters")
	f.IntVar(&o.filters.MinTokens, "min-tokens", 0, "leave out pairs a side of which has under `N` words or Chinese characters")
	f.BoolVar(&o.filters.OneSided, "no-nulls", false, "leave out rows a side of which is empty")
	f.BoolVar(&o.filters.Duplicates, "no-duplicates", false, "leave out rows that are the same as one before, or nearly so")
	f.BoolVar(&o.filters.Untranslated, "no-untranslated", false, "leave out pairs a side of which is in the other language")
	f.BoolVar(&o.filters.WrongLanguage, "no-wrong-language", false, "leave out pairs a side of which is mostly in letters of another language")
	f.BoolVar(&o.filters.NumbersDiffer, "no-numbers-differ", false, "leave out pairs whose numbers differ")
	f.StringVar(&o.split, "split", "", "divide the pieces into train, dev and test by `SHARES`, as 80/10/10")
	f.Uint64Var(&o.seed, "seed", 1, "which pieces go where with --split")
	f.BoolVar(&o.force, "force", false, "replace existing files")
	return cmd
}

func (o *corpusExportOptions) run(ctx context.Context, dir string) error {
	outputs, err := o.plan("corpus export", "", o.json)
	if err != nil {
		return err
	}
	if len(outputs) == 0 {
		return usagef("corpus export: name an output with -o, or a format for stdout with --to")
	}
	where, err := parseWhere("corpus export", o.where)
	if err != nil {
		return err
	}
	var split corpora.Split
	if o.split != "" {
		if split, err = corpora.ParseSplit(o.split); err != nil {
			return usagef("corpus export: --split %w", err)
		}
		split.Seed = o.seed
		if outputs, err = o.divided(outputs); err != nil {
			return err
		}
	}
	for _, out := range outputs {
		if o.filters != (corpora.Filters{}) && !out.report && out.format.Whole(o.options(out).Layout) {
			return usagef("corpus export: %s has all rows of an alignment; filters are for other formats", out.format.Name)
		}
	}
	return withCorpus(ctx, dir, func(c *corpora.Corpus) error {
		var parts map[string]string
		if o.split != "" {
			if parts, err = c.Divide(ctx, split); err != nil {
				return err
			}
		}
		w, err := newWriter(o.out, outputs, []string{filepath.Join(dir, "corpus.db"), filepath.Join(dir, "metadata.tsv"), o.tokens}, o.force)
		if err != nil {
			return err
		}
		p := o.newProgress()
		defer p.done()
		p.step("writing", 0, 1)
		if err := w.write(ctx, func(out []io.Writer, to output) error { return o.export(ctx, c, where, parts, out, to) }); err != nil {
			return err
		}
		p.done()
		return o.said(o.shared, outputs, "")
	})
}

// divided returns the outputs for the parts of a split.
func (o *corpusExportOptions) divided(outputs []output) (list []output, err error) {
	for _, out := range outputs {
		switch {
		case out.report:
			list = append(list, out)
			continue
		case out.path == stdout:
			return nil, usagef("corpus export: --split makes several files; name them with -o")
		}
		for _, part := range corpora.Parts {
			x := out
			x.part = part
			if out.files == nil {
				end := filepath.Ext(out.path)
				x.path = strings.TrimSuffix(out.path, end) + "." + part + end
			} else {
				base := out.files[0]
				for _, end := range out.format.Files(o.options(out).Profile) {
					base = strings.TrimSuffix(base, end)
				}
				x.files = out.format.Paths(base+"."+part+out.format.Files(o.options(out).Profile)[0], o.options(out).Profile)
				x.path = base + "." + part
			}
			list = append(list, x)
		}
	}
	return list, nil
}

// export writes the rows of the corpus, or of a part of it, to an output.
func (o *corpusExportOptions) export(ctx context.Context, c *corpora.Corpus, where corpora.Where, parts map[string]string, w []io.Writer, to output) error {
	if to.report {
		return o.writeReport(w[0], to)
	}
	records := c.Records(ctx, where, func(piece string) bool { return to.part == "" || parts[piece] == to.part })
	if to.format.Whole(o.options(to).Layout) {
		al, err := exchange.Alignment(records)
		if err != nil {
			return err
		}
		return o.encode(w, to, al)
	}
	opt := o.options(to)
	var err error
	if opt.Tokens, err = o.readTokens(); err != nil {
		return err
	}
	if opt.Tokens == nil {
		if opt.Tokens, err = c.Tokens(ctx); err != nil {
			return err
		}
	}
	if opt.Filters, err = c.Filters(ctx, o.filters); err != nil {
		return err
	}
	out, err := to.format.NewWriter(w, opt)
	if err != nil {
		return err
	}
	if err := writeAll(out, records); err != nil {
		return err
	}
	if out.Report.Read == 0 && to.part == "" {
		return &align.InputError{Code: align.NoText, Op: "export", Path: c.Dir, Reason: "no row is to be written", Hint: "look at it with align corpus list, or change --where"}
	}
	out.Report.Part = to.part
	o.reports = append(o.reports, out.Report)
	return out.Close()
}

func writeAll(out *exchange.Writer, records iter.Seq2[exchange.Record, error]) error {
	for r, err := range records {
		if err == nil {
			err = out.Write(r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
