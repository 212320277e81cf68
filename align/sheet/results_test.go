package sheet

import (
	"bytes"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestWriteTables(t *testing.T) {
	table := &Table{
		Name:    "Hits",
		Columns: []TableColumn{{Head: "Text", Width: 20}, {Head: "Score", Width: 8}},
		Rows: [][]TableCell{
			{{Text: "the 水价 rose", Marks: [][2]int{{4, 10}}}, {Number: 0.25, Format: "%.2f"}},
			{{Text: "=1+1"}, {Text: "–"}},
		},
	}
	var a, b bytes.Buffer
	for _, w := range []*bytes.Buffer{&a, &b} {
		if err := WriteTables(w, "Search", []*Table{table}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("equal tables give other bytes")
	}
	f, err := excelize.OpenReader(&a)
	if err != nil {
		t.Fatal(err)
	}
	runs, err := f.GetCellRichText("Hits", "A2")
	if err != nil || len(runs) != 3 || runs[1].Text != "水价" || !runs[1].Font.Bold || runs[0].Font.Bold {
		t.Errorf("%+v, %v", runs, err)
	}
	for cell, want := range map[string]string{"A2": "the 水价 rose", "B2": "0.25", "A3": "=1+1"} {
		if got, err := f.GetCellValue("Hits", cell); err != nil || got != want {
			t.Errorf("%s: %q, want %q, %v", cell, got, want, err)
		}
	}
}
