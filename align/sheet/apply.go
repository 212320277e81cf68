package sheet

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"

	"bitext/align"
)

// Reviewed is what came back from a reviewer.
type Reviewed struct {
	Original  *align.Alignment // as the workbook was written
	Alignment *align.Alignment // as reviewed; what is in conflict is as it was
	Changes   []Change         // in the order of the sheets and their rows
	Conflicts []Conflict       // what could not be understood

	Operations int // how many of the changes are to what paragraphs stand together

	// EN and ZH tell for each paragraph of the reviewed editions which paragraph of
	// the original it is, or a part of; -1 if the reviewer added it.
	EN, ZH []int
}

// OperationsPer100 returns the operations for each hundred pairs of paragraphs.
func (r *Reviewed) OperationsPer100() float64 {
	pairs := 0
	for _, b := range r.Original.Beads {
		if len(b.EN) > 0 && len(b.ZH) > 0 {
			pairs++
		}
	}
	return 100 * float64(r.Operations) / float64(max(pairs, 1))
}

// sort puts changes and conflicts into the order of the sheets and rows.
func (r *Reviewed) sort(sheets []string) {
	order := func(name string) int { return slices.Index(sheets, name) }
	slices.SortStableFunc(r.Changes, func(a, b Change) int {
		return cmp.Or(order(a.Sheet)-order(b.Sheet), a.Row-b.Row)
	})
	slices.SortStableFunc(r.Conflicts, func(a, b Conflict) int {
		return cmp.Or(order(a.Sheet)-order(b.Sheet), a.Row-b.Row)
	})
}

// Apply reads a reviewed workbook: what the reviewer changed, and the alignment
// with those changes. Rows are found by ID and hash, columns by heading, so
// that sorting, filtering, hiding and moving them makes no difference. Every
// unit of both editions stands in exactly one bead of the result; those of a row
// that was dropped are boilerplate there. The error is an *align.InputError without
// Where if r is no workbook of Write's, or its sheets cannot be told.
//
// It goes from the cells to the beads in steps, first for the sentences, then
// for the paragraphs:
//
//	identify  which row each line of the sheet is          (level.go)
//	match     which unit stands where now                  (match.go, overlay.go)
//	act       what the Action column asks for              (action.go)
//	rebuild   documents and beads from what stands where   (rebuild.go, resegment.go)
func Apply(r io.Reader) (*Reviewed, error) {
	f, err := openWorkbook(r)
	if err != nil {
		return nil, err
	}
	var al *align.Alignment
	var t tables
	var errHidden, errTables error
	var wg sync.WaitGroup
	wg.Go(func() { al, errHidden = readHidden(f) })
	wg.Go(func() { t, errTables = readTables(f) })
	wg.Wait()
	if err := cmp.Or(errHidden, errTables); err != nil {
		return nil, err
	}
	reviewed, err := apply(al, t)
	if err != nil {
		return nil, err
	}
	reviewed.sort(f.Sheets())
	return reviewed, nil
}

// apply reads the tables that were written for an alignment.
func apply(al *align.Alignment, t tables) (*Reviewed, error) {
	written, err := newReview(al)
	if err != nil {
		return nil, refused("sheet "+hiddenSheet+" is damaged", err)
	}
	if t.review.strange(written.paragraphs) {
		return nil, &align.InputError{Op: "read workbook", Reason: "no row of sheet " + t.review.sheet + " has an ID or a hash that it was written with", Hint: "put the columns ID and Hash back, or use the workbook that the review began with"}
	}
	found := new(findings)
	b := &builder{findings: found, original: al}
	beads := slices.Clone(al.Beads) // with the comments on Removed
	b.restored, b.sources = restore(written, t.removed, found, beads)
	b.sentences = sentenceLevel(written, t.sentences, found)
	b.sentenceGroups = b.sentences.read(al.Sentences)
	b.paragraphs = paragraphLevel(written, t.review, found)
	b.paragraphGroups = b.paragraphs.read(beads)
	for _, x := range []*table{t.review, t.sentences, t.removed} {
		if x != nil {
			for _, c := range x.added {
				found.changes = append(found.changes, Change{Sheet: x.sheet, Kind: Ignored,
					Detail: fmt.Sprintf("column %s %s was added; the text in it is not read", letter(c.at), quoted(c.head))})
			}
			for _, name := range x.copies {
				found.conflicts = append(found.conflicts, Conflict{Sheet: name, What: "the sheet looks like a copy of " + x.sheet,
					Why: "what was done on it is not read; bring it to " + x.sheet + " and delete the copy"})
			}
		}
	}
	r := &Reviewed{Original: al, Alignment: b.build()}
	r.EN, r.ZH = b.origins[enSide], b.origins[zhSide]
	if err := check(r.Alignment); err != nil {
		return nil, fmt.Errorf("apply review: the result is inconsistent: %w", err)
	}
	r.Changes, r.Conflicts, r.Operations = found.changes, found.conflicts, found.operations
	return r, nil
}

