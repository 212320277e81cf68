package exchange

import (
	"errors"
	"fmt"
	"io"

	"bitext/align"
)

// Limits on what is read. A stream of records may be of any length, as one record is in
// memory at a time. What is read whole takes less than 1 GiB; the limits are far beyond any
// real file of a piece or of terms.
const (
	maxFile    = 256 << 20 // bytes of a file that is read whole
	maxPiece   = 16 << 20  // bytes of a line, a record or a text
	maxRows    = 1 << 20   // rows of an alignment, entries of a term base
	maxParts   = 1 << 22   // ids and flags of all rows
	maxColumns = 1000      // of a table
)

// ErrTooLarge is in the chain of the error for a file that is beyond a limit.
var ErrTooLarge = errors.New("too large")

// limitError says which limit a file is beyond.
type limitError string

func (e limitError) Error() string { return string(e) }

func (limitError) Unwrap() error { return ErrTooLarge }

func tooLarge(format string, args ...any) error { return limitError(fmt.Sprintf(format, args...)) }

// limited reads a file within the limit on its pieces. Whoever reads from it says with
// next where one begins.
type limited struct {
	in    io.Reader
	piece int   // bytes that may still be read of it
	err   error // that the limit was crossed
}

func newLimited(in io.Reader) *limited { return &limited{in: in, piece: maxPiece} }

func (l *limited) next() { l.piece = maxPiece }

func (l *limited) Read(buf []byte) (int, error) {
	if l.piece <= 0 && l.err == nil {
		l.err = tooLarge("a line or text is longer than %d MB; look whether line ends or quotation marks are missing", maxPiece>>20)
	}
	if l.err != nil {
		return 0, l.err
	}
	n, err := l.in.Read(buf)
	l.piece -= n
	return n, err
}

// LimitFile returns a reader of a file that is read whole, which fails beyond 256 MB.
func LimitFile(in io.Reader) io.Reader { return &limitedFile{in, maxFile} }

type limitedFile struct {
	in   io.Reader
	left int
}

func (l *limitedFile) Read(buf []byte) (int, error) {
	if l.left <= 0 {
		return 0, tooLarge("it is larger than %d MB; split it", maxFile>>20)
	}
	n, err := l.in.Read(buf[:min(len(buf), l.left)])
	l.left -= n
	return n, err
}

// collector collects the rows of a file within the limits on them.
type collector struct {
	rows  []align.Row
	parts int
}

func (c *collector) add(r align.Row) error {
	c.parts += len(r.EN) + len(r.ZH) + len(r.Flags)
	if len(c.rows) == maxRows || c.parts > maxParts {
		return tooLarge("it has more than %d rows, or %d ids; split it", maxRows, maxParts)
	}
	c.rows = append(c.rows, r)
	return nil
}

// Collect reads the rows that are left, within the limits on what is read whole.
func Collect(in Decoder) ([]align.Row, error) {
	var c collector
	for {
		r, err := in.Decode()
		if err == io.EOF {
			return c.rows, nil
		}
		if err == nil {
			err = c.add(r.Row)
		}
		if err != nil {
			return nil, err
		}
	}
}
