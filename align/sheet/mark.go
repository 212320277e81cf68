package sheet

import (
	"strings"

	"bitext/align/sheet/internal/xlsx"
)

// What tells the notes that Mark writes. Behind the last line of one stands what a
// reviewer has added to it.
const (
	markAuthor = "align"
	markEnd    = "— align"
)

// ofReviewer returns what a reviewer wrote in a note.
func ofReviewer(n xlsx.Note) string {
	if _, reply, ours := strings.Cut(n.Text, markEnd); ours {
		return strings.TrimSpace(reply)
	}
	if n.Author == markAuthor {
		return ""
	}
	return n.Text
}
