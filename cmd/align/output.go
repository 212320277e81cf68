package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// stdout is the path that stands for standard output.
const stdout = "-"

// output is one place the result goes to.
type output struct {
	path   string
	format string
}

// writer writes all outputs or none: each is written to a temporary file beside
// its target first, and only when all are whole do they take their names.
type writer struct {
	stdout  io.Writer
	outputs []output
	targets []string // where each output is really written: links followed
}

// newWriter checks that every output can be written before any work is done.
func newWriter(std io.Writer, outputs []output, inputs []string, force bool) (*writer, error) {
	w := &writer{stdout: std, outputs: outputs}
	seen := map[string]bool{}
	for _, o := range outputs {
		target, err := check(o.path, inputs, force)
		if err != nil {
			return nil, err
		}
		if seen[target] {
			return nil, usagef("write: %s: it was given twice; name each output once", o.path)
		}
		seen[target] = true
		w.targets = append(w.targets, target)
	}
	return w, nil
}

// check returns the file that an output path stands for.
func check(path string, inputs []string, force bool) (string, error) {
	if path == stdout {
		return stdout, nil
	}
	target := path
	if link, err := filepath.EvalSymlinks(path); err == nil {
		target = link
	}
	folder, err := os.Stat(filepath.Dir(target))
	if err != nil || !folder.IsDir() {
		return "", fmt.Errorf("write: %s: there is no folder %s; make it first", path, filepath.Dir(target))
	}
	info, err := os.Stat(target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if absolute, err := filepath.Abs(target); err == nil {
			target = absolute
		}
		return target, nil
	case err != nil:
		return "", fmt.Errorf("write: %w", err)
	case info.IsDir():
		return "", fmt.Errorf("write: %s: it is a folder; name a file in it", path)
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("write: %s: it is no ordinary file; name another", path)
	}
	for _, in := range inputs {
		if other, err := os.Stat(in); err == nil && os.SameFile(info, other) {
			return "", usagef("write: %s: it is one of the inputs; name another file", path)
		}
	}
	if !force {
		return "", fmt.Errorf("write: %s: it exists; use --force to replace it, or name another file", path)
	}
	return filepath.Abs(target)
}

// write encodes every output. On any error nothing has changed on disk.
func (w *writer) write(ctx context.Context, encode func(io.Writer, string) error) (err error) {
	temps := make([]string, len(w.outputs))
	defer func() {
		if err != nil {
			for _, name := range temps {
				if name != "" {
					os.Remove(name)
				}
			}
		}
	}()
	for k, o := range w.outputs {
		if o.path == stdout {
			continue
		}
		if temps[k], err = writeTemp(w.targets[k], o, encode); err != nil {
			return err
		}
	}
	for _, o := range w.outputs {
		if o.path == stdout {
			if err := encode(w.stdout, o.format); err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	for k, name := range temps {
		if name == "" {
			continue
		}
		if err := os.Rename(name, w.targets[k]); err != nil {
			return fmt.Errorf("write: %w", err)
		}
		temps[k] = ""
	}
	return nil
}

// writeTemp writes an output to a temporary file beside its target.
func writeTemp(target string, o output, encode func(io.Writer, string) error) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(target), ".align-*")
	if err != nil {
		return "", fmt.Errorf("write: %w", err)
	}
	if err = encode(f, o.format); err == nil {
		err = f.Sync()
	}
	if err == nil {
		err = f.Chmod(mode(target))
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
		return "", fmt.Errorf("write: %s: %w", o.path, err)
	}
	return f.Name(), nil
}

// mode returns the permissions an output gets: those of the file it replaces, or
// those a new file usually has.
func mode(target string) fs.FileMode {
	if info, err := os.Stat(target); err == nil {
		return info.Mode().Perm()
	}
	return 0o644
}
