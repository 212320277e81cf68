package xlsx

import (
	"cmp"
	"encoding/xml"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align/internal/lazyregexp"
)

// style says how a cell shows its value, as far as the value is not what is seen.
type style struct {
	id     int    // of the format of numbers; 0 for the usual one
	code   string // of a format that a workbook has for itself
	date   bool
	struck bool
	fill   string // the colour of the ground, as RRGGBB where it is given so; "" for none
}

// readStyles reads the styles of cells, which name them by number.
func (b *Book) readStyles(name string) error {
	formats := map[int]string{}
	var struck []bool  // by font
	var fills []string // by fill
	inside, solid := "", false
	return b.each(name, func(t xml.Token) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		number := func(name string) int { n, _ := strconv.Atoi(attr(e, name)); return n }
		switch name := e.Name.Local; {
		case name == "fonts" || name == "fills" || name == "borders" || name == "cellXfs" || name == "cellStyleXfs" || name == "dxfs" || name == "cellStyles":
			inside = name
		case name == "numFmt":
			formats[number("numFmtId")] = attr(e, "formatCode")
		case inside == "fonts" && name == "font":
			struck = append(struck, false)
		case inside == "fonts" && name == "strike" && len(struck) > 0:
			struck[len(struck)-1] = isOn(e)
		case inside == "fills" && name == "fill":
			fills, solid = append(fills, ""), false
		case inside == "fills" && name == "patternFill":
			solid = attr(e, "patternType") == "solid"
		case inside == "fills" && name == "fgColor" && solid && len(fills) > 0:
			fills[len(fills)-1] = colour(e)
		case inside == "cellXfs" && name == "xf":
			font, fill, id := number("fontId"), number("fillId"), number("numFmtId")
			s := style{id: id, code: formats[id], struck: font >= 0 && font < len(struck) && struck[font]}
			if s.date = isDate(id, s.code); fill >= 0 && fill < len(fills) {
				s.fill = fills[fill]
			}
			b.styles = append(b.styles, s)
		}
		return b.keep(attr(e, "formatCode"), attr(e, "rgb"))
	})
}

// colour returns the colour that an element names: six digits, or where it is found.
func colour(e xml.StartElement) string {
	rgb := strings.ToUpper(attr(e, "rgb"))
	switch theme, indexed := attr(e, "theme"), attr(e, "indexed"); {
	case rgb != "":
		return rgb[max(0, len(rgb)-6):]
	case theme == "0" && attr(e, "tint") == "", indexed == "9", indexed == "64", indexed == "65": // white, or that of windows
		return ""
	default:
		return "theme " + theme + ", index " + indexed
	}
}

// isOn reports whether an element of a font is not switched off.
func isOn(e xml.StartElement) bool {
	val := attr(e, "val")
	return val != "0" && val != "false"
}

// literal matches what stands in a format for itself, and its conditions.
var literal = lazyregexp.New(`"[^"]*"|\[[^\]]*\]|\\.|_.|\*.`)

// isDate reports whether a format shows a number as a date or time. The formats that have
// a number alone are those of ECMA-376, 18.8.30.
func isDate(id int, code string) bool {
	if code == "" {
		return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
	}
	code, _, _ = strings.Cut(literal().ReplaceAllString(code, ""), ";")
	return !strings.EqualFold(code, "general") && strings.ContainsAny(strings.ToLower(code), "ymdhs")
}

// Shown returns a number as its cell shows it, where it is a date, a percentage or the
// like. Formats that depend on the reader's country are those of China.
func (b *Book) Shown(value string, m Mark) (text string) {
	if m.Kind != Number && m.Kind != Date || m.style >= len(b.styles) || b.styles[m.style].id == 0 {
		return value
	}
	b.drawing.Lock()
	defer b.drawing.Unlock()
	defer func() {
		if recover() != nil || text == "" { // excelize does not bear every format
			text = value
		}
	}()
	const sheet, cell = "Sheet1", "A1"
	if b.canvas == nil {
		b.canvas = excelize.NewFile(excelize.Options{CultureInfo: excelize.CultureNameZhCN, ShortDatePattern: "yyyy/m/d"})
		if err := b.canvas.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &b.from1904}); err != nil {
			return value
		}
	}
	style := excelize.Style{NumFmt: b.styles[m.style].id}
	if code := b.styles[m.style].code; code != "" {
		style = excelize.Style{CustomNumFmt: &code}
	}
	id, err := b.canvas.NewStyle(&style) // the same if there is one
	if err := cmp.Or(err, b.canvas.SetCellStyle(sheet, cell, cell, id), b.canvas.SetCellDefault(sheet, cell, value)); err != nil {
		return value
	}
	text, _ = b.canvas.GetCellValue(sheet, cell)
	return text
}
