package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"syscall"
	"unicode"
)

// printJSON prints a value for machines on stdout.
func (s *shared) printJSON(v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// printLine prints a value for machines on a line of stdout.
func (s *shared) printLine(v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// printer prints text for people until writing fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) printf(format string, args ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format, args...)
	}
}

// wrote says which files were written.
func (s *shared) wrote(outputs []output) {
	for _, path := range paths(outputs) {
		if path != stdout {
			fmt.Fprintf(s.ui.in(s.err), "wrote %s\n", oneLine(path))
		}
	}
}

// count writes a number with what it counts.
func count(n int, what string) string {
	if n != 1 {
		what += "s"
	}
	return fmt.Sprintf("%d %s", n, what)
}

// message writes an error as one line: what: where: why; what to do.
func message(err error) string {
	text := err.Error()
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		text = strings.Replace(text, path.Error(), path.Path+": "+reason(path), 1)
	}
	if errors.Is(err, context.Canceled) {
		text = "interrupted; nothing was written"
	}
	return oneLine(text)
}

// oneLine makes a text safe to print on a line of a terminal: a space stands for
// each line break, control and format character (escape codes, direction marks).
func oneLine(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) {
			return ' '
		}
		return r
	}, text)
}

// reason says why a file could not be used, and what to do.
func reason(err *fs.PathError) string {
	written := err.Op == writing
	for _, r := range reasons {
		if r.written && !written || !slices.ContainsFunc(r.causes, func(cause error) bool { return errors.Is(err, cause) }) {
			continue
		}
		return r.says
	}
	return err.Err.Error()
}

// reasons are the causes for which a line helps that says more than the system does.
var reasons = []struct {
	causes  []error
	written bool // only of a file that is written
	says    string
}{
	{[]error{sharingViolation, lockViolation}, true, "another program has it open; close it in Excel, or name another file"},
	{[]error{sharingViolation, lockViolation}, false, "another program has it open and lets nobody read it; close it in Excel"},
	{[]error{syscall.ENOSPC, diskFull}, true, "the disk is full; make room on it, or name a file on another one"},
	{[]error{syscall.EROFS, writeProtected}, true, "the disk can only be read; name a file on another one"},
	{[]error{invalidName}, false, "there can be no file of that name; check the path"},
	{[]error{syscall.ENAMETOOLONG}, true, "the name is too long; use a shorter one"},
	{[]error{fs.ErrNotExist}, false, "there is no such file; check the path"},
	{[]error{fs.ErrPermission}, true, "permission denied; check who may write there, and close it in Excel if it is open there"},
	{[]error{fs.ErrPermission}, false, "permission denied; check who may read it"},
}
