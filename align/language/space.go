package language

import "strings"

// WithoutSpace returns a text without its white space, so that texts compare equal
// however their lines are broken.
func WithoutSpace(text string) string { return strings.Join(strings.Fields(text), "") }

// SingleSpaced returns a text with one space for each run of white space in it,
// and none around it.
func SingleSpaced(text string) string { return strings.Join(strings.Fields(text), " ") }
