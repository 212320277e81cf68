package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/pflag"

	"bitext/corpora/fetch"
	"bitext/corpora/pairing"
)

// web holds the options of editions that are fetched from the web.
type web struct {
	save         string
	allowPrivate bool
}

func (w *web) flags(f *pflag.FlagSet) {
	f.StringVar(&w.save, "save", "", "keep the pages that are fetched in the folder `DIR`")
	f.BoolVar(&w.allowPrivate, "allow-private", false, "fetch from this machine and from private networks, too")
}

// use has an alignment fetch its editions, if any of them is an address. Nothing is fetched
// otherwise.
func (w *web) use(opt *pairing.Options, force bool, editions ...string) error {
	addresses := 0
	for _, e := range editions {
		if fetch.IsURL(e) {
			addresses++
		}
	}
	if addresses == 0 {
		if w.save != "" || w.allowPrivate {
			return usagef("pair: --save and --allow-private are about editions that are fetched, and none is an address (https://...)")
		}
		return nil
	}
	opt.Fetch = fetch.NewClient(w.allowPrivate)
	if w.save != "" {
		opt.Keep = func(page *fetch.Page) error { return keep(w.save, page, force) }
	}
	return nil
}

// keep writes a page into a folder.
func keep(folder string, page *fetch.Page, force bool) error {
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return fmt.Errorf("save: %w", err)
	}
	path := filepath.Join(folder, page.Name)
	if forbidden(page.Name) != "" { // a host called nul
		path = filepath.Join(folder, "_"+page.Name)
	}
	if kept, err := os.ReadFile(path); err == nil && bytes.Equal(kept, page.Data) {
		return nil
	}
	mode := os.O_WRONLY | os.O_CREATE | os.O_EXCL
	if force {
		mode = os.O_WRONLY | os.O_CREATE | os.O_TRUNC
	}
	f, err := os.OpenFile(path, mode, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("save: %s: the file exists and is another; use --force to replace it", path)
	}
	if err != nil {
		return fmt.Errorf("save: %w", err)
	}
	_, err = f.Write(page.Data)
	if err := errors.Join(err, f.Close()); err != nil {
		os.Remove(path)
		return fmt.Errorf("save: %w", err)
	}
	return nil
}

// besideOf returns the name of the workbook beside an edition, which is never the edition
// itself; that of a page is written into the folder in which align runs.
func besideOf(edition string) string {
	if fetch.IsURL(edition) {
		edition = fetch.FileName(edition)
	}
	if isFolder(edition) {
		if whole, err := filepath.Abs(edition); err == nil {
			return whole + ".xlsx"
		}
	}
	extension := filepath.Ext(edition)
	name := strings.TrimSuffix(edition, extension)
	if strings.EqualFold(extension, ".xlsx") { // a table with both languages
		name += "-aligned"
	}
	return name + ".xlsx"
}
