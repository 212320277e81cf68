package review

import (
	"fmt"
	"strings"
	"testing"

	"bitext/align"
)

// Edits of different sentences of a paragraph on the two sheets are both made; of two edits
// of one sentence that do not agree, that on Sentences is in conflict and not made.
func TestEditsOnBothSheets(t *testing.T) {
	edits := []struct {
		name string
		of   func(sentence, mark string) string
	}{
		{"begun", func(s, mark string) string { return mark + s }},
		{"ended", func(s, mark string) string {
			return strings.TrimRight(s, " .。") + mark + s[len(strings.TrimRight(s, " .。")):]
		}},
		{"changed within", func(s, mark string) string {
			r := []rune(s)
			return string(r[:len(r)/2]) + mark + string(r[len(r)/2+1:])
		}},
		{"written anew", func(s, mark string) string { return mark + "One 一" + mark + s[len(strings.TrimRight(s, " .。")):] }},
		{"a sentence added", func(s, mark string) string {
			return strings.TrimRight(s, " ") + " Quite" + mark + "new" + strings.TrimSpace(s)[len(strings.TrimRight(s, " .。")):] + s[len(strings.TrimRight(s, " ")):]
		}},
		{"taken out", func(s, mark string) string { return "" }},
	}
	for s, field := range sideFields {
		for p := 1; p <= 5; p++ {
			id := fmt.Sprintf("P%d", p)
			list := apart(harbour().Document(align.Side(s)).Paragraphs[p-1].Text)
			for i := range list {
				for j := range list {
					for _, mine := range edits {
						for _, theirs := range edits {
							if theirs.name == "taken out" && len(list) == 1 || mine.name == "taken out" && (len(list) == 1 || i == j) || theirs.name == mine.name && (i == j || len(list) == 2 && mine.name == "taken out") {
								continue
							}
							onReview, onSentences := mine.of(list[i], "QU"), theirs.of(list[j], "VW")
							r := reviewed(t, harbour(), func(e editor) {
								e.replace(id, field, strings.TrimSpace(list[i]), strings.TrimSpace(onReview))
								row := fmt.Sprintf("%s.%d", id, j+1)
								if theirs.name == "taken out" {
									e.set(row, FieldAction, ActionDrop)
								} else {
									e.set(row, field, strings.TrimSpace(onSentences))
								}
							})
							text := newSearchKey(r.Alignment.Document(align.Side(s)).Paragraphs[p-1].Text).key()
							want := append([]string{}, list...)
							if want[i] = onReview; i != j {
								want[j] = onSentences
							}
							wantKey := newSearchKey(strings.Join(want, "")).key()
							switch {
							case i != j && (len(r.Conflicts) > 0 || text != wantKey),
								i == j && (len(r.Conflicts) == 0) == (text == wantKey):
								t.Errorf("%s: sentence %d %s on Review, sentence %d %s on Sentences: got %q, want %q, conflicts %v", id, i+1, mine.name, j+1, theirs.name, text, wantKey, r.Conflicts)
							}
						}
					}
				}
			}
		}
	}
}
