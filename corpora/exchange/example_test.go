package exchange_test

import (
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"bitext/align"
	"bitext/corpora/exchange"
)

// rain is an alignment of two English paragraphs and the Chinese one that says both.
func rain() *align.Alignment {
	return &align.Alignment{
		EN: &align.Document{Language: align.English, Paragraphs: []align.Paragraph{{Text: "Rain again.", Kind: align.Body}, {Text: "Bring a hat.", Kind: align.Body}}},
		ZH: &align.Document{Language: align.Chinese, Paragraphs: []align.Paragraph{{Text: "又下雨了。请带帽子。", Kind: align.Body}}},
		Beads: []align.Bead{
			{EN: []int{0, 1}, ZH: []int{0}, Score: 0.97},
		},
	}
}

func ExampleFormat_Write() {
	for _, format := range []exchange.Format{exchange.Beads, exchange.JSONL} {
		if err := format.Write(os.Stdout, rain(), exchange.WriteOptions{}); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// [0,1]:[0]:0.9700
	// {"id":"P1","translation":{"en":"Rain again.\nBring a hat.","zh":"又下雨了。请带帽子。"},"type":"2-1","en_ids":[0,1],"zh_ids":[0],"score":0.97,"en_units":["Rain again.","Bring a hat."]}
}

func ExampleFormat_Read() {
	rows, err := exchange.CSV.Read(strings.NewReader("English,中文\nRain.,雨。\n"), exchange.ReadOptions{})
	if err != nil {
		fmt.Println(err)
	}
	for _, r := range rows {
		fmt.Println(r.Text.EN, r.Text.ZH)
	}
	// Output: Rain. 雨。
}

// Rows go from a translation memory to a table of hunalign one after another.
func ExampleFormat_Open() {
	memory := `<tmx version="1.4"><header srclang="en"/><body>
<tu><tuv xml:lang="en"><seg>Bring a <bpt i="1"/>coat<ept i="1"/>.</seg></tuv><tuv xml:lang="zh-CN"><seg>带上外套。</seg></tuv></tu>
</body></tmx>`
	in, err := exchange.TMX.Open([]io.Reader{strings.NewReader(memory)}, exchange.ReadOptions{})
	if err != nil {
		log.Fatal(err)
	}
	out, err := exchange.Hunalign.NewWriter([]io.Writer{os.Stdout}, exchange.WriteOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for {
		r, err := in.Decode()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = out.Write(r)
		}
		if err != nil {
			log.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		log.Fatal(err)
	}
	fmt.Println("rows:", out.Report.Written)
	// Output:
	// Bring a coat.	带上外套。
	// rows: 1
}
