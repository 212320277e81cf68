//go:build !windows

package main

import (
	"errors"
	"syscall"
)

// Other terminals than the console of Windows take text as it is, shells expand patterns
// there, no window is opened for a program alone, and a file that is open can be replaced.

func useUTF8() (restore func()) { return func() {} }

func ownsWindow() bool { return false }

func openFile(string) error { return errors.ErrUnsupported }

func replaceable(string) error { return nil }

// readerGone reports whether writing failed because nobody reads any more.
func readerGone(err error) bool { return errors.Is(err, syscall.EPIPE) }

// isWindows tells whether names and arguments are those of Windows.
const isWindows = false

// What other systems than Windows say of a file that is in use, of a full and of a
// protected disk, and of a name that a file cannot have.
const (
	writeProtected   = syscall.EROFS
	sharingViolation = syscall.EBUSY
	lockViolation    = syscall.ETXTBSY
	diskFull         = syscall.EDQUOT
	invalidName      = syscall.EILSEQ
)
