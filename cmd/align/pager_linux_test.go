package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// terminal returns both ends of a terminal of a number of columns.
func terminal(t *testing.T, columns uint16) (screen, program *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("there are no terminals:", err)
	}
	t.Cleanup(func() { screen.Close() })
	n, err := unix.IoctlGetInt(int(screen.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetPointerInt(int(screen.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	if err := unix.IoctlSetWinsize(int(screen.Fd()), unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: columns}); err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return screen, program
}

// On a terminal results go through the pager that the environment says, in colours, and no line is wider than
// the terminal; anywhere else, and with --no-pager, they do not.
func TestPager(t *testing.T) {
	dir := t.TempDir()
	corpus := filepath.Join(dir, "news")
	for _, args := range [][]string{{"corpus", "init", corpus}, {"pair", portsEN, portsZH, "-o", filepath.Join(dir, "ports.jsonl")}, {"corpus", "add", corpus, filepath.Join(dir, "ports.jsonl")}} {
		if out, err := exec.Command("align", args...).CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	for _, test := range []struct {
		name          string
		args, env     []string
		paged, colour bool
	}{
		{"ALIGN_PAGER", nil, []string{"ALIGN_PAGER=sed s/^/|/", "PAGER=false"}, true, true},
		{"PAGER", nil, []string{"PAGER=sed s/^/|/"}, true, true},
		{"no colours", nil, []string{"PAGER=sed s/^/|/", "NO_COLOR=1"}, true, false},
		{"--no-pager", []string{"--no-pager"}, []string{"PAGER=sed s/^/|/"}, false, true},
		{"cat", nil, []string{"ALIGN_PAGER=cat", "PAGER=sed s/^/|/"}, false, true},
		{"none", nil, []string{"ALIGN_PAGER=", "PAGER=sed s/^/|/"}, false, true},
		{"not there", nil, []string{"PAGER=no-such-pager"}, false, true},
		{"for programs", []string{"--to", "tsv"}, []string{"PAGER=sed s/^/|/"}, false, false},
		{"ended early", nil, []string{"PAGER=sed -e s/^/|/ -e 1q"}, true, true},
	} {
		screen, program := terminal(t, 60)
		cmd := exec.Command("align", append([]string{"corpus", "search", corpus, "port", "--quiet", "--limit", "0"}, test.args...)...)
		cmd.Env = append(append(os.Environ(), "TERM=xterm"), test.env...)
		var stderr strings.Builder
		cmd.Stdout, cmd.Stderr = program, &stderr
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		program.Close()
		b, _ := io.ReadAll(screen) // it ends with an error when the program does
		if err := cmd.Wait(); err != nil || stderr.Len() > 0 {
			t.Errorf("%s: %v, %s", test.name, err, &stderr)
		}
		out := string(b)
		if !strings.Contains(out, "port") || strings.HasPrefix(out, "|") != test.paged || strings.Contains(out, hitColour) != test.colour {
			t.Errorf("%s: paged %v, colours %v: %.100q", test.name, test.paged, test.colour, out)
		}
	}
	t.Setenv("PAGER", "false")
	if out, err := exec.Command("align", "corpus", "search", corpus, "port", "--quiet").Output(); err != nil || len(out) == 0 {
		t.Errorf("into a pipe: %q, %v", out, err)
	}
}
