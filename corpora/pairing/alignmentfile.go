package pairing

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/review"
)

// alignmentFile is an alignment as a file has it.
type alignmentFile struct {
	path       string
	level      align.Level
	rows       []align.Row
	ids, texts bool             // what the rows have
	book       *review.Reviewed // if the file is a workbook
}

// listsRemoved reports whether a file of that name lists paragraphs that were
// removed as boilerplate.
func listsRemoved(path string) bool {
	return slices.Contains([]string{".align", ".xlsx"}, extension(path))
}

// readAlignmentFile reads an alignment with all that its file knows of it.
func readAlignmentFile(path string, level align.Level, withRemoved bool) (*alignmentFile, error) {
	a := &alignmentFile{path: path, level: level, texts: true}
	var err error
	switch extension(path) {
	case ".align":
		a.ids, a.texts = true, false
		a.rows, err = readBeads(path, level)
	case ".xlsx":
		a.ids = true
		a.book, err = read(path, map[string]func(io.Reader) (*review.Reviewed, error){".xlsx": readSettled})
		if err == nil {
			a.rows = rowsOf(a.book.Alignment, level, withRemoved)
		}
	case ".jsonl":
		a.rows, err = readTexts(path, level)
		a.ids = !slices.ContainsFunc(a.rows, func(r align.Row) bool { return len(r.Bead.EN)+len(r.Bead.ZH) == 0 })
	case ".tmx", ".tsv", ".csv":
		a.rows, err = readTexts(path, level)
	default:
		err = noFormat(path, extensions)
	}
	return a, err
}

// sameUnits reports whether the ids of two accounts are of the same units. Before
// that, it puts the ids of a workbook in the place of those that the other account
// has for units of its editions. The error is a refusal of ids of the wrong level.
func sameUnits(g, a *alignmentFile) (bool, error) {
	if !g.ids || !a.ids {
		return false, nil
	}
	for _, x := range []*alignmentFile{g, a} {
		if err := ofLevel(x.rows, x.level); err != nil && x.book == nil {
			return false, &align.InputError{Op: "read", Path: x.path, Reason: err.Error(), Err: err}
		}
	}
	if g.book == nil && a.book == nil {
		switch {
		case g.texts && !a.texts:
			a.orient(g)
		case a.texts && !g.texts:
			g.orient(a)
		}
		return !g.texts || !a.texts || inOrder(g.rows) == inOrder(a.rows), nil
	}
	return g.book != nil && a.restate(g.book) || a.book != nil && g.restate(a.book), nil
}

// orient lets an account of beads, which does not say which side is English, take
// its sides as one that does has them, and gives that one the units that it leaves
// out, page furniture. Of the two ways the beads may be read, the right one has more
// units in common with the other account, or else more beads.
func (a *alignmentFile) orient(labelled *alignmentFile) {
	swapped := slices.Clone(a.rows)
	for k := range swapped {
		b := &swapped[k].Bead
		b.EN, b.ZH = b.ZH, b.EN
	}
	own, other := labelled.common(a.rows), labelled.common(swapped)
	if slices.Compare(other[:], own[:]) > 0 {
		a.rows = swapped
	}
	for side := range align.Sides {
		has, listed := map[int]bool{}, map[int]bool{}
		for _, r := range labelled.rows {
			for _, id := range r.Units(side) {
				has[id] = true
			}
		}
		var without []int
		for _, r := range a.rows {
			for _, id := range r.Units(side) {
				if listed[id] = true; !has[id] {
					without = append(without, id)
				}
			}
		}
		if inside := len(listed) - len(without); inside < len(has) || inside < len(without) {
			continue // it is of another text
		}
		for _, id := range without {
			row := align.Row{Bead: align.Bead{Score: math.NaN()}}
			row.SetUnits(side, []int{id})
			labelled.rows = append(labelled.rows, row)
		}
	}
}

// common counts what an account has in common with rows: how many units fewer than
// all stand in one only, and how many beads are the same.
func (a *alignmentFile) common(rows []align.Row) (n [2]int) {
	type unit struct {
		side align.Side
		id   int
	}
	in := func(rows []align.Row) (units map[unit]bool, beads map[string]bool) {
		units, beads = map[unit]bool{}, map[string]bool{}
		for _, r := range rows {
			for side := range align.Sides {
				for _, id := range r.Units(side) {
					units[unit{side, id}] = true
				}
			}
			beads[fmt.Sprint(r.Bead.EN, r.Bead.ZH)] = true
		}
		return units, beads
	}
	units, beads := in(rows)
	mine, myBeads := in(a.rows)
	for u := range mine {
		if units[u] {
			n[0]++
		}
	}
	for b := range myBeads {
		if beads[b] {
			n[1]++
		}
	}
	return n
}

