package engine_test

import (
	"context"
	"fmt"
	"log"

	"bitext/align"
	"bitext/align/engine"
	"bitext/align/lexicon"
)

func ExampleAlignText() {
	en := "Why cities need trees\n\nTrees cool the streets in summer. The city has promised to plant 10,000 of them.\n\nNobody asked the farmers."
	zh := "城市为什么需要树木\n夏天，树木让街道变得凉爽。\n这座城市承诺种一万棵树。"
	al, err := engine.AlignText(context.Background(), en, zh)
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range al.Beads {
		en, zh := al.Text(b)
		fmt.Printf("%q = %q\n", en, zh)
	}
	fmt.Println("Sentences:")
	for _, b := range al.Sentences {
		en, zh := al.SentenceText(b)
		fmt.Printf("%q = %q\n", en, zh)
	}
	// Output:
	// "Why cities need trees" = "城市为什么需要树木"
	// "Trees cool the streets in summer. The city has promised to plant 10,000 of them." = "夏天，树木让街道变得凉爽。\n这座城市承诺种一万棵树。"
	// "Nobody asked the farmers." = ""
	// Sentences:
	// "Why cities need trees" = "城市为什么需要树木"
	// "Trees cool the streets in summer." = "夏天，树木让街道变得凉爽。"
	// "The city has promised to plant 10,000 of them." = "这座城市承诺种一万棵树。"
	// "Nobody asked the farmers." = ""
}

func ExampleAlign() {
	lex, err := lexicon.Embedded()
	if err != nil {
		log.Fatal(err)
	}
	document := func(lang align.Language, lines ...string) *align.Document {
		d := &align.Document{Name: string(lang), Language: lang}
		for _, line := range lines {
			d.Paragraphs = append(d.Paragraphs, align.Paragraph{Text: line, Kind: align.Body})
		}
		return d
	}
	en := document(align.English, "The museum opened in 1998.", "It has 300 paintings.", "Admission is free.")
	zh := document(align.Chinese, "博物馆于1998年开馆，藏有300幅画。", "门票免费。")
	al, err := engine.Align(context.Background(), en, zh, engine.Options{Lexicon: lex, Segmented: true})
	if err != nil {
		log.Fatal(err)
	}
	for _, b := range al.Beads {
		fmt.Printf("%v %v %.2f\n", b.EN, b.ZH, b.Score)
	}
	// Output:
	// [0 1] [0] 0.96
	// [2] [1] 0.96
}

func ExampleTrain() {
	base, err := lexicon.Embedded()
	if err != nil {
		log.Fatal(err)
	}
	pairs := []align.TextPair{
		{EN: "The veranda was empty.", ZH: "露台空着。"},
		{EN: "She sat on the veranda.", ZH: "她坐在露台上。"},
		{EN: "A veranda faces the lake.", ZH: "露台面对着湖。"},
	}
	trained, err := engine.Train(context.Background(), pairs, engine.TrainOptions{Base: base})
	if err != nil {
		log.Fatal(err)
	}
	for _, lex := range []*lexicon.Lexicon{base, trained} {
		likeliest := lex.Translations("露台")[0]
		fmt.Println(lex.Stem(likeliest.Stem))
	}
	// Output:
	// terrac
	// veranda
}
