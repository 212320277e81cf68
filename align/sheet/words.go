package sheet

import (
	"strings"

	"bitext/align"
)

// statuses are what a reviewer can choose. The first is that of a row nobody has
// looked at.
var statuses = []string{"open", string(align.Confirmed), string(align.Fixed), string(align.Rejected)}

// statusWord is how a status stands in its cell.
func statusWord(s align.Status) string {
	if s == "" {
		return statuses[0]
	}
	return show(string(s))
}

// showComment is how a comment stands in its cell.
func showComment(s string) string {
	s = show(s)
	return s[:prefix(s, maxCell)]
}

// flagText writes the reasons to look at a bead, a line each.
func flagText(flags []align.Flag) string {
	var text []string
	for _, f := range flags {
		f.Kind, f.Detail = align.FlagKind(show(string(f.Kind))), excerpt(show(f.Detail), 120)
		text = append(text, f.Bilingual())
	}
	return strings.Join(text, "\n")
}
