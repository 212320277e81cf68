package lexicon_test

import (
	"fmt"
	"log"

	"bitext/align/lexicon"
)

func ExampleLexicon_Translations() {
	l, err := lexicon.Embedded()
	if err != nil {
		log.Fatal(err)
	}
	for _, word := range l.Segment(l.Simplify("氣候人工智能")) {
		for _, t := range l.Translations(word) {
			fmt.Println(word, l.Stem(t.Stem))
		}
	}
	// Output:
	// 气候 climat
	// 气候 condit
	// 气候 prevail
	// 人工智能 artifici
	// 人工智能 intellig
}
