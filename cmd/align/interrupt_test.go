//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// The first Ctrl-C asks for an end; where a command does not listen, as while it
// reads a file, the second ends it.
func TestSecondInterruptKills(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe.lex")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("align", "lexicon", "show", "park", "--lexicon", pipe)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer cmd.Process.Kill()
	w, err := os.OpenFile(pipe, os.O_WRONLY, 0) // waits until it reads
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	interrupt := time.Tick(100 * time.Millisecond)
	late := time.After(10 * time.Second)
	for sent := 0; ; {
		select {
		case <-interrupt:
			sent++
			cmd.Process.Signal(os.Interrupt)
		case err := <-ended:
			var exit *exec.ExitError
			if !errors.As(err, &exit) || !exit.Sys().(syscall.WaitStatus).Signaled() || sent < 2 {
				t.Errorf("it ended after %d interrupts with %v", sent, err)
			}
			return
		case <-late:
			t.Fatalf("it does not end after %d interrupts", sent)
		}
	}
}

// Every command that may work for long ends when it is interrupted.
func TestEveryCommandIsInterrupted(t *testing.T) {
	reviewed := filepath.Join(t.TempDir(), "reviewed.xlsx")
	var stdout, stderr bytes.Buffer
	std := streams{&stdout, &stderr}
	if code := run(t.Context(), []string{"pair", portsEN, portsZH, "-o", reviewed}, std); code != exitDone {
		t.Fatal(&stderr)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, args := range [][]string{
		{"detect", portsEN},
		{"apply", reviewed},
		{"apply", reviewed, "--to", "tsv"},
		{"apply", "--compare", reviewed, reviewed},
		{"lexicon", "show", "park"},
		{"lexicon", "train", reviewed, "-o", filepath.Join(t.TempDir(), "ours.lex")},
	} {
		stdout.Reset()
		stderr.Reset()
		if code := run(ctx, args, std); code != exitFailed || stderr.String() != "align: interrupted; nothing was written\n" || stdout.Len() > 0 {
			t.Errorf("%s: exit code %d, stderr %q, stdout %.100q", args, code, &stderr, &stdout)
		}
	}
}
