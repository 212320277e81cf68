package exchange

import (
	"bufio"
	"fmt"
	"io"
	"unicode/utf8"

	"bitext/align"
)

// rtfEncoder writes a document in the Rich Text Format, in ASCII alone.
type rtfEncoder struct {
	out     *bufio.Writer
	stacked bool
	begun   bool
	order   [2]align.Side
}

func (e *rtfEncoder) begin(p *Piece) {
	e.begun = true
	first := p.first()
	e.order = [2]align.Side{first, align.ZH - first}
	e.out.WriteString(`{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman\fcharset0 Times New Roman;}{\f1\fnil\fcharset134 SimSun;}}` + "\n" +
		`\paperw11906\paperh16838\margl1440\margr1440\margt1440\margb1440\fs22` + "\n")
	if !e.stacked {
		e.row([align.Sides]string{"English", "中文"}, true)
	}
}

// row writes a row of a table.
func (e *rtfEncoder) row(texts [align.Sides]string, heading bool) {
	e.out.WriteString(`\trowd\trgaph108\trkeep`)
	if heading {
		e.out.WriteString(`\trhdr`)
	}
	for _, x := range []string{"4513", "9026"} {
		e.out.WriteString(`\clbrdrt\brdrs\brdrw5\clbrdrl\brdrs\brdrw5\clbrdrb\brdrs\brdrw5\clbrdrr\brdrs\brdrw5\cellx` + x)
	}
	e.out.WriteByte('\n')
	for _, side := range e.order {
		e.out.WriteString(`\pard\intbl\sa80`)
		if heading {
			e.out.WriteString(`\b`)
		}
		e.text(texts[side], side)
		if heading {
			e.out.WriteString(`\b0`)
		}
		e.out.WriteString(`\cell` + "\n")
	}
	e.out.WriteString(`\row` + "\n")
}

// text writes a text in the font of its language; a line break in it ends a paragraph.
func (e *rtfEncoder) text(text string, side align.Side) {
	fmt.Fprintf(e.out, `\f%d `, side)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		switch {
		case r == '\n':
			e.out.WriteString(`\par` + "\n")
		case r == '\t':
			e.out.WriteString(`\tab `)
		case r == '\\' || r == '{' || r == '}':
			e.out.WriteByte('\\')
			e.out.WriteRune(r)
		case r == '\r' || isControl(r):
			e.out.WriteByte(' ')
		case r < 0x80:
			e.out.WriteRune(r)
		case r > 0xFFFF: // a surrogate each
			r -= 0x10000
			fmt.Fprintf(e.out, `\u%d?\u%d?`, int16(uint16(0xD800+r>>10)), int16(uint16(0xDC00+r&0x3FF)))
		default:
			fmt.Fprintf(e.out, `\u%d?`, int16(uint16(r)))
		}
	}
}

func (e *rtfEncoder) Encode(r Record) error {
	if !e.begun {
		e.begin(r.Piece)
	}
	texts := [align.Sides]string{r.Text.EN, r.Text.ZH}
	if !e.stacked {
		e.row(texts, false)
	} else {
		for _, side := range e.order {
			if texts[side] != "" {
				e.out.WriteString(`\pard\sa80`)
				e.text(texts[side], side)
				e.out.WriteString(`\par` + "\n")
			}
		}
		e.out.WriteString(`\pard\par` + "\n")
	}
	_, err := e.out.Write(nil)
	return err
}

func (e *rtfEncoder) Close() error {
	if !e.begun {
		e.begin(nil)
	}
	e.out.WriteString("\\pard\\par}\n")
	return e.out.Flush()
}

// RTF is a bilingual document in the Rich Text Format.
var RTF = Format{
	Name: "rtf", Title: "bilingual document in the Rich Text Format", Extensions: []string{".rtf"},
	Carries: Texts | Nulls | Breaks,
	Layouts: []string{LayoutColumns, LayoutStacked},
	NewEncoder: func(w []io.Writer, opt WriteOptions) Encoder {
		return &rtfEncoder{out: bufio.NewWriter(w[0]), stacked: opt.Layout == LayoutStacked}
	},
}
