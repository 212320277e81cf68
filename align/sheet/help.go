package sheet

import (
	_ "embed"
	"strings"

	"bitext/align"
	"bitext/align/review"
)

// helpText is what Help says. A line that begins with # is a heading. An entry is a name and
// a text in English and in Chinese, a line each; after "status", "action", "band" or "flag"
// the name is a word of the program, and an entry whose name ends in ?locked is for protected
// workbooks. Lines that begin with | and = are a picture: rows of Review before and after,
// their cells a tab apart, with ⏎ for a line break.
//
//go:embed help.txt
var helpText string

var helpColumns = []column{{width: 27}, {width: 66}, {width: 78}}

// topic is one entry of Help.
type topic struct{ name, en, zh string }

// topicOf reads an entry. The words of the program are put in, and the meaning of a flag
// before its example.
func topicOf(name, en, zh string) topic {
	kind, word, _ := strings.Cut(name, " ")
	choice := func(choices []review.Choice) topic {
		for _, c := range choices {
			if c.English == word {
				name = c.In(align.English)
			}
		}
		return topic{name, en, zh}
	}
	switch kind {
	case "status":
		return choice(review.Statuses)
	case "action":
		return choice(review.Actions)
	case "none":
		return topic{align.Bead{}.Verdict(), en, zh}
	case "band":
		for b := range align.Bands {
			if b.String() == word {
				name = b.Bilingual()
			}
		}
	case "flag":
		flag := align.FlagKind(word)
		meansEN, meansZH := flag.Explain()
		return topic{align.Flag{Kind: flag}.Bilingual(), meansEN + "\nExample: " + en, meansZH + "\n例：" + zh}
	}
	return topic{name, en, zh}
}

func (wb *workbook) writeHelp() {
	p := wb.open(helpSheet, faint, helpColumns, 100, false)
	p.row(26, p.cell(style{face: hansFace, size: 16, bold: true, color: slate, middle: true}, wb.words("How to review an alignment  审校说明")))
	head := style{face: hansFace, size: 11, bold: true, color: white, fill: slate, middle: true, indent: 1}
	name := style{face: hansFace, size: 10, bold: true, fill: shade, wrap: true, ruled: true, indent: 1}
	en := style{size: 10, wrap: true, ruled: true, indent: 1}
	lines := strings.Split(strings.TrimSpace(helpText), "\n")
	write := func(t topic, name, en style) {
		zh := en
		zh.face = hansFace
		p.row(0, p.cell(name, wb.list(t.name, "  ")), p.cell(en, t.en), p.cell(zh, t.zh))
	}
	for len(lines) > 0 {
		line := lines[0]
		lines = lines[1:]
		switch mark, rest, _ := strings.Cut(line, " "); mark {
		case "":
		case "#":
			p.row(18, p.cell(head, wb.words(rest)), p.cell(head, ""), p.cell(head, ""))
		case "|", "=":
			row, label := en, name
			row.size, row.fill = 9, checkGround
			label.size, label.bold, label.across = 9, false, "right"
			cells := strings.Split(strings.ReplaceAll(rest, "⏎", "\n"), "\t")
			if mark == "=" {
				row.fill, cells[0] = sureGround, "→ "+cells[0]
			}
			write(topic{cells[0], cells[1], cells[2]}, label, row)
		default:
			t := topicOf(line, lines[0], lines[1])
			lines = lines[2:]
			var locked bool
			if t.name, locked = strings.CutSuffix(t.name, "?locked"); !locked || wb.protect {
				write(t, name, en)
			}
		}
	}
	p.close()
}
