package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode"

	"bitext/align"
	"bitext/corpora/exchange"
)

// stdout is the path that stands for standard output.
const stdout = "-"

// output is one place the result goes to.
type output struct {
	path   string
	format exchange.Format
	files  []string // that it stands for: several in some formats
	report bool     // it is the report about the others
	part   string   // of a corpus that is divided, which it holds
}

// paths returns the paths of the files that are written.
func (o output) paths() []string {
	if o.files == nil {
		return []string{o.path}
	}
	return o.files
}

// paths returns the paths of the files of outputs.
func paths(outputs []output) []string {
	list := []string{}
	for _, o := range outputs {
		list = append(list, o.paths()...)
	}
	return list
}

// writer writes all outputs or none: each is written to a temporary file beside
// its target first, and only when all are whole do they take their names.
type writer struct {
	stdout  io.Writer
	outputs []output
	targets [][]string // where the files of each output are really written: links followed
}

// newWriter checks that every output can be written before any work is done.
func newWriter(std io.Writer, outputs []output, inputs []string, force bool) (*writer, error) {
	w := &writer{stdout: std, outputs: outputs}
	seen := map[string]bool{}
	for _, o := range outputs {
		var targets []string
		for _, path := range o.paths() {
			target, err := check(path, inputs, force)
			if err != nil {
				return nil, err
			}
			if seen[target] {
				return nil, usagef("write: %s: it was given twice; name each output once", path)
			}
			seen[target] = true
			targets = append(targets, target)
		}
		w.targets = append(w.targets, targets)
	}
	return w, nil
}

// check returns the file that an output path stands for, links followed.
func check(path string, inputs []string, force bool) (target string, err error) {
	if path == stdout {
		return stdout, nil
	}
	if why := forbidden(filepath.Base(path)); isWindows && why != "" {
		return "", usagef("write: %s: %s; use another name", path, why)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return newFile(path)
	case err != nil:
		return "", fmt.Errorf("write: %w", err)
	case isFolder(path):
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
		return "", &existsError{path}
	}
	if err := replaceable(path); err != nil {
		return "", failedAt(path, err)
	}
	if target, err = filepath.EvalSymlinks(path); err != nil {
		return "", fmt.Errorf("write: %w", err)
	}
	return filepath.Abs(target)
}

// existsError says that an output is there already and is not to be replaced.
type existsError struct{ path string }

func (e *existsError) Error() string {
	return fmt.Sprintf("write: %s: it exists; use --force to replace it, or name another file", e.path)
}

// isFolder reports whether a path is that of a folder, or can be that of a folder alone.
func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir() || path != "" && os.IsPathSeparator(path[len(path)-1])
}

// newFile returns the file that a path stands for where there is none yet.
func newFile(path string) (target string, err error) {
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("write: %s: it is a link to a file that is not there; name another file", path)
	}
	folder, err := filepath.EvalSymlinks(filepath.Dir(path))
	if err != nil {
		return "", fmt.Errorf("write: %s: there is no folder %s; make it first", path, filepath.Dir(path))
	}
	return filepath.Abs(filepath.Join(folder, filepath.Base(path)))
}

// encoder writes an output to its files, a writer each.
type encoder func(w []io.Writer, o output) error

