package pairing_test

import (
	"context"
	"fmt"
	"os"

	"bitext/align"
	"bitext/align/lexicon"
	"bitext/corpora/exchange"
	"bitext/corpora/pairing"
)

func ExampleAlignFiles() {
	var opt pairing.Options
	var err error
	if opt.Align.Lexicon, err = lexicon.Embedded(); err != nil {
		fmt.Println(err)
		return
	}
	pair, err := pairing.AlignFiles(context.Background(), "../../testdata/ports/zh.txt", "../../testdata/ports/en.txt", opt)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, row := range pair.Rows(align.LevelParagraph)[:2] {
		fmt.Println(row.ID, row.Shape(), align.BandOf(row.Score), row.Text.EN, row.Text.ZH)
	}
	// Output:
	// P1 1-1 sure The slowest machine in our port is the printer 港口裏最慢的機器，是一台打印機
	// P2 1-0 sure Before we pour another mile of concrete into the sea, we should ask why the boxes already ashore are not moving.
}

func ExampleEvaluate() {
	documents, err := pairing.Evaluate("../../testdata/ports/gold.align", "../../testdata/ports/gold.align", align.LevelParagraph)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range documents {
		fmt.Printf("%s: strict F1 %.2f of %d pairs\n", d.Name, d.Counts.StrictRate().F1, d.Counts.Gold)
	}
	// Output: gold: strict F1 1.00 of 14 pairs
}

func ExampleFiles() {
	lex, err := lexicon.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	folder := "../../testdata/folders/translations"
	paths, err := pairing.List(folder, "")
	if err != nil {
		fmt.Println(err)
		return
	}
	manifest, err := pairing.Files(context.Background(), folder, paths, pairing.FilesOptions{Lexicon: lex})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, line := range manifest.Lines {
		fmt.Println(line.English, line.Chinese, line.Status, line.Why)
	}
	// Output:
	// bus.txt chezi.txt pair 100% of the English and 100% of the Chinese text have a counterpart
	// calories.txt first.txt pair 100% of the English and 100% of the Chinese text have a counterpart
	// calories.txt second.txt version version of first.txt
}

func ExampleBatch() {
	lex, err := lexicon.Embedded()
	if err != nil {
		fmt.Println(err)
		return
	}
	out, err := os.MkdirTemp("", "aligned")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(out)
	opt := pairing.BatchOptions{
		Folder: "../../testdata/folders/reprint", Out: out,
		Formats: []exchange.Format{exchange.TSV, exchange.JSONL}, Write: func(exchange.Format) exchange.WriteOptions { return exchange.WriteOptions{Level: align.LevelSentence} },
	}
	opt.Align.Lexicon = lex
	report, err := pairing.Batch(context.Background(), opt)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range report.Results {
		fmt.Println(r.Status, r.Figures.Pairs, r.Outputs[0].Path, r.Outputs[1].Path)
	}
	// Output:
	// aligned 4 bus.tsv bus.jsonl
	// aligned 5 calories.tsv calories.jsonl
}
