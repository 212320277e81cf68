package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/language"
	"bitext/corpora"
	"bitext/corpora/pairing"
)

func newCorpus(s *shared) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "corpus",
		Short: "Keep a parallel corpus on disk: add, search, count, export",
		Long: `A corpus is a folder with a database (corpus.db) and a table of what is known of its
pieces (metadata.tsv), which can be edited. Its rows have IDs that stay when a
piece is aligned anew, and so does what a reviewer said of them.`,
		Example: `  align corpus init news
  align corpus add news aligned
  align corpus search news 水价 --not tariff
  align corpus stats news --html news.html
  align corpus export news -o news.tmx --no-duplicates --report report.txt`,
		Args: onlyCommands,
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCorpusInit(s), newCorpusAdd(s), newCorpusList(s), newCorpusStats(s), newCorpusSearch(s), newCorpusExport(s),
		newCorpusVerify(s), newCorpusRemove(s), newCorpusCompact(s))
	return cmd
}

// withCorpus opens a corpus, does something with it and closes it.
func withCorpus(ctx context.Context, dir string, do func(*corpora.Corpus) error) error {
	c, err := corpora.Open(ctx, dir)
	if err != nil {
		return err
	}
	return errors.Join(do(c), c.Close())
}

func newCorpusInit(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "init DIR",
		Short: "Make a new corpus",
		Long: `Init makes a new corpus in a folder that is empty or not there yet. Where others may
not read the folder, they may not read the files in it either.`,
		Example: `  align corpus init news`,
		Args:    exactly(1, "a folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := corpora.Init(cmd.Context(), args[0]); err != nil {
				return err
			}
			if s.json {
				return s.printJSON(map[string]string{"corpus": args[0]})
			}
			if !s.quiet {
				fmt.Fprintf(s.err, "made the corpus %s; add to it with align corpus add\n", oneLine(args[0]))
			}
			return nil
		},
	}
}

// corpusAddOptions are the options of align corpus add.
type corpusAddOptions struct {
	*shared
	meta   string
	level  string
	from   string
	piece  string
	tokens string
}

func newCorpusAdd(s *shared) *cobra.Command {
	o := &corpusAddOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "add DIR [FILE|FOLDER...]",
		Short: "Add alignments to a corpus",
		Long: `Add takes alignments in any format that align reads (align convert --help), reviewed
workbooks among them, and folders of these: the output folder of align batch, for
one. Of files that differ in their extension alone, such as the outputs of one pair,
the one in the format that carries most is taken.

A file that is in the corpus as it is adds nothing. Of one that has changed, rows
with the same texts stay with their IDs, and keep what a reviewer said unless the
file says something else; the others are replaced. A row whose text has changed keeps
the status that its reviewer gave as "status before", to be confirmed anew, and the
comment. Reviews that no row can take over are counted by align corpus stats. A
sentence of a workbook of which the reviewer said nothing has the status of its
paragraph, and the first sentence of a paragraph its comment.

The table metadata.tsv in the corpus says what is known of each piece. Edit it, and
the next add takes the changes in; or give another table with --meta, whose column id
names the pieces. Rows that are nearly the same as others are counted, and stay.`,
		Example: `  align corpus add news aligned
  align corpus add news reviewed.xlsx memory.tmx
  align corpus add news --meta metadata.tsv
  align corpus add news --tokens stanza.conllu
  align corpus add news pairs.jsonl --level paragraph`,
		Args: atLeastOne("a corpus and files"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0], args[1:]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.meta, "meta", "", "take what is known of the pieces from `FILE`, a table like metadata.tsv")
	f.StringVar(&o.tokens, "tokens", "", "take words, lemmas and parts of speech (UPOS, or XPOS where that is empty) of texts of the corpus from `FILE` (CoNLL-U), for searches and exports")
	f.StringVar(&o.level, "level", string(align.LevelSentence), "rows of files that have both: sentence or paragraph")
	f.StringVar(&o.from, "from", "", "`FORMAT` of the files instead of the one that their names or beginnings tell")
	f.StringVar(&o.piece, "piece", "", "`ID` of the piece of the one file that is named")
	return cmd
}

