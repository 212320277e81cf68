package exchange

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unicode"

	"bitext/align"
)

// Report says what became of the rows that were to be written in a format: how many were,
// which filter took how many, and what the format does not carry.
type Report struct {
	Tool
	Format  string `json:"format"`
	Part    string `json:"part,omitempty"` // train, dev or test, of a corpus that was divided
	Read    int    `json:"rows_read"`
	Written int    `json:"rows_written"`

	Filtered map[string]int `json:"rows_filtered,omitempty"` // by what they were left out for
	Lost     []Loss         `json:"lost,omitempty"`          // what the rows that were written have and the file has not
	Flagged  map[string]int `json:"rows_flagged,omitempty"`  // written, by the kind of flag

	English EditionFigures `json:"english"`
	Chinese EditionFigures `json:"chinese"`

	MeanScore *float64 `json:"mean_score"` // of the rows that were written and have one; null if there are none
	Pieces    int      `json:"pieces"`     // with anything known of them
	Licences  []string `json:"licences,omitempty"`

	opt    WriteOptions
	lost   [parts]int
	scores int
	sum    float64
	piece  *Piece
}

// EditionFigures are the figures of one side of the rows that were written.
type EditionFigures struct {
	Units  int `json:"units"`  // paragraphs or sentences
	Tokens int `json:"tokens"` // English words, Chinese characters
}

// Loss counts the rows with something that a format does not carry.
type Loss struct {
	Part string `json:"part"` // "scores"
	Rows int    `json:"rows"` // or pieces, of metadata
}

// The reasons for which a row is left out, in the order in which they are looked for.
const (
	lowScore     = "score too low"
	notReviewed  = "not reviewed"
	rejected     = "rejected in review"
	oneSide      = "no counterpart"
	furnitureRow = "page furniture"
)

func newReport(f Format, opt WriteOptions) *Report {
	return &Report{Tool: opt.Tool, Format: f.Name, Filtered: map[string]int{}, Flagged: map[string]int{}, opt: opt}
}

// count takes a row in, and reports whether it is to be written in a format.
func (p *Report) count(r Record, f Format) bool {
	if r.Removed && !f.Has(Removed) {
		p.Filtered[furnitureRow]++
		return false
	}
	p.Read++
	carries := f.CarriesIn(p.opt)
	why := ""
	switch {
	case p.opt.MinScore > 0 && !(r.Score >= p.opt.MinScore):
		why = lowScore
	case p.opt.ReviewedOnly && !r.Settled():
		why = notReviewed
	case r.Status == align.Rejected && carries&Rejects == 0:
		why = rejected
	case r.null() && carries&Nulls == 0:
		why = oneSide
	default:
		for _, filter := range p.opt.Filters {
			if filter.Drop(&r) {
				why = filter.Name
				break
			}
		}
	}
	if why != "" {
		p.Filtered[why]++
		return false
	}
	p.Written++
	for _, flag := range r.Flags {
		p.Flagged[string(flag.Kind)]++
	}
	missing := r.parts() &^ carries
	for k := range parts {
		if missing&(1<<k) != 0 {
			p.lost[k]++
		}
	}
	if r.Piece != nil && r.Piece != p.piece {
		p.piece = r.Piece
		p.newPiece(f)
	}
	for side, figures := range []*EditionFigures{&p.English, &p.Chinese} {
		figures.Units += max(len(r.Bead.Units(align.Side(side))), len(r.units(align.Side(side))))
		figures.Tokens += tokensIn(r.Text.Side(align.Side(side)))
	}
	if !math.IsNaN(r.Score) {
		p.scores++
		p.sum += r.Score
	}
	return true
}

// newPiece takes in what is known of the piece of the row at hand.
func (p *Report) newPiece(f Format) {
	p.Pieces++
	if !f.Has(Metadata) && (p.piece.ID != "" || len(p.piece.fields()) > 0) {
		p.lost[bits.TrailingZeros32(uint32(Metadata))]++
	}
	for _, e := range p.piece.Editions {
		if e.Licence != "" && !slices.Contains(p.Licences, e.Licence) && len(p.Licences) < maxLicences {
			p.Licences = append(p.Licences, e.Licence)
		}
	}
}

