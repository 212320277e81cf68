package main

import (
	"errors"
	"os"
	"sync"
	"unsafe"

	"golang.org/x/sys/windows"
)

// useUTF8 has the console take what programs write for UTF-8, as those do that read ours
// behind a pipe. The function that it returns puts the console back, once.
func useUTF8() (restore func()) {
	const utf8 = 65001 // code page
	before, err := windows.GetConsoleOutputCP()
	if err != nil || before == utf8 || windows.SetConsoleOutputCP(utf8) != nil {
		return func() {}
	}
	return sync.OnceFunc(func() { windows.SetConsoleOutputCP(before) })
}

var getConsoleProcessList = windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")

// ownsWindow reports whether the window of the console was opened for this process: no
// other, like a shell, is in it.
func ownsWindow() bool {
	var processes [2]uint32
	n, _, _ := getConsoleProcessList.Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	return n == 1
}

// openFile opens a file in the program that its user opens such files in.
func openFile(path string) error {
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, nil, name, nil, nil, windows.SW_SHOWNORMAL)
}

// replaceable says why a file cannot be replaced: another program has it open, and lets nobody
// write it.
func replaceable(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return f.Close()
}

// readerGone reports whether writing failed because nobody reads any more.
func readerGone(err error) bool {
	return errors.Is(err, windows.ERROR_BROKEN_PIPE) || errors.Is(err, windows.ERROR_NO_DATA) || errors.Is(err, windows.ERROR_PIPE_NOT_CONNECTED)
}

// isWindows tells whether names and arguments are those of Windows.
const isWindows = true

// What Windows says of a file that another program has open, of a full and of a protected
// disk, and of a name that a file cannot have (System Error Codes).
const (
	writeProtected   = windows.ERROR_WRITE_PROTECT
	sharingViolation = windows.ERROR_SHARING_VIOLATION
	lockViolation    = windows.ERROR_LOCK_VIOLATION
	diskFull         = windows.ERROR_DISK_FULL
	invalidName      = windows.ERROR_INVALID_NAME
)
