package pdf

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"
)

func TestProto(t *testing.T) {
	f := os.Getenv("PDF")
	d, err := os.ReadFile(f)
	if err != nil {
		t.Skip()
	}
	s := time.Now()
	pages, _, err := Read(context.Background(), d)
	fmt.Println(len(pages), err, time.Since(s))
	if os.Getenv("SHOW") != "" {
		for _, p := range pages {
			fmt.Println("PAGE")
			for _, q := range p {
				fmt.Printf("%6.1f %6.1f %6.1f %5.1f %v %q\n", q.Left, q.Right, q.Base, q.Size, q.Spaced, q.Text)
			}
		}
	}
}
