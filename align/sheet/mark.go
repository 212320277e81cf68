package sheet

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"bitext/align/internal/lazyregexp"
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

// conversationLink is in the note that Excel writes beside a conversation for programs that
// show none, behind the words that say so.
const conversationLink = "linkid=870924"

// ofConversation returns what was said in a conversation, of the note beside it: what stands
// under “Comment:” and “Reply:”. Another note is returned as it is.
func ofConversation(note string) string {
	_, said, ok := strings.Cut(note, conversationLink)
	if !ok {
		return note
	}
	var lines []string
	for line := range strings.Lines(said) {
		text := strings.TrimSpace(line)
		if label := strings.HasSuffix(text, ":") || strings.HasSuffix(text, "："); text != "" && (!label || strings.HasPrefix(line, " ")) {
			lines = append(lines, text)
		}
	}
	return strings.Join(lines, "\n")
}

// Mark copies a workbook that came back from a reviewer to w, and marks the conflicts in it:
// the cell that each is about is coloured and has a note in both languages. One that is about no row is
// marked in the heading of its sheet. Marks that the workbook has already are taken away,
// and whatever else is in it stays.
func Mark(w io.Writer, workbook io.Reader, conflicts []review.Conflict) (err error) {
	defer func() {
		if r := recover(); r != nil { // excelize does not bear every workbook
			err = refused("it cannot be marked", fmt.Errorf("%v", r))
		}
	}()
	data, err := io.ReadAll(workbook)
	if err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	book, err := openWorkbook(bytes.NewReader(data))
	if err != nil {
		return err
	}
	m := &marker{book: book, notes: map[[2]string]excelize.Comment{}, coloured: map[int]int{}}
	if err := cmp.Or(m.find(), m.open(data)); err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	defer m.file.Close()
	if err := cmp.Or(m.clear(), m.mark(conflicts), m.putNotes()); err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	out, err := m.file.WriteToBuffer()
	if err != nil {
		return fmt.Errorf("mark conflicts: %w", err)
	}
	return writeSorted(w, out.Bytes())
}

// marker marks the conflicts in a workbook.
type marker struct {
	file     *excelize.File // without notes
	book     *xlsx.Book
	tables   []*table                       // those that a reviewer or an arbiter works on, Review first
	notes    map[[2]string]excelize.Comment // by sheet and cell
	coloured map[int]int                    // styles with the ground of a mark, by the styles without
}

// find finds the sheets that a reviewer or an arbiter works on.
func (m *marker) find() error {
	for _, x := range []struct {
		name    string
		columns []column
	}{{reviewSheet, reviewColumns}, {sentencesSheet, sentenceColumns()}, {removedSheet, removedColumns},
		{disagreementsSheet, disagreementColumns}, {byOneSheet, disagreementColumns}} {
		t, err := readTable(m.book, x.name, x.columns)
		if err != nil {
			return err
		}
		if t != nil {
			m.tables = append(m.tables, t)
		}
	}
	if len(m.tables) == 0 {
		return errors.New("the workbook has none of the sheets of a review")
	}
	return nil
}

// open opens the workbook, and takes the notes of reviewers out of it if it has notes. Excelize adds
// notes to a sheet rightly only where it has written all of them itself.
func (m *marker) open(data []byte) (err error) {
	for _, name := range m.book.Sheets() {
		notes, err := m.book.Notes(name)
		if err != nil {
			return err
		}
		if len(notes) == 0 {
			continue
		}
		if err := m.takeNotes(data); err != nil {
			return err
		}
		if data, err = withoutNotes(data); err != nil {
			return err
		}
		break
	}
	m.file, err = excelize.OpenReader(bytes.NewReader(data))
	return err
}

// takeNotes keeps the notes of reviewers.
func (m *marker) takeNotes(data []byte) error {
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer f.Close()
	for _, name := range m.book.Sheets() {
		comments, err := f.GetComments(name)
		if err != nil {
			return err
		}
		for _, c := range comments {
			text := c.Text
			for _, r := range c.Paragraph {
				text += r.Text
			}
			reply := ofReviewer(xlsx.Note{Author: c.Author, Text: text})
			switch {
			case reply == "":
				continue
			case reply != text:
				c.Author, c.Text, c.Paragraph = "reviewer 审校", "", []excelize.RichTextRun{{Text: reply}}
			}
			m.notes[[2]string{name, c.Cell}] = c
		}
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
		if err := m.colour(at[0], at[1]); err != nil {
			return err
		}
		text := strings.Join(texts[at], "\n\n") + "\n" + markEnd
		n := m.notes[at]
		if runs := n.Paragraph; len(runs) > 0 || n.Text != "" {
			n.Paragraph = slices.Concat([]excelize.RichTextRun{{Text: text + "\n" + n.Text}}, runs)
		} else {
			n.Paragraph = []excelize.RichTextRun{{Text: text}}
		}
		n.Author, n.Text, n.Cell = markAuthor, "", at[1]
		m.notes[at] = n
	}
	return nil
}

