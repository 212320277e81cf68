package corpora_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"bitext/corpora"
)

// A corpus is made, files are added, and a phrase is looked for.
func Example() {
	ctx := context.Background()
	work, err := os.MkdirTemp("", "")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(work)
	file := filepath.Join(work, "harbour.tsv")
	rows := "en\tzh\nThe water tariff rises.\t水价上涨。\nShips wait.\t船在等。\n"
	if err := os.WriteFile(file, []byte(rows), 0o666); err != nil {
		log.Fatal(err)
	}

	dir := filepath.Join(work, "corpus")
	if err := corpora.Init(ctx, dir); err != nil {
		log.Fatal(err)
	}
	c, err := corpora.Open(ctx, dir)
	if err != nil {
		log.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Add(ctx, []string{file}, corpora.AddOptions{}); err != nil {
		log.Fatal(err)
	}
	phrase, err := corpora.ParsePhrase("水價") // traditional characters find simplified ones
	if err != nil {
		log.Fatal(err)
	}
	result, err := c.Search(ctx, corpora.Query{Phrases: []corpora.Phrase{phrase}}, 0, 20)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(result.Total)
	for _, hit := range result.Hits {
		span := hit.Spans[0]
		fmt.Println(hit.ID, hit.Text.ZH[span[0]:span[1]], hit.Text.EN)
	}
	// Output:
	// 1
	// harbour:6v8j4fbs 水价 The water tariff rises.
}

func ExampleParseSplit() {
	split, err := corpora.ParseSplit("80/10/10")
	fmt.Println(split.Shares, err)
	// Output: [0.8 0.1 0.1] <nil>
}