// restate gives an account the ids that a workbook has after its review. Those it
// has may be of the editions before, as they are in what was made along with the
// workbook: where the reviewer split a paragraph, its parts stand for it then. It
// reports false if the ids are of neither, or if what became of them is not known.
func (a *alignmentFile) restate(book *review.Reviewed) bool {
	if extension(a.path) == ".align" && book.Original.Swapped {
		for k := range a.rows {
			b := &a.rows[k].Bead
			b.EN, b.ZH = b.ZH, b.EN
		}
	}
	before, after := unitsOf(book.Original, a.level), unitsOf(book.Alignment, a.level)
	switch {
	case a.fits(before):
		a.take(before)
		if before.sentences {
			return slices.Equal(before.en, after.en) && slices.Equal(before.zh, after.zh)
		}
		en, zh := partsOf(book.EN), partsOf(book.ZH)
		for k := range a.rows {
			b := &a.rows[k].Bead
			b.EN, b.ZH = en.of(b.EN), zh.of(b.ZH)
		}
		return true
	case a.fits(after):
		a.take(after)
		return true
	}
	return false
}

// fits reports whether an account is one of these units: whether there are such ids,
// and whether they have its texts, if it has any.
func (a *alignmentFile) fits(u units) bool {
	for _, r := range a.rows {
		if !u.has(r.Bead) {
			return false
		}
		said := r.Text
		if a.book != nil && !u.sentences && !splits(a.book) { // edited texts make no difference
			said.EN, said.ZH = a.book.Original.Text(r.Bead)
		}
		is := u.text(r.Bead)
		if a.texts && (language.WithoutSpace(said.EN) != language.WithoutSpace(is.EN) || language.WithoutSpace(said.ZH) != language.WithoutSpace(is.ZH)) {
			return false
		}
	}
	return true
}

// take gives an account without texts those of its units.
func (a *alignmentFile) take(u units) {
	if a.texts {
		return
	}
	for k := range a.rows {
		a.rows[k].Text = u.text(a.rows[k].Bead)
	}
	a.texts = true
}

// splits reports whether a review has more paragraphs than there were before.
func splits(r *review.Reviewed) bool {
	return len(r.EN) > len(r.Original.EN.Paragraphs) || len(r.ZH) > len(r.Original.ZH.Paragraphs)
}

// parts are the paragraphs of a reviewed edition by the id of the one that they are,
// or are a part of, in the original.
type parts map[int][]int

func partsOf(origin []int) parts {
	p := parts{}
	for id, from := range origin {
		p[from] = append(p[from], id)
	}
	return p
}

func (p parts) of(ids []int) (out []int) {
	for _, id := range ids {
		out = append(out, p[id]...)
	}
	return out
}

// units are the texts of the paragraphs of two editions, or of their sentences, by
// id.
type units struct {
	en, zh    []string
	sentences bool
}

func unitsOf(al *align.Alignment, level align.Level) units {
	u := units{sentences: level == align.LevelSentence && len(al.Sentences) > 0}
	texts := func(doc *align.Document) (out []string) {
		if u.sentences {
			for id := range doc.Sentences {
				out = append(out, doc.SentenceText(id))
			}
			return out
		}
		for _, p := range doc.Paragraphs {
			out = append(out, p.Text)
		}
		return out
	}
	u.en, u.zh = texts(al.EN), texts(al.ZH)
	return u
}

// has reports whether all ids of a bead are those of units.
func (u units) has(b align.Bead) bool {
	within := func(ids []int, n int) bool {
		return !slices.ContainsFunc(ids, func(id int) bool { return id < 0 || id >= n })
	}
	return within(b.EN, len(u.en)) && within(b.ZH, len(u.zh))
}

// text returns the texts of the units of a bead.
func (u units) text(b align.Bead) align.TextPair {
	join := func(ids []int, texts []string) string {
		out := make([]string, len(ids))
		for k, id := range ids {
			out[k] = texts[id]
		}
		return strings.Join(out, "\n")
	}
	return align.TextPair{EN: join(b.EN, u.en), ZH: join(b.ZH, u.zh)}
}

// inOrder returns the whole text of rows in the order of their ids.
func inOrder(rows []align.Row) align.TextPair {
	var all align.TextPair
	for side, to := range [2]*string{&all.EN, &all.ZH} {
		side := align.Side(side)
		rows := slices.SortedStableFunc(slices.Values(rows), func(a, b align.Row) int { return slices.Compare(a.Units(side), b.Units(side)) })
		var text strings.Builder
		for _, r := range rows {
			text.WriteString(language.WithoutSpace(r.Text.Side(side)))
		}
		*to = text.String()
	}
	return all
}
