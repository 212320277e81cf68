//go:build !windows

package main

import "syscall"

// What other systems than Windows say of a file that is in use, of a full and of a
// protected disk.
const (
	writeProtected   = syscall.EROFS
	sharingViolation = syscall.EBUSY
	lockViolation    = syscall.ETXTBSY
	diskFull         = syscall.EDQUOT
)
