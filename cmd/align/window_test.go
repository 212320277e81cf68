package main

import (
	"errors"
	"fmt"
	"testing"
)

// In a window of our own an error is said in both languages, and a workbook that is there already
// without options, which nobody can give there.
func TestInBoth(t *testing.T) {
	exists := error(&existsError{"texts/en.xlsx"})
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("pair: %w", exists), fmt.Sprintf(alreadyThere, "en.xlsx", "en.xlsx")},
		{errors.New("read: a.txt: it is empty"), "align: read: a.txt: it is empty\nalign：读取：a.txt：文件为空\n"},
		{errors.New("no message of ours"), "align: no message of ours\n"},
	} {
		if got := inBoth(c.err, "align: "+message(c.err)); got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
}
