package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/windows"
)

// tempDir returns a new folder. That of t.TempDir has to go in the end, which Wine 8 refuses.
func tempDir(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "align")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	return folder
}

// said runs align, and returns its exit code and what it says on stderr.
func said(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code := run(t.Context(), args, streams{&stdout, &stderr})
	return code, stderr.String()
}

// A workbook that Excel has open, which shares it with nobody who writes, is neither replaced nor
// damaged, and the message says what to do.
func TestOpenInExcel(t *testing.T) {
	book := filepath.Join(tempDir(t), "review.xlsx")
	if code, text := said(t, "pair", portsEN, portsZH, "-q", "-o", book); code != exitDone {
		t.Fatal(code, text)
	}
	before, err := os.ReadFile(book)
	if err != nil {
		t.Fatal(err)
	}
	name, err := windows.UTF16PtrFromString(book)
	if err != nil {
		t.Fatal(err)
	}
	held, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, windows.FILE_SHARE_READ, nil, windows.OPEN_EXISTING, windows.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		t.Fatal(err)
	}
	code, text := said(t, "pair", portsEN, portsZH, "-q", "--force", "-o", book)
	if code != exitFailed || !strings.Contains(text, "review.xlsx: ") || !strings.Contains(text, "close it in Excel") {
		t.Errorf("exit code %d, %q", code, text)
	}
	if code, text := said(t, "apply", book, "-q"); code != exitDone { // what is saved can be read
		t.Errorf("apply: exit code %d, %q", code, text)
	}
	windows.CloseHandle(held)
	if after, err := os.ReadFile(book); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the workbook has changed: %v", err)
	}
	if names, _ := os.ReadDir(filepath.Dir(book)); len(names) != 1 {
		t.Errorf("left behind: %v", names)
	}
}

// Names that Windows forbids are refused before any work.
func TestForbiddenOutputs(t *testing.T) {
	folder := tempDir(t)
	for _, name := range []string{"CON", "aux.txt", "com1.xlsx", "nul.tmx", "a:b.xlsx", "what?.tsv", "review.xlsx.", "review.xlsx "} {
		code, text := said(t, "pair", portsEN, portsZH, "-q", "-o", filepath.Join(folder, name), "--to", "tsv")
		if code != exitUsage || !strings.Contains(text, "Windows") || strings.Count(text, "\n") != 1 {
			t.Errorf("%q: exit code %d, %q", name, code, text)
		}
	}
	if names, _ := os.ReadDir(folder); len(names) > 0 {
		t.Errorf("written: %v", names)
	}
	if code, text := said(t, "detect", `no<such>name.txt`); code != exitFailed || !strings.Contains(text, "there can be no file of that name") {
		t.Errorf("exit code %d, %q", code, text)
	}
}

// Folders may lie so deep that their paths are longer than the 260 characters of old programs.
func TestLongPaths(t *testing.T) {
	folder := tempDir(t)
	for len(folder) < 400 {
		folder = filepath.Join(folder, strings.Repeat("深", 20))
	}
	if err := os.MkdirAll(folder, 0o777); err != nil {
		t.Fatal(err)
	}
	book, memory := filepath.Join(folder, "审校.xlsx"), filepath.Join(folder, "记忆.tmx")
	if code, text := said(t, "pair", portsEN, portsZH, "-q", "-o", book); code != exitDone {
		t.Fatal(code, text)
	}
	if code, text := said(t, "apply", book, "-q", "-o", memory); code != exitDone {
		t.Error(code, text)
	}
}
