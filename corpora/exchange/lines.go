package exchange

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"

	"bitext/align"
)

// Profiles of a pair of text files.
const (
	profileMoses    = "moses"    // X.en, X.zh
	profileParaConc = "paraconc" // X.EN.txt, X.ZH.txt
	profileDelivery = "delivery" // X_e.txt, X_c.txt
	profileAntPConc = "antpconc" // X_en.txt, X_zh.txt
)

// lineFiles are the ends of the names of the two files, by profile.
var lineFiles = map[string][]string{
	profileMoses:    {".en", ".zh"},
	profileParaConc: {".EN.txt", ".ZH.txt"},
	profileDelivery: {"_e.txt", "_c.txt"},
	profileAntPConc: {"_en.txt", "_zh.txt"},
}

// spaced writes a text on one line: a space stands for each line break and tab, U+FFFD for
// bytes that are no character.
func spaced(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if !strings.ContainsAny(text, lineBreaks+"\t") {
		return text
	}
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if r == '\t' || strings.ContainsRune(lineBreaks, r) {
			return ' '
		}
		return r
	}, text))
}

// lineEncoder writes two files in which the lines of one number are a row.
type lineEncoder [align.Sides]*bufio.Writer

func (e *lineEncoder) Encode(r Record) error {
	for side, out := range e {
		out.WriteString(spaced(r.Text.Side(align.Side(side))))
		if err := out.WriteByte('\n'); err != nil {
			return err
		}
	}
	return nil
}

func (e *lineEncoder) Close() error {
	return errors.Join(e[align.EN].Flush(), e[align.ZH].Flush())
}

// lineDecoder reads two files of as many lines. Two empty lines are no row.
type lineDecoder [align.Sides]*lineReader

func (d *lineDecoder) Decode() (Record, error) {
	for {
		r := noScore()
		ended := [align.Sides]bool{}
		for side, in := range d {
			line, err := in.next()
			if err != nil && err != io.EOF {
				return Record{}, fmt.Errorf("%s: %w", align.Side(side), err)
			}
			ended[side] = err == io.EOF
			setText(&r.Text, align.Side(side), string(line))
		}
		switch {
		case ended[align.EN] && ended[align.ZH]:
			return Record{}, io.EOF
		case ended[align.EN] || ended[align.ZH]:
			short := align.EN
			if ended[align.ZH] {
				short = align.ZH
			}
			return Record{}, fmt.Errorf("the %s file ends after line %d, the other has more", short, d[short].number-1)
		case r.Text != align.TextPair{}:
			r.Line = d[align.EN].number
			return r, nil
		}
	}
}

// Lines is a pair of text files, a row a line: what Moses and most programs that learn from
// parallel texts read.
var Lines = Format{
	Name: "moses", Title: "a pair of text files, a row a line",
	Carries:  Texts | Controls,
	Profiles: []string{profileMoses, profileParaConc, profileDelivery, profileAntPConc},
	Files: func(profile string) []string {
		if files, ok := lineFiles[profile]; ok {
			return files
		}
		return lineFiles[profileMoses]
	},
	NewEncoder: func(w []io.Writer, _ WriteOptions) Encoder {
		return &lineEncoder{bufio.NewWriter(w[align.EN]), bufio.NewWriter(w[align.ZH])}
	},
	NewDecoder: func(r []io.Reader, _ ReadOptions) (Decoder, error) {
		if len(r) != 2 {
			return nil, errors.New("it takes two files, the English and the Chinese one")
		}
		en, errEN := newTextReader(r[align.EN])
		zh, errZH := newTextReader(r[align.ZH])
		return &lineDecoder{en, zh}, cmp.Or(errEN, errZH)
	},
}
