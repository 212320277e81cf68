package document_test

import (
	"fmt"
	"log"
	"strings"

	"bitext/align/document"
)

func ExampleRead() {
	const page = `<title>Let the ferry stay - Delta Daily</title>
<nav><a href="/">Home</a> <a href="/opinion">Opinion</a></nav>
<h1>Let the ferry stay</h1>
<p>By Lin Yue | Delta Daily | Updated: 2025-05-06</p>
<p>Every morning the ferry takes two hundred people across the river, and every evening it brings them back.</p>`
	doc, err := document.Read(strings.NewReader(page), "ferry.html", document.Options{})
	if err != nil {
		log.Fatal(err)
	}
	for _, p := range doc.Paragraphs {
		fmt.Printf("%s: %.29s\n", p.Kind, p.Text)
	}
	fmt.Println(doc.Meta.Authors, doc.Meta.Publisher, doc.Meta.Date)
	// Output:
	// boilerplate: Home Opinion
	// title: Let the ferry stay
	// byline: By Lin Yue | Delta Daily | Up
	// body: Every morning the ferry takes
	// [Lin Yue] Delta Daily 2025-05-06
}

func ExampleReadFile() {
	doc, err := document.ReadFile("../../testdata/night-clinic/zh.txt", document.Options{})
	if err != nil {
		log.Fatal(err)
	}
	p := doc.Paragraphs[0]
	fmt.Println(doc.Encoding, document.PosUnit(doc.Format), p.Pos, p.Kind, p.Reason)
	// Output: GB18030 line 1 boilerplate breadcrumb
}

func ExamplePosUnit() {
	fmt.Println(document.PosUnit("markdown"), document.PosUnit("docx"))
	// Output: line block
}
