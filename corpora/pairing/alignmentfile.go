package pairing

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
	"bitext/align/review"
	"bitext/corpora/exchange"
)

// alignmentFile is an alignment as a file has it.
type alignmentFile struct {
	path       string
	level      align.Level
	rows       []align.Row
	ids, texts bool             // what the rows have
	book       *review.Reviewed // if the file is a workbook
}

// readAlignmentFile reads an alignment with all that its file knows of it.
func readAlignmentFile(path string, level align.Level, withRemoved bool) (*alignmentFile, error) {
	a := &alignmentFile{path: path, level: level}
	f, ok := formatOf(path)
	if !ok {
		return nil, noFormat(path, extensionsOf(hasRows))
	}
	a.ids, a.texts = hasIDs(f), hasTexts(f)
	if isWorkbook(path) {
		book, err := read(path, readSettled)
		if err != nil {
			return nil, err
		}
		if a.book, a.rows = book, book.Alignment.Rows(level); withRemoved {
			a.rows = book.Alignment.AllRows(level)
		}
		return a, nil
	}
	var err error
	a.rows, err = readRows(path, level, hasRows)
	a.ids = a.ids && !slices.ContainsFunc(a.rows, withoutIDs)
	return a, err
}

// sameUnits reports whether the ids of two files are of the same units. Before that,
// it puts the ids of a workbook in the place of the ids that the other file has for
// units of its editions. Ids of the wrong level are refused.
func sameUnits(g, a *alignmentFile) (bool, error) {
	if !g.ids || !a.ids {
		return false, nil
	}
	for _, x := range []*alignmentFile{g, a} {
		if err := ofLevel(x.rows, x.level); err != nil && x.book == nil {
			return false, &align.InputError{Code: align.OtherEditions, Op: "read", Path: x.path, Reason: err.Error(), Err: err}
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

// orient tells which side of a file of beads is English, by a labelled file, which
// has English and Chinese texts. Of the two ways to read the beads, the right one has
// more units in common with the labelled file, or else more beads. Units that the
// labelled file leaves out, page furniture, are added to it.
func (a *alignmentFile) orient(labelled *alignmentFile) {
	swapped := slices.Clone(a.rows)
	swapSides(swapped)
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

// swapSides gives the units of each side to the other.
func swapSides(rows []align.Row) {
	for k := range rows {
		b := &rows[k].Bead
		b.EN, b.ZH = b.ZH, b.EN
	}
}

// common counts the units and the beads that the file has in common with rows.
func (a *alignmentFile) common(rows []align.Row) (n [2]int) {
	in := func(rows []align.Row) [2]map[string]bool {
		units, beads := map[string]bool{}, map[string]bool{}
		for _, r := range rows {
			for side := range align.Sides {
				for _, id := range r.Units(side) {
					units[fmt.Sprint(side, id)] = true
				}
			}
			beads[fmt.Sprint(r.EN, r.ZH)] = true
		}
		return [2]map[string]bool{units, beads}
	}
	mine, other := in(a.rows), in(rows)
	for k := range n {
		for x := range mine[k] {
			if other[k][x] {
				n[k]++
			}
		}
	}
	return n
}

// restate gives the file the ids that a workbook has after its review. The file may
// have the ids from before the review, if it was made along with the workbook, or from
// before any review: where a reviewer split a paragraph, its parts stand for it then. The result is false if
// the ids are neither from before nor from after it, or if what became of them is not
// known.
func (a *alignmentFile) restate(book *review.Reviewed) bool {
	if exchange.Beads.HasExtension(a.path) && book.Original.Swapped {
		swapSides(a.rows)
	}
	before, after := unitsOf(book.Original, a.level), unitsOf(book.Alignment, a.level)
	if before.sentences {
		if a.fits(before) {
			a.take(before)
			return slices.Equal(before.texts[align.EN], after.texts[align.EN]) && slices.Equal(before.texts[align.ZH], after.texts[align.ZH])
		}
		if a.fits(after) {
			a.take(after)
			return true
		}
		return false
	}
	file := units{} // as they were before any review
	origins := [3][2][]int{1: {book.EN, book.ZH}}
	for side := range align.Sides {
		doc := book.Alignment.Document(side)
		file.texts[side], origins[0][side] = doc.Original()
		for id := range doc.Paragraphs {
			origins[2][side] = append(origins[2][side], id)
		}
	}
	for _, all := range []bool{true, false} { // a file that has every unit tells by their number which they are
		for k, u := range []units{file, before, after} {
			if a.fits(u) && (!all || a.covers(u)) {
				a.take(u)
				a.rename(origins[k])
				return true
			}
		}
	}
	return false
}

// rename gives the file the ids of the paragraphs that its own have become; origins has the
// own id of each of these, by side.
func (a *alignmentFile) rename(origins [2][]int) {
	for side, origin := range origins {
		parts := map[int][]int{}
		for id, from := range origin {
			parts[from] = append(parts[from], id)
		}
		for k := range a.rows {
			b, now := &a.rows[k].Bead, []int(nil)
			for _, id := range b.Units(align.Side(side)) {
				now = append(now, parts[id]...)
			}
			b.SetUnits(align.Side(side), now)
		}
	}
}

// covers reports whether the file has each of some units.
func (a *alignmentFile) covers(u units) bool {
	for side, texts := range u.texts {
		seen := map[int]bool{}
		for _, r := range a.rows {
			for _, id := range r.Units(align.Side(side)) {
				seen[id] = true
			}
		}
		if len(seen) != len(texts) {
			return false
		}
	}
	return true
}

// fits reports whether the file is an alignment of these units: all its ids exist, and
// its texts, if it has any, are theirs.
func (a *alignmentFile) fits(u units) bool {
	for _, r := range a.rows {
		is, ok := u.text(r.Bead)
		if !ok {
			return false
		}
		said := r.Text
		if a.book != nil && !u.sentences && !splits(a.book) { // edited texts make no difference
			said.EN, said.ZH = a.book.Original.Text(r.Bead)
		}
		if a.texts && (language.WithoutSpace(said.EN) != language.WithoutSpace(is.EN) || language.WithoutSpace(said.ZH) != language.WithoutSpace(is.ZH)) {
			return false
		}
	}
	return true
}

// take gives a file without texts the texts of its units.
func (a *alignmentFile) take(u units) {
	if a.texts {
		return
	}
	for k := range a.rows {
		a.rows[k].Text, _ = u.text(a.rows[k].Bead)
	}
	a.texts = true
}

// splits reports whether a review has more paragraphs than there were before.
func splits(r *review.Reviewed) bool {
	return len(r.EN) > len(r.Original.EN.Paragraphs) || len(r.ZH) > len(r.Original.ZH.Paragraphs)
}

// units are the texts of the paragraphs of two editions, or of their sentences, by
// side and id.
type units struct {
	texts     [2][]string
	sentences bool
}

func unitsOf(al *align.Alignment, level align.Level) units {
	u := units{sentences: level == align.LevelSentence && len(al.Sentences) > 0}
	for side := range align.Sides {
		doc := al.Document(side)
		if u.sentences {
			for id := range doc.Sentences {
				u.texts[side] = append(u.texts[side], doc.SentenceText(id))
			}
			continue
		}
		for _, p := range doc.Paragraphs {
			u.texts[side] = append(u.texts[side], p.Text)
		}
	}
	return u
}

// text returns the texts of the units of a bead; ok is false if one does not exist.
func (u units) text(b align.Bead) (text align.TextPair, ok bool) {
	var joined [2]string
	for side, all := range u.texts {
		var texts []string
		for _, id := range b.Units(align.Side(side)) {
			if id < 0 || id >= len(all) {
				return text, false
			}
			texts = append(texts, all[id])
		}
		joined[side] = strings.Join(texts, "\n")
	}
	return align.TextPair{EN: joined[align.EN], ZH: joined[align.ZH]}, true
}

// inOrder returns the whole text of each side of rows in the order of their ids.
func inOrder(rows []align.Row) (all [2]string) {
	for side := range align.Sides {
		rows := slices.SortedStableFunc(slices.Values(rows), func(a, b align.Row) int { return slices.Compare(a.Units(side), b.Units(side)) })
		var text strings.Builder
		for _, r := range rows {
			text.WriteString(language.WithoutSpace(r.Text.Side(side)))
		}
		all[side] = text.String()
	}
	return all
}
