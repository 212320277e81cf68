package main

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"

	"golang.org/x/term"
)

// usualPager shows colours, ends at once if all fits on the screen, and leaves on it what was read.
const usualPager = "less -FRX"

// pager is an output with a program that shows text screen by screen. The program starts with the
// first text, so that a search that takes long can be interrupted.
type pager struct {
	out     io.Writer
	command []string // none: text goes to the output as it is

	running *exec.Cmd
	in      io.WriteCloser
}

// newPager returns an output with the pager that the environment says (ALIGN_PAGER or PAGER; none if
// it is empty or cat), or the usual one. Where the output is no terminal, or the program is not
// there, there is none.
func newPager(out io.Writer) *pager {
	p := &pager{out: out}
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) || os.Getenv("TERM") == "dumb" {
		return p
	}
	said := usualPager
	for _, name := range []string{"PAGER", "ALIGN_PAGER"} { // the last one counts
		if value, ok := os.LookupEnv(name); ok {
			said = value
		}
	}
	command := strings.Fields(said)
	if len(command) == 0 || command[0] == "cat" {
		return p
	}
	if _, err := exec.LookPath(command[0]); err == nil {
		p.command = command
	}
	return p
}

// Write hands text to the pager.
func (p *pager) Write(b []byte) (int, error) {
	if p.command == nil {
		return p.out.Write(b)
	}
	if p.running == nil {
		cmd := exec.Command(p.command[0], p.command[1:]...)
		cmd.Stdout, cmd.Stderr = p.out, os.Stderr
		if _, ok := os.LookupEnv("LESS"); !ok { // for a PAGER that is less without options
			cmd.Env = append(os.Environ(), "LESS="+strings.TrimPrefix(usualPager, "less -"))
		}
		in, err := cmd.StdinPipe()
		if err != nil {
			return 0, err
		}
		if err := cmd.Start(); err != nil {
			return 0, err
		}
		signal.Ignore(os.Interrupt) // Ctrl-C is the pager's from now on
		p.running, p.in = cmd, in
	}
	return p.in.Write(b)
}

// end waits until the pager is left, and returns the error of the output. A pager that was left
// before the end is no error.
func (p *pager) end(err error) error {
	if p.running == nil {
		return err
	}
	p.in.Close()
	p.running.Wait() // its exit code says nothing of the output
	if errors.Is(err, syscall.EPIPE) || errors.Is(err, os.ErrClosed) {
		return nil
	}
	return err
}
