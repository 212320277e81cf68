package sheet

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// band is a range of scores that asks for the same care.
type band struct {
	name   string // in both languages
	least  float64
	ground string
	ink    string
}

// bands, the surest first. A reviewer can skim the first, should read the
// second and has to decide the third. Scores are probabilities: of a hundred
// rows at the border of sure, ten are wrong; at that of check, forty.
var bands = [...]band{
	{"sure 可靠", 0.90, sureGround, sureInk},
	{"check 核对", 0.60, checkGround, checkInk},
	{"doubtful 存疑", 0, doubtfulGround, doubtfulInk},
}

// bandOf returns the index in bands of a score.
func bandOf(score float64) int {
	for i, b := range bands {
		if score >= b.least {
			return i
		}
	}
	return len(bands) - 1
}

// scoreFormat is a number format that says the band in words after the score,
// so that it can be told without its colour.
func scoreFormat() string {
	return fmt.Sprintf(`[>=%g]0.00"  %s";[>=%g]0.00"  %s";0.00"  %s"`,
		bands[0].least, bands[0].name, bands[1].least, bands[1].name, bands[2].name)
}

// colourBands has the cells of a range coloured by the band of their score.
func (p *page) colourBands(cells string) error {
	var rules []excelize.ConditionalFormatOptions
	for _, b := range bands {
		id, err := p.wb.conditional(b.ground, b.ink)
		if err != nil {
			return err
		}
		rules = append(rules, excelize.ConditionalFormatOptions{
			Type: "cell", Criteria: ">=", Value: fmt.Sprint(b.least), Format: &id, StopIfTrue: true,
		})
	}
	return p.wb.file.SetConditionalFormat(p.name, cells, rules)
}

// conditional makes the style of a conditional format.
func (wb *workbook) conditional(ground, ink string) (int, error) {
	return wb.file.NewConditionalStyle(&excelize.Style{
		Font: &excelize.Font{Color: ink},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{ground}},
	})
}
