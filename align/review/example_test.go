package review_test

import (
	"fmt"
	"log"

	"bitext/align"
	"bitext/align/review"
)

func ExampleApply() {
	al := &align.Alignment{
		EN: &align.Document{Language: align.English, Paragraphs: []align.Paragraph{
			{Text: "Rain again.", Kind: align.Body}, {Text: "Bring a hat.", Kind: align.Body},
		}},
		ZH: &align.Document{Language: align.Chinese, Paragraphs: []align.Paragraph{
			{Text: "又下雨了。", Kind: align.Body}, {Text: "请带雨伞。", Kind: align.Body},
		}},
		Beads: []align.Bead{{EN: []int{0}, ZH: []int{0}, Score: 0.97}, {EN: []int{1}, ZH: []int{1}, Score: 0.58}},
	}
	layout, err := review.NewLayout(al)
	if err != nil {
		log.Fatal(err)
	}
	// A row goes to the reviewer as a text of each side, and comes back as an entry.
	sheet := &review.Sheet{Name: review.ReviewSheet}
	for n, row := range layout.Pairs {
		entry := review.Entry{Sheet: sheet.Name, Row: n + 2, ID: row.ID, Hash: row.Hash, Status: review.StatusWord(row.Status)}
		entry.EN, _ = review.ShowUnits(row.Units[align.EN])
		entry.ZH, _ = review.ShowUnits(row.Units[align.ZH])
		sheet.Entries = append(sheet.Entries, entry)
	}
	sheet.Entries[0].Status = "ok"
	sheet.Entries[1].ZH = "请带帽子。"

	reviewed, err := review.Apply(al, review.Returned{Review: sheet, Names: []string{sheet.Name}})
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range reviewed.Changes {
		fmt.Println(c)
	}
	for _, r := range reviewed.Alignment.Rows(align.LevelParagraph) {
		fmt.Println(r.ID, r.Text.EN, r.Text.ZH)
	}
	// Output:
	// Review 2: P1: confirmed
	// Review 3: P2: edited: Chinese ¶ 2: “请带雨伞。” → “请带帽子。”
	// P1 Rain again. 又下雨了。
	// P2 Bring a hat. 请带帽子。
}