func missing(f *findings, sheet string) {
	f.conflicts = append(f.conflicts, Conflict{Sheet: sheet, What: "the sheet is gone", Why: "what was done on it is not known; put it back"})
}

// read takes a sheet from its lines to groups, one for each bead to be.
func (l *level) read(beads []align.Bead) []*group {
	l.match(enSide)
	l.match(zhSide)
	l.anchor()
	l.note()
	l.noteByHand()
	return l.withOthers(l.act(), beads)
}

// withOthers adds to the groups, in reading order, the beads that stand on no row
// of the sheet, but for units that the reviewer has put into a row.
func (l *level) withOthers(groups []*group, beads []align.Bead) []*group {
	inRow := make(map[int]bool, len(l.rows))
	for _, r := range l.rows {
		inRow[r.bead] = true
	}
	var taken [2]map[int]bool
	for s := range taken {
		taken[s] = make(map[int]bool)
		for _, g := range groups {
			for _, p := range g.sides[s] {
				if p.unit >= 0 && l.units[s][p.unit].home < 0 {
					taken[s][p.unit] = true
				}
			}
		}
	}
	var all []*group
	next := 0 // the first bead that has not had its turn
	others := func(end int) {
		for ; next < end; next++ {
			if inRow[next] {
				continue
			}
			b := beads[next]
			g := &group{entry: &entry{home: -1}, status: b.Status, comment: b.Comment}
			for s, ids := range [2][]int{b.EN, b.ZH} {
				for _, id := range ids {
					if u := l.units[s][id]; !taken[s][id] {
						g.sides[s] = append(g.sides[s], portion{unit: id, to: len(u.text), text: u.text})
					}
				}
			}
			if !g.empty() {
				all = append(all, g)
			}
		}
	}
	for _, g := range groups {
		if h := g.entry.home; h >= 0 && h < len(l.rows) {
			others(l.rows[h].bead)
		}
		all = append(all, g)
	}
	others(len(beads))
	return all
}

// restore lists the paragraphs that are to come back from Removed, and those
// that are to have the text again which they had before they were edited. It
// takes the comments there into the beads.
func restore(r *review, t *table, f *findings, beads []align.Bead) (restored [2]map[int]bool, sources [2]map[int]*reply) {
	restored, sources = [2]map[int]bool{{}, {}}, [2]map[int]*reply{{}, {}}
	if t == nil {
		if len(r.removed) > 0 {
			missing(f, removedSheet)
		}
		return restored, sources
	}
	byHash, byID := make(map[string]*removal), make(map[string]*removal)
	for i := range r.removed {
		m := &r.removed[i]
		byHash[m.hash], byID[m.id] = m, m
	}
	for i := range t.replies {
		re := &t.replies[i]
		id, hash := strings.TrimSpace(re.cells[removedID]), strings.TrimSpace(re.cells[removedHash])
		m := byHash[hash]
		if hash == "" {
			m = byID[id]
		}
		answer := strings.ToLower(strings.TrimSpace(re.cells[removedRestore]))
		if m == nil {
			if answer != "" {
				re.conflict(f, id, "the row is not of this workbook", "its hash is unknown; take it out")
			} else {
				re.change(f, id, Ignored, "the row is not of this workbook, so it is not read")
			}
			continue
		}
		t.review(r, m, re, f, beads)
		switch answer {
		case "":
		case "yes":
			if m.source {
				sources[sideIndex(m.side)][m.paragraph] = re
				continue
			}
			restored[sideIndex(m.side)][m.paragraph] = true
			re.change(f, m.id, Restored, "%s", quoted(m.text))
		default:
			re.conflict(f, m.id, "restore "+quoted(answer), "there is no such answer; choose yes or leave it empty")
		}
	}
	return restored, sources
}

// review notes what a reviewer did to a row of Removed besides restoring it.
func (t *table) review(r *review, m *removal, re *reply, f *findings, beads []align.Bead) {
	written := make([]string, len(removedColumns))
	written[removedEdition] = sideNames[m.side]
	written[removedPlace], written[removedReason], written[removedText] = r.removalTexts(*m)
	written[removedComment] = showComment(m.comment)
	var heads []string
	for _, c := range []int{removedEdition, removedPlace, removedReason, removedText, removedComment} {
		switch {
		case slices.Contains(t.lacks, c) || re.same(c, written[c]):
		case c == removedComment && !m.source:
			comment := unshow(strings.TrimSpace(unifyLines(re.cells[c])))
			re.change(f, m.id, Commented, "%s", quoted(comment))
			f.changes[len(f.changes)-1].Before, f.changes[len(f.changes)-1].After = m.comment, comment
			beads[m.bead].Comment = comment
		default:
			heads = append(heads, firstLine(removedColumns[c].head))
		}
	}
	if len(heads) > 0 {
		re.change(f, m.id, Touched, "%s", strings.Join(heads, ", "))
	}
}

func sideIndex(s side) int {
	if s == english {
		return enSide
	}
	return zhSide
}