func (o *corpusAddOptions) run(ctx context.Context, dir string, paths []string) error {
	level, err := parseLevel("corpus add", o.level)
	if err != nil {
		return err
	}
	opt := corpora.AddOptions{Level: level, Format: o.from, Piece: o.piece}
	if o.meta != "" {
		if opt.Metadata, err = pairing.ReadMetadataFile(o.meta); err != nil {
			return err
		}
	}
	if o.tokens != "" {
		if opt.Tokens, err = pairing.ReadTokens(o.tokens); err != nil {
			return err
		}
	}
	p := o.newProgress()
	defer p.done()
	show := p.step("adding", 0, 1)
	opt.Progress = func(file, files, rows int) { show(float64(file) / float64(max(1, files))) }
	return withCorpus(ctx, dir, func(c *corpora.Corpus) error {
		added, err := c.Add(ctx, paths, opt)
		p.done()
		if errors.Is(err, context.Canceled) {
			return fmt.Errorf("corpus add: %s: interrupted; what was added wholly before is in the corpus, and the same command goes on from there", dir)
		}
		if err != nil {
			return err
		}
		return o.report(dir, added)
	})
}

func (o *corpusAddOptions) report(dir string, a *corpora.Added) error {
	if len(a.Refused) == a.Files && len(a.Refused) == 1 {
		return a.Refused[0].Err
	}
	switch {
	case o.json:
		if err := o.printJSON(a); err != nil {
			return err
		}
	case !o.quiet:
		p := printer{w: o.err}
		p.printf("%s, %s unchanged; %s new or changed: %s new, %d kept, %d gone\n", count(a.Files, "file"), fmt.Sprint(a.Unchanged), count(a.Pieces, "piece"), count(a.New, "row"), a.Kept, a.Gone)
		if a.Changed > 0 {
			p.printf("%s whose text changed since the review, to be confirmed anew (align corpus search --where before=*)\n", count(a.Changed, "row"))
		}
		if a.Unplaced > 0 {
			p.printf("%s of rows that are gone, kept apart\n", count(a.Unplaced, "review"))
		}
		if o.tokens != "" {
			p.printf("words of %s taken from %s\n", count(a.Analysed, "text"), oneLine(o.tokens))
			if a.Analysed == 0 {
				p.printf("no sentence of it is a whole text of the corpus: align corpus export -o texts.conllu writes the texts; tag these, and let no text be parted into sentences\n")
			}
		}
		if n := len(a.LeftOut); n > 0 {
			p.printf("left out: %s, the first is %s: another of the same name carries more\n", count(n, "file"), oneLine(a.LeftOut[0]))
		}
		if a.ToCheck > 0 {
			p.printf("%s of the batch may not belong together, see its manifest.tsv; they were added too\n", count(a.ToCheck, "pair"))
		}
		if a.Duplicates.Rows > 0 {
			p.printf("%s of the corpus nearly the same as another (%d the same)\n", count(a.Duplicates.Rows, "row"), a.Duplicates.Same)
		}
		for _, d := range a.Duplicates.Pieces {
			p.printf("  %s and %s have %s in common\n", oneLine(d.A), oneLine(d.B), count(d.Rows, "row"))
		}
		for _, id := range a.UnknownIDs {
			p.printf("metadata: no piece is called %s\n", oneLine(id))
		}
		for _, r := range a.Refused {
			p.printf("refused: %s\n", oneLine(r.Why))
		}
		if p.err != nil {
			return p.err
		}
	}
	if n := len(a.Refused); n > 0 {
		if n == a.Files {
			code := align.Damaged
			if first, ok := errors.AsType[*align.InputError](a.Refused[0].Err); ok {
				code = first.Code
			}
			return &align.InputError{Code: code, Op: "add", Path: dir, Reason: fmt.Sprintf("none of %s could be read, the first is %s", count(n, "file"), a.Refused[0].Why)}
		}
		return needsPersonf("corpus add: %s of %d could not be read; the others were added", count(n, "file"), a.Files)
	}
	if len(a.UnknownIDs) > 0 {
		return needsPersonf("corpus add: %s of metadata about pieces that are not in the corpus, the first is %q", count(len(a.UnknownIDs), "row"), a.UnknownIDs[0])
	}
	return nil
}

func newCorpusList(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "list DIR",
		Short: "List the pieces of a corpus",
		Long: `List writes a line for each piece: ID, rows, direction of the translation, date and title.
With --json it writes all that is known of each.`,
		Example: `  align corpus list news
  align corpus list news --json`,
		Args: exactly(1, "a corpus"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withCorpus(cmd.Context(), args[0], func(c *corpora.Corpus) error {
				list, err := c.Pieces(cmd.Context())
				if err != nil {
					return err
				}
				return s.listPieces(list)
			})
		},
	}
}

