package align

import (
	"slices"
	"strings"
)

// Refusal is the error for input that cannot be worked on: the wrong language,
// a damaged file, nothing to align. Its message is one line, "what: where: why;
// what to do".
type Refusal struct {
	What  string // what was attempted: "read", "detect language"
	Where string // the file, and the place in it if known
	Why   string // what was found
	Do    string // what the user can do about it; may be empty
	Err   error  // the cause, if another error is; may be nil
}

// At returns the refusal with the file that it is about, which a reader of bytes
// does not know.
func (r *Refusal) At(where string) *Refusal {
	at := *r
	at.Where = where
	return &at
}

func (r *Refusal) Error() string {
	parts := slices.DeleteFunc([]string{r.What, r.Where, r.Why}, func(s string) bool { return s == "" })
	s := strings.Join(parts, ": ")
	if r.Do != "" {
		s += "; " + r.Do
	}
	return s
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }
