package document

import (
	"bytes"
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"bitext/align"
	"bitext/align/document/pdf"
	"bitext/align/internal/lazyregexp"
)

// A PDF has no paragraphs, only pieces of text at places of a page. The layout finds them
// in steps, each of which trusts only what a typesetter does on purpose:
//
//	pieces on a line, close together      a line
//	lines beside a gutter                 columns, read one after the other (X-Y cut)
//	lines at the edge of many pages       running heads, page numbers
//	small type at the foot of a page      notes, which go behind the text
//	small digits above the line           marks of notes
//	space, indent, a line not full        a border of paragraphs
//
// All measures are in ems, the size of the type at hand.
type layout struct {
	pages []layoutPage
	size  float64 // of the type that most of the text is set in
	width float64 // of the columns that most of the text is set in
	lead  float64 // from line to line of it, in ems

	words map[string]bool // that stand whole on a line, in lower case
}

type layoutPage struct {
	lines     []layoutLine // in reading order
	furniture []layoutLine
	notes     []layoutLine
}

// layoutLine is a line of a column.
type layoutLine struct {
	text                    string
	left, right, base, size float64
	marks                   []string // of notes, taken off the text
	column                  int      // of its page, from 0; a line over several columns makes one of its own
	reason                  string   // for furniture
	noted                   bool     // a mark of a note stood at its start
	hangs                   bool     // it starts with a sign that fills only the right half of its square
	turned                  bool     // it does not run as the page does
}

// The measures of layouts, in ems.
const (
	wordGap   = 1.5  // pieces further apart are not of a line
	gutter    = 0.6  // between columns, at least
	minIndent = 0.75 // of the first line of a paragraph
	markSize  = 0.82 // size of a mark of a note, at the most, in that of its line
	larger    = 1.14 // size of a heading, at least, in that of the text
	smaller   = 0.95 // size of a note, at the most, in that of the text
	newLine   = 1.27 // distance of paragraphs, at least, in that of lines
)

func newLayout(pages []pdf.Page) *layout {
	l := &layout{words: map[string]bool{}}
	for _, p := range pages {
		l.pages = append(l.pages, layoutPage{lines: linesOf(p)})
	}
	l.size = mostCommon(l.pages, func(n layoutLine) float64 { return math.Round(n.size*4) / 4 })
	l.takeFurniture()
	for i := range l.pages {
		p := &l.pages[i]
		p.lines = inColumns(p.lines)
		p.takeNotes(l.size)
		for _, n := range p.lines {
			for w := range strings.FieldsSeq(n.text) {
				l.words[strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))] = true
			}
		}
	}
	l.measure()
	return l
}

// mostCommon returns the value of lines that most characters have.
func mostCommon(pages []layoutPage, value func(layoutLine) float64) float64 {
	count := map[float64]int{}
	for _, p := range pages {
		for _, n := range p.lines {
			count[value(n)] += utf8.RuneCountInString(n.text)
		}
	}
	most, at := 0, 0.0
	for v, n := range count {
		if n > most || n == most && v < at {
			most, at = n, v
		}
	}
	return at
}

// linesOf puts the pieces of a page together to lines. Pieces of a line follow each other
// in the file.
func linesOf(pieces []pdf.Piece) []layoutLine {
	var lines []layoutLine
	var row []pdf.Piece // pieces of the line that is not ended yet
	flush := func() {
		if len(row) > 0 {
			if n := lineOfPieces(row); !isBlank(n.text) || len(n.marks) > 0 {
				lines = append(lines, n)
			}
		}
		row = nil
	}
	for _, p := range pieces {
		if len(row) > 0 && !continuesRow(row, p) {
			flush()
		}
		if len(row) > 0 || !isBlank(p.Text) {
			row = append(row, p)
		}
	}
	flush()
	return lines
}

