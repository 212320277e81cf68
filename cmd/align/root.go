package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
)

// Exit codes, as scripts rely on them.
const (
	exitDone    = 0 // done
	exitFailed  = 1 // the work failed
	exitUsage   = 2 // wrong usage
	exitRefused = 3 // the input was refused
	exitPerson  = 4 // done, but a person has to look at it
)

// streams are the two outputs of the program.
type streams struct{ out, err io.Writer }

// shared holds the options that every command has.
type shared struct {
	streams
	quiet   bool
	verbose bool
	json    bool
	ui      uiLanguage

	workbook string // that was written and waits for its reader
}

// log returns the log for --verbose.
func (s *shared) log() *slog.Logger {
	if !s.verbose {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(slog.NewTextHandler(s.err, nil))
}

// exitError is an error with an exit code of its own.
type exitError struct {
	error
	code int
}

// usagef returns the error for wrong usage of the command line.
func usagef(format string, args ...any) error {
	return exitError{fmt.Errorf(format, args...), exitUsage}
}

// needsPersonf returns the error that says what a person has to look at, though the
// work was done.
func needsPersonf(format string, args ...any) error {
	return exitError{fmt.Errorf(format, args...), exitPerson}
}

// run runs the program and returns its exit code.
func run(ctx context.Context, args []string, std streams) int {
	s := &shared{streams: std}
	root := newRoot(s)
	args, named := withCommand(root, args)
	inWindow := !named && ownsWindow()
	if inWindow {
		defer s.stay()
	}
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	refused, isRefused := errors.AsType[*align.InputError](err)
	line := "align: " + message(err)
	if isRefused {
		line += " [" + string(refused.Code) + "]"
	}
	switch {
	case readerGone(err): // a reader of stdout that has read enough needs no message
	case inWindow:
		fmt.Fprint(s.err, inBoth(err, line))
	default:
		fmt.Fprintln(s.ui.in(s.err), line)
	}
	if e, ok := errors.AsType[exitError](err); ok {
		return e.code
	}
	if !isRefused {
		return exitFailed
	}
	if s.json {
		s.printJSON(map[string]*align.InputError{"refused": refused}) // a stdout that is gone changes no exit code
	}
	return exitRefused
}

func newRoot(s *shared) *cobra.Command {
	var version bool
	root := &cobra.Command{
		Use:   "align",
		Short: "Align the English and the Chinese edition of a piece",
		Long: `Align reads the English and the Chinese edition of one opinion piece (saved web
pages, Word files, PDFs, e-books, Markdown, plain text), aligns them paragraph by paragraph and
sentence by sentence, and writes a workbook that translators review, or what other
programs read: translation memories, bilingual documents, corpora. It works offline.

Files without a command are for pair, a reviewed workbook alone is for apply. In a file
manager, drop them on the program.

Exit codes: 0 done; 1 the work failed; 2 wrong usage; 3 the input was refused
(wrong language, nothing to align, a damaged file); 4 done, but something needs a
person (hardly anything could be aligned, conflicts in a reviewed workbook, a finding
of check).`,
		Example: `  align pair english.html chinese.html
  align apply english.xlsx -o final.xlsx
  align convert memory.tmx -o pairs.jsonl
  align check memory.tmx
  align detect chinese.docx`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          onlyCommands,
		RunE: func(cmd *cobra.Command, args []string) error {
			if version {
				return s.version()
			}
			return s.start()
		},
	}
	cobra.MousetrapHelpText = "" // a double click gets an answer: start
	root.Flags().BoolVar(&version, "version", false, "print the version, as align version does")
	root.SetOut(s.out)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usagef("%w; see %s --help", err, cmd.CommandPath())
	})
	root.PersistentFlags().BoolVarP(&s.quiet, "quiet", "q", false, "say nothing but errors")
	root.PersistentFlags().BoolVarP(&s.verbose, "verbose", "v", false, "log each step to stderr")
	root.PersistentFlags().BoolVar(&s.json, "json", false, "print a summary for machines on stdout")
	root.PersistentFlags().Var(&s.ui, "ui", "the `LANGUAGE` of messages, which also comes first in workbooks: en or zh")
	root.AddCommand(newPair(s), newBatch(s), newApply(s), newConvert(s), newCheck(s), newDetect(s), newEval(s), newLexicon(s), newModel(s), newCorpus(s), newVersion(s))
	root.AddCommand(newManual())
	root.AddCommand(newTopics()...)
	if isWindows {
		expandPatterns(root)
	}
	refineBuiltin(root)
	return root
}

// noCommand returns the error for a name that is no command under cmd, with the commands
// that are spelled nearly like it. Under root a file could have been meant.
func noCommand(cmd *cobra.Command, name string) error {
	what := "command and no file"
	if cmd.HasParent() {
		what = "command " + cmd.Name()
	}
	meant := ""
	cmd.SuggestionsMinimumDistance = 2 // edits
	if names := cmd.SuggestionsFor(name); len(names) > 0 {
		meant = "did you mean " + strings.Join(names, " or ") + "? "
	}
	return usagef("there is no %s %q; %ssee %s --help", what, name, meant, cmd.CommandPath())
}

// onlyCommands refuses arguments of a command that has nothing but commands under it.
func onlyCommands(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if _, err := os.Stat(args[0]); err == nil && !cmd.HasParent() {
		return usagef("%s: without a command files come before options; put it first, or name the command, as in align pair", args[0])
	}
	return noCommand(cmd, args[0])
}

// exactly asks for a number of arguments.
func exactly(n int, what string) cobra.PositionalArgs { return between(n, n, what) }

// between asks for one of several numbers of arguments.
func between(least, most int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) < least || len(args) > most {
			return usagef("%s takes %s, not %s; see %s --help", cmd.Name(), what, count(len(args), "argument"), cmd.CommandPath())
		}
		return nil
	}
}

// atLeastOne asks for one argument or more.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return usagef("%s takes %s or more; see %s --help", cmd.Name(), what, cmd.CommandPath())
		}
		return nil
	}
}