// write encodes every output, files first and a report last. On an error the files on disk
// are as they were, with two exceptions: rename tells the first, and text on stdout cannot be
// taken back.
func (w *writer) write(ctx context.Context, encode encoder) (err error) {
	temps := make([][]string, len(w.outputs))
	defer func() {
		if err != nil {
			for _, name := range slices.Concat(temps...) {
				if name != "" {
					os.Remove(name)
				}
			}
		}
	}()
	for _, turn := range []func(output) bool{
		func(o output) bool { return o.path != stdout && !o.report },
		func(o output) bool { return o.path == stdout },
		func(o output) bool { return o.report && o.path != stdout },
	} {
		for k, o := range w.outputs {
			if !turn(o) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if o.path != stdout {
				if temps[k], err = writeTemps(w.targets[k], o, encode); err != nil {
					return err
				}
				continue
			}
			err := encode([]io.Writer{w.stdout}, o)
			if err != nil && len(w.outputs) > 1 { // not the reader's business alone
				return fmt.Errorf("write: stdout: %v; no file was written either", err)
			}
			if err != nil {
				return err
			}
		}
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return w.rename(temps)
}

// rename gives the temporary files the names of their targets, each at once. If one
// cannot have its name, the targets before it are put back as they were; they keep
// the new files if the program is killed in between, or where the old ones could
// not be kept, on a file system without links.
func (w *writer) rename(temps [][]string) error {
	var undo []func()
	for k := range temps {
		for n, temp := range temps[k] {
			target := w.targets[k][n]
			// A second name keeps the old file when the new one takes its name.
			kept, keepErr := unusedName(filepath.Dir(target), func(name string) error { return os.Link(target, name) })
			if keepErr == nil {
				defer os.Remove(kept)
			}
			if err := os.Rename(temp, target); err != nil {
				for _, back := range slices.Backward(undo) {
					back()
				}
				return failedAt(w.outputs[k].paths()[n], err)
			}
			temps[k][n] = ""
			switch {
			case keepErr == nil:
				undo = append(undo, func() { os.Rename(kept, target) })
			case errors.Is(keepErr, fs.ErrNotExist):
				undo = append(undo, func() { os.Remove(target) })
			}
		}
	}
	return nil
}

// writeTemps writes an output to temporary files beside its targets.
func writeTemps(targets []string, o output, encode encoder) (names []string, err error) {
	var files []*os.File
	defer func() {
		if err != nil {
			for _, f := range files {
				f.Close()
				os.Remove(f.Name())
			}
		}
	}()
	var writers []io.Writer
	for k, target := range targets {
		f, err := createTemp(filepath.Dir(target))
		if err != nil {
			return nil, failedAt(o.paths()[k], err)
		}
		files, writers, names = append(files, f), append(writers, f), append(names, f.Name())
	}
	if err := encode(writers, o); err != nil {
		return nil, failedAt(o.path, err)
	}
	for k, f := range files {
		err := f.Sync()
		if info, gone := os.Stat(targets[k]); gone == nil && err == nil {
			err = f.Chmod(info.Mode().Perm()) // those of the file it replaces
		}
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, failedAt(o.paths()[k], err)
		}
	}
	return names, nil
}

// createTemp makes a file of a name nobody has, with the permissions that a new
// file of this user gets (os.CreateTemp's are narrower). Before that it removes what
// runs that were killed have left in the folder.
func createTemp(folder string) (f *os.File, err error) {
	removeLeftovers(folder)
	_, err = unusedName(folder, func(name string) error {
		f, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
		return err
	})
	return f, err
}

// tempName returns the name of a temporary file, which tells whose it is: the machine's,
// as several may share a folder, and the process's.
func tempName(machine string, process, n int) string {
	return fmt.Sprintf(".align-%s-%d-%d", machine, process, n)
}

// machine returns the name of this machine.
func machine() string {
	name, err := os.Hostname()
	if err != nil {
		return "unknown"
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' {
			return r
		}
		return '_'
	}, name)
}

// unusedName returns the first name for a temporary file with which create does not
// fail because a file has it.
func unusedName(folder string, create func(name string) error) (string, error) {
	for n := 0; ; n++ {
		name := filepath.Join(folder, tempName(machine(), os.Getpid(), n))
		if err := create(name); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
}

// removeLeftovers removes the temporary files in a folder whose process on this machine
// has ended. What cannot be removed stays.
func removeLeftovers(folder string) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return
	}
	for _, e := range entries {
		var process, n int
		if rest, ok := strings.CutPrefix(e.Name(), ".align-"+machine()+"-"); !ok {
			continue
		} else if _, err := fmt.Sscanf(rest, "%d-%d", &process, &n); err != nil || tempName(machine(), process, n) != e.Name() {
			continue
		}
		if e.Type().IsRegular() && !runs(process) {
			os.Remove(filepath.Join(folder, e.Name()))
		}
	}
}

// runs reports whether a process runs on this machine.
func runs(process int) bool {
	p, err := os.FindProcess(process)
	if err != nil { // Windows finds only those that run
		return false
	}
	defer p.Release()
	return !errors.Is(p.Signal(syscall.Signal(0)), os.ErrProcessDone)
}

// writing is the operation of an error in writing an output.
const writing = "write"

// failedAt returns an error in writing a file that names its path, not the temporary
// file's. An error of what is read meanwhile stays as it is.
func failedAt(name string, err error) error {
	if _, ok := errors.AsType[*align.InputError](err); ok {
		return err
	}
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		err = path.Err
	} else if link, ok := errors.AsType[*os.LinkError](err); ok {
		err = link.Err
	}
	return fmt.Errorf("write: %w", &fs.PathError{Op: writing, Path: name, Err: err})
}
