package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align/lexicon"
	"bitext/corpora/pairing"
)

func newLexicon(s *shared) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "lexicon",
		Short: "Look into a dictionary, learn from texts, add a dictionary",
		Long: `Lexicon is about the dictionaries that align knows translations from. The built-in
one is CC-CEDICT. Others are used only where --lexicon names them, so that results
depend on nothing but what a command is given.`,
		Example: `  align lexicon show 公园 park
  align lexicon install cedict_1_0_ts_utf-8_mdbg.zip
  align lexicon train memory.tmx -o ours.lex`,
		Args: onlyCommands,
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
		return pairing.ReadLexicon(path)
	case f == noLexicon:
		return nil, nil
	}
	return lexicon.Embedded()
}

// lexExtension is that of compiled dictionaries.
const lexExtension = ".lex"

// validName reports whether a dictionary may be installed under a name.
func validName(name string) bool {
	return name != "" && name != noLexicon && forbidden(name) == "" && !strings.HasPrefix(name, ".") && oneLine(name) == name
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
	var err error
	dir := os.Getenv("XDG_DATA_HOME")
	switch system := runtime.GOOS; {
	case dir != "" && system != "windows":
	case system == "windows" || system == "darwin":
		dir, err = os.UserConfigDir()
	default:
		dir, err = os.UserHomeDir()
		dir = filepath.Join(dir, ".local", "share")
	}
	if err != nil {
		return "", fmt.Errorf("lexicon: no folder to install in: %w; set ALIGN_DATA", err)
	}
	return filepath.Join(dir, "align"), nil
}
