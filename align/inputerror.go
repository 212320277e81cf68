package align

import (
	"slices"
	"strings"
)

// InputError is the error for input that is refused: the wrong language, a damaged
// file, nothing to align. Its message is one line, "op: path: reason; hint".
type InputError struct {
	Op     string // the operation that failed: "read", "detect language"
	Path   string // the file, and the place in it if known
	Reason string // the fault that was found
	Hint   string // how the user can mend it; may be empty
	Err    error  // the cause, if another error is; may be nil
}

// At returns the error with the file that it is about, which a reader of bytes does
// not know.
func (e *InputError) At(where string) *InputError {
	at := *e
	at.Path = where
	return &at
}

// Error returns the message.
func (e *InputError) Error() string {
	parts := slices.DeleteFunc([]string{e.Op, e.Path, e.Reason}, func(s string) bool { return s == "" })
	s := strings.Join(parts, ": ")
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap returns the cause.
func (e *InputError) Unwrap() error { return e.Err }
