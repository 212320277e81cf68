//go:build unix

package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"testing"
	"time"
)

// The first Ctrl-C or SIGTERM ends a command soon, even one that waits for something that
// does not listen, as for a reader of its output; a second ends it at once.
func TestInterruptEnds(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes two seconds")
	}
	for _, signals := range []int{1, 2} {
		cmd := exec.Command("align", slices.Concat([]string{"detect", "--json"}, slices.Repeat([]string{portsEN}, 40))...)
		stdout, in, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		defer stdout.Close()
		var stderr bytes.Buffer
		cmd.Stdout, cmd.Stderr = in, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		in.Close()
		defer cmd.Process.Kill()
		if _, err := io.ReadFull(stdout, make([]byte, 1)); err != nil { // it writes; a pipe does not hold all of it
			t.Fatal(err)
		}
		for range signals {
			cmd.Process.Signal(syscall.SIGTERM)
			time.Sleep(50 * time.Millisecond) // two that are pending at the same time are one
		}
		waited := make(chan error, 1)
		go func() { waited <- cmd.Wait() }()
		select {
		case <-waited:
		case <-time.After(20 * time.Second):
			t.Fatal("it does not end")
		}
		status := cmd.ProcessState.Sys().(syscall.WaitStatus)
		if signals == 1 && (status.ExitStatus() != exitFailed || stderr.String() != "align: interrupted\n") {
			t.Errorf("after one signal: %v, stderr %q", cmd.ProcessState, &stderr)
		}
		if signals == 2 && status.Signal() != syscall.SIGTERM {
			t.Errorf("after two signals: %v, stderr %q", cmd.ProcessState, &stderr)
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
