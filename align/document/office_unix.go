//go:build unix

package document

import (
	"context"
	"fmt"
	"os/exec"
	"syscall"
)

// bounded returns a command whose address space is bounded. Its processes end with the
// context, those that it started too.
func bounded(ctx context.Context, program string, args ...string) *exec.Cmd {
	limit := fmt.Sprintf(`ulimit -v %d 2>/dev/null; exec "$0" "$@"`, officeMemory)
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", limit, program}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd
}
