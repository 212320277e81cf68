package sheet_test

import (
	"bytes"
	"fmt"
	"log"

	"bitext/align"
	"bitext/align/sheet"
)

func ExampleApply() {
	al := &align.Alignment{
		EN:    &align.Document{Language: align.English, Paragraphs: []align.Paragraph{{Text: "Rain again.", Kind: align.Body}}},
		ZH:    &align.Document{Language: align.Chinese, Paragraphs: []align.Paragraph{{Text: "又下雨了。", Kind: align.Body}}},
		Beads: []align.Bead{{EN: []int{0}, ZH: []int{0}, Score: 0.97}},
	}
	var workbook bytes.Buffer
	if err := sheet.Write(&workbook, al, sheet.Options{}); err != nil {
		log.Fatal(err)
	}
	// A person reviews the workbook here.
	reviewed, err := sheet.Apply(&workbook)
	if err != nil {
		log.Fatal(err)
	}
	for _, r := range reviewed.Alignment.Rows(align.LevelParagraph) {
		fmt.Println(r.ID, r.Text.EN, r.Text.ZH)
	}
	fmt.Println(len(reviewed.Changes), "changes")
	// Output:
	// P1 Rain again. 又下雨了。
	// 0 changes
}
