package exchange

import (
	"fmt"
	"html/template"
	"strings"
	"unicode/utf8"

	"bitext/align"
)

// pictures draws the alignment twice, as SVG whose parts lead to the rows: as a
// ladder, with the English edition down the left side, the Chinese one down the
// right and a ribbon for each bead; and as boxes, with the English edition from
// left to right and the Chinese one from top to bottom. Both editions are drawn to
// the scale of their text, on a square of side 100.
func pictures(al *align.Alignment, rows []align.Row) (ladder, boxes template.HTML) {
	enAt, zhAt := scaled(al.EN), scaled(al.ZH)
	var l, d strings.Builder
	begin := func(b *strings.Builder, name string) {
		fmt.Fprintf(b, `<svg viewBox="-3 -3 106 106" role="group" aria-label="%s">`, name)
	}
	begin(&l, "Ribbons between the two editions")
	begin(&d, "Dot plot of the alignment")
	en, zh := 0.0, 0.0 // where the last bead ended
	for _, row := range rows {
		class, _ := bandOf(row.Bead)
		e0, e1 := extent(row.EN, enAt, en)
		z0, z1 := extent(row.ZH, zhAt, zh)
		en, zh = e1, z1
		link := func(b *strings.Builder, shape string) {
			fmt.Fprintf(b, `<a href="#%s" aria-label="%s">%s</a>`, row.ID, row.ID, shape)
		}
		bar := func(x, from, to float64) string {
			return fmt.Sprintf(`<rect class="%s" x="%.2f" y="%.2f" width="6" height="%.2f"/>`, class, x, from, max(0.3, to-from-0.2))
		}
		shape := ""
		if len(row.EN) > 0 {
			shape += bar(10, e0, e1)
		}
		if len(row.ZH) > 0 {
			shape += bar(84, z0, z1)
		}
		if row.TwoSided() {
			shape += fmt.Sprintf(`<path class="ribbon %s" d="M16 %.2fC50 %.2f 50 %.2f 84 %.2fV%.2fC50 %.2f 50 %.2f 16 %.2fZ"/>`, class, e0, e0, z0, z0, z1, z1, e1, e1)
		}
		link(&l, shape)
		link(&d, fmt.Sprintf(`<rect class="%s" x="%.2f" y="%.2f" width="%.2f" height="%.2f"/>`, class, e0, z0, max(0.8, e1-e0), max(0.8, z1-z0)))
	}
	l.WriteString("</svg>")
	d.WriteString("</svg>")
	return template.HTML(l.String()), template.HTML(d.String())
}

// scaled returns where each paragraph of a document begins and ends on a line of
// 100, by the characters of its text; boilerplate has no room.
func scaled(doc *align.Document) [][2]float64 {
	total, out := 0, make([][2]float64, len(doc.Paragraphs))
	size := func(p align.Paragraph) int {
		if p.Kind == align.Boilerplate {
			return 0
		}
		return utf8.RuneCountInString(p.Text) + 1
	}
	for _, p := range doc.Paragraphs {
		total += size(p)
	}
	at := 0
	for id, p := range doc.Paragraphs {
		out[id][0] = 100 * float64(at) / float64(max(total, 1))
		at += size(p)
		out[id][1] = 100 * float64(at) / float64(max(total, 1))
	}
	return out
}

// extent returns where some paragraphs begin and end; for no paragraphs, both are place.
func extent(ids []int, at [][2]float64, place float64) (from, to float64) {
	if len(ids) == 0 {
		return place, place
	}
	return at[ids[0]][0], at[ids[len(ids)-1]][1]
}