// continuesRow reports whether a piece stands behind the others on their line.
func continuesRow(row []pdf.Piece, p pdf.Piece) bool {
	last := row[len(row)-1]
	size := max(last.Size, p.Size)
	gap, up := p.Left-last.Right, p.Base-last.Base
	level := math.Abs(up) < 0.2*size
	if p.Size < 0.9*last.Size || last.Size < 0.9*p.Size { // raised or lowered
		level = math.Abs(up) < 0.6*size
	}
	return level && gap > -0.7*size && gap < wordGap*size && p.Turned == last.Turned
}

// lineOfPieces makes a line of the pieces on it.
func lineOfPieces(row []pdf.Piece) layoutLine {
	n := layoutLine{left: math.Inf(1), right: math.Inf(-1)}
	chars := map[float64]int{}
	for _, p := range row {
		chars[p.Size] += utf8.RuneCountInString(p.Text)
		n.left, n.right = min(n.left, p.Left), max(n.right, p.Right)
		n.turned = p.Turned
	}
	most := 0
	for size, c := range chars {
		if c > most || c == most && size > n.size {
			most, n.size = c, size
		}
	}
	for _, p := range row {
		if p.Size == n.size {
			n.base = p.Base
			break
		}
	}
	var text []byte
	for k, p := range row {
		s := p.Text
		if k > 0 && p.Spaced {
			text = append(text, spaceBetween(text, p, (p.Left-row[k-1].Right)/n.size)...)
		}
		if p.Size <= markSize*n.size && p.Base > n.base+float64(0.15*n.size) {
			mark := strings.TrimSpace(s)
			if isNoteMark(mark, string(text[max(0, len(text)-16):])) {
				n.marks = append(n.marks, mark)
				n.noted = n.noted || len(bytes.TrimSpace(text)) == 0
				if s != mark {
					text = append(text, ' ')
				}
				continue
			}
			s = strings.Replace(s, mark, superscript(mark), 1)
		}
		text = append(text, s...)
	}
	n.text = strings.Trim(plainSpaces().ReplaceAllString(string(text), " "), " ")
	if first, _ := utf8.DecodeRuneInString(n.text); strings.ContainsRune("「『（《〈【“‘〔", first) && n.left > 0 {
		n.hangs = true
	}
	return n
}

// runningHan is how many bytes of a line are running text: within it no space stands
// between two Chinese characters.
const runningHan = 60

// spaceBetween returns the space that room between two pieces, in ems, stands for.
// Typesetting programs leave a little room beside Chinese characters that stands for none.
func spaceBetween(before []byte, p pdf.Piece, gap float64) string {
	last, _ := utf8.DecodeLastRune(before)
	first, _ := utf8.DecodeRuneInString(p.Text)
	switch {
	case !p.Made, !isHan(last) && !isHan(first):
		return " "
	case gap > 0.8:
		return "\u3000"
	case gap > 0.4 && unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, first) && len(before)+len(p.Text) < runningHan:
		return " "
	}
	return ""
}

// isHan reports whether a character is Chinese, marks of its script included.
func isHan(r rune) bool {
	return unicode.Is(unicode.Han, r) || 0x3000 <= r && r < 0x3040 || 0xff00 < r && r < 0xff61
}

var (
	plainSpaces = lazyregexp.New(` {2,}`)
	raisedMark  = lazyregexp.New(`^(?:[\[(（〔]?\d{1,3}[\])）〕]?|[*†‡§¶＊]{1,3}|[①-⑳])(?:[,，、 ]+\d{1,3})*$`)
	powerOf     = lazyregexp.New(`(?:^|[^\p{L}])(?:[kcmd]?m|10|ft|in)$`) // what is raised to a power: m², 10⁶
	leadingMark = lazyregexp.New(`^(\[\d{1,3}\]|\d{1,3}[.)]?|[*†‡§¶＊]{1,3}|[①-⑳])\s*[\p{L}“"‘'「『《]`)
)

// isNoteMark reports whether small raised text is the mark of a note, given the end of
// the text before it.
func isNoteMark(mark, before string) bool {
	return raisedMark().MatchString(mark) && !powerOf().MatchString(strings.TrimSpace(before))
}

