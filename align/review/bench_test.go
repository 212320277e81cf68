package review

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkApply10000 applies a review of 10,000 rows in which every row was edited.
func BenchmarkApply10000(b *testing.B) {
	var en, zh []string
	for i := range 10000 {
		en = append(en, fmt.Sprintf("Row %d speaks of the night bus that carries nurses home. It leaves at %d past nine.", i, i%60))
		zh = append(zh, fmt.Sprintf("第%d行讲送护士回家的夜班公交。九点过%d分开车。", i, i%60))
	}
	al := of(en, zh)
	pairSentences(al)
	split := strings.NewReplacer("home. ", "home. || ", "公交。", "公交。||")
	for _, c := range []struct {
		name string
		edit func(list []Entry, i int)
	}{
		{"edited", func(list []Entry, i int) { list[i].EN = strings.Replace(list[i].EN, "night bus", "late bus", 1) }},
		{"split", func(list []Entry, i int) {
			list[i].EN, list[i].ZH = split.Replace(list[i].EN), split.Replace(list[i].ZH)
		}},
		{"carried", func(list []Entry, i int) {
			if i%2 == 1 {
				list[i-1].EN, list[i].EN = list[i].EN+" "+list[i-1].EN, ""
				list[i-1].ZH, list[i].ZH = list[i].ZH+" "+list[i-1].ZH, ""
			}
		}},
		{"rewritten", func(list []Entry, i int) { list[i].EN = fmt.Sprintf("Quite different, %x!", i*7919) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			back := written(b, al)
			for i := range back.Review.Entries {
				c.edit(back.Review.Entries, i)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Apply(al, back); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
