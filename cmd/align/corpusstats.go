package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"bitext/corpora"
)

// corpusStatsOptions are the options of align corpus stats.
type corpusStatsOptions struct {
	*shared
	html  string
	force bool
}

func newCorpusStats(s *shared) *cobra.Command {
	o := &corpusStatsOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "stats DIR",
		Short: "Count what there is in a corpus",
		Long: `Stats counts pieces, rows by type, words, lengths, scores, the share of each edition
that has a counterpart, pieces by year, genre, direction and licence, near-duplicates,
and the changes that translators make, with examples: splitting 分译, merging 合译,
addition 增译, omission 省译 and moving 移位 of units. Pieces of unknown direction count
there as translated from English. --html writes one page with charts, for the browser.`,
		Example: `  align corpus stats news
  align corpus stats news --json
  align corpus stats news --html news.html`,
		Args: exactly(1, "a corpus"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().StringVar(&o.html, "html", "", "write a page with charts to `FILE`, or - for stdout")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace an existing file")
	return cmd
}

func (o *corpusStatsOptions) run(ctx context.Context, dir string) error {
	if o.html == stdout && o.json {
		return usagef("corpus stats: --json and --html cannot both go to stdout; name a file with --html")
	}
	var outputs []output
	if o.html != "" {
		outputs = append(outputs, output{path: o.html})
	}
	w, err := newWriter(o.out, outputs, nil, o.force)
	if err != nil {
		return err
	}
	return withCorpus(ctx, dir, func(c *corpora.Corpus) error {
		s, err := c.Stats(ctx)
		if err != nil {
			return err
		}
		if err := w.write(ctx, func(out []io.Writer, _ output) error { return s.WriteHTML(out[0], corpora.Name(dir)) }); err != nil {
			return err
		}
		switch {
		case o.json:
			return o.printJSON(s)
		case o.html == stdout || o.quiet:
			return nil
		}
		o.wrote(outputs)
		p := printer{w: o.out}
		p.stats(s)
		return p.err
	})
}

// stats prints the figures as a table.
func (p *printer) stats(s *corpora.Stats) {
	line := func(name string, value any) { p.printf("%-30s %v\n", name, value) }
	line("pieces", s.Pieces)
	line("rows", s.Rows)
	line("  pairs", s.Pairs)
	line("  without counterpart", s.OneSided)
	for _, side := range []struct {
		name, tokens string
		corpora.SideStats
	}{{"English", "words", s.English}, {"Chinese", "characters and words", s.Chinese}} {
		line(side.name+" "+side.tokens, side.Tokens)
		line("  different ones", side.Types)
		line("  with a counterpart", fmt.Sprintf("%.1f %%", 100*side.Coverage))
	}
	if s.MeanScore != nil {
		line("mean score", fmt.Sprintf("%.4f", *s.MeanScore))
	}
	p.printf("\nrows by type\n")
	for k, b := range s.Beads {
		if k == maxListed {
			line("  others", len(s.Beads)-k)
			break
		}
		line("  "+b.Name, b.Rows)
	}
	for _, list := range []struct {
		name  string
		parts []corpora.Part
	}{{"year", s.Years}, {"genre", s.Genres}, {"direction", s.Directions}, {"licence", s.Licences}} {
		if len(list.parts) == 0 || len(list.parts) == 1 && list.parts[0].Name == "" {
			continue
		}
		p.printf("\nby %s\n", list.name)
		for _, part := range list.parts {
			name := part.Name
			if name == "" {
				name = "unknown"
			}
			line("  "+oneLine(name), fmt.Sprintf("%s, %s", count(part.Pieces, "piece"), count(part.Rows, "row")))
		}
	}
	p.printf("\ntranslation shifts\n")
	for _, shift := range s.Shifts {
		assumed := ""
		if shift.Assumed > 0 {
			assumed = fmt.Sprintf(", %d of unknown direction, counted as from English", shift.Assumed)
		}
		line(fmt.Sprintf("  %s %s", shift.Chinese, shift.Kind), fmt.Sprintf("%d%s", shift.Rows, assumed))
		if len(shift.Examples) > 0 {
			e := shift.Examples[0]
			p.printf("      %s\n      %s\n      %s\n", oneLine(e.EN), oneLine(e.ZH), oneLine(e.Row))
		}
	}
	p.printf("\nreview\n")
	for _, status := range s.Statuses {
		name := status.Name
		if name == "" {
			name = "nothing said"
		}
		line("  "+name, status.Rows)
	}
	if s.Unsettled > 0 {
		line("  to be confirmed anew", s.Unsettled)
	}
	if s.Unplaced > 0 {
		line("  of rows that are gone", s.Unplaced)
	}
	p.printf("\nnear-duplicates\n")
	line("  rows", s.Duplicates.Rows)
	line("    the same", s.Duplicates.Same)
	for _, d := range s.Duplicates.Pieces {
		p.printf("  %s and %s: %s in common\n", oneLine(d.A), oneLine(d.B), count(d.Rows, "row"))
	}
}

// maxListed is how many types of rows are listed.
const maxListed = 12
