package qa_test

import (
	"fmt"
	"strings"

	"bitext/align/glossary"
	"bitext/align/qa"
)

func ExampleFlags() {
	terms := glossary.New([]glossary.Concept{{EN: []string{"reef"}, ZH: []string{"礁石"}}}).Finder(strings.Clone)
	for _, f := range qa.Flags("The reef cost $78 billion.", "岛屿耗资870亿美元。", terms) {
		fmt.Printf("%s: %s\n", f.Kind, f.Detail)
	}
	// Output:
	// numbers differ: 78 billion / 870亿
	// term missing: reef → 礁石
}
