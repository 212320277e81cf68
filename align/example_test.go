package align_test

import (
	"fmt"

	"bitext/align"
)

// rain is an alignment of three English paragraphs, one of them page furniture, and two
// Chinese ones.
func rain() *align.Alignment {
	return &align.Alignment{
		EN: &align.Document{Language: align.English, Paragraphs: []align.Paragraph{
			{Text: "Home | News", Kind: align.Boilerplate}, {Text: "Rain again.", Kind: align.Body}, {Text: "Bring a hat.", Kind: align.Body},
		}},
		ZH: &align.Document{Language: align.Chinese, Paragraphs: []align.Paragraph{
			{Text: "又下雨了。", Kind: align.Body}, {Text: "请带帽子。", Kind: align.Body},
		}},
		Beads: []align.Bead{
			{EN: []int{0}, Score: 1},
			{EN: []int{1}, ZH: []int{0}, Score: 0.97},
			{EN: []int{2}, ZH: []int{1}, Score: 0.58},
		},
	}
}

func ExampleAlignment_Rows() {
	for _, r := range rain().Rows(align.LevelParagraph) {
		fmt.Println(r.ID, r.Shape(), r.Text.EN, r.Text.ZH, align.BandOf(r.Score))
	}
	// Output:
	// P1 1-1 Rain again. 又下雨了。 sure
	// P2 1-1 Bring a hat. 请带帽子。 doubtful
}

func ExampleAlignment_Triage() {
	triage := rain().Triage(0.9)
	fmt.Printf("%.3f of the rows are right; look first at", triage.Now)
	for _, r := range triage.Rows {
		fmt.Println("", r.ID)
	}
	// Output: 0.775 of the rows are right; look first at P2
}

func ExampleAlignment_Validate() {
	al := rain()
	al.Beads = al.Beads[:2]
	fmt.Println(al.Validate())
	// Output: English paragraph 2 stands in no bead
}
