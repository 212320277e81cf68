package align

import "strings"

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

func (r *Refusal) Error() string {
	s := strings.Join([]string{r.What, r.Where, r.Why}, ": ")
	if r.Do != "" {
		s += "; " + r.Do
	}
	return s
}

// Unwrap returns the cause.
func (r *Refusal) Unwrap() error { return r.Err }
