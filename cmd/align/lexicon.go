package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/lexicon/cedict"
	"bitext/corpora"
)

func newLexicon(s *shared) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Look into a dictionary, learn from texts, add a dictionary",
		Long: `Lexicon is about the dictionaries that align knows translations from. The built-in
one is CC-CEDICT. Others are used where a command is told so with --lexicon, so
that results depend on nothing but what was given.`,
		Example: `  align lexicon show 公园 park
  align lexicon install cedict_1_0_ts_utf-8_mdbg.zip
  align lexicon train memory.tmx -o ours.lex`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("there is no command lexicon %q; see align lexicon --help", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newShow(s), newTrain(s), newInstall(s))
	return cmd
}

// lexiconFlag is the value of --lexicon.
type lexiconFlag string

// noLexicon asks for none.
const noLexicon = "none"

// lexiconUsage is the help of --lexicon.
const lexiconUsage = "instead of the built-in dictionary: a `FILE` (CC-CEDICT, or one that align lexicon train wrote) or the name of an installed one"

// file returns the file that the flag names: itself, or an installed dictionary by
// its name; "" for the built-in one and for none.
func (f lexiconFlag) file() (string, error) {
	if f == "" || f == noLexicon {
		return "", nil
	}
	path := string(f)
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) || !validName(path) {
		return path, nil
	}
	folder, err := dataFolder()
	if err != nil {
		return "", err
	}
	installed := filepath.Join(folder, path+lexExtension)
	if _, err := os.Stat(installed); err != nil {
		return "", fmt.Errorf("lexicon: %s: there is neither such a file nor an installed dictionary of that name (%s)", path, installedNames(folder))
	}
	return installed, nil
}

// load returns the dictionary that the flag names: the built-in one if it is
// empty, nil for none, or that of a file.
func (f lexiconFlag) load() (*lexicon.Lexicon, error) {
	switch path, err := f.file(); {
	case err != nil:
		return nil, err
	case path != "":
		return loadLexicon(path)
	case f == noLexicon:
		return nil, nil
	}
	return lexicon.Embedded()
}

// loadLexicon reads a dictionary from a file.
func loadLexicon(path string) (*lexicon.Lexicon, error) {
	l, err := cedict.Load(path)
	var ioError *fs.PathError
	switch {
	case errors.As(err, &ioError):
		return nil, fmt.Errorf("lexicon: %w", err)
	case err != nil:
		return nil, &align.Refusal{What: "lexicon", Where: path, Why: err.Error(), Do: "give CC-CEDICT as published (text, .gz or .zip) or a file that align lexicon train wrote", Err: err}
	}
	return l, nil
}

// lexExtension is that of compiled dictionaries.
const lexExtension = ".lex"

// validName reports whether a dictionary may be installed under a name.
func validName(name string) bool {
	return name != "" && name != noLexicon && !strings.ContainsAny(name, `/\:*?"<>|`) && !strings.HasPrefix(name, ".") && oneLine(name) == name
}

func installedNames(folder string) string {
	files, _ := filepath.Glob(filepath.Join(folder, "*"+lexExtension))
	if len(files) == 0 {
		return "none is installed"
	}
	for k, f := range files {
		files[k] = strings.TrimSuffix(filepath.Base(f), lexExtension)
	}
	return "installed: " + strings.Join(files, ", ")
}

// dataFolder returns the user's folder for installed dictionaries: $ALIGN_DATA if
// it is set, or where the system keeps such data.
func dataFolder() (string, error) {
	if dir := os.Getenv("ALIGN_DATA"); dir != "" {
		return dir, nil
	}
	if dir := os.Getenv("XDG_DATA_HOME"); dir != "" && runtime.GOOS != "windows" {
		return filepath.Join(dir, "align"), nil
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return "", fmt.Errorf("lexicon: no folder to install in: %w; set ALIGN_DATA", err)
		}
		return filepath.Join(dir, "align"), nil
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", fmt.Errorf("lexicon: no folder to install in: %w; set ALIGN_DATA", err)
	}
	return filepath.Join(home, ".local", "share", "align"), nil
}

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
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("train takes one file of pairs or more; see align lexicon train --help")
			}
			return nil
		},
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
	w, err := newWriter(o.out, []output{{o.output, lexExtension}}, append([]string{dictionary}, files...), o.force)
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
		list, err := corpora.ReadPairs(path)
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
	l, err := align.Train(ctx, pairs, base, runtime.GOMAXPROCS(0))
	if err != nil {
		return err
	}
	if err := w.write(ctx, func(out io.Writer, _ string) error { return l.Table().Write(out) }); err != nil {
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

// trained is what train says to machines.
type trained struct {
	Pairs  int    `json:"pairs"`
	Output string `json:"output"`
}

// share writes a share of a meaning for people.
func share(w float64) string { return strings.TrimPrefix(fmt.Sprintf("%.2f", w), "0") }

// most is how many translations are shown of a word.
const most = 12

func firstOf[T any](list []T) []T { return slices.Clip(list[:min(len(list), most)]) }
