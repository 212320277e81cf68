package review

import (
	"slices"
	"strings"

	"bitext/align"
)

// statusSaid returns the status that was chosen for a line that came back, in lower
// case.
func (e *line) statusSaid() string { return strings.ToLower(strings.TrimSpace(e.entry.Status)) }

// said returns the status and the comment of a line. Those that were not given, or
// cannot be read, are as they were.
func (t *table) said(e *line) (status align.Status, comment string) {
	if e.row != nil {
		status, comment = e.row.Status, e.row.Comment
	}
	if e.entry == nil {
		return status, comment
	}
	if word := e.statusSaid(); !slices.Contains(t.lacks, FieldStatus) && word != StatusWord(status) {
		switch {
		case word == "" || word == Statuses[0]:
			status = ""
		case slices.Contains(Statuses, word):
			status = align.Status(word)
		}
	}
	if text := e.entry.Comment; !slices.Contains(t.lacks, FieldComment) && !e.entry.same(FieldComment, text, ShowComment(comment)) {
		comment = readComment(text)
	}
	return status, comment
}

// note lists what a reviewer said of the rows, which rows were deleted or added,
// and where locked fields were changed.
func (t *table) note() {
	for _, c := range t.lacks {
		if c == FieldStatus || c == FieldAction || c == FieldComment {
			t.conflicts = append(t.conflicts, Conflict{Code: columnGone, Sheet: t.name, What: "column " + string(c),
				Why: "it is gone, so what stood in it is not known; put it back"})
		}
	}
	const few = 3                       // rows of which each is named
	touched := make(map[string][]*line) // by field that is locked
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
		if word := e.statusSaid(); word != "" && word != StatusWord(was.Status) && !slices.Contains(Statuses, word) {
			t.conflict(e, unknownStatus, "status "+quoted(word), "there is no such status; choose one from the list")
		}
		if status != was.Status {
			kinds := map[align.Status]ChangeKind{align.Confirmed: Confirmed, align.Fixed: Fixed, align.Rejected: Rejected, "": Reopened}
			t.change(e, kinds[status], "")
		}
		if comment != was.Comment {
			c := t.change(e, Commented, "%s", quoted(comment))
			c.Before, c.After = was.Comment, comment
		}
		for _, f := range e.entry.Struck {
			t.change(e, Ignored, "%s is struck through; it stays as it is: what is to go has to be deleted", f)
		}
		if e.row != nil {
			for _, f := range e.entry.touched(e.row.locked()) {
				touched[f] = append(touched[f], e)
			}
		}
	}
	fields := make(map[*line][]string)
	var columns []string // changed in many rows
	most := 0
	for _, v := range (&Row{}).locked() {
		f := string(v.Field)
		if n := len(touched[f]); n > few {
			columns, most = append(columns, f), max(most, n)
			continue
		}
		for _, e := range touched[f] {
			fields[e] = append(fields[e], f)
		}
	}
	if most > 0 {
		t.touched(strings.Join(columns, ", "), most)
	}
	for _, e := range t.lines {
		if len(fields[e]) > 0 {
			t.change(e, Touched, "%s", strings.Join(fields[e], ", "))
		}
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
	for s, portions := range sides {
		for _, p := range portions {
			home := -1
			if p.unit >= 0 {
				home = t.units[s][p.unit].home
			}
			homes[home] = true
		}
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
