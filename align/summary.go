package align

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// Summary holds the figures of an alignment. The console, the JSON summary, the
// workbook and the report all take theirs from here.
type Summary struct {
	Editions   [Sides]EditionSummary // by Side
	Paragraphs RowCounts             // paragraph rows
	ToCheck    int                   // paragraph rows to look at: see Alignment.Triage
	Sentences  RowCounts             // sentence rows; none if the input was segmented
}

// EditionSummary holds the figures of one edition. Paragraphs that were removed or
// dropped count in Removed and Dropped alone.
type EditionSummary struct {
	Paragraphs int
	Paired     int // paragraphs with a counterpart
	Removed    int // paragraphs taken for page furniture
	Dropped    int // paragraphs that a reviewer dropped
	Sentences  int // of all paragraphs
	Characters int
	Words      int     // see Words
	Coverage   float64 // see Alignment.Coverage
}

// RowCounts counts the rows of one level.
type RowCounts struct {
	All      int
	Pairs    int        // rows with both sides
	OneSided int        // rows without counterpart
	Bands    [Bands]int // of the pairs
}

// Summary counts what there is in the alignment.
func (al *Alignment) Summary() Summary {
	paragraphs := al.Rows(LevelParagraph)
	s := Summary{Paragraphs: countRows(paragraphs), ToCheck: len(al.Triage(ReviewTarget).Rows)}
	if len(al.Sentences) > 0 {
		s.Sentences = countRows(al.Rows(LevelSentence))
	}
	coverage := al.Coverage()
	for side := range Sides {
		e, doc := &s.Editions[side], al.Document(side)
		e.Sentences, e.Coverage = len(doc.Sentences), coverage[side]
		for _, p := range doc.Paragraphs {
			switch {
			case p.Dropped():
				e.Dropped++
			case p.Kind == Boilerplate:
				e.Removed++
			default:
				e.Paragraphs++
				e.Characters += utf8.RuneCountInString(p.Text)
				e.Words += Words(p.Text)
			}
		}
		for _, r := range paragraphs {
			if r.TwoSided() {
				e.Paired += len(r.Units(side))
			}
		}
	}
	return s
}

func countRows(rows []Row) RowCounts {
	c := RowCounts{All: len(rows)}
	for _, r := range rows {
		if r.TwoSided() {
			c.Pairs++
			c.Bands[BandOf(r.Score)]++
		} else {
			c.OneSided++
		}
	}
	return c
}

// Words counts the words of a text as word processors do, and translators' invoices: what
// stands between white space, and each Chinese character and mark for itself.
func Words(text string) int {
	n, inWord := 0, false
	for _, r := range text {
		const eastAsian = 0x2E80 // where its characters and their marks begin
		switch {
		case r == ' ' || unicode.IsSpace(r):
			inWord = false
		case r >= eastAsian:
			n, inWord = n+1, false
		case !inWord:
			n, inWord = n+1, true
		}
	}
	return n
}

// Percent rounds a share from 0 to 1 to whole percent, halves up: the form in which coverage
// is shown everywhere.
func Percent(share float64) int { return int(math.Floor(float64(100*share) + 0.5)) }

// Coverage returns the share of the text of each edition, boilerplate left out,
// that has a counterpart: its letters and characters, each counted with the
// probability of its bead. Shares are rounded to four decimals.
func (al *Alignment) Coverage() [Sides]float64 {
	var covered, total [Sides]float64
	for _, r := range al.Rows(LevelParagraph) {
		for side := range Sides {
			length := Length(r.Text.Side(side), al.Document(side).Language)
			total[side] += length
			if r.TwoSided() {
				covered[side] += float64(length * r.Score)
			}
		}
	}
	var share [Sides]float64
	for side := range Sides {
		share[side] = math.Round(covered[side]/max(total[side], 1)*1e4) / 1e4
	}
	return share
}

// minCoverage is the least coverage of one of two editions of a piece. Of the pieces
// in testdata right pairs have .87 and more, wrong pairs .28 and less; of news editions with paragraphs
// cut from both sides the least has .48.
const minCoverage = 0.4

// OnePiece reports whether the documents seem to be editions of one piece: most of the text
// of the shorter one has a counterpart. An article and a wrong one have hardly any.
func (al *Alignment) OnePiece() bool {
	c := al.Coverage()
	return max(c[EN], c[ZH]) >= minCoverage
}
