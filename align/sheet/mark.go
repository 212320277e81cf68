package sheet

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align/review"
	"bitext/align/sheet/internal/xlsx"
)

// What tells the notes that Mark writes. Behind the last line of one stands what a
// reviewer has written on the same cell.
const (
	markAuthor = "align"
	markEnd    = "— align"
)

// ofReviewer returns what a reviewer wrote in a note.
func ofReviewer(n xlsx.Note) string {
	if _, reply, ours := strings.Cut(n.Text, markEnd); ours {
		return strings.TrimSpace(reply)
	}
	if n.Author == markAuthor {
		return ""
	}
	return n.Text
}

// Mark copies a workbook that came back from a reviewer to w, and marks the conflicts in it:
// the cell that each is about is coloured and has a note in both languages. One that is about no row is
// marked in the heading of its sheet. Marks that the workbook has already are taken away,
// and whatever else is in it stays.
func Mark(w io.Writer, workbook io.Reader, conflicts []review.Conflict) error {
	data, err := io.ReadAll(workbook)
	if err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	book, err := openWorkbook(bytes.NewReader(data))
	if err != nil {
		return err
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	defer f.Close()
	m := &marker{file: f, book: book, notes: map[[2]string]note{}, coloured: map[int]int{}}
	if err := cmp.Or(m.find(), m.clear(), m.mark(conflicts)); err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	return writeSorted(w, out.Bytes())
}

// marker marks the conflicts in a workbook.
type marker struct {
	file     *excelize.File
	book     *xlsx.Book
	tables   []*table           // those that a reviewer works on, Review first
	notes    map[[2]string]note // those of reviewers, by sheet and cell
	coloured map[int]int        // styles with the ground of a mark, by the styles without
}

// note is a note that a reviewer wrote.
type note struct{ author, text string }

// find finds the sheets that a reviewer works on, and the notes there.
func (m *marker) find() error {
	for _, x := range []struct {
		name    string
		columns []column
	}{{reviewSheet, reviewColumns}, {sentencesSheet, sentenceColumns()}, {removedSheet, removedColumns}} {
		t, err := readTable(m.book, x.name, x.columns)
		if err != nil {
			return err
		}
		if t == nil {
			continue
		}
		m.tables = append(m.tables, t)
		notes, err := m.book.Notes(t.Name)
		if err != nil {
			return err
		}
		for cell, n := range notes {
			m.notes[[2]string{t.Name, cell}] = note{n.Author, ofReviewer(n)}
		}
	}
	if len(m.tables) == 0 {
		return errors.New("the workbook has none of the sheets of a review")
	}
	return nil
}

// clear takes the marks away that the workbook has.
func (m *marker) clear() error {
	plain := map[int]int{} // by style with the ground of a mark: the style without
	fills := m.file.Styles.Fills
	for i, xf := range m.file.Styles.CellXfs.Xf {
		if xf.FillID == nil || *xf.FillID >= len(fills.Fill) {
			continue
		}
		p := fills.Fill[*xf.FillID].PatternFill
		if p == nil || p.PatternType != "solid" || p.FgColor == nil || !strings.HasSuffix(strings.ToUpper(p.FgColor.RGB), markGround) {
			continue
		}
		none, was := 0, p.BgColor
		if was == nil || was.Theme == nil && !strings.HasPrefix(was.RGB, keptColour) {
			plain[i] = m.style(i, none)
			continue
		}
		fill, pattern, ground := *fills.Fill[*xf.FillID], *p, *was
		if ground.RGB != "" {
			ground.RGB = "FF" + strings.TrimPrefix(ground.RGB, keptColour)
		}
		pattern.FgColor, pattern.BgColor, fill.PatternFill = &ground, nil, &pattern
		fills.Fill = append(fills.Fill, &fill)
		plain[i] = m.style(i, len(fills.Fill)-1)
	}
	fills.Count = len(fills.Fill)
	for _, t := range m.tables {
		comments, err := m.file.GetComments(t.Name)
		if err != nil {
			return err
		}
		for _, c := range comments {
			text := c.Text
			for _, r := range c.Paragraph {
				text += r.Text
			}
			if c.Author != markAuthor && !strings.Contains(text, markEnd) {
				continue
			}
			if err := m.setNote(t.Name, c.Cell, ""); err != nil {
				return err
			}
		}
		if len(plain) == 0 {
			continue
		}
		for row := 1; row <= t.last; row++ {
			for at := range max(len(t.heads), slices.Max(t.places)+1) {
				cell := fmt.Sprintf("%s%d", letter(at), row)
				if style, err := m.file.GetCellStyle(t.Name, cell); err != nil {
					return err
				} else if p, ok := plain[style]; !ok {
					continue
				} else if err := m.file.SetCellStyle(t.Name, cell, cell, p); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// mark marks conflicts.
func (m *marker) mark(conflicts []review.Conflict) error {
	texts := map[[2]string][]string{} // by sheet and cell
	var cells [][2]string             // in order
	for _, c := range conflicts {
		at := m.cellOf(c)
		if texts[at] == nil {
			cells = append(cells, at)
		}
		why := c
		why.Sheet, why.Row = "", 0
		texts[at] = append(texts[at], strings.TrimPrefix(why.String(), ": ")+"\n"+c.Chinese())
	}
	for _, at := range cells {
		if err := cmp.Or(m.setNote(at[0], at[1], strings.Join(texts[at], "\n\n")), m.colour(at[0], at[1])); err != nil {
			return err
		}
	}
	return nil
}

// cellOf returns the sheet and the cell that a conflict is about.
func (m *marker) cellOf(c review.Conflict) [2]string {
	t, row := m.tables[0], m.tables[0].headRow
	if i := slices.IndexFunc(m.tables, func(t *table) bool { return t.Name == c.Sheet }); i >= 0 {
		t = m.tables[i]
		row = cmp.Or(c.Row, t.headRow)
	}
	place := func(f review.Field) int {
		i := slices.IndexFunc(t.columns, func(c column) bool { return c.field == f })
		if i < 0 {
			return -1
		}
		return t.places[i]
	}
	at := max(place(review.FieldID), 0)
	for _, f := range []review.Field{c.Field(), review.FieldRestore} {
		if p := place(f); p >= 0 && c.Row > 0 {
			at = p
			break
		}
	}
	cell := fmt.Sprintf("%s%d", letter(at), row)
	if strings.HasPrefix(m.notes[[2]string{t.Name, cell}].text, "[Threaded comment]") { // which a note would hide
		cell = fmt.Sprintf("%s%d", letter(max(place(review.FieldID), 0)), row)
	}
	return [2]string{t.Name, cell}
}

// setNote puts a note on a cell, with that of a reviewer behind it. Without a text it
// leaves the reviewer's alone.
func (m *marker) setNote(sheet, cell, text string) error {
	if err := m.file.DeleteComment(sheet, cell); err != nil {
		return err
	}
	n := m.notes[[2]string{sheet, cell}]
	author := markAuthor
	switch {
	case text != "":
		text = strings.TrimSpace(text + "\n" + markEnd + "\n" + n.text)
	case n.text == "":
		return nil
	case n.author == markAuthor:
		author, text = "reviewer 审校", n.text
	default:
		author, text = n.author, n.text
	}
	const width, line, letters = 320, 16, 45 // pixels, and letters to a line
	height := uint(2 * line)
	for l := range strings.SplitSeq(text, "\n") {
		height += line * uint(1+len(l)/letters)
	}
	return m.file.AddComment(sheet, excelize.Comment{Author: author, Cell: cell, Paragraph: []excelize.RichTextRun{{Text: text}}, Width: width, Height: min(height, 600)})
}

// keptColour begins, in place of the part for transparency, the background of the fill of
// a mark where the cell had a colour before: that is the rest. Solid fills show none.
const keptColour = "01"

// colour colours a cell.
func (m *marker) colour(sheet, cell string) error {
	style, err := m.file.GetCellStyle(sheet, cell)
	if err != nil {
		return err
	}
	marked, ok := m.coloured[style]
	if !ok {
		if marked, err = m.colouredStyle(style); err != nil {
			return err
		}
		m.coloured[style] = marked
	}
	return m.file.SetCellStyle(sheet, cell, cell, marked)
}

// colouredStyle makes a style with the ground of a mark of one without.
func (m *marker) colouredStyle(style int) (int, error) {
	mark, err := m.file.NewStyle(&excelize.Style{Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{markGround}}})
	if err != nil {
		return 0, err
	}
	xfs, fills := m.file.Styles.CellXfs, m.file.Styles.Fills
	fill := *fills.Fill[*xfs.Xf[mark].FillID]
	pattern := *fill.PatternFill
	if id := xfs.Xf[style].FillID; id != nil && *id < len(fills.Fill) {
		if was := fills.Fill[*id].PatternFill; was != nil && was.PatternType == "solid" && was.FgColor != nil {
			ground := *was.FgColor
			if len(ground.RGB) == len("FFRRGGBB") {
				ground.RGB = keptColour + ground.RGB[2:]
			}
			pattern.BgColor = &ground
		}
	}
	fill.PatternFill = &pattern
	fills.Fill = append(fills.Fill, &fill)
	fills.Count = len(fills.Fill)
	return m.style(style, fills.Count-1), nil
}

// style makes a style with a fill, as another else.
func (m *marker) style(of, fill int) int {
	xfs := m.file.Styles.CellXfs
	xf := xfs.Xf[of]
	xf.FillID, xf.ApplyFill = &fill, new(true)
	xfs.Xf = append(xfs.Xf, xf)
	xfs.Count = len(xfs.Xf)
	return xfs.Count - 1
}
