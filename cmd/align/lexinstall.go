package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/align/lexicon/cedict"
	"bitext/corpora/pairing"
)

// installOptions are the options of align lexicon install.
type installOptions struct {
	*shared
	name  string
	force bool
}

func newInstall(s *shared) *cobra.Command {
	o := &installOptions{shared: s}
	cmd := &cobra.Command{
		Use:   "install FILE|URL",
		Short: "Install a dictionary under a name",
		Long: `Install checks a dictionary and puts it into your data folder, where --lexicon finds
it by its name: CC-CEDICT as it is published (text, .gz or .zip), or a file that
align lexicon train wrote. This is the only command that may use the network, and
only if it is given a URL. The folder is $ALIGN_DATA if that is set.`,
		Example: `  align lexicon install cedict_1_0_ts_utf-8_mdbg.zip
  align lexicon install ours.lex --name ours
  align pair english.html chinese.html --lexicon cc-cedict`,
		Args: exactly(1, "one file or URL"),
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd.Context(), args[0]) },
	}
	cmd.Flags().StringVar(&o.name, "name", "cc-cedict", "the `NAME` to install it under")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace an installed dictionary of that name")
	return cmd
}

func (o *installOptions) run(ctx context.Context, from string) error {
	if !validName(o.name) {
		return usagef("install: --name %q: it is a plain name without folders, and not %q", o.name, noLexicon)
	}
	folder, err := dataFolder()
	if err != nil {
		return err
	}
	l, err := fetch(ctx, from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return fmt.Errorf("install: %w", err)
	}
	path := filepath.Join(folder, o.name+lexExtension)
	w, err := newWriter(o.out, []output{{path: path}}, []string{from}, o.force)
	if err != nil {
		return err
	}
	if err := w.write(ctx, func(out []io.Writer, _ output) error { return l.Table().Write(out[0]) }); err != nil {
		return err
	}
	switch {
	case o.json:
		return o.printJSON(installed{o.name, l.Title(), l.Len(), path})
	case !o.quiet:
		fmt.Fprintf(o.err, "installed %s, %d words: %s\nuse it with --lexicon %s\n", oneLine(l.Title()), l.Len(), oneLine(path), o.name)
	}
	return nil
}

// installed is the summary of install for machines.
type installed struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Words int    `json:"words"`
	Path  string `json:"path"`
}

// fetch reads the dictionary of a file or URL.
func fetch(ctx context.Context, from string) (*lexicon.Lexicon, error) {
	u, err := url.Parse(from)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return pairing.ReadLexicon(from)
	}
	data, err := download(ctx, u)
	if err != nil {
		return nil, fmt.Errorf("install: %s: %w", shownURL(u), err)
	}
	l, err := cedict.Read(bytes.NewReader(data))
	if err != nil {
		return nil, &align.InputError{Code: align.Damaged, Op: "install", Path: shownURL(u), Reason: err.Error(), Hint: "give the address of CC-CEDICT as published (text, .gz or .zip)", Err: err}
	}
	return l, nil
}

// shownURL returns a URL without the parts that may be secret.
func shownURL(u *url.URL) string { return u.Scheme + "://" + u.Host + u.EscapedPath() }

const (
	maxDownload     = 128 << 20 // bytes
	downloadTimeout = 5 * time.Minute
)

func download(ctx context.Context, u *url.URL) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, downloadTimeout)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, errors.New("it is no address that can be fetched")
	}
	response, err := http.DefaultClient.Do(request)
	if fetching, ok := errors.AsType[*url.Error](err); ok {
		return nil, fetching.Err // without the address, which may hold secrets
	}
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the server answers %s", strings.ToLower(response.Status))
	}
	data, err := io.ReadAll(io.LimitReader(response.Body, maxDownload+1))
	if err == nil && len(data) > maxDownload {
		err = fmt.Errorf("it is over %d MB", maxDownload>>20)
	}
	return data, err
}
