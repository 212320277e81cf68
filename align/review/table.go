package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/language"
)

// table is one sheet of beads, Review or Sentences: what was written and what
// came back. Units are the paragraphs or the sentences; a unit's id is its index.
type table struct {
	*findings
	name        string            // of the sheet as it came back
	lacks       []Field           // fields that are gone
	extras      []Extra           // fields that were not written
	strays      []*Entry          // entries without ID and texts
	merged      map[*line][]*line // by hand: into which rows
	closed      bool              // no new text can be added
	dropDeleted bool              // texts of rows that were deleted are left out
	rows        []Row
	units       [2][]unit
	beads       [2]map[int]int    // by unit: index of its bead
	lines       []*line           // in reading order, added ones included
	refused     [2][]string       // texts of lines that are no row
	written     []*line           // by row
	texts       [2]map[string]int // rows by their texts; made when needed
	locked      map[string]bool   // the texts of locked fields; made when needed
}

// unit is a paragraph or sentence as it was written.
type unit struct {
	text string
	home int    // index of its row; -1 if it stands on no row of this sheet
	name string // "English ¶ 3"
}

// line is a row in reading order: a written one, with what came back for it, or
// one that the reviewer added.
type line struct {
	row    *Row         // nil if the reviewer added it
	home   int          // index of row; of an added line, of the written row it stands after
	entry  *Entry       // nil if the row was deleted
	gone   [2][]portion // texts that the reviewer has left out
	remark string       // what the reviewer wrote over fields that are not his
	halves [2]half
}

// half is one side of a line: the units that stand in it, cut into segments at
// the split marks.
type half struct {
	segments  [][]portion
	unchanged bool
}

// portion is a unit, or a part of one, where it stands now.
type portion struct {
	unit     int      // -1: text the reviewer added
	from, to int      // which bytes of the unit
	gaps     [][2]int // those between from and to that stand elsewhere, in order
	text     string
	edited   bool
	id       int // in the reviewed document
}

func (p portion) whole(u unit) bool { return p.from == 0 && p.to == len(u.text) && len(p.gaps) == 0 }

// stretches returns which bytes of its unit make up a portion, in order. A
// part has no white space around it.
func (p portion) stretches(u unit) [][2]int {
	from, to := p.from, p.to
	if !p.whole(u) {
		part := u.text[from:to]
		from += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
		to = max(from, p.from+len(strings.TrimRightFunc(part, unicode.IsSpace)))
	}
	var list [][2]int
	for _, g := range p.gaps {
		list = append(list, [2]int{from, g[0]})
		from = g[1]
	}
	return append(list, [2]int{from, to})
}

// was is the text of a portion as it was.
func (p portion) was(u unit) string {
	var b strings.Builder
	for _, s := range p.stretches(u) {
		b.WriteString(u.text[s[0]:s[1]])
	}
	return b.String()
}

// id is the ID of a line's row.
func (e *line) id() string {
	if e.row == nil {
		return ""
	}
	return e.row.ID
}

// empty reports whether nothing stands in a line.
func (e *line) empty() bool {
	return e.halves[align.EN].isEmpty() && e.halves[align.ZH].isEmpty()
}

// action returns the action that was chosen for a line, "" for none.
func (e *line) action() string {
	if e.entry == nil {
		return ""
	}
	word, _ := chosen(&Actions, e.entry.Action)
	return word
}

// splitsAtBreaks reports whether a row is to be split at the line breaks that the reviewer
// put in: as many on both sides, and no other mark.
func (e *line) splitsAtBreaks() bool {
	if e.row == nil || e.action() != ActionSplit {
		return false
	}
	var breaks [2]int
	for s := range align.Sides {
		text := breaksAsMarks(tidy(e.entry.text(s)))
		if breaks[s] = strings.Count(text, splitMark); strings.Contains(breaksAsMarks(e.shown(s)), splitMark) || strings.Contains(e.entry.text(s), splitMark) || strings.Contains(text, wideSplitMark) {
			return false
		}
	}
	return breaks[0] > 0 && breaks[0] == breaks[1]
}

// breaksAsMarks returns a text with a split mark for each line break that begins no unit.
func breaksAsMarks(text string) string {
	units := strings.Split(text, "\n¶")
	for i, u := range units {
		units[i] = strings.ReplaceAll(u, "\n", splitMark)
	}
	return strings.Join(units, "\n¶")
}

// letsGo reports whether texts of a row that stand nowhere are to be left out: the row is
// said to be fixed as it is now, or was deleted where deleting means that.
func (t *table) letsGo(e *line) bool {
	if e.entry == nil {
		return t.dropDeleted
	}
	status, _ := t.said(e)
	return e.row != nil && status == align.Fixed
}

// toLetGo says how a text that stands nowhere can be left out.
func (t *table) toLetGo(e *line) string {
	switch {
	case e.entry == nil:
		return "leave out all rows that were deleted with --deleted drop"
	case e.row.TwoSided():
		return fmt.Sprintf("say that the row is right without it with the status %s; the action %s leaves out the whole row", align.Fixed, ActionDrop)
	}
	return "choose " + ActionDrop + " if it is to be left out"
}

