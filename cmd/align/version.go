package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"bitext/align/lexicon"
	"bitext/corpora/exchange"
)

func newVersion(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of align and of its dictionary",
		Example: `  align version`,
		Args:    exactly(0, "no arguments"),
		RunE:    func(cmd *cobra.Command, args []string) error { return s.version() },
	}
}

func (s *shared) version() error {
	lex, err := lexicon.Embedded()
	if err != nil {
		return err
	}
	v := struct {
		Version string `json:"version"`
		Go      string `json:"go"`
		Lexicon string `json:"lexicon"`
	}{Version: ownVersion(), Go: runtime.Version(), Lexicon: lex.Title()}
	if s.json {
		return s.printJSON(v)
	}
	_, err = fmt.Fprintf(s.out, "align %s\n%s\ndictionary: %s\n", v.Version, v.Go, v.Lexicon)
	return err
}

// release is that of a release, which the linker sets (-X main.release=v0.1.0).
var release string

// ownVersion returns the version of the program.
func ownVersion() string {
	if release != "" {
		return release
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

// tool says what makes the files that are written.
func tool() exchange.Tool {
	t := exchange.Tool{Version: ownVersion()}
	if lex, err := lexicon.Embedded(); err == nil {
		t.Dictionary = lex.Title()
	}
	return t
}
