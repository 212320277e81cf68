package segment_test

import (
	"fmt"

	"bitext/align"
	"bitext/align/segment"
)

func ExampleSentences() {
	text := "“增长了3.5%。”她说。会议结束了。"
	for _, s := range segment.Sentences(text, align.Chinese) {
		fmt.Println(text[s.Start:s.End])
	}
	// Output:
	// “增长了3.5%。”她说。
	// 会议结束了。
}

func ExampleWords() {
	for _, w := range segment.Words("China's 1,250 ports 港口") {
		fmt.Println(w.Norm)
	}
	// Output:
	// china
	// 1250
	// ports
	// 港口
}

func ExampleStem() {
	fmt.Println(segment.Stem("harbours"))
	// Output: harbour
}
