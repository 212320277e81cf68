package language_test

import (
	"fmt"

	"bitext/align/language"
)

func ExampleDetect() {
	for _, text := range []string{"Who waters the trees?", "誰來澆水？", "Wer gießt die Bäume der Stadt?"} {
		g := language.Detect([]string{text})
		fmt.Printf("%s %q\n", language.Name(g.Language), g.Script)
	}
	// Output:
	// English ""
	// Chinese "Hant"
	// German ""
}

func ExampleOfParagraph() {
	fmt.Println(language.OfParagraph("他说OK"))
	// Output: zh
}

func ExampleSimplified() {
	fmt.Println(language.Simplified("責任編輯：後來"))
	// Output: 责任编辑：后来
}

func ExampleColumns() {
	fmt.Println(language.Columns("树 tree"))
	// Output: 7
}
