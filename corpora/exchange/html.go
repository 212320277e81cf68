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
	Policy                    string
	CSS                       template.CSS
	JS                        template.JS
	EN, ZH                    reportEdition
	Pairs, OneSided, Doubtful int
	Ladder, Dots              template.HTML
	First                     []reportLook
	Rows                      []reportRow
	Removed, Dropped          []reportRemoved // as page furniture, and by a reviewer
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
	Band    string // sure, fair, weak, none: the class
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

// The borders of the bands that scores are shown in, as in the workbook.
const (
	sureScore = 0.9
	fairScore = 0.6
)

// band returns the class of a bead and its name in words.
func band(b align.Bead) (class, word string) {
	switch {
	case len(b.EN) == 0 || len(b.ZH) == 0:
		return "none", "no counterpart"
	case b.Score >= sureScore:
		return "sure", "sure"
	case b.Score >= fairScore:
		return "fair", "fair"
	}
	return "weak", "doubtful"
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
	en, zh := al.Coverage()
	r.EN = reportEdition{Name: al.EN.Name, Lang: "en", Covered: int(100*en + .5)}
	r.ZH = reportEdition{Name: al.ZH.Name, Lang: chineseTag(al.ZH.Script), Covered: int(100*zh + .5)}
	ids := make([]string, len(al.Beads))
	inEN, inZH := sentencesByParagraph(al, al.EN, func(b align.Bead) []int { return b.EN }), sentencesByParagraph(al, al.ZH, func(b align.Bead) []int { return b.ZH })
	for n, b := range al.Beads {
		if al.Removed(b) {
			r.remove(al, b)
			continue
		}
		row := reportRow{ID: fmt.Sprint("P", len(r.Rows)+1), Score: fmt.Sprintf("%.2f", float64(int(b.Score*100+1e-9))/100)}
		ids[n] = row.ID
		row.Band, row.Word = band(b)
		row.Path = ribbon(len(b.EN) > 0, len(b.ZH) > 0)
		for _, id := range b.EN {
			row.EN = append(row.EN, paragraphParts(al.EN, id, inEN))
		}
		for _, id := range b.ZH {
			row.ZH = append(row.ZH, paragraphParts(al.ZH, id, inZH))
		}
		row.Faults, row.Remarks = faults(b), remarks(b)
		r.Rows = append(r.Rows, row)
		r.EN.Paragraphs += len(b.EN)
		r.ZH.Paragraphs += len(b.ZH)
		switch {
		case row.Band == "none":
			r.OneSided++
		default:
			r.Pairs++
		}
		if b.Score < fairScore || row.Band != "none" && len(b.Flags) > 0 {
			r.Doubtful++
		}
	}
	look, _ := al.Triage(reviewTarget)
	for _, n := range look {
		_, word := band(al.Beads[n])
		r.First = append(r.First, reportLook{ids[n], strings.Join(slices.Concat([]string{word}, faults(al.Beads[n]), remarks(al.Beads[n])), "; ")})
	}
	r.Ladder, r.Dots = pictures(al, ids)
}

// reviewTarget is the share of right rows that the rows to look at first lead to.
const reviewTarget = 0.99

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
		note := string(f.Kind) + " " + f.Kind.Chinese()
		if f.Detail != "" {
			note += ": " + f.Detail
		}
		out = append(out, note)
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
	add := func(edition, lang string, p align.Paragraph) {
		list, reason := &r.Removed, p.Reason
		if p.Dropped() {
			list, reason = &r.Dropped, strings.TrimPrefix(p.Reason, align.DroppedReason)
		}
		*list = append(*list, reportRemoved{edition, reason, lang, p.Text})
	}
	for _, id := range b.EN {
		add("English 英文", r.EN.Lang, al.EN.Paragraphs[id])
	}
	for _, id := range b.ZH {
		add("Chinese 中文", r.ZH.Lang, al.ZH.Paragraphs[id])
	}
}

// sentence is one sentence of a paragraph and the number of its bead.
type sentence struct {
	align.Sentence
	bead int
}

// sentencesByParagraph returns the sentences of each paragraph that has any.
func sentencesByParagraph(al *align.Alignment, doc *align.Document, ids func(align.Bead) []int) map[int][]sentence {
	of := make([]int, len(doc.Sentences))
	for n, b := range al.Sentences {
		for _, id := range ids(b) {
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