func (s *shared) listPieces(list []*corpora.Piece) error {
	if s.json {
		type piece struct {
			ID   string            `json:"id"`
			Rows int               `json:"rows"`
			File string            `json:"file"`
			Meta map[string]string `json:"meta"`
		}
		out := []piece{}
		for _, p := range list {
			out = append(out, piece{p.ID, p.Rows, p.Source, p.Known()})
		}
		return s.printJSON(out)
	}
	width := 0
	for _, p := range list {
		width = max(width, language.Cells(oneLine(p.ID)))
	}
	out := printer{w: s.out}
	rows := 0
	for _, p := range list {
		id := oneLine(p.ID)
		title := p.Editions[align.EN].Title
		if zh := p.Editions[align.ZH].Title; zh != "" {
			title = strings.TrimPrefix(title+" · "+zh, " · ")
		}
		line := fmt.Sprintf("%s%s  %6d rows  %-7s  %-10s  %s", id, strings.Repeat(" ", width-language.Cells(id)), p.Rows, p.Direction(), oneLine(p.Editions[align.EN].Date), oneLine(title))
		out.printf("%s\n", strings.TrimSpace(line))
		rows += p.Rows
	}
	if !s.quiet {
		out.printf("%s, %s\n", count(len(list), "piece"), count(rows, "row"))
	}
	return out.err
}

func newCorpusRemove(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "remove DIR ID...",
		Short: "Remove pieces from a corpus",
		Long: `Remove takes pieces out of a corpus with all their rows and what reviewers said of
them. In an ID * stands for any text and ? for a character. The files that the pieces
came from are not touched.`,
		Example: `  align corpus remove news harbour
  align corpus remove news '2019/*'`,
		Args: atLeastOne("a corpus and an ID"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) < 2 {
				return usagef("remove takes a corpus and the ID of a piece or more; see %s --help", cmd.CommandPath())
			}
			return withCorpus(cmd.Context(), args[0], func(c *corpora.Corpus) error {
				ids, rows, err := c.Remove(cmd.Context(), args[1:])
				if err != nil {
					return err
				}
				if s.json {
					return s.printJSON(map[string]any{"removed": ids, "rows": rows})
				}
				if !s.quiet {
					fmt.Fprintf(s.err, "removed %s with %s\n", count(len(ids), "piece"), count(rows, "row"))
				}
				return nil
			})
		},
	}
}

func newCorpusVerify(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "verify DIR",
		Short: "See whether a corpus is whole",
		Long: `Verify looks at every page of the database, the numbers of rows, the hashes of their
texts, and whether the index has the words of every row and no others. It changes
nothing. The exit code is 3 if something is wrong.`,
		Example: `  align corpus verify news`,
		Args:    exactly(1, "a corpus"),
		RunE: func(cmd *cobra.Command, args []string) error {
			p := s.newProgress()
			defer p.done()
			show := p.step("verifying", 0, 1)
			return withCorpus(cmd.Context(), args[0], func(c *corpora.Corpus) error {
				v, err := c.Verify(cmd.Context(), func(row, rows int) { show(float64(row) / float64(rows)) })
				p.done()
				if err != nil {
					return err
				}
				if s.json {
					if err := s.printJSON(v); err != nil {
						return err
					}
				} else if !s.quiet {
					out := printer{w: s.out}
					for _, f := range v.Faults {
						out.printf("%s\n", oneLine(f))
					}
					if len(v.Faults) == 0 {
						out.printf("%s, %s: whole\n", count(v.Pieces, "piece"), count(v.Rows, "row"))
					}
					if out.err != nil {
						return out.err
					}
				}
				if n := len(v.Faults); n > 0 {
					return &align.InputError{Code: align.Damaged, Op: "verify", Path: args[0], Reason: "the corpus is damaged: " + v.Faults[0], Hint: "take a copy of it, or make it again from its files"}
				}
				return nil
			})
		},
	}
}

func newCorpusCompact(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "compact DIR",
		Short: "Make a corpus as small and fast as it can be",
		Long: `Compact merges the parts of the index and gives the room of removed rows back to the
disk. For that it needs as much free room on the disk as the corpus takes.`,
		Example: `  align corpus compact news`,
		Args:    exactly(1, "a corpus"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withCorpus(cmd.Context(), args[0], func(c *corpora.Corpus) error { return c.Compact(cmd.Context()) })
		},
	}
}
