package review

import (
	"fmt"
	"slices"
	"strings"

	"bitext/align"
	"bitext/align/language"
)

// Returned is a review as it came back: its sheets, and the names of all sheets of the
// file in their order. Sentences and Removed are nil if they are gone; Review may not be.
type Returned struct {
	Review, Sentences, Removed *Sheet
	Names                      []string
}

// The names of the sheets of a review.
const (
	ReviewSheet    = "Review"    // a row for each pair of paragraphs
	SentencesSheet = "Sentences" // a row for each pair of sentences
	RemovedSheet   = "Removed"   // a row for each paragraph that stands in no pair
)

// Sheet is one of the sheets that a reviewer works on.
type Sheet struct {
	Name    string // its name now
	Entries []Entry
	Gone    []Field  // fields that no entry has any more
	Added   []Extra  // fields that were not written
	Copies  []string // other sheets with the same fields
}

// Extra is a field that a reviewer added to a sheet.
type Extra struct {
	Place string // where it stands: "column M"
	Head  string
}

// Entry is a row as it came back from a reviewer. It is told by its ID and its hash,
// which are empty for a row that the reviewer added.
type Entry struct {
	Sheet string // the name of its sheet
	Row   int    // its number in the sheet, from 1

	ID, Hash string
	EN, ZH   string // the texts, with the marks ¶ and || in them
	Status   string
	Action   string // on Removed: the answer to Restore
	Comment  string

	Locked  []Value // the fields that are not the reviewer's, as far as they are there
	Numeric []Field // fields whose text a program has turned into a number
	Dates   []Field // fields whose text a program has turned into a date or time
	Struck  []Field // fields whose text is struck through, or a part of it
}

// sideFields are the fields of the texts, by side.
var sideFields = [2]Field{FieldEN, FieldZH}

// Value is a field and the text in it.
type Value struct {
	Field Field
	Text  string
}

// Field names a field of a row: the English heading of its column.
type Field string

// The fields of a pair.
const (
	FieldID      Field = "ID"
	FieldRefEN   Field = "¶ EN"
	FieldRefZH   Field = "¶ ZH"
	FieldShape   Field = "Type"
	FieldEN      Field = "English"
	FieldZH      Field = "Chinese"
	FieldScore   Field = "Score"
	FieldFlags   Field = "Flags"
	FieldStatus  Field = "Status"
	FieldAction  Field = "Action"
	FieldComment Field = "Comment"
	FieldWordsEN Field = "Words EN"
	FieldWordsZH Field = "Chars ZH"
	FieldHash    Field = "Hash"
)

// The further fields of a row of Removed.
const (
	FieldEdition Field = "Edition"
	FieldPlace   Field = "Place"
	FieldReason  Field = "Reason"
	FieldText    Field = "Text"
	FieldRestore Field = "Restore"
)

// Set puts the text of a field into its place.
func (re *Entry) Set(f Field, text string) {
	switch f {
	case FieldID:
		re.ID = text
	case FieldHash:
		re.Hash = text
	case FieldEN:
		re.EN = text
	case FieldZH:
		re.ZH = text
	case FieldStatus:
		re.Status = text
	case FieldAction, FieldRestore:
		re.Action = text
	case FieldComment:
		re.Comment = text
	default:
		re.Locked = append(re.Locked, Value{f, text})
	}
}

// text returns the text of a side.
func (re *Entry) text(side align.Side) string { return [2]string{re.EN, re.ZH}[side] }

// same reports whether the text of a field is the one that was written.
func (re *Entry) same(f Field, text, written string) bool {
	return same(text, written) || slices.Contains(re.Numeric, f) && sameNumber(text, written, 1e-14)
}

// sameText reports whether the text of a side is the one that was written.
func (re *Entry) sameText(side align.Side, written string) bool {
	return re.same(sideFields[side], re.text(side), written)
}

// sameTexts reports whether the texts of both sides are those of another row.
func (re *Entry) sameTexts(en, zh string) bool {
	return re.sameText(align.EN, en) && re.sameText(align.ZH, zh)
}

// touched lists the locked fields that are not as they were written.
func (re *Entry) touched(written []Value) (fields []string) {
	for _, w := range written {
		for _, v := range re.Locked {
			if v.Field == w.Field && !re.same(v.Field, language.SingleSpaced(v.Text), language.SingleSpaced(w.Text)) && !(v.Field == FieldScore && sameNumber(v.Text, w.Text, 1e-9)) &&
				!(v.Field == FieldReason && strings.HasPrefix(w.Text, tidy(v.Text)+" ")) { // an earlier version wrote it in English alone
				fields = append(fields, string(v.Field))
			}
		}
	}
	return fields
}

func (re *Entry) conflict(f *findings, code align.Code, id, what, format string, args ...any) {
	f.conflicts = append(f.conflicts, Conflict{code, re.Sheet, re.Row, id, what, fmt.Sprintf(format, args...)})
}

// change notes a change, and returns it for its texts to be filled in.
func (re *Entry) change(f *findings, id string, kind ChangeKind, format string, args ...any) *Change {
	f.changes = append(f.changes, Change{Sheet: re.Sheet, Row: re.Row, ID: id, Kind: kind, Detail: fmt.Sprintf(format, args...)})
	return &f.changes[len(f.changes)-1]
}

// strange reports whether a sheet has entries, but none of the rows that were written.
func (s *Sheet) strange(rows []Row) bool {
	ids := make(map[string]bool, 2*len(rows))
	for _, r := range rows {
		ids[r.ID], ids[r.Hash] = true, true
	}
	return len(s.Entries) > 0 && len(rows) > 0 && !slices.ContainsFunc(s.Entries, func(re Entry) bool {
		return ids[strings.TrimSpace(re.ID)] || ids[strings.TrimSpace(re.Hash)]
	})
}