// inColumns puts the lines of a page in reading order: an X-Y cut. Lines that cross the
// gutter between columns part the page into bands; in each the left column is read first.
func inColumns(lines []layoutLine) []layoutLine {
	slices.SortStableFunc(lines, func(a, b layoutLine) int {
		if d := a.base - b.base; math.Abs(d) > 0.3*min(a.size, b.size) {
			return cmp.Compare(b.base, a.base)
		}
		return cmp.Compare(a.left, b.left)
	})
	column := 0
	var ordered []layoutLine
	var order func(lines []layoutLine, depth int)
	order = func(lines []layoutLine, depth int) {
		if len(lines) == 0 {
			return
		}
		x, found := findGutter(lines)
		if !found || depth == 0 {
			for _, n := range lines {
				n.column = column
				ordered = append(ordered, n)
			}
			column++
			return
		}
		var left, right []layoutLine
		band := func() {
			order(left, depth-1)
			order(right, depth-1)
			left, right = nil, nil
		}
		for _, n := range lines {
			switch {
			case n.right <= x:
				left = append(left, n)
			case n.left >= x:
				right = append(right, n)
			default:
				band()
				n.column = column
				column++
				ordered = append(ordered, n)
			}
		}
		band()
	}
	order(lines, 3)
	joinWide(ordered)
	return ordered
}

// joinWide gives lines over several columns that follow each other one column.
func joinWide(lines []layoutLine) {
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], &lines[i]
		alone := func(k int) bool {
			return (k == 0 || lines[k-1].column != lines[k].column) && (k+1 == len(lines) || lines[k+1].column != lines[k].column)
		}
		if alone(i) && math.Abs(a.size-b.size) < 0.5 && a.base > b.base && a.base-b.base < 2.5*a.size && a.left < b.right && b.left < a.right {
			b.column = a.column
		}
	}
}

const minColumn = 4 // lines in a column

// findGutter finds the place between two columns: few lines cross it, and on both sides of
// it lines stand side by side.
func findGutter(lines []layoutLine) (x float64, found bool) {
	if len(lines) < 2*minColumn {
		return 0, false
	}
	left, right, size := math.Inf(1), math.Inf(-1), 0.0
	for _, n := range lines {
		left, right, size = min(left, n.left), max(right, n.right), size+n.size/float64(len(lines))
	}
	const fine = 2 // cells a point
	cells := int(fine * (right - left))
	if cells < 40 || cells > 1<<15 {
		return 0, false
	}
	crossing := make([]int, cells+2) // how many lines cross a point; first how many more than the one before
	for _, n := range lines {
		crossing[int(fine*(n.left-left))]++
		crossing[min(cells+1, int(math.Ceil(fine*(n.right-left))))]--
	}
	for c := 1; c < len(crossing); c++ {
		crossing[c] += crossing[c-1]
	}
	type place struct{ x, width int } // in cells
	var places []place
	from := 0                        // where the same lines cross as here
	for c := 1; c < cells*7/8; c++ { // where the next column begins
		if crossing[c] != crossing[c-1] {
			from = c
		}
		if width := c + 1 - from; c >= cells/8 && crossing[c] < crossing[c+1] && crossing[c]*5 <= len(lines) && width >= int(fine*gutter*size) {
			places = append(places, place{c + 1, width})
		}
	}
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(b.width, a.width) })
	const likely = 16 // places that are looked at, the widest first
	for _, p := range places[:min(likely, len(places))] {
		if x := left + float64(float64(p.x)/fine); apart(lines, x) {
			return x, true
		}
	}
	return 0, false
}

