package sheet

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"strconv"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"bitext/align"
	"bitext/align/review"
)

// The picture of the alignment: the English edition runs from left to right,
// the Chinese one from top to bottom, both to the scale of their text, and
// each bead is a box. A faithful translation is a diagonal; a paragraph that was
// cut or added is a step in it, marked on the axis of the edition that has it.
//
//	     1   5    9   English →
//	   ┌──╴╴╴──────────┐
//	 1 │█              │   ╴  on an axis: no counterpart
//	   │ ██            │
//	 5 ┆   █           │
//	   │     ███       │

// Sizes in pixels. The picture is drawn at twice the size at which it is
// shown, for fine screens and for paper.
const (
	plotSide   = 840 // of the square
	plotLeft   = 90
	plotTop    = 90
	plotRight  = 30
	plotBottom = 70
	plotAxis   = 14 // thickness of the marks on an axis
	plotDot    = 5  // the least side of a box
	plotText   = 24 // font size
	plotScale  = 0.5

	plotWidth  = plotLeft + plotSide + plotRight
	plotHeight = plotTop + plotSide + plotBottom
)

// The inks, by index in the palette. The shades of grey after the last are
// for the edges of letters.
const (
	plotPaper = iota
	plotFrame
	plotNull
	plotBand // of the first band, the others follow

	plotInk = plotBand + int(align.Bands) + 3 // of letters: a dark grey
)

func plotPalette() color.Palette {
	p := color.Palette{
		color.RGBA{0xFF, 0xFF, 0xFF, 0xFF},
		color.RGBA{0xC3, 0xCB, 0xD3, 0xFF},
		color.RGBA{0x7D, 0x6B, 0xA8, 0xFF},
		color.RGBA{0x4E, 0x9A, 0x70, 0xFF},
		color.RGBA{0xE3, 0xA4, 0x1F, 0xFF},
		color.RGBA{0xCF, 0x4A, 0x34, 0xFF},
	}
	for y := 0x20; y <= 0xF0; y += 0x10 {
		p = append(p, color.Gray{uint8(y)})
	}
	return p
}

// plot is a picture being drawn.
type plot struct {
	img  *image.Paletted
	face font.Face
}

// picture draws the paragraph beads of a review as a PNG file.
func picture(r *review.Layout) ([]byte, error) {
	ttf, err := opentype.Parse(goregular.TTF)
	if err != nil {
		return nil, err
	}
	face, err := opentype.NewFace(ttf, &opentype.FaceOptions{Size: plotText, DPI: 72})
	if err != nil {
		return nil, err
	}
	defer face.Close()
	p := &plot{image.NewPaletted(image.Rect(0, 0, plotWidth, plotHeight), plotPalette()), face}
	p.frame()
	en, zh := newScale(r, align.EN), newScale(r, align.ZH)
	for _, t := range en.ticks() {
		p.tick(plotLeft+t.at, plotTop-plotAxis, t.label, true)
	}
	for _, t := range zh.ticks() {
		p.tick(plotLeft-plotAxis, plotTop+t.at, t.label, false)
	}
	for _, row := range r.Pairs {
		p.bead(en.reach(row.EN), zh.reach(row.ZH), int(align.BandOf(row.Score)))
	}
	p.legend()
	var buf bytes.Buffer
	err = png.Encode(&buf, p.img)
	return buf.Bytes(), err
}

// scale maps the paragraphs of an edition to pixels from the axis' origin.
type scale struct {
	doc *align.Document
	at  []int // by paragraph id; one more for the end
}

func newScale(l *review.Layout, side align.Side) *scale {
	doc := l.Alignment.Document(side)
	sum := make([]int, len(doc.Paragraphs)+1)
	for i, p := range doc.Paragraphs {
		sum[i+1] = sum[i]
		if p.Kind != align.Boilerplate {
			sum[i+1] += len(p.Text) + 1
		}
	}
	total := max(sum[len(sum)-1], 1)
	for i := range sum {
		sum[i] = int(int64(sum[i]) * plotSide / int64(total))
	}
	return &scale{doc, sum}
}

// reach is where the paragraphs of one side of a bead begin and end.
type reach struct{ from, to int }

