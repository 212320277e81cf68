package pairing

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockFile locks an open file for this process, or shares it with others that only share
// it. The system takes the lock back when the process ends, however it ends. held reports
// that another process has it.
func lockFile(f *os.File, share bool) (held bool, err error) {
	flags := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if !share {
		flags |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	// A byte far behind the end is locked, so that others can read who has the lock.
	err = windows.LockFileEx(windows.Handle(f.Fd()), flags, 0, 1, 0, &windows.Overlapped{OffsetHigh: 1})
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return true, nil
	}
	return false, err
}