// apart reports whether the lines on both sides of a place are columns of text: enough of
// them, most of which fill their side.
func apart(lines []layoutLine, x float64) bool {
	var side [2][]layoutLine
	for _, n := range lines {
		if n.right <= x {
			side[0] = append(side[0], n)
		} else if n.left >= x {
			side[1] = append(side[1], n)
		}
	}
	var full [2]int
	for s, all := range side {
		if len(all) < minColumn {
			return false
		}
		widest := 0.0
		for _, n := range all {
			widest = max(widest, n.right-n.left)
		}
		for _, n := range all {
			if n.right-n.left > 0.7*widest && n.right-n.left > 8*n.size {
				full[s]++
			}
		}
	}
	return full[0]*2 >= len(side[0]) && full[1]*2 >= len(side[1])
}

// edgeRows is how many rows at the head and at the foot of a page may be furniture.
const edgeRows = 2

var (
	pageNumber = lazyregexp.New(`(?i)^[-–—·•|/\[\]()（）\s]*(?:page|p\.|第)?\s*\d{1,4}\s*(?:(?:/|of|[页頁]|共|[,，])\s*){0,4}(?:\d{1,4}\s*[页頁]?)?[-–—·•|/\[\]()（）\s]*$`)
	romanPage  = lazyregexp.New(`^[ivxl]{1,7}$`)
	printed    = lazyregexp.New(`^(?:(?:https?|file)://\S+|\d{1,4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,4}日?,? (?:[上下]午)?\s?\d{1,2}:\d\d(?::\d\d)?(?:\s?[AP]M)?)$`) // by a browser on the edge of a page
)

// edgeRow is a row of lines near the edge of a page.
type edgeRow struct {
	page  int
	lines []int
	base  float64
	key   string  // its letters
	apart float64 // distance to the next row inwards, in that of lines; more for small type
	taken bool
}

// takeFurniture takes the running heads and feet and the page numbers off the pages: rows
// at the edge that come again on other pages, whatever their numbers are.
func (l *layout) takeFurniture() {
	usual := l.rowDistance()
	var sides [][]*edgeRow // from the edge inwards
	pagesOf := map[string]map[int]bool{}
	numbered := map[int]int{} // pages by the height of a page number
	for i := range l.pages {
		head, foot := l.pages[i].edges(i, usual, l.size)
		sides = append(sides, head, foot)
		for _, r := range slices.Concat(head, foot) {
			if pagesOf[r.key] == nil {
				pagesOf[r.key] = map[int]bool{}
			}
			pagesOf[r.key][i] = true
			if l.isNumber(r) {
				numbered[height(r.base)]++
			}
		}
	}
	heights := map[int]int{} // pages by the height of a running head
	take := func(r *edgeRow) {
		r.taken = true
		heights[height(r.base)]++
	}
	for _, side := range sides {
		for _, r := range side {
			again := len(pagesOf[r.key])
			shared := max(numbered[height(r.base)], numbered[height(r.base)-1], numbered[height(r.base)+1]) >= 2
			switch {
			case l.isNumber(r) && (shared || r.apart > rowGap && r.key == ""):
			case r.key != "" && again >= 2 && again*8 >= len(l.pages) && (r.apart > rowGap || again >= 3):
			case l.isPrinted(r) && r.apart > rowGap:
			default:
				r = nil
			}
			if r == nil {
				break
			}
			take(r)
		}
	}
	for _, side := range sides { // the head of a chapter of one page
		for _, r := range side {
			if !r.taken && (heights[height(r.base)] < 2 || heights[height(r.base)]*2 < len(l.pages) || r.apart <= rowGap) {
				break
			}
			r.taken = true
		}
		for _, r := range side {
			l.pages[max(0, r.page)].take(r)
		}
	}
	for i := range l.pages {
		p := &l.pages[i]
		for _, n := range p.lines {
			if n.turned && n.reason == "" {
				n.reason = "turned text"
				p.furniture = append(p.furniture, n)
			}
		}
		p.lines = slices.DeleteFunc(p.lines, func(n layoutLine) bool { return n.turned || n.reason != "" })
	}
}

// rowGap is the distance of furniture to the text, in that of lines.
const rowGap = 1.3

