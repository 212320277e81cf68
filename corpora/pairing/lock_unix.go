//go:build !windows

package pairing

import (
	"errors"
	"os"
	"syscall"
)

// lockFile locks an open file for this process, or shares it with others that only share
// it. The system takes the lock back when the process ends, however it ends. held reports
// that another process has it. On a file system that knows no locks every process has it.
func lockFile(f *os.File, share bool) (held bool, err error) {
	how := syscall.LOCK_EX
	if share {
		how = syscall.LOCK_SH
	}
	err = syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return true, nil
	case errors.Is(err, errors.ErrUnsupported), errors.Is(err, syscall.ENOLCK):
		return false, nil
	}
	return false, err
}
