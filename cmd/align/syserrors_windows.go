package main

import "syscall"

// What Windows says of a file that another program has open, of a full and of a
// protected disk (System Error Codes).
const (
	writeProtected   = syscall.Errno(19)
	sharingViolation = syscall.Errno(32)
	lockViolation    = syscall.Errno(33)
	diskFull         = syscall.Errno(112)
)