// rowDistance returns the distance of the lines of the text, in points.
func (l *layout) rowDistance() float64 {
	var gaps []float64
	for _, p := range l.pages {
		for k := 1; k < len(p.lines); k++ {
			if gap := p.lines[k-1].base - p.lines[k].base; gap > 0.8*l.size && gap < 4*l.size {
				gaps = append(gaps, gap)
			}
		}
	}
	slices.Sort(gaps)
	if len(gaps) == 0 {
		return 1.2 * l.size
	}
	return gaps[len(gaps)*3/10]
}

// height returns a height on the page with some play.
func height(base float64) int { return int(math.Round(base / 4)) }

// edges returns the rows at the head and at the foot of a page, from the edge inwards.
func (p *layoutPage) edges(page int, usual, size float64) (head, foot []*edgeRow) {
	order := make([]int, 0, len(p.lines))
	for k, n := range p.lines {
		if !n.turned {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.lines[b].base, p.lines[a].base) })
	var rows []*edgeRow
	for _, k := range order {
		n := p.lines[k]
		if len(rows) == 0 || rows[len(rows)-1].base-n.base > 0.4*n.size {
			rows = append(rows, &edgeRow{page: page, base: n.base})
		}
		r := rows[len(rows)-1]
		r.lines = append(r.lines, k)
		r.key += lettersOf(n.text)
	}
	away := func(r *edgeRow, gap float64) float64 {
		if p.lines[r.lines[0]].size < smaller*size {
			gap += usual / 3
		}
		return gap / usual
	}
	for k := 0; k < min(edgeRows, len(rows)-1); k++ {
		r := rows[k]
		r.apart = away(r, r.base-rows[k+1].base)
		head = append(head, r)
	}
	for k := len(rows) - 1; k >= max(len(head), len(rows)-edgeRows); k-- {
		r := rows[k]
		r.apart = math.Inf(1)
		if k > 0 {
			r.apart = away(r, rows[k-1].base-r.base)
		}
		foot = append(foot, r)
	}
	return head, foot
}

// take gives the lines of a row that was taken their reason.
func (p *layoutPage) take(r *edgeRow) {
	for _, k := range r.lines {
		n := &p.lines[k]
		if !r.taken || n.reason != "" {
			continue
		}
		n.reason = "running head"
		if pageNumber().MatchString(n.text) || romanPage().MatchString(n.text) {
			n.reason = "page number"
		}
		p.furniture = append(p.furniture, *n)
	}
}

// isNumber reports whether a row is nothing but the number of its page.
func (l *layout) isNumber(r *edgeRow) bool {
	lines := l.pages[r.page].lines
	if len(r.lines) == 1 {
		return pageNumber().MatchString(lines[r.lines[0]].text) || romanPage().MatchString(lines[r.lines[0]].text)
	}
	return !slices.ContainsFunc(r.lines, func(k int) bool { return strings.Trim(lines[k].text, "0123456789/ ") != "" })
}

// isPrinted reports whether a browser printed a row.
func (l *layout) isPrinted(r *edgeRow) bool {
	return slices.ContainsFunc(r.lines, func(k int) bool { return printed().MatchString(l.pages[r.page].lines[k].text) })
}

// lettersOf returns the letters of a line, in lower case.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// markOf returns the mark of a note that a line starts with, "" if it starts with none.
func markOf(s string) string {
	if m := leadingMark().FindStringSubmatch(s); m != nil {
		return m[1]
	}
	return ""
}

// takeNotes takes the notes off the foot of the columns of a page: lines in smaller type
// than the text, the first of which starts with the mark of a note.
func (p *layoutPage) takeNotes(size float64) {
	var kept []layoutLine
	for from := 0; from < len(p.lines); {
		to := from
		for to < len(p.lines) && p.lines[to].column == p.lines[from].column {
			to++
		}
		column := p.lines[from:to]
		start := len(column)
		for start > 0 && column[start-1].size < smaller*size {
			start--
		}
		for start < len(column) && !column[start].noted && markOf(column[start].text) == "" {
			start++
		}
		kept = append(kept, column[:start]...)
		p.notes = append(p.notes, column[start:]...)
		from = to
	}
	p.lines = kept
}

