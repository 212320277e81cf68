package align

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// Kind says what a paragraph is in its piece.
type Kind string

// The kinds of paragraph. A paragraph of kind Boilerplate is page furniture
// (menus, share bars, related reading, copyright lines ...): it is kept and
// reported, but never aligned.
const (
	Body        Kind = "body"
	Title       Kind = "title"
	Standfirst  Kind = "standfirst"
	Byline      Kind = "byline"
	Date        Kind = "date"
	Heading     Kind = "heading"
	Caption     Kind = "caption"
	AuthorNote  Kind = "author note"
	CodeBlock   Kind = "code" // of a program; a translation keeps it as it is
	Boilerplate Kind = "boilerplate"
)

// Document is one edition of a piece: its paragraphs in reading order and
// what is known of the file they came from.
type Document struct {
	Name       string   // file name without its folder, for messages and reports
	Format     string   // text, markdown, html, mhtml, docx, odt, epub, pdf, rtf, doc, subtitles; folder
	Encoding   string   // as decoded: UTF-8, UTF-16LE, GB18030, Big5 ...
	Notices    []string // what a user should know of how the file was read, a line each
	Language   Language // language of the body
	Script     Script   // Hans or Hant for Chinese, else ""
	Meta       Meta     // what the file says of the piece
	Paragraphs []Paragraph
	Sentences  []Sentence // of all paragraphs in order; filled by Segment
}

// Paragraph is one paragraph of a Document. Its id is its index, from 0.
type Paragraph struct {
	Text   string // as in the source, character for character, without the white space around it
	Kind   Kind
	Reason string // why the paragraph was taken for boilerplate ("share bar", "copyright line" ...)
	Pos    int    // where it starts in the source, from 1: a line or a block, by the format

	Start, End time.Duration // when a subtitle is shown; zero in other formats

	Language Language // of this paragraph alone

	Source string // the text before a reviewer edited it; empty if nobody has
	Origin Origin // the paragraph of the file that this is, once a reviewer cut or added paragraphs
	Whole  string // the whole paragraph of the file, if this is the first part that a reviewer cut it into
}

// Origin says which paragraph of its file a paragraph is.
type Origin string

// The origins.
const (
	OriginWhole Origin = ""      // a paragraph of the file, or its first part
	OriginPart  Origin = "rest"  // a further part of the same paragraph of the file as the paragraph before it
	OriginAdded Origin = "added" // no paragraph of the file: a reviewer wrote it
)

// Original returns the paragraphs as the file has them, before reviewers edited, cut
// or added any, and for each paragraph of d the index of the paragraph of the file that
// it is, or is part of; -1 for a paragraph that a reviewer added.
func (d *Document) Original() (texts []string, origin []int) {
	for _, p := range d.Paragraphs {
		switch p.Origin {
		case OriginAdded:
			origin = append(origin, -1)
			continue
		case OriginWhole:
			texts = append(texts, cmp.Or(p.Whole, p.Source, p.Text))
		}
		origin = append(origin, len(texts)-1)
	}
	return texts, origin
}

// DroppedReason begins the Reason of a paragraph that is Boilerplate because a
// reviewer dropped it; the kind that it was stands after it, and then DroppedAlone if it
// stood in a row with texts of one edition alone.
const (
	DroppedReason = "dropped in review: "
	DroppedAlone  = ", without counterpart"
)

// Dropped reports whether a reviewer dropped the paragraph, so that it is no page
// furniture, though it counts as Boilerplate.
func (p Paragraph) Dropped() bool {
	return p.Kind == Boilerplate && strings.HasPrefix(p.Reason, DroppedReason)
}

// Numbers returns the number of each paragraph as people count them: from 1, boilerplate
// left out. A paragraph of boilerplate has the number of the paragraph before it, or 0.
func (d *Document) Numbers() []int {
	numbers, n := make([]int, len(d.Paragraphs)), 0
	for id, p := range d.Paragraphs {
		if p.Kind != Boilerplate {
			n++
		}
		numbers[id] = n
	}
	return numbers
}

// Sentence is one sentence of a paragraph. Its id is its index in
// Document.Sentences. The sentences of a paragraph, put together, are its text:
// white space between two sentences belongs to the first.
type Sentence struct {
	Paragraph  int // id of its paragraph
	Start, End int // byte offsets in the paragraph's text
}

// SentenceText returns the text of a sentence by its id.
func (d *Document) SentenceText(id int) string {
	s := d.Sentences[id]
	return d.Paragraphs[s.Paragraph].Text[s.Start:s.End]
}

// SentencesOf returns the ids of the sentences of some paragraphs.
func (d *Document) SentencesOf(paragraphs []int) []int {
	var out []int
	for _, p := range paragraphs {
		s, _ := slices.BinarySearchFunc(d.Sentences, p, func(s Sentence, p int) int { return cmp.Compare(s.Paragraph, p) })
		for ; s < len(d.Sentences) && d.Sentences[s].Paragraph == p; s++ {
			out = append(out, s)
		}
	}
	return out
}

// Body returns the texts of the paragraphs, boilerplate left out.
func (d *Document) Body() []string {
	var texts []string
	for _, p := range d.Paragraphs {
		if p.Kind != Boilerplate {
			texts = append(texts, p.Text)
		}
	}
	return texts
}
