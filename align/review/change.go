package review

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align/language"
)

// ChangeKind says what a reviewer did to a row.
type ChangeKind string

// What a reviewer can do. Those from Merged to Unpaired, Restored and Added
// change which units stand together.
const (
	Confirmed ChangeKind = "confirmed"      // status ok
	Fixed     ChangeKind = "fixed"          // status fixed
	Rejected  ChangeKind = "rejected"       // status rejected
	Reopened  ChangeKind = "reopened"       // status open, which was another before
	Edited    ChangeKind = "edited"         // text was changed
	Merged    ChangeKind = "merged"         // the row is part of another now
	Split     ChangeKind = "split"          // a row, or a unit, is two or more now
	Moved     ChangeKind = "moved"          // units went to another row
	Unpaired  ChangeKind = "unpaired"       // the two sides were taken apart
	Dropped   ChangeKind = "dropped"        // the row is left out of the result
	Commented ChangeKind = "commented"      // a comment was written, changed or deleted
	Restored  ChangeKind = "restored"       // a paragraph was taken back from Removed
	Added     ChangeKind = "added"          // a row or text that was in neither edition
	Deleted   ChangeKind = "row deleted"    // the row is not in the sheet any more
	Touched   ChangeKind = "source touched" // what is locked was changed; it counts as it was
	Ignored   ChangeKind = "no effect"      // what was done changes nothing; the detail says why
)

// operations are the kinds of change to what stands together, not to texts, statuses
// and comments.
var operations = []ChangeKind{Merged, Split, Moved, Unpaired, Dropped, Restored, Added}

// Change is one thing that a reviewer did.
type Change struct {
	Sheet  string     `json:"sheet"`
	Row    int        `json:"row,omitempty"` // number of the row in the sheet, from 1; 0 if it is not there
	ID     string     `json:"id,omitempty"`  // empty for a row that was added
	Kind   ChangeKind `json:"kind"`
	Detail string     `json:"detail,omitempty"`
	Before string     `json:"before,omitempty"` // of an edit, or of a comment: the whole text
	After  string     `json:"after,omitempty"`
}

// String returns the change on one line: "Review 12: P11: edited: ...".
func (c Change) String() string { return sentence(c.Sheet, c.Row, c.ID, string(c.Kind), c.Detail) }

// Conflict is an edit that cannot be understood. The row, or the field in conflict,
// counts as it was.
type Conflict struct {
	Sheet string `json:"sheet"`
	Row   int    `json:"row,omitempty"` // 0 if it is no row of the sheet
	ID    string `json:"id,omitempty"`
	What  string `json:"what"`
	Why   string `json:"why"`
}

// String returns the conflict on one line: "Review 12: P11: what: why".
func (c Conflict) String() string { return sentence(c.Sheet, c.Row, c.ID, c.What, c.Why) }

func sentence(sheet string, row int, parts ...string) string {
	if row > 0 {
		sheet = fmt.Sprintf("%s %d", sheet, row)
	}
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return sheet + ": " + strings.Join(parts, ": ")
}

// findings collects changes and conflicts.
type findings struct {
	changes   []Change
	conflicts []Conflict
}

// retract takes changes back that a conflict undoes.
func (f *findings) retract(undone func(Change) bool) {
	f.changes = slices.DeleteFunc(f.changes, undone)
}

// quoted returns the beginning of a text in quotation marks.
func quoted(s string) string { return "“" + language.Excerpt(plain(s), 60) + "”" }

// changed says on one line how a text was changed: what differs with what stands
// around it, before and after.
func changed(before, after string) string {
	b, a := []rune(plain(before)), []rune(plain(after))
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	part := func(s []rune) string {
		from, to := max(0, head-12), min(len(s), len(s)-tail+12)
		text := language.Excerpt(string(s[from:to]), 120)
		if from > 0 {
			text = "…" + text
		}
		if to < len(s) {
			text += "…"
		}
		return "“" + text + "”"
	}
	return part(b) + " → " + part(a)
}