// measure finds the width of the columns and the distance of lines.
func (l *layout) measure() {
	var widths, leads []float64
	for _, p := range l.pages {
		for i, n := range p.lines {
			if math.Abs(n.size-l.size) > 0.1*l.size {
				continue
			}
			widths = append(widths, n.right-n.left)
			if i > 0 && p.lines[i-1].column == n.column && math.Abs(p.lines[i-1].size-n.size) < 0.1*l.size {
				if d := (p.lines[i-1].base - n.base) / n.size; d > 0.8 && d < 4 {
					leads = append(leads, d)
				}
			}
		}
	}
	slices.Sort(widths)
	slices.Sort(leads)
	if len(widths) > 0 {
		l.width = widths[len(widths)*9/10]
	}
	l.lead = 1.2
	if len(leads) > 0 {
		l.lead = leads[len(leads)*3/10]
	}
}

// margins returns the left margins of the columns of a page: where most of their lines
// start.
func (p *layoutPage) margins() map[int]float64 {
	type start struct{ column, place int }
	count, margins, most := map[start]int{}, map[int]float64{}, map[int]int{}
	for _, n := range p.lines {
		at := start{n.column, int(math.Round(n.left / 3))}
		count[at]++
		if c := count[at]; c > most[n.column] || c == most[n.column] && n.left < margins[n.column] {
			most[n.column], margins[n.column] = c, n.left
		}
	}
	return margins
}

// blocks returns the paragraphs of the pages, those of the text first, then the notes.
func (l *layout) blocks() []block {
	b := &layoutBlocks{layout: l}
	for i := range l.pages {
		p := &l.pages[i]
		margins := p.margins()
		for _, n := range p.lines {
			b.add(n, margins[n.column], i)
		}
		for _, n := range p.furniture {
			b.after = append(b.after, block{text: n.text, kind: align.Boilerplate, reason: n.reason})
		}
	}
	b.flush()
	for i := range l.pages {
		p := &l.pages[i]
		for k, n := range p.notes {
			if m := markOf(n.text); m != "" && !n.noted && (k == 0 || endsSentence(p.notes[k-1].text)) {
				n.marks, n.noted = append(n.marks, m), true
				n.text = strings.TrimSpace(n.text[len(m):])
			}
			if n.noted {
				b.flush()
			}
			b.lines = append(b.lines, n)
		}
	}
	b.flush()
	for i := range b.found {
		b.found[i].pos, b.found[i].group = i+1, i+1
	}
	return b.found
}

// layoutBlocks puts lines together to paragraphs.
type layoutBlocks struct {
	*layout
	found []block
	lines []layoutLine // of the paragraph that is not ended yet
	left  float64      // the margin of the last of them
	page  int          // that it stands on
	after []block      // furniture that stands behind it
}

func (b *layoutBlocks) flush() {
	if len(b.lines) > 0 {
		var marks []string
		for _, n := range b.lines {
			marks = append(marks, n.marks...)
		}
		text := block{text: b.join(b.lines)}
		if first := b.lines[0]; first.size > larger*b.size && utf8.RuneCountInString(text.text) < 300 {
			text.kind = align.Heading
		}
		b.found = append(b.found, text)
		if len(marks) > 0 {
			b.found = append(b.found, block{text: strings.Join(marks, " "), kind: align.Boilerplate, reason: "note mark"})
		}
	}
	b.found = append(b.found, b.after...)
	b.lines, b.after = nil, nil
}

// add adds a line of the text, whose column has its margin at left.
func (b *layoutBlocks) add(n layoutLine, left float64, page int) {
	if len(b.lines) > 0 && b.borders(b.lines[len(b.lines)-1], n, left, page) {
		b.flush()
	}
	b.lines, b.left, b.page = append(b.lines, n), left, page
}

