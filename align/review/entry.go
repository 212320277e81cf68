package review

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode"

	"bitext/align"
	"bitext/align/language"
)

// Returned is a review as it came back: its sheets, and the names of all sheets of the
// file in their order. Sentences and Removed are nil if they are gone; Review may not be.
type Returned struct {
	Review, Sentences, Removed *Sheet
	Names                      []string
	Open                       []Conflict // those that were found before

	// DropDeleted says that the texts of rows which were deleted are to be left out. Else
	// such a row is in conflict, unless its texts stand in others.
	DropDeleted bool
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
	Copies  []*Sheet // other sheets with the same fields
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

	Notes  string  // notes on its cells, which are part of the comment
	Locked []Value // the fields that are not the reviewer's, as far as they are there
	Traits []Trait // what is special about its fields
}

// Trait is something about a field of an entry that its text does not say.
type Trait struct {
	Field Field
	Kind  TraitKind
}

// TraitKind is a kind of trait.
type TraitKind int

// The traits of a field.
const (
	Numeric  TraitKind = iota // a program has turned its text into a number
	Dated                     // a program has turned its text into a date or time
	Struck                    // its text is struck through, or a part of it
	Coloured                  // the reviewer has coloured it
	Unvalued                  // it is a formula without a value
	Failed                    // it is the error of a formula
)

// has reports whether a field has a trait.
func (re *Entry) has(f Field, k TraitKind) bool { return slices.Contains(re.Traits, Trait{f, k}) }

// sideFields are the fields of the texts, by side.
var sideFields = [2]Field{FieldEN, FieldZH}

// each goes through what stands on both sides, English first.
func each[T any](sides [2][]T) iter.Seq2[align.Side, T] {
	return func(yield func(align.Side, T) bool) {
		for side, list := range sides {
			for _, x := range list {
				if !yield(align.Side(side), x) {
					return
				}
			}
		}
	}
}

// unitsOf goes through the sides and ids of the units of a bead.
func unitsOf(b align.Bead) iter.Seq2[align.Side, int] { return each([2][]int{b.EN, b.ZH}) }

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

// The fields of a disagreement.
const (
	FieldNumber   Field = "No."
	FieldDecision Field = "Decision"
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
	case FieldAction, FieldRestore, FieldDecision:
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
	return same(text, written) || re.has(f, Numeric) && sameNumber(text, written, 1e-14)
}

// sameText reports whether the text of a side is the one that was written.
func (re *Entry) sameText(side align.Side, written string) bool {
	return re.same(sideFields[side], re.text(side), written)
}

// repeats reports whether an entry says the same as another.
func (re *Entry) repeats(o *Entry) bool {
	return re.sameTexts(o.EN, o.ZH) && re.Status == o.Status && re.Action == o.Action && re.Comment == o.Comment && re.Notes == o.Notes
}

// empty reports whether nothing stands in an entry.
func (re *Entry) empty() bool {
	return strings.TrimSpace(re.EN+re.ZH+re.Status+re.Action+re.Comment+re.Notes) == ""
}

// sameTexts reports whether the texts of both sides are those of another row.
func (re *Entry) sameTexts(en, zh string) bool {
	return re.sameText(align.EN, en) && re.sameText(align.ZH, zh)
}

// overtyped returns the locked fields that are not as they were written.
func (re *Entry) overtyped(written []Value) (fields []Value) {
	for _, w := range written {
		for _, v := range re.Locked {
			if v.Field == w.Field && !re.same(v.Field, language.SingleSpaced(v.Text), language.SingleSpaced(w.Text)) && !(v.Field == FieldScore && sameNumber(v.Text, w.Text, 1e-9)) &&
				!(v.Field == FieldFlags && isFlagText(v.Text)) &&
				!(v.Field == FieldReason && inEnglish(v.Text) == inEnglish(w.Text)) { // an earlier version wrote it in English alone
				fields = append(fields, v)
			}
		}
	}
	return fields
}

// inEnglish returns the letters of a reason that are not Chinese.
func inEnglish(reason string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Han, r) || unicode.IsSpace(r) {
			return -1
		}
		return r
	}, reason)
}

// isRemark reports whether a text in a locked field may be a remark: it has letters, and
// is in no such field as it was written.
func (v Value) isRemark(known func(string) bool) bool {
	return v.Field != FieldText && strings.ContainsFunc(v.Text, unicode.IsLetter) && !known(v.Text)
}

// asNote is the remark as a note.
func (v Value) asNote() string { return "note on " + string(v.Field) + " 批注: " + v.Text }

// noteOvertyped lists a locked field that was changed.
func (v Value) noteOvertyped(re *Entry, f *findings, id string, kept bool) {
	switch {
	case strings.TrimSpace(v.Text) == "":
		re.change(f, id, Touched, "%s was emptied; it counts as it was", v.Field)
	case kept:
		re.change(f, id, Touched, "%s %s; it counts as it was, and these words go into the comment", v.Field, quoted(v.Text))
	default:
		re.change(f, id, Touched, "%s %s; it counts as it was", v.Field, quoted(v.Text))
	}
}

// withNotes adds notes to a comment that does not hold them.
func withNotes(comment string, notes ...string) string {
	for _, n := range notes {
		if n != "" && !strings.Contains(comment, n) {
			comment = strings.TrimPrefix(comment+"\n"+n, "\n")
		}
	}
	return comment
}

func (re *Entry) conflict(f *findings, code align.Code, id, what, format string, args ...any) {
	f.conflicts = append(f.conflicts, Conflict{code, re.Sheet, re.Row, id, what, fmt.Sprintf(format, args...)})
}

// change notes a change, and returns it for its texts to be filled in.
func (re *Entry) change(f *findings, id string, kind ChangeKind, format string, args ...any) *Change {
	f.changes = append(f.changes, Change{Sheet: re.Sheet, Row: re.Row, ID: id, Kind: kind, Detail: fmt.Sprintf(format, args...)})
	return &f.changes[len(f.changes)-1]
}

// strange reports whether a sheet has entries, but none of the rows that were written, told
// by their IDs and hashes or else by their texts.
func (s *Sheet) strange(rows []Row) bool {
	if len(s.Entries) == 0 || len(rows) == 0 {
		return false
	}
	known := make(map[string]bool, 2*len(rows))
	has := func(words func(*Entry) [2]string) bool {
		return slices.ContainsFunc(s.Entries, func(re Entry) bool { w := words(&re); return known[w[0]] || known[w[1]] })
	}
	for _, r := range rows {
		known[r.ID], known[r.Hash] = true, true
	}
	if has(func(re *Entry) [2]string { return [2]string{strings.TrimSpace(re.ID), strings.TrimSpace(re.Hash)} }) {
		return false
	}
	for _, r := range rows {
		for side := range align.Sides {
			text, _ := ShowUnits(r.Units[side])
			known[tidy(text)] = true
		}
	}
	delete(known, "")
	return !has(func(re *Entry) [2]string { return [2]string{tidy(re.EN), tidy(re.ZH)} })
}
