package review

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align"
)

// statusSaid returns the status that was chosen for a line that came back, and whether
// there is such a status.
func (e *line) statusSaid() (word string, ok bool) { return chosen(&Statuses, e.entry.Status) }

// said returns the status and the comment of a line. Those that were not given, or
// cannot be read, are as they were.
func (t *table) said(e *line) (status align.Status, comment string) {
	if e.row != nil {
		status, comment = e.row.Status, e.row.Comment
	}
	if e.entry == nil {
		return status, comment
	}
	if word, ok := e.statusSaid(); !slices.Contains(t.lacks, FieldStatus) && !e.entry.has(FieldStatus, Unvalued) && word != StatusWord(status) {
		switch {
		case word == "" || word == Statuses[0].English:
			status = ""
		case ok:
			status = align.Status(word)
		}
	}
	if text := e.entry.Comment; !slices.Contains(t.lacks, FieldComment) && !e.entry.has(FieldComment, Unvalued) && !e.entry.same(FieldComment, text, ShowComment(comment)) {
		comment = readComment(text)
	}
	return status, withNotes(comment, e.entry.Notes, e.remark)
}

// note lists what a reviewer said of the rows, which rows were deleted or added,
// and where locked fields were changed.
func (t *table) note() {
	for _, c := range t.lacks {
		switch {
		case c != FieldStatus && c != FieldAction && c != FieldComment:
		case len(t.extras) == 0:
			t.changes = append(t.changes, Change{Sheet: t.name, Kind: Ignored, Detail: fmt.Sprintf("column %s is gone; what stood in it stays as it was", c)})
		default: // it may be one of them
			t.conflicts = append(t.conflicts, Conflict{Code: columnGone, Sheet: t.name, What: "column " + string(c),
				Why: fmt.Sprintf("it is gone; if it is %s %s now, head that %[3]s, or else delete that", t.extras[0].Place, quoted(t.extras[0].Head), c)})
		}
	}
	var coloured []int // rows
	for _, e := range t.lines {
		if e.entry == nil {
			if e.empty() {
				t.change(e, Deleted, "")
			} // otherwise texts that are gone were put back
			continue
		}
		was := Row{}
		if e.row != nil {
			was = *e.row
		}
		status, comment := t.said(e)
		if word, ok := e.statusSaid(); !ok && word != "" && word != StatusWord(was.Status) {
			t.conflict(e, unknownStatus, "status "+quoted(word), "there is no such status; write %s", offered(Statuses))
		}
		if status != was.Status {
			kinds := map[align.Status]ChangeKind{align.Confirmed: Confirmed, align.Fixed: Fixed, align.Rejected: Rejected, "": Reopened}
			t.change(e, kinds[status], "")
		}
		if comment != was.Comment {
			c := t.change(e, Commented, "%s", quoted(comment))
			c.Before, c.After = was.Comment, comment
		}
		for _, x := range e.entry.Traits {
			switch {
			case x.Kind == Struck:
				t.change(e, Ignored, "%s is struck through; it stays as it is: delete what is to go, or choose %s for the row", x.Field, ActionDrop)
			case x.Kind == Unvalued && slices.Contains([]Field{FieldStatus, FieldAction, FieldComment}, x.Field):
				t.conflict(e, noText, string(x.Field)+" is a formula without a value", "open the workbook in a spreadsheet program and save it there, or write in its place what it should say")
			case x.Kind == Coloured && !slices.Contains(coloured, e.entry.Row):
				coloured = append(coloured, e.entry.Row)
			}
		}
	}
	if len(coloured) > 0 {
		slices.Sort(coloured)
		t.changes = append(t.changes, Change{Sheet: t.name, Row: coloured[0], Kind: Ignored,
			Detail: fmt.Sprintf("colours are not read: %s %s; say it with a status", plural(len(coloured), "row"), ranges("", coloured))})
	}
	t.noteStrays()
}

// plural returns a word as it is of some things.
func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// noteStrays lists the rows below, above or between those of the sheet that have a status,
// an action or a comment alone: those that say the same together.
func (t *table) noteStrays() {
	said := func(re *Entry) string {
		var words []string
		for _, w := range []string{re.Status, re.Action, re.Comment, re.Notes} {
			if w = strings.TrimSpace(w); w != "" {
				words = append(words, quoted(w))
			}
		}
		return strings.Join(words, ", ")
	}
	for i := 0; i < len(t.strays); {
		first, rows := t.strays[i], []int(nil)
		for ; i < len(t.strays) && said(t.strays[i]) == said(first); i++ {
			rows = append(rows, t.strays[i].Row)
		}
		slices.Sort(rows)
		first.change(t.findings, "", Ignored, "%s in %s %s, where no text stands", said(first), plural(len(rows), "row"), ranges("", rows))
	}
}

// noteByHand lists what a reviewer did to the texts: edits, and units that went
// to another row by cutting and pasting.
func (t *table) noteByHand() {
	t.merged = make(map[*line][]*line)
	for _, e := range t.lines {
		if e.row == nil {
			t.noteAdded(e)
		}
	}
	for s := range align.Sides {
		for _, e := range t.lines {
			c := &e.halves[s]
			if c.unchanged {
				continue
			}
			for _, segment := range c.segments {
				for i, p := range segment {
					if p.unit < 0 {
						continue
					}
					u := t.units[s][p.unit]
					if p.edited {
						c := t.change(e, Edited, "%s: %s", u.name, changed(p.was(u), p.text))
						c.Before, c.After = p.was(u), p.text
						if strings.Count(c.After, "\n") > strings.Count(Show(c.Before), "\n") {
							c.Detail += breakNotice
						}
					}
					if i > 0 && segment[i-1].unit == p.unit {
						t.change(e, Split, "%s, by ¶", u.name)
					}
					t.noteMove(s, e, p)
				}
			}
		}
	}
}

// noteAdded lists a row that was added: one with units of a single row splits that.
func (t *table) noteAdded(e *line) {
	sides := [2][]portion{e.halves[align.EN].portions(), e.halves[align.ZH].portions()}
	homes := make(map[int]bool)
	for s, p := range each(sides) {
		home := -1
		if p.unit >= 0 {
			home = t.units[s][p.unit].home
		}
		homes[home] = true
	}
	switch {
	case len(homes) == 0:
	case len(homes) == 1 && e.home >= 0 && homes[e.home]:
		t.change(e, Split, "%s from %s", t.list(sides), rowName(t.written[e.home]))
	default:
		t.change(e, Added, "row with %s", t.list(sides))
	}
}

// noteMove lists a unit that stood in another row, or in none. A row that was emptied
// is merged: once, even if it went there with its other side or another unit too.
func (t *table) noteMove(side align.Side, e *line, p portion) {
	home := t.units[side][p.unit].home
	if home < 0 {
		t.change(e, Restored, "%s", t.nameOf(side, p))
		return
	}
	switch from := t.written[home]; {
	case from == e || e.row == nil:
	case !from.empty():
		t.change(e, Moved, "%s from %s", t.nameOf(side, p), rowName(from))
	case !slices.Contains(t.merged[from], e):
		t.merged[from] = append(t.merged[from], e)
		t.change(from, Merged, "into %s", rowName(e))
	}
}
