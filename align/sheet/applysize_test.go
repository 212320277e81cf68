package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"bitext/align"
)

// large is an alignment of 10,000 rows of two sentences on each side.
func large() *align.Alignment {
	var en, zh []string
	for i := range 10000 {
		en = append(en, fmt.Sprintf("Row %d speaks of the night bus that carries nurses home. It leaves at %d past nine.", i, i%60))
		zh = append(zh, fmt.Sprintf("第%d行讲送护士回家的夜班公交。九点过%d分开车。", i, i%60))
	}
	al := of(en, zh)
	pairSentences(al)
	return al
}

// Every row is edited by a search and replace over the whole sheet.
func BenchmarkApply10000(b *testing.B) {
	al := large()
	for _, c := range []struct {
		name string
		edit func(e editor, n int)
	}{
		{"untouched", func(editor, int) {}},
		{"edited", func(e editor, n int) {
			cell := fmt.Sprintf("%s%d", letter(colEN), n)
			e.f.SetCellStr(reviewSheet, cell, strings.Replace(cellAt(b, e.f, reviewSheet, cell), "night bus", "late bus", 1))
		}},
		{"split", func(e editor, n int) {
			for _, col := range []int{colEN, colZH} {
				cell := fmt.Sprintf("%s%d", letter(col), n)
				e.f.SetCellStr(reviewSheet, cell, strings.NewReplacer("home. ", "home. || ", "公交。", "公交。||").Replace(cellAt(b, e.f, reviewSheet, cell)))
			}
		}},
		{"carried", func(e editor, n int) { // before the text above, without ¶
			if n%2 == 0 {
				return
			}
			for _, col := range []int{colEN, colZH} {
				above, cell := fmt.Sprintf("%s%d", letter(col), n-1), fmt.Sprintf("%s%d", letter(col), n)
				e.f.SetCellStr(reviewSheet, above, cellAt(b, e.f, reviewSheet, cell)+" "+cellAt(b, e.f, reviewSheet, above))
				e.f.SetCellStr(reviewSheet, cell, "")
			}
		}},
		{"rewritten", func(e editor, n int) {
			e.f.SetCellStr(reviewSheet, fmt.Sprintf("%s%d", letter(colEN), n), fmt.Sprintf("Quite different, %x!", n*7919))
		}},
		{"deleted", func(e editor, n int) {
			for col := range reviewColumns {
				e.f.SetCellStr(reviewSheet, fmt.Sprintf("%s%d", letter(col), n), "")
			}
		}},
	} {
		b.Run(c.name, func(b *testing.B) {
			f := open(b, al)
			for n := range 10000 {
				c.edit(editor{b, f}, n+2)
			}
			var book bytes.Buffer
			if err := f.Write(&book); err != nil {
				b.Fatal(err)
			}
			b.ReportAllocs()
			for b.Loop() {
				r, err := Apply(bytes.NewReader(book.Bytes()))
				if err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(r.Changes)), "changes")
				b.ReportMetric(float64(len(r.Conflicts)), "conflicts")
			}
		})
	}
}
