// Package review understands what a person made of an alignment.
//
// A Layout is an alignment as the rows that a reviewer gets, whatever they stand in:
// a workbook today. The rows come back as Entries, and Apply tells from them what the
// reviewer did, and what the alignment is now. Compare says how far two reviewers
// agree, and Rebase lays a review over editions that were published again.
//
// Nothing that a reviewer wrote is lost: every unit of both editions ends in exactly
// one bead, or as boilerplate where it was dropped. An edit that cannot be understood
// is a Conflict, and its row counts as it was.
package review

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bitext/align"
)

// Reviewed is the result of a review: the alignment before and after it, and the
// reviewer's changes.
type Reviewed struct {
	Original  *align.Alignment // as the workbook was written
	Alignment *align.Alignment // as reviewed; rows in conflict are as they were
	Changes   []Change         // in the order of the sheets and their rows
	Conflicts []Conflict       // edits that could not be understood

	Operations int // how many of the changes are to what paragraphs stand together

	// EN and ZH tell for each paragraph of the reviewed editions which paragraph of
	// the original it is, or a part of; -1 if the reviewer added it.
	EN, ZH []int
}

// OperationsPer100 returns the operations for each hundred pairs of paragraphs.
func (r *Reviewed) OperationsPer100() float64 {
	return 100 * float64(r.Operations) / float64(max(r.Original.Summary().Paragraphs.Pairs, 1))
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

// Apply lays a review that came back over the alignment that it was written for. Rows
// are found by ID and hash, so that sorting, filtering and hiding them makes no
// difference. Every unit of both editions stands in exactly one bead of the result;
// the units of a row that was dropped are boilerplate there. The sheet Review has to
// be there; without Sentences or Removed, their rows stay as they were. The error is an
// *align.InputError without Path if Review is nil or has no row of this alignment.
//
// It goes from the entries to the beads in steps, first for the sentences, then
// for the paragraphs:
//
//	identify  which row each entry is                      (table.go, evidence.go)
//	match     which unit stands where now                  (match.go, copies.go)
//	act       what the Action column asks for              (action.go)
//	rebuild   documents and beads from what stands where   (rebuild.go, sentences.go)
func Apply(al *align.Alignment, t Returned) (*Reviewed, error) {
	written, err := NewLayout(al)
	if err != nil {
		return nil, err
	}
	if t.Review == nil {
		return nil, &align.InputError{Code: align.NotOurWorkbook, Op: "apply review", Reason: "there is no sheet " + ReviewSheet, Hint: "give the sheet as it came back"}
	}
	if t.Review.strange(written.Pairs) {
		return nil, &align.InputError{Code: align.NotOurWorkbook, Op: "read workbook", Reason: "no row of sheet " + t.Review.Name + " has an ID or a hash that it was written with", Hint: "put the columns ID and Hash back, or use the workbook that the review began with"}
	}
	found := &findings{conflicts: slices.Clone(t.Open)}
	b := &builder{findings: found, original: al}
	beads := slices.Clone(al.Beads) // with the comments on Removed
	b.restored, b.sources = restore(written, t.Removed, found, beads)
	b.sentences = sentenceTable(written, t.Sentences, found)
	b.sentences.dropDeleted = t.DropDeleted
	b.sentenceGroups = b.sentences.read(al.Sentences)
	b.paragraphs = paragraphTable(written, t.Review, found)
	b.paragraphs.dropDeleted = t.DropDeleted
	b.paragraphGroups = b.paragraphs.read(beads)
	for k, x := range []*Sheet{t.Review, t.Sentences, t.Removed} {
		if x != nil {
			found.extras(x)
			if len(x.Copies) > 0 {
				found.copies(x, written.entries()[k])
			}
		}
	}
	r := &Reviewed{Original: al, Alignment: b.build()}
	r.EN, r.ZH = b.origins[align.EN], b.origins[align.ZH]
	if err := r.Alignment.Validate(); err != nil {
		return nil, fmt.Errorf("apply review: the result is inconsistent: %w", err)
	}
	r.Changes, r.Conflicts = found.changes, found.conflicts
	for _, c := range r.Changes {
		if slices.Contains(operations, c.Kind) && c.Sheet != b.sentences.name {
			r.Operations++
		}
	}
	r.sort(t.Names)
	return r, nil
}

// extras lists the columns and sheets that a reviewer added.
func (f *findings) extras(s *Sheet) {
	for _, x := range s.Added {
		f.changes = append(f.changes, Change{Sheet: s.Name, Kind: Ignored,
			Detail: fmt.Sprintf("%s %s is not read; what is to be kept belongs into Comment", x.Place, quoted(x.Head))})
	}
}

// copies lists the copies of a sheet: those in which nothing stands but what is on the sheet,
// or was written, have no effect.
func (f *findings) copies(s *Sheet, given []Entry) {
	now := byHome(given, s)
	for _, c := range s.Copies {
		what := "the sheet looks like a copy of " + s.Name
		differs := false
		for id, entries := range byHome(given, c) {
			for i := range entries {
				is := func(re Entry) bool { return re.says(&entries[i]) }
				differs = differs || !slices.ContainsFunc(now[id], is) && !slices.ContainsFunc(given, func(re Entry) bool { return re.ID == id && is(re) }) && !entries[i].empty()
			}
		}
		if differs {
			f.conflicts = append(f.conflicts, Conflict{Code: sheetTwice, Sheet: c.Name, What: what, Why: "what was done on it is not read; bring it to " + s.Name + " and delete the copy"})
		} else {
			f.changes = append(f.changes, Change{Sheet: c.Name, Kind: Ignored, Detail: what + ", and says nothing else"})
		}
	}
}

func missing(f *findings, sheet string) {
	f.changes = append(f.changes, Change{Sheet: sheet, Kind: Ignored, Detail: "the sheet is gone; its rows stay as they were"})
}

// read takes a sheet from its lines to groups, one for each bead to be.
func (t *table) read(beads []align.Bead) []*group {
	t.match(align.EN)
	t.match(align.ZH)
	t.anchor()
	t.note()
	t.noteByHand()
	return t.withOthers(t.act(), beads)
}

// withOthers adds to the groups, in reading order, the beads that stand on no row
// of the sheet, but for units that the reviewer has put into a row.
func (t *table) withOthers(groups []*group, beads []align.Bead) []*group {
	inRow := make(map[int]bool, len(t.rows))
	for _, r := range t.rows {
		inRow[r.Index] = true
	}
	taken := [2]map[int]bool{{}, {}}
	for _, g := range groups {
		for s, p := range each(g.sides) {
			taken[s][p.unit] = true
		}
	}
	var all []*group
	next := 0 // the first bead that has not had its turn
	others := func(end int) {
		for ; next < end; next++ {
			if inRow[next] {
				continue
			}
			g := t.asItWas(beads[next])
			for s := range align.Sides {
				g.sides[s] = slices.DeleteFunc(g.sides[s], func(p portion) bool { return taken[s][p.unit] })
			}
			if !g.empty() {
				all = append(all, g)
			}
		}
	}
	for _, g := range groups {
		if h := g.line.home; h >= 0 && h < len(t.rows) {
			others(t.rows[h].Index)
		}
		all = append(all, g)
	}
	others(len(beads))
	return all
}

// asItWas is the group of a bead that nothing was done to.
func (t *table) asItWas(bead align.Bead) *group {
	g := &group{line: &line{home: -1}, status: bead.Status, comment: bead.Comment}
	for s, id := range unitsOf(bead) {
		g.sides[s] = append(g.sides[s], t.wholeOf(s, id))
		if home := t.units[s][id].home; home >= 0 {
			g.line = t.written[home]
			g.status, g.comment = t.said(g.line)
		}
	}
	return g
}

// restore lists the paragraphs to bring back from Removed, and the entries that give a
// paragraph the text back that it had before it was edited. It takes the comments there
// into the beads.
func restore(r *Layout, t *Sheet, f *findings, beads []align.Bead) (restored [2]map[int]bool, sources [2]map[int]*Entry) {
	restored, sources = [2]map[int]bool{{}, {}}, [2]map[int]*Entry{{}, {}}
	if t == nil {
		if len(r.Removals) > 0 {
			missing(f, RemovedSheet)
		}
		return restored, sources
	}
	for i := range t.Entries {
		re := &t.Entries[i]
		id, hash := strings.TrimSpace(re.ID), strings.TrimSpace(re.Hash)
		at := slices.IndexFunc(r.Removals, func(m Removal) bool { return hash == m.Hash || hash == "" && id == m.ID })
		answer, _ := chosen(&Restores, re.Action)
		if at < 0 {
			if answer != "" && answer != restoreNo {
				re.conflict(f, unknownRow, id, "the row is not of this workbook", "its hash is unknown; take it out")
			} else {
				re.change(f, id, Ignored, "the row is not of this workbook, so it is not read")
			}
			continue
		}
		m := &r.Removals[at]
		t.remark(m, re, f, beads)
		switch answer {
		case "", restoreNo:
		case restoreYes:
			if m.Source {
				sources[m.Side][m.paragraph] = re
				continue
			}
			restored[m.Side][m.paragraph] = true
			re.change(f, m.ID, Restored, "%s", quoted(m.text))
		default:
			re.conflict(f, unknownAction, m.ID, "restore "+quoted(answer), "there is no such answer; write %s, or leave the cell empty", offered(Restores))
		}
	}
	return restored, sources
}

// remark notes what a reviewer did to a row of Removed besides restoring it.
func (s *Sheet) remark(m *Removal, re *Entry, f *findings, beads []align.Bead) {
	comment := m.Comment
	if !slices.Contains(s.Gone, FieldComment) && !re.same(FieldComment, re.Comment, ShowComment(m.Comment)) {
		comment = readComment(re.Comment)
	}
	comment = withNotes(comment, re.Notes)
	for _, v := range re.overtyped(m.Locked) {
		kept := v.isRemark(func(string) bool { return false })
		if v.noteOvertyped(re, f, m.ID, kept); kept {
			comment = withNotes(comment, v.asNote())
		}
	}
	switch {
	case comment == m.Comment:
	case m.Source:
		re.change(f, m.ID, Ignored, "the comment %s is on a text as it was; write it into the row that has it now", quoted(comment))
	default:
		c := re.change(f, m.ID, Commented, "%s", quoted(comment))
		c.Before, c.After = m.Comment, comment
		beads[m.bead].Comment = comment
	}
}