// reach returns where some paragraphs begin and end, nil for none.
func (s *scale) reach(ids []int) *reach {
	if len(ids) == 0 {
		return nil
	}
	from, to := s.at[ids[0]], s.at[ids[len(ids)-1]+1]
	return &reach{from, max(to-1, from+plotDot)}
}

// tick is a paragraph number on an axis.
type tick struct {
	at    int
	label string
}

// ticks returns about eight numbers, none too near to the one before.
func (s *scale) ticks() []tick {
	numbers, step := s.doc.Numbers(), 1
	for _, f := range []int{2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 50000, 100000} {
		if len(numbers) == 0 || numbers[len(numbers)-1]/step <= 8 {
			break
		}
		step = f
	}
	const apart = 3 * plotText
	var ticks []tick
	for id, p := range s.doc.Paragraphs {
		number, pos := numbers[id], s.at[id]
		if p.Kind == align.Boilerplate || number != 1 && number%step != 0 ||
			len(ticks) > 0 && pos-ticks[len(ticks)-1].at < apart {
			continue
		}
		ticks = append(ticks, tick{pos, strconv.Itoa(number)})
	}
	return ticks
}

func (p *plot) fill(x0, y0, x1, y1, ink int) {
	draw.Draw(p.img, image.Rect(x0, y0, x1, y1), image.NewUniform(p.img.Palette[ink]), image.Point{}, draw.Src)
}

func (p *plot) frame() {
	const x0, y0, x1, y1 = plotLeft, plotTop, plotLeft + plotSide, plotTop + plotSide
	p.fill(x0-plotAxis-2, y0-plotAxis-2, x1+2, y1+2, plotFrame)
	p.fill(x0-plotAxis, y0-plotAxis, x1, y1, plotPaper)
	p.fill(x0-2, y0, x0, y1, plotFrame)
	p.fill(x0, y0-2, x1, y0, plotFrame)
	p.write(x1-p.width("English")-30, 30, "English")
	p.arrow(x1-22, 22, true)
	p.write(4, y1+plotText+8, "Chinese")
	p.arrow(20+p.width("Chinese"), y1+14, false)
}

// arrow draws a small triangle that points right or down.
func (p *plot) arrow(x, y int, right bool) {
	for i := range 10 {
		if right {
			p.fill(x+2*i, y-10+i, x+2*i+2, y+10-i, plotInk)
		} else {
			p.fill(x-10+i, y+2*i, x+10-i, y+2*i+2, plotInk)
		}
	}
}

// tick writes a paragraph number at a place on an axis.
func (p *plot) tick(x, y int, label string, onTop bool) {
	if onTop {
		p.fill(x, y-8, x+2, y, plotFrame)
		p.write(x, y-14, label)
		return
	}
	p.fill(x-8, y, x, y+2, plotFrame)
	p.write(x-14-p.width(label), y+plotText-4, label)
}

// bead draws a box, or a mark on the axis of the only side there is.
func (p *plot) bead(en, zh *reach, band int) {
	switch {
	case zh == nil:
		p.fill(plotLeft+en.from, plotTop-plotAxis, plotLeft+en.to, plotTop-2, plotNull)
	case en == nil:
		p.fill(plotLeft-plotAxis, plotTop+zh.from, plotLeft-2, plotTop+zh.to, plotNull)
	default:
		p.fill(plotLeft+en.from, plotTop+zh.from, plotLeft+en.to, plotTop+zh.to, plotBand+band)
	}
}

// legend explains the colours below the square.
func (p *plot) legend() {
	x := plotLeft + 100
	for i, name := range []string{string(align.NoCounterpart), align.BandSure.String(), align.BandCheck.String(), align.BandDoubtful.String()} {
		const y = plotHeight - 18
		p.fill(x, y-18, x+20, y+2, plotNull+i)
		p.write(x+30, y, name)
		x += p.width(name) + 80
	}
}

func (p *plot) drawer(x, y int) *font.Drawer {
	return &font.Drawer{Dst: p.img, Src: image.NewUniform(p.img.Palette[plotInk]), Face: p.face, Dot: fixed.P(x, y)}
}

func (p *plot) write(x, y int, s string) { p.drawer(x, y).DrawString(s) }

func (p *plot) width(s string) int { return p.drawer(0, 0).MeasureString(s).Ceil() }
