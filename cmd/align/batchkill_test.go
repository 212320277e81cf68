//go:build unix

package main

import (
	"bytes"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"
)

// A batch that is killed at any moment, again and again, goes on where it stopped, and in
// the end every byte is that of a run that nobody disturbed. ALIGN_KILLS says how often it
// is killed.
func TestBatchKilled(t *testing.T) {
	kills := 2
	if n, err := strconv.Atoi(os.Getenv("ALIGN_KILLS")); err == nil {
		kills = n
	}
	folder := "../../testdata/folders/book"
	command := func(out string) *exec.Cmd {
		return exec.Command("align", "batch", folder, "-o", out, "--to", "tsv", "--to", "xlsx", "--quiet")
	}
	whole := filepath.Join(t.TempDir(), "whole")
	begun := time.Now()
	if out, err := command(whole).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	usual := time.Since(begun)
	want := filesOf(t, whole)
	random := rand.New(rand.NewPCG(1, 2))
	for kills > 0 {
		out := filepath.Join(t.TempDir(), "out")
		for range min(kills, 2) {
			cmd := command(out)
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			timer := time.AfterFunc(time.Duration(random.Float64()*float64(usual)), func() { cmd.Process.Kill() })
			cmd.Wait() // killed, or done before that
			timer.Stop()
			kills--
		}
		if text, err := command(out).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		got := filesOf(t, out)
		for name, data := range want {
			if !bytes.Equal(got[name], data) {
				t.Errorf("%s differs after a kill", name)
			}
		}
		if len(got) != len(want) {
			t.Errorf("there are %d files after a kill, want %d", len(got), len(want))
		}
	}
}

// filesOf returns the files of a folder.
func filesOf(t *testing.T, folder string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(folder, name)
		if err != nil {
			return err
		}
		files[relative], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
