//go:build unix

package document

import (
	"path/filepath"
	"syscall"
	"testing"
)

func TestReadFIFO(t *testing.T) {
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Skip(err)
	}
	inputErrorOfPath(t, fifo)
}
