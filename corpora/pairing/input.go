package pairing

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"bitext/align"
	"bitext/align/document"
	"bitext/corpora/exchange"
)

// Input is an alignment that is read record by record from a file, or from the files that
// belong to it.
type Input struct {
	Format exchange.Format
	Paths  []string // of the files that were opened

	decoder exchange.Decoder
	files   []io.Closer
}

// Open opens an alignment in the format of a name or, if that is "", in the one that the
// extension or the beginning of the file tells. Of a format of several files any may be
// named. What cannot be read is refused with an *align.InputError. Level is for formats of
// both levels.
func Open(path, format string, level align.Level) (*Input, error) {
	f, err := tell(path, format)
	if err != nil {
		return nil, err
	}
	return openAs(path, f, level, func(r io.Reader) io.Reader { return r })
}

// tell finds out the format of a file.
func tell(path, name string) (exchange.Format, error) {
	var readable []string
	for _, f := range Formats() {
		if !f.CanRead() {
			continue
		}
		if f.Name == name {
			return f, nil
		}
		readable = append(readable, f.Name)
	}
	if name != "" {
		return exchange.Format{}, &align.InputError{Code: align.UnsupportedFormat, Op: "read", Path: path, Reason: fmt.Sprintf("there is no format %q that is read", name), Hint: "the formats are " + strings.Join(readable, ", ")}
	}
	if f, ok := formatOf(path); ok {
		return f, nil
	}
	head, err := headOf(path)
	if err != nil {
		return exchange.Format{}, err
	}
	for _, f := range Formats() {
		if !f.CanRead() {
			continue
		}
		if f.Sniff != nil && f.Sniff(head) || f.Sniff == nil && partners(path, f) != nil {
			return f, nil
		}
	}
	return exchange.Format{}, &align.InputError{Code: align.UnsupportedFormat, Op: "read", Path: path, Reason: "neither its name nor its beginning tells its format", Hint: "say it with --from, one of " + strings.Join(readable, ", ")}
}

// partners returns the files of a format of several that a path names one of, in the order
// of the format; nil if they are not there.
func partners(path string, f exchange.Format) []string {
	if f.Files == nil {
		return nil
	}
	profiles := f.Profiles
	if len(profiles) == 0 {
		profiles = []string{""}
	}
	for _, profile := range profiles {
		for _, end := range f.Files(profile) {
			if !strings.HasSuffix(strings.ToLower(path), strings.ToLower(end)) {
				continue
			}
			paths := f.Paths(path, profile)
			if !slices.ContainsFunc(paths, func(p string) bool { _, err := os.Stat(p); return err != nil }) {
				return paths
			}
		}
	}
	return nil
}

// headOf returns the beginning of a file.
func headOf(path string) ([]byte, error) {
	return open(path, func(r io.Reader) ([]byte, error) {
		const enough = 4096
		head, err := bufio.NewReaderSize(r, enough).Peek(enough)
		if err == io.EOF {
			err = nil
		}
		return head, err
	})
}

// openAs opens an alignment in a format, within a limit on each of its files.
func openAs(path string, f exchange.Format, level align.Level, limit func(io.Reader) io.Reader) (*Input, error) {
	in := &Input{Format: f, Paths: []string{path}}
	if err := in.open(path, level, limit); err != nil {
		in.Close()
		return nil, refusedAt(path, err)
	}
	return in, nil
}

func (in *Input) open(path string, level align.Level, limit func(io.Reader) io.Reader) (err error) {
	f := in.Format
	if paths := partners(path, f); paths != nil {
		in.Paths = paths
	}
	var readers []io.Reader
	for _, p := range in.Paths {
		file, err := document.Open(p)
		if err != nil {
			return err
		}
		in.files = append(in.files, file)
		readers = append(readers, limit(file))
	}
	in.decoder, err = f.Open(readers, exchange.ReadOptions{Level: level, Open: beside(path)})
	return err
}

// beside returns a function that opens files in the folder of a path, and no others.
func beside(path string) func(string) (io.ReadCloser, error) {
	return func(name string) (io.ReadCloser, error) {
		if name != filepath.Base(name) || !filepath.IsLocal(name) {
			return nil, fmt.Errorf("%q: %w", name, fs.ErrNotExist)
		}
		return document.Open(filepath.Join(filepath.Dir(path), name))
	}
}

