package main

import (
	"fmt"
	"runtime/debug"

	"github.com/spf13/cobra"

	"bitext/align/lexicon"
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
	}{Version: programVersion(), Lexicon: lex.Title()}
	if info, ok := debug.ReadBuildInfo(); ok {
		v.Go = info.GoVersion
	}
	if s.json {
		return s.printJSON(v)
	}
	_, err = fmt.Fprintf(s.out, "align %s\n%s\ndictionary: %s\n", v.Version, v.Go, v.Lexicon)
	return err
}

// programVersion returns the version that the program was built as.
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
