package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/engine"
	"bitext/corpora/pairing"
)

// trainOptions are the options of align lexicon train.
type trainOptions struct {
	*shared
	output string
	base   string
	force  bool
}

func newTrain(s *shared) *cobra.Command {
	o := &trainOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "train PAIRS... -o FILE.lex",
		Short: "Learn a dictionary from parallel texts",
		Long: `Train learns how words translate from texts whose pairs are known: translation
memories (.tmx), tables with an English and a Chinese column (.tsv, .csv), .jsonl,
or review workbooks (.xlsx). It writes the dictionary with what was learned in it,
for --lexicon. A few thousand pairs of the same kind of text are worth it.`,
		Example: `  align lexicon train memory.tmx reviewed.xlsx -o ours.lex
  align pair english.html chinese.html --lexicon ours.lex`,
		Args: atLeastOne("one file of pairs"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.output, "output", "o", "", "write the dictionary to `FILE`")
	f.StringVar(&o.base, "lexicon", "", lexiconUsage)
	f.BoolVar(&o.force, "force", false, "replace an existing file")
	return cmd
}

func (o *trainOptions) run(ctx context.Context, files []string) error {
	if o.output == "" {
		return usagef("train: say with -o which file to write, such as ours.lex")
	}
	if o.output == stdout && o.json {
		return usagef("train: --json and the dictionary cannot both go to stdout; name a file with -o")
	}
	if o.base == noLexicon {
		return usagef("train: --lexicon none: there has to be a dictionary to begin with")
	}
	dictionary, err := lexiconFlag(o.base).file()
	if err != nil {
		return err
	}
	w, err := newWriter(o.out, []output{{path: o.output}}, append([]string{dictionary}, files...), o.force)
	if err != nil {
		return err
	}
	p := o.newProgress()
	defer p.done()
	reading := p.step("reading", 0, 0.3)
	var pairs []align.TextPair
	for k, path := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		reading(float64(k) / float64(len(files)))
		list, err := pairing.ReadPairs(path)
		if err != nil {
			return err
		}
		o.log().Info("read", "file", path, "pairs", len(list))
		pairs = append(pairs, list...)
	}
	base, err := lexiconFlag(o.base).load()
	if err != nil {
		return err
	}
	p.step("learning", 0.3, 1)
	l, err := engine.Train(ctx, pairs, engine.TrainOptions{Base: base})
	if err != nil {
		return err
	}
	if err := w.write(ctx, func(out []io.Writer, _ output) error { return l.Table().Write(out[0]) }); err != nil {
		return err
	}
	p.done()
	switch {
	case o.json:
		return o.printJSON(trained{len(pairs), o.output})
	case !o.quiet && o.output != stdout:
		fmt.Fprintf(o.err, "learned from %s; wrote %s\nuse it with --lexicon %s\n", count(len(pairs), "pair"), oneLine(o.output), oneLine(o.output))
	}
	return nil
}

// trained is the summary of train for machines.
type trained struct {
	Pairs  int    `json:"pairs"`
	Output string `json:"output"`
}
