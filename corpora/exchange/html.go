package exchange

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"bitext/align"
)

// The parts of the report, which stand in one file: no network is needed to read it.
var (
	//go:embed report/page.html
	reportPage string
	//go:embed report/page.css
	reportCSS string
	//go:embed report/page.js
	reportJS string
)

// report is what the page shows.
type report struct {
	Policy                   string
	CSS                      template.CSS
	JS                       template.JS
	EN, ZH                   reportEdition
	Pairs, OneSided, ToCheck int
	Ladder, Dots             template.HTML
	First                    []reportLook
	Rows                     []reportRow
	Removed, Dropped         []reportRemoved // as page furniture, and by a reviewer
}

type reportEdition struct {
	Name       string
	Lang       string // for the lang attribute
	Paragraphs int
	Covered    int // percent
}

// reportLook is a row that is worth a look.
type reportLook struct{ ID, Why string }

// reportRow is one paragraph bead.
type reportRow struct {
	ID      string
	Band    string // sure, check, doubtful, none: the class
	Word    string // the band in words
	Score   string
	Path    string // the band between the two texts, in a square of 10
	EN      []reportParagraph
	ZH      []reportParagraph
	Faults  []string // why a person should look at it
	Remarks []string // what a reviewer said
}

type reportParagraph struct {
	Kind  string // if it is not plain text
	Parts []reportPart
}

// reportPart is a sentence with the number of its bead from 1, or text without any.
type reportPart struct {
	Bead int
	Text string
}

type reportRemoved struct{ Edition, Reason, Lang, Text string }

// bandOf returns the class of a bead and its name in words.
func bandOf(b align.Bead) (class, word string) {
	if !b.TwoSided() {
		return "none", string(align.NoCounterpart)
	}
	band := align.BandOf(b.Score)
	return band.String(), band.String()
}

// writeHTML writes a report for the browser: both editions side by side.
func writeHTML(w io.Writer, al *align.Alignment) error {
	page, err := template.New("report").Parse(reportPage)
	if err != nil {
		return err
	}
	hash := func(s string) string {
		sum := sha256.Sum256([]byte(s))
		return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	}
	r := &report{
		Policy: "default-src 'none'; style-src " + hash(reportCSS) + "; script-src " + hash(reportJS) + "; base-uri 'none'; form-action 'none'",
		CSS:    template.CSS(reportCSS), JS: template.JS(reportJS),
	}
	r.fill(al)
	return page.Execute(w, r)
}

func (r *report) fill(al *align.Alignment) {
	s := al.Summary()
	r.Pairs, r.OneSided, r.ToCheck = s.Paragraphs.Pairs, s.Paragraphs.OneSided, s.Paragraphs.ToCheck
	edition := func(side align.Side, lang string) reportEdition {
		e := s.Editions[side]
		return reportEdition{al.Document(side).Name, lang, e.Paragraphs, int(100*e.Coverage + .5)}
	}
	r.EN, r.ZH = edition(align.EN, "en"), edition(align.ZH, chineseTag(al.ZH.Script))
	for _, b := range al.Beads {
		if al.Removed(b) {
			r.remove(al, b)
		}
	}
	inEN, inZH := sentencesByParagraph(al, align.EN), sentencesByParagraph(al, align.ZH)
	rows := al.Rows(align.LevelParagraph)
	byBead := make(map[int]align.Row, len(rows))
	for _, b := range rows {
		byBead[b.Index] = b
		row := reportRow{ID: b.ID, Score: fmt.Sprintf("%.2f", align.ShownScore(b.Score))}
		row.Band, row.Word = bandOf(b.Bead)
		row.Path = ribbon(len(b.EN) > 0, len(b.ZH) > 0)
		for _, id := range b.EN {
			row.EN = append(row.EN, paragraphParts(al.EN, id, inEN))
		}
		for _, id := range b.ZH {
			row.ZH = append(row.ZH, paragraphParts(al.ZH, id, inZH))
		}
		row.Faults, row.Remarks = faults(b.Bead), remarks(b.Bead)
		r.Rows = append(r.Rows, row)
	}
	first, _ := al.Triage(align.ReviewTarget)
	for _, n := range first {
		b := byBead[n]
		_, word := bandOf(b.Bead)
		r.First = append(r.First, reportLook{b.ID, strings.Join(slices.Concat([]string{word}, faults(b.Bead), remarks(b.Bead)), "; ")})
	}
	r.Ladder, r.Dots = pictures(al, rows)
}

func chineseTag(s align.Script) string {
	if s == "" {
		return "zh"
	}
	return "zh-" + string(s)
}

// ribbon is the shape of the band between two texts: full, or fading to a point
// where one side is missing.
func ribbon(en, zh bool) string {
	switch {
	case !zh:
		return "M0 0L5 5L0 10Z"
	case !en:
		return "M10 0L5 5L10 10Z"
	}
	return "M0 0H10V10H0Z"
}

// faults are the flags of a bead in words.
func faults(b align.Bead) []string {
	var out []string
	for _, f := range b.Flags {
		if f.Kind == align.NoCounterpart {
			continue // the row shows it
		}
		out = append(out, f.Bilingual())
	}
	return out
}

// remarks are the status and the comment of a bead in words.
func remarks(b align.Bead) []string {
	var out []string
	if b.Status != "" {
		out = append(out, "status 状态: "+string(b.Status))
	}
	if b.Comment != "" {
		out = append(out, "comment 备注: "+b.Comment)
	}
	return out
}

func (r *report) remove(al *align.Alignment, b align.Bead) {
	for side, lang := range [2]string{r.EN.Lang, r.ZH.Lang} {
		for _, id := range b.Units(align.Side(side)) {
			p := al.Document(align.Side(side)).Paragraphs[id]
			list, reason := &r.Removed, p.Reason
			if p.Dropped() {
				list, reason = &r.Dropped, strings.TrimPrefix(p.Reason, align.DroppedReason)
			}
			*list = append(*list, reportRemoved{align.Side(side).Bilingual(), reason, lang, p.Text})
		}
	}
}

// sentence is one sentence of a paragraph and the number of its bead.
type sentence struct {
	align.Sentence
	bead int
}

// sentencesByParagraph returns the sentences of each paragraph that has any.
func sentencesByParagraph(al *align.Alignment, side align.Side) map[int][]sentence {
	doc := al.Document(side)
	of := make([]int, len(doc.Sentences))
	for n, b := range al.Sentences {
		for _, id := range b.Units(side) {
			of[id] = n + 1
		}
	}
	out := map[int][]sentence{}
	for id, s := range doc.Sentences {
		out[s.Paragraph] = append(out[s.Paragraph], sentence{s, of[id]})
	}
	return out
}

func paragraphParts(doc *align.Document, id int, sentences map[int][]sentence) reportParagraph {
	p := doc.Paragraphs[id]
	out := reportParagraph{}
	if p.Kind != align.Body {
		out.Kind = string(p.Kind)
	}
	for _, s := range sentences[id] {
		out.Parts = append(out.Parts, reportPart{s.bead, p.Text[s.Start:s.End]})
	}
	if len(out.Parts) == 0 {
		out.Parts = []reportPart{{0, p.Text}}
	}
	return out
}
