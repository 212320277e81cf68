package align

import (
	"slices"
	"strings"
)

// InputError is the error for input that is refused: the wrong language, a damaged
// file, nothing to align. Its message is one line, "op: path: reason; hint".
type InputError struct {
	Code   Code   `json:"code"`           // the kind of refusal, for programs
	Op     string `json:"op"`             // the operation that failed: "read", "detect language"
	Path   string `json:"path,omitempty"` // the file, and the place in it if known
	Reason string `json:"reason"`         // the fault that was found
	Hint   string `json:"hint,omitempty"` // how the user can mend it; may be empty
	Err    error  `json:"-"`              // the cause, if another error is; may be nil
}

// Code names a kind of refusal, or of conflict in a review. Programs may rely on it: the
// words of a message may change, its code stays.
type Code string

// The codes of refused input.
const (
	NotAFile          Code = "not-a-file"
	UnsupportedFormat Code = "unsupported-format"
	TooLarge          Code = "too-large"
	Damaged           Code = "damaged"
	UnknownEncoding   Code = "unknown-encoding"
	Encrypted         Code = "encrypted"
	NoText            Code = "no-text"
	Scanned           Code = "scanned"
	TooFew            Code = "too-few"
	OnlyFurniture     Code = "only-furniture"
	WrongLanguage     Code = "wrong-language"
	UnsureLanguage    Code = "unsure-language"
	TwoLanguages      Code = "two-languages"
	OneLanguage       Code = "one-language"
	SameLanguage      Code = "same-language"
	NotOurWorkbook    Code = "not-our-workbook"
	OtherEditions     Code = "other-editions"
	OpenConflicts     Code = "open-conflicts"
	AmbiguousFiles    Code = "ambiguous-files"
	MissingFile       Code = "missing-file"
	PrivateAddress    Code = "private-address"
	NotACorpus        Code = "not-a-corpus"
	NewerVersion      Code = "newer-version"
	NoSuchPiece       Code = "no-such-piece"
	UnknownCondition  Code = "unknown-condition"
	OtherBatch        Code = "other-batch"
)

// CodeMeaning is a code with a line that explains it.
type CodeMeaning struct {
	Code    Code
	Meaning string
}

// RefusalCodes returns every code that an InputError can have, with its meaning.
func RefusalCodes() []CodeMeaning {
	return []CodeMeaning{
		{NotAFile, "a folder, a device or a pipe stands where a file is read"},
		{UnsupportedFormat, "the file is of a format that is not read there"},
		{TooLarge, "the file, a part of it or what it unpacks to is over a limit"},
		{Damaged, "the file is cut off, broken or breaks the rules of its format"},
		{UnknownEncoding, "the bytes are no text in any encoding that is known"},
		{Encrypted, "the file is protected with a password"},
		{NoText, "the file holds nothing to align, or no pair, or no term"},
		{Scanned, "the pages are pictures without a text layer"},
		{TooFew, "there are too few pairs to learn from"},
		{OnlyFurniture, "all of the text was taken for page furniture"},
		{WrongLanguage, "the text is in another language than English or Chinese, or than was said"},
		{UnsureLanguage, "there is too little text to tell its language"},
		{TwoLanguages, "one of two files holds both languages"},
		{OneLanguage, "a file that is given alone holds one language only"},
		{SameLanguage, "both editions are in the same language"},
		{NotOurWorkbook, "the workbook is not one that align wrote, or sheets or headings of it are gone"},
		{OtherEditions, "anchors, gold or a review were made of other editions"},
		{OpenConflicts, "a reviewed workbook has conflicts that have to be settled first"},
		{AmbiguousFiles, "two files claim the same place"},
		{MissingFile, "a file that has to stand beside another, or a shard of a batch, is not there"},
		{PrivateAddress, "an address of the web leads into a private network or to this machine"},
		{OtherBatch, "the output folder was begun by something else than this batch, or changed since"},
		{NotACorpus, "the folder is not there or is no corpus"},
		{NewerVersion, "the corpus was written by a newer version of align"},
		{NoSuchPiece, "no piece of the corpus has that ID"},
		{UnknownCondition, "a search has no word, or a condition that there is not"},
	}
}

// At returns the error with the file that it is about, which a reader of bytes does
// not know.
func (e *InputError) At(where string) *InputError {
	at := *e
	at.Path = where
	return &at
}

// Error returns the message.
func (e *InputError) Error() string {
	parts := slices.DeleteFunc([]string{e.Op, e.Path, e.Reason}, func(s string) bool { return s == "" })
	s := strings.Join(parts, ": ")
	if e.Hint != "" {
		s += "; " + e.Hint
	}
	return s
}

// Unwrap returns the cause.
func (e *InputError) Unwrap() error { return e.Err }
