package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode"
)

// printJSON prints a value for machines on stdout.
func (s *shared) printJSON(v any) error {
	e := json.NewEncoder(s.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
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
			fmt.Fprintf(s.err, "wrote %s\n", oneLine(path))
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
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "there is no such file; check the path"
	case errors.Is(err, fs.ErrPermission) && err.Op == writing:
		return "permission denied; check who may write it"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied; check who may read it"
	}
	return err.Err.Error()
}