// unclear reports, with a conflict, whether a field holds what cannot be a text of its side.
func (t *table) unclear(e *line, side align.Side) bool {
	re, f := e.entry, sideFields[side]
	text := re.text(side)
	switch {
	case re.has(f, Dated):
		t.conflict(e, noText, string(f)+" is a date", "a program made a date or time of the text, and shows it as %s; format the cell as text, and write what should stand there", quoted(text))
	case re.has(f, Failed):
		t.conflict(e, noText, string(f)+" is an error", "its formula gives %s; write the text in its place", quoted(text))
	case re.has(f, Unvalued):
		t.conflict(e, noText, string(f)+" is a formula without a value", "open the workbook in a spreadsheet program and save it there, or write the text in its place")
	case e.foreign(side, text):
		t.conflict(e, wrongLanguage, fmt.Sprintf("%s holds %s text", f, sideFields[1-side]), "%s; put it into its own column, and the %s text here", quoted(text), f)
	default:
		if text = t.fromAcross(e, side, text); text == "" {
			return false
		}
		t.conflict(e, wrongLanguage, fmt.Sprintf("%s holds %s text", f, sideFields[1-side]), "%s; take it out here, where it was put beside the text", quoted(text))
	}
	return true
}

// fromAcross returns what a reviewer has put beside a text of one side from the other side of
// the row, if it is a sentence or so and was not there.
func (t *table) fromAcross(e *line, side align.Side, text string) string {
	const aSentence = 12 // Chinese characters
	if e.row == nil || text == e.shown(side) {
		return ""
	}
	across, own := "", ""
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) == (side == align.ZH) && unicode.IsLetter(r) }) {
		if language.Weight(part) < aSentence {
			continue
		}
		if across == "" {
			across, own = newSearchKey(strings.Join(e.row.Units[1-side], "\n")).key(), newSearchKey(strings.Join(e.row.Units[side], "\n")).key()
		}
		part = strings.TrimFunc(part, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if k := newSearchKey(part).key(); strings.Contains(across, k) && !strings.Contains(own, k) {
			return part
		}
	}
	return ""
}

// foreign reports whether a text of some length is in the language of the other side, and
// what stood there before was not.
func (e *line) foreign(side align.Side, text string) bool {
	const aPhrase, aName = 4, 10 // weights; Chinese texts have names in Latin letters
	other := (1 - side).Language()
	least := float64(aPhrase)
	if side == align.ZH {
		least = aName
	}
	if language.OfParagraph(text) != other || language.Weight(text) < least {
		return false
	}
	if side == align.ZH && strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Han, r) }) {
		return false
	}
	return e.row == nil || language.OfParagraph(strings.Join(e.row.Units[side], "\n")) != other
}

// turn reads a row the right way round in which each text stands in the other's cell.
func (t *table) turn(e *line) bool {
	re := e.entry
	if e.row != nil && (re.sameText(align.EN, e.shown(align.EN)) || re.sameText(align.ZH, e.shown(align.ZH))) {
		return false
	}
	turned := *re
	turned.EN, turned.ZH = re.ZH, re.EN
	exact := e.row != nil && turned.sameTexts(e.shown(align.EN), e.shown(align.ZH))
	if !exact && !(e.foreign(align.EN, re.EN) && e.foreign(align.ZH, re.ZH)) {
		return false
	}
	e.entry = &turned
	return true
}

// turnAll turns the rows of a table, and lists them: many together.
func (t *table) turnAll() {
	const few, how = 3, "English stands in the cell of Chinese, and Chinese in that of English; they are read the right way round"
	var turned []*line
	var rows []int
	for _, e := range t.lines {
		if e.entry != nil && t.turn(e) {
			turned, rows = append(turned, e), append(rows, e.entry.Row)
		}
	}
	if len(turned) > few {
		slices.Sort(rows)
		t.changes = append(t.changes, Change{Sheet: t.name, Row: rows[0], Kind: Ignored, Detail: "rows " + ranges("", rows) + ": " + how})
		return
	}
	for _, e := range turned {
		t.change(e, Ignored, how)
	}
}

// shown is a text of a row as it was written.
func (e *line) shown(side align.Side) string {
	text, _ := ShowUnits(e.row.Units[side])
	return text
}

// entry returns the entry of a line. That of a row that was deleted has no number.
func (t *table) entry(e *line) *Entry { return cmp.Or(e.entry, &Entry{Sheet: t.name}) }

func (t *table) conflict(e *line, code align.Code, what, format string, args ...any) {
	t.entry(e).conflict(t.findings, code, e.id(), what, format, args...)
}

func (t *table) change(e *line, kind ChangeKind, format string, args ...any) *Change {
	return t.entry(e).change(t.findings, e.id(), kind, format, args...)
}

