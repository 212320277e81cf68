package glossary_test

import (
	"fmt"

	"bitext/align"
	"bitext/align/glossary"
)

func ExampleFinder_Find() {
	terms := glossary.New([]glossary.Concept{{EN: []string{"carbon tariff"}, ZH: []string{"碳关税"}}})
	const text = "They fear carbon tariffs."
	for _, m := range terms.Finder(nil).Find(text, align.English) {
		fmt.Println(text[m.Start:m.End], "=", terms.Concepts[m.Concept].ZH[0])
	}
	// Output: carbon tariffs = 碳关税
}
