package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"bitext/corpora/exchange"
)

const (
	portsEN = "../../testdata/ports/en.txt"
	portsZH = "../../testdata/ports/zh.txt"
)

// names lists a folder, hidden files included.
func names(t *testing.T, folder string) []string {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, e := range entries {
		found = append(found, e.Name())
	}
	return found
}

// An interrupt fails the run and leaves nothing behind.
func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	folder := t.TempDir()
	var stdout, stderr bytes.Buffer
	code := run(ctx, []string{"pair", portsEN, portsZH, "-o", filepath.Join(folder, "out.tsv")}, streams{&stdout, &stderr})
	if code != exitFailed || stderr.String() != "align: interrupted; nothing was written\n" {
		t.Errorf("exit code %d, stderr %q", code, &stderr)
	}
	if found := names(t, folder); found != nil {
		t.Errorf("left behind: %q", found)
	}
}

// A reader that goes away ("| head") does not kill the program before it has
// cleaned up.
func TestClosedPipe(t *testing.T) {
	folder := t.TempDir()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	defer w.Close()
	for _, test := range []struct {
		args  []string
		lines int // of what is said of it
	}{
		{[]string{"pair", portsEN, portsZH, "--to", "tsv", "-o", filepath.Join(folder, "out.tsv"), "-o", "-"}, 1},
		{[]string{"pair", portsEN, portsZH, "--to", "tsv"}, 0},
		{[]string{"detect", portsEN}, 0},
		{[]string{"detect", "--json", portsEN}, 0},
		{[]string{"version"}, 0},
	} {
		cmd := exec.Command("align", test.args...)
		var stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = w, &stderr
		var exit *exec.ExitError
		if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != exitFailed || strings.Count(stderr.String(), "\n") != test.lines {
			t.Errorf("%s: %v, stderr %q", test.args, err, &stderr)
		}
	}
	if found := names(t, folder); found != nil {
		t.Errorf("left behind: %q", found)
	}
}

// When one of several outputs cannot be made, none is, and what stood there
// before stands there still.
func TestAllOrNone(t *testing.T) {
	folder := t.TempDir()
	first, second := filepath.Join(folder, "first.tsv"), filepath.Join(folder, "second.csv")
	if err := os.WriteFile(first, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(io.Discard, []output{{path: first, format: exchange.TSV}, {path: second, format: exchange.CSV}}, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	err = w.write(context.Background(), func(out []io.Writer, o output) error {
		if o.format.Name == "csv" {
			return broken
		}
		_, err := io.WriteString(out[0], "after")
		return err
	})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), second) {
		t.Errorf("error %v, want one that names %s", err, second)
	}
	if data, err := os.ReadFile(first); err != nil || string(data) != "before" {
		t.Errorf("first.tsv holds %q, %v", data, err)
	}
	if found := names(t, folder); len(found) != 1 {
		t.Errorf("left behind: %q", found)
	}
}

// The last output cannot have its name: those before it are as they were.
func TestRenamesAreUndone(t *testing.T) {
	folder := t.TempDir()
	old, fresh, last := filepath.Join(folder, "old.tsv"), filepath.Join(folder, "new.csv"), filepath.Join(folder, "last.jsonl")
	if err := os.WriteFile(old, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(io.Discard, []output{{path: old, format: exchange.TSV}, {path: fresh, format: exchange.CSV}, {path: last, format: exchange.JSONL}}, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	before, err := os.Stat(old)
	if err != nil {
		t.Fatal(err)
	}
	err = w.write(context.Background(), func(out []io.Writer, o output) error {
		if o.format.Name == "jsonl" { // somebody takes the name meanwhile
			return os.Mkdir(last, 0o700)
		}
		_, err := io.WriteString(out[0], "after")
		return err
	})
	if err == nil || !strings.Contains(err.Error(), last) {
		t.Errorf("error %v, want one that names %s", err, last)
	}
	if data, err := os.ReadFile(old); err != nil || string(data) != "before" {
		t.Errorf("old.tsv holds %q, %v", data, err)
	}
	if after, err := os.Stat(old); err != nil || !os.SameFile(before, after) {
		t.Errorf("old.tsv is another file: %v", err)
	}
	if found := names(t, folder); !slices.Equal(found, []string{"last.jsonl", "old.tsv"}) {
		t.Errorf("the folder holds %q", found)
	}
	// And when all goes well, nothing is left of what was kept.
	os.Remove(last)
	if err := w.write(context.Background(), func([]io.Writer, output) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if found := names(t, folder); !slices.Equal(found, []string{"last.jsonl", "new.csv", "old.tsv"}) {
		t.Errorf("the folder holds %q", found)
	}
}

// A replaced file keeps its permissions.
func TestKeepsPermissions(t *testing.T) {
	path := filepath.Join(t.TempDir(), "private.tsv")
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := newWriter(io.Discard, []output{{path: path, format: exchange.TSV}}, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.write(context.Background(), func([]io.Writer, output) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("permissions %v, %v", info.Mode(), err)
	}
}

// A run removes what a run that was killed left in the folder, and nothing else: not the
// files of a process that runs, nor of another machine.
func TestLeftoversAreRemoved(t *testing.T) {
	folder := t.TempDir()
	dead := exec.Command("align", "version")
	if err := dead.Run(); err != nil {
		t.Fatal(err)
	}
	kept := []string{
		tempName(machine(), os.Getppid(), 0), tempName(machine()+"x", dead.Process.Pid, 0),
		tempName(machine(), dead.Process.Pid, 1) + ".txt", ".align-notes",
	}
	for _, name := range append(kept, tempName(machine(), dead.Process.Pid, 0), tempName(machine(), dead.Process.Pid, 12)) {
		if err := os.WriteFile(filepath.Join(folder, name), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var stdout, stderr bytes.Buffer
	if code := run(t.Context(), []string{"pair", portsEN, portsZH, "-o", filepath.Join(folder, "out.tsv")}, streams{&stdout, &stderr}); code != exitDone {
		t.Fatal(&stderr)
	}
	want := append(kept, "out.tsv")
	slices.Sort(want)
	if found := names(t, folder); !slices.Equal(found, want) {
		t.Errorf("got %q, want %q", found, want)
	}
}

// What keeps a file from being written is said with what to do.
func TestReasons(t *testing.T) {
	for _, tt := range []struct {
		op   string
		err  error
		want string
	}{
		{writing, sharingViolation, "another program has it open; close it in Excel"},
		{"open", sharingViolation, "another program has it open and lets nobody read it"},
		{writing, syscall.ENOSPC, "the disk is full; make room on it"},
		{writing, syscall.EROFS, "the disk can only be read; name a file on another one"},
		{writing, fs.ErrPermission, "permission denied; check who may write there"},
		{"open", fs.ErrPermission, "permission denied; check who may read it"},
		{"open", fs.ErrNotExist, "there is no such file"},
		{"open", syscall.EISDIR, syscall.EISDIR.Error()},
	} {
		err := fmt.Errorf("op: %w", &fs.PathError{Op: tt.op, Path: "out.xlsx", Err: tt.err})
		if got := message(err); !strings.HasPrefix(got, "op: out.xlsx: "+tt.want) {
			t.Errorf("%s, %v: got %q, want %q", tt.op, tt.err, got, tt.want)
		}
	}
}
