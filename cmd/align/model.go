package main

import (
	"context"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/engine"
	"bitext/corpora/pairing"
)

func newModel(s *shared) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "model",
		Short: "Show the weights of the model, fit them on your own reviews",
		Long: `Model is about the weights that align scores pairs with: what shapes of rows are
usual, what a word that translates counts for, what a sentence without counterpart
costs. Other weights than the built-in ones are used only where --model names them, so
that results depend on nothing but what a command is given.

The score of a row is a probability: of the rows with a score of .8, four in five are
right. It comes from one model of both levels at once: which words translate which (the
dictionary, the synonyms of WordNet, numbers and names, words learned from the two
texts themselves), lengths, what kinds of paragraphs stand there, and how often
editions join, split, move and leave out paragraphs. Nothing is downloaded, and
nothing is looked at but the two texts and the files that the command names.

What else the model can be told: --glossary, terms that translate for certain and are
checked; --lexicon, another dictionary, perhaps learned from your own translations
(align lexicon train); --anchors, rows that stay. A fit takes 200 pairs at the least,
every row of the workbooks counts as right, and weights stay near the built-in ones where
reviews say little. How good an alignment is, align eval measures.`,
		Example: `  align model show
  align model fit reviewed/*.xlsx -o ours.params
  align pair english.html chinese.html --model ours.params
  align pair english.html chinese.html --glossary terms.tsv --lexicon ours.lex
  align eval reviewed.xlsx english.align`,
		Args: onlyCommands,
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newModelShow(s), newModelFit(s))
	return cmd
}

// modelUsage is the help of --model.
const modelUsage = "instead of the built-in weights: a `FILE` that align model fit wrote"

// builtIn is the title of the weights that are built in.
const builtIn = "built in"

// loadModel returns the weights of a file and their title, the built-in ones if path is "".
func loadModel(path string) (*engine.Params, string, error) {
	if path == "" {
		return engine.Fitted(), builtIn, nil
	}
	return pairing.ReadParams(path)
}

func newModelShow(s *shared) *cobra.Command {
	var model string
	cmd := &cobra.Command{
		Use:   "show",
		Short: "Show the weights",
		Long: `Show lists the weights of the model, the built-in ones or those of --model, by name. All
are log odds; the documentation of the Go package bitext/align/engine says what each
is for.`,
		Example: `  align model show
  align model show --model ours.params --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			p, title, err := loadModel(model)
			if err != nil {
				return err
			}
			if s.json {
				return p.Write(s.out, title)
			}
			w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			fmt.Fprintf(w, "%s\n", oneLine(title))
			for _, n := range p.Numbers() {
				fmt.Fprintf(w, "  %s\t%.3f\n", n.Name, *n.Value)
			}
			return w.Flush()
		},
	}
	cmd.Flags().StringVar(&model, "model", "", modelUsage)
	return cmd
}

// fitOptions are the options of align model fit.
type fitOptions struct {
	*shared
	output, model, lexicon string
	force                  bool
}

func newModelFit(s *shared) *cobra.Command {
	o := &fitOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "fit REVIEWED... -o FILE.params",
		Short: "Fit the weights on reviewed workbooks",
		Long: `Fit finds the weights that make the rows of reviewed workbooks as likely as they can
be, near the built-in weights or those of --model, and writes them, for pair --model.
Every row counts as right, so give workbooks that were looked through to the end. At
least 200 pairs of paragraphs are needed; a few thousand of the same kind of text are worth it.`,
		Example: `  align model fit reviewed/*.xlsx -o ours.params
  align pair english.html chinese.html --model ours.params`,
		Args: atLeastOne("one reviewed workbook"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.output, "output", "o", "", "write the weights to `FILE`")
	f.StringVar(&o.model, "model", "", modelUsage)
	f.StringVar(&o.lexicon, "lexicon", "", lexiconUsage+"; none for none")
	f.BoolVar(&o.force, "force", false, "replace an existing file")
	return cmd
}

const (
	// minFitted is the number of pairs under which weights would follow accidents of a few rows.
	minFitted = 200

	// houseDeviation lets weights move by about so much from where they were: far less than from
	// one kind of text to another, unless there are many rows.
	houseDeviation = 0.5
)

func (o *fitOptions) run(ctx context.Context, files []string) error {
	if o.output == "" {
		return usagef("fit: say with -o which file to write, such as ours.params")
	}
	if o.output == stdout && o.json {
		return usagef("fit: --json and the weights cannot both go to stdout; name a file with -o")
	}
	dictionary, err := lexiconFlag(o.lexicon).file()
	if err != nil {
		return err
	}
	w, err := newWriter(o.out, []output{{path: o.output}}, append([]string{dictionary, o.model}, files...), o.force)
	if err != nil {
		return err
	}
	start, _, err := loadModel(o.model)
	if err != nil {
		return err
	}
	opt := engine.FitOptions{Deviation: houseDeviation}
	if opt.Lexicon, err = lexiconFlag(o.lexicon).load(); err != nil {
		return err
	}
	p := o.newProgress()
	defer p.done()
	reading := p.step("reading", 0, 0.1)
	var gold []engine.Gold
	pairs := 0
	for k, path := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		reading(float64(k) / float64(len(files)))
		g, err := pairing.ReadGold(path)
		if err != nil {
			return err
		}
		for _, b := range g.Beads {
			if b.TwoSided() {
				pairs++
			}
		}
		gold = append(gold, g)
	}
	if pairs < minFitted {
		return &align.InputError{Code: align.TooFew, Op: "fit", Reason: fmt.Sprintf("there are %s in all, and %d are needed", count(pairs, "pair"), minFitted), Hint: "give more reviewed workbooks"}
	}
	opt.Progress = p.step("fitting", 0.1, 1)
	found, err := engine.Fit(ctx, gold, start, opt)
	if err != nil {
		return err
	}
	for _, left := range found.Left {
		o.log().Warn("left out", "workbook", left)
	}
	title := fmt.Sprintf("fitted on %s with %s", count(len(gold)-len(found.Left), "workbook"), count(found.Beads, "row"))
	if err := w.write(ctx, func(out []io.Writer, _ output) error { return found.Params.Write(out[0], title) }); err != nil {
		return err
	}
	p.done()
	switch {
	case o.json:
		return o.printJSON(fitted{len(gold) - len(found.Left), found.Beads, found.LogLikelihood[0], found.LogLikelihood[1], o.output})
	case !o.quiet && o.output != stdout:
		fmt.Fprintf(o.err, "%s; log likelihood of the rows %.1f before, %.1f now; wrote %s\nuse it with --model %[4]s\n", title, found.LogLikelihood[0], found.LogLikelihood[1], oneLine(o.output))
	}
	return nil
}

// fitted is the summary of fit for machines.
type fitted struct {
	Workbooks int     `json:"workbooks"`
	Rows      int     `json:"rows"`
	Before    float64 `json:"log_likelihood_before"`
	Now       float64 `json:"log_likelihood"`
	Output    string  `json:"output"`
}
