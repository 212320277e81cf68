package result

import (
	"bytes"
	"strings"
	"testing"

	"bitext/align/sheet"
)

var table = &sheet.Table{
	Name:    "Hits",
	Columns: []sheet.TableColumn{{Head: "Left", Width: 20, Right: true}, {Head: "Hit", Width: 10}, {Head: "Score", Width: 8}},
	Rows: [][]sheet.TableCell{
		{{Text: "=a\tb\n<c>"}, {Text: "the 水价 rose", Marks: [][2]int{{4, 10}}}, {Number: 0.5, Format: "%.2f"}},
	},
}

func TestTSV(t *testing.T) {
	var b bytes.Buffer
	if err := WriteTSV(&b, []*sheet.Table{table, table}); err != nil {
		t.Fatal(err)
	}
	one := "Left\tHit\tScore\n=a b <c>\tthe 水价 rose\t0.50\n"
	if b.String() != one+"\n"+one {
		t.Errorf("%q", b.String())
	}
}

func TestHTML(t *testing.T) {
	var b bytes.Buffer
	if err := WriteHTML(&b, "Search <1>", "1 row", []*sheet.Table{table}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"the <mark>水价</mark> rose", "=a\tb\n&lt;c&gt;", `<td class="right">`, "Search &lt;1&gt;", ">0.50<"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %s in %s", want, b.String())
		}
	}
}
