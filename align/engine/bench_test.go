package engine

import (
	"context"
	"fmt"
	"testing"

	"bitext/align"
)

// lines returns two segmented editions of n lines made of the pool's sentences,
// each with a number, so that no two are alike.
func lines(n int) (en, zh *align.Document) {
	var e, z []string
	for k := range n {
		p := pool[(k*7+k/5)%len(pool)]
		e = append(e, fmt.Sprint(p[0], " ", k))
		z = append(z, fmt.Sprint(p[1], k))
	}
	return document(align.English, e...), document(align.Chinese, z...)
}

// One article, a chapter, and texts four times as long as one another.
func BenchmarkAlign(b *testing.B) {
	lex := embedded(b)
	for _, n := range []int{30, 200, 2000, 8000} {
		b.Run(fmt.Sprintf("%d lines", n), func(b *testing.B) {
			en, zh := lines(n)
			for b.Loop() {
				if _, err := Align(context.Background(), en, zh, Options{Lexicon: lex, Segmented: true}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkTrain(b *testing.B) {
	lex := embedded(b)
	en, zh := lines(2000)
	var pairs []align.TextPair
	for k := range en.Paragraphs {
		pairs = append(pairs, align.TextPair{EN: en.Paragraphs[k].Text, ZH: zh.Paragraphs[k].Text})
	}
	for b.Loop() {
		if _, err := Train(context.Background(), pairs, TrainOptions{Base: lex, Jobs: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
