package engine

import (
	"context"
	"errors"
	"testing"

	"bitext/align"
)

func TestAlignText(t *testing.T) {
	al, err := AlignText(context.Background(), "\n Trees cool the streets.\r\n\n", "\n\n樹木讓街道變得涼爽。")
	if err != nil {
		t.Fatal(err)
	}
	if p := al.EN.Paragraphs; len(p) != 1 || p[0].Text != "Trees cool the streets." || p[0].Pos != 2 || al.ZH.Script != align.Hant {
		t.Errorf("got %+v and %+v", al.EN, al.ZH)
	}
	var inputErr *align.InputError
	if _, err := AlignText(context.Background(), "Trees", " \n"); !errors.As(err, &inputErr) || inputErr.Path != "Chinese text" {
		t.Errorf("without text: got %v, want an input error of the Chinese text", err)
	}
}

func FuzzAlignText(f *testing.F) {
	f.Add("Trees cool the streets.\nThey are 300.", "树木让街道变得凉爽。\n共三百棵。")
	f.Add("\xff\n\x00", "“\xe6")
	f.Fuzz(func(t *testing.T, en, zh string) {
		al, err := AlignText(context.Background(), en, zh)
		if err != nil {
			return // a text without lines
		}
		checkPartition(t, "paragraphs", al.Beads, len(al.EN.Paragraphs), len(al.ZH.Paragraphs))
		checkPartition(t, "sentences", al.Sentences, len(al.EN.Sentences), len(al.ZH.Sentences))
	})
}
