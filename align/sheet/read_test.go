package sheet

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"bitext/align"
)

// Damage is told, never taken for an alignment.
func TestReadDamaged(t *testing.T) {
	var whole bytes.Buffer
	if err := Write(&whole, sample(), Options{}); err != nil {
		t.Fatal(err)
	}
	edit := func(change func(f *excelize.File) error) []byte {
		f, err := excelize.OpenReader(bytes.NewReader(whole.Bytes()))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := change(f); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	tests := []struct {
		name string
		data []byte
		why  string
	}{
		{"half", whole.Bytes()[:whole.Len()/2], "no workbook"},
		{"empty", nil, "empty"},
		{"sheet deleted", edit(func(f *excelize.File) error { return f.DeleteSheet(hiddenSheet) }), "no sheet _align"},
		{"version", edit(func(f *excelize.File) error { return f.SetCellStr(hiddenSheet, "B1", "99") }), "row 1 of sheet _align is damaged (it is of version 99"},
		{"record", edit(func(f *excelize.File) error { return f.SetCellStr(hiddenSheet, "A2", "poem") }), `row 2 of sheet _align is damaged ("poem" is no record)`},
		{"edition", edit(func(f *excelize.File) error { return f.SetCellStr(hiddenSheet, "A2", `document|fr|""|""|""|""|""`) }), "is no edition"},
		{"row lost", edit(func(f *excelize.File) error { return f.RemoveRow(hiddenSheet, 4) }), "damaged"},
	}
	for _, test := range tests {
		_, err := original(bytes.NewReader(test.data))
		var inputErr *align.InputError
		if !errors.As(err, &inputErr) || !strings.Contains(inputErr.Reason, test.why) {
			t.Errorf("%s: got %v, want an input error that says %q", test.name, err, test.why)
		}
	}
}

func FuzzRecord(f *testing.F) {
	f.Add("bead\t\"P1\"\t\"0 1\"\t\"0\"\t0.5\t\"\"")
	f.Add("paragraph\ten\t0\t\"body\"\t1\t\"en\"\t\"\"\t\"a\tb\"")
	f.Add("flag\t\"\"\t\"\"")
	f.Fuzz(func(t *testing.T, row string) {
		d := decoder{al: &align.Alignment{EN: new(align.Document), ZH: new(align.Document)}}
		d.record(strings.Split(row, "\t"))
	})
}