// borders reports whether a paragraph ends between two lines.
func (b *layoutBlocks) borders(a, n layoutLine, left float64, page int) bool {
	if math.Abs(a.size-n.size) > 0.08*max(a.size, n.size) {
		return true
	}
	follows := page == b.page && a.column == n.column
	heading := a.size > larger*b.size
	down := a.base - n.base
	switch {
	case follows && down < 0.4*n.size: // side by side: cells of a table
		return true
	case follows && heading:
		return down > 1.75*n.size
	case follows && down > newLine*b.lead*n.size:
		return true
	case heading:
		return true
	}
	first, _ := utf8.DecodeRuneInString(n.text)
	runsOn := unicode.IsLower(first) || isHan(first) && !endsSentence(a.text)
	fits := b.fits(a, n)
	switch {
	case n.indent(left) > minIndent && n.indent(left) < 5:
		return !(a.indent(b.left) > minIndent && runsOn && !fits)
	case isItem(n.text) && (fits || endsSentence(a.text)):
		return true
	case runsOn && unicode.IsLower(first):
		return follows && fits && a.right-b.left < 0.6*b.width
	}
	return fits
}

// indent returns how far a line starts behind a margin, in ems.
func (n layoutLine) indent(left float64) float64 {
	indent := (n.left - left) / n.size
	if n.hangs {
		indent += 0.5 // typesetters may move the sign out
	}
	return indent
}

// endsSentence reports whether a line ends as a sentence does.
func endsSentence(s string) bool {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "\"'”’」』)）]】 "))
	return strings.ContainsRune(".。．?？!！…:：;；", last)
}

// fits reports whether the first word of the next line would have fitted on a line.
func (b *layoutBlocks) fits(a, n layoutLine) bool {
	word, _, _ := strings.Cut(n.text, " ")
	count := utf8.RuneCountInString(n.text)
	size := (n.right - n.left) / float64(max(1, count)) // of a character
	need := size * float64(utf8.RuneCountInString(word)+1)
	if start, _ := wideEnds(n.text); start {
		need = 3 * n.size // a sign that may not start a line takes one before it along
	}
	return b.left+b.width-a.right > need+float64(0.3*a.size)
}

var itemStart = lazyregexp.New(`^(?:[•●○■◆▪▶►–—-]\s|[（(]?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,3})[)）、]|\d{1,2}\.\s)`)

// isItem reports whether a line starts as an item of a list does.
func isItem(s string) bool { return itemStart().MatchString(s) }

// join puts the lines of a paragraph together. A hyphen at the end of a line goes, unless
// the word is written with it elsewhere.
func (b *layoutBlocks) join(lines []layoutLine) string {
	var texts []string
	var text strings.Builder // of lines whose words run on
	for i, n := range lines {
		if i+1 < len(lines) && isHyphenated(n.text, lines[i+1].text) {
			text.WriteString(b.unhyphenated(n.text, lines[i+1].text))
			continue
		}
		text.WriteString(n.text)
		texts = append(texts, text.String())
		text.Reset()
	}
	return strings.ReplaceAll(joinLines(texts), "\u00ad", "")
}

// unhyphenated returns a line without the hyphen at its end, unless the word that runs on
// in the next line is written with it elsewhere.
func (b *layoutBlocks) unhyphenated(line, next string) string {
	line = strings.TrimRight(line, "-\u00ad\u2010")
	head := strings.ToLower(strings.TrimLeftFunc(line[strings.LastIndexByte(line, ' ')+1:], unicode.IsPunct))
	tail, _, _ := strings.Cut(next, " ")
	tail = strings.ToLower(strings.TrimRightFunc(tail, unicode.IsPunct))
	if b.words[head+"-"+tail] && !b.words[head+tail] {
		line += "-"
	}
	return line
}

// isHyphenated reports whether a word is broken between two lines.
func isHyphenated(line, next string) bool {
	trimmed := strings.TrimRight(line, "-\u00ad\u2010")
	if trimmed == line || len(line)-len(trimmed) > 3 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(trimmed)
	first, _ := utf8.DecodeRuneInString(next)
	return unicode.IsLetter(last) && unicode.IsLower(first)
}