// putNotes puts the notes into the workbook.
func (m *marker) putNotes() error {
	for _, at := range slices.SortedFunc(maps.Keys(m.notes), func(a, b [2]string) int {
		return cmp.Or(strings.Compare(a[0], b[0]), cmp.Compare(len(a[1]), len(b[1])), strings.Compare(a[1], b[1]))
	}) {
		n := m.notes[at]
		const width, line, letters, most = 320, 16, 45, 600 // pixels, and letters to a line
		n.Width, n.Height = width, 2*line
		for _, r := range n.Paragraph {
			for l := range strings.SplitSeq(r.Text, "\n") {
				n.Height = min(n.Height+line*uint(1+len(l)/letters), most)
			}
		}
		if err := m.file.AddComment(at[0], n); err != nil {
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
		if i := columnOf(t.columns, f); i >= 0 {
			return t.places[i]
		}
		return -1
	}
	at := max(place(review.FieldID), 0)
	for _, f := range []review.Field{c.Field(), review.FieldRestore} {
		if p := place(f); p >= 0 && c.Row > 0 {
			at = p
			break
		}
	}
	cell := fmt.Sprintf("%s%d", letter(at), row)
	if strings.HasPrefix(m.notes[[2]string{t.Name, cell}].Author, "tc=") { // of a conversation, which the note would undo
		cell = fmt.Sprintf("%s%d", letter(max(place(review.FieldID), 0)), row)
	}
	return [2]string{t.Name, cell}
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

// What the parts of a workbook have about notes.
var (
	legacyDrawing = lazyregexp.New(`<(?:\w+:)?legacyDrawing\s[^>]*?\bid="([^"]*)"[^>]*?(?:/>|></(?:\w+:)?legacyDrawing>)`)
	relationship  = lazyregexp.New(`<(?:\w+:)?Relationship\s[^>]*?(?:/>|></(?:\w+:)?Relationship>)`)
	override      = lazyregexp.New(`<(?:\w+:)?Override\s[^>]*?\bPartName="([^"]*)"[^>]*?(?:/>|></(?:\w+:)?Override>)`)
	attribute     = lazyregexp.New(`\b(Id|Type|Target)="([^"]*)"`)
)

// withoutNotes returns a workbook without the notes on cells: the parts that they are in, and
// what leads to these.
func withoutNotes(data []byte) ([]byte, error) {
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts, gone := map[string][]byte{}, map[string]bool{} // parts that change, and parts that go
	for _, f := range zr.File {
		sheet, ok := strings.CutSuffix(f.Name, ".rels")
		folder, name := path.Split(sheet)
		if sheet = path.Join(folder, "..", name); !ok || path.Base(folder) != "_rels" || !strings.Contains(sheet, "worksheets/") {
			continue
		}
		rels, err := readPart(zr, f.Name)
		if err != nil || !bytes.Contains(rels, []byte("/comments\"")) {
			continue
		}
		text, err := readPart(zr, sheet)
		if err != nil {
			return nil, err
		}
		drawing := ""
		if found := legacyDrawing().FindSubmatch(text); found != nil {
			drawing = string(found[1])
		}
		parts[sheet] = legacyDrawing().ReplaceAll(text, nil)
		parts[f.Name] = relationship().ReplaceAllFunc(rels, func(r []byte) []byte {
			is := map[string]string{}
			for _, a := range attribute().FindAllSubmatch(r, -1) {
				is[string(a[1])] = string(a[2])
			}
			if is["Id"] != drawing && path.Base(is["Type"]) != "comments" {
				return r
			}
			target := is["Target"]
			if !path.IsAbs(target) {
				target = path.Join(path.Dir(sheet), target)
			}
			gone[strings.TrimPrefix(target, "/")] = true
			return nil
		})
	}
	const contentTypes = "[Content_Types].xml"
	types, err := readPart(zr, contentTypes)
	if err != nil {
		return nil, err
	}
	parts[contentTypes] = override().ReplaceAllFunc(types, func(o []byte) []byte {
		if gone[strings.TrimPrefix(string(override().FindSubmatch(o)[1]), "/")] {
			return nil
		}
		return o
	})
	var out bytes.Buffer
	zw := zip.NewWriter(&out)
	for _, f := range zr.File {
		switch part, ok := parts[f.Name]; {
		case gone[f.Name]:
		case ok:
			w, err := zw.Create(f.Name)
			if err == nil {
				_, err = w.Write(part)
			}
			if err != nil {
				return nil, err
			}
		default:
			if err := zw.Copy(f); err != nil {
				return nil, err
			}
		}
	}
	if err := zw.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// readPart reads a part of a workbook.
func readPart(zr *zip.Reader, name string) ([]byte, error) {
	r, err := zr.Open(name)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}
