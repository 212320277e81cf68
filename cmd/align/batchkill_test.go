//go:build unix

package main

import (
	"bytes"
	"context"
	"errors"
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

// Where nothing more can be written the batch ends with a line that says so; once it can
// the same command brings it to the same end.
func TestBatchDiskFull(t *testing.T) {
	folder := "../../testdata/folders/reprint"
	whole, out := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "out")
	args := []string{"batch", folder, "--to", "tsv", "--to", "xlsx", "--quiet", "-o"}
	if text, err := exec.Command("align", append(args, whole)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	// No file may be larger than a few blocks: tables are written, workbooks are not.
	cmd := exec.Command("sh", append([]string{"-c", `ulimit -f 12; exec align "$@"`, "sh"}, append(args, out)...)...)
	text, err := cmd.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || bytes.Count(text, []byte("\n")) != 1 || !bytes.Contains(text, []byte("run the same command again")) {
		t.Fatalf("%v: %s", err, text)
	}
	if text, err := exec.Command("align", append(args, out)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	want, got := filesOf(t, whole), filesOf(t, out)
	for name, data := range want {
		if !bytes.Equal(got[name], data) {
			t.Errorf("%s differs", name)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%d files, want %d", len(got), len(want))
	}

	// A folder that cannot be written into.
	text, err = exec.Command("align", append(args, "/proc/none")...).CombinedOutput()
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || bytes.Count(text, []byte("\n")) != 1 || !bytes.Contains(text, []byte("/proc/none: ")) {
		t.Errorf("%v: %s", err, text)
	}
}

// An interrupted batch says how to go on.
func TestBatchSaysHowToGoOn(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	var stdout, stderr bytes.Buffer
	code := run(ctx, []string{"batch", "../../testdata/folders/book", "-o", filepath.Join(t.TempDir(), "out")}, streams{&stdout, &stderr})
	if want := "align: batch: interrupted; run the same command again, and it goes on where it stopped\n"; code != exitFailed || stderr.String() != want || stdout.Len() > 0 {
		t.Errorf("exit code %d, stderr %q, stdout %q", code, &stderr, &stdout)
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
