package document

import (
	"context"
	"os/exec"
	"strconv"
)

// bounded returns a command whose processes end with the context, those that it started
// too.
func bounded(ctx context.Context, program string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.Cancel = func() error {
		return exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
	}
	return cmd
}
