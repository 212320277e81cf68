package sheet

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"bitext/align/review"
)

// A table of two columns is read back, and is no review.
func TestBilingualTable(t *testing.T) {
	rows := [][2]string{{"=1+1", "雨。"}, {"two\nlines", ""}, {"<b> & _x0041_", "𠀀"}}
	var b bytes.Buffer
	w := NewTableWriter(&b, [2]string{"English", "中文"})
	for _, r := range rows {
		if err := w.Write(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if IsReview(b.Bytes()) {
		t.Error("it is taken for a review")
	}
	r, err := ReadTable(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range append([][2]string{{"English", "中文"}}, rows...) {
		cells, err := r.Next()
		if err != nil {
			t.Fatal(err)
		}
		if cells[0] != review.Show(want[0]) || len(cells) > 1 && cells[1] != want[1] || len(cells) == 1 && want[1] != "" {
			t.Errorf("got %q, want %q", cells, want)
		}
	}
	if _, err := r.Next(); err != io.EOF {
		t.Errorf("after the last row: %v", err)
	}
}

func TestBilingualTableRefuses(t *testing.T) {
	w := NewTableWriter(io.Discard, [2]string{"English", "中文"})
	if err := w.Write([2]string{strings.Repeat("长", review.MaxText+1)}); err == nil || !strings.Contains(err.Error(), "longer than a cell") {
		t.Errorf("a long text: %v", err)
	}
	for _, data := range []string{"", "no workbook", "PK\x03\x04"} {
		if _, err := ReadTable([]byte(data)); err == nil {
			t.Errorf("%q: no error", data)
		}
	}
}