// maxLicences is how many licences a report names.
const maxLicences = 100

// tokensIn counts the words of an English text, or the Han characters, words and numbers
// of a Chinese one.
func tokensIn(text string) int {
	n, inWord := 0, false
	for _, r := range text {
		switch {
		case isHan(r):
			n++
			inWord = false
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if !inWord {
				n++
			}
			inWord = true
		case r != '\'' && r != '’' && r != '.' && r != ',' && !unicode.IsMark(r): // which may stand in a word
			inWord = false
		}
	}
	return n
}

// finish fills in the figures that are sums.
func (p *Report) finish() {
	p.Lost = nil
	for k, n := range p.lost {
		if n > 0 {
			p.Lost = append(p.Lost, Loss{partNames[k], n})
		}
	}
	slices.SortStableFunc(p.Lost, func(a, b Loss) int { return cmp.Compare(b.Rows, a.Rows) })
	if p.scores > 0 {
		p.MeanScore = new(math.Round(p.sum/float64(p.scores)*1e4) / 1e4)
	}
}

// Losses says with counts what the file does not carry, "12 scores; 3 comments"; "" if
// it carries all there was.
func (p *Report) Losses() string {
	p.finish()
	var list []string
	for _, l := range p.Lost {
		list = append(list, fmt.Sprintf("%s of %d", l.Part, l.Rows))
	}
	return strings.Join(list, ", ")
}

// reasons lists what rows may have been left out for, in the order in which it is looked for.
func (p *Report) reasons() []string {
	list := []string{lowScore, notReviewed, rejected, oneSide}
	for _, f := range p.opt.Filters {
		list = append(list, f.Name)
	}
	return append(list, furnitureRow)
}

// LeftOut says which filter took how many rows; "" if none took any. Page furniture
// does not count.
func (p *Report) LeftOut() string {
	var list []string
	for _, why := range p.reasons() {
		if n := p.Filtered[why]; n > 0 && why != furnitureRow {
			list = append(list, fmt.Sprintf("%d %s", n, why))
		}
	}
	return strings.Join(list, ", ")
}

// Finished fills in the sums of reports of files that are whole, and returns them.
func Finished(reports []*Report) []*Report {
	for _, p := range reports {
		p.finish()
	}
	return reports
}

// WriteReports writes reports for programs, as an array.
func WriteReports(w io.Writer, reports []*Report) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(Finished(reports))
}

// WriteText writes the report for people, a figure a line.
func (p *Report) WriteText(w io.Writer) error {
	p.finish()
	var b strings.Builder
	line := func(name string, value any) { fmt.Fprintf(&b, "%-28s %v\n", name, value) }
	for _, f := range []field{{"align", p.Version}, {"dictionary", p.Dictionary}, {"model", p.Model}, {"format", p.Format}, {"part", p.Part}} {
		if f.value != "" {
			line(f.name, f.value)
		}
	}
	line("rows read", p.Read)
	line("rows written", p.Written)
	for _, why := range p.reasons() {
		if n := p.Filtered[why]; n > 0 {
			line("  left out: "+why, n)
		}
	}
	kinds := make([]string, 0, len(p.Flagged))
	for kind := range p.Flagged {
		kinds = append(kinds, kind)
	}
	slices.Sort(kinds)
	for _, kind := range kinds {
		line("  flagged: "+kind, p.Flagged[kind])
	}
	for _, l := range p.Lost {
		line("  not in the file: "+l.Part, l.Rows)
	}
	line("English units", p.English.Units)
	line("English words", p.English.Tokens)
	line("Chinese units", p.Chinese.Units)
	line("Chinese characters", p.Chinese.Tokens)
	if p.MeanScore != nil {
		line("mean score", formatScore(*p.MeanScore))
	}
	for _, l := range p.Licences {
		line("licence", l)
	}
	_, err := io.WriteString(w, b.String())
	return err
}
