package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"align": main})
}

// The scripts are the manual put to the test: each runs the real command.
func TestScripts(t *testing.T) {
	pieces, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "../../testdata/script",
		UpdateScripts: os.Getenv("UPDATE_SCRIPTS") != "", // rewrites the golden files in the scripts
		Setup: func(env *testscript.Env) error {
			env.Setenv("PIECES", pieces)
			return nil
		},
		Condition: func(name string) (bool, error) {
			if name != "root" { // whom no permission stops
				return false, fmt.Errorf("there is no condition %q", name)
			}
			return os.Geteuid() == 0, nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fails": fails, "holds": holds, "bytes": writeBytes, "odd": oddNames, "edit": edit,
		},
	})
}

// fails CODE TEXT ARGS... runs align, which has to fail with the exit code, one
// line on stderr that holds the text, and nothing on stdout.
func fails(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: fails code text align-args...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	var exit *exec.ExitError
	if err := ts.Exec("align", args[2:]...); errors.As(err, &exit) {
		code = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	text := ts.ReadFile("stderr")
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
	if !strings.HasPrefix(text, "align: ") || strings.Count(text, "\n") != 1 || !strings.HasSuffix(text, "\n") {
		ts.Fatalf("stderr is not one line: %q", text)
	}
	if !strings.Contains(text, args[1]) {
		ts.Fatalf("stderr does not say %q", args[1])
	}
	if out := ts.ReadFile("stdout"); out != "" {
		ts.Fatalf("stdout: %q", out)
	}
}

// holds FOLDER NAMES... says what a folder holds, hidden files included.
func holds(ts *testscript.TestScript, neg bool, args []string) {
	entries, err := os.ReadDir(ts.MkAbs(args[0]))
	ts.Check(err)
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	want := slices.Sorted(slices.Values(args[1:]))
	if slices.Equal(names, want) == neg {
		ts.Fatalf("%s holds %q, want %q", args[0], names, want)
	}
}

// bytes FILE TEXT [TIMES] writes a file from a Go string literal without its quotes.
func writeBytes(ts *testscript.TestScript, neg bool, args []string) {
	text, err := strconv.Unquote(`"` + args[1] + `"`)
	ts.Check(err)
	if len(args) > 2 {
		n, err := strconv.Atoi(args[2])
		ts.Check(err)
		text = strings.Repeat(text, n)
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(text), 0o644))
}

// oddNames ENGLISH CHINESE aligns copies of two files whose names hold line
// breaks and terminal codes: messages stay on their lines.
func oddNames(ts *testscript.TestScript, neg bool, args []string) {
	folder := ts.MkAbs("odd")
	ts.Check(os.Mkdir(folder, 0o755))
	en, zh := filepath.Join(folder, "en\n\x1b[31mred.txt"), filepath.Join(folder, "zh\r\n\u2028版.txt")
	ts.Check(os.WriteFile(en, []byte(ts.ReadFile(args[0])), 0o644))
	ts.Check(os.WriteFile(zh, []byte(ts.ReadFile(args[1])), 0o644))
	fails(ts, false, []string{"1", "no such file", "pair", en, zh + "x"})
	fails(ts, false, []string{"3", "both are English", "pair", en, ts.MkAbs(args[0]), "-o", filepath.Join(folder, "no.tsv")})
	ts.Check(ts.Exec("align", "pair", en, zh))
	if text := ts.ReadFile("stderr"); strings.Count(text, "\n") != 3 || strings.Contains(text, "\x1b") {
		ts.Fatalf("stderr is not three plain lines: %q", text)
	}
	ts.Check(ts.Exec("align", "detect", en))
	if text := ts.ReadFile("stdout"); strings.Contains(text, "\x1b") || !strings.Contains(strings.SplitN(text, "\n", 2)[0], "red.txt") {
		ts.Fatalf("detect: %q", text)
	}
	entries, err := os.ReadDir(folder)
	ts.Check(err)
	if len(entries) != 3 {
		ts.Fatalf("%s holds %v, want two files and a workbook", folder, entries)
	}
}

// edit IN OUT EDITS... edits a workbook as a reviewer would. An edit is
// "Review!English 4=text" or "Review!4 deleted".
func edit(ts *testscript.TestScript, neg bool, args []string) {
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	defer f.Close()
	for _, a := range args[2:] {
		sheet, rest, _ := strings.Cut(a, "!")
		if cell, text, ok := strings.Cut(rest, "="); ok {
			text, err := strconv.Unquote(`"` + text + `"`)
			ts.Check(err)
			ts.Check(f.SetCellStr(sheet, cellOf(ts, f, sheet, cell), text))
			continue
		}
		n, err := strconv.Atoi(strings.TrimSuffix(rest, " deleted"))
		ts.Check(err)
		ts.Check(f.RemoveRow(sheet, n))
	}
	ts.Check(f.SaveAs(ts.MkAbs(args[1])))
}

// cellOf returns the cell of a row in the column that has an English heading, "English 4", or the cell named "C4".
func cellOf(ts *testscript.TestScript, f *excelize.File, sheet, name string) string {
	heading, row, ok := strings.Cut(name, " ")
	if !ok {
		return name
	}
	rows, err := f.GetRows(sheet)
	ts.Check(err)
	column := slices.IndexFunc(rows[0], func(head string) bool { return strings.HasPrefix(head, heading+"\n") })
	if column < 0 {
		ts.Fatalf("there is no cell %q on %s", name, sheet)
	}
	letter, err := excelize.ColumnNumberToName(column + 1)
	ts.Check(err)
	return letter + row
}
