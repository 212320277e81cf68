package review

import (
	"slices"
	"strings"

	"bitext/align"
)

// statusSaid returns the status that was chosen for an entry that came back, in lower
// case.
func (e *line) statusSaid() string { return strings.ToLower(strings.TrimSpace(e.reply.Status)) }

// said returns the status and the comment of an entry. What was not said, or
// cannot be read, is as it was.
func (l *table) said(e *line) (status align.Status, comment string) {
	if e.row != nil {
		status, comment = e.row.Status, e.row.Comment
	}
	if e.reply == nil {
		return status, comment
	}
	if word := e.statusSaid(); !slices.Contains(l.lacks, FieldStatus) && word != StatusWord(status) {
		switch {
		case word == "" || word == Statuses[0]:
			status = ""
		case slices.Contains(Statuses, word):
			status = align.Status(word)
		}
	}
	if text := e.reply.Comment; !slices.Contains(l.lacks, FieldComment) && !e.reply.same(FieldComment, text, ShowComment(comment)) {
		comment = Unshow(strings.TrimSpace(unifyLines(text)))
	}
	return status, comment
}

// note lists what a reviewer said of the rows, which rows were deleted or added,
// and where what is locked was changed.
func (l *table) note() {
	for _, c := range l.lacks {
		if c == FieldStatus || c == FieldAction || c == FieldComment {
			l.conflicts = append(l.conflicts, Conflict{Sheet: l.name, What: "column " + string(c),
				Why: "it is gone, so what stood in it is not known; put it back"})
		}
	}
	for _, e := range l.lines {
		if e.reply == nil {
			if e.empty() {
				l.change(e, Deleted, "")
			} // otherwise texts that are gone were put back
			continue
		}
		was := Row{}
		if e.row != nil {
			was = *e.row
		}
		status, comment := l.said(e)
		if word := e.statusSaid(); word != "" && word != StatusWord(was.Status) && !slices.Contains(Statuses, word) {
			l.conflict(e, "status "+quoted(word), "there is no such status; choose one from the list")
		}
		if status != was.Status {
			kinds := map[align.Status]ChangeKind{align.Confirmed: Confirmed, align.Fixed: Fixed, align.Rejected: Rejected, "": Reopened}
			l.change(e, kinds[status], "")
		}
		if comment != was.Comment {
			c := l.change(e, Commented, "%s", quoted(comment))
			c.Before, c.After = was.Comment, comment
		}
		if e.row != nil {
			if fields := e.reply.touched(e.row.locked()); len(fields) > 0 {
				l.change(e, Touched, "%s", strings.Join(fields, ", "))
			}
		}
	}
}

// noteByHand lists what a reviewer did to the texts: edits, and units that went
// to another row by cutting and pasting.
func (l *table) noteByHand() {
	l.merged = make(map[*line][]*line)
	for _, e := range l.lines {
		if e.row == nil {
			l.noteAdded(e)
		}
	}
	for s := range align.Sides {
		for _, e := range l.lines {
			c := &e.halves[s]
			if c.unchanged {
				continue
			}
			for _, segment := range c.segments {
				for i, p := range segment {
					if p.unit < 0 {
						continue
					}
					u := l.units[s][p.unit]
					if p.edited {
						c := l.change(e, Edited, "%s: %s", u.name, changed(p.was(u), p.text))
						c.Before, c.After = p.was(u), p.text
					}
					if i > 0 && segment[i-1].unit == p.unit {
						l.change(e, Split, "%s, by ¶", u.name)
					}
					l.noteMove(s, e, p)
				}
			}
		}
	}
}

// noteAdded lists a row that was added: one with units of a single row splits that.
func (l *table) noteAdded(e *line) {
	sides := [2][]portion{e.halves[align.EN].portions(), e.halves[align.ZH].portions()}
	homes := make(map[int]bool)
	for s, portions := range sides {
		for _, p := range portions {
			home := -1
			if p.unit >= 0 {
				home = l.units[s][p.unit].home
			}
			homes[home] = true
		}
	}
	switch {
	case len(homes) == 0:
	case len(homes) == 1 && e.home >= 0 && homes[e.home]:
		l.change(e, Split, "%s from %s", l.list(sides), rowName(l.written[e.home]))
	default:
		l.change(e, Added, "row with %s", l.list(sides))
	}
}

// noteMove lists a unit that stood in another row, or in none. A row that was emptied
// is merged: once, even if it went there with its other side or another unit too.
func (l *table) noteMove(side align.Side, e *line, p portion) {
	home := l.units[side][p.unit].home
	if home < 0 {
		l.change(e, Restored, "%s", l.nameOf(side, p))
		return
	}
	switch from := l.written[home]; {
	case from == e || e.row == nil:
	case !from.empty():
		l.change(e, Moved, "%s from %s", l.nameOf(side, p), rowName(from))
	case !slices.Contains(l.merged[from], e):
		l.merged[from] = append(l.merged[from], e)
		l.change(from, Merged, "into %s", rowName(e))
	}
}