// paragraphTable returns the table of the sheet Review.
func paragraphTable(r *Layout, sheet *Sheet, f *findings) *table {
	t := &table{findings: f, rows: r.Pairs}
	for s := range align.Sides {
		n, doc := r.Numbers[s], r.Alignment.Document(s)
		for id, p := range doc.Paragraphs {
			t.units[s] = append(t.units[s], unit{p.Text, -1, fmt.Sprintf("%s ¶ %d", s, n.Paragraphs[id])})
		}
	}
	t.settle(sheet, r.Alignment.Beads)
	return t
}

// sentenceTable returns the table of the sheet Sentences. Without that sheet, it has
// no rows.
func sentenceTable(r *Layout, sheet *Sheet, f *findings) *table {
	t := &table{findings: f, rows: r.Sentences, closed: true}
	for s := range align.Sides {
		n, doc := r.Numbers[s], r.Alignment.Document(s)
		for id, sentence := range doc.Sentences {
			name := fmt.Sprintf("%s sentence %d.%d", s, n.Paragraphs[sentence.Paragraph], n.Sentences[id])
			t.units[s] = append(t.units[s], unit{doc.SentenceText(id), -1, name})
		}
	}
	if sheet == nil { // the beads stay as they are, on no row
		if len(r.Sentences) > 0 {
			missing(f, SentencesSheet)
		}
		sheet, t.rows = new(Sheet), nil
	}
	t.settle(sheet, r.Alignment.Sentences)
	return t
}

// settle takes in a sheet: in which bead and in which row each unit stood, and what
// came back.
func (t *table) settle(sheet *Sheet, beads []align.Bead) {
	t.name, t.lacks, t.extras, t.beads = sheet.Name, sheet.Gone, sheet.Added, beadsOfUnits(beads)
	for i, r := range t.rows {
		for s, id := range unitsOf(r.Bead) {
			t.units[s][id].home = i
		}
	}
	t.identify(slices.Clone(sheet.Entries))
}

// beadsOfUnits returns the index of the bead of each unit, by side.
func beadsOfUnits(beads []align.Bead) [2]map[int]int {
	index := [2]map[int]int{{}, {}}
	for i, b := range beads {
		for s, id := range unitsOf(b) {
			index[s][id] = i
		}
	}
	return index
}

// wholeOf is a unit as one portion.
func (t *table) wholeOf(side align.Side, id int) portion {
	return portion{unit: id, to: len(t.units[side][id].text), text: t.units[side][id].text}
}

// locks reports whether a text is one of a locked field of some row as it was written.
func (t *table) locks(text string) bool {
	if t.locked == nil {
		t.locked = make(map[string]bool)
		for i := range t.rows {
			for _, v := range t.rows[i].locked() {
				t.locked[tidy(v.Text)] = true
			}
		}
	}
	return t.locked[tidy(text)]
}

// anchor moves the lines that the reviewer added to where their units stood:
// before the row that those come from if they stand before all that is left there.
func (t *table) anchor() {
	rank := make(map[*line]int, len(t.lines)) // 0 before its row, 1 its row, 2 after it
	for _, e := range t.lines {
		if rank[e] = 1; e.row != nil {
			continue
		}
		rank[e] = 2
		if home := t.firstHome(e); home >= 0 {
			if e.home = home; order(e, t.written[home]) < 0 {
				rank[e] = 0
			}
		}
	}
	slices.SortStableFunc(t.lines, func(a, b *line) int {
		if c := cmp.Or(a.home-b.home, rank[a]-rank[b]); c != 0 || rank[a] == 1 {
			return c
		}
		return order(a, b)
	})
}

// order compares where the units of two lines stood in their edition: those of
// the first side on which there are some in both.
func order(a, b *line) int {
	for s := range align.Sides {
		p, ok := a.halves[s].first()
		q, also := b.halves[s].first()
		if ok && also {
			return comparePortions(p, q)
		}
	}
	return 0
}

// firstHome returns the row of the first unit in a line that stood on one, or -1.
func (t *table) firstHome(e *line) int {
	for s := range align.Sides {
		for _, p := range e.halves[s].portions() {
			if p.unit >= 0 && t.units[s][p.unit].home >= 0 {
				return t.units[s][p.unit].home
			}
		}
	}
	return -1
}

// several is the row of a text that stands in several.
const several = -2

// portions returns all that stands in a half.
func (c *half) portions() []portion { return slices.Concat(c.segments...) }

// isEmpty reports whether a half has no portions.
func (c *half) isEmpty() bool {
	return !slices.ContainsFunc(c.segments, func(s []portion) bool { return len(s) > 0 })
}

// first returns the portion of a half that stood first in its edition. It is not ok
// if all its text was added.
func (c *half) first() (p portion, ok bool) {
	old := slices.DeleteFunc(c.portions(), func(p portion) bool { return p.unit < 0 })
	if len(old) == 0 {
		return p, false
	}
	return slices.MinFunc(old, comparePortions), true
}

// comparePortions compares where two portions stood in their edition.
func comparePortions(p, q portion) int { return cmp.Or(p.unit-q.unit, p.from-q.from) }
