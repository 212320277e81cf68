package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"bitext/align"
	"bitext/align/document"
	"bitext/align/language"
	"bitext/corpora/pairing"
)

func newDetect(s *shared) *cobra.Command {
	return &cobra.Command{
		Use:   "detect FILE...",
		Short: "Say what a file is: language, encoding, paragraphs, page furniture",
		Long: `Detect reads files as align pair would and says what it found: the language and
how sure it is, the script and encoding, title, authors, publisher, date, URL and
licence as far as the file says, the paragraphs by kind, and each paragraph that
was taken for page furniture, with the reason. If a file holds both editions,
it says so, and how they are arranged.`,
		Example: `  align detect english.html chinese.html
  align detect --json chinese.docx`,
		Args: atLeastOne("one file"),
		RunE: func(cmd *cobra.Command, args []string) error {
			var found []detected
			for _, path := range args {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				doc, err := document.ReadFile(path, document.Options{})
				if err != nil {
					return err
				}
				found = append(found, newDetected(path, doc))
			}
			return s.show(found)
		},
	}
}

// detected holds the findings of detect on one file.
type detected struct {
	File       string               `json:"file"`
	Format     string               `json:"format"`
	Encoding   string               `json:"encoding"`
	Notices    []string             `json:"notices,omitempty"` // what a user should know of how the file was read
	Language   align.Language       `json:"language"`          // empty if there is no text to tell from
	Script     align.Script         `json:"script,omitempty"`
	Confidence float64              `json:"confidence"`
	Arranged   document.Arrangement `json:"arrangement,omitempty"` // of both editions, if the file holds both
	Meta       align.Meta           `json:"meta,omitzero"`
	Kinds      map[align.Kind]int   `json:"kinds"` // paragraphs by kind
	Paragraphs []detectedUnit       `json:"paragraphs"`
}

type detectedUnit struct {
	ID       int            `json:"id"`
	Kind     align.Kind     `json:"kind"`
	Reason   string         `json:"reason,omitempty"` // why it was removed
	Place    int            `json:"place"`            // as document.PosUnit says
	Language align.Language `json:"language,omitempty"`
	Text     string         `json:"text"`
}

func newDetected(path string, doc *align.Document) detected {
	guess := language.Document(doc)
	d := detected{
		File: path, Format: doc.Format, Encoding: doc.Encoding, Notices: doc.Notices, Language: guess.Language, Script: guess.Script,
		Confidence: guess.Confidence, Meta: doc.Meta, Kinds: map[align.Kind]int{},
	}
	d.Arranged, _ = pairing.ArrangementOf(doc)
	for id, p := range doc.Paragraphs {
		d.Kinds[p.Kind]++
		d.Paragraphs = append(d.Paragraphs, detectedUnit{id, p.Kind, p.Reason, p.Pos, p.Language, p.Text})
	}
	return d
}

func (s *shared) show(found []detected) error {
	if s.json {
		return s.printJSON(found)
	}
	texts := make([]string, len(found))
	for k, d := range found {
		texts[k] = d.text()
	}
	_, err := io.WriteString(s.out, strings.Join(texts, "\n"))
	return err
}

// text writes the findings for people to read.
func (d detected) text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n  language    %s\n  format      %s, %s\n", oneLine(d.File), d.languageText(), d.Format, d.Encoding)
	for _, n := range d.Notices {
		fmt.Fprintf(&b, "  notice      %s\n", oneLine(n))
	}
	if piece := d.pieceText(); piece != "" {
		fmt.Fprintf(&b, "  piece       %s\n", piece)
	}
	fmt.Fprintf(&b, "  paragraphs  %s\n", d.kindText())
	if d.Kinds[align.Boilerplate] == 0 {
		return b.String()
	}
	fmt.Fprintf(&b, "  removed\n")
	for _, p := range d.Paragraphs {
		if p.Kind == align.Boilerplate {
			fmt.Fprintf(&b, "    %s %d: %s: %s\n", document.PosUnit(d.Format), p.Place, p.Reason, shorten(p.Text))
		}
	}
	return b.String()
}

func (d detected) languageText() string {
	if d.Language == "" {
		return "unknown: there is no text to tell from"
	}
	if d.Arranged != "" {
		return fmt.Sprintf("English and Chinese: %s", d.Arranged)
	}
	text := language.Name(d.Language)
	if d.Script != "" {
		text += " (" + string(d.Script) + ")"
	}
	return fmt.Sprintf("%s, %.0f%% sure", text, d.Confidence*100)
}

// pieceText writes the metadata of the piece.
func (d detected) pieceText() string {
	m, from, by := d.Meta, "", ""
	if m.OriginalLanguage != "" {
		from = "translated from " + language.Name(m.OriginalLanguage)
	}
	if m.Translator != "" {
		by = "translated by " + m.Translator
	}
	texts := []string{m.Title, strings.Join(m.Authors, ", "), from, by, m.Publisher, m.Date, m.Licence}
	for i, text := range texts {
		texts[i] = shorten(text)
	}
	return strings.Join(slices.DeleteFunc(append(texts, m.URL), func(t string) bool { return t == "" }), "; ")
}

// kindText counts the paragraphs by kind, in the order in which a piece has them.
func (d detected) kindText() string {
	var parts []string
	for _, k := range []align.Kind{align.Title, align.Standfirst, align.Byline, align.Date, align.Heading, align.Body, align.Caption, align.CodeBlock, align.AuthorNote, align.Boilerplate} {
		if n := d.Kinds[k]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, k))
		}
	}
	return strings.Join(parts, ", ")
}

// shorten cuts a text to a width that fits on a line.
func shorten(text string) string { return language.Excerpt(oneLine(text), 60) }
