//go:build unix

package corpora

import (
	"context"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// limitVariable says how long a file may become that a child writes, in bytes: a full disk.
const limitVariable = "CORPUS_TEST_LIMIT"

func limitFiles() {
	n, err := strconv.ParseUint(os.Getenv(limitVariable), 10, 64)
	if err != nil {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n})
}

// processorTime returns how long the processors have worked for this process.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// On a full disk nothing of a file is kept, what was there stays, and a line says why.
func TestFullDisk(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	small, large := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "b.jsonl")
	writeRows(t, small, pairRow("Ships wait.", "船在等。"))
	newGenerator(t, 9).write(t, large, 5000)
	c := open(t, small)
	root := c.Dir
	c.Close()
	cmd, text := startChild(t, []string{limitVariable + "=600000"}, root, large)
	if err := cmd.Wait(); err == nil {
		t.Fatal("nothing stopped it")
	}
	if line := strings.TrimSpace(text.String()); strings.Contains(line, "\n") || !strings.Contains(line, "disk") {
		t.Errorf("it says %q", line)
	}
	c, err := Open(ctx, root)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if rows := all(t, c); len(rows) != 1 {
		t.Errorf("%d rows", len(rows))
	}
	whole(t, c)
}

// Whoever may not read the folder may not read its files.
func TestPrivate(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := Init(context.Background(), dir); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "a.jsonl")
	writeRows(t, path, pairRow("Ships wait.", "船在等。"))
	c, err := Open(context.Background(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	add(t, c, path)
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s has %v", e.Name(), info.Mode())
		}
	}
}

// A corpus that may not be written is read.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("no permission stops root")
	}
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "a.jsonl")
	writeRows(t, path, pairRow("Ships wait.", "船在等。"))
	c := open(t, path)
	root := c.Dir
	c.Close()
	for _, name := range []string{databaseName, "."} {
		os.Chmod(filepath.Join(root, name), 0o555)
	}
	defer os.Chmod(root, 0o755)
	c, err := Open(ctx, root)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if r, err := c.Search(ctx, Query{Phrases: []Phrase{phrase(t, "ships")}}, 0, 0); err != nil || r.Total != 1 {
		t.Error(r, err)
	}
	writeRows(t, path, pairRow("It ends.", "完了。"))
	if _, err := c.Add(ctx, []string{path}, AddOptions{Piece: "b"}); err == nil || !strings.Contains(err.Error(), "cannot be written") {
		t.Error(err)
	}
}
