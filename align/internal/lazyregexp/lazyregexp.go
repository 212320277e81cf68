// Package lazyregexp compiles regular expressions when they are first used. Every command
// has the patterns of all packages in it and uses few of them: to compile all of them
// would take longer than most commands.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that returns the regular expression of a pattern. The first call
// compiles it, and panics if the pattern is none. It is safe for concurrent use.
func New(pattern string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) })
}
