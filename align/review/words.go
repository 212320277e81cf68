package review

import (
	"strings"

	"bitext/align"
	"bitext/align/language"
)

// Statuses are what a reviewer can choose. The first is that of a row nobody has
// looked at.
var Statuses = []string{"open", string(align.Confirmed), string(align.Fixed), string(align.Rejected)}

// StatusWord returns how a status stands in its cell.
func StatusWord(s align.Status) string {
	if s == "" {
		return Statuses[0]
	}
	return Show(string(s))
}

// ShowComment returns how a comment stands in its cell.
func ShowComment(s string) string {
	s = Show(s)
	return s[:Prefix(s, MaxText)]
}

// FlagText writes the reasons to look at a bead, a line each.
func FlagText(flags []align.Flag) string {
	var text []string
	for _, f := range flags {
		f.Kind, f.Detail = align.FlagKind(Show(string(f.Kind))), language.Excerpt(Show(f.Detail), 120)
		text = append(text, f.Bilingual())
	}
	return strings.Join(text, "\n")
}
