package exchange

import (
	"bytes"
	"fmt"
	"io"
	"testing"
)

// thousandRows is a file of a thousand rows in a format.
func thousandRows(b *testing.B, f Format) []byte {
	b.Helper()
	var out bytes.Buffer
	w, err := f.NewWriter([]io.Writer{&out}, WriteOptions{})
	if err != nil {
		b.Fatal(err)
	}
	for n := range 1000 {
		r := noScore()
		r.ID, r.EN, r.ZH, r.Score = fmt.Sprintf("P%d", n), []int{n}, []int{n}, 0.98
		r.Text.EN = "It then takes the box five days and four hours, on average, to leave through the gate."
		r.Text.ZH = "然而，貨櫃着地之後，平均要等五日零四小時才能駛出閘口。"
		if err := w.Write(r); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	return out.Bytes()
}

// Rows go from one format to the other.
func BenchmarkConvert(b *testing.B) {
	for _, pair := range [][2]Format{{JSONL, TMX}, {TMX, JSONL}} {
		data := thousandRows(b, pair[0])
		b.Run(pair[0].Name+" to "+pair[1].Name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				in, err := pair[0].Open([]io.Reader{bytes.NewReader(data)}, ReadOptions{})
				if err != nil {
					b.Fatal(err)
				}
				out, err := pair[1].NewWriter([]io.Writer{io.Discard}, WriteOptions{})
				if err != nil {
					b.Fatal(err)
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
						b.Fatal(err)
					}
				}
				if err := out.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