// refusedAt returns an error about the content of a file as an input error that names it.
func refusedAt(path string, err error) error {
	if r, ok := errors.AsType[*align.InputError](err); ok {
		if r.Path != "" {
			return r
		}
		return r.At(path)
	}
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return err
	}
	return &align.InputError{Code: codeOf(err), Op: "read", Path: path, Reason: err.Error(), Err: err}
}

// Decode returns the next record; io.EOF after the last.
func (in *Input) Decode() (exchange.Record, error) {
	r, err := in.decoder.Decode()
	if err != nil && err != io.EOF {
		err = refusedAt(in.Paths[0], err)
	}
	return r, err
}

// All goes through the records. After an error there are no more.
func (in *Input) All() iter.Seq2[exchange.Record, error] {
	return func(yield func(exchange.Record, error) bool) {
		for {
			r, err := in.Decode()
			if err == io.EOF || !yield(r, err) || err != nil {
				return
			}
		}
	}
}

// Close closes the files.
func (in *Input) Close() error {
	var errs []error
	for _, f := range in.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}

// Whole returns the alignment of a file: of a review workbook as the reviewer left it, with
// page furniture and both levels; of another, each unit of a row is a paragraph.
func (in *Input) Whole() (*align.Alignment, error) {
	if in.Format.Name == workbook.Name {
		if r, err := open(in.Paths[0], readSettled); err == nil {
			return r.Alignment, nil
		}
	}
	return exchange.Alignment(in.All())
}

// ReadTokens reads the words of a CoNLL-U file.
func ReadTokens(path string) (*exchange.Tokens, error) {
	t, err := exchange.NewTokens()
	if err != nil {
		return nil, err
	}
	_, err = read(path, func(r io.Reader) (struct{}, error) { return struct{}{}, t.Read(r) })
	return t, err
}

// Ahead goes through the records as All does, and reads them on another core than that on
// which they are taken. It ends early when the context does.
func (in *Input) Ahead(ctx context.Context) iter.Seq2[exchange.Record, error] {
	return Ahead(ctx, in.All())
}

// Ahead goes through values that are made on another core than that on which they are taken,
// some ahead. It ends after an error, and early when the context does.
func Ahead[T any](ctx context.Context, values iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		const batch, batches = 256, 4
		type result struct {
			values []T
			err    error
		}
		ctx, stop := context.WithCancel(ctx)
		results := make(chan result, batches)
		var making sync.WaitGroup
		making.Go(func() {
			defer close(results)
			var r result
			send := func() bool {
				select {
				case results <- r:
					r = result{values: make([]T, 0, batch)}
					return true
				case <-ctx.Done():
					return false
				}
			}
			for v, err := range values {
				if r.err = err; err != nil {
					break
				}
				if r.values = append(r.values, v); len(r.values) == batch && !send() {
					return
				}
			}
			send()
		})
		defer making.Wait()
		defer stop()
		for r := range results {
			for _, v := range r.values {
				if !yield(v, nil) {
					return
				}
			}
			if r.err != nil {
				var none T
				yield(none, r.err)
				return
			}
		}
	}
}

// Check looks for what is wrong with an alignment: what its format asks for, and its rows.
// Rules may be nil. It calls found with each finding, and returns the format and the number
// of rows.
func Check(path, format string, rules *exchange.Rules, found func(exchange.Finding)) (exchange.Format, int, error) {
	f, err := tell(path, format)
	if err != nil {
		return f, 0, err
	}
	if f.Rules != nil {
		if _, err := open(path, func(r io.Reader) (struct{}, error) { f.Rules(r, rules, found); return struct{}{}, nil }); err != nil {
			return f, 0, err
		}
	}
	paths := partners(path, f)
	if paths == nil {
		paths = []string{path}
	}
	var readers []io.Reader
	for _, p := range paths {
		file, err := document.Open(p)
		if err != nil {
			return f, 0, err
		}
		defer file.Close()
		readers = append(readers, file)
	}
	opt := exchange.ReadOptions{Level: align.LevelParagraph, Open: beside(path)}
	return f, f.Check(readers, opt, rules, found), nil
}

// ReadRules returns the rules of a program by its name, or those of a client from a file.
func ReadRules(nameOrPath string) (*exchange.Rules, error) {
	if r, ok := exchange.RulesOf(nameOrPath); ok {
		return r, nil
	}
	return read(nameOrPath, exchange.ReadRules)
}
