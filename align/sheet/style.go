package sheet

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"

	"bitext/align"
)

// The colours: slate for the frame, and one pair of ground and ink for each
// band, told apart by lightness too.
const (
	slate = "34495E"
	ink   = "1F2933"
	faint = "6B7785"
	rule  = "D5DBE1"
	white = "FFFFFF"
	shade = "F4F6F8" // ground of cells that cannot be edited
	void  = "E9EDF1" // ground of a side without a counterpart
	link  = "1F5FA8"

	sureGround, sureInk         = "DDEFE3", "1E6B43"
	checkGround, checkInk       = "FDF0CF", "7A5300"
	doubtfulGround, doubtfulInk = "F9DCD6", "9C2A1B"
	fixedGround, fixedInk       = "DCE9F7", "1F4F86"

	markGround = "FFD966" // of a cell in conflict
)

// grounds are the colours of cells that say nothing of a reviewer.
var grounds = []string{slate, white, shade, void, sureGround, checkGround, doubtfulGround, fixedGround, markGround}

// bandColours are the ground and the ink of each band.
var bandColours = [align.Bands][2]string{
	align.BandSure:     {sureGround, sureInk},
	align.BandCheck:    {checkGround, checkInk},
	align.BandDoubtful: {doubtfulGround, doubtfulInk},
}

// face is the name of a font. Arial and Microsoft's two Chinese fonts come
// with Windows and with Office for the Mac; elsewhere WPS and LibreOffice put
// Liberation Sans and Noto or Source Han Sans in their place. The character set of a face
// says to them which Chinese glyphs are wanted.
type face string

const (
	latinFace face = "Arial"
	hansFace  face = "Microsoft YaHei"
	hantFace  face = "Microsoft JhengHei"
)

// The character sets of fonts (ISO/IEC 29500-1, 18.4.1, and CHARSETINFO of Windows).
const (
	charsetGB   = 134
	charsetBig5 = 136
)

// chinese reports whether a face has Chinese characters of its own.
func (f face) chinese() bool { return f == hansFace || f == hantFace }

// font returns the font of a face at a size and in a colour.
func (f face) font(size float64, color string) *excelize.Font {
	font := &excelize.Font{Family: string(cmp.Or(f, latinFace)), Size: size, Color: color}
	switch f {
	case hansFace:
		font.Charset = new(charsetGB)
	case hantFace:
		font.Charset = new(charsetBig5)
	}
	return font
}

// faceOf returns the font for Chinese text in a script.
func faceOf(s align.Script) face {
	if s == align.Hant {
		return hantFace
	}
	return hansFace
}

// style is how a cell looks and how it can be edited. The zero style is that of a
// locked cell in the latin font at 10 points.
type style struct {
	face     face
	size     float64
	bold     bool
	color    string // of the text; ink if empty
	fill     string // no fill if empty
	across   string // horizontal alignment: left if empty
	middle   bool   // vertically centred, not at the top
	indent   int
	wrap     bool
	ruled    bool // with a hairline all around
	opens    bool // with a stronger line above
	number   string
	text     bool // typed-in content is text, whatever it begins with
	quoted   bool // content looks like a formula and is marked as text
	unlocked bool
	linked   bool
}

// points returns the size of the font.
func (s style) points() float64 { return cmp.Or(s.size, 10) }

// style returns the number of a style in the workbook, each style once.
func (wb *workbook) style(s style) int {
	if id, ok := wb.styles[s]; ok {
		return id
	}
	var id int
	if s.quoted {
		plain := s
		plain.quoted = false
		id = wb.quote(wb.style(plain))
	} else {
		var err error
		id, err = wb.file.NewStyle(s.style())
		wb.keep(err)
	}
	wb.styles[s], wb.looks[id] = id, s
	return id
}

// quote adds a copy of a style that marks content as text, as an apostrophe
// typed before it does. Excelize has no option for this.
func (wb *workbook) quote(id int) int {
	xfs := wb.file.Styles.CellXfs
	xf := xfs.Xf[id]
	xf.QuotePrefix = new(true)
	xfs.Xf = append(xfs.Xf, xf)
	xfs.Count = len(xfs.Xf)
	return xfs.Count - 1
}

func (s style) style() *excelize.Style {
	st := &excelize.Style{
		Font: s.face.font(s.points(), cmp.Or(s.color, ink)),
		Alignment: &excelize.Alignment{
			Horizontal: cmp.Or(s.across, "left"),
			Vertical:   "top",
			Indent:     s.indent,
			WrapText:   s.wrap,
		},
		Protection: &excelize.Protection{Locked: !s.unlocked},
	}
	st.Font.Bold = s.bold
	if s.middle {
		st.Alignment.Vertical = "center"
	}
	if s.linked {
		st.Font.Underline = "single"
	}
	if s.fill != "" {
		st.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{s.fill}}
	}
	if s.ruled {
		for _, edge := range []string{"left", "right", "top", "bottom"} {
			st.Border = append(st.Border, excelize.Border{Type: edge, Color: rule, Style: 1})
		}
	}
	if s.opens {
		st.Border[2].Color = faint
	}
	switch {
	case s.text:
		st.NumFmt = 49 // @
	case s.number != "":
		st.CustomNumFmt = &s.number
	}
	return st
}

// scoreFormat returns a number format that says the band in words after the score,
// so that it can be told without its colour. A side alone has no band.
func (wb *workbook) scoreFormat(alone bool) string {
	if alone {
		return fmt.Sprintf(`0.00"  %s"`, wb.words(align.Bead{}.Verdict()))
	}
	name := func(b align.Band) string { return wb.words(b.Bilingual()) }
	return fmt.Sprintf(`[>=%g]0.00"  %s";[>=%g]0.00"  %s";0.00"  %s"`,
		align.BandSure.Min(), name(align.BandSure), align.BandCheck.Min(), name(align.BandCheck), name(align.BandDoubtful))
}

// conditional returns the number of the style of a conditional format.
func (wb *workbook) conditional(ground, ink string) *int {
	id, err := wb.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: ink},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}},
	})
	wb.keep(err)
	return &id
}
