package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/engine"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

// batchOptions are the options of align batch.
type batchOptions struct {
	*shared
	reading
	style
	out      string
	formats  []string
	base     string
	metadata string
	pairOnly bool
	versions bool
	shard    string
	merge    bool
}

func newBatch(s *shared) *cobra.Command {
	o := &batchOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "batch DIR|LIST -o OUT",
		Short: "Pair up the files of a folder and align them all",
		Long: `Batch finds out which files of a folder are the English and the Chinese edition of
one piece, whatever they are called, and aligns all pairs on all cores.

  OUT/manifest.tsv   a line for each pair: english, chinese, probability, status, why; and a
                     line for each file without counterpart (stranger), second version
                     of an edition (version), and file that is no edition (skipped, failed)
  OUT/NAME.xlsx      the alignment of each pair, called like its English file, in the
                     formats of --to
  OUT/metadata.tsv   titles, authors, dates, licences ... as the files say them
  OUT/summary.xlsx   a row for each pair: figures, flags, where to look first, a link

The manifest can be corrected in an editor or spreadsheet program and given back as
LIST. A LIST is a table with tabs and the columns english and chinese, or two columns
without headings; - is stdin. Its paths are from its own folder, or from --base.

A batch that was interrupted goes on where it stopped when the same command is run
again; what is done is not done twice, and changed files are aligned again. An output
that somebody has changed is never replaced: its line says edited, and the new one
has .new behind its name.

One bad file does not stop the others: its line says why, and the exit code is 4.

On several machines: pair once with --pair-only, align with --shard 1/N to N/N, in any
order and at the same time, with one OUT; then bring all together with --merge.`,
		Example: `  align batch articles -o aligned
  align batch articles -o aligned --to xlsx --to jsonl --level sentence
  align batch articles -o aligned --pair-only
  align batch aligned/manifest.tsv --base articles -o aligned
  align batch aligned/manifest.tsv --base articles -o aligned --shard 3/8
  align batch aligned/manifest.tsv --base articles -o aligned --merge`,
		Args: exactly(1, "a folder, or a list of pairs"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	f := cmd.Flags()
	f.StringVarP(&o.out, "output", "o", "", "write into the folder `OUT`: a new one, or the one that this batch began")
	f.StringArrayVar(&o.formats, "to", []string{"xlsx"}, "`FORMAT` of the outputs: "+list("or", name)+"; may be given several times")
	o.style.flags(f, s)
	f.StringVar(&o.base, "base", "", "the folder that the paths of LIST are from, instead of its own")
	f.StringVar(&o.metadata, "meta", "", "metadata of the pieces: a table like OUT/metadata.tsv, whose values count more than those of the files")
	f.BoolVar(&o.pairOnly, "pair-only", false, "end when the manifest is written")
	f.BoolVar(&o.versions, "versions", false, "align second versions of editions too")
	f.StringVar(&o.shard, "shard", "", "align the part `I/N` of the pairs of LIST, I from 1")
	f.BoolVar(&o.merge, "merge", false, "check that all shards are done, and bring them together")
	o.reading.flags(f)
	return cmd
}

func (o *batchOptions) run(ctx context.Context, input string) error {
	opt, err := o.options(input)
	if err != nil {
		return err
	}
	if err := o.input(input, &opt); err != nil {
		return err
	}
	if err := o.load(o.shared, &opt.Align); err != nil {
		return err
	}
	p := o.newProgress()
	defer p.done()
	opt.Progress = p.counter()
	if o.json {
		opt.Ended = func(r pairing.Result) { o.printLine(r) }
	}
	report, err := pairing.Batch(ctx, opt)
	p.done()
	if errors.Is(err, context.Canceled) {
		return fmt.Errorf("batch: interrupted; run the same command again, and it goes on where it stopped")
	}
	if err != nil {
		return err
	}
	if !o.quiet {
		o.say(report)
	}
	if n := report.Failed(); n > 0 {
		return needsPersonf("batch: %s failed; %s says why", count(n, "line"), filepath.Join(o.out, filepath.FromSlash(report.Told)))
	}
	return nil
}

// options checks the flags and turns them into options of the library.
func (o *batchOptions) options(input string) (opt pairing.BatchOptions, err error) {
	if o.out == "" {
		return opt, usagef("batch: name the folder to write into with -o OUT")
	}
	if o.jobs < 0 {
		return opt, usagef("batch: --jobs %d: it is a number of cores, or 0 for all", o.jobs)
	}
	opt = pairing.BatchOptions{
		Out: o.out, Jobs: o.jobs, PairOnly: o.pairOnly, Versions: o.versions, Merge: o.merge,
		Options: pairing.Options{
			Document: document.Options{KeepBoilerplate: o.keepBoilerplate, Segmented: o.segmented},
			Align:    engine.Options{Segmented: o.segmented},
			Log:      o.log(),
		},
	}
	for _, to := range o.formats {
		f, err := (&destination{to: to}).format("batch", "")
		if err != nil {
			return opt, err
		}
		if !slices.ContainsFunc(opt.Formats, func(other exchange.Format) bool { return other.Name == f.Name }) {
			opt.Formats = append(opt.Formats, f)
		}
	}
	if err := o.check("batch", opt.Formats); err != nil {
		return opt, err
	}
	if err := apart(opt.Formats, o.profile); err != nil {
		return opt, err
	}
	opt.Write = o.style.options
	if o.shard != "" {
		if n, err := fmt.Sscanf(o.shard+" ", "%d/%d ", &opt.Shard, &opt.Shards); n != 2 || err != nil || opt.Shard < 1 || opt.Shard > opt.Shards {
			return opt, usagef("batch: --shard %s: it is I/N, with I from 1 to N", o.shard)
		}
	}
	switch {
	case o.merge && o.shard != "":
		return opt, usagef("batch: --shard and --merge exclude each other; merge when all shards are done")
	case o.pairOnly && (o.merge || o.shard != ""):
		return opt, usagef("batch: --pair-only comes before --shard and --merge")
	}
	if o.metadata != "" {
		opt.MetadataFile = o.metadata
		if opt.Metadata, err = pairing.ReadMetadataFile(o.metadata); err != nil {
			return opt, err
		}
	}
	opt.Settings, err = o.settings()
	return opt, err
}

// apart makes sure that formats have files of their own for each pair.
func apart(formats []exchange.Format, profile string) error {
	const stem = "A/a"
	of := map[string]string{}
	for _, f := range formats {
		for _, path := range pairing.OutputsOf(f, stem, profile) {
			switch {
			case !strings.HasPrefix(path, stem):
				return usagef("batch: --to %s: it is a folder for a whole corpus; convert what batch wrote", f.Name)
			case of[path] != "":
				return usagef("batch: --to %s and --to %s write files of the same names; run batch twice, with two folders OUT", of[path], f.Name)
			}
			of[path] = f.Name
		}
	}
	return nil
}

// settings says what outputs depend on besides their inputs and the options: the version
// of the program, the dictionary, the weights and the glossaries.
func (o *batchOptions) settings() (string, error) {
	dictionary, err := o.lexicon.file()
	if err != nil {
		return "", err
	}
	said := []string{ownVersion(), string(o.lexicon)}
	if dictionary != "" {
		said[1] = "file"
	}
	for k, name := range append([]string{dictionary, o.model}, o.glossaries...) {
		if name == "" {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return "", fmt.Errorf("read: %w", err)
		}
		sum := sha256.Sum256(data)
		said = append(said, fmt.Sprint(k, " ", hex.EncodeToString(sum[:])))
	}
	return strings.Join(said, "\n"), nil
}

// input finds out what the batch is of: a folder, or a list of pairs.
func (o *batchOptions) input(input string, opt *pairing.BatchOptions) (err error) {
	if input == stdout { // as for outputs, the standard stream
		opt.Folder = o.base
		if opt.Manifest, err = pairing.ReadManifest(os.Stdin); err != nil {
			refused, ok := errors.AsType[*align.InputError](err)
			if !ok {
				refused = &align.InputError{Code: align.Damaged, Op: "read", Reason: err.Error(), Err: err}
			}
			return refused.At("stdin")
		}
		return nil
	}
	info, err := os.Stat(input)
	switch {
	case err != nil:
		return fmt.Errorf("batch: %w", err)
	case info.IsDir() && (o.shard != "" || o.merge):
		return usagef("batch: %s: --shard and --merge are for a list; pair the folder with --pair-only first, and give its manifest", input)
	case info.IsDir() && o.base != "":
		return usagef("batch: --base is for a list, and %s is a folder", input)
	case info.IsDir():
		opt.Folder = input
		return nil
	}
	opt.Folder, opt.List = o.base, input
	if o.base == "" {
		if opt.Folder = filepath.Dir(input); sameFile(opt.Folder, o.out) {
			return usagef("batch: %s: its paths are from the folder that was paired up; name that with --base", input)
		}
	}
	opt.Manifest, err = pairing.ReadManifestFile(input)
	return err
}

// say says what the batch has done.
func (o *batchOptions) say(r *pairing.BatchReport) {
	n := map[pairing.LineStatus]int{}
	for _, l := range r.Manifest.Lines {
		n[l.Status]++
	}
	to := o.ui.in(o.err)
	var parts []string
	for _, s := range []pairing.LineStatus{pairing.Aligned, pairing.Paired, pairing.Unsure, pairing.Edited, pairing.OtherVersion, pairing.Stranger, pairing.Skipped, pairing.Failed} {
		if n[s] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[s], s))
		}
	}
	if r.Complete {
		fmt.Fprintf(to, "%s: %s\n", count(len(r.Manifest.Lines), "line"), strings.Join(parts, ", "))
	} else {
		fmt.Fprintf(to, "shard %s: %s\n", o.shard, count(len(r.Results), "pair"))
	}
	for _, name := range r.Files {
		fmt.Fprintf(to, "wrote %s\n", oneLine(filepath.Join(o.out, name)))
	}
}

// often is how long a line of a bar is shown at least.
const often = 100 * time.Millisecond

// counter returns a function that shows how many files of a step are done, how many
// a second, and how long the rest will take.
func (p *progress) counter() func(step string, done, of int) {
	var current string
	var begun, shown time.Time
	return func(step string, done, of int) {
		if step != current {
			current, begun = step, time.Now()
			if p.bar != nil { // a full bar shows nothing more
				p.bar.Clear()
				p.bar = nil
			}
		}
		if done < of && time.Since(shown) < often {
			return
		}
		shown = time.Now()
		text := fmt.Sprintf("%s %d/%d", step, done, of)
		if passed := time.Since(begun).Seconds(); passed > 1 && done > 0 {
			rate := float64(done) / passed
			left := time.Duration(math.Ceil(float64(of-done)/rate)) * time.Second
			text += fmt.Sprintf(", %.1f/s, %s left", rate, left)
		}
		p.show(text, float64(done)/float64(of))
	}
}
