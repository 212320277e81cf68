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
	"bitext/align/document"
	"bitext/align/review"
	"bitext/align/trace"
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

// report holds the data of the page.
type report struct {
	Policy                   string
	CSS                      template.CSS
	JS                       template.JS
	EN, ZH                   reportEdition
	Pairs, OneSided, ToCheck int
	Ladder, Dots             template.HTML
	Advice                   struct{ EN, ZH string }
	First                    []reportLook
	Rows                     []reportRow
	Meanings                 []reportFlag    // of the flags on the rows
	Removed, Dropped         []reportRemoved // as page furniture, and by a reviewer
}

type reportEdition struct {
	Name       string
	Lang       string // for the lang attribute
	Paragraphs int
	Words      int // see align.Words
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
	Faults  []reportFlag // why a person should look at it
	Remarks []string     // status and comment of a reviewer
}

type reportParagraph struct {
	Kind   string // if it is not plain text
	Parts  []reportPart
	Before []reportRun // the text before a reviewer edited it
}

// reportPart is a sentence with the number of its bead from 1, or text without any.
type reportPart struct {
	Bead int
	Runs []reportRun
}

// reportRun is a piece of a text that a reviewer has changed, or not.
type reportRun struct {
	Text    string
	Changed bool
}

type reportRemoved struct{ Edition, Reason, Lang, Text string }

// bandOf returns the class of a bead, and its name in both languages.
func bandOf(b align.Bead) (class, word string) {
	if !b.TwoSided() {
		return "none", b.Verdict()
	}
	return align.BandOf(b.Score).String(), b.Verdict()
}

// writeHTML writes a report for the browser: both editions side by side.
func writeHTML(w io.Writer, al *align.Alignment, _ WriteOptions) error {
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
	r.Pairs, r.OneSided, r.ToCheck = s.Paragraphs.Pairs, s.Paragraphs.OneSided, s.ToCheck
	edition := func(side align.Side, lang string) reportEdition {
		e := s.Editions[side]
		return reportEdition{al.Document(side).Name, lang, e.Paragraphs, e.Words, align.Percent(e.Coverage)}
	}
	r.EN, r.ZH = edition(align.EN, "en"), edition(align.ZH, chineseTag(al.ZH.Script))
	for _, b := range al.Beads {
		if al.Removed(b) {
			r.remove(al, b)
		}
	}
	enBeads, zhBeads := sentenceBeads(al, align.EN), sentenceBeads(al, align.ZH)
	rows := al.Rows(align.LevelParagraph)
	for _, b := range rows {
		class, word := bandOf(b.Bead)
		r.Rows = append(r.Rows, reportRow{
			ID: b.ID, Band: class, Word: word, Score: fmt.Sprintf("%.2f", align.ShownScore(b.Score)),
			Path: ribbon(len(b.EN) > 0, len(b.ZH) > 0),
			EN:   reportParagraphs(al.EN, b.EN, enBeads), ZH: reportParagraphs(al.ZH, b.ZH, zhBeads),
			Faults: faults(b.Bead), Remarks: remarks(b.Bead),
		})
	}
	triage := al.Triage(align.ReviewTarget)
	r.Advice.EN, r.Advice.ZH = triage.Advice()
	for _, b := range triage.Rows {
		r.First = append(r.First, reportLook{b.ID, b.Verdict() + "; " + b.Reasons()})
	}
	r.Meanings = flagMeanings(rows)
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

// reportFlag is a flag in words, and what it means in both languages.
type reportFlag struct{ Name, EN, ZH string }

// faults are the flags of a bead, without the one that the row itself shows.
func faults(b align.Bead) []reportFlag {
	var out []reportFlag
	for _, f := range b.Flags {
		if f.Kind != align.NoCounterpart {
			en, zh := f.Kind.Explain()
			out = append(out, reportFlag{f.Bilingual(), en, zh})
		}
	}
	return out
}

// flagMeanings are the kinds of flags that rows have, with their meaning.
func flagMeanings(rows []align.Row) []reportFlag {
	var out []reportFlag
	for _, kind := range align.FlagKinds() {
		if slices.ContainsFunc(rows, func(r align.Row) bool {
			return slices.ContainsFunc(r.Flags, func(f align.Flag) bool { return f.Kind == kind })
		}) {
			en, zh := kind.Explain()
			out = append(out, reportFlag{align.Flag{Kind: kind}.Bilingual(), en, zh})
		}
	}
	return out
}

// remarks are the status and the comment of a bead in words.
func remarks(b align.Bead) []string {
	var out []string
	if b.Status != "" {
		out = append(out, "status 状态: "+review.StatusChoice(b.Status).In(align.English))
	}
	if b.ByHand {
		out = append(out, review.ByHandWord.In(align.English))
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
			list, reason := &r.Removed, strings.TrimSpace(p.Reason+" "+document.ReasonInChinese(p.Reason))
			if p.Dropped() {
				list, reason = &r.Dropped, strings.TrimPrefix(p.Reason, align.DroppedReason)
			}
			*list = append(*list, reportRemoved{align.Side(side).Bilingual(), reason, lang, p.Text})
		}
	}
}

// sentenceBeads returns the number from 1 of the bead of each sentence of a side.
func sentenceBeads(al *align.Alignment, side align.Side) []int {
	beads := make([]int, len(al.Document(side).Sentences))
	for n, b := range al.Sentences {
		for _, id := range b.Units(side) {
			beads[id] = n + 1
		}
	}
	return beads
}

// reportParagraphs returns paragraphs as the report shows them.
func reportParagraphs(doc *align.Document, ids, sentenceBeads []int) (out []reportParagraph) {
	for _, id := range ids {
		p, shown := doc.Paragraphs[id], reportParagraph{}
		var gone, changed [][2]int
		switch {
		case p.Source != "":
			gone, changed = trace.Changed(p.Source, p.Text)
			shown.Before = runs(p.Source, gone)
		case p.Origin == align.OriginAdded:
			changed = [][2]int{{0, len(p.Text)}}
		}
		if p.Kind != align.Body {
			shown.Kind = string(p.Kind)
		}
		for _, s := range doc.SentencesOf([]int{id}) {
			at := doc.Sentences[s]
			var inside [][2]int
			for _, c := range changed {
				if from, to := max(c[0], at.Start), min(c[1], at.End); from < to {
					inside = append(inside, [2]int{from - at.Start, to - at.Start})
				}
			}
			shown.Parts = append(shown.Parts, reportPart{sentenceBeads[s], runs(doc.SentenceText(s), inside)})
		}
		if len(shown.Parts) == 0 {
			shown.Parts = []reportPart{{0, runs(p.Text, changed)}}
		}
		out = append(out, shown)
	}
	return out
}

// runs cuts a text at the bytes where changed words begin and end.
func runs(text string, changed [][2]int) (out []reportRun) {
	last := 0
	add := func(to int, is bool) {
		if to > last {
			out = append(out, reportRun{text[last:to], is})
		}
		last = to
	}
	for _, c := range changed {
		add(c[0], false)
		add(c[1], true)
	}
	add(len(text), false)
	return out
}

// HTML is a report for the browser.
var HTML = Format{
	Name: "html", Title: "a report for the browser", Extensions: []string{".html", ".htm"},
	Carries:     Texts | RowIDs | Scores | Flags | Statuses | Rejects | Comments | Nulls | Removed | TwoLevels | Units | Breaks,
	EncodeWhole: writeHTML,
}
